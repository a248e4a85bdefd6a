import type { z } from "zod";
import type { StandingRow } from "@/domain/competitions/board";
import { combine, stability } from "@/domain/competitions/combination";
import { mayReadCombination, mayReadSeason, maySetSeasonName } from "@/domain/competitions/policy-results";
import {
  type combinationView,
  type seasonInput,
  type seasonView,
  topPlaces,
} from "@/domain/competitions/schema-results";
import { type EventEntry, formulaVersion, type SeasonEvent, seasonRanking } from "@/domain/competitions/season";
import { linkTeams } from "@/domain/competitions/season-teams";
import { nameIn } from "@/domain/shared/names";
import { hashText, seededRandom } from "@/domain/shared/seeded-random";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db } from "@/server/platform/db";
import { sharedRead } from "@/server/platform/shared-read";
import { holdCompetition, personOf } from "./access";
import { listFinalResults, namedPeople, setSeasonConsent } from "./repo-results";
import { readWholeBoard } from "./service-board";

type Finals = Awaited<ReturnType<typeof listFinalResults>>;
type View = z.output<typeof seasonView>;
const shownRows = 200;

/** The season ranking of teams or people: the formula in `domain/competitions/season.ts`, nothing else. */
export async function readSeason(ctx: Ctx, { of }: z.output<typeof seasonInput>): Promise<View> {
  permitOrThrow(mayReadSeason());
  const { finals, asOf, season, names, appearances } = await sharedRead(`competitions.season:${of}`, () => compute(of));
  const own = personOf(ctx.actor);
  const rows = season.rows.slice(0, shownRows);
  const people = of === "people" ? rows.map(({ entrantId }) => entrantId) : [];
  const [consents, known] = await Promise.all([namedPeople(db(), [...people, own]), peopleById(people)]);
  const eventOf = (id: string) => {
    const event = finals.find((one) => one.id === id);
    return { slug: event?.slug ?? "", titleZh: event?.titleZh ?? null, titleEn: event?.titleEn ?? null };
  };
  return {
    formulaVersion,
    asOf: asOf.toISOString(),
    rows: rows.map(({ entrantId, rank, total, interval, results }) => {
      const person = known.get(entrantId);
      const mine = of === "people" ? entrantId === own : (appearances.get(entrantId)?.has(own) ?? false);
      const named = of === "teams" || consents.has(entrantId) || mine;
      return {
        // People who did not agree are numbers to everybody else, also to programs.
        entrantId: named ? entrantId : `unnamed-${rank}`,
        rank,
        name: of === "teams" ? (names.get(entrantId) ?? "") : named && person ? nameIn(ctx.locale, person) : null,
        own: mine,
        total,
        interval,
        results: results.map(({ eventId, rank: place, points, weight, counts }) => ({
          ...eventOf(eventId),
          rank: place,
          points,
          weight,
          counts,
        })),
      };
    }),
    events: finals.flatMap(({ id, finalisedAt }) => {
      const weight = season.weights.get(id);
      return weight && finalisedAt ? [{ ...eventOf(id), at: finalisedAt.toISOString(), ...weight }] : [];
    }),
    shown: ctx.actor.kind === "person" ? consents.has(own) : null,
  };
}

/** Agrees to be named in the season ranking, or takes that back. */
export function setSeasonName(ctx: Ctx, shown: boolean): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(maySetSeasonName(ctx.actor));
    await setSeasonConsent(tx, personOf(ctx.actor), shown);
    await record({ act: "season.named", entity: "person", entityId: personOf(ctx.actor), facts: { shown } });
    return { done: true };
  });
}

/** The total over the phases of one event by their declared weights, and how stable the top places are. */
export async function readCombination(ctx: Ctx, slug: string): Promise<z.output<typeof combinationView>> {
  permitOrThrow(mayReadCombination());
  const { row } = await holdCompetition(db(), ctx.actor, slug);
  const { whole } = await readWholeBoard(ctx, slug);
  const ranked = whole.rows.filter(({ kind }) => kind === "ranked");
  const phases = row.phases.map(({ id, weight }) => ({
    phaseId: id,
    weight,
    points: new Map(ranked.map((team) => [team.teamId, team.phases[id] ?? 0])),
  }));
  const sum = phases.reduce((total, { weight }) => total + weight, 0);
  return {
    slug: row.slug,
    titleZh: row.titleZh,
    titleEn: row.titleEn,
    phases: row.phases.map(({ id, kind, titleZh, titleEn, weight }) => ({
      id,
      kind,
      titleZh,
      titleEn,
      share: sum === 0 ? 0 : weight / sum,
    })),
    rows: combine(phases).map(({ parts, ...one }) => ({
      ...one,
      name: ranked.find(({ teamId }) => teamId === one.teamId)?.name ?? "",
      parts: [...parts],
    })),
    stability: plain(stability(phases, topPlaces)),
  };
}

/** The declared shape of the view has no read-only lists. */
function plain({ stable, scenarios, ranges }: ReturnType<typeof stability>) {
  return { stable, scenarios: scenarios.map((one) => ({ ...one, top: [...one.top] })), ranges: [...ranges] };
}

async function compute(of: "teams" | "people") {
  const [finals, asOf] = await Promise.all([listFinalResults(db()), databaseNow(db())]);
  const verified = await verifiedAmong(finals, asOf);
  const appearing = finals.flatMap(({ id, teams }) =>
    teams.map((team) => ({
      eventId: id,
      teamId: team.id,
      name: team.name,
      memberIds: team.members.map(({ personId }) => personId),
    })),
  );
  const linked = linkTeams(appearing);
  const events = finals.map((event) => seasonEvent(event, of, verified, linked));
  const season = seasonRanking(events, asOf, (entrantId) => seededRandom(hashText(`${formulaVersion}:${entrantId}`)));
  // A team bears the name of its newest appearance.
  const names = new Map(appearing.map(({ teamId, name }) => [linked.get(teamId) ?? teamId, name]));
  const appearances = new Map<string, Set<string>>();
  for (const { teamId, memberIds } of appearing) appearances.set(linked.get(teamId) ?? teamId, new Set(memberIds));
  return { finals, asOf, season, names, appearances };
}

function seasonEvent(
  { id, finalisedAt, results, teams, organisers }: Finals[number],
  of: "teams" | "people",
  verified: ReadonlySet<string>,
  linked: ReadonlyMap<string, string>,
): SeasonEvent {
  const makers = new Set(organisers.map(({ personId }) => personId));
  // Written by `publishResult` from the standing itself.
  const rows = (results[0]?.standing ?? []) as unknown as StandingRow[];
  const entries = rows.flatMap((row): EventEntry[] => {
    const team = teams.find((one) => one.id === row.teamId);
    if (!team) return [];
    const members = team.members.map(({ personId }) => personId);
    const common = {
      rank: row.rank ?? rows.length + 1,
      points: row.score,
      completed: row.score > 0,
      verified: team.organisationId !== null && verified.has(team.organisationId),
    };
    const outside = team.kind !== "ranked";
    if (of === "teams")
      return [
        {
          ...common,
          entrantId: linked.get(team.id) ?? team.id,
          excluded: outside || members.some((member) => makers.has(member)),
          share: 1,
        },
      ];
    return members.map((entrantId) => ({
      ...common,
      entrantId,
      excluded: outside || makers.has(entrantId),
      share: 1 / Math.sqrt(members.length),
    }));
  });
  return { eventId: id, at: finalisedAt ?? new Date(0), entries };
}

async function verifiedAmong(finals: Finals, now: Date): Promise<Set<string>> {
  const ids = finals.flatMap(({ teams }) => teams.flatMap(({ organisationId }) => organisationId ?? []));
  const organisations = await organisationsById(ids);
  return new Set(
    [...organisations.values()]
      .filter(({ verifiedUntil }) => verifiedUntil !== null && verifiedUntil > now)
      .map(({ id }) => id),
  );
}
