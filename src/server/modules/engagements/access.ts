import { type EngagementFacts, mayListEngagements, mayReadEngagement } from "@/domain/engagements/policy";
import type { Actor } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { permitOrThrow } from "@/server/platform/act";
import { databaseNow, type Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

const withParts = {
  partners: true,
  team: true,
  signatures: { orderBy: { at: "asc" } },
  milestones: { orderBy: { position: "asc" }, include: { deliveries: { orderBy: { number: "asc" } } } },
  disputes: { orderBy: { at: "asc" } },
  reviews: true,
} as const satisfies Prisma.EngagementInclude;
export type EngagementRow = Prisma.EngagementGetPayload<{ include: typeof withParts }>;
export type HeldEngagement = { row: EngagementRow; facts: EngagementFacts; now: Date };

/**
 * An engagement for its parties and mediators; for everybody else it is not there. With `lock` the row is held until the
 * transaction ends, so that two decisions about one milestone, change or dispute wait for each other.
 */
export async function holdEngagement(
  tx: Tx,
  actor: Actor,
  id: string,
  options: { lock: boolean } = { lock: false },
): Promise<HeldEngagement> {
  // Asked without a party first, so that whoever may read none is told the same of every number.
  permitOrThrow(mayListEngagements(actor));
  if (options.lock) await tx.$queryRaw`SELECT 1 FROM "Engagement" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const row = await tx.engagement.findUnique({ where: { id }, include: withParts });
  const now = await databaseNow(tx);
  if (!row) throw new AppError("NOT_FOUND");
  const facts = factsOf(row);
  const decision = mayReadEngagement(actor, facts);
  if (!decision.allowed && decision.reason === "notFound") throw new AppError("NOT_FOUND");
  permitOrThrow(decision);
  return { row, facts, now };
}

/** The engagements of the acting organisation whose next step may be the actor's, with their open changes. */
export async function holdUnderWay(tx: Tx, actor: Actor) {
  const rows = await tx.engagement.findMany({
    where: { AND: [engagementsVisibleTo(actor), { state: { in: ["agreeing", "active", "accepted"] } }] },
    include: { ...withParts, changes: { where: { state: "proposed" } } },
    take: 200,
  });
  const now = await databaseNow(tx);
  return rows.map((row) => ({ row, facts: factsOf(row), now }));
}

export function factsOf(
  row: Pick<EngagementRow, "state" | "buyerOrganisationId" | "providerOrganisationId" | "partners" | "disputes">,
): EngagementFacts {
  return {
    state: row.state,
    buyerOrganisationId: row.buyerOrganisationId,
    providerOrganisationId: row.providerOrganisationId,
    partnerIds: row.partners.map(({ organisationId }) => organisationId),
    mediatorIds: row.disputes.flatMap(({ mediatorId, mediatorAgreedAt, state }) =>
      mediatorId && mediatorAgreedAt && state !== "withdrawn" ? [mediatorId] : [],
    ),
    openDispute: row.disputes.some(({ state }) => state === "open" || state === "mediating"),
  };
}

/** The engagement to which a part belongs, or not found. */
export async function engagementOf(
  tx: Tx,
  part: "milestone" | "change" | "dispute" | "result",
  id: string,
): Promise<string> {
  const where = { where: { id }, select: { engagementId: true } };
  const row =
    part === "milestone"
      ? await tx.engagementMilestone.findUnique(where)
      : part === "change"
        ? await tx.changeRequest.findUnique(where)
        : part === "dispute"
          ? await tx.dispute.findUnique(where)
          : await tx.researchResult.findUnique(where);
  return row?.engagementId ?? "00000000-0000-0000-0000-000000000000";
}

/** The rule as a condition for lists. */
export function engagementsVisibleTo(actor: Actor): Prisma.EngagementWhereInput {
  if (actor.kind !== "person") return { id: { in: [] } };
  const any: Prisma.EngagementWhereInput[] = [
    {
      disputes: {
        some: { mediatorId: actor.id, mediatorAgreedAt: { not: null }, state: { not: "withdrawn" } },
      },
    },
  ];
  const acting = actor.acting;
  if (acting?.verified)
    any.push(
      { buyerOrganisationId: acting.id },
      { providerOrganisationId: acting.id },
      { partners: { some: { organisationId: acting.id } } },
    );
  return { OR: any };
}
