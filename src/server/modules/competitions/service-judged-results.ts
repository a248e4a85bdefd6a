import type { z } from "zod";
import { agreementBand } from "@/domain/competitions/agreement";
import { assistanceKinds } from "@/domain/competitions/choices";
import { hundredths, mean, rankByScore, spread } from "@/domain/competitions/judging";
import { mayAppeal, mayReadJudgedResults } from "@/domain/competitions/policy-judged";
import { type judgedResultsInput, judgedSettings } from "@/domain/competitions/schema-judged";
import type { judgedResults } from "@/domain/competitions/views-judged";
import { nameIn } from "@/domain/shared/names";
import { peopleById } from "@/server/modules/identity/service-people";
import { found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { type HeldJudged, holdJudged, prepared } from "./access-judged";
import { type PhaseScores, scorePhase } from "./judged-scores";
import { findJudgedPhase, listAssignments, listEntries, listEntriesSealed, teamsOf } from "./repo-judged";
import { openEntry } from "./service-entries";

type View = z.output<typeof judgedResults>;

/**
 * The outcome of judging: raw and adjusted scores side by side, agreement per criterion, severities. A team sees its
 * own row before the scores are final; the public sees everything after, judges by number.
 */
export async function readJudgedResults(
  ctx: Ctx,
  { phaseId, assistance }: z.output<typeof judgedResultsInput>,
): Promise<View> {
  const held = await holdJudged(db(), ctx.actor, phaseId);
  permitOrThrow(mayReadJudgedResults(ctx.actor, held.facts));
  const { settings, row } = prepared(held);
  const [assignments, entries, teams] = await Promise.all([
    listAssignments(db(), phaseId),
    listEntriesSealed(db(), phaseId),
    teamsOf(db(), held.competition.id),
  ]);
  const scores = scorePhase(settings, assignments);
  const everything = held.facts.organiser || held.facts.stage === "final";
  const blind = held.facts.stage === "judging";
  const ranks = ranksOf(scores, entries, teams);
  const rows = entries
    .filter(({ teamId }) => everything || teamId === held.team?.id)
    .map((entry): View["rows"][number] => {
      const own = held.team?.id === entry.teamId;
      const team = teams.find(({ id }) => id === entry.teamId);
      const marks = scores.marks.filter(({ entryId }) => entryId === entry.id);
      const sheets = scores.sheets.filter(({ entryId }) => entryId === entry.id);
      return {
        entryId: entry.id,
        number: entry.number,
        teamId: blind ? "" : entry.teamId,
        teamName: blind ? "" : (team?.name ?? ""),
        ranked: team?.kind === "ranked",
        title: openEntry(entry).title,
        assistance: entry.assistance,
        rank: everything ? (ranks.get(entry.id) ?? null) : null,
        score: scores.counted.get(entry.id) ?? null,
        raw: scores.raw.get(entry.id) ?? null,
        adjusted: scores.adjusted.scores.get(entry.id) ?? null,
        zscore: scores.zscores.get(entry.id) ?? null,
        spread: spread(marks.map(({ value }) => value)),
        judges: marks.length,
        criteria: settings.criteria.map(({ id }) => ({
          id,
          mean: hundredths(mean(sheets.map((sheet) => sheet.scores[id] ?? 0))),
        })),
        comments:
          own || held.facts.organiser
            ? assignments.flatMap(({ entryId, recusedAt, sheets: [newest] }) =>
                entryId === entry.id && recusedAt === null && newest && newest.comment !== "" ? [newest.comment] : [],
              )
            : [],
        own,
      };
    })
    .filter((one) => assistance === undefined || one.assistance === assistance)
    .sort((a, b) => (a.rank ?? 1e9) - (b.rank ?? 1e9) || (a.number ?? 0) - (b.number ?? 0));
  const mine = entries.find(({ teamId }) => teamId === held.team?.id);
  return {
    stage: held.facts.stage,
    method: settings.method,
    criteria: settings.criteria,
    rows,
    counts: Object.fromEntries(
      assistanceKinds.map((kind) => [kind, entries.filter((one) => one.assistance === kind).length]),
    ) as View["counts"],
    severities: everything ? await severitiesOf(ctx, held, scores) : [],
    panels: scores.adjusted.panels.length,
    sheets: everything ? sheetsOf(scores, entries) : [],
    agreement: everything
      ? scores.agreement.map(({ id, alpha }) => ({
          id,
          alpha: alpha === null ? null : Math.round(alpha * 1_000) / 1_000,
          band: alpha === null ? null : agreementBand(alpha),
        }))
      : [],
    appealsUntil: row.appealsUntil?.toISOString() ?? null,
    can: {
      appeal:
        mine !== undefined &&
        mine.appeal === null &&
        mayAppeal(ctx.actor, held.facts, {
          ownEntry: true,
          inTime: row.appealsUntil !== null && held.now < row.appealsUntil,
        }).allowed,
    },
  };
}

/**
 * Points of a judged phase as events of the log, so that the standing and its archive hold them: the counted scores.
 * Scores below zero, which the adjustment of a very hard judge could give, count as nothing.
 */
export async function judgedPoints(tx: Tx, phaseId: string) {
  const row = found(await findJudgedPhase(tx, phaseId));
  const [assignments, entries] = [await listAssignments(tx, phaseId), await listEntries(tx, phaseId)];
  const { counted } = scorePhase(judgedSettings.parse(row.settings), assignments);
  return entries.flatMap(({ id, teamId }) => {
    const score = counted.get(id);
    return score === undefined
      ? []
      : [{ kind: "feed" as const, teamId, data: { phaseId, points: Math.max(0, score) } }];
  });
}

/** Guests and organisers' teams are judged like the others and stand outside the ranking. */
function ranksOf(
  { counted }: PhaseScores,
  entries: readonly { id: string; teamId: string }[],
  teams: readonly { id: string; kind: string }[],
): Map<string, number> {
  const ranked = new Set(teams.filter(({ kind }) => kind === "ranked").map(({ id }) => id));
  const inside = new Set(entries.filter(({ teamId }) => ranked.has(teamId)).map(({ id }) => id));
  return new Map(rankByScore([...counted].filter(([id]) => inside.has(id))).map(({ id, rank }) => [id, rank]));
}

/** The order in which judges are numbered. */
function hardestFirst({ severities }: PhaseScores["adjusted"]) {
  return [...severities].sort((a, b) => a.points - b.points || (a.judgeId < b.judgeId ? -1 : 1));
}

/** The sheets under numbers, so that anybody can compute the scores again. */
function sheetsOf(
  { sheets, marks, adjusted }: PhaseScores,
  entries: readonly { id: string; number: number | null }[],
): View["sheets"] {
  const judges = hardestFirst(adjusted).map(({ judgeId }) => judgeId);
  return sheets
    .map(({ entryId, judgeId, scores }, at) => ({
      entry: entries.find(({ id }) => id === entryId)?.number ?? null,
      judge: judges.indexOf(judgeId) + 1,
      scores: { ...scores },
      mark: marks[at]?.value ?? 0,
    }))
    .sort((a, b) => (a.entry ?? 0) - (b.entry ?? 0) || a.judge - b.judge);
}

/** Organisers see names; everybody else sees judges by a number that says nothing. */
async function severitiesOf(ctx: Ctx, held: HeldJudged, { adjusted }: PhaseScores): Promise<View["severities"]> {
  const people = held.facts.organiser ? await peopleById(adjusted.severities.map(({ judgeId }) => judgeId)) : new Map();
  return hardestFirst(adjusted).map(({ judgeId, points, marks }, index) => {
    const person = people.get(judgeId);
    return { judge: person ? nameIn(ctx.locale, person) : String(index + 1), points, marks };
  });
}
