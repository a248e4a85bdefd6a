import { randomBytes, randomUUID } from "node:crypto";
import type { z } from "zod";
import * as policy from "@/domain/competitions/policy";
import {
  type announcementInput,
  type competitionInput,
  type competitionUpdateInput,
  eligibility,
  type organiserInput,
  type stepInput,
} from "@/domain/competitions/schema";
import { type CompetitionStep, competitionStepNames, frozenSince, stateAt } from "@/domain/competitions/states";
import { AppError } from "@/domain/shared/errors";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleByEmail, peopleById } from "@/server/modules/identity/service-people";
import { type Act, act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db, isUniqueViolation } from "@/server/platform/db";
import { announce } from "@/server/platform/live";
import { sealSmall } from "@/server/platform/secrets";
import { competitionsVisibleTo, type HeldCompetition, holdCompetition, personOf } from "./access";
import { boardChannel, writeEvents } from "./log";
import {
  countAcceptedTeams,
  insertAnnouncement,
  insertCompetition,
  insertPhases,
  listAnnouncements,
  listCompetitions,
  newestResult,
  removeOrganiser,
  saveDivisions,
  saveOrganiser,
  updateCompetitionAtVersion,
} from "./repo";
import { challengeEvents } from "./repo-challenges";
import { publishResult } from "./results";
import { unscoredPhases } from "./service-phases";

const listed = 100;
const keyContext = (id: string) => `competition:${id}`;

export async function readCompetitions(ctx: Ctx) {
  permitOrThrow(policy.mayListCompetitions());
  const me = personOf(ctx.actor);
  const [rows, now] = await Promise.all([
    listCompetitions(db(), competitionsVisibleTo(ctx.actor), me, listed),
    databaseNow(db()),
  ]);
  const organisations = await organisationsById(rows.map(({ organisationId }) => organisationId));
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    titleZh: row.titleZh,
    titleEn: row.titleEn,
    summaryZh: row.summaryZh,
    summaryEn: row.summaryEn,
    state: stateAt(row, now),
    organisation: organisationView(row.organisationId, organisations),
    startsAt: iso(row.startsAt),
    endsAt: iso(row.endsAt),
    timeZone: row.timeZone,
    phases: row.phases.map(({ kind }) => kind),
    teams: row._count.teams,
    role: row.organisers[0]?.role ?? (row.teams.length > 0 ? ("player" as const) : null),
  }));
}

/** For the search over everything: events that the reader may see, by words of their titles and summaries. */
export async function findCompetitionsByText(ctx: Ctx, query: string, take: number) {
  permitOrThrow(policy.mayListCompetitions());
  const words = query.split(/\s+/u).filter(Boolean).slice(0, 8);
  const said = (word: string) =>
    (["titleZh", "titleEn", "summaryZh", "summaryEn"] as const).map((field) => ({
      [field]: { contains: word, mode: "insensitive" as const },
    }));
  const where = { AND: [competitionsVisibleTo(ctx.actor), ...words.map((word) => ({ OR: said(word) }))] };
  const rows = await listCompetitions(db(), where, personOf(ctx.actor), take);
  return rows.map(({ id, slug, titleZh, titleEn, summaryZh, summaryEn }) => ({
    id,
    slug,
    titleZh,
    titleEn,
    summaryZh,
    summaryEn,
  }));
}

export async function readCompetition(ctx: Ctx, slug: string) {
  const held = await holdCompetition(db(), ctx.actor, slug);
  const { row, facts, now } = held;
  const [organisations, teams, announcements, result, people, team] = await Promise.all([
    organisationsById([row.organisationId]),
    countAcceptedTeams(db(), row.id),
    listAnnouncements(db(), row.id, 50),
    newestResult(db(), row.id),
    peopleById(row.organisers.map(({ personId }) => personId)),
    facts.team ? db().competitionTeam.findUnique({ where: { id: facts.team.id } }) : null,
  ]);
  const { actor } = ctx;
  return {
    id: row.id,
    slug: row.slug,
    version: row.version,
    titleZh: row.titleZh,
    titleEn: row.titleEn,
    summaryZh: row.summaryZh,
    summaryEn: row.summaryEn,
    rulesZh: row.rulesZh,
    rulesEn: row.rulesEn,
    state: facts.state,
    organisation: organisationView(row.organisationId, organisations),
    timeZone: row.timeZone,
    registrationOpensAt: iso(row.registrationOpensAt),
    registrationClosesAt: iso(row.registrationClosesAt),
    startsAt: iso(row.startsAt),
    freezeAt: iso(row.freezeAt),
    endsAt: iso(row.endsAt),
    writeupsAt: iso(row.writeupsAt),
    pausedAt: iso(row.pausedAt),
    frozenSince: iso(frozenSince(row, now)),
    now: now.toISOString(),
    minTeamSize: row.minTeamSize,
    maxTeamSize: row.maxTeamSize,
    approval: row.approval,
    answersPerMinute: row.answersPerMinute,
    bloodBonus: row.bloodBonus,
    phases: row.phases.map(({ kind }) => kind),
    phasesOf: row.phases.map(({ id, kind, titleZh, titleEn, weight, position }) => ({
      id,
      kind,
      titleZh,
      titleEn,
      weight,
      position,
    })),
    divisions: row.divisions.map((one) => ({
      key: one.key,
      nameZh: one.nameZh,
      nameEn: one.nameEn,
      eligibility: eligibility.parse(one.eligibility),
    })),
    organisers: row.organisers.flatMap(({ personId, role }) => {
      const person = people.get(personId);
      return person ? [{ personId, role, nameZh: person.nameZh, nameEn: person.nameEn }] : [];
    }),
    teams,
    role: facts.role ?? (facts.team ? ("player" as const) : null),
    team: facts.team && team ? { ...facts.team, name: team.name } : null,
    announcements: announcements.map(({ id, titleZh, titleEn, bodyZh, bodyEn, at }) => ({
      id,
      titleZh,
      titleEn,
      bodyZh,
      bodyEn,
      at: at.toISOString(),
    })),
    resultVersion: facts.state === "finalised" ? (result?.version ?? null) : null,
    can: {
      manage: policy.mayManageCompetition(actor, facts).allowed,
      challenges: policy.mayManageChallenges(actor, facts).allowed,
      watch: policy.mayWatchCompetition(actor, facts).allowed,
      seeLive: policy.seesLive(facts),
      register: policy.mayRegisterTeam(actor, facts).allowed,
      readChallenges: policy.mayReadChallenges(actor, facts).allowed,
      play: policy.mayPlay(actor, facts).allowed,
      practise: policy.mayPractise(actor, facts).allowed,
      writeUp: policy.mayWriteUp(actor, facts).allowed,
      steps: competitionStepNames.filter((step) => policy.mayStepCompetition(actor, facts, step).allowed),
    },
  };
}

export function createCompetition(
  ctx: Ctx,
  input: z.output<typeof competitionInput>,
): Promise<{ id: string; slug: string }> {
  const { idempotencyKey, divisions, phases, ...fields } = input;
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      permit(policy.mayCreateCompetition(ctx.actor));
      const id = randomUUID();
      const actor = ctx.actor.kind === "person" ? ctx.actor : null;
      await insertCompetition(tx, {
        id,
        organisationId: actor?.acting?.id ?? "",
        createdById: actor?.id ?? "",
        sealedKey: sealSmall(randomBytes(32), keyContext(id)),
        ...fields,
      });
      await saveOrganiser(tx, id, personOf(ctx.actor), "organiser");
      await saveDivisions(tx, id, divisions);
      const made = await insertPhases(
        tx,
        phases.map((phase, position) => ({ competitionId: id, position, ...phase })),
      );
      await writeEvents(
        tx,
        id,
        made.map(({ id: phaseId, kind, weight }) => ({ kind: "phase", data: { phaseId, kind, weight } })),
      );
      await record({ act: "competition.drafted", entity: "competition", entityId: id });
      return { id, slug: fields.slug };
    },
    { idempotency: { key: idempotencyKey, procedure: "competitions.create", input } },
  ).catch(slugTaken);
}

export function updateCompetition(
  ctx: Ctx,
  { id, version, divisions, ...fields }: z.output<typeof competitionUpdateInput>,
): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdCompetition(tx, ctx.actor, id, { lock: true });
    permit(policy.mayManageCompetition(ctx.actor, held.facts));
    refuseLateChange(held, fields);
    if (held.row.state !== "draft") demandTimes(fields);
    if (!(await updateCompetitionAtVersion(tx, id, version, fields))) throw new AppError("VERSION_CONFLICT");
    const inUse = await saveDivisions(tx, id, divisions);
    if (inUse !== null)
      throw new AppError("CONFLICT", { reason: "divisionInUse", field: "divisions", facts: { key: inUse } });
    if (JSON.stringify(fields.bloodBonus) !== JSON.stringify(held.row.bloodBonus))
      await writeEvents(tx, id, await challengeEvents(tx, id, fields.bloodBonus));
    await record({ act: "competition.updated", entity: "competition", entityId: id });
    await announce(tx, boardChannel(id), { state: 1 });
    await followClock({ follow }, id, fields);
    return { version: version + 1 };
  }).catch(slugTaken);
}

type Fields = Omit<z.output<typeof competitionUpdateInput>, "id" | "version" | "divisions">;

/** What has passed stays as it was: people have relied on it. */
function refuseLateChange({ row, facts, now }: HeldCompetition, fields: Fields): void {
  const passed = (at: Date | null) => at !== null && at <= now && row.state !== "draft";
  const changed = (field: "startsAt" | "freezeAt" | "endsAt") =>
    (row[field]?.getTime() ?? null) !== (fields[field]?.getTime() ?? null);
  for (const field of ["startsAt", "freezeAt", "endsAt"] as const)
    if (changed(field) && (passed(row[field]) || passed(fields[field])))
      throw new AppError("STATE_REFUSED", { reason: "timePassed", field });
  if (row.slug !== fields.slug && row.state !== "draft")
    throw new AppError("STATE_REFUSED", { reason: "slugKept", field: "slug" });
  if (facts.state === "finalised" && JSON.stringify(fields.bloodBonus) !== JSON.stringify(row.bloodBonus))
    throw new AppError("STATE_REFUSED", { reason: "competitionOver", field: "bloodBonus" });
}

function demandTimes(fields: Pick<Fields, "registrationOpensAt" | "startsAt" | "endsAt">): void {
  for (const field of ["registrationOpensAt", "startsAt", "endsAt"] as const)
    if (fields[field] === null) throw new AppError("BAD_INPUT", { reason: "timesMissing", field });
}

export function stepCompetition(ctx: Ctx, input: z.output<typeof stepInput>): Promise<{ version: number }> {
  const { id, version, step, extend, reason } = input;
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdCompetition(tx, ctx.actor, id, { lock: true });
    permit(policy.mayStepCompetition(ctx.actor, held.facts, step));
    if (step === "publish") demandTimes(held.row);
    if (step === "finalise" && (await unscoredPhases(tx, held.row.phases)).length > 0)
      throw new AppError("STATE_REFUSED", { reason: "phasesUnscored" });
    if (step === "cancel" && reason === "")
      throw new AppError("BAD_INPUT", { reason: "reasonMissing", field: "reason" });
    const change = changeOf(held, step, extend);
    if (!(await updateCompetitionAtVersion(tx, id, version, change))) throw new AppError("VERSION_CONFLICT");
    await record({ act: `competition.${step}`, entity: "competition", entityId: id, facts: { reason } });
    await announce(tx, boardChannel(id), { state: 1 });
    if (step === "publish" || step === "resume" || step === "freeze")
      await followClock({ follow }, id, { ...held.row, ...change });
    if (step === "finalise") await follow("competition.resultDue", { competitionId: id, reason, first: true });
    return { version: version + 1 };
  }).then(async (answer) => {
    if (step === "finalise") await publishResult(id, reason, { madeById: personOf(ctx.actor), first: true });
    return answer;
  });
}

function changeOf({ row, now }: HeldCompetition, step: CompetitionStep, extend: boolean) {
  // With the event ended, a freeze that was still to come has no board to freeze any more; one that came holds.
  const freezeAt = row.freezeAt && row.freezeAt > now ? null : row.freezeAt;
  switch (step) {
    case "publish":
      return { state: "scheduled" as const };
    case "pause":
      return { state: "paused" as const, pausedAt: now };
    case "resume": {
      const moved = extend && row.pausedAt ? now.getTime() - row.pausedAt.getTime() : 0;
      const later = (at: Date | null) =>
        at && row.pausedAt && at > row.pausedAt ? new Date(at.getTime() + moved) : at;
      return { state: "scheduled" as const, pausedAt: null, endsAt: later(row.endsAt), freezeAt: later(row.freezeAt) };
    }
    case "freeze":
      return { freezeAt: now };
    case "end":
      return { state: "scheduled" as const, pausedAt: null, endsAt: now, freezeAt };
    case "review":
      return { state: "reviewing" as const };
    case "finalise":
      return { state: "finalised" as const, finalisedAt: now };
    case "cancel":
      return { state: "cancelled" as const, freezeAt };
  }
}

/** Work that the clock brings: the freeze publishes the root of the log. */
async function followClock(
  { follow }: Pick<Act, "follow">,
  competitionId: string,
  { freezeAt }: { freezeAt: Date | null },
): Promise<void> {
  if (freezeAt)
    await follow("competition.freezes", { competitionId, freezeAt: freezeAt.toISOString() }, { at: freezeAt });
}

export function addOrganiser(ctx: Ctx, input: z.output<typeof organiserInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdCompetition(tx, ctx.actor, input.id, { lock: true });
    permit(policy.mayManageCompetition(ctx.actor, held.facts));
    const [person] = await peopleByEmail([input.email.toLowerCase()]);
    if (!person) throw new AppError("NOT_FOUND", { reason: "noSuchPerson", field: "email" });
    const plays = await tx.teamMember.findUnique({
      where: { competitionId_personId: { competitionId: input.id, personId: person.id } },
      include: { team: true },
    });
    if (plays && plays.team.kind !== "organiser")
      throw new AppError("CONFLICT", { reason: "organiserPlays", field: "email" });
    if (input.role === "setter") keepOrganiser(held, person.id);
    await saveOrganiser(tx, input.id, person.id, input.role);
    await record({
      act: "competition.organiserAdded",
      entity: "competition",
      entityId: input.id,
      facts: { personId: person.id, role: input.role },
    });
    return { done: true as const };
  });
}

/** Without this person there has to be an organiser still. */
function keepOrganiser({ row }: HeldCompetition, without: string): void {
  if (!row.organisers.some(({ role, personId }) => role === "organiser" && personId !== without))
    throw new AppError("CONFLICT", { reason: "lastOrganiser" });
}

export function dropOrganiser(ctx: Ctx, id: string, personId: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdCompetition(tx, ctx.actor, id, { lock: true });
    permit(policy.mayManageCompetition(ctx.actor, held.facts));
    keepOrganiser(held, personId);
    if (!(await removeOrganiser(tx, id, personId))) throw new AppError("NOT_FOUND");
    await record({
      act: "competition.organiserRemoved",
      entity: "competition",
      entityId: id,
      facts: { personId },
    });
    return { done: true as const };
  });
}

/** A message to everybody in the event; it stands on the event's page and reaches members as news. */
export function announceToAll(ctx: Ctx, input: z.output<typeof announcementInput>): Promise<{ id: string }> {
  const { idempotencyKey, competitionId, ...words } = input;
  return act(
    ctx,
    async ({ tx, permit, record, follow }) => {
      const held = await holdCompetition(tx, ctx.actor, competitionId);
      permit(policy.mayManageCompetition(ctx.actor, held.facts));
      const { id } = await insertAnnouncement(tx, { competitionId, byId: personOf(ctx.actor), ...words });
      await record({ act: "competition.announced", entity: "competition", entityId: competitionId });
      await follow("competition.announced", { competitionId, announcementId: id });
      await announce(tx, boardChannel(competitionId), { state: 1 });
      return { id };
    },
    { idempotency: { key: idempotencyKey, procedure: "competitions.announce", input } },
  );
}

function slugTaken(error: unknown): never {
  if (isUniqueViolation(error, "slug")) throw new AppError("DUPLICATE", { reason: "slugTaken", field: "slug" });
  throw error;
}

function organisationView(id: string, known: Awaited<ReturnType<typeof organisationsById>>) {
  const organisation = known.get(id);
  return { id, nameZh: organisation?.nameZh ?? null, nameEn: organisation?.nameEn ?? null };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
