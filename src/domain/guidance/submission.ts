import { sectionsOf } from "./markdown";
import type { DocumentContent, DocumentKind } from "./schema";

/** What must be there before bodies are asked to sign; each problem names its field and a sentence. */
export type SubmissionProblem = {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
};

/** @param now by the database's clock: a publication minute that has gone by cannot be promised any more */
export function submissionProblems(kind: DocumentKind, content: DocumentContent, now: Date): SubmissionProblem[] {
  const problems: SubmissionProblem[] = [];
  const say = (path: (string | number)[], code: string, facts: Record<string, string | number> = {}) =>
    problems.push({ path, code, facts });
  const own = content.language === "en" ? ("En" as const) : ("Zh" as const);
  if (!content[`title${own}`]) say([`title${own}`], "FIELD_MISSING");
  if (!content[`summary${own}`]) say([`summary${own}`], "FIELD_MISSING");
  if (!content[`body${own}`]) say([`body${own}`], "FIELD_MISSING");
  if (content.rule.include.length === 0) say(["rule"], "RULE_EMPTY");
  if (content.publishAt && Date.parse(content.publishAt) <= now.getTime()) say(["publishAt"], "PUBLISH_IN_PAST");
  if (content.effectiveOn && content.expiresOn && content.expiresOn < content.effectiveOn)
    say(["expiresOn"], "EXPIRES_BEFORE_EFFECT");
  for (const [index, one] of content.relations.entries()) {
    if (!one.documentId && !one.text) say(["relations", index], "RELATION_EMPTY");
    if (one.kind === "repeals" && !one.documentId) say(["relations", index], "REPEAL_NEEDS_DOCUMENT");
  }
  for (const [index, one] of content.obligations.entries()) {
    if (!one[`text${own}`]) say(["obligations", index, `text${own}`], "FIELD_MISSING");
    if (one.due.from === "effect" && !content.effectiveOn) say(["obligations", index, "due"], "DUE_NEEDS_EFFECT");
  }
  sayTwice(
    content.obligations.map(({ key }) => key),
    (index, key) => say(["obligations", index, "key"], "KEY_TWICE", { key }),
  );
  sayTwice(
    content.items.map(({ code }) => code),
    (index, key) => say(["items", index, "code"], "KEY_TWICE", { key }),
  );
  if (kind === "list") {
    if (!content.listKind) say(["listKind"], "FIELD_MISSING");
    if (content.items.length === 0) say(["items"], "LIST_EMPTY");
  } else if (content.items.length > 0) say(["items"], "ITEMS_NEED_LIST");
  const anchors = new Set([content.bodyZh, content.bodyEn].flatMap(sectionsOf).map(({ anchor }) => anchor));
  const sayMissing = (path: (string | number)[], section: string | undefined) => {
    if (section !== undefined && !anchors.has(section)) say(path, "SECTION_UNKNOWN", { section });
  };
  for (const [index, { section }] of content.obligations.entries())
    sayMissing(["obligations", index, "section"], section);
  for (const [index, { basisDocumentId, basisSection }] of content.items.entries())
    if (!basisDocumentId) sayMissing(["items", index, "basisSection"], basisSection);
  const { consultation } = content;
  if (consultation) {
    // Moments are whole minutes, and who chose the present one needs some more to hand the draft in.
    if (Date.parse(consultation.opensAt) < now.getTime() - 5 * 60_000)
      say(["consultation", "opensAt"], "PUBLISH_IN_PAST");
    if (Date.parse(consultation.closesAt) <= Date.parse(consultation.opensAt))
      say(["consultation", "closesAt"], "CONSULTATION_ORDER");
    sayTwice(
      consultation.questions.map(({ key }) => key),
      (index, key) => say(["consultation", "questions", index, "key"], "KEY_TWICE", { key }),
    );
  }
  return problems;
}

function sayTwice(keys: readonly string[], say: (index: number, key: string) => void): void {
  const seen = new Set<string>();
  for (const [index, key] of keys.entries()) {
    if (seen.has(key)) say(index, key);
    seen.add(key);
  }
}
