/** Comments as both templates have them: ISO/CS form 2012-03 and 意见汇总处理表 (GB/T 1.1 practice). */
export type TemplateComment = {
  /** Member body and number, such as DE-002; in the Chinese table 提出单位. */
  readonly body: string;
  readonly number: string;
  readonly line: string;
  readonly clause: string;
  readonly element: string;
  readonly kind: "ge" | "te" | "ed";
  readonly comment: string;
  readonly proposedChange: string;
  readonly observation: string;
};

export const templates = {
  iso: [
    "MB/NC",
    "Number",
    "Line number",
    "Clause/Subclause",
    "Paragraph/Figure/Table",
    "Type of comment",
    "Comments",
    "Proposed change",
    "Observations of the secretariat",
  ],
  zh: ["序号", "章条编号", "意见内容", "提出单位", "处理意见及理由", "行号", "段/图/表", "意见类型", "修改建议"],
} as const;
export type TemplateId = keyof typeof templates;

type Key = keyof TemplateComment;
const keys: Readonly<Record<TemplateId, readonly Key[]>> = {
  iso: ["body", "number", "line", "clause", "element", "kind", "comment", "proposedChange", "observation"],
  zh: ["number", "clause", "comment", "body", "observation", "line", "element", "kind", "proposedChange"],
};
const needed: readonly Key[] = ["clause", "comment"];

/** Header and rows. The Chinese table's four further columns keep what its five cannot hold, so a round trip loses nothing. */
export function commentRows(template: TemplateId, comments: readonly TemplateComment[]): string[][] {
  return [[...templates[template]], ...comments.map((comment) => keys[template].map((key) => comment[key]))];
}

export type ReadComments = {
  readonly comments: readonly TemplateComment[];
  /** Refused rows by number from 1 (the header is row 1), or the whole file where a column is missing. */
  readonly problems: readonly {
    readonly row: number;
    readonly code: "COLUMN_MISSING" | "CELL_EMPTY" | "TYPE_UNKNOWN";
    readonly name: string;
  }[];
};

/** Reads either template by its header; columns may stand in any order, and unknown ones are left alone. */
export function readCommentRows(rows: readonly (readonly string[])[]): ReadComments {
  const header = (rows[0] ?? []).map((cell) => cell.trim().toLowerCase());
  const template: TemplateId = header.some((cell) => cell === "章条编号") ? "zh" : "iso";
  const place = new Map<Key, number>();
  templates[template].forEach((name, index) => {
    const at = header.indexOf(name.toLowerCase());
    const key = keys[template][index];
    if (at >= 0 && key) place.set(key, at);
  });
  const missing = needed.filter((key) => !place.has(key));
  if (missing.length > 0)
    return {
      comments: [],
      problems: missing.map((key) => ({
        row: 1,
        code: "COLUMN_MISSING",
        name: templates[template][keys[template].indexOf(key)] ?? key,
      })),
    };
  const comments: TemplateComment[] = [];
  const problems: ReadComments["problems"][number][] = [];
  rows.slice(1).forEach((cells, index) => {
    const row = index + 2;
    if (cells.every((cell) => cell.trim() === "")) return;
    const cell = (key: Key) => (cells[place.get(key) ?? -1] ?? "").trim().replace(/^'(?=[=+\-@＝＋－＠])/u, "");
    const kind = (cell("kind") || "ge").toLowerCase();
    if (cell("comment") === "")
      problems.push({ row, code: "CELL_EMPTY", name: templates[template][keys[template].indexOf("comment")] ?? "" });
    else if (kind !== "ge" && kind !== "te" && kind !== "ed")
      problems.push({ row, code: "TYPE_UNKNOWN", name: kind.slice(0, 20) });
    else
      comments.push({
        body: cell("body"),
        number: cell("number"),
        line: cell("line"),
        clause: cell("clause"),
        element: cell("element"),
        kind,
        comment: cell("comment"),
        proposedChange: cell("proposedChange"),
        observation: cell("observation"),
      });
  });
  return { comments, problems };
}
