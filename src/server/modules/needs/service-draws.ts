import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { panelComplete } from "@/domain/needs/evaluation";
import {
  mayCommitSeed,
  mayPrepareDraw,
  mayReadNeed,
  mayReadOpenedProposals,
  mayRevealSeed,
  proposersKnown,
} from "@/domain/needs/policy";
import { type drawCommitment, type drawInput, type drawSeed, leftOutOf } from "@/domain/needs/schema";
import {
  carryOutDraw,
  type FrozenDraw,
  frozenText,
  listFaults,
  seedCommitmentText,
  seedFaults,
} from "@/domain/shared/draw";
import { AppError } from "@/domain/shared/errors";
import { freeMembers } from "@/server/modules/experts/service-panels";
import { poolNamesById } from "@/server/modules/experts/service-pools";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleByEmail, peopleById } from "@/server/modules/identity/service-people";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, isUniqueViolation, type Tx } from "@/server/platform/db";
import { hashToken, sealSmall, sha256, unsealSmall } from "@/server/platform/secrets";
import { type HeldNeed, holdNeed } from "./access";
import { knownConflicts, refuseConflicted } from "./conflicts";
import { seatReserve, strikeConflicted } from "./panel";
import { findDraw, insertDraw, insertDrawParty, listDraws, revealSeedRow, writeDrawResult } from "./repo-draws";
import { appointPanel } from "./repo-evaluation";
import { proposerIds } from "./repo-proposals";
import { actingId, personId } from "./service-needs";
import { nameOf } from "./view";

const platform = "platform";
const buyer = "buyer";
const seedContext = (drawId: string) => `drawSeed:${drawId}`;
type Draw = NonNullable<Awaited<ReturnType<typeof findDraw>>>;

/**
 * Freezes the list of candidates and has the platform commit to its own seed. After the opening people with a conflict
 * are refused by name before the list is frozen; before it that would tell who proposed, so the opening strikes them and
 * reserves take their places in the order of the draw. From a pool nobody has to be refused: who sits on the panel
 * already, is busy or in conflict is left out.
 */
export async function prepareDraw(
  ctx: Ctx,
  input: z.output<typeof drawInput>,
): Promise<{ id: string; listHash: string }> {
  const named = await peopleByEmail(input.emails);
  return act(
    ctx,
    async ({ tx, permit, record, follow }) => {
      const held = await holdNeed(tx, ctx.actor, input.needId, { lock: true });
      const { conflicted } = held.panel;
      permit(mayPrepareDraw(ctx.actor, held.facts, { complete: panelComplete(held.row.panel), conflicted }));
      const { personIds, leftOut } = input.poolId
        ? await ofPool(tx, held, input.poolId, input.withoutIds)
        : { personIds: await ofList(tx, held, input.emails, named), leftOut: [] };
      const id = crypto.randomUUID();
      const candidates = personIds.map((personId) => ({ ref: refOf(id, personId), personId }));
      const frozen: FrozenDraw = {
        drawId: id,
        candidates: candidates.map(({ ref }) => ref),
        count: input.places,
        reserves: input.reserves,
      };
      const [fault] = listFaults(frozen);
      if (fault)
        throw new AppError("BAD_INPUT", {
          reason: "drawTooFew",
          field: input.poolId ? "poolId" : "emails",
          facts: { candidates: candidates.length, asked: input.places + input.reserves },
        });
      const seed = randomBytes(32).toString("hex");
      const listHash = sha256(frozenText(frozen));
      await insertDraw(tx, {
        id,
        need: { connect: { id: input.needId } },
        places: input.places,
        reserves: input.reserves,
        listHash,
        poolId: input.poolId,
        leftOut,
        createdById: personId(ctx),
        createdAt: held.now,
        candidates: { create: candidates },
        parties: {
          create: [
            {
              party: platform,
              commitment: sha256(seedCommitmentText(id, { party: platform, seed })),
              sealedSeed: sealSmall(Buffer.from(seed), seedContext(id)),
              committedAt: held.now,
            },
          ],
        },
      });
      await record({
        act: "draw.prepared",
        entity: "need",
        entityId: input.needId,
        facts: { drawId: id, listHash, candidates: candidates.length, poolId: input.poolId, leftOut: leftOut.length },
      });
      await follow("draw.prepared", { needId: input.needId, drawId: id });
      return { id, listHash };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "needs.prepareDraw", input } },
  );
}

type LeftOut = z.output<typeof leftOutOf>;

/**
 * Members of the pool who are neither on this panel nor on leave nor at the limit of their load nor, once proposals are
 * open, in conflict with one of them; the buyer may leave out more. Who is left out is kept with the reason and shown.
 */
async function ofPool(
  tx: Tx,
  held: HeldNeed,
  poolId: string,
  withoutIds: readonly string[],
): Promise<{ personIds: string[]; leftOut: LeftOut }> {
  const { free, busy } = await freeMembers(tx, poolId, held.now);
  const conflicts = await knownConflicts(tx, held, free);
  const seated = seatedOn(held);
  const away = new Set(busy);
  const reasonOf = (personId: string): LeftOut[number]["reason"] | null => {
    if (seated.has(personId)) return "seated";
    if (away.has(personId)) return "unavailable";
    if (conflicts.has(personId)) return "conflict";
    return withoutIds.includes(personId) ? "byBuyer" : null;
  };
  return {
    personIds: free.filter((personId) => reasonOf(personId) === null),
    leftOut: [...busy, ...free].flatMap((personId) => {
      const reason = reasonOf(personId);
      return reason ? [{ personId, reason }] : [];
    }),
  };
}

async function ofList(
  tx: Tx,
  held: HeldNeed,
  emails: readonly string[],
  people: readonly { id: string; email: string }[],
): Promise<string[]> {
  const unknown = emails.find((email) => !people.some((person) => person.email === email));
  if (unknown) throw new AppError("BAD_INPUT", { reason: "personUnknown", field: "emails", facts: { email: unknown } });
  const seated = people.find(({ id }) => seatedOn(held).has(id));
  if (seated)
    throw new AppError("BAD_INPUT", { reason: "seatedAlready", field: "emails", facts: { email: seated.email } });
  const ids = people.map(({ id }) => id);
  refuseConflicted(people, await knownConflicts(tx, held, ids), "emails");
  return ids;
}

/** Whoever was appointed to the panel, also who stepped back or was struck: drawn once more they would fill no place. */
function seatedOn({ row }: HeldNeed): ReadonlySet<string> {
  return new Set(row.panel.map(({ personId }) => personId));
}

/** A party commits to a seed that only it knows; possible until the first seed is revealed. */
export function commitSeed(ctx: Ctx, { drawId, commitment }: z.output<typeof drawCommitment>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { held, draw } = await holdDraw(tx, ctx, drawId);
    const proposers = await proposerIds(tx, held.row.id);
    permit(
      mayCommitSeed(ctx.actor, held.facts, {
        proposed: proposers.some(({ organisationId }) => organisationId === actingId(ctx)),
        drawn: draw.drawnAt !== null,
        revealing: draw.parties.some(({ revealedAt }) => revealedAt !== null),
        complete: panelComplete(held.row.panel),
      }),
    );
    await insertDrawParty(tx, {
      drawId,
      party: partyOf(draw, held, actingId(ctx)),
      personId: personId(ctx),
      commitment,
      committedAt: held.now,
    });
    await record({ act: "draw.committed", entity: "need", entityId: held.row.id, facts: { drawId, commitment } });
    return { done: true as const };
  }).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw new AppError("STATE_REFUSED", { reason: "seedCommitted" });
    throw error;
  });
}

/**
 * A party reveals its seed. With the last one the platform reveals its own, the draw is carried out and the experts
 * drawn are appointed. Without a commitment of the buyer nothing is drawn.
 */
export function revealSeed(ctx: Ctx, { drawId, seed }: z.output<typeof drawSeed>): Promise<{ drawn: boolean }> {
  return act(ctx, async (current) => {
    const { tx, permit, record, follow } = current;
    const { held, draw } = await holdDraw(tx, ctx, drawId);
    const party = partyOf(draw, held, actingId(ctx));
    const own = draw.parties.find((one) => one.party === party);
    permit(
      mayRevealSeed(ctx.actor, held.facts, {
        committed: own !== undefined,
        drawn: draw.drawnAt !== null,
        complete: panelComplete(held.row.panel),
      }),
    );
    if (!draw.parties.some((one) => one.party === buyer))
      throw new AppError("STATE_REFUSED", { reason: "buyerSeedMissing" });
    if (own?.commitment !== sha256(seedCommitmentText(drawId, { party, seed })))
      throw new AppError("BAD_INPUT", { reason: "seedDiffers", field: "seed" });
    await revealSeedRow(tx, drawId, party, seed, held.now);
    await record({ act: "draw.revealed", entity: "need", entityId: held.row.id, facts: { drawId } });
    const waiting = draw.parties.some(
      (one) => one.party !== platform && one.party !== party && one.revealedAt === null,
    );
    if (waiting) return { drawn: false };
    const sealed = draw.parties.find((one) => one.party === platform)?.sealedSeed;
    if (!sealed) throw new Error("a draw without the platform's seed");
    const platformSeed = unsealSmall(sealed, seedContext(drawId)).toString("utf8");
    await revealSeedRow(tx, drawId, platform, platformSeed, held.now);
    const seeds = draw.parties.map((one) => ({
      party: one.party,
      seed: one.party === platform ? platformSeed : one.party === party ? seed : (one.seed ?? ""),
    }));
    const [fault] = seedFaults(drawId, draw.parties, seeds, sha256);
    if (fault) throw new Error(`the draw's seeds do not hold: ${fault.kind}`);
    const result = carryOutDraw(frozenOf(draw), seeds, sha256);
    await writeDrawResult(tx, drawId, { seed: result.seed, drawnAt: held.now }, [...result.chosen, ...result.reserves]);
    const chosen = result.chosen.flatMap((ref) => draw.candidates.find((one) => one.ref === ref)?.personId ?? []);
    await appointPanel(tx, held.row.id, chosen, personId(ctx), drawId);
    await record({
      act: "draw.done",
      entity: "need",
      entityId: held.row.id,
      facts: { drawId, seed: result.seed, chosen: [...result.chosen] },
    });
    await follow("panel.appointed", { needId: held.row.id, personIds: chosen });
    // Appointed after the list was frozen, by hand or by another draw: a reserve takes the place.
    const seated = seatedOn(held);
    for (const one of chosen) if (seated.has(one)) await seatReserve(current, held.row.id, drawId, personId(ctx));
    if (proposersKnown(held.facts)) await strikeConflicted(current, held.row.id, personId(ctx), held.now);
    return { drawn: true };
  });
}

/** The draws of a need: for everybody who sees it without names, with names for the buyer and the panel. */
export async function readDraws(ctx: Ctx, needId: string) {
  const held = await holdNeed(db(), ctx.actor, needId);
  permitOrThrow(held.panel.appointed ? { allowed: true } : mayReadNeed(ctx.actor, held.facts));
  const rows = await listDraws(db(), needId);
  const proposers = rows.length > 0 ? await proposerIds(db(), needId) : [];
  const named =
    actingId(ctx) === held.row.buyerOrganisationId || mayReadOpenedProposals(ctx.actor, held.facts, held.panel).allowed;
  const leftOut = new Map(rows.map(({ id, leftOut: kept }) => [id, named ? leftOutOf.parse(kept) : []]));
  const shownIds = [
    ...rows.flatMap(({ candidates }) => candidates.map((one) => one.personId)),
    ...[...leftOut.values()].flat().map(({ personId: one }) => one),
  ];
  const [people, pools, organisations] = await Promise.all([
    peopleById(named ? shownIds : []),
    poolNamesById(rows.flatMap(({ poolId }) => poolId ?? [])),
    // Not before the opening: until then nobody is told who proposed.
    organisationsById(named && proposersKnown(held.facts) ? proposers.map(({ organisationId }) => organisationId) : []),
  ]);
  const proposed = proposers.some(({ organisationId }) => organisationId === actingId(ctx));
  return rows.map((draw) => {
    const label = partyOf(draw, held, actingId(ctx));
    const own = draw.parties.find(({ party }) => party === label);
    const facts = {
      drawn: draw.drawnAt !== null,
      revealing: draw.parties.some(({ revealedAt }) => revealedAt !== null),
      complete: panelComplete(held.row.panel),
    };
    const commits = mayCommitSeed(ctx.actor, held.facts, { proposed, ...facts }).allowed;
    return {
      ...recordOf(draw),
      createdAt: draw.createdAt.toISOString(),
      names: Object.fromEntries(
        draw.candidates.flatMap(({ ref, personId: id }) => {
          const person = people.get(id);
          return person ? [[ref, { nameZh: person.nameZh, nameEn: person.nameEn }]] : [];
        }),
      ),
      poolName: draw.poolId ? (pools.get(draw.poolId) ?? null) : null,
      leftOut: (leftOut.get(draw.id) ?? []).map(({ personId: one, reason }) => ({
        name: { nameZh: people.get(one)?.nameZh ?? null, nameEn: people.get(one)?.nameEn ?? null },
        reason,
      })),
      partyNames: Object.fromEntries(
        [...organisations.keys()].map((id) => [partyOf(draw, held, id), nameOf(organisations, id)]),
      ),
      /** Under which name one's own seed is committed; the commitment is made on one's own machine. */
      party: label,
      can: {
        commit: own === undefined && commits,
        reveal:
          own !== undefined &&
          own.revealedAt === null &&
          draw.parties.some(({ party }) => party === buyer) &&
          mayRevealSeed(ctx.actor, held.facts, { committed: true, ...facts }).allowed,
      },
    };
  });
}

/** The record that an independent program recomputes. @throws AppError NOT_FOUND */
export async function exportDraw(ctx: Ctx, needId: string, drawId: string) {
  permitOrThrow(mayReadNeed(ctx.actor, (await holdNeed(db(), ctx.actor, needId)).facts));
  const draw = found(await findDraw(db(), drawId));
  if (draw.needId !== needId) throw new AppError("NOT_FOUND");
  return recordOf(draw);
}

/** Names nobody: candidates are hashes that those who know the names can recompute, proposers keyed ones. */
function recordOf(draw: Draw) {
  const ranked = draw.candidates.filter(({ rank }) => rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  return {
    drawId: draw.id,
    count: draw.places,
    reserves: draw.reserves,
    candidates: draw.candidates.map(({ ref }) => ref).sort(),
    listHash: draw.listHash,
    commitments: draw.parties.map(({ party, commitment, committedAt }) => ({
      party,
      commitment,
      at: committedAt.toISOString(),
    })),
    seeds: draw.parties.flatMap(({ party, seed }) => (seed ? [{ party, seed }] : [])),
    result: draw.seed
      ? {
          seed: draw.seed,
          chosen: ranked.slice(0, draw.places).map(({ ref }) => ref),
          reserves: ranked.slice(draw.places).map(({ ref }) => ref),
        }
      : null,
    drawnAt: draw.drawnAt?.toISOString() ?? null,
    pool: draw.poolId
      ? { id: draw.poolId, leftOut: countedBy(leftOutOf.parse(draw.leftOut).map(({ reason }) => reason)) }
      : null,
  };
}

function countedBy<K extends string>(values: readonly K[]): Record<K, number> {
  const counts = Object.groupBy(values, (value) => value) as Record<K, K[]>;
  return Object.fromEntries(Object.entries<K[]>(counts).map(([key, all]) => [key, all.length])) as Record<K, number>;
}

/**
 * A proposer commits under a keyed hash: organisations' ids are public, so from a plain one anybody could find out, before
 * the opening, who proposed. The draw recomputes from the name as it stands.
 */
function partyOf(draw: { id: string }, held: HeldNeed, organisationId: string): string {
  if (organisationId === held.row.buyerOrganisationId) return buyer;
  return `proposer-${hashToken(`${draw.id}:${organisationId}`).slice(0, 16)}`;
}

function refOf(drawId: string, id: string): string {
  return sha256(`${drawId}:${id}`);
}

function frozenOf(draw: Draw): FrozenDraw {
  return {
    drawId: draw.id,
    candidates: draw.candidates.map(({ ref }) => ref),
    count: draw.places,
    reserves: draw.reserves,
  };
}

async function holdDraw(tx: Tx, ctx: Ctx, drawId: string): Promise<{ held: HeldNeed; draw: Draw }> {
  const first = await findDraw(tx, drawId);
  const held = await holdNeed(tx, ctx.actor, first?.needId ?? drawId, { lock: true });
  return { held, draw: found(await findDraw(tx, drawId)) };
}
