import { type Piece, redlineText, runsOf } from "@/domain/shared/redline";
import { type ContentNode, passagesOf, textOf } from "./content";

export type VersionClause = {
  readonly id: string;
  readonly number: string;
  readonly depth: number;
  readonly title: string;
  readonly content: readonly ContentNode[];
};
export type ClauseChange = {
  readonly id: string;
  readonly number: string;
  readonly depth: number;
  readonly title: string;
  readonly change: "same" | "changed" | "added" | "removed" | "moved";
  /** What became of the title. */
  readonly heading: readonly Piece[];
  readonly blocks: readonly BlockChange[];
};

/** What changed between two versions, clause by clause; clauses are told apart by id, so a renumbered one is "moved". */
export function redline(before: readonly VersionClause[], after: readonly VersionClause[]): ClauseChange[] {
  const old = new Map(before.map((clause) => [clause.id, clause]));
  const kept = new Set(after.map(({ id }) => id));
  const told = ({ id, number, depth, title }: VersionClause) => ({ id, number, depth, title });
  const whole = (clause: VersionClause, kind: "added" | "removed"): ClauseChange => ({
    ...told(clause),
    change: kind,
    heading: [{ kind, text: clause.title }],
    blocks: clause.content.map((node) => ({ kind, node })),
  });
  const changes = after.map((clause): ClauseChange => {
    const earlier = old.get(clause.id);
    if (!earlier) return whole(clause, "added");
    const blocks = blockChanges(earlier.content, clause.content);
    const same = earlier.title === clause.title && blocks.every(({ kind }) => kind === "same");
    const change = same ? (earlier.number === clause.number ? "same" : "moved") : "changed";
    return { ...told(clause), change, heading: redlineText(earlier.title, clause.title), blocks };
  });
  const removed = before.filter(({ id }) => !kept.has(id)).map((clause) => whole(clause, "removed"));
  return [...changes, ...removed];
}

/** Cells of a table's row with what became of their words. */
export type CellChange = { readonly cell: ContentNode; readonly pieces: readonly Piece[] };
export type RowChange = { readonly kind: Piece["kind"]; readonly cells: readonly CellChange[] };
/** Blocks that hold others are told part by part, so that a table stays a table and a list a list. */
type PartChange =
  | {
      readonly kind: "table";
      readonly node: ContentNode;
      readonly caption: readonly Piece[];
      readonly rows: readonly RowChange[];
    }
  | { readonly kind: "list"; readonly node: ContentNode; readonly lines: readonly (readonly Piece[])[] };
type WholeChange = { readonly kind: Piece["kind"]; readonly node: ContentNode };
type InnerChange =
  | { readonly kind: "changed"; readonly node: ContentNode; readonly pieces: readonly Piece[] }
  | PartChange;
/** What became of a block. */
export type BlockChange = WholeChange | InnerChange;

const running: ReadonlySet<string> = new Set(["paragraph", "note", "example", "term", "reference"]);
const lists: ReadonlySet<string> = new Set(["bulletList", "orderedList"]);
const captionOf = ({ attrs }: ContentNode) =>
  [attrs?.label, attrs?.caption].filter((word) => typeof word === "string" && word !== "").join(" ");
const linesOf = (node: ContentNode) => passagesOf([node]).map(({ text }) => text);

/** All that a reader sees of a block; emphasis and what the software notes down (ids of provisions) is no change. */
function seenOf(node: ContentNode): string {
  const { type, attrs = {}, content = [] } = node;
  if (type === "figure") return `${textOf(node)}\0${attrs.fileId ?? ""}`;
  if (!/^(?:table|list|bullet|ordered)/u.test(type)) return `${type}\0${textOf(node)}`;
  const own = type === "tableCell" ? [attrs.colspan ?? "", attrs.rowspan ?? ""] : [captionOf(node)];
  return [type, ...own, ...content.map(seenOf)].join("\0");
}

/** What changed in a clause block by block; a block is paired with the one of its kind that stood in its place. */
export function blockChanges(before: readonly ContentNode[], after: readonly ContentNode[]): BlockChange[] {
  return pairs(before, after, seenOf).map(([from, to]): BlockChange => {
    if (to === undefined) return { kind: "removed", node: from ?? empty };
    if (from === undefined) return { kind: "added", node: to };
    if (from === to || seenOf(from) === seenOf(to)) return { kind: "same", node: to };
    if (to.type === "table")
      return {
        kind: "table",
        node: to,
        caption: redlineText(captionOf(from), captionOf(to)),
        rows: rowChanges(from.content ?? [], to.content ?? []),
      };
    if (lists.has(to.type)) return { kind: "list", node: to, lines: diffLines(linesOf(from), linesOf(to)) };
    return { kind: "changed", node: to, pieces: redlineText(textOf(from), textOf(to)) };
  });
}

/** A block in its parts: the rows of a table, the lines of a list, the words of everything else. */
export function partsOf(change: BlockChange): InnerChange {
  if ("pieces" in change || "lines" in change || "rows" in change) return change;
  const { kind, node } = change;
  const piece = (text: string): Piece[] => (text === "" ? [] : [{ kind, text }]);
  if (node.type === "table") {
    const rows = (node.content ?? []).map(
      ({ content = [] }): RowChange => ({
        kind,
        cells: content.map((cell) => ({ cell, pieces: piece(textOf(cell)) })),
      }),
    );
    return { kind: "table", node, caption: piece(captionOf(node)), rows };
  }
  if (lists.has(node.type)) return { kind: "list", node, lines: linesOf(node).map(piece) };
  return { kind: "changed", node, pieces: piece(textOf(node)) };
}

/** What a screen shows of a changed block. */
export type ShownBlock =
  | { readonly kind: "line"; readonly type: ContentNode["type"]; readonly pieces: Piece[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly lines: Piece[][] }
  | {
      readonly kind: "table";
      readonly caption: Piece[];
      readonly rows: {
        readonly kind: Piece["kind"];
        readonly cells: {
          readonly header: boolean;
          readonly colspan: number;
          readonly rowspan: number;
          readonly pieces: Piece[];
        }[];
      }[];
    };

export function shownBlocks(changes: readonly BlockChange[]): ShownBlock[] {
  return changes.map((change): ShownBlock => {
    const told = partsOf(change);
    if (told.kind === "changed") return { kind: "line", type: told.node.type, pieces: [...told.pieces] };
    if (told.kind === "list")
      return {
        kind: "list",
        ordered: told.node.type === "orderedList",
        lines: told.lines.map((pieces) => [...pieces]),
      };
    const rows = told.rows.map(({ kind, cells }) => ({
      kind,
      cells: cells.map(({ cell: { attrs = {} }, pieces }) => ({
        header: attrs.header === true,
        colspan: Math.max(1, Number(attrs.colspan ?? 1)),
        rowspan: Math.max(1, Number(attrs.rowspan ?? 1)),
        pieces: [...pieces],
      })),
    }));
    return { kind: "table", caption: [...told.caption], rows };
  });
}

const empty: ContentNode = { type: "paragraph" };

function rowChanges(before: readonly ContentNode[], after: readonly ContentNode[]) {
  const key = (row: ContentNode) => (row.content ?? []).map(textOf).join("\t");
  return pairs(before, after, key).map(([from, to]) => {
    const kind: Piece["kind"] = to === undefined ? "removed" : from === undefined ? "added" : "same";
    const cells = (to ?? from)?.content ?? [];
    return {
      kind,
      cells: cells.map((cell, index): CellChange => {
        const text = textOf(cell);
        if (kind !== "same") return { cell, pieces: [{ kind, text }] };
        return { cell, pieces: redlineText(textOf(from?.content?.[index] ?? empty), text) };
      }),
    };
  });
}

type Pair = [ContentNode | undefined, ContentNode | undefined];

/** Nodes of both sides in order: the same ones together, and between them those of one kind one by one. */
function pairs(
  before: readonly ContentNode[],
  after: readonly ContentNode[],
  key: (node: ContentNode) => string,
): Pair[] {
  const rest = { before: [...before], after: [...after] };
  const take = (side: "before" | "after", count: number) => rest[side].splice(0, count);
  const runs = runsOf(before.map(key), after.map(key));
  return runs.flatMap((run, index): Pair[] => {
    const count = run.items.length;
    if (run.kind === "same") {
      const from = take("before", count);
      return take("after", count).map((to, at): Pair => [from[at], to]);
    }
    if (run.kind === "removed" && runs[index + 1]?.kind !== "added")
      return take("before", count).map((from): Pair => [from, undefined]);
    if (run.kind === "removed") return [];
    const previous = runs[index - 1];
    const from = previous?.kind === "removed" ? take("before", previous.items.length) : [];
    const to = take("after", count);
    const length = Math.max(from.length, to.length);
    return Array.from({ length }, (_, at): Pair[] => {
      const [old, now] = [from[at], to[at]];
      const parts = /^(?:table|bullet|ordered)/u;
      const alike = old && now && old.type === now.type && (running.has(old.type) || parts.test(old.type));
      if (!old || !now || alike) return [[old, now]];
      return [
        [old, undefined],
        [undefined, now],
      ];
    }).flat();
  });
}

/** Paragraphs that stand in both are kept; between them, one replaced by one is compared word by word. */
function diffLines(before: readonly string[], after: readonly string[]): Piece[][] {
  const runs = runsOf(before, after);
  const result: Piece[][] = [];
  for (let index = 0; index < runs.length; ) {
    const run = runs[index];
    if (!run) break;
    const following = runs[index + 1];
    if (run.kind === "removed" && following?.kind === "added") {
      const pairs = Math.max(run.items.length, following.items.length);
      for (let at = 0; at < pairs; at += 1) {
        const [from, to] = [run.items[at], following.items[at]];
        if (from === undefined) result.push([{ kind: "added", text: to ?? "" }]);
        else if (to === undefined) result.push([{ kind: "removed", text: from }]);
        else result.push(redlineText(from, to));
      }
      index += 2;
      continue;
    }
    const { kind } = run;
    result.push(...run.items.map((text): Piece[] => [{ kind, text }]));
    index += 1;
  }
  return result;
}
