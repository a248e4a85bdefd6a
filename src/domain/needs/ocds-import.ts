import { z } from "zod";
import { currencies, type NeedContent, needContent } from "./schema";

/**
 * An OCDS 1.1 tender release (or a package with one) as a draft. Everything that is wrong is named at once, each with
 * its place in the file; with any problem there is no draft.
 */
export type OcdsProblem = { path: string; code: string };
export type OcdsDraft = { ocid: string; content: NeedContent };
export type OcdsResult = { draft: OcdsDraft; problems: [] } | { draft: null; problems: OcdsProblem[] };

const instant = z.iso.datetime({ offset: true });
const value = z.object({
  amount: z.number().min(0, { error: "NEGATIVE_AMOUNT" }),
  currency: z.enum(currencies, { error: "OCDS_CURRENCY" }),
});
const release = z.object({
  ocid: z.string({ error: "OCDS_OCID" }).min(1, { error: "OCDS_OCID" }),
  tag: z.array(z.string(), { error: "OCDS_TAG" }).min(1, { error: "OCDS_TAG" }),
  language: z.string().optional(),
  tender: z.object(
    {
      title: z.string({ error: "OCDS_TITLE" }).trim().min(1, { error: "OCDS_TITLE" }),
      description: z.string().optional(),
      status: z.string().optional(),
      procurementMethod: z.enum(["open", "selective", "limited", "direct"], { error: "OCDS_METHOD" }).optional(),
      value: value.optional(),
      minValue: value.optional(),
      tenderPeriod: z.object({ endDate: instant.optional() }).optional(),
      enquiryPeriod: z.object({ endDate: instant.optional() }).optional(),
      awardCriteriaDetails: z.string().optional(),
      items: z.array(z.object({ description: z.string().optional() })).optional(),
    },
    { error: "OCDS_NO_TENDER" },
  ),
});

const tenderTags = ["tender", "tenderAmendment", "tenderUpdate"];
const hundred = 100;

export function draftFromOcds(file: unknown): OcdsResult {
  const found = tenderRelease(file);
  if ("code" in found) return { draft: null, problems: [found] };
  const parsed = release.safeParse(found.release);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: [found.path, ...issue.path].join("."),
      code: /^[A-Z_]+$/u.test(issue.message) ? issue.message : "OCDS_FORMAT",
    }));
    return { draft: null, problems };
  }
  return { draft: { ocid: parsed.data.ocid, content: contentFrom(parsed.data) }, problems: [] };
}

/** The newest release of the file that is about a tender. */
function tenderRelease(file: unknown): { release: unknown; path: string } | OcdsProblem {
  if (typeof file !== "object" || file === null || Array.isArray(file)) return { path: "", code: "OCDS_NOT_OBJECT" };
  const releases = "releases" in file ? file.releases : [file];
  if (!Array.isArray(releases) || releases.length === 0) return { path: "releases", code: "OCDS_NO_RELEASE" };
  const index = releases.findLastIndex(
    (one: { tag?: unknown }) => Array.isArray(one?.tag) && one.tag.some((tag) => tenderTags.includes(String(tag))),
  );
  if (index < 0) return { path: "releases", code: "OCDS_NO_TENDER_RELEASE" };
  return { release: releases[index], path: `releases.${index}` };
}

function contentFrom({ language, tender }: z.output<typeof release>): NeedContent {
  const written = language?.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
  const items = (tender.items ?? []).flatMap(({ description }) => (description ? [`- ${description}`] : []));
  const currency = tender.value?.currency ?? tender.minValue?.currency;
  const minor = (amount: number | undefined) => (amount === undefined ? null : Math.round(amount * hundred));
  return needContent.parse({
    language: written,
    title: tender.title.slice(0, 200),
    summary: (tender.description ?? tender.title).slice(0, 2_000),
    description: [tender.description, tender.awardCriteriaDetails, ...items]
      .filter(Boolean)
      .join("\n")
      .slice(0, 20_000),
    ...(currency
      ? { budget: { currency, min: minor(tender.minValue?.amount), max: minor(tender.value?.amount) } }
      : {}),
    visibility: tender.procurementMethod === undefined || tender.procurementMethod === "open" ? "public" : "invited",
    questionsDeadline: tender.enquiryPeriod?.endDate,
    proposalDeadline: tender.tenderPeriod?.endDate,
  });
}
