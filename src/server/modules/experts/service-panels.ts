import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { mayAnswerForOneself, mayAnswerSeat, mayKeepPool, mayRunPanel, type PanelFacts } from "@/domain/experts/policy";
import { type drawInput, obstaclesTold, type prepareInput, type seatInput, type useView } from "@/domain/experts/pools";
import { carryOutDraw, type DrawResult, seedCommitmentText } from "@/domain/shared/draw";
import { AppError } from "@/domain/shared/errors";
import { peopleByEmail, peopleById } from "@/server/modules/identity/service-people";
import { rivalsOf } from "@/server/modules/needs/service-rivals";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { sealSmall, sha256, unsealSmall } from "@/server/platform/secrets";
import { personOf } from "./access";
import { candidatesOf, type Exclusion, firstFree } from "./panel-candidates";
import {
  answerSeat,
  findPool,
  findSeat,
  findUse,
  finishDraw,
  insertSeats,
  insertUse,
  lockPool,
  markUseEnded,
  saveExcluded,
} from "./repo-pools";

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

/**
 * Draws with both seeds; everybody can recompute it from the record. Reserves are drawn with it, in order, and stand in
 * for whoever can no longer serve. @throws AppError STATE_REFUSED where too few are left
 */
export function drawPanel(ctx: Ctx, { id, seed }: z.output<typeof drawInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow, now }) => {
    const { poolId } = found(await findUse(tx, id));
    await lockPool(tx, poolId);
    const use = found(await findUse(tx, id));
    permit(mayRunPanel(ctx.actor, use.pool, factsOf(use)));
    if (Object.keys(use.outcome as object).length > 0) throw new AppError("STATE_REFUSED", { reason: "drawnAlready" });
    const { free } = use.considered as { free: string[] };
    const own = unsealSmall(Buffer.from(use.seed, "base64"), `draw:${id}`).toString("hex");
    const frozen = { drawId: id, candidates: free, count: use.seats, reserves: free.length - use.seats };
    const seeds = [
      { party: "keeper", seed },
      { party: "platform", seed: own },
    ];
    const result = carryOutDraw(frozen, seeds, sha256);
    const order = [...result.chosen, ...result.reserves];
    const { seated, excluded } = await firstFree(tx, use, order, use.seats, await now());
    if (seated.length < use.seats)
      throw new AppError("STATE_REFUSED", {
        reason: "tooFewToDraw",
        facts: { wanted: use.seats, left: seated.length, excluded: excluded.length },
      });
    const outcome = { frozen, seeds, result: { ...result } as never };
    await finishDraw(tx, id, { seed: use.seed, outcome, excluded });
    await insertSeats(
      tx,
      seated.map((personId) => ({ useId: id, personId })),
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
      const use = found(await findUse(tx, seat.useId));
      const taken = new Set(use.seatsTaken.map(({ personId }) => personId));
      const { result } = use.outcome as unknown as { result: DrawResult };
      const order = [...result.chosen, ...result.reserves].filter((personId) => !taken.has(personId));
      const { seated, excluded } = await firstFree(tx, use, order, 1, await now());
      await saveExcluded(tx, use.id, excluded);
      await insertSeats(
        tx,
        seated.map((personId) => ({ useId: use.id, personId, item: "", insteadOf: seat.personId })),
      );
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
  const { obstacles: _stopped, relaxation: _steps, ...shared } = outcome;
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
    record: done ? JSON.stringify(keeps ? outcome : shared, null, 2) : null,
    obstacles: obstacles.map(({ personIds, ...one }) => ({ ...one, people: personIds.map(nameOnly) })),
    relaxation: relaxation.map(({ personIds, ...one }) => ({ ...one, people: personIds.map(nameOnly) })),
  };
}
