import type { z } from "zod";
import { type EngagementFacts, sideOf } from "@/domain/engagements/policy";
import type { engagementSummary } from "@/domain/engagements/views";
import type { organisationsById } from "@/server/modules/identity/service-organisations";
import type { Ctx } from "@/server/platform/ctx";
import type { listEngagements } from "./repo";
import { textOfDay } from "./story";

type Organisations = Awaited<ReturnType<typeof organisationsById>>;
type Row = Omit<Awaited<ReturnType<typeof listEngagements>>[number], "partners" | "disputes">;

export function nameOf(organisations: Organisations, id: string) {
  const organisation = organisations.get(id);
  return { id, nameZh: organisation?.nameZh ?? null, nameEn: organisation?.nameEn ?? null };
}

export function summaryOf(
  ctx: Ctx,
  row: Row,
  facts: EngagementFacts,
  organisations: Organisations,
): z.output<typeof engagementSummary> {
  const open = row.milestones.filter(({ state }) => state !== "accepted");
  return {
    id: row.id,
    number: row.number,
    needId: row.needId,
    kind: row.kind,
    title: row.title,
    language: row.language,
    state: row.state,
    buyer: nameOf(organisations, row.buyerOrganisationId),
    provider: nameOf(organisations, row.providerOrganisationId),
    side: sideOf(ctx.actor, facts),
    currency: row.currency,
    amount: Number(row.amount),
    milestones: row.milestones.length,
    acceptedMilestones: row.milestones.length - open.length,
    nextDue: textOfDay(open.flatMap(({ dueOn }) => dueOn ?? []).sort((a, b) => a.getTime() - b.getTime())[0] ?? null),
    openDispute: facts.openDispute,
  };
}
