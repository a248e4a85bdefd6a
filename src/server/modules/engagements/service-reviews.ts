import type { z } from "zod";
import { mayReadRecord, mayReview, sideOf } from "@/domain/engagements/policy";
import { reviewDays, reviewQuestions, reviewsDue, reviewsReleased } from "@/domain/engagements/reviews";
import type { reviewInput } from "@/domain/engagements/schema";
import { allow } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { addMilliseconds, day } from "@/domain/shared/time";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { act, permitOrThrow } from "@/server/platform/act";
import { type Ctx, systemCtx } from "@/server/platform/ctx";
import { databaseNow, db } from "@/server/platform/db";
import { type EngagementRow, holdEngagement } from "./access";
import { countRecord, insertReview, listReleased, listUnreleased, releaseReviews } from "./repo";
import { sealReview, unsealReview } from "./sealed";
import { personId, tell } from "./story";
import { nameOf } from "./view";

const shown = 20;

/** Gives the own side's review, sealed until the other one is in too or the time for them is over. */
export function giveReview(ctx: Ctx, input: z.output<typeof reviewInput>): Promise<{ released: boolean }> {
  return act(
    ctx,
    async (current) => {
      const { row, facts, now } = await holdEngagement(current.tx, ctx.actor, input.id, { lock: true });
      const side = sideOf(ctx.actor, facts) ?? "buyer";
      const endedAt = endOf(row);
      current.permit(
        mayReview(ctx.actor, facts, {
          reviewed: row.reviews.some((one) => one.side === side),
          over: endedAt !== null && now > reviewsDue(endedAt),
        }),
      );
      const missing = reviewQuestions[side].find((question) => input.scores[question] === undefined);
      const unknown = Object.keys(input.scores).find(
        (question) => !(reviewQuestions[side] as readonly string[]).includes(question),
      );
      if (missing || unknown)
        throw new AppError("BAD_INPUT", { reason: "reviewQuestions", field: `scores.${missing ?? unknown}` });
      await insertReview(current.tx, {
        engagementId: input.id,
        side,
        scores: input.scores,
        text: sealReview(input.id, side, input.text),
        byId: personId(ctx),
        at: now,
      });
      const given = [...row.reviews.map((one) => one.side), side];
      const released = reviewsReleased(given, endedAt ?? now, now);
      if (released) await releaseReviews(current.tx, input.id, now);
      await tell(current, input.id, released ? "reviewsReleased" : "reviewGiven");
      return { released };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "engagements.review", input } },
  );
}

/** By the database's clock, as reviews are taken: a review that stands alone when the time for reviews is over is released. */
export async function releaseOverdueReviews(): Promise<void> {
  const now = await databaseNow(db());
  for (const { id } of await listUnreleased(db(), addMilliseconds(now, -reviewDays * day)))
    await act(systemCtx("engagements.release-reviews"), async (current) => {
      current.permit(allow);
      await releaseReviews(current.tx, id, await current.now());
      await tell(current, id, "reviewsReleased");
    });
}

/** What an organisation has done here: counts and released reviews, for everybody. */
export async function readRecord(_ctx: Ctx, organisationId: string) {
  permitOrThrow(mayReadRecord());
  const [counts, reviews] = await Promise.all([
    countRecord(db(), organisationId),
    listReleased(db(), organisationId, shown),
  ]);
  const organisations = await organisationsById(
    reviews.flatMap(({ engagement }) => [engagement.buyerOrganisationId, engagement.providerOrganisationId]),
  );
  return {
    ...counts,
    reviews: reviews.map((row) => ({
      of: row.side === "buyer" ? ("provider" as const) : ("buyer" as const),
      by: nameOf(
        organisations,
        row.side === "buyer" ? row.engagement.buyerOrganisationId : row.engagement.providerOrganisationId,
      ),
      scores: row.scores as Record<string, number>,
      text: unsealReview(row.engagementId, row.side, row.text),
      at: row.at.toISOString(),
    })),
  };
}

/** The end of the work, from which reviews count. */
export function endOf(row: Pick<EngagementRow, "acceptedAt" | "endedAt">): Date | null {
  return row.acceptedAt ?? row.endedAt;
}
