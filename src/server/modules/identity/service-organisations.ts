import type { z } from "zod";
import { keepsAnOwner } from "@/domain/identity/membership";
import {
  mayChangeMember,
  mayCreateOrganisation,
  mayFindOrganisations,
  mayGiveRole,
  mayLeaveOrganisation,
  mayListMembers,
  mayManageOrganisation,
  mayManageOwnAccount,
  mayReadPublic,
  maySubmitVerification,
} from "@/domain/identity/policy";
import { memberLimits } from "@/domain/identity/rate-limits";
import type {
  invitationInput,
  memberRemovalInput,
  membershipInput,
  organisationInput,
  organisationUpdateInput,
  verificationInput,
} from "@/domain/identity/schema";
import { endsVerification, mayApplyAgain, verificationStanding } from "@/domain/identity/verification";
import type { MemberRole, OrganisationKind } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { foldName, skeleton } from "@/domain/shared/folding";
import type { Locale } from "@/domain/shared/locale";
import { addMilliseconds, day } from "@/domain/shared/time";
import { type Act, act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, isUniqueViolation } from "@/server/platform/db";
import { takePoint } from "@/server/platform/limits";
import { queueMail } from "@/server/platform/mail-queue";
import { hashToken, newToken } from "@/server/platform/secrets";
import { attachFiles } from "@/server/platform/stored-files";
import {
  countOwners,
  endMembership,
  findInvitation,
  findInvitationById,
  findLookAlike,
  findMembership,
  findOrganisation,
  findOrganisations,
  insertInvitation,
  insertMembership,
  insertOrganisation,
  insertVerification,
  latestVerification,
  listInvitations,
  listMembers,
  listMembersOf,
  listVerifiedOfKind,
  lockOrganisation,
  replaceNames,
  revokeInvitation,
  searchVerifiedNames,
  setMemberRole,
  spendInvitation,
  updateOrganisationAtVersion,
} from "./repo-organisations";
import { setActing } from "./repo-people";
import { invitationView, memberView, organisationView } from "./view-organisations";

const invitationLife = 14 * day;

type Fields = Omit<z.output<typeof organisationInput>, "idempotencyKey">;

/** Registers an organisation; its maker becomes the owner. It can prepare drafts at once and do the rest once verified. */
export async function createOrganisation(ctx: Ctx, input: z.output<typeof organisationInput>): Promise<{ id: string }> {
  const { idempotencyKey, ...fields } = input;
  permitOrThrow(mayCreateOrganisation(ctx.actor));
  if (ctx.actor.kind === "person") await takePoint(memberLimits.organisations, ctx.actor.id);
  return act(
    ctx,
    async (current) => {
      const { tx, permit, record } = current;
      permit(mayCreateOrganisation(ctx.actor));
      const personId = ctx.actor.kind === "person" ? ctx.actor.id : "";
      const organisation = await insertOrganisation(tx, { ...columns(fields), createdById: personId });
      await nameOrganisation(current, organisation.id, fields);
      await insertMembership(tx, { personId, organisationId: organisation.id, role: "owner" });
      if (ctx.sessionId) await setActing(tx, ctx.sessionId, organisation.id);
      await record({ act: "organisation.created", entity: "organisation", entityId: organisation.id });
      return { id: organisation.id };
    },
    { idempotency: { key: idempotencyKey, procedure: "organisation.create", input } },
  ).catch(sayWhichIsTaken);
}

/** Changes the organisation's facts. A new name or identifier needs a new verification, so the old one ends. */
export function updateOrganisation(
  ctx: Ctx,
  input: z.output<typeof organisationUpdateInput>,
): Promise<{ version: number }> {
  const { id, version, ...fields } = input;
  return act(ctx, async (current) => {
    const { tx, permit, record } = current;
    const before = found(await lockOrganisation(tx, id));
    permit(mayManageOrganisation(ctx.actor, before));
    const identityChanged = endsVerification(before, columns(fields));
    const saved = await updateOrganisationAtVersion(tx, id, version, {
      ...columns(fields),
      ...(identityChanged ? { verifiedUntil: null } : {}),
    });
    if (!saved) throw new AppError("VERSION_CONFLICT");
    await nameOrganisation(current, id, fields);
    await record({ act: "organisation.updated", entity: "organisation", entityId: id, facts: { identityChanged } });
    return { version: version + 1 };
  }).catch(sayWhichIsTaken);
}

/** The public page of an organisation. */
export async function readOrganisation(ctx: Ctx, id: string) {
  permitOrThrow(mayReadPublic());
  const organisation = found(await findOrganisation(db(), id));
  return organisationView(organisation, ctx);
}

/** Everything the organisation's administrators look after: members, invitations, the state of its verification. */
export async function readOrganisationDesk(ctx: Ctx, id: string) {
  const organisation = found(await findOrganisation(db(), id));
  permitOrThrow(mayListMembers(ctx.actor, organisation));
  const manages = mayManageOrganisation(ctx.actor, organisation).allowed;
  const [members, invitations, verification] = await Promise.all([
    listMembers(db(), id),
    manages ? listInvitations(db(), id) : Promise.resolve([]),
    latestVerification(db(), id),
  ]);
  return {
    organisation: organisationView(organisation, ctx),
    members: members.map(memberView),
    invitations: invitations.map(invitationView),
    verification: verification
      ? {
          state: verification.state,
          submittedAt: verification.submittedAt.toISOString(),
          reasons: verification.decisions.filter(({ approved }) => !approved).map(({ reason }) => reason),
        }
      : null,
    can: {
      manage: manages,
      leave:
        mayLeaveOrganisation(ctx.actor, organisation).allowed &&
        ctx.actor.kind === "person" &&
        ctx.actor.organisationIds.includes(id),
    },
  };
}

/** Invites by mail: the link works once, for fourteen days. */
export function invite(ctx: Ctx, input: z.output<typeof invitationInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async (current) => {
      const organisation = found(await findOrganisation(current.tx, input.organisationId));
      current.permit(mayGiveRole(ctx.actor, organisation, input.role));
      await takePoint(memberLimits.invitations, organisation.id);
      const token = newToken();
      const invitation = await insertInvitation(current.tx, {
        organisationId: organisation.id,
        email: input.email,
        role: input.role,
        tokenHash: hashToken(token),
        createdById: ctx.actor.kind === "person" ? ctx.actor.id : "",
        expiresAt: addMilliseconds(await current.now(), invitationLife),
      });
      await queueMail(current, {
        to: input.email,
        locale: ctx.locale,
        kind: "invitation",
        path: `/invitations/${token}`,
        facts: {
          organisation:
            (ctx.locale === "en" ? organisation.nameEn : organisation.nameZh) ??
            organisation.nameZh ??
            organisation.nameEn ??
            "",
        },
      });
      await current.record({
        act: "invitation.sent",
        entity: "organisation",
        entityId: organisation.id,
        facts: { role: input.role },
      });
      return { id: invitation.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "invitation.create", input } },
  );
}

/** What an invitation offers, before it is accepted. */
export async function readInvitation(ctx: Ctx, token: string) {
  permitOrThrow(mayReadPublic());
  const invitation = found(await findInvitation(db(), hashToken(token)));
  const state = invitation.usedAt
    ? "used"
    : invitation.revokedAt
      ? "revoked"
      : invitation.expiresAt < new Date()
        ? "expired"
        : "open";
  return {
    organisation: organisationView(invitation.organisation, ctx),
    role: invitation.role,
    email: invitation.email,
    state,
  } as const;
}

/** Of many parallel uses of one invitation exactly one succeeds; the invited address must be the person's own. */
export function acceptInvitation(ctx: Ctx, token: string): Promise<{ organisationId: string }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    permit(mayManageOwnAccount(ctx.actor));
    if (ctx.actor.kind !== "person") throw new AppError("UNAUTHENTICATED", { reason: "signIn" });
    const tokenHash = hashToken(token);
    const invitation = found(await findInvitation(tx, tokenHash));
    if (invitation.email !== ctx.actor.email) throw new AppError("FORBIDDEN", { reason: "invitationOther" });
    const spent = await spendInvitation(tx, tokenHash, ctx.actor.id, await now());
    if (!spent) throw new AppError(invitation.usedAt ? "ALREADY_USED" : "EXPIRED", { reason: "link" });
    await insertMembership(tx, {
      personId: ctx.actor.id,
      organisationId: invitation.organisationId,
      role: invitation.role,
    });
    if (ctx.sessionId) await setActing(tx, ctx.sessionId, invitation.organisationId);
    await record({
      act: "invitation.accepted",
      entity: "organisation",
      entityId: invitation.organisationId,
      facts: { role: invitation.role },
    });
    return { organisationId: invitation.organisationId };
  }).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw new AppError("DUPLICATE", { reason: "alreadyMember" });
    throw error;
  });
}

export function withdrawInvitation(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    const invitation = found(await findInvitationById(tx, id));
    permit(mayManageOrganisation(ctx.actor, { id: invitation.organisationId }));
    if (!(await revokeInvitation(tx, id, await now()))) throw new AppError("STATE_REFUSED");
    await record({ act: "invitation.revoked", entity: "organisation", entityId: invitation.organisationId });
    return { done: true };
  });
}

export function changeMemberRole(
  ctx: Ctx,
  { organisationId, personId, role }: z.output<typeof membershipInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const organisation = found(await lockOrganisation(tx, organisationId));
    const present = await findMembership(tx, organisationId, personId);
    // Whoever may not manage the organisation is told so before learning who belongs to it.
    permit(mayChangeMember(ctx.actor, organisation, { from: present?.role ?? null, to: role }));
    if (!present) throw new AppError("NOT_FOUND");
    refuseLastOwner(await countOwners(tx, organisationId), present.role, role);
    if (!(await setMemberRole(tx, organisationId, personId, role))) throw new AppError("NOT_FOUND");
    await record({
      act: "membership.role",
      entity: "organisation",
      entityId: organisationId,
      facts: { personId, role },
    });
    return { done: true };
  });
}

/** Leaves (oneself) or is removed (by an administrator); the last owner cannot go. */
export function endMembershipOf(
  ctx: Ctx,
  { organisationId, personId }: z.output<typeof memberRemovalInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    const organisation = found(await lockOrganisation(tx, organisationId));
    const own = ctx.actor.kind === "person" && ctx.actor.id === personId;
    const present = await findMembership(tx, organisationId, personId);
    permit(
      own
        ? mayLeaveOrganisation(ctx.actor, organisation)
        : mayChangeMember(ctx.actor, organisation, { from: present?.role ?? null, to: null }),
    );
    if (!present) throw new AppError("NOT_FOUND");
    refuseLastOwner(await countOwners(tx, organisationId), present.role, null);
    if (!(await endMembership(tx, organisationId, personId, await now()))) throw new AppError("NOT_FOUND");
    await record({
      act: own ? "membership.left" : "membership.removed",
      entity: "organisation",
      entityId: organisationId,
      facts: { personId },
    });
    return { done: true };
  });
}

/** Hands in evidence; two operators will look at it. */
export function submitVerification(ctx: Ctx, input: z.output<typeof verificationInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async (current) => {
      const { tx, permit, record, follow, now } = current;
      const organisation = found(await lockOrganisation(tx, input.organisationId));
      permit(maySubmitVerification(ctx.actor, organisation));
      const latest = await latestVerification(tx, organisation.id);
      if (!mayApplyAgain(latest?.state ?? null, verificationStanding(organisation.verifiedUntil, await now())))
        throw new AppError("STATE_REFUSED", {
          reason: latest?.state === "verified" ? "verificationHolds" : "verificationOpen",
        });
      const personId = ctx.actor.kind === "person" ? ctx.actor.id : "";
      const verification = await insertVerification(tx, {
        organisationId: organisation.id,
        emailDomain: input.emailDomain ?? null,
        note: input.note,
        submittedById: personId,
      });
      const attached = await attachFiles(tx, input.fileIds, {
        uploadedById: personId,
        purpose: "verificationEvidence",
        entity: "verification",
        entityId: verification.id,
      });
      if (attached !== input.fileIds.length)
        throw new AppError("BAD_INPUT", { reason: "fileNotYours", field: "fileIds" });
      await record({
        act: "verification.submitted",
        entity: "organisation",
        entityId: organisation.id,
        facts: { files: attached },
      });
      await follow("verification.submitted", { verificationId: verification.id });
      return { id: verification.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "verification.submit", input } },
  ).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw new AppError("DUPLICATE", { reason: "verificationOpen" });
    throw error;
  });
}

/** For other modules: names and standing by id. */
export async function organisationsById(ids: readonly string[]) {
  const rows = await findOrganisations(db(), [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, row]));
}

const mostFound = 10;

/** Verified organisations whose name holds the words, for a form that names one. @returns at most ten, with their kind */
export async function findOrganisationsNamed(ctx: Ctx, name: string) {
  permitOrThrow(mayFindOrganisations(ctx.actor));
  const acting = ctx.actor.kind === "person" ? ctx.actor.acting?.id : undefined;
  return (await findOrganisationsByName(name, mostFound)).map(({ id, kind, nameZh, nameEn }) => ({
    id,
    kind,
    nameZh,
    nameEn,
    own: id === acting,
  }));
}

/** For other modules: verified organisations whose name holds the text, in either language, however it is dressed. */
export function findOrganisationsByName(text: string, limit: number) {
  return searchVerifiedNames(db(), foldName(text), new Date(), limit);
}

/** For other modules: verified organisations of one kind, by their ids' order. */
export function verifiedOrganisationsOfKind(kind: OrganisationKind, now: Date) {
  return listVerifiedOfKind(db(), kind, now);
}

/** For other modules: people to tell when something concerns an organisation (viewers are not told). */
export async function peopleToTell(
  organisationIds: readonly string[],
): Promise<{ personId: string; email: string; locale: Locale; organisationId: string; role: MemberRole }[]> {
  return (await listMembersOf(db(), organisationIds))
    .filter(({ role }) => role !== "viewer")
    .map(({ personId, person, organisationId, role }) => ({
      personId,
      role,
      email: person.email,
      locale: person.locale as Locale,
      organisationId,
    }));
}

function columns(fields: Fields) {
  return {
    kind: fields.kind,
    nameZh: fields.nameZh || null,
    nameEn: fields.nameEn || null,
    country: fields.country,
    region: fields.region || null,
    sectors: fields.sectors,
    sizeBand: fields.sizeBand ?? null,
    website: fields.website ?? null,
    creditCode: fields.creditCode || null,
    lei: fields.lei || null,
    registryNumber: fields.registryNumber || null,
  };
}

/** Takes the folded names; a look-alike of another organisation is let in, and sent to the operators' review. */
async function nameOrganisation({ tx }: Act, id: string, { nameZh, nameEn }: Fields): Promise<void> {
  const given = new Map([nameZh, nameEn].flatMap((name) => (name ? [[foldName(name), name] as const] : [])));
  // The skeleton is taken of the name as written: folding would hide the very letters that were chosen to deceive.
  const names = [...given].map(([folded, written]) => ({ folded, skeleton: skeleton(written) }));
  await replaceNames(tx, id, names);
  const alike = await findLookAlike(
    tx,
    names.map((name) => name.skeleton),
    id,
  );
  await tx.organisation.update({ where: { id }, data: { lookAlikeOfId: alike?.organisationId ?? null } });
}

function refuseLastOwner(owners: number, from: MemberRole, to: MemberRole | null): void {
  if (!keepsAnOwner(owners, from, to)) throw new AppError("STATE_REFUSED", { reason: "lastOwner" });
}

function sayWhichIsTaken(error: unknown): never {
  if (isUniqueViolation(error, "creditCode"))
    throw new AppError("DUPLICATE", { reason: "creditCodeTaken", field: "creditCode" });
  if (isUniqueViolation(error, "lei")) throw new AppError("DUPLICATE", { reason: "leiTaken", field: "lei" });
  if (isUniqueViolation(error)) throw new AppError("DUPLICATE", { reason: "nameTaken", field: "nameZh" });
  throw error;
}

/** Adds a person directly, for seeds and imports run on the machine itself; the same rules as for an invitation hold. */
export function acceptInvitationFor(
  ctx: Ctx,
  personId: string,
  organisationId: string,
  role: "owner" | "admin" | "member" | "viewer",
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayGiveRole(ctx.actor, found(await findOrganisation(tx, organisationId)), role));
    await insertMembership(tx, { personId, organisationId, role });
    await record({
      act: "membership.added",
      entity: "organisation",
      entityId: organisationId,
      facts: { personId, role },
    });
    return { done: true };
  });
}
