import { z } from "zod";
import { markOf } from "@/domain/engagements/reviews";
import { db } from "@/server/platform/db";
import { listMarks } from "./repo";

const scores = z.record(z.string(), z.number());

/** What buyers thought of deliveries that everybody may know of, 0 to 1, by need; only reviews that are released. */
export async function buyersMarks(needIds: readonly string[]): Promise<Map<string, number>> {
  const rows = needIds.length === 0 ? [] : await listMarks(db(), needIds);
  return new Map(rows.map((row) => [row.engagement.needId, markOf(scores.parse(row.scores))]));
}
