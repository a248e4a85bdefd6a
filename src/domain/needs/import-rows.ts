import { currencies, type NeedContent, needContent } from "./schema";

/** Lists of needs as rows: which column is what, and a draft or a reason for every row. */
const fields = [
  "key",
  "title",
  "summary",
  "description",
  "keywords",
  "sector",
  "region",
  "budgetMin",
  "budgetMax",
  "currency",
  "deadline",
] as const;
export type ImportField = (typeof fields)[number];
/** Field → column name; several columns are joined in order. */
export type ColumnMap = Partial<Record<ImportField, string | readonly string[]>>;
export type Row = Readonly<Record<string, unknown>>;
export type RowResult =
  | { draft: { key: string; content: NeedContent }; refused: null }
  | { draft: null; refused: { code: string; column: string } };

/** Column names that lists use, in both languages; the first that a list has is taken. */
const known: Readonly<Record<ImportField, readonly string[]>> = {
  key: ["id", "编号", "topic", "topic_number", "number", "序号"],
  title: ["title", "标题", "需求名称", "名称", "topic_title"],
  summary: ["summary", "objective", "摘要", "目标", "需求摘要"],
  description: ["description", "描述", "需求描述", "内容", "details"],
  keywords: ["keywords", "关键词", "tags"],
  sector: ["sector", "行业"],
  region: ["region", "地区"],
  budgetMin: ["budgetmin", "预算下限"],
  budgetMax: ["budgetmax", "budget", "预算", "预算上限"],
  currency: ["currency", "币种"],
  deadline: ["deadline", "截止日期", "close_date", "截止时间"],
};
const hundred = 100;
const han = /\p{Script=Han}/gu;

/** The map for a list whose columns have names we know; what is not there is left out. */
export function guessColumns(columns: readonly string[]): ColumnMap {
  const entries = fields.flatMap((field) => {
    const column = columns.find((name) => known[field].includes(name.trim().toLowerCase()));
    return column === undefined ? [] : [[field, column] as const];
  });
  return Object.fromEntries(entries);
}

/** @param position 1-based place of the row, its key where the list gives none */
export function draftFromRow(row: Row, map: ColumnMap, position: number): RowResult {
  const text = (field: ImportField): string => {
    const columns = map[field];
    const names = columns === undefined ? [] : typeof columns === "string" ? [columns] : columns;
    return names
      .map((name) => cell(row[name]))
      .filter((part) => part !== "")
      .join("\n\n");
  };
  const refuse = (code: string, field: ImportField): RowResult => ({
    draft: null,
    refused: { code, column: String(map[field] ?? field) },
  });
  const title = text("title");
  const description = text("description");
  if (title === "") return refuse("IMPORT_NO_TITLE", "title");
  if (title.length > 200) return refuse("IMPORT_TITLE_LONG", "title");
  if (description.length > 20_000) return refuse("IMPORT_TEXT_LONG", "description");
  const deadline = text("deadline");
  const at = deadline === "" ? null : new Date(deadline);
  if (at && Number.isNaN(at.getTime())) return refuse("IMPORT_DATE", "deadline");
  const currency = text("currency") === "" ? "CNY" : currencies.find((one) => one === text("currency").toUpperCase());
  if (!currency) return refuse("IMPORT_CURRENCY", "currency");
  const money = (field: ImportField): number | null =>
    text(field) === "" ? null : Math.round(Number(text(field).replaceAll(/[,，\s]/gu, "")) * hundred);
  const [min, max] = [money("budgetMin"), money("budgetMax")];
  if (Number.isNaN(min) || Number.isNaN(max) || (min ?? 0) < 0 || (max ?? 0) < 0)
    return refuse("IMPORT_AMOUNT", "budgetMax");
  const parsed = needContent.safeParse({
    language: isChinese(`${title}${description}`) ? "zh-CN" : "en",
    title,
    summary: (text("summary") || description).slice(0, 2_000),
    description: [description, text("keywords")].filter((part) => part !== "").join("\n\n"),
    ...(text("region") === "" ? {} : { region: text("region").slice(0, 10) }),
    ...(min === null && max === null ? {} : { budget: { currency, min, max } }),
    ...(at ? { proposalDeadline: at.toISOString() } : {}),
  });
  if (!parsed.success)
    return { draft: null, refused: { code: "IMPORT_FIELD", column: parsed.error.issues[0]?.path.join(".") ?? "" } };
  return { draft: { key: text("key") || `row ${position}`, content: parsed.data }, refused: null };
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  return Array.isArray(value) ? value.map(String).join(", ") : String(value).trim();
}

/** More than a tenth of the letters are Chinese characters. */
function isChinese(text: string): boolean {
  return (text.match(han)?.length ?? 0) * 10 > text.length;
}
