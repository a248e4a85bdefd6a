import type { z } from "zod";
import { platformRoleFault } from "@/domain/identity/platform-roles";
import {
  mayDecideVerification,
  mayEnterAdministration,
  mayGrantPlatformRole,
  mayManageOrganisation,
  mayNameFirstSecurityAdmin,
  mayReadAudit,
  mayReadOutbox,
  mayReadVerifications,
  mayUseFrontDoor,
} from "@/domain/identity/policy";
import type { firstRunInput, platformRoleInput, verificationDecisionInput } from "@/domain/identity/schema";
import { verificationLife, verificationOutcome } from "@/domain/identity/verification";
import { AppError } from "@/domain/shared/errors";
import type { Locale } from "@/domain/shared/locale";
import { addMilliseconds } from "@/domain/shared/time";
import { act, found, permitOrThrow, recordRead } from "@/server/platform/act";
import { readAuditPage, verifyAudit } from "@/server/platform/audit";
import { type Ctx, systemCtx } from "@/server/platform/ctx";
import { db, isUniqueViolation } from "@/server/platform/db";
import { readOutbox } from "@/server/platform/mail";
import { queueMail } from "@/server/platform/mail-queue";
import { listFilesOf } from "@/server/platform/stored-files";
import { hashPassword, refuseWeakPassword } from "./passwords";
import {
  findVerification,
  insertDecision,
  listVerifications,
  lockOrganisation,
  markVerified,
  setVerificationState,
} from "./repo-organisations";
import {
  countPeople,
  findPersonByEmail,
  insertPerson,
  listRoleHolders,
  lockSecurityAdmins,
  updatePerson,
} from "./repo-people";
import { closeSessions } from "./service-account";
import { issueTicket, redeemTicket } from "./tickets";
import { organisationView } from "./view-organisations";

const listed = 100;

/** The operators' queue, oldest first; with `open` false also what was decided. */
export async function readVerifications(ctx: Ctx, open: boolean) {
  permitOrThrow(mayReadVerifications(ctx.actor));
  const rows = await listVerifications(db(), open, listed);
  const files = await listFilesOf(
    db(),
    "verification",
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    note: row.note,
    emailDomain: row.emailDomain,
    submittedAt: row.submittedAt.toISOString(),
    organisation: organisationView(row.organisation, ctx),
    lookAlikeOfId: row.organisation.lookAlikeOfId,
    files: files.filter(({ entityId }) => entityId === row.id).map(({ id, name, size }) => ({ id, name, size })),
    decisions: row.decisions.map(({ operatorId, approved, reason, at }) => ({
      operatorId,
      approved,
      reason,
      at: at.toISOString(),
    })),
    can: { decide: mayDecideVerification(ctx.actor, factsOf(row)).allowed },
  }));
}

/** One operator's word. The second approval, by another operator, verifies for a year; a refusal ends it with its reason. */
export function decideVerification(
  ctx: Ctx,
  { id, approved, reason }: z.output<typeof verificationDecisionInput>,
): Promise<{ state: string }> {
  return act(ctx, async ({ tx, permit, record, follow, now }) => {
    const before = found(await findVerification(tx, id));
    await lockOrganisation(tx, before.organisationId);
    const verification = found(await findVerification(tx, id));
    permit(mayDecideVerification(ctx.actor, factsOf(verification)));
    if (verification.state !== "submitted" && verification.state !== "firstApproval")
      throw new AppError("STATE_REFUSED", { reason: "verificationDecided" });
    const operatorId = ctx.actor.kind === "person" ? ctx.actor.id : "";
    await insertDecision(tx, { verificationId: id, operatorId, approved, reason });
    const state = verificationOutcome([...verification.decisions, { approved, operatorId }]);
    const at = await now();
    if (state !== "submitted") await setVerificationState(tx, id, state, state === "firstApproval" ? null : at);
    if (state === "verified")
      await markVerified(
        tx,
        verification.organisationId,
        at,
        addMilliseconds(at, verificationLife),
        verification.emailDomain,
      );
    await record({
      act: `verification.${approved ? "approved" : "refused"}`,
      entity: "organisation",
      entityId: verification.organisationId,
      facts: { state },
    });
    if (state !== "firstApproval")
      await follow("verification.decided", { verificationId: id, organisationId: verification.organisationId, state });
    return { state };
  }).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw new AppError("FORBIDDEN", { reason: "twoOperators" });
    throw error;
  });
}

/** Who holds a platform role, and whether the reader may change that. */
export async function readPlatformRoles(ctx: Ctx) {
  permitOrThrow(mayEnterAdministration(ctx.actor));
  const holders = await listRoleHolders(db());
  const securityAdmins = holders.filter(({ platformRole }) => platformRole === "securityAdmin").length;
  return {
    holders: holders.map(({ email, nameZh, nameEn, platformRole }) => ({ email, nameZh, nameEn, role: platformRole })),
    can: {
      grant: mayGrantPlatformRole(ctx.actor, { personId: "" }).allowed,
      nameFirst: mayNameFirstSecurityAdmin(ctx.actor, { personId: "", securityAdmins }).allowed,
    },
  };
}

/**
 * Gives or takes a platform role. The person's sessions end, so that the new rights begin with a fresh sign-in. While
 * there is no security administrator, the first operator names one.
 */
export function grantPlatformRole(
  ctx: Ctx,
  { email, role }: z.output<typeof platformRoleInput>,
): Promise<{ done: true }> {
  return act(ctx, async (current) => {
    const securityAdmins = await lockSecurityAdmins(current.tx);
    const person = await findPersonByEmail(current.tx, email);
    const facts = { personId: person?.id ?? "", securityAdmins };
    const first = role === "securityAdmin" && securityAdmins === 0;
    current.permit(first ? mayNameFirstSecurityAdmin(ctx.actor, facts) : mayGrantPlatformRole(ctx.actor, facts));
    if (!person?.emailVerifiedAt || person.disabledAt)
      throw new AppError("NOT_FOUND", { reason: "noSuchPerson", field: "email" });
    const fault = platformRoleFault(person.platformRole, role, securityAdmins);
    if (fault) throw new AppError("CONFLICT", { reason: fault, field: "role" });
    await updatePerson(current.tx, person.id, { platformRole: role });
    await closeSessions(current, person.id, {});
    await queueMail(current, {
      to: person.email,
      locale: person.locale as Locale,
      kind: "platformRoleChanged",
      path: "/account",
    });
    await current.record({
      act: "platformRole.changed",
      entity: "person",
      entityId: person.id,
      facts: { role: role ?? "none" },
    });
    return { done: true };
  });
}

export async function readMailOutbox(ctx: Ctx) {
  permitOrThrow(mayReadOutbox(ctx.actor));
  await recordRead(ctx, { act: "outbox.read", entity: "outbox", entityId: "mail" });
  return readOutbox();
}

export async function readAudit(ctx: Ctx, page: number) {
  permitOrThrow(mayReadAudit(ctx.actor));
  await recordRead(ctx, { act: "audit.read", entity: "audit", entityId: `page ${page}` });
  return readAuditPage(page);
}

export async function checkAudit(ctx: Ctx) {
  permitOrThrow(mayReadAudit(ctx.actor));
  const { events, unlinked, brokenAt } = await verifyAudit();
  return { events, unlinked, intact: brokenAt === null, brokenAt: brokenAt ? Number(brokenAt.position) : null };
}

/**
 * First run: on an empty installation makes the one-time link for the first operator.
 * @returns the path of the link, or null when somebody is here already
 */
export async function firstRunLink(): Promise<string | null> {
  if ((await countPeople(db())) > 0) return null;
  const token = await act(systemCtx("first-run"), async ({ tx, permit, record }) => {
    permit(mayUseFrontDoor());
    await record({ act: "installation.firstLink", entity: "installation", entityId: "first-run" });
    return issueTicket(tx, "firstOperator", {});
  });
  return `/first-run?token=${token}`;
}

/** The first operator of an empty installation: the link works once, and only while nobody is here. */
export async function claimFirstRun(ctx: Ctx, input: z.output<typeof firstRunInput>) {
  refuseWeakPassword(input.password, { email: input.email, names: [input.nameZh, input.nameEn] });
  const passwordHash = await hashPassword(input.password);
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayUseFrontDoor());
    await redeemTicket(tx, "firstOperator", input.token);
    if ((await countPeople(tx)) > 0) throw new AppError("ALREADY_USED", { reason: "link" });
    const person = await insertPerson(tx, {
      email: input.email,
      passwordHash,
      nameZh: input.nameZh || null,
      nameEn: input.nameEn || null,
      locale: input.locale,
      emailVerifiedAt: new Date(),
    });
    await updatePerson(tx, person.id, { platformRole: "operator" });
    await record({ act: "installation.claimed", entity: "person", entityId: person.id });
    return {
      step: "done" as const,
      ticket: await issueTicket(tx, "signIn", { personId: person.id, data: { method: "firstRun" } }),
      methods: [],
    };
  });
}

/** For the demo and the first run: a person with a confirmed address. */
export function makePerson(person: {
  email: string;
  passwordHash: string | null;
  nameZh: string | null;
  nameEn: string | null;
  locale: string;
  platformRole: "operator" | "securityAdmin" | "auditor" | null;
}): Promise<string> {
  return act(systemCtx("seed"), async ({ tx, permit, record }) => {
    permit(mayUseFrontDoor());
    const { email, passwordHash, nameZh, nameEn, locale, platformRole } = person;
    const made = await insertPerson(tx, { email, passwordHash, nameZh, nameEn, locale, emailVerifiedAt: new Date() });
    if (platformRole) await updatePerson(tx, made.id, { platformRole });
    await record({
      act: "account.made",
      entity: "person",
      entityId: made.id,
      facts: { platformRole: platformRole ?? "none" },
    });
    return made.id;
  });
}

function factsOf(row: { organisationId: string; decisions: readonly { operatorId: string }[] }) {
  return { organisationId: row.organisationId, decidedBy: row.decisions.map(({ operatorId }) => operatorId) };
}

/** For the file door: the evidence is for operators who look at it and for the organisation's own administrators. */
export async function mayReadVerificationFile(ctx: Ctx, verificationId: string): Promise<boolean> {
  const verification = await findVerification(db(), verificationId);
  if (!verification) return false;
  return (
    mayReadVerifications(ctx.actor).allowed ||
    mayManageOrganisation(ctx.actor, { id: verification.organisationId }).allowed
  );
}
