import { conceptById } from "../taxonomy/all-concepts";
import { type ListItem, listItem, mostItems } from "./schema";

/** What is wrong in one cell of a list file; `row` counts as a spreadsheet shows it, the header being row 1. */
export type RowProblem = {
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
};

const columns: Readonly<Record<string, readonly string[]>> = {
  code: ["code", "编号", "条目编号", "事项编码"],
  effect: ["effect", "性质", "管理方式"],
  textZh: ["textzh", "text_zh", "条目", "事项", "内容"],
  textEn: ["texten", "text_en", "text", "item"],
  basis: ["basis", "legalbasis", "依据", "法律依据"],
  basisDocumentId: ["basisdocumentid", "basis_document", "依据文件"],
  basisSection: ["basissection", "basis_section", "依据条款"],
  body: ["body", "authority", "机关", "主管部门", "责任主体"],
  kinds: ["kinds", "kind", "主体类型", "单位类型"],
  sectors: ["sectors", "sector", "行业"],
  regions: ["regions", "region", "地区"],
  sizes: ["sizes", "size", "规模"],
  assets: ["assets", "asset", "系统"],
  process: ["process", "程序", "办理程序"],
  timeLimit: ["timelimit", "time_limit", "时限"],
  consequence: ["consequence", "后果", "法律责任"],
  activities: ["activities", "activity", "活动"],
  keywords: ["keywords", "keyword", "关键词"],
  concepts: ["concepts", "tags", "标签"],
};

/** People write words, programs write codes; both are taken. */
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  effect: {
    禁止: "forbidden",
    许可: "permission",
    须许可: "permission",
    限制: "permission",
    义务: "duty",
    责任: "duty",
    权力: "power",
    职权: "power",
  },
  kinds: {
    政府部门: "government",
    工业企业: "enterprise",
    企业: "enterprise",
    科研院所: "research",
    安全企业: "securityFirm",
    联盟协会: "alliance",
  },
  sizes: { 微型: "micro", 小型: "small", 中型: "medium", 大型: "large" },
  activities: { 安全需求: "need", 需求: "need", 众测: "crowdTest" },
};
const lists = new Set(["kinds", "sectors", "regions", "sizes", "assets", "activities", "keywords", "concepts"]);
const subjectFields = ["kinds", "sectors", "regions", "sizes", "assets"] as const;

/**
 * A table with a header row as list items: every row in order, or every fault of every row and no items.
 * @param rows cells as text, the header first
 */
export function readListRows(rows: readonly (readonly string[])[]): { items: ListItem[]; problems: RowProblem[] } {
  const [header = [], ...body] = rows;
  const fields = header.map(fieldOf);
  const problems: RowProblem[] = [];
  const whole = (code: string, facts: RowProblem["facts"] = {}) => ({
    items: [],
    problems: [{ row: 1, column: "", code, facts }],
  });
  if (body.length === 0) return whole("LIST_FILE_EMPTY");
  if (!fields.includes("code")) return whole("LIST_NO_CODE_COLUMN");
  if (body.length > mostItems) return whole("LIST_TOO_LONG", { most: mostItems });
  const items: ListItem[] = [];
  const seen = new Map<string, number>();
  for (const [index, cells] of body.entries()) {
    if (cells.every((cell) => cell.trim() === "")) continue;
    const row = index + 2;
    const say = (column: string, code: string, facts: RowProblem["facts"] = {}) =>
      problems.push({ row, column, code, facts });
    const item = itemOf(fields, cells, say);
    if (item === null) continue;
    const before = seen.get(item.code);
    if (before !== undefined) say("code", "LIST_CODE_TWICE", { key: item.code, row: before });
    seen.set(item.code, row);
    if (item.textZh === "" && item.textEn === "") say("textZh", "FIELD_MISSING");
    items.push(item);
  }
  return problems.length > 0 ? { items: [], problems } : { items, problems };
}

function fieldOf(title: string): string | null {
  const name = title
    .trim()
    .replace(/^\ufeff/u, "")
    .toLowerCase()
    .replaceAll(/[\s_-]/gu, "");
  for (const [field, names] of Object.entries(columns)) {
    if (names.some((one) => one.replaceAll("_", "") === name)) return field;
  }
  return null;
}

type Say = (column: string, code: string, facts?: RowProblem["facts"]) => void;

function itemOf(fields: readonly (string | null)[], cells: readonly string[], say: Say): ListItem | null {
  const raw: Record<string, unknown> = {};
  const subject: Record<string, unknown> = {};
  let broken = false;
  for (const [at, field] of fields.entries()) {
    const cell = (cells[at] ?? "").trim();
    if (field === null || cell === "") continue;
    const value = lists.has(field)
      ? cell
          .split(/[;；,，、|]/u)
          .map((one) => named(field, one.trim()))
          .filter(Boolean)
      : named(field, cell);
    if (Array.isArray(value) && (field === "concepts" || field === "assets" || field === "sectors")) {
      const unknown = value.find((one) => conceptById(one) === undefined);
      if (unknown !== undefined) {
        say(field, "CONCEPT_UNKNOWN", { id: unknown });
        broken = true;
      }
    }
    if (subjectFields.some((one) => one === field)) subject[field] = value;
    else raw[field] = value;
  }
  if (typeof raw.code === "string") raw.code = raw.code.toUpperCase();
  const parsed = listItem.safeParse({ ...raw, subject });
  if (parsed.success) return broken ? null : parsed.data;
  for (const issue of parsed.error.issues) {
    const [first, second] = issue.path;
    const column = String(first === "subject" ? second : first);
    const given = String(raw[column] ?? subject[column] ?? "");
    const code =
      given === ""
        ? "FIELD_MISSING"
        : issue.code === "too_big"
          ? "LIST_CELL_TOO_LONG"
          : issue.message.endsWith("_FORM")
            ? issue.message
            : "LIST_VALUE_UNKNOWN";
    say(column, code, { found: given.slice(0, 60) });
  }
  return null;
}

function named(field: string, cell: string): string {
  const known = words[field]?.[cell];
  if (known) return known;
  return field === "sectors" && cell !== "" && !cell.includes(":") ? `sector:${cell}` : cell;
}

/** The columns of an export, in an order that an import reads back. */
export const exportColumns = Object.keys(columns);

/** One item as cells; lists are joined by semicolons. */
export function listRow(item: ListItem): string[] {
  return exportColumns.map((column) => {
    const subject = item.subject as Readonly<Record<string, readonly string[]>>;
    const value = subject[column] ?? (item as Readonly<Record<string, unknown>>)[column];
    return Array.isArray(value) ? value.join(";") : String(value ?? "");
  });
}
