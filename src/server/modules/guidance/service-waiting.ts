import { mayReadGuidanceDesk, mayReadObligations } from "@/domain/guidance/policy";
import { endOfLawDay } from "@/domain/guidance/states";
import type { Waiting } from "@/domain/home/schema";
import type { Ctx } from "@/server/platform/ctx";
import { readApplies } from "./service-applies";
import { readDesk } from "./service-documents";

/** Documents that wait for the body's signature; what an organisation has to acknowledge or do by a day. */
export async function guidanceWaiting(ctx: Ctx): Promise<Waiting[]> {
  if (mayReadGuidanceDesk(ctx.actor).allowed) {
    const desk = await readDesk(ctx);
    return desk
      .filter(({ waitsForUs }) => waitsForUs)
      .map(({ id, titleZh, titleEn }) => waiting("guidanceToSign", `/guidance/${id}`, titleZh, titleEn, null));
  }
  if (!mayReadObligations(ctx.actor).allowed) return [];
  const { items } = await readApplies(ctx, { only: "open" });
  return items
    .filter(({ acknowledged, nextDueOn }) => acknowledged === false || nextDueOn !== null)
    .map(({ id, titleZh, titleEn, nextDueOn }) =>
      waiting(
        "guidanceToDo",
        `/guidance/${id}`,
        titleZh,
        titleEn,
        nextDueOn ? endOfLawDay(nextDueOn).toISOString() : null,
      ),
    );
}

function waiting(kind: Waiting["kind"], path: string, zh: string, en: string, due: string | null): Waiting {
  return { kind, path, nameZh: zh || null, nameEn: en || null, due };
}
