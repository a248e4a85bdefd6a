import { diffArrays } from "diff";

/** What became of a text, in pieces to be read one after the other. */
export type Piece = { readonly kind: "same" | "added" | "removed"; readonly text: string };
/** What became of a list, in runs of neighbours; what was taken out stands before what was put in. */
export type Run = { readonly kind: Piece["kind"]; readonly items: readonly string[] };

/** Beyond so many differences two texts are shown as replaced: nobody reads such a redline, and the effort is bounded. */
const mostDifferences = 1_000;

/**
 * The fewest items taken out and put in (Myers, "An O(ND) difference algorithm and its variations", 1986); of several such
 * answers the one that leaves both ends alone, so that the first of three empty rows is changed where it stands.
 */
export function runsOf(before: readonly string[], after: readonly string[]): Run[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const runs: Run[] = [
    { kind: "same", items: before.slice(0, head) },
    ...middleOf(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    { kind: "same", items: before.slice(before.length - tail) },
  ];
  return runs.filter(({ items }) => items.length > 0);
}

function middleOf(before: string[], after: string[]): Run[] {
  const changes = diffArrays(before, after, { maxEditLength: mostDifferences });
  if (changes)
    return changes.map(({ added, removed, value }) => ({
      kind: added ? "added" : removed ? "removed" : "same",
      items: value,
    }));
  return [
    { kind: "removed", items: before },
    { kind: "added", items: after },
  ];
}

/** Words, and single characters of Chinese, are what people see as changed. */
export function redlineText(before: string, after: string): Piece[] {
  return runsOf(tokens(before), tokens(after)).map(({ kind, items }) => ({ kind, text: items.join("") }));
}

function tokens(text: string): string[] {
  return text.match(/\p{Script=Han}|[[\p{L}\p{N}_.\-]--\p{Script=Han}]+|\s+|[^\s\p{L}\p{N}_.\-]/gv) ?? [];
}
