import { clauseReason, type OrganisationFacts } from "./applicability";
import type { activities, ListItem } from "./schema";

/** What somebody is about to publish here, as far as lists can speak of it. */
export type Undertaking = {
  readonly activity: (typeof activities)[number];
  readonly text: string;
  readonly conceptIds: readonly string[];
};

/**
 * Why an item is touched: by a word in the text, by a tag, or by the activity alone where the item names neither.
 * null when it is not: another activity, another subject, or nothing it names occurs.
 */
export function touchedBy(
  item: ListItem,
  undertaking: Undertaking,
  organisation: OrganisationFacts,
): { by: "keyword" | "concept" | "activity"; found: string } | null {
  if (item.activities.length > 0 && !item.activities.includes(undertaking.activity)) return null;
  if (item.activities.length === 0 && item.keywords.length === 0 && item.concepts.length === 0) return null;
  if (clauseReason(item.subject, organisation).answer === "no") return null;
  const text = undertaking.text.normalize("NFKC").toLowerCase();
  const keyword = item.keywords.find((word) => occurs(text, word.normalize("NFKC").toLowerCase()));
  if (keyword !== undefined) return { by: "keyword", found: keyword };
  const concept = item.concepts.find((id) => undertaking.conceptIds.includes(id));
  if (concept !== undefined) return { by: "concept", found: concept };
  return item.keywords.length === 0 && item.concepts.length === 0
    ? { by: "activity", found: undertaking.activity }
    : null;
}

/** Latin words whole, so that "scan" is not found in "scandal"; Chinese anywhere, for it has no word breaks. */
function occurs(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? "";
    const after = text[at + word.length] ?? "";
    const latin = /[a-z0-9]/u;
    const cut =
      (latin.test(word[0] ?? "") && latin.test(before)) || (latin.test(word.at(-1) ?? "") && latin.test(after));
    if (!cut) return true;
  }
  return false;
}
