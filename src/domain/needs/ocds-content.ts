import type { OcdsNeedDraft } from "./ocds-draft";
import { longText } from "./ocds-fields";
import { type NeedContent, needContent } from "./schema";

const headings = {
  "zh-CN": { items: "采购内容", lots: "标段", criteria: "评审办法", documents: "附件链接" },
  en: { items: "What is asked for", lots: "Lots", criteria: "Award criteria", documents: "Documents" },
} as const;
const longSummary = 2_000;

/**
 * The content of a draft need. Items, lots, criteria and links to documents have no place of their own in a need and
 * stand below the description, so that whoever finishes the draft has everything before their eyes.
 */
export function contentOfOcds(draft: OcdsNeedDraft): NeedContent {
  const words = headings[draft.language];
  const sections = [
    draft.description ?? "",
    section(
      words.items,
      draft.items.map(({ description, quantity, unit }) => line(description, quantity, unit)),
    ),
    section(
      words.lots,
      draft.lots.map(({ title, description }) => line(title, description)),
    ),
    section(words.criteria, [draft.awardCriteria ?? ""]),
    section(
      words.documents,
      draft.documents.map(({ title, url }) => line(title, url)),
    ),
  ];
  return needContent.parse({
    language: draft.language,
    title: draft.title,
    summary: (draft.description ?? draft.title).slice(0, longSummary),
    description: sections
      .filter((part) => part !== "")
      .join("\n\n")
      .slice(0, longText),
    budget: draft.value ?? undefined,
    visibility: draft.visibility,
    questionsDeadline: draft.enquiryDeadline ?? undefined,
    proposalDeadline: draft.deadline,
  });
}

function section(heading: string, lines: readonly string[]): string {
  const written = lines.filter((text) => text !== "");
  return written.length === 0 ? "" : [heading, ...written.map((text) => `- ${text}`)].join("\n");
}

function line(...parts: readonly (string | number | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join(" ");
}
