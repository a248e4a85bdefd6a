import { diffArrays } from "diff";

/** What became of a text, in pieces to be read one after the other. */
export type Piece = { readonly kind: "same" | "added" | "removed"; readonly text: string };
/** What became of a list, in runs of neighbours; what was taken out stands before what was put in. */
export type Run = { readonly kind: Piece["kind"]; readonly items: readonly string[] };

/** Beyond so many differences two texts are shown as replaced: nobody reads such a redline, and the effort is bounded. */
const mostDifferences = 1_000;

/** The fewest items taken out and put in (Myers, "An O(ND) difference algorithm and its variations", 1986). */
export function runsOf(before: readonly string[], after: readonly string[]): Run[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: mostDifferences });
  if (changes)
    return changes.map(({ added, removed, value }) => ({
      kind: added ? "added" : removed ? "removed" : "same",
      items: value,
    }));
  const replaced: Run[] = [
    { kind: "removed", items: before },
    { kind: "added", items: after },
  ];
  return replaced.filter(({ items }) => items.length > 0);
}

/** Words, and single characters of Chinese, are what people see as changed. */
export function redlineText(before: string, after: string): Piece[] {
  return runsOf(tokens(before), tokens(after)).map(({ kind, items }) => ({ kind, text: items.join("") }));
}

function tokens(text: string): string[] {
  return text.match(/\p{Script=Han}|[[\p{L}\p{N}_.\-]--\p{Script=Han}]+|\s+|[^\s\p{L}\p{N}_.\-]/gv) ?? [];
}
