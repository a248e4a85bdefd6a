import { isDay, readInstant } from "../shared/calendar";
import { minute } from "../shared/time";

/** `null` when the cell cannot be a date; `"ambiguous"` when it can be two (03/04/2026). */
export type ReadDate = { readonly instant: string } | "ambiguous" | null;

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const time = /(?:^|[\sT]|(?<=日))(\d{1,2})(?::|时|点)(\d{1,2})?(?:(?::|分)(\d{1,2})?)?秒?分?$/u;
/** Days that spreadsheets count from 30 December 1899: 1982 to 2119, so that a bare year or price is none. */
const serialDays = { least: 30_000, most: 80_000, epoch: Date.UTC(1899, 11, 30) };

/**
 * A date as lists write it: `2026-12-31`, `2026/12/31`, `2026.12.31`, `20261231`, `2026年12月31日`, `31 Dec 2026`,
 * `December 31, 2026`, `31.12.2026`, with or without a time, an instant with its zone, or a spreadsheet's day number.
 * A day without a time means its last second, because a deadline "31 December" includes that day.
 * @param offsetMinutes zone of what names none, in minutes east of UTC
 */
export function readDate(cell: string, offsetMinutes: number): ReadDate {
  const text = cell.normalize("NFKC").trim();
  const exact = readInstant(text.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d{2}:)/u, "$1T"));
  if (exact !== null) return { instant: exact };
  if (/^\d{5}(?:\.\d+)?$/u.test(text)) return fromSerial(Number(text), offsetMinutes);
  const clock = time.exec(text);
  const day = readDay((clock === null ? text : text.slice(0, clock.index)).trim());
  if (day === null || day === "ambiguous") return day;
  const [hour, minutes, seconds] = clock === null ? [23, 59, 59] : clock.slice(1).map((part) => Number(part ?? 0));
  if (!isDay(day.year, day.month, day.day)) return null;
  if ((hour ?? 0) > 23 || (minutes ?? 0) > 59 || (seconds ?? 0) > 59) return null;
  const local = Date.UTC(day.year, day.month - 1, day.day, hour, minutes, seconds);
  return { instant: new Date(local - offsetMinutes * minute).toISOString() };
}

type Day = { year: number; month: number; day: number };

function readDay(text: string): Day | "ambiguous" | null {
  const yearFirst =
    /^(\d{4})(?:[-/.]|年)\s*(\d{1,2})(?:[-/.]|月)\s*(\d{1,2})日?$/u.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/u.exec(text);
  if (yearFirst) return dayOf(yearFirst[1], yearFirst[2], yearFirst[3]);
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})$/iu.exec(text);
  if (dayFirst) return dayOf(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]);
  const monthFirst = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/iu.exec(text);
  if (monthFirst) return dayOf(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]);
  const points = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u.exec(text);
  // With points it is the continental order; with strokes Britain and America differ.
  if (points) return dayOf(points[3], points[2], points[1]);
  const strokes = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/u.exec(text);
  if (!strokes) return null;
  const [one, other] = [Number(strokes[1]), Number(strokes[2])];
  if (one !== other && one <= 12 && other <= 12) return "ambiguous";
  return one > 12 ? dayOf(strokes[3], other, one) : dayOf(strokes[3], one, other);
}

function dayOf(year: unknown, month: unknown, day: unknown): Day {
  return { year: Number(year), month: Number(month), day: Number(day) };
}

/** 1 to 12, or 0 for what is no month; "Sept" and the full names count. */
function monthOf(name: string | undefined): number {
  return months.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1;
}

function fromSerial(days: number, offsetMinutes: number): ReadDate {
  if (days < serialDays.least || days > serialDays.most) return null;
  const whole = Number.isInteger(days);
  const lastSecond = 86_399_000;
  const local = serialDays.epoch + Math.round(days * 86_400) * 1_000 + (whole ? lastSecond : 0);
  return { instant: new Date(local - offsetMinutes * minute).toISOString() };
}
