import { adjustSeverity } from "@/domain/competitions/severity";
import { assignPeople } from "@/domain/shared/assignment";
import { type ConflictParty, conflictFinder } from "@/domain/shared/conflicts";
import { AppError } from "@/domain/shared/errors";
import { hashText } from "@/domain/shared/seeded-random";
import { conflictWorld } from "@/server/modules/experts/service-conflicts";
import type { Tx } from "@/server/platform/db";
import { teamsOf, teamsWith } from "./repo-judged";

export type Panelist = { personId: string; loadLimit: number | null; conflictTeamIds: readonly string[] };
export type Pair = { entryId: string; personId: string };

/**
 * Who must not judge which team: all that the registry knows of ties (organisations now or within three years, relations
 * that either side declared, works and training in common), people who were in one team with a member within three years,
 * and what judges declared for this panel. @returns a predicate over person and team
 */
export async function forbiddenPairs(
  tx: Tx,
  competitionId: string,
  judges: readonly Panelist[],
  now: Date,
): Promise<(personId: string, teamId: string) => boolean> {
  const teams = await teamsOf(tx, competitionId);
  const people = [
    ...new Set([
      ...judges.map(({ personId }) => personId),
      ...teams.flatMap(({ members }) => members.map(({ personId }) => personId)),
    ]),
  ];
  const { parties, facts } = await conflictWorld(people);
  const shared = await teamsWith(
    tx,
    judges.map(({ personId }) => personId),
  );
  const party = (id: string): ConflictParty => parties.get(id) ?? { id, affiliations: [], mail: [] };
  const find = conflictFinder({
    ...facts,
    relations: [
      ...facts.relations,
      ...judges.flatMap(({ personId, conflictTeamIds }) =>
        conflictTeamIds.map((about) => ({ by: personId, about, kind: "other" as const, until: null })),
      ),
    ],
    sharedWork: [
      ...facts.sharedWork,
      ...shared.map(({ id, members, competition }) => ({
        id,
        parties: members.map(({ personId }) => personId),
        lastAt: competition.endsAt ?? now,
      })),
    ],
    now,
  });
  const sides = new Map(
    teams.map(({ id, organisationId, members }) => [
      id,
      [
        {
          id,
          affiliations: organisationId ? [{ organisation: organisationId, until: null }] : [],
          mail: [],
        } satisfies ConflictParty,
        ...members.map(({ personId }) => party(personId)),
      ],
    ]),
  );
  const known = new Map<string, boolean>();
  return (personId, teamId) => {
    const key = `${personId} ${teamId}`;
    const answer = known.get(key) ?? find([party(personId)], sides.get(teamId) ?? []).length > 0;
    known.set(key, answer);
    return answer;
  };
}

/**
 * Draws judges for entries: so many each, work spread evenly, nobody beyond their limit, no forbidden pair, and, where some draw of twenty
 * allows it, a panel that hangs together, so that severities can be told apart.
 * @throws AppError CONFLICT with reason `tooFewJudges`
 */
export function drawJudges(input: {
  entries: readonly { id: string; teamId: string; demand: number }[];
  judges: readonly { personId: string; limit: number }[];
  held: readonly Pair[];
  forbidden: (personId: string, teamId: string) => boolean;
  seed: number;
}): { pairs: Pair[]; seed: number } {
  const teamOf = new Map(input.entries.map(({ id, teamId }) => [id, teamId]));
  const taken = new Set(input.held.map(({ entryId, personId }) => `${personId} ${entryId}`));
  const draw = (seed: number, most: number) =>
    assignPeople({
      people: input.judges.map(({ personId, limit }) => ({ id: personId, limit: Math.min(limit, most) })),
      items: input.entries.map(({ id, demand }) => ({ id, demand })),
      score: (person, item) =>
        taken.has(`${person.id} ${item.id}`) || input.forbidden(person.id, teamOf.get(item.id) ?? "")
          ? null
          : // Chance instead of nothing: equal scores would be served in rows, and judges would fall into closed pairs.
            hashText(`${seed}:${person.id}:${item.id}`),
      seed,
    });
  const most = fairest(input, (limit) => draw(input.seed, limit).obstacles.length === 0);
  if (most === null) throw new AppError("CONFLICT", { reason: "tooFewJudges" });
  let best: { pairs: Pair[]; seed: number; panels: number } | null = null;
  for (let attempt = 0; attempt < 20 && (best?.panels ?? 2) > 1; attempt++) {
    const seed = (input.seed + attempt) >>> 0;
    const own = draw(seed, most).pairs.map(({ person, item }) => ({ entryId: item, personId: person }));
    const marks = [...input.held, ...own].map(({ entryId, personId }) => ({ entryId, judgeId: personId, value: 0 }));
    const panels = adjustSeverity(marks).panels.length;
    if (!best || panels < best.panels) best = { pairs: own, seed, panels };
  }
  return { pairs: best?.pairs ?? [], seed: best?.seed ?? input.seed };
}

/** The lowest common limit that still serves every entry, so that work is spread; null where none does. */
function fairest(
  { entries, judges }: { entries: readonly { demand: number }[]; judges: readonly { limit: number }[] },
  serves: (limit: number) => boolean,
): number | null {
  const needed = entries.reduce((sum, { demand }) => sum + demand, 0);
  let low = Math.max(1, Math.ceil(needed / Math.max(1, judges.length)));
  let high = Math.max(low, ...judges.map(({ limit }) => limit));
  if (!serves(high)) return null;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (serves(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
