import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { eligibilityFault, type MemberFacts } from "@/domain/competitions/eligibility";
import type { TeamData } from "@/domain/competitions/log";
import * as policy from "@/domain/competitions/policy";
import {
  type captainInput,
  declared as declaredSchema,
  eligibility,
  type inviteInput,
  type joinInput,
  type renameInput,
  type teamDecisionInput,
  type teamDeskInput,
  type teamInput,
  type teamKindInput,
  type teamListInput,
  teamPage,
} from "@/domain/competitions/schema";
import { teamStepPossible } from "@/domain/competitions/states";
import { AppError } from "@/domain/shared/errors";
import { foldName, skeleton } from "@/domain/shared/folding";
import { peopleById } from "@/server/modules/identity/service-people";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, isUniqueViolation, type Tx } from "@/server/platform/db";
import { takePoint } from "@/server/platform/limits";
import { hashToken, newToken } from "@/server/platform/secrets";
import { type HeldCompetition, holdCompetition, holdTeam, personOf } from "./access";
import { writeEvents } from "./log";
import { judgesIn } from "./repo-judged";
import {
  findInvite,
  findTeam,
  insertInvite,
  insertMember,
  insertTeam,
  listInvites,
  listTeams,
  removeMember,
  revokeInvite,
  updateTeamAtVersion,
  useInvite,
} from "./repo-teams";

/**
 * A new team with its captain. Without approval it plays as soon as it has the members that the event asks for.
 * Organisers' own teams play outside the ranking, whatever they wish.
 */
export function registerTeam(ctx: Ctx, input: z.output<typeof teamInput>): Promise<{ id: string }> {
  const { idempotencyKey, competitionId, name, divisionKey, declared } = input;
  return act(
    ctx,
    async ({ tx, permit, record, follow }) => {
      const held = await holdCompetition(tx, ctx.actor, competitionId);
      permit(policy.mayRegisterTeam(ctx.actor, held.facts));
      await refuseJudge(tx, ctx, competitionId, "name");
      const division = divisionFor(held, divisionKey);
      checkEligible(held, divisionKey, memberFacts(ctx, declared));
      const id = randomUUID();
      const own = held.facts.role !== null;
      const accepted = own || policy.playsUnasked(held.row, 1);
      const team = await insertTeam(tx, {
        id,
        competitionId,
        divisionId: division?.id ?? null,
        name,
        skeleton: nameKey(name),
        kind: own ? "organiser" : "ranked",
        state: accepted ? "accepted" : "pending",
        captainId: personOf(ctx.actor),
        country: declared.country,
        organisationId: ctx.actor.kind === "person" ? (ctx.actor.acting?.id ?? null) : null,
      });
      await insertMember(tx, { competitionId, teamId: id, personId: personOf(ctx.actor), declared });
      if (accepted)
        await writeEvents(tx, competitionId, [
          { kind: "team", teamId: id, data: teamData({ ...team, division: division?.key ?? null }) },
        ]);
      await record({ act: "team.registered", entity: "competition", entityId: competitionId, facts: { teamId: id } });
      if (held.row.approval && !accepted) await follow("competition.teamRegistered", { competitionId, teamId: id });
      return { id };
    },
    { idempotency: { key: idempotencyKey, procedure: "competitions.registerTeam", input } },
  ).catch(nameTaken);
}

/** A player is not asked to judge, and a judge does not play: both see what the other must not. */
async function refuseJudge(tx: Tx, ctx: Ctx, competitionId: string, field: string): Promise<void> {
  if (await judgesIn(tx, competitionId, personOf(ctx.actor)))
    throw new AppError("CONFLICT", { reason: "judgePlays", field });
}

/** Two names are one when a reader could take one for the other; a name without letters of its own stands for itself. */
function nameKey(name: string): string {
  return skeleton(name) || foldName(name);
}

function teamData(team: {
  name: string;
  number: number;
  kind: TeamData["kind"];
  division: string | null;
  country: string | null;
}): TeamData {
  const { name, number, kind, division, country } = team;
  return { name, number, kind, division, country };
}

function divisionFor({ row }: HeldCompetition, key: string | null) {
  if (row.divisions.length === 0 && key === null) return null;
  const division = row.divisions.find((one) => one.key === key);
  if (!division) throw new AppError("BAD_INPUT", { reason: "divisionUnknown", field: "divisionKey" });
  return division;
}

function memberFacts(ctx: Ctx, declared: z.output<typeof declaredSchema>): MemberFacts {
  const acting = ctx.actor.kind === "person" ? ctx.actor.acting : null;
  return { ...declared, organisationKind: acting?.verified ? acting.kind : null };
}

function checkEligible({ row }: HeldCompetition, key: string | null, member: MemberFacts): void {
  const division = row.divisions.find((one) => one.key === key);
  const fault = division ? eligibilityFault(eligibility.parse(division.eligibility), member) : null;
  if (fault) throw new AppError("FORBIDDEN", { reason: fault, field: "divisionKey" });
}

/** Joins with a code. The team's row is held, so that of many who join at once only as many get in as there are seats. */
export function joinTeam(
  ctx: Ctx,
  { code, declared }: z.output<typeof joinInput>,
): Promise<{ teamId: string; slug: string }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    await takePoint({ name: "team-codes", points: 30, seconds: 600 }, personOf(ctx.actor));
    const invite = await findInvite(tx, { codeHash: hashToken(code) });
    if (!invite) throw new AppError("NOT_FOUND", { reason: "inviteUnknown", field: "code" });
    const held = await holdTeam(tx, ctx.actor, invite.teamId, { lock: true });
    const { team, row } = held;
    permit(policy.mayRegisterTeam(ctx.actor, held.facts));
    if (held.facts.role !== null && team.kind !== "organiser")
      throw new AppError("CONFLICT", { reason: "organiserPlays", field: "code" });
    await refuseJudge(tx, ctx, row.id, "code");
    if (team.state === "rejected" || team.state === "suspended")
      throw new AppError("STATE_REFUSED", { reason: "teamClosed", field: "code" });
    checkEligible(held, team.division?.key ?? null, memberFacts(ctx, declared));
    if (team.members.length >= row.maxTeamSize)
      throw new AppError("CONFLICT", { reason: "teamFull", field: "code", facts: { limit: row.maxTeamSize } });
    if (!(await useInvite(tx, invite.id))) throw new AppError("ALREADY_USED", { reason: "inviteUsed", field: "code" });
    await insertMember(tx, { competitionId: row.id, teamId: team.id, personId: personOf(ctx.actor), declared });
    await record({ act: "team.joined", entity: "competition", entityId: row.id, facts: { teamId: team.id } });
    if (team.state === "pending" && policy.playsUnasked(row, team.members.length + 1)) {
      await changeTeamState(tx, held, "accept", "", team.version);
      await follow("competition.teamDecided", { competitionId: row.id, teamId: team.id, version: team.version + 1 });
    }
    return { teamId: team.id, slug: row.slug };
  }).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw new AppError("CONFLICT", { reason: "teamAlready" });
    throw error;
  });
}

export function inviteToTeam(
  ctx: Ctx,
  { teamId, maxUses, hours }: z.output<typeof inviteInput>,
): Promise<{ id: string; code: string }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdTeam(tx, ctx.actor, teamId);
    permit(policy.mayLeadTeam(ctx.actor, leading(held, teamId)));
    const code = newToken().slice(0, 24);
    const { id } = await insertInvite(tx, {
      teamId,
      codeHash: hashToken(code),
      ending: code.slice(-4),
      maxUses,
      expiresAt: new Date(held.now.getTime() + hours * 3_600_000),
    });
    await record({ act: "team.inviteMade", entity: "competition", entityId: held.row.id, facts: { teamId, maxUses } });
    return { id, code };
  });
}

/** What the actor is to this team, not to some other of the event. */
function leading({ facts }: { facts: policy.CompetitionFacts }, teamId: string): policy.CompetitionFacts {
  return { ...facts, team: facts.team?.id === teamId ? facts.team : null };
}

export function revokeTeamInvite(ctx: Ctx, inviteId: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const invite = found(await findInvite(tx, { id: inviteId }));
    const held = await holdTeam(tx, ctx.actor, invite.teamId);
    permit(policy.mayLeadTeam(ctx.actor, leading(held, invite.teamId)));
    await revokeInvite(tx, inviteId, held.now);
    await record({ act: "team.inviteRevoked", entity: "competition", entityId: held.row.id, facts: { inviteId } });
    return { done: true as const };
  });
}

export function leaveTeam(ctx: Ctx, teamId: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdTeam(tx, ctx.actor, teamId, { lock: true });
    permit(policy.mayLeaveTeam(ctx.actor, leading(held, teamId)));
    if (!(await removeMember(tx, held.row.id, personOf(ctx.actor)))) throw new AppError("NOT_FOUND");
    await record({ act: "team.left", entity: "competition", entityId: held.row.id, facts: { teamId } });
    return { done: true as const };
  });
}

/** The captain takes somebody off the team, before the event begins; afterwards the record of who played stays. */
export function dropMember(ctx: Ctx, teamId: string, personId: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdTeam(tx, ctx.actor, teamId, { lock: true });
    permit(policy.mayLeadTeam(ctx.actor, leading(held, teamId)));
    if (!["published", "registration"].includes(held.facts.state))
      throw new AppError("STATE_REFUSED", { reason: "competitionBegun" });
    if (personId === held.team.captainId) throw new AppError("CONFLICT", { reason: "captainStays" });
    if (!held.team.members.some((member) => member.personId === personId)) throw new AppError("NOT_FOUND");
    await removeMember(tx, held.row.id, personId);
    await record({
      act: "team.memberRemoved",
      entity: "competition",
      entityId: held.row.id,
      facts: { teamId, personId },
    });
    return { done: true as const };
  });
}

/** The captain hands the team to another member, and stays a member; then the captain, too, may leave. */
export function handOverTeam(
  ctx: Ctx,
  { teamId, version, personId }: z.output<typeof captainInput>,
): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdTeam(tx, ctx.actor, teamId, { lock: true });
    permit(policy.mayLeadTeam(ctx.actor, leading(held, teamId)));
    if (!held.team.members.some((member) => member.personId === personId)) throw new AppError("NOT_FOUND");
    if (!(await updateTeamAtVersion(tx, teamId, version, { captainId: personId })))
      throw new AppError("VERSION_CONFLICT");
    await record({
      act: "team.handedOver",
      entity: "competition",
      entityId: held.row.id,
      facts: { teamId, personId },
    });
    return { version: version + 1 };
  });
}

export function renameTeam(
  ctx: Ctx,
  { teamId, version, name }: z.output<typeof renameInput>,
): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdTeam(tx, ctx.actor, teamId, { lock: true });
    permit(policy.mayLeadTeam(ctx.actor, leading(held, teamId)));
    if (!(await updateTeamAtVersion(tx, teamId, version, { name, skeleton: nameKey(name) })))
      throw new AppError("VERSION_CONFLICT");
    await tellTeam(tx, teamId);
    await record({ act: "team.renamed", entity: "competition", entityId: held.row.id, facts: { teamId } });
    return { version: version + 1 };
  }).catch(nameTaken);
}

/** Accepts, rejects or suspends; from the moment on values and ranks of everybody follow. */
export function decideTeam(
  ctx: Ctx,
  { teamId, version, step, reason }: z.output<typeof teamDecisionInput>,
): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdTeam(tx, ctx.actor, teamId, { lock: true });
    permit(policy.mayManageCompetition(ctx.actor, held.facts));
    const { team, row } = held;
    if (!teamStepPossible(team.state, step)) throw new AppError("STATE_REFUSED", { reason: "teamState" });
    if (step !== "accept" && reason === "")
      throw new AppError("BAD_INPUT", { reason: "reasonMissing", field: "reason" });
    if (step === "accept" && team.members.length < row.minTeamSize)
      throw new AppError("STATE_REFUSED", { reason: "teamTooSmall", facts: { limit: row.minTeamSize } });
    await changeTeamState(tx, held, step, reason, version);
    await record({ act: `team.${step}`, entity: "competition", entityId: row.id, facts: { teamId, reason } });
    await follow("competition.teamDecided", { competitionId: row.id, teamId, version: version + 1 });
    if (held.facts.state === "finalised")
      await follow("competition.resultDue", { competitionId: row.id, reason: reason || step });
    return { version: version + 1 };
  });
}

type HeldTeam = Awaited<ReturnType<typeof holdTeam>>;

export async function changeTeamState(
  tx: Tx,
  { team, row }: HeldTeam,
  step: "accept" | "reject" | "suspend",
  reason: string,
  version: number,
): Promise<void> {
  const state = { accept: "accepted", reject: "rejected", suspend: "suspended" } as const;
  const saved = await updateTeamAtVersion(tx, team.id, version, { state: state[step], stateReason: reason });
  if (!saved) throw new AppError("VERSION_CONFLICT");
  const events = [];
  if (step === "accept" && team.state !== "suspended")
    events.push({
      kind: "team" as const,
      teamId: team.id,
      data: teamData({ ...team, division: team.division?.key ?? null }),
    });
  const played = team.state === "accepted" || team.state === "suspended" || team.state === "rejected";
  if (played || step !== "accept")
    events.push({ kind: "teamState" as const, teamId: team.id, data: { playing: step === "accept" } });
  await writeEvents(tx, row.id, events);
}

export function setTeamKind(
  ctx: Ctx,
  { teamId, version, kind }: z.output<typeof teamKindInput>,
): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdTeam(tx, ctx.actor, teamId, { lock: true });
    permit(policy.mayManageCompetition(ctx.actor, held.facts));
    const makers = new Set(held.row.organisers.map(({ personId }) => personId));
    if (kind === "ranked" && held.team.members.some(({ personId }) => makers.has(personId)))
      throw new AppError("CONFLICT", { reason: "organiserRanked", field: "kind" });
    if (!(await updateTeamAtVersion(tx, teamId, version, { kind }))) throw new AppError("VERSION_CONFLICT");
    await tellTeam(tx, teamId);
    await record({ act: "team.kind", entity: "competition", entityId: held.row.id, facts: { teamId, kind } });
    if (held.facts.state === "finalised")
      await follow("competition.resultDue", { competitionId: held.row.id, reason: `team ${kind}` });
    return { version: version + 1 };
  });
}

/** What the log knows of a team that plays changes with the team. */
async function tellTeam(tx: Tx, teamId: string): Promise<void> {
  const team = found(await findTeam(tx, teamId));
  if (team.state !== "accepted" && team.state !== "suspended") return;
  await writeEvents(tx, team.competitionId, [
    { kind: "team", teamId, data: teamData({ ...team, division: team.division?.key ?? null }) },
  ]);
}

type TeamRow = Awaited<ReturnType<typeof listTeams>>["rows"][number];

const summaryOf = (team: TeamRow) => ({
  id: team.id,
  number: team.number,
  name: team.name,
  kind: team.kind,
  division: team.division?.key ?? null,
  country: team.country,
  members: team.members.length,
});

/** Teams that play, for everybody. */
export async function readTeams(ctx: Ctx, { slug, query, page }: z.output<typeof teamListInput>) {
  const { row, facts } = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(policy.mayListTeams(ctx.actor, facts));
  const where = { competitionId: row.id, state: "accepted" as const, ...named(query) };
  const { rows, total } = await listTeams(db(), where, { page, size: teamPage });
  return { items: rows.map(summaryOf), total };
}

const named = (query: string | undefined) => (query ? { name: { contains: query, mode: "insensitive" as const } } : {});

/** All teams with their people, for organisers. */
export async function readTeamDesk(ctx: Ctx, { slug, query, page, state }: z.output<typeof teamDeskInput>) {
  const { row, facts } = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(policy.mayManageCompetition(ctx.actor, facts));
  const where = { competitionId: row.id, ...(state ? { state } : {}), ...named(query) };
  const { rows: teams, total } = await listTeams(db(), where, { page, size: teamPage });
  const people = await peopleById(teams.flatMap(({ members }) => members.map(({ personId }) => personId)));
  const items = teams.map((team) => ({
    ...summaryOf(team),
    version: team.version,
    state: team.state,
    stateReason: team.stateReason,
    createdAt: team.createdAt.toISOString(),
    people: team.members.flatMap(({ personId, declared }) => {
      const person = people.get(personId);
      if (!person) return [];
      const { country, student, ageBand } = declaredSchema.parse(declared);
      return [
        {
          personId,
          nameZh: person.nameZh,
          nameEn: person.nameEn,
          captain: personId === team.captainId,
          country,
          student,
          ageBand,
        },
      ];
    }),
  }));
  return { items, total };
}

export async function readMyTeam(ctx: Ctx, slug: string) {
  const { row, facts } = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(policy.mayReadOwnStanding(ctx.actor, facts));
  const team = found(await findTeam(db(), facts.team?.id ?? ""));
  const lead = policy.mayLeadTeam(ctx.actor, facts).allowed;
  const [people, invites] = await Promise.all([
    peopleById(team.members.map(({ personId }) => personId)),
    lead ? listInvites(db(), team.id) : [],
  ]);
  return {
    ...summaryOf(team),
    version: team.version,
    state: team.state,
    stateReason: team.stateReason,
    captain: facts.team?.captain ?? false,
    maxSize: row.maxTeamSize,
    minSize: row.minTeamSize,
    people: team.members.flatMap(({ personId }) => {
      const person = people.get(personId);
      return person
        ? [{ personId, nameZh: person.nameZh, nameEn: person.nameEn, captain: personId === team.captainId }]
        : [];
    }),
    invites: invites.map(({ id, ending, uses, maxUses, expiresAt }) => ({
      id,
      ending,
      uses,
      maxUses,
      expiresAt: expiresAt?.toISOString() ?? null,
    })),
    can: { lead, leave: policy.mayLeaveTeam(ctx.actor, facts).allowed },
  };
}

function nameTaken(error: unknown): never {
  if (isUniqueViolation(error, "skeleton")) throw new AppError("DUPLICATE", { reason: "teamNameTaken", field: "name" });
  throw error;
}
