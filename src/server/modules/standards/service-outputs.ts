import { oscalOf } from "@/domain/standards/oscal";
import { mayReadStandard } from "@/domain/standards/policy";
import { type OutputFacts, stsOf } from "@/domain/standards/sts";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { holdStandard } from "./access";
import { readText } from "./service-clauses";

export type OutputFormat = "sts.xml" | "oscal.json";

/** One source, several forms: the text that this reader may see, as NISO STS or as an OSCAL catalogue. */
export async function exportStandard(
  ctx: Ctx,
  id: string,
  format: OutputFormat,
): Promise<{ type: string; body: string }> {
  const { row, facts: standing, now } = await holdStandard(db(), ctx.actor, id);
  permitOrThrow(mayReadStandard(ctx.actor, standing));
  const { clauses, version } = await readText(ctx, id);
  const facts: OutputFacts = {
    id: row.id,
    number: row.number,
    titleZh: row.titleZh,
    titleEn: row.titleEn,
    language: row.language === "en" ? "en" : "zh-CN",
    profile: row.profile,
    stage: `${row.stage}.${row.substage}`,
    version,
    publishedAt: row.publishedAt?.toISOString() ?? null,
  };
  return format === "sts.xml"
    ? { type: "application/xml; charset=utf-8", body: stsOf(facts, clauses) }
    : {
        type: "application/json; charset=utf-8",
        body: JSON.stringify(oscalOf(facts, clauses, now.toISOString()), null, 2),
      };
}
