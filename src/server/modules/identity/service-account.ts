import type { z } from "zod";
import { mayActAs, mayManageOwnAccount, mayReadOwnAccount, mayUseFrontDoor } from "@/domain/identity/policy";
import { failedSignIns, networkOf, signInDelay, signInLimits } from "@/domain/identity/rate-limits";
import type {
  changePasswordInput,
  emailOnlyInput,
  profileInput,
  resetPasswordInput,
  secondFactorInput,
  signInInput,
  signUpInput,
  verifyEmailInput,
} from "@/domain/identity/schema";
import { AppError } from "@/domain/shared/errors";
import type { Locale } from "@/domain/shared/locale";
import { type Act, act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, isUniqueViolation } from "@/server/platform/db";
import { clearLimit, countFailure, refuseInPause, takePoint } from "@/server/platform/limits";
import { announce } from "@/server/platform/live";
import { queueMail } from "@/server/platform/mail-queue";
import { verifySecondFactor } from "./factors";
import { afterFirstFactor, confirmAddress, type SignInStep } from "./first-factor";
import { hashPassword, passwordFits, refuseWeakPassword } from "./passwords";
import {
  endSessions,
  findPerson,
  findPersonByEmail,
  insertPerson,
  listSessions,
  type PersonRow,
  setActing,
  updatePerson,
  updatePersonAtVersion,
} from "./repo-people";
import { issueTicket, readTicket, redeemTicket } from "./tickets";
import { accountView, sessionView } from "./view";

/**
 * Opens an account that waits for its e-mail address to be confirmed. The answer is the same when the address is
 * known already: its owner gets a letter that says so, and the asker learns nothing.
 */
export async function signUp(ctx: Ctx, input: z.output<typeof signUpInput>): Promise<{ sent: true }> {
  await takePoint(signInLimits.signUp, networkOf(ctx.address));
  refuseWeakPassword(input.password, { email: input.email, names: [input.nameZh, input.nameEn] });
  await takePoint(signInLimits.mailLinksPerMailbox, input.email);
  const passwordHash = await hashPassword(input.password);
  return act(ctx, async (current) => {
    const { tx, permit, record } = current;
    permit(mayUseFrontDoor());
    const known = await findPersonByEmail(tx, input.email);
    if (known) {
      await queueMail(current, { to: input.email, locale: input.locale, kind: "accountExists", path: "/sign-in" });
      await record({ act: "account.signUpKnown", entity: "person", entityId: known.id });
      return { sent: true as const };
    }
    const person = await insertPerson(tx, {
      email: input.email,
      passwordHash,
      nameZh: input.nameZh || null,
      nameEn: input.nameEn || null,
      locale: input.locale,
    });
    await sendVerification(current, person.id, input.email, input.locale, input.invitation);
    await record({ act: "account.signUp", entity: "person", entityId: person.id });
    return { sent: true as const };
  }).catch((error: unknown) => {
    // Two sign-ups of one address at once: the second reads like the first.
    if (isUniqueViolation(error)) return { sent: true as const };
    throw error;
  });
}

async function sendVerification(
  current: Act,
  personId: string,
  email: string,
  locale: Locale,
  invitation?: string,
): Promise<void> {
  const token = await issueTicket(current.tx, "verifyEmail", { personId, email });
  const next = invitation ? `&invitation=${encodeURIComponent(invitation)}` : "";
  await queueMail(current, { to: email, locale, kind: "verifyEmail", path: `/verify-email?token=${token}${next}` });
}

/**
 * Confirms the address and signs the person in: the link shows that the mailbox is theirs, the password that it was
 * they who signed up. Whoever gets such a letter uninvited confirms nothing by following it, and may set a password of
 * their own instead.
 */
export async function verifyEmail(
  ctx: Ctx,
  { token, password }: z.output<typeof verifyEmailInput>,
): Promise<SignInStep> {
  const waiting = await readTicket(db(), "verifyEmail", token);
  const claimed = await personOrThrow(db(), waiting.personId);
  const key = `${claimed.email}|${networkOf(ctx.address)}`;
  await takePoint(signInLimits.perAccount, key);
  if (!(await passwordFits(claimed.passwordHash, password)))
    throw new AppError("UNAUTHENTICATED", { reason: "wrongPassword", field: "password" });
  await clearLimit(signInLimits.perAccount, key);
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayUseFrontDoor());
    const { personId } = await redeemTicket(tx, "verifyEmail", token);
    const person = await personOrThrow(tx, personId);
    await updatePerson(tx, person.id, { emailVerifiedAt: new Date() });
    await record({ act: "account.emailVerified", entity: "person", entityId: person.id });
    return afterFirstFactor(tx, person, "email");
  });
}

/** Password step. Same answer, and about the same time, for a wrong password and an unknown address. */
export async function signIn(ctx: Ctx, { email, password }: z.output<typeof signInInput>): Promise<SignInStep> {
  const key = `${email}|${networkOf(ctx.address)}`;
  await takePoint(signInLimits.perAddress, networkOf(ctx.address));
  await takePoint(signInLimits.perAccount, key);
  await refuseInPause(failedSignIns, email);
  const person = await findPersonByEmail(db(), email);
  const fits = await passwordFits(person?.passwordHash, password);
  if (!person || !fits || person.disabledAt) {
    await countFailure(failedSignIns, email, signInDelay);
    throw new AppError("UNAUTHENTICATED", { reason: "wrongCredentials" });
  }
  if (!person.emailVerifiedAt) throw new AppError("UNAUTHENTICATED", { reason: "emailNotVerified" });
  await clearLimit(signInLimits.perAccount, key);
  await clearLimit(failedSignIns, email);
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayUseFrontDoor());
    await record({ act: "account.passwordAccepted", entity: "person", entityId: person.id });
    return afterFirstFactor(tx, person, "password");
  });
}

/** Second step with a TOTP or recovery code; a wrong code leaves the ticket for another try. */
export async function signInSecondFactor(
  ctx: Ctx,
  { ticket, code }: z.output<typeof secondFactorInput>,
): Promise<SignInStep> {
  const waiting = await readTicket(db(), "secondFactor", ticket);
  const key = waiting.personId ?? "";
  await takePoint(signInLimits.secondFactor, key);
  const step = await act(ctx, async ({ tx, permit, record }) => {
    permit(mayUseFrontDoor());
    const person = await personOrThrow(tx, waiting.personId);
    await verifySecondFactor(tx, person.id, code);
    await redeemTicket(tx, "secondFactor", ticket);
    await record({ act: "account.secondFactor", entity: "person", entityId: person.id });
    const data = { method: `${String(waiting.data.method)}+code`, secondFactor: true };
    return {
      step: "done" as const,
      ticket: await issueTicket(tx, "signIn", { personId: person.id, data }),
      methods: [],
    };
  });
  await clearLimit(signInLimits.secondFactor, key);
  return step;
}

/** A link by mail instead of a password. Same answer whether the address is known or not. */
export async function requestMagicLink(
  ctx: Ctx,
  { email, locale }: z.output<typeof emailOnlyInput>,
): Promise<{ sent: true }> {
  return sendLink(ctx, email, locale, "magicLink", "/sign-in/link");
}

export async function requestPasswordReset(
  ctx: Ctx,
  { email, locale }: z.output<typeof emailOnlyInput>,
): Promise<{ sent: true }> {
  return sendLink(ctx, email, locale, "resetPassword", "/reset-password");
}

async function sendLink(
  ctx: Ctx,
  email: string,
  locale: Locale,
  purpose: "magicLink" | "resetPassword",
  path: string,
): Promise<{ sent: true }> {
  await takePoint(signInLimits.mailLinks, `${email}|${networkOf(ctx.address)}`);
  await takePoint(signInLimits.mailLinksPerMailbox, email);
  return act(ctx, async (current) => {
    current.permit(mayUseFrontDoor());
    const person = await findPersonByEmail(current.tx, email);
    if (person && !person.disabledAt) {
      const token = await issueTicket(current.tx, purpose, { personId: person.id });
      await queueMail(current, { to: email, locale, kind: purpose, path: `${path}?token=${token}` });
    }
    await current.record({ act: `account.${purpose}Requested`, entity: "person", entityId: person?.id ?? "unknown" });
    return { sent: true as const };
  });
}

export function signInByLink(ctx: Ctx, token: string): Promise<SignInStep> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayUseFrontDoor());
    const { personId } = await redeemTicket(tx, "magicLink", token);
    const person = await personOrThrow(tx, personId);
    await confirmAddress(tx, person);
    await record({ act: "account.linkAccepted", entity: "person", entityId: person.id });
    return afterFirstFactor(tx, person, "link");
  });
}

/** Sets a new password by mail link and ends every session. Second factors stay: mail alone does not remove them. */
export async function resetPassword(
  ctx: Ctx,
  { token, password }: z.output<typeof resetPasswordInput>,
): Promise<{ done: true }> {
  const waiting = await readTicket(db(), "resetPassword", token);
  const person = await personOrThrow(db(), waiting.personId);
  refuseWeakPassword(password, knownOf(person));
  const passwordHash = await hashPassword(password);
  return act(ctx, async (current) => {
    current.permit(mayUseFrontDoor());
    await redeemTicket(current.tx, "resetPassword", token);
    await updatePerson(current.tx, person.id, { passwordHash, emailVerifiedAt: person.emailVerifiedAt ?? new Date() });
    await closeSessions(current, person.id, {});
    await queueMail(current, {
      to: person.email,
      locale: person.locale as Locale,
      kind: "passwordChanged",
      path: "/account",
    });
    await current.record({ act: "account.passwordReset", entity: "person", entityId: person.id });
    return { done: true };
  });
}

export async function changePassword(
  ctx: Ctx,
  { current: present, next }: z.output<typeof changePasswordInput>,
): Promise<{ done: true }> {
  permitOrThrow(mayManageOwnAccount(ctx.actor));
  const me = await ownAccount(ctx);
  await takePoint(signInLimits.perAccount, me.id);
  if (!(await passwordFits(me.passwordHash, present)))
    throw new AppError("UNAUTHENTICATED", { reason: "wrongPassword", field: "current" });
  refuseWeakPassword(next, knownOf(me));
  const passwordHash = await hashPassword(next);
  return act(ctx, async (current) => {
    current.permit(mayManageOwnAccount(ctx.actor));
    await updatePerson(current.tx, me.id, { passwordHash });
    await closeSessions(current, me.id, { exceptId: ctx.sessionId });
    await queueMail(current, { to: me.email, locale: me.locale as Locale, kind: "passwordChanged", path: "/account" });
    await current.record({ act: "account.passwordChanged", entity: "person", entityId: me.id });
    return { done: true };
  });
}

export async function readOwnAccount(ctx: Ctx) {
  permitOrThrow(mayReadOwnAccount(ctx.actor));
  const me = await ownAccount(ctx);
  return accountView(me, ctx);
}

export async function updateProfile(ctx: Ctx, input: z.output<typeof profileInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayManageOwnAccount(ctx.actor));
    const id = ctx.actor.kind === "person" ? ctx.actor.id : "";
    const { version, nameZh, nameEn, ...rest } = input;
    const saved = await updatePersonAtVersion(tx, id, version, {
      ...rest,
      nameZh: nameZh || null,
      nameEn: nameEn || null,
    });
    if (!saved) throw new AppError("VERSION_CONFLICT");
    await record({ act: "account.profile", entity: "person", entityId: id });
    return { version: version + 1 };
  });
}

export async function readSessions(ctx: Ctx) {
  permitOrThrow(mayReadOwnAccount(ctx.actor));
  const me = await ownAccount(ctx);
  return (await listSessions(db(), me.id)).map((session) => sessionView(session, ctx.sessionId));
}

/** Ends one of one's own sessions, or with no id all others. */
export function revokeSessions(ctx: Ctx, id: string | null): Promise<{ ended: number }> {
  return act(ctx, async (current) => {
    current.permit(mayManageOwnAccount(ctx.actor));
    const personId = ctx.actor.kind === "person" ? ctx.actor.id : "";
    const ended = await closeSessions(current, personId, id ? { id } : { exceptId: ctx.sessionId });
    await current.record({ act: "session.revoked", entity: "person", entityId: personId, facts: { ended } });
    return { ended };
  });
}

export function signOut(ctx: Ctx): Promise<{ ended: number }> {
  return revokeSessions(ctx, ctx.sessionId);
}

/** Chooses the organisation that everything from now on is done for. */
export function actAs(ctx: Ctx, organisationId: string | null): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(organisationId ? mayActAs(ctx.actor, { id: organisationId }) : mayManageOwnAccount(ctx.actor));
    if (!ctx.sessionId) throw new AppError("FORBIDDEN", { reason: "browserOnly" });
    await setActing(tx, ctx.sessionId, organisationId);
    await record({ act: "session.actAs", entity: "organisation", entityId: organisationId ?? "none" });
    return { done: true };
  });
}

/** Revocation reaches open sockets too: whoever listens on `session:<id>` closes. */
export async function closeSessions(
  { tx }: Pick<Act, "tx">,
  personId: string,
  which: { id?: string; exceptId?: string | null },
): Promise<number> {
  const ids = await endSessions(tx, { personId, ...which }, new Date());
  for (const id of ids) await announce(tx, `session:${id}`, { ended: 1 });
  return ids.length;
}

/** Words that somebody who knows the person would try first. */
function knownOf(person: PersonRow) {
  return {
    email: person.email,
    names: [person.nameZh, person.nameEn],
    organisationNames: person.memberships.flatMap(({ organisation }) => [organisation.nameZh, organisation.nameEn]),
  };
}

async function ownAccount(ctx: Ctx) {
  if (ctx.actor.kind !== "person") throw new AppError("UNAUTHENTICATED", { reason: "signIn" });
  return personOrThrow(db(), ctx.actor.id);
}

async function personOrThrow(tx: Parameters<typeof findPerson>[0], personId: string | null) {
  const person = personId ? await findPerson(tx, personId) : null;
  if (!person || person.disabledAt) throw new AppError("EXPIRED", { reason: "link" });
  return person;
}
