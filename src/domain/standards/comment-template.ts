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
export const templateIds = ["iso", "zh"] as const;
export type TemplateId = (typeof templateIds)[number];

type Key = keyof TemplateComment;
/** Filled forms spell their headings in many ways; what stands in brackets, footnote signs and spaces do not count. */
const headings: readonly (readonly [Key, RegExp])[] = [
  ["kind", /^(?:typeofcom|意见类型|类型$)/u],
  ["observation", /^(?:(?:observations|secretariatobs)|处理意见|处理结果)/u],
  ["proposedChange", /^(?:proposedchange|修改建议|建议修改)/u],
  ["comment", /^(?:comment|意见内容|意见$)/u],
  ["clause", /^(?:clause|标准?章条|章条|条款)/u],
  ["element", /^(?:paragraph|段)/u],
  ["line", /^(?:line|行号)/u],
  ["body", /^(?:mb|nationalcommittee|提出单位|单位$)/u],
  ["number", /^(?:number|no$|序号)/u],
];
const needed: Readonly<Record<TemplateId, readonly (readonly [Key, string])[]>> = {
  iso: [
    ["clause", "Clause/Subclause"],
    ["comment", "Comments"],
  ],
  zh: [
    ["clause", "章条编号"],
    ["comment", "意见内容"],
  ],
};

/** Header and rows. The Chinese table's four further columns keep what its five cannot hold, so a round trip loses nothing. */
export function commentRows(template: TemplateId, comments: readonly TemplateComment[]): string[][] {
  const rows = comments.map((one) =>
    template === "iso"
      ? [
          bodyAndNumber(one),
          one.line,
          one.clause,
          one.element,
          one.kind,
          one.comment,
          one.proposedChange,
          one.observation,
        ]
      : [
          one.number,
          one.clause,
          one.comment,
          one.body,
          one.observation,
          one.line,
          one.element,
          one.kind,
          one.proposedChange,
        ],
  );
  return [[...templates[template]], ...rows];
}

/** The ISO form has one column for both: DE-002. */
function bodyAndNumber({ body, number }: TemplateComment): string {
  return body && number ? `${body}-${number}` : body || number;
}

export type ReadComments = {
  readonly comments: readonly (TemplateComment & { readonly row: number })[];
  /** Refused rows by number from 1 (the header is row 1), or the whole file where a column is missing. */
  readonly problems: readonly {
    readonly row: number;
    readonly code: "COLUMN_MISSING" | "CELL_EMPTY" | "TYPE_UNKNOWN";
    readonly name: string;
  }[];
};

const fold = (cell: string) =>
  cell
    .replaceAll(/[（(][^）)]*[）)]/gu, "")
    .replaceAll(/[\s\d/.:：*-]+/gu, "")
    .toLowerCase();

function placesOf(row: readonly string[]): Map<Key, number> {
  const places = new Map<Key, number>();
  row.forEach((cell, index) => {
    const key = headings.find(([, pattern]) => pattern.test(fold(cell)))?.[0];
    if (key && !places.has(key)) places.set(key, index);
  });
  return places;
}

/**
 * Reads either template by its headings; columns may stand in any order, unknown ones and lines above the headings are
 * left alone. A table of eight columns without headings is the ISO form, which has them in the page's header.
 */
export function readCommentRows(rows: readonly (readonly string[])[]): ReadComments {
  const found = rows.findIndex((row) => placesOf(row).size >= 3);
  const bare = found < 0 && (rows[0]?.length ?? 0) === templates.iso.length;
  const header = bare ? templates.iso : (rows[Math.max(found, 0)] ?? []);
  const template: TemplateId = header.some((cell) => /\p{Script=Han}/u.test(cell)) ? "zh" : "iso";
  const places = placesOf(header);
  const first = bare ? 0 : Math.max(found, 0) + 1;
  const missing = needed[template].filter(([key]) => !places.has(key));
  if (missing.length > 0)
    return { comments: [], problems: missing.map(([, name]) => ({ row: 1, code: "COLUMN_MISSING", name })) };
  const comments: (TemplateComment & { row: number })[] = [];
  const problems: ReadComments["problems"][number][] = [];
  rows.slice(first).forEach((cells, index) => {
    const row = first + index + 1;
    if (cells.every((cell) => cell.trim() === "")) return;
    const cell = (key: Key) => (cells[places.get(key) ?? -1] ?? "").trim().replace(/^'(?=[=+\-@＝＋－＠])/u, "");
    const kind = (cell("kind") || "ge").toLowerCase();
    if (cell("comment") === "")
      problems.push({ row, code: "CELL_EMPTY", name: needed[template].find(([key]) => key === "comment")?.[1] ?? "" });
    else if (kind !== "ge" && kind !== "te" && kind !== "ed")
      problems.push({ row, code: "TYPE_UNKNOWN", name: kind.slice(0, 20) });
    else {
      const [, body = cell("body"), number = cell("number")] = places.has("number")
        ? []
        : (/^(.+?)-(\d{1,4}(?:-\d{1,4})?)$/u.exec(cell("body")) ?? []);
      comments.push({
        row,
        body,
        number,
        line: cell("line"),
        clause: cell("clause"),
        element: cell("element"),
        kind,
        comment: cell("comment"),
        proposedChange: cell("proposedChange"),
        observation: cell("observation"),
      });
    }
  });
  return { comments, problems };
}

/** A clause's number however a form writes it (条款 5.1, Clause 5.1, 第5章, 附录 A); empty for the whole text. */
export function clauseNumberOf(cell: string): string {
  const text = cell.trim();
  if (/^(?:_?whole|全文|整体|general|all$|—$|-$)/iu.test(text)) return "";
  return text
    .replace(/^(?:(?:sub)?clause|section|annex|第|条款|条|附录)\s*/iu, "")
    .replace(/\s*[章条]$/u, "")
    .replace(/\.$/u, "")
    .trim();
}
