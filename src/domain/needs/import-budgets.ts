import { minorDigits } from "../shared/money";
import { currencies } from "./schema";

type Currency = (typeof currencies)[number];
/** Minor units; null for an end that is open. */
export type ReadBudget = {
  readonly min: number | null;
  readonly max: number | null;
};
export type BudgetFault = "ROW_AMOUNT" | "ROW_AMOUNT_NEGATIVE" | "ROW_AMOUNT_LARGE" | "ROW_BUDGET_ORDER";

const most = 10_000_000_000_000;

/** Longest first, so that HK$ is not read as $. Yen before yuan: 日元 holds 元, and ¥ alone means yuan here. */
const signs: readonly (readonly [RegExp, Currency])[] = [
  [/HK\$|HKD|港[元币]/iu, "HKD"],
  [/S\$|SGD|新加坡元|新元/iu, "SGD"],
  [/JPY|日[元圆]|円/iu, "JPY"],
  [/US\$|USD|\$|美[元金]|dollars?/iu, "USD"],
  [/EUR|€|欧元|euros?/iu, "EUR"],
  [/GBP|£|英镑|pounds?/iu, "GBP"],
  [/CNY|RMB|[¥￥]|人民币|元|yuan/iu, "CNY"],
];
const scales: Readonly<Record<string, number>> = {
  亿: 1e8,
  千万: 1e7,
  百万: 1e6,
  十万: 1e5,
  万: 1e4,
  千: 1e3,
  billion: 1e9,
  bn: 1e9,
  million: 1e6,
  mn: 1e6,
  m: 1e6,
  thousand: 1e3,
  k: 1e3,
};
const scale = "亿|千万|百万|十万|万|千|billion|bn|million|mn|m|thousand|k";
const figure = new RegExp(`(-?)\\s*(\\d[\\d,]*(?:\\.\\d+)?)\\s*(?:(${scale})(?![a-z]))?`, "giu");
const open =
  /^(?:面议|待定|另议|协商|商议|无|不限|暂无|未定|-+|\/|n\/?a|tbd|tba|none|negotiable|open|to be (?:agreed|determined|confirmed))$/iu;
const atMost = /不超过|不高于|以内|以下|至多|最高|上限|≤|<=?|up to|at most|maximum|max\b|below|under|not exceeding/iu;
const atLeast = /不低于|不少于|以上|至少|最低|下限|起|≥|>=?|from\b|at least|minimum|min\b|above|over\b/iu;

/** The currency that a cell or the name of its column tells, or null. */
export function currencyIn(text: string): Currency | null {
  const upper = text.normalize("NFKC").trim().toUpperCase();
  return (
    currencies.find((one) => one === upper) ?? signs.find(([sign]) => sign.test(text.normalize("NFKC")))?.[1] ?? null
  );
}

/** What a bare figure is multiplied by when the column's name gives the unit: 万元 ten thousand, `k€` a thousand. */
export function scaleOfColumn(column: string): number {
  const text = column.normalize("NFKC");
  const chinese = /(亿|千万|百万|十万|万|千)元?/u.exec(text)?.[1];
  const english = /\b(billion|million|thousand)s?\b|[($€£\s](k|m)(?:[$€£]|\b)/iu.exec(text);
  return scales[chinese ?? (english?.[1] ?? english?.[2] ?? "").toLowerCase()] ?? 1;
}

/**
 * `50万元`, `30-50万`, `¥500,000.00`, `不超过80万元`, `USD 1.2 million`, `up to 50k`, `面议`. One figure alone is the
 * most that is paid. @returns the budget, null where the cell leaves it open, or what is wrong with it
 */
export function readBudget(cell: string, currency: Currency, columnScale = 1): ReadBudget | BudgetFault | null {
  const text = cell.normalize("NFKC").trim();
  if (text === "" || open.test(text)) return null;
  const figures = [...text.matchAll(figure)];
  const [first, second] = figures;
  if (first === undefined || figures.length > 2) return "ROW_AMOUNT";
  const between =
    second === undefined ? "" : text.slice(first.index + first[0].length, second.index + (second[1] ?? "").length);
  if (second !== undefined && !/^\D*(?:[-~–—至到]|to|and|和)\D*$/iu.test(between)) return "ROW_AMOUNT";
  if (first[1] === "-") return "ROW_AMOUNT_NEGATIVE";
  // In "30-50万" the unit of the second figure is the unit of both.
  const unit = (first[3] ?? second?.[3] ?? "").toLowerCase();
  const low = minorOf(first[2], unit, currency, columnScale);
  const high = second === undefined ? low : minorOf(second[2], (second[3] ?? "").toLowerCase(), currency, columnScale);
  if (low > most || high > most) return "ROW_AMOUNT_LARGE";
  if (low > high) return "ROW_BUDGET_ORDER";
  if (second !== undefined) return { min: low, max: high };
  return atLeast.test(text) && !atMost.test(text) ? { min: low, max: null } : { min: null, max: low };
}

function minorOf(digits: string | undefined, unit: string, currency: Currency, columnScale: number): number {
  const factor = unit === "" ? columnScale : (scales[unit] ?? 1);
  return Math.round(Number((digits ?? "").replaceAll(",", "")) * factor * 10 ** minorDigits(currency));
}
