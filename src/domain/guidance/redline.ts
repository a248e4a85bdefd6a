import { sectionsOf } from "./markdown";
import type { ListItem } from "./schema";

/** What became of a text between two editions, in pieces to be read one after the other. */
export type Piece = { readonly kind: "same" | "added" | "removed"; readonly text: string };
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

/** Above this many differences two texts are shown as replaced, so that no pair of texts takes long to compare. */
const mostDifferences = 1_500;

/** Sections are the same section when their anchor is; so a moved clause is compared with itself. */
export function redlineSections(before: string, after: string): SectionChange[] {
  const old = new Map(sectionsOf(before).map((section) => [section.anchor, section]));
  const fresh = sectionsOf(after);
  const kept = new Set(fresh.map(({ anchor }) => anchor));
  const changes = fresh.map(({ anchor, title, text }): SectionChange => {
    const earlier = old.get(anchor);
    if (!earlier) return { anchor, title, kind: "added", pieces: [{ kind: "added", text }] };
    const same = earlier.text === text && earlier.title === title;
    return { anchor, title, kind: same ? "same" : "changed", pieces: redline(earlier.text, text) };
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
      : [{ code: item.code, kind: "changed", fields, pieces: redline(words(earlier), words(item)) }];
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

/** Word by word, and character by character in Chinese. */
export function redline(before: string, after: string): Piece[] {
  if (before === after) return before === "" ? [] : [{ kind: "same", text: before }];
  return joined(shortestEdit(tokens(before), tokens(after)));
}

function tokens(text: string): string[] {
  return text.match(/\p{Script=Han}|[[\p{L}\p{N}]--\p{Script=Han}]+|\s+|[^\s\p{L}\p{N}]/gv) ?? [];
}

/** Myers, "An O(ND) difference algorithm and its variations" (1986): the fewest pieces taken out and put in. */
function shortestEdit(a: readonly string[], b: readonly string[]): Piece[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const head = a.slice(0, start).map(same);
  const tail = a.slice(a.length - end).map(same);
  return [...head, ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)), ...tail];
}

const same = (text: string): Piece => ({ kind: "same", text });
const removed = (text: string): Piece => ({ kind: "removed", text });
const added = (text: string): Piece => ({ kind: "added", text });

function middle(a: readonly string[], b: readonly string[]): Piece[] {
  const trace: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  for (let d = 0; d <= a.length + b.length; d += 1) {
    if (d > mostDifferences) return [...a.map(removed), ...b.map(added)];
    trace.push(furthest);
    const next = new Map(furthest);
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (furthest.get(k - 1) ?? -1) < (furthest.get(k + 1) ?? -1));
      let x = down ? (furthest.get(k + 1) ?? 0) : (furthest.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, trace);
    }
    furthest = next;
  }
  return [];
}

function walkBack(a: readonly string[], b: readonly string[], trace: readonly Map<number, number>[]): Piece[] {
  const pieces: Piece[] = [];
  let x = a.length;
  let y = b.length;
  for (let d = trace.length - 1; d >= 0; d -= 1) {
    const furthest = trace[d] ?? new Map<number, number>();
    const k = x - y;
    const down = k === -d || (k !== d && (furthest.get(k - 1) ?? -1) < (furthest.get(k + 1) ?? -1));
    const fromX = d === 0 ? 0 : (furthest.get(down ? k + 1 : k - 1) ?? 0);
    const fromY = d === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      pieces.push(same(a[x] ?? ""));
    }
    if (d === 0) break;
    if (down) pieces.push(added(b[--y] ?? ""));
    else pieces.push(removed(a[--x] ?? ""));
  }
  return pieces.reverse();
}

function joined(pieces: readonly Piece[]): Piece[] {
  const out: { kind: Piece["kind"]; text: string }[] = [];
  for (const { kind, text } of pieces) {
    const last = out.at(-1);
    if (last?.kind === kind) last.text += text;
    else out.push({ kind, text });
  }
  return out;
}
