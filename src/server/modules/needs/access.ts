import type { NeedFacts, PanelFacts } from "@/domain/needs/policy";
import { effectiveState, publishedStates } from "@/domain/needs/states";
import { maySee, organisationSees, readFilter } from "@/domain/needs/visibility";
import type { Actor } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { databaseNow, type Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";
import { admittedBy } from "./exclusions";
import { findStandings } from "./repo-exclusions";

const withParts = { invitations: true, opening: true, panel: true } as const;
type Row = Prisma.NeedGetPayload<{ include: typeof withParts }>;

/** A need that its holder may see, with the facts that policies ask for; `state` is as the database's clock has it. */
export type HeldNeed = { row: Row; facts: NeedFacts; panel: PanelFacts; now: Date };

/**
 * Loads and checks in one step: what the actor may not see is not found. With `lock`, the row is held until the
 * transaction ends, and the clock is read after the lock was gained, so that waiting does not stretch a deadline.
 */
export async function holdNeed(
  tx: Tx,
  actor: Actor,
  id: string,
  options: { lock: boolean } = { lock: false },
): Promise<HeldNeed> {
  if (options.lock) await lockNeed(tx, id);
  const row = await tx.need.findUnique({ where: { id }, include: withParts });
  const now = await databaseNow(tx);
  if (!row) throw new AppError("NOT_FOUND");
  const held = { row, facts: factsOf(row, now), panel: panelFacts(actor, row), now };
  if (!maySee(actor, held.facts) && !held.panel.appointed) throw new AppError("NOT_FOUND");
  return held;
}

/** Waits for everybody else who holds the need; for services that check by other means than its visibility. */
export async function lockNeed(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Need" WHERE "id" = ${id}::uuid FOR UPDATE`;
}

/** The row for another module's service, which asks its own policy before it says anything of it. */
export function findNeedForService(tx: Tx, id: string) {
  return tx.need.findUnique({ where: { id } });
}

/** The needs of the acting organisation that are under way, and those whose panel the actor sits on. */
export async function holdNeedsUnderWay(tx: Tx, actor: Actor): Promise<HeldNeed[]> {
  if (actor.kind !== "person") return [];
  const mine: Prisma.NeedWhereInput[] = [{ panel: { some: { personId: actor.id, submittedAt: null } } }];
  if (actor.acting)
    mine.push({
      buyerOrganisationId: actor.acting.id,
      state: { in: ["review", "open", "closed", "opened", "evaluating"] },
    });
  const [rows, now] = await Promise.all([
    tx.need.findMany({ where: { OR: mine }, include: withParts, orderBy: { updatedAt: "desc" }, take: 200 }),
    databaseNow(tx),
  ]);
  return rows.map((row) => ({ row, facts: factsOf(row, now), panel: panelFacts(actor, row), now }));
}

export function factsOf(row: Omit<Row, "opening" | "panel">, now: Date): NeedFacts {
  return {
    buyerOrganisationId: row.buyerOrganisationId,
    createdById: row.createdById,
    visibility: row.visibility,
    state: effectiveState(row, now),
    published: row.publishedAt !== null,
    invitedOrganisationIds: row.invitations.map(({ organisationId }) => organisationId),
    admittedCountries: admittedBy(row.content),
  };
}

/**
 * Organisations to which a need matters beyond its page: they sealed a proposal, were invited, signed for its
 * confidential part or asked a question. Only those who still see it, by the one rule of visibility.
 */
export async function organisationsFollowing(tx: Tx, needId: string): Promise<string[]> {
  const row = await tx.need.findUnique({ where: { id: needId }, include: withParts });
  if (!row) return [];
  const where = { where: { needId } };
  const proposed = await tx.proposal.findMany({ where: { needId, state: "submitted" } });
  const signed = await tx.ndaSignature.findMany(where);
  const asked = await tx.needQuestion.findMany(where);
  const ids = [
    ...[...row.invitations, ...proposed, ...signed].map(({ organisationId }) => organisationId),
    ...asked.map(({ askedByOrganisationId }) => askedByOrganisationId),
  ];
  return seeing(tx, row, ids);
}

/** Those of the organisations that see the need, by the one rule of visibility. */
export async function seeing(
  tx: Tx,
  need: Parameters<typeof factsOf>[0],
  organisationIds: readonly string[],
): Promise<string[]> {
  const now = await databaseNow(tx);
  const facts = factsOf(need, now);
  return (await findStandings(tx, [...new Set(organisationIds)]))
    .filter(({ id, verifiedUntil }) =>
      organisationSees({ id, verified: verifiedUntil !== null && verifiedUntil > now }, facts),
    )
    .map(({ id }) => id);
}

function panelFacts(actor: Actor, row: Row): PanelFacts {
  const member = actor.kind === "person" ? row.panel.find(({ personId }) => personId === actor.id) : undefined;
  return {
    appointed: member !== undefined,
    declared: member?.declaredAt != null,
    conflicted: member?.hasConflict === true,
    submitted: member?.submittedAt != null,
    waived: member?.waivedAt != null,
  };
}

/** The visibility rule as a condition for lists, counts, search and feeds. */
export function visibleTo(actor: Actor): Prisma.NeedWhereInput {
  const filter = readFilter(actor);
  if (filter.everything) return {};
  const published: Prisma.NeedWhereInput = { publishedAt: { not: null }, state: { in: [...publishedStates] } };
  const any: Prisma.NeedWhereInput[] = [];
  if (filter.ownOrganisationId) any.push({ buyerOrganisationId: filter.ownOrganisationId });
  if (filter.visibilities.length > 0) any.push({ ...published, visibility: { in: [...filter.visibilities] } });
  if (filter.invitedOrganisationId)
    any.push({
      ...published,
      visibility: "invited",
      invitations: { some: { organisationId: filter.invitedOrganisationId } },
    });
  return { OR: any };
}
