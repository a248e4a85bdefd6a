import { type Piece, redlineText } from "@/domain/shared/redline";
import { sectionsOf } from "./markdown";
import type { ListItem } from "./schema";

export type SectionChange = {
  readonly anchor: string;
  readonly title: string;
  readonly kind: "same" | "added" | "removed" | "changed";
  readonly pieces: Piece[];
};
export type ItemChange = {
  readonly code: string;
  readonly kind: "added" | "removed" | "changed";
  readonly fields: string[];
  readonly pieces: Piece[];
};

/** Sections are the same section when their anchor is; so a moved clause is compared with itself. */
export function redlineSections(before: string, after: string): SectionChange[] {
  const old = new Map(sectionsOf(before).map((section) => [section.anchor, section]));
  const fresh = sectionsOf(after);
  const kept = new Set(fresh.map(({ anchor }) => anchor));
  const changes = fresh.map(({ anchor, title, text }): SectionChange => {
    const earlier = old.get(anchor);
    if (!earlier) return { anchor, title, kind: "added", pieces: [{ kind: "added", text }] };
    const same = earlier.text === text && earlier.title === title;
    return { anchor, title, kind: same ? "same" : "changed", pieces: redlineText(earlier.text, text) };
  });
  const gone = [...old.values()].filter(({ anchor }) => !kept.has(anchor));
  return [
    ...changes,
    ...gone.map(
      ({ anchor, title, text }): SectionChange => ({
        anchor,
        title,
        kind: "removed",
        pieces: [{ kind: "removed", text }],
      }),
    ),
  ];
}

/** Item-level differences of two lists; items are the same item when their code is. */
export function redlineItems(before: readonly ListItem[], after: readonly ListItem[]): ItemChange[] {
  const old = new Map(before.map((item) => [item.code, item]));
  const fresh = new Map(after.map((item) => [item.code, item]));
  const words = (item: ListItem) => [item.textZh, item.textEn].filter(Boolean).join("\n");
  const changes = after.flatMap((item): ItemChange[] => {
    const earlier = old.get(item.code);
    if (!earlier)
      return [{ code: item.code, kind: "added", fields: [], pieces: [{ kind: "added", text: words(item) }] }];
    const fields = (Object.keys(item) as (keyof ListItem)[]).filter(
      (field) => JSON.stringify(item[field]) !== JSON.stringify(earlier[field]),
    );
    return fields.length === 0
      ? []
      : [{ code: item.code, kind: "changed", fields, pieces: redlineText(words(earlier), words(item)) }];
  });
  const gone = before.filter(({ code }) => !fresh.has(code));
  return [
    ...changes,
    ...gone.map(
      (item): ItemChange => ({
        code: item.code,
        kind: "removed",
        fields: [],
        pieces: [{ kind: "removed", text: words(item) }],
      }),
    ),
  ];
}
