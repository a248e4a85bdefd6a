import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { mayAnswerForOneself, mayAnswerSeat, mayKeepPool, mayRunPanel, type PanelFacts } from "@/domain/experts/policy";
import {
  type assignInput,
  type drawInput,
  dutyObstacle,
  type ExclusionReason,
  fitOf,
  obstaclesTold,
  type prepareInput,
  type seatInput,
  tellObstacles,
  traitOf,
  type useView,
} from "@/domain/experts/pools";
import { type Assignment, assignPeople } from "@/domain/shared/assignment";
import { type ConflictKind, conflictFinder } from "@/domain/shared/conflicts";
import { carryOutDraw, type DrawResult, seedCommitmentText } from "@/domain/shared/draw";
import { AppError } from "@/domain/shared/errors";
import { assignMixed, type MixedAssignment, mostMixedPairs } from "@/domain/shared/mixed-assignment";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleByEmail, peopleById } from "@/server/modules/identity/service-people";
import { openPanelsOf } from "@/server/modules/needs/service-panel-load";
import { rivalsOf } from "@/server/modules/needs/service-rivals";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { withProgrammes } from "@/server/platform/programmes";
import { sealSmall, sha256, unsealSmall } from "@/server/platform/secrets";
import { personOf } from "./access";
import {
  answerSeat,
  findPool,
  findSeat,
  findUse,
  finishDraw,
  insertSeats,
  insertUse,
  listTerms,
  loadsOf,
  lockPool,
  markUseEnded,
} from "./repo-pools";
import { findProfiles } from "./repo-profiles";
import { conflictsOf, conflictWorld } from "./service-conflicts";
import { shownProfile } from "./view-profile";

type Exclusion = { personId: string; reason: ExclusionReason; kinds: ConflictKind[] };
type Concerns = { personIds: string[]; organisationIds: string[]; rivalIds: string[] };

/** Members who could serve, and those who cannot with the reason; the members of a pool are asked in full. */
async function candidatesOf(tx: Tx, poolId: string, cap: number, concerns: Concerns, now: Date) {
  const [terms, loads] = await Promise.all([listTerms(tx, poolId, now), loadsOf(tx, poolId)]);
  const panels = await openPanelsOf(
    tx,
    terms.map(({ personId }) => personId),
  );
  const conflicts = await conflictsOf(
    terms.map(({ personId }) => personId),
    concerns,
    concerns.rivalIds,
    tx,
  );
  const excluded: Exclusion[] = [];
  const candidates: { personId: string; room: number }[] = [];
  for (const term of terms) {
    const { personId } = term;
    const load = (loads.get(personId)?.load ?? 0) + (panels.get(personId) ?? 0);
    const found = conflicts.get(personId);
    const duty = dutyObstacle({ ...term, load }, cap, now);
    if (found) excluded.push({ personId, reason: "conflict", kinds: [...new Set(found.map(({ kind }) => kind))] });
    else if (duty) excluded.push({ personId, reason: duty, kinds: [] });
    else candidates.push({ personId, room: cap - load });
  }
  return { considered: terms.map(({ personId }) => personId), candidates, excluded };
}

/**
 * For the board's draw of a panel: the members of a pool who are free now, and those who are not. The
 * pool is locked, so that two draws at once do not give one member more than the cap.
 * @throws AppError NOT_FOUND where there is no such pool
 */
export async function freeMembers(tx: Tx, poolId: string, now: Date) {
  const pool = found(await findPool(tx, poolId));
  await lockPool(tx, pool.id);
  const nobody = { personIds: [], organisationIds: [], rivalIds: [] };
  const { candidates, excluded } = await candidatesOf(tx, pool.id, pool.workloadCap, nobody, now);
  return {
    free: candidates.map(({ personId }) => personId),
    // Not whether on leave or at the limit: that is between a member and the pool's keeper.
    busy: excluded.map(({ personId }) => personId),
  };
}

/**
 * Freezes who can be drawn for a panel and commits to the platform's seed. Only then does the keeper name a seed of
 * their own, so that neither side can steer the draw.
 */
export function prepareDraw(
  ctx: Ctx,
  input: z.output<typeof prepareInput>,
): Promise<{ id: string; commitment: string }> {
  return act(ctx, async ({ tx, permit, record, now: clock }) => {
    const pool = found(await findPool(tx, input.poolId));
    await lockPool(tx, pool.id);
    permit(mayKeepPool(ctx.actor, pool));
    const people = await peopleByEmail(input.concerns.emails.map((email) => email.toLowerCase()));
    const concerns = {
      personIds: people.map(({ id }) => id),
      organisationIds: input.concerns.organisationIds,
      rivalIds: input.concerns.needId ? await rivalsOf(ctx, tx, input.concerns.needId) : [],
    };
    const { considered, candidates, excluded } = await candidatesOf(
      tx,
      pool.id,
      pool.workloadCap,
      concerns,
      await clock(),
    );
    if (candidates.length < input.seats)
      throw new AppError("STATE_REFUSED", {
        reason: "tooFewToDraw",
        field: "seats",
        facts: { wanted: input.seats, left: candidates.length, excluded: excluded.length },
      });
    const id = crypto.randomUUID();
    const seed = randomBytes(32).toString("hex");
    const commitment = sha256(seedCommitmentText(id, { party: "platform", seed }));
    await insertUse(tx, {
      id,
      poolId: pool.id,
      title: input.title,
      method: "draw",
      seats: input.seats,
      // Sealed until the keeper has named theirs.
      seed: Buffer.from(sealSmall(Buffer.from(seed, "hex"), `draw:${id}`)).toString("base64"),
      // Who proposed stands in no record: proposals may still be sealed.
      concerns: {
        personIds: concerns.personIds,
        organisationIds: concerns.organisationIds,
        needId: input.concerns.needId,
        commitment,
      },
      considered: { all: considered, free: candidates.map(({ personId }) => personId).sort() },
      excluded,
      outcome: {},
      byId: personOf(ctx),
    });
    await record({
      act: "panel.prepared",
      entity: "poolUse",
      entityId: id,
      facts: { commitment, excluded: excluded.length },
    });
    return { id, commitment };
  });
}

/** Draws with both seeds; everybody can recompute it from the record. Reserves are drawn with it, in order. */
export function drawPanel(ctx: Ctx, { id, seed }: z.output<typeof drawInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const use = found(await findUse(tx, id));
    await lockPool(tx, use.poolId);
    permit(mayRunPanel(ctx.actor, use.pool, factsOf(use)));
    const { free } = use.considered as { free: string[] };
    const own = unsealSmall(Buffer.from(use.seed, "base64"), `draw:${id}`).toString("hex");
    const frozen = { drawId: id, candidates: free, count: use.seats, reserves: free.length - use.seats };
    const seeds = [
      { party: "keeper", seed },
      { party: "platform", seed: own },
    ];
    const result = carryOutDraw(frozen, seeds, sha256);
    if (!(await finishDraw(tx, id, use.seed, { frozen, seeds, result: { ...result } as never })))
      throw new AppError("STATE_REFUSED", { reason: "drawnAlready" });
    await insertSeats(
      tx,
      result.chosen.map((personId) => ({ useId: id, personId })),
    );
    await record({
      act: "panel.drawn",
      entity: "poolUse",
      entityId: id,
      facts: { listHash: result.listHash, seed: result.seed },
    });
    await follow("panel.seated", { useId: id });
    return { done: true };
  });
}

const factsOf = ({ endedAt }: { endedAt: Date | null }): PanelFacts => ({ ended: endedAt !== null });

/** The work is done: its seats weigh on nobody's load any more, and nobody answers for one. */
export function endUse(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    const use = found(await findUse(tx, id));
    await lockPool(tx, use.poolId);
    permit(mayRunPanel(ctx.actor, use.pool, factsOf(use)));
    if (!(await markUseEnded(tx, id, await now()))) throw new AppError("STATE_REFUSED", { reason: "panelEnded" });
    await record({ act: "panel.ended", entity: "poolUse", entityId: id });
    return { done: true };
  });
}

/** A member takes the seat or recuses themselves, with a reason; then the next reserve steps in. */
export function answerForSeat(ctx: Ctx, { id, accept, reason }: z.output<typeof seatInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow, now }) => {
    permit(mayAnswerForOneself(ctx.actor));
    const seat = found(await findSeat(tx, id));
    await lockPool(tx, seat.use.poolId);
    if (seat.personId !== personOf(ctx)) throw new AppError("NOT_FOUND");
    permit(mayAnswerSeat(ctx.actor, factsOf(seat.use)));
    if (!accept && reason.length < 3) throw new AppError("BAD_INPUT", { reason: "recusalReason", field: "reason" });
    if (!(await answerSeat(tx, id, accept ? "accepted" : "recused", accept ? null : reason, await now())))
      throw new AppError("STATE_REFUSED", { reason: "seatAnswered" });
    if (!accept && seat.use.method === "draw") {
      const taken = new Set((await findUse(tx, seat.useId))?.seatsTaken.map(({ personId }) => personId));
      const { result } = seat.use.outcome as unknown as { result: DrawResult };
      const next = result.reserves.find((personId) => !taken.has(personId));
      if (next) await insertSeats(tx, [{ useId: seat.useId, personId: next, item: "", insteadOf: seat.personId }]);
    }
    await record({
      act: accept ? "panel.accepted" : "panel.recused",
      entity: "poolUse",
      entityId: seat.useId,
      facts: accept ? {} : { personId: seat.personId },
    });
    await follow("panel.seated", { useId: seat.useId });
    return { done: true };
  });
}

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

/** A use of a pool with who was excluded and why: for its keeper, and for those who sit on it without others' reasons. */
export async function readUse(ctx: Ctx, id: string): Promise<z.output<typeof useView>> {
  permitOrThrow(mayAnswerForOneself(ctx.actor));
  const use = found(await findUse(db(), id));
  const me = personOf(ctx);
  const keeps = mayKeepPool(ctx.actor, use.pool).allowed;
  if (!keeps && !use.seatsTaken.some(({ personId }) => personId === me)) throw new AppError("NOT_FOUND");
  const excluded = keeps ? (use.excluded as Exclusion[]) : [];
  const outcome = use.outcome as Record<string, unknown>;
  const done = Object.keys(outcome).length > 0;
  // Why places stayed empty speaks of others' loads.
  const told = keeps ? obstaclesTold.safeParse({ obstacles: outcome.obstacles, relaxation: outcome.relaxation }) : null;
  const { obstacles, relaxation } = told?.data ?? { obstacles: [], relaxation: [] };
  const people = await peopleById([
    ...[...excluded, ...use.seatsTaken].map(({ personId }) => personId),
    ...[...obstacles, ...relaxation].flatMap(({ personIds }) => personIds),
  ]);
  const nameOnly = (personId: string) => ({
    nameZh: people.get(personId)?.nameZh ?? null,
    nameEn: people.get(personId)?.nameEn ?? null,
  });
  const person = (personId: string) => ({ id: personId, ...nameOnly(personId) });
  const unique = new Map(excluded.map((one) => [`${one.personId}${one.reason}${one.kinds.join()}`, one]));
  return {
    id,
    title: use.title,
    method: use.method === "assignment" ? "assignment" : "draw",
    at: use.at.toISOString(),
    endedAt: use.endedAt?.toISOString() ?? null,
    canEnd: mayRunPanel(ctx.actor, use.pool, factsOf(use)).allowed,
    seatsWanted: use.seats,
    considered: (use.considered as { all: string[] }).all.length,
    excluded: [...unique.values()].map(({ personId, reason, kinds }) => ({ person: person(personId), reason, kinds })),
    seats: use.seatsTaken.map((seat) => ({
      id: seat.id,
      person: person(seat.personId),
      item: seat.item,
      state: seat.state as "drawn" | "accepted" | "recused",
      reason: keeps || seat.personId === me ? seat.reason : null,
      instead: seat.insteadOf !== null,
      mine: seat.personId === me,
    })),
    commitment: (use.concerns as { commitment?: string }).commitment ?? null,
    record: done ? JSON.stringify(outcome, null, 2) : null,
    obstacles: obstacles.map(({ personIds, ...one }) => ({ ...one, people: personIds.map(nameOnly) })),
    relaxation: relaxation.map(({ personIds, ...one }) => ({ ...one, people: personIds.map(nameOnly) })),
  };
}
