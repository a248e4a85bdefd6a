import type { z } from "zod";
import { mayKeepPool } from "@/domain/experts/policy";
import { type assignInput, fitOf, tellObstacles, traitOf } from "@/domain/experts/pools";
import { type Assignment, assignPeople } from "@/domain/shared/assignment";
import { type ConflictKind, conflictFinder } from "@/domain/shared/conflicts";
import { AppError } from "@/domain/shared/errors";
import { assignMixed, type MixedAssignment, mostMixedPairs } from "@/domain/shared/mixed-assignment";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { act, found } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { withProgrammes } from "@/server/platform/programmes";
import { personOf } from "./access";
import { candidatesOf } from "./panel-candidates";
import { findPool, insertSeats, insertUse, lockPool } from "./repo-pools";
import { findProfiles } from "./repo-profiles";
import { conflictWorld } from "./service-conflicts";
import { shownProfile } from "./view-profile";

/**
 * Assigns the members of a pool to many items at once: demand, load limits, conflicts, and how many may or must be of
 * one kind of organisation, of one region, or know a field. One balance alone is a min-cost flow; rules that overlap
 * are an integer programme. The same seed gives the same assignment.
 * @throws AppError BAD_INPUT assignTooLarge, STATE_REFUSED programmeTooHard
 */
export function assignPanel(ctx: Ctx, input: z.output<typeof assignInput>): Promise<{ id: string; obstacles: number }> {
  return act(ctx, async ({ tx, permit, record, follow, now: clock }) => {
    const pool = found(await findPool(tx, input.poolId));
    await lockPool(tx, pool.id);
    permit(mayKeepPool(ctx.actor, pool));
    const now = await clock();
    const { considered, candidates, excluded } = await candidatesOf(
      tx,
      pool.id,
      pool.workloadCap,
      { personIds: [], organisationIds: [], rivalIds: [] },
      now,
    );
    const ids = candidates.map(({ personId }) => personId);
    const skills = new Map(
      (await findProfiles(tx, ids, now)).map((rows) => [rows.profile.personId, shownProfile(rows, "verified", now)]),
    );
    const traits = await traitsOf(ids, skills);
    const organisations = [...new Set(input.items.flatMap(({ organisationIds }) => organisationIds))];
    const { parties, facts } = await conflictWorld(ids, [], tx);
    const find = conflictFinder(facts);
    const barred = new Map(
      organisations.map((id): [string, Map<string, ConflictKind[]>] => [
        id,
        new Map(
          [...parties.values()].flatMap((party): [string, ConflictKind[]][] => {
            const kinds = [...new Set(find([party], [{ id, affiliations: [], mail: [] }]).map(({ kind }) => kind))];
            return kinds.length > 0 ? [[party.id, kinds]] : [];
          }),
        ),
      ]),
    );
    const items = input.items.map((item, index) => ({ ...item, id: String(index) }));
    const assignment = await assign(input, {
      people: candidates.map(({ personId, room }) => ({
        id: personId,
        limit: room,
        traits: traits.get(personId) ?? [],
      })),
      items,
      score: (person, { id }) => {
        const item = items[Number(id)];
        if (!item || item.organisationIds.some((one) => barred.get(one)?.has(person.id))) return null;
        return fitOf(item.conceptIds, skills.get(person.id)?.skills ?? []);
      },
    });
    const told = tellObstacles(assignment, (item) => items[Number(item)]?.title ?? item);
    const id = crypto.randomUUID();
    const { organisationKindMost, regionMost, atLeast } = input;
    await insertUse(tx, {
      id,
      poolId: pool.id,
      title: input.title,
      method: "assignment",
      seats: items.reduce((sum, { demand }) => sum + demand, 0),
      seed: String(input.seed),
      concerns: { organisationIds: organisations },
      considered: { all: considered, free: ids },
      excluded: [
        ...excluded,
        ...[...barred.values()].flatMap((people) =>
          [...people].map(([personId, kinds]) => ({ personId, reason: "conflict" as const, kinds })),
        ),
      ],
      outcome: {
        items,
        rules: { organisationKindMost, regionMost, atLeast },
        total: assignment.total,
        pairs: assignment.pairs.map((pair) => ({ ...pair })),
        ...told,
      },
      byId: personOf(ctx),
    });
    await insertSeats(
      tx,
      assignment.pairs.map(({ person, item }) => ({
        useId: id,
        personId: person,
        item: items[Number(item)]?.title ?? item,
      })),
    );
    await record({
      act: "panel.assigned",
      entity: "poolUse",
      entityId: id,
      facts: { items: items.length, pairs: assignment.pairs.length },
    });
    await follow("panel.seated", { useId: id });
    return { id, obstacles: assignment.obstacles.length };
  });
}

type Places = {
  readonly people: readonly { id: string; limit: number; traits: readonly string[] }[];
  readonly items: readonly { id: string; demand: number }[];
  readonly score: (person: { readonly id: string }, item: { readonly id: string }) => number | null;
};

/** By flow where each person counts for one group at most, else as an integer programme. */
async function assign(
  { organisationKindMost, regionMost, atLeast, seed }: z.output<typeof assignInput>,
  { people, items, score }: Places,
): Promise<Assignment | MixedAssignment> {
  const mosts = [
    { of: "organisationKind", most: organisationKindMost },
    { of: "region", most: regionMost },
  ].flatMap(({ of, most }) => (most === null ? [] : [{ of, most }]));
  const groups = (of: string) => [
    ...new Set(people.flatMap(({ traits }) => traits.filter((trait) => trait.startsWith(`${of}:`)))),
  ];
  if (mosts.length < 2 && atLeast.length === 0) {
    const [single] = mosts;
    const balance = single ? groups(single.of).map((group) => ({ group, least: 0, most: single.most })) : [];
    return assignPeople({
      people: people.map(({ traits, ...person }) => {
        const group = single && traits.find((trait) => trait.startsWith(`${single.of}:`));
        return { ...person, ...(group ? { group } : {}) };
      }),
      items: items.map(({ id, demand }) => ({ id, demand, balance })),
      score,
      seed,
    });
  }
  if (people.length * items.length > mostMixedPairs)
    throw new AppError("BAD_INPUT", { reason: "assignTooLarge", field: "items" });
  const wanted = new Map(atLeast.map((rule) => [traitOf(rule), rule.least]));
  const highest = new Map(mosts.flatMap(({ of, most }) => groups(of).map((trait) => [trait, most])));
  return withProgrammes((solve) =>
    assignMixed(
      {
        people,
        items: items.map(({ id, demand }) => ({
          id,
          demand,
          rules: [...new Set([...wanted.keys(), ...highest.keys()])].map((trait) => ({
            trait,
            least: wanted.get(trait) ?? 0,
            most: highest.get(trait) ?? demand,
          })),
        })),
        score,
        seed,
      },
      solve,
    ),
  );
}

/** What each candidate counts as: kind of organisation, region, and the skills that others may see. */
async function traitsOf(
  ids: readonly string[],
  shown: ReadonlyMap<string, { content: { region: string }; skills: readonly { conceptId: string }[] }>,
): Promise<Map<string, string[]>> {
  const people = await peopleById(ids);
  const organisations = await organisationsById([...people.values()].flatMap(({ organisationIds }) => organisationIds));
  return new Map(
    ids.map((id) => {
      const kind = organisations.get(people.get(id)?.organisationIds[0] ?? "")?.kind;
      const profile = shown.get(id);
      const traits = [
        ...(kind ? [{ of: "organisationKind" as const, value: kind }] : []),
        ...(profile?.content.region ? [{ of: "region" as const, value: profile.content.region }] : []),
        ...(profile?.skills ?? []).map(({ conceptId }) => ({ of: "skill" as const, value: conceptId })),
      ];
      return [id, traits.map(traitOf)];
    }),
  );
}
