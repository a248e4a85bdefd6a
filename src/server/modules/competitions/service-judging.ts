import { randomInt } from "node:crypto";
import type { z } from "zod";
import { spread } from "@/domain/competitions/judging";
import {
  mayAnswerJudgeInvitation,
  mayCloseJudging,
  mayDecideAppeal,
  mayEnter,
  mayInviteJudges,
  mayOpenJudging,
  mayPublishScores,
  mayReadJudgedPhase,
  mayReadJudgedResults,
  mayReadPanel,
  maySetUpJudging,
} from "@/domain/competitions/policy-judged";
import { shuffled } from "@/domain/competitions/quiz";
import type { answerInvitationInput, inviteInput, settingsInput } from "@/domain/competitions/schema-judged";
import type { judgedPhaseView, panelView } from "@/domain/competitions/views-judged";
import { AppError } from "@/domain/shared/errors";
import { seededRandom } from "@/domain/shared/seeded-random";
import { addMilliseconds, hour } from "@/domain/shared/time";
import { peopleByEmail, peopleById } from "@/server/modules/identity/service-people";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { listFilesOf, sealName } from "@/server/platform/stored-files";
import { personOf } from "./access";
import { type HeldJudged, holdJudged, hoursOf, prepared, seeOrNotFound } from "./access-judged";
import { drawJudges, forbiddenPairs } from "./judge-draw";
import { entriesToReview, scorePhase } from "./judged-scores";
import { writeEvents } from "./log";
import {
  answerInvitation,
  insertAssignments,
  inviteJudges,
  listAssignments,
  listEntries,
  listJudges,
  nameFile,
  numberEntry,
  saveHours,
  saveSettings,
  setStage,
  teamsOf,
} from "./repo-judged";
import { judgedPoints } from "./service-judged-results";

type Assignments = Awaited<ReturnType<typeof listAssignments>>;

/** A judged phase as its page shows it: rubric, times, stage, and what the reader may do. */
export async function readJudgedPhase(ctx: Ctx, phaseId: string): Promise<z.output<typeof judgedPhaseView>> {
  permitOrThrow(mayReadJudgedPhase());
  const held = await holdJudged(db(), ctx.actor, phaseId);
  const { phase, competition, row, facts, clock, now } = held;
  const assignments = facts.organiser ? await listAssignments(db(), phaseId) : [];
  const appeals = facts.organiser
    ? (await listEntries(db(), phaseId)).filter((one) => one.appeal?.state === "open")
    : [];
  const sheets = openSheets(assignments);
  return {
    phaseId,
    slug: competition.slug,
    competition: { titleZh: competition.titleZh, titleEn: competition.titleEn },
    titleZh: phase.titleZh,
    titleEn: phase.titleEn,
    settings: held.settings,
    hours: hoursOf(held),
    version: row?.version ?? 0,
    stage: facts.stage,
    startsAt: clock.startsAt?.toISOString() ?? null,
    endsAt: clock.endsAt?.toISOString() ?? null,
    now: now.toISOString(),
    open: clock.open,
    over: clock.over,
    appealsUntil: row?.appealsUntil?.toISOString() ?? null,
    finalAt: row?.finalAt?.toISOString() ?? null,
    entries: facts.entries,
    team: facts.team !== null,
    judge: facts.judge,
    can: {
      setUp: maySetUpJudging(ctx.actor, facts).allowed,
      enter: mayEnter(ctx.actor, facts).allowed,
      invite: mayInviteJudges(ctx.actor, facts).allowed,
      organise: mayReadPanel(ctx.actor, facts).allowed,
      open: mayOpenJudging(ctx.actor, facts).allowed,
      publish: mayPublishScores(ctx.actor, facts, sheets).allowed,
      close: mayCloseJudging(ctx.actor, facts, waiting(held, appeals.length, sheets)).allowed,
      results: mayReadJudgedResults(ctx.actor, facts).allowed,
    },
  };
}

/** Saves the rubric and the rules of judging, as long as nobody has handed anything in. */
export function saveJudging(
  ctx: Ctx,
  { phaseId, version, settings, hours }: z.output<typeof settingsInput>,
): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdJudged(tx, ctx.actor, phaseId, "update");
    permit(maySetUpJudging(ctx.actor, held.facts));
    const saved = await saveSettings(tx, { phaseId, competitionId: held.competition.id, settings }, version);
    if (saved === null) throw new AppError("VERSION_CONFLICT");
    if (!(await saveHours(tx, phaseId, hours)))
      throw new AppError("BAD_INPUT", { reason: "hoursOutside", field: "hours.endsAt" });
    await record({ act: "judging.set", entity: "competitionPhase", entityId: phaseId });
    return { version: saved };
  });
}

/** Invites people to judge; who belongs to a team of the event is refused at once. */
export function invitePanel(ctx: Ctx, { phaseId, emails }: z.output<typeof inviteInput>): Promise<{ invited: number }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdJudged(tx, ctx.actor, phaseId, "update");
    permit(mayInviteJudges(ctx.actor, held.facts));
    prepared(held);
    const people = await peopleByEmail(emails);
    const unknown = emails.find((email) => !people.some((person) => person.email === email.toLowerCase()));
    if (unknown)
      throw new AppError("BAD_INPUT", { reason: "personUnknown", field: "emails", facts: { email: unknown } });
    const teams = await teamsOf(tx, held.competition.id);
    const player = people.find(({ id }) =>
      teams.some(({ members }) => members.some(({ personId }) => personId === id)),
    );
    if (player)
      throw new AppError("CONFLICT", { reason: "judgePlays", field: "emails", facts: { email: player.email } });
    const personIds = people.map(({ id }) => id);
    await inviteJudges(tx, phaseId, personIds);
    await record({ act: "judges.invited", entity: "competitionPhase", entityId: phaseId, facts: { personIds } });
    await follow("competition.judgesInvited", { phaseId, personIds });
    return { invited: personIds.length };
  });
}

/** A judge's answer, with the teams that the judge must not judge; see `mayAnswerJudgeInvitation` for how long. */
export function answerPanel(
  ctx: Ctx,
  { phaseId, accept, conflictTeamIds, loadLimit }: z.output<typeof answerInvitationInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdJudged(tx, ctx.actor, phaseId, "update");
    const decision = mayAnswerJudgeInvitation(ctx.actor, held.facts);
    seeOrNotFound(decision);
    permit(decision);
    const teams = new Set((await teamsOf(tx, held.competition.id)).map(({ id }) => id));
    if (conflictTeamIds.some((id) => !teams.has(id)))
      throw new AppError("BAD_INPUT", { reason: "teamUnknown", field: "conflictTeamIds" });
    await answerInvitation(tx, phaseId, personOf(ctx.actor), {
      state: accept ? "accepted" : "declined",
      conflictTeamIds,
      loadLimit: loadLimit ?? null,
      answeredAt: held.now,
    });
    await record({ act: "judge.answered", entity: "competitionPhase", entityId: phaseId, facts: { accept } });
    return { done: true };
  });
}

/** The panel with its progress and the appeals, for organisers. */
export async function readPanel(ctx: Ctx, phaseId: string): Promise<z.output<typeof panelView>> {
  const held = await holdJudged(db(), ctx.actor, phaseId);
  permitOrThrow(mayReadPanel(ctx.actor, held.facts));
  const [judges, entries, assignments, teams] = await Promise.all([
    listJudges(db(), phaseId),
    listEntries(db(), phaseId),
    listAssignments(db(), phaseId),
    teamsOf(db(), held.competition.id),
  ]);
  const people = await peopleById(judges.map(({ personId }) => personId));
  const nameOf = (personId: string) => ({
    personId,
    nameZh: people.get(personId)?.nameZh ?? null,
    nameEn: people.get(personId)?.nameEn ?? null,
  });
  const scores = held.settings ? scorePhase(held.settings, assignments) : null;
  const named = held.facts.stage === "provisional" || held.facts.stage === "final";
  const marksOf = (entryId: string) => scores?.marks.filter((mark) => mark.entryId === entryId) ?? [];
  return {
    judges: judges.map(({ personId, state, loadLimit, conflictTeamIds }) => {
      const own = assignments.filter((one) => one.personId === personId);
      return {
        ...nameOf(personId),
        state,
        loadLimit,
        conflicts: conflictTeamIds.length,
        assigned: own.filter(({ recusedAt }) => recusedAt === null).length,
        done: own.filter(({ doneAt, recusedAt }) => doneAt !== null && recusedAt === null).length,
        recused: own.filter(({ recusedAt }) => recusedAt !== null).length,
      };
    }),
    entries: entries.map(({ id, number, teamId, assistance }) => {
      const own = assignments.filter(({ entryId, recusedAt }) => entryId === id && recusedAt === null);
      const marks = marksOf(id);
      return {
        id,
        number,
        // Judging stays blind for organisers too: they may meet judges.
        teamName: named ? (teams.find((team) => team.id === teamId)?.name ?? null) : null,
        assistance,
        judges: own.length,
        done: own.filter(({ doneAt }) => doneAt !== null).length,
        spread: marks.length < 2 ? null : spread(marks.map(({ value }) => value)),
        further: own.some(({ cause }) => cause === "gap" || cause === "appeal"),
      };
    }),
    openSheets: openSheets(assignments),
    panels: scores?.adjusted.panels.length ?? 0,
    appeals: entries.flatMap(({ id, number, appeal }) => {
      if (!appeal) return [];
      const own = assignments.filter(({ entryId, recusedAt }) => entryId === id && recusedAt === null);
      return [
        {
          id: appeal.id,
          entryId: id,
          number,
          text: appeal.text,
          at: appeal.at.toISOString(),
          state: appeal.state,
          reply: appeal.reply,
          sheets: own.flatMap(({ id: assignmentId, personId, doneAt }) =>
            doneAt === null
              ? []
              : [
                  {
                    assignmentId,
                    judge: nameOf(personId),
                    mark: marksOf(id).find(({ judgeId }) => judgeId === personId)?.value ?? 0,
                  },
                ],
          ),
          canDecide: mayDecideAppeal(ctx.actor, held.facts, {
            open: appeal.state === "open",
            judged: own.some(({ personId }) => personId === personOf(ctx.actor)),
          }).allowed,
        },
      ];
    }),
  };
}

/**
 * Opens judging: entries get numbers in a drawn order and neutral names of files, and judges are drawn for them. The
 * seed is part of the audit, so that the draw can be repeated.
 * @throws AppError CONFLICT with reason `tooFewJudges` when limits and conflicts leave an entry without judges
 */
export function openJudging(ctx: Ctx, phaseId: string): Promise<{ assigned: number }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdJudged(tx, ctx.actor, phaseId, "update");
    permit(mayOpenJudging(ctx.actor, held.facts));
    const { settings } = prepared(held);
    const seed = randomInt(2 ** 32 - 1);
    const entries = await listEntries(tx, phaseId);
    for (const [index, { id }] of shuffled(entries, seededRandom(seed)).entries()) await renumber(tx, id, index + 1);
    const drawn = await drawFor(
      tx,
      held,
      entries.map(({ id, teamId }) => ({ id, teamId, demand: settings.judgesPerEntry })),
      [],
      seed,
    );
    await insertAssignments(
      tx,
      drawn.pairs.map((pair) => ({ ...pair, cause: "first" })),
    );
    await setStage(tx, phaseId, { stage: "judging", judgingAt: held.now });
    await record({
      act: "judging.opened",
      entity: "competitionPhase",
      entityId: phaseId,
      facts: { numberSeed: seed, drawSeed: drawn.seed, entries: entries.length },
    });
    await follow("competition.judgesAssigned", {
      phaseId,
      personIds: [...new Set(drawn.pairs.map(({ personId }) => personId))],
    });
    return { assigned: drawn.pairs.length };
  });
}

/** One further judge each for these entries, among those who have not seen them. @returns the people, to be told */
export async function drawFurther(
  tx: Tx,
  held: HeldJudged,
  entries: readonly { id: string; teamId: string }[],
  cause: "gap" | "recusal" | "appeal",
): Promise<string[]> {
  const before = await listAssignments(tx, held.phase.id);
  const { pairs } = await drawFor(
    tx,
    held,
    entries.map(({ id, teamId }) => ({ id, teamId, demand: 1 })),
    before.map(({ entryId, personId, recusedAt }) => ({ entryId, personId, recused: recusedAt !== null })),
    randomInt(2 ** 32 - 1),
  );
  await insertAssignments(
    tx,
    pairs.map((pair) => ({ ...pair, cause })),
  );
  return pairs.map(({ personId }) => personId);
}

/** Publishes the scores to the teams; from now on they may appeal for the declared hours. */
export function publishScores(ctx: Ctx, phaseId: string): Promise<{ appealsUntil: string }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdJudged(tx, ctx.actor, phaseId, "update");
    const assignments = await listAssignments(tx, phaseId);
    permit(mayPublishScores(ctx.actor, held.facts, openSheets(assignments)));
    const { settings } = prepared(held);
    if (entriesToReview(settings, assignments).length > 0) throw new AppError("STATE_REFUSED", { reason: "gapsOpen" });
    const appealsUntil = addMilliseconds(held.now, settings.appealHours * hour);
    await setStage(tx, phaseId, { stage: "provisional", provisionalAt: held.now, appealsUntil });
    await record({ act: "judging.published", entity: "competitionPhase", entityId: phaseId });
    await follow("competition.scoresPublished", { phaseId });
    return { appealsUntil: appealsUntil.toISOString() };
  });
}

/** Makes the scores final: after the appeal window, with every appeal answered and every sheet in. */
export function closeJudging(ctx: Ctx, phaseId: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdJudged(tx, ctx.actor, phaseId, "update");
    const [assignments, entries] = await Promise.all([listAssignments(tx, phaseId), listEntries(tx, phaseId)]);
    const appeals = entries.filter(({ appeal }) => appeal?.state === "open").length;
    permit(mayCloseJudging(ctx.actor, held.facts, waiting(held, appeals, openSheets(assignments))));
    await setStage(tx, phaseId, { stage: "final", finalAt: held.now });
    await writeEvents(tx, held.competition.id, await judgedPoints(tx, phaseId));
    await record({ act: "judging.closed", entity: "competitionPhase", entityId: phaseId });
    return { done: true };
  });
}

export function openSheets(assignments: Assignments): number {
  return assignments.filter(({ doneAt, recusedAt }) => doneAt === null && recusedAt === null).length;
}

function waiting({ row, now }: HeldJudged, appeals: number, sheets: number) {
  const until = row?.appealsUntil ?? null;
  return { appealWindow: until !== null && now < until, appeals, sheets };
}

async function drawFor(
  tx: Tx,
  held: HeldJudged,
  entries: readonly { id: string; teamId: string; demand: number }[],
  before: readonly { entryId: string; personId: string; recused: boolean }[],
  seed: number,
) {
  const { settings } = prepared(held);
  const judges = (await listJudges(tx, held.phase.id)).filter(({ state }) => state === "accepted");
  const load = (id: string) => before.filter(({ personId, recused }) => personId === id && !recused).length;
  return drawJudges({
    entries,
    judges: judges.map(({ personId, loadLimit }) => ({
      personId,
      limit: Math.max(0, Math.min(settings.loadLimit, loadLimit ?? settings.loadLimit) - load(personId)),
    })),
    held: before,
    forbidden: await forbiddenPairs(tx, held.competition.id, judges, held.now),
    seed,
  });
}

/** A file's own name may say whose it is; its team keeps it in the entry's content by order. */
async function renumber(tx: Tx, entryId: string, number: number): Promise<void> {
  await numberEntry(tx, entryId, number);
  for (const [index, { id, name }] of (await listFilesOf(tx, "competitionEntry", [entryId])).entries()) {
    const ending = name.includes(".") ? name.slice(name.lastIndexOf(".")).toLowerCase() : "";
    await nameFile(tx, id, sealName(id, `entry-${String(number).padStart(2, "0")}-${index + 1}${ending}`));
  }
}
