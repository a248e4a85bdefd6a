import type { z } from "zod";
import {
  mayAnswerConsortium,
  mayAnswerTeam,
  mayAskTeam,
  mayFormConsortium,
  mayReadConsortia,
} from "@/domain/needs/policy";
import {
  type consortiumAnswer,
  type consortiumInput,
  needContent,
  type ProposalContent,
  type SealedProposal,
  type teamAnswer,
  type teamRequest,
} from "@/domain/needs/schema";
import { follows, memberActs, memberState } from "@/domain/needs/states";
import { maySee } from "@/domain/needs/visibility";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { AppError } from "@/domain/shared/errors";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleByEmail, peopleById } from "@/server/modules/identity/service-people";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { sha256 } from "@/server/platform/secrets";
import { factsOf, type HeldNeed, holdNeed } from "./access";
import { findProposalOf, withdrawProposalRow } from "./repo-proposals";
import {
  answerConsortiumRow,
  answerTeamRow,
  findConsortium,
  findConsortiumOf,
  findTeamRequest,
  listMembershipsOf,
  listTeamOf,
  listTeamRequests,
  removeConsortium,
  saveConsortium,
  saveTeamRequest,
} from "./repo-together";
import { actingId, personId } from "./service-needs";
import { nameOf } from "./view";

type Consortium = NonNullable<Awaited<ReturnType<typeof findConsortium>>>;

/** What every member confirms: agreement, roles and shares at one version. */
function agreementHash(row: Consortium): string {
  return sha256(
    canonicalJson({
      id: row.id,
      version: row.version,
      agreement: row.agreement,
      lead: { organisationId: row.leadOrganisationId, role: row.leadRole, share: row.leadShare },
      members: row.members.map(({ organisationId, role, share }) => ({ organisationId, role, share })),
    }),
  );
}

/** Forms a consortium or writes it anew; every member then confirms the new version, and a sealed answer is withdrawn. */
export async function formConsortium(
  ctx: Ctx,
  input: z.output<typeof consortiumInput>,
): Promise<{ id: string; version: number }> {
  // Read before the transaction, which holds a connection of its own.
  const organisations = await organisationsById(input.members.map(({ organisationId }) => organisationId));
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdNeed(tx, ctx.actor, input.needId, { lock: true });
    permit(mayFormConsortium(ctx.actor, held.facts, { allowed: needContent.parse(held.row.content).consortia }));
    const leadOrganisationId = actingId(ctx);
    const before = await findConsortiumOf(tx, input.needId, leadOrganisationId);
    if ((before?.version ?? 0) !== input.version) throw new AppError("VERSION_CONFLICT");
    await checkFree(tx, input.needId, leadOrganisationId);
    const now = held.now;
    for (const [index, { organisationId }] of input.members.entries()) {
      const organisation = organisations.get(organisationId);
      const fits =
        organisation?.verifiedUntil &&
        organisation.verifiedUntil > now &&
        organisation.kind !== "government" &&
        organisationId !== leadOrganisationId &&
        organisationId !== held.row.buyerOrganisationId;
      if (!fits) throw new AppError("BAD_INPUT", { reason: "memberUnfit", field: `members.${index}.organisationId` });
    }
    await unsealAnswer(tx, input.needId, leadOrganisationId, now);
    const { needId, agreement, leadRole, leadShare, members } = input;
    const saved = await saveConsortium(
      tx,
      before,
      { needId, agreement, leadRole, leadShare, leadOrganisationId, createdById: personId(ctx) },
      members,
    );
    await record({
      act: "consortium.formed",
      entity: "need",
      entityId: needId,
      facts: { consortiumId: saved.id, version: saved.version, members: members.length },
    });
    await follow("consortium.formed", { needId, consortiumId: saved.id, version: saved.version });
    return { id: saved.id, version: saved.version };
  });
}

/** Gives a consortium up; a sealed answer that rests on it is withdrawn with it. */
export function dissolveConsortium(ctx: Ctx, needId: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdNeed(tx, ctx.actor, needId, { lock: true });
    permit(mayFormConsortium(ctx.actor, held.facts, { allowed: true }));
    const row = found(await findConsortiumOf(tx, needId, actingId(ctx)));
    await unsealAnswer(tx, needId, actingId(ctx), held.now);
    await removeConsortium(tx, row.id);
    await record({ act: "consortium.dissolved", entity: "need", entityId: needId, facts: { consortiumId: row.id } });
    return { done: true };
  });
}

/**
 * A member confirms the version it read, or declines. Who takes a confirmation back before the deadline withdraws the
 * consortium's sealed answer. Nobody answers one need twice, alone or together.
 */
export function answerConsortium(
  ctx: Ctx,
  { consortiumId, version, confirmed }: z.output<typeof consortiumAnswer>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const first = await findConsortium(tx, consortiumId);
    const held = await holdNeed(tx, ctx.actor, first?.needId ?? consortiumId, { lock: true });
    const row = found(await findConsortium(tx, consortiumId));
    const organisationId = actingId(ctx);
    const member = row.members.find((one) => one.organisationId === organisationId);
    permit(mayAnswerConsortium(ctx.actor, held.facts, { member: member !== undefined }));
    if (row.version !== version) throw new AppError("VERSION_CONFLICT");
    if (member && !follows(memberState(member), confirmed ? memberActs.confirm : memberActs.decline))
      throw new AppError("STATE_REFUSED", { reason: "memberAnswered" });
    if (confirmed) await checkFree(tx, row.needId, organisationId, consortiumId);
    else await unsealAnswer(tx, row.needId, row.leadOrganisationId, held.now);
    await answerConsortiumRow(tx, consortiumId, organisationId, {
      confirmedById: confirmed ? personId(ctx) : null,
      confirmedAt: confirmed ? held.now : null,
      agreementHash: confirmed ? agreementHash(row) : null,
      declinedAt: confirmed ? null : held.now,
    });
    await record({
      act: confirmed ? "consortium.confirmed" : "consortium.declined",
      entity: "need",
      entityId: row.needId,
      facts: { consortiumId, version },
    });
    await follow("consortium.answered", {
      needId: row.needId,
      consortiumId,
      leadOrganisationId: row.leadOrganisationId,
      version,
      at: held.now.toISOString(),
    });
    return { done: true };
  });
}

/** What one leads and what one is asked to join for a need; nobody else sees who answers with whom. */
export async function readConsortia(ctx: Ctx, needId: string) {
  permitOrThrow(mayReadConsortia(ctx.actor));
  const held = await holdNeed(db(), ctx.actor, needId);
  const organisationId = actingId(ctx);
  if (organisationId === "") return { led: null, asked: [], team: [], can: { form: false, askTeam: false } };
  const [led, memberships, team] = await Promise.all([
    findConsortiumOf(db(), needId, organisationId),
    listMembershipsOf(db(), organisationId, needId),
    listTeamOf(db(), needId, organisationId),
  ]);
  const rows = [...(led ? [led] : []), ...memberships.map(({ consortium }) => consortium)];
  const [organisations, people] = await Promise.all([
    organisationsById(rows.flatMap((row) => [row.leadOrganisationId, ...row.members.map((one) => one.organisationId)])),
    peopleById(team.map(({ personId: id }) => id)),
  ]);
  const allowed = needContent.parse(held.row.content).consortia;
  return {
    led: led ? consortiumView(led, organisations) : null,
    asked: memberships.map(({ consortium }) => ({
      ...consortiumView(consortium, organisations),
      can: { answer: mayAnswerConsortium(ctx.actor, held.facts, { member: true }).allowed },
    })),
    team: team.map((one) => ({
      id: one.id,
      personId: one.personId,
      nameZh: people.get(one.personId)?.nameZh ?? null,
      nameEn: people.get(one.personId)?.nameEn ?? null,
      role: one.role,
      state: consentState(one),
    })),
    can: {
      form: mayFormConsortium(ctx.actor, held.facts, { allowed }).allowed,
      askTeam: mayAskTeam(ctx.actor, held.facts).allowed,
    },
  };
}

/** Invitations to consortia and teams that wait for the reader, over all needs that the reader sees. */
export async function listInvitations(ctx: Ctx) {
  permitOrThrow(mayReadConsortia(ctx.actor));
  const organisationId = actingId(ctx);
  const now = new Date();
  const [memberships, requests] = await Promise.all([
    organisationId ? listMembershipsOf(db(), organisationId) : [],
    listTeamRequests(db(), personId(ctx)),
  ]);
  const organisations = await organisationsById([
    ...memberships.map(({ consortium }) => consortium.leadOrganisationId),
    ...requests.map((one) => one.organisationId),
  ]);
  return {
    consortia: memberships
      .filter(
        ({ confirmedAt, declinedAt, consortium: { need } }) =>
          confirmedAt === null && declinedAt === null && maySee(ctx.actor, factsOf(need, now)),
      )
      .map(({ consortium, role, share }) => ({
        needId: consortium.needId,
        title: consortium.need.title,
        lead: nameOf(organisations, consortium.leadOrganisationId),
        role,
        share,
      })),
    teams: requests.map((one) => ({
      id: one.id,
      // The need may be one that the person cannot see; they learn for whom and as what.
      organisation: nameOf(organisations, one.organisationId),
      role: one.role,
      state: consentState(one),
    })),
  };
}

/** Asks a person, by exact address, to stand in the team of one's answer. */
export async function askTeam(
  ctx: Ctx,
  { needId, email, role }: z.output<typeof teamRequest>,
): Promise<{ id: string }> {
  const [person] = await peopleByEmail([email.toLowerCase()]);
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdNeed(tx, ctx.actor, needId);
    permit(mayAskTeam(ctx.actor, held.facts));
    if (!person) throw new AppError("BAD_INPUT", { reason: "personUnknown", field: "email", facts: { email } });
    const row = await saveTeamRequest(tx, {
      needId,
      organisationId: actingId(ctx),
      personId: person.id,
      role,
      askedById: personId(ctx),
      askedAt: held.now,
    });
    await record({ act: "team.asked", entity: "need", entityId: needId, facts: { personId: person.id } });
    await follow("team.asked", { requestId: row.id, at: held.now.toISOString() });
    return { id: row.id };
  });
}

export function answerTeam(ctx: Ctx, { requestId, consents }: z.output<typeof teamAnswer>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    const row = await findTeamRequest(tx, requestId);
    permit(mayAnswerTeam(ctx.actor, { personId: row?.personId ?? "" }));
    const at = await now();
    await answerTeamRow(tx, requestId, { consentedAt: consents ? at : null, declinedAt: consents ? null : at });
    await record({
      act: consents ? "team.consented" : "team.declined",
      entity: "need",
      entityId: found(row).needId,
      facts: { requestId },
    });
    return { done: true };
  });
}

/**
 * What is sealed: the content with the consortium as its members confirmed it. Call with the need locked.
 * @throws AppError STATE_REFUSED membersUnconfirmed or answersTwice, BAD_INPUT teamConsentMissing
 */
export async function sealedContent(
  tx: Tx,
  held: HeldNeed,
  organisationId: string,
  content: ProposalContent,
): Promise<SealedProposal> {
  await checkFree(tx, held.row.id, organisationId);
  const team = await listTeamOf(tx, held.row.id, organisationId);
  for (const [index, member] of content.team.entries()) {
    if (!member.personId) continue;
    const asked = team.find(({ personId: id }) => id === member.personId);
    if (!asked?.consentedAt)
      throw new AppError("BAD_INPUT", { reason: "teamConsentMissing", field: `content.team.${index}.consents` });
  }
  const row = await findConsortiumOf(tx, held.row.id, organisationId);
  if (!row) return content;
  const hash = agreementHash(row);
  if (row.members.some((member) => member.confirmedAt === null || member.agreementHash !== hash))
    throw new AppError("STATE_REFUSED", { reason: "membersUnconfirmed" });
  return {
    ...content,
    consortium: [
      { organisationId, role: row.leadRole, share: row.leadShare, agreementHash: hash },
      ...row.members.map((one) => ({
        organisationId: one.organisationId,
        role: one.role,
        share: one.share,
        agreementHash: hash,
      })),
    ],
  };
}

/** Who confirmed another consortium, or answered alone, does not answer again (Order 87 on bidding, joint bidders). */
async function checkFree(tx: Tx, needId: string, organisationId: string, except?: string): Promise<void> {
  const others = (await listMembershipsOf(tx, organisationId, needId)).filter(
    ({ confirmedAt, consortiumId }) => confirmedAt !== null && consortiumId !== except,
  );
  if (others.length > 0) throw new AppError("STATE_REFUSED", { reason: "answersTwice" });
  if (except === undefined) return;
  const alone = await findProposalOf(tx, needId, organisationId);
  const leads = await findConsortiumOf(tx, needId, organisationId);
  if (alone?.state === "submitted" || leads) throw new AppError("STATE_REFUSED", { reason: "answersTwice" });
}

/** A sealed answer says who stands behind it; when that changes it is withdrawn, to be handed in anew. */
async function unsealAnswer(tx: Tx, needId: string, leadOrganisationId: string, now: Date): Promise<void> {
  const proposal = await findProposalOf(tx, needId, leadOrganisationId);
  if (proposal?.state === "submitted") await withdrawProposalRow(tx, proposal.id, now);
}

function consentState(row: { consentedAt: Date | null; declinedAt: Date | null }) {
  return row.consentedAt ? ("consented" as const) : row.declinedAt ? ("declined" as const) : ("asked" as const);
}

function consortiumView(row: Consortium, organisations: Awaited<ReturnType<typeof organisationsById>>) {
  return {
    id: row.id,
    version: row.version,
    agreement: row.agreement,
    lead: nameOf(organisations, row.leadOrganisationId),
    leadRole: row.leadRole,
    leadShare: row.leadShare,
    members: row.members.map((one) => ({
      organisation: nameOf(organisations, one.organisationId),
      role: one.role,
      share: one.share,
      state: one.confirmedAt ? ("confirmed" as const) : one.declinedAt ? ("declined" as const) : ("asked" as const),
    })),
    complete: row.members.every(({ confirmedAt }) => confirmedAt !== null),
  };
}
