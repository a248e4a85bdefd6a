import type { Waiting } from "@/domain/home/schema";
import { mayRunTraining } from "@/domain/training/policy";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { factsOf } from "./access";
import { listUnderWay } from "./repo";

/** Programmes whose partner has to confirm its part, and applications that somebody has to decide. */
export async function trainingWaiting({ actor }: Ctx): Promise<Waiting[]> {
  const acting = actor.kind === "person" ? actor.acting?.id : undefined;
  if (!acting) return [];
  const rows = (await listUnderWay(db(), acting)).filter((row) => mayRunTraining(actor, factsOf(row)).allowed);
  return rows.flatMap(({ id, titleZh, titleEn, state, partners, applications, applyUntil }): Waiting[] => {
    const named = { path: `/training/${id}`, nameZh: titleZh || null, nameEn: titleEn || null };
    const unconfirmed = partners.some((one) => one.organisationId === acting && one.confirmedAt === null);
    if (state === "draft" && unconfirmed)
      return [{ kind: "trainingToConfirm", ...named, due: applyUntil.toISOString() }];
    return applications.length > 0 ? [{ kind: "applicationsToDecide", ...named, due: null }] : [];
  });
}
