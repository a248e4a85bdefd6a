import { type ImportProblem, isJsonObject, parseJsonText } from "../shared/import-problem";

/** What a column of a list can hold. */
export const importFields = [
  "key",
  "title",
  "summary",
  "description",
  "keywords",
  "kind",
  "language",
  "sector",
  "region",
  "budget",
  "budgetMin",
  "budgetMax",
  "currency",
  "deadline",
  "questionsDeadline",
  "visibility",
] as const;
export type ImportField = (typeof importFields)[number];

/** Field → column, or columns whose texts are joined in order. */
export type ColumnMap = Readonly<Partial<Record<ImportField, string | readonly string[]>>>;

/** Column names that lists use, in both languages, after `plain`. */
const known: Readonly<Record<ImportField, readonly string[]>> = {
  key: [
    "id",
    "key",
    "topic",
    "topicnumber",
    "topicid",
    "number",
    "no",
    "编号",
    "需求编号",
    "项目编号",
    "序号",
    "题目编号",
  ],
  title: [
    "title",
    "name",
    "topictitle",
    "needtitle",
    "标题",
    "题目",
    "名称",
    "需求名称",
    "项目名称",
    "需求标题",
    "课题名称",
    "榜单名称",
  ],
  summary: ["summary", "objective", "abstract", "摘要", "目标", "需求摘要", "需求简介", "简介", "项目目标", "研究目标"],
  description: [
    "description",
    "details",
    "body",
    "text",
    "scope",
    "描述",
    "需求描述",
    "内容",
    "需求内容",
    "详细描述",
    "具体要求",
    "项目内容",
    "研究内容",
    "备注说明",
  ],
  keywords: ["keywords", "tags", "keyword", "关键词", "关键字", "标签"],
  kind: ["kind", "type", "needtype", "类型", "需求类型", "类别", "需求类别"],
  language: ["language", "lang", "语言", "语种"],
  sector: ["sector", "industry", "行业", "所属行业", "行业领域"],
  region: ["region", "province", "location", "地区", "省份", "所在地区", "所在省份", "省市", "所在地"],
  budget: ["budget", "amount", "value", "预算", "预算金额", "经费", "经费预算", "项目预算", "资金规模", "最高限价"],
  budgetMin: ["budgetmin", "minbudget", "minimumbudget", "预算下限", "最低预算"],
  budgetMax: ["budgetmax", "maxbudget", "maximumbudget", "预算上限", "最高预算"],
  currency: ["currency", "币种", "货币"],
  deadline: [
    "deadline",
    "duedate",
    "closedate",
    "closingdate",
    "proposaldeadline",
    "截止日期",
    "截止时间",
    "应答截止时间",
    "报名截止时间",
    "揭榜截止时间",
    "投标截止时间",
  ],
  questionsDeadline: ["questionsdeadline", "enquirydeadline", "提问截止时间", "答疑截止时间", "提问截止日期"],
  visibility: ["visibility", "access", "可见范围", "公开范围"],
};

/** Case, white space, punctuation and a unit in brackets do not count: `预算（万元）` is 预算, `Close_Date` is closedate. */
function plain(column: string): string {
  return column
    .normalize("NFKC")
    .replace(/\([^)]*\)|\[[^\]]*\]/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** The map for a list whose columns have names we know; the first column that fits a field is taken. */
export function guessColumns(columns: readonly string[]): ColumnMap {
  const taken = new Set<string>();
  const entries = importFields.flatMap((field) => {
    const column = columns.find((name) => !taken.has(name) && known[field].includes(plain(name)));
    if (column === undefined) return [];
    taken.add(column);
    return [[field, column] as const];
  });
  return Object.fromEntries(entries);
}

export type ReadColumnMap =
  | { readonly ok: true; readonly map: ColumnMap }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] };

/**
 * Reads a map that a person wrote, such as `{"title": "Name", "description": ["What", "Why"]}`.
 * @param columns the columns that the list has; a map to another one is a slip
 */
export function readColumnMap(text: string, columns: readonly string[]): ReadColumnMap {
  const parsed = parseJsonText(text);
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] };
  if (!isJsonObject(parsed.value)) return { ok: false, problems: [{ path: "", code: "MAP_NOT_OBJECT", facts: {} }] };
  const problems: ImportProblem[] = [];
  const map: Partial<Record<ImportField, string | string[]>> = {};
  for (const [name, value] of Object.entries(parsed.value)) {
    const field = importFields.find((one) => one === name);
    const wanted: unknown[] = Array.isArray(value) ? value : [value];
    const names = wanted.filter((one) => typeof one === "string");
    if (field === undefined) {
      problems.push({ path: name, code: "MAP_FIELD", facts: { field: name, allowed: importFields.join(", ") } });
    } else if (names.length === 0 || names.length < wanted.length) {
      problems.push({ path: name, code: "MAP_VALUE", facts: { field: name } });
    } else {
      const missing = names.filter((column) => !columns.includes(column));
      for (const column of missing) {
        problems.push({ path: name, code: "MAP_COLUMN", facts: { column, columns: columns.join(", ") } });
      }
      map[field] = names.length === 1 ? names[0] : names;
    }
  }
  return problems.length === 0 ? { ok: true, map } : { ok: false, problems };
}
