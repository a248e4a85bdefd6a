import * as policy from "@/domain/engagements/policy";
import { reviewsDue } from "@/domain/engagements/reviews";
import type { Waiting } from "@/domain/home/schema";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { holdUnderWay } from "./access";
import { endOf } from "./service-reviews";

/** Steps of engagements that are the reader's: sign, deliver, accept, decide a change, review. */
export async function engagementsWaiting(ctx: Ctx): Promise<Waiting[]> {
  const held = await holdUnderWay(db(), ctx.actor);
  return held.flatMap(({ row, facts, now }) => {
    const step = (kind: Waiting["kind"], due: Date | null = null): Waiting => ({
      kind,
      path: `/engagements/${row.id}`,
      nameZh: row.title,
      nameEn: row.title,
      due: due?.toISOString() ?? null,
    });
    const side = policy.sideOf(ctx.actor, facts);
    const signed = row.signatures.some((one) => one.version === row.agreementVersion && one.side === side);
    const ended = endOf(row);
    const reviewed = row.reviews.some((one) => one.side === side);
    const deliver = row.milestones.find((one) => policy.mayDeliver(ctx.actor, facts, one).allowed);
    const accept = row.milestones.find((one) => policy.mayDecideDelivery(ctx.actor, facts, one, true).allowed);
    const steps: [boolean, Waiting][] = [
      [row.agreement !== "" && policy.maySignAgreement(ctx.actor, facts, { signed }).allowed, step("agreementToSign")],
      [deliver !== undefined, step("milestoneToDeliver", deliver?.dueOn ?? null)],
      [accept !== undefined, step("milestoneToAccept")],
      [row.changes.some((change) => policy.mayDecideChange(ctx.actor, facts, change).allowed), step("changeToDecide")],
      [
        ended !== null && policy.mayReview(ctx.actor, facts, { reviewed, over: now > reviewsDue(ended) }).allowed,
        step("reviewToGive", ended && reviewsDue(ended)),
      ],
    ];
    return steps.filter(([waits]) => waits).map(([, waiting]) => waiting);
  });
}
