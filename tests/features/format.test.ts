import { describe, expect, test } from "vitest";
import { calendarDay, dateTime, money, timeLeft, zoneName } from "@/features/shared/format";

describe("an instant is shown with the zone it falls in", () => {
  test.each([
    ["2026-01-15T12:00:00Z", "Europe/Berlin", "GMT+1", "1:00"],
    ["2026-07-15T12:00:00Z", "Europe/Berlin", "GMT+2", "2:00"],
    ["2026-07-15T12:00:00Z", "Asia/Shanghai", "GMT+8", "8:00"],
    ["2026-07-15T12:00:00Z", "UTC", "UTC", "12:00"],
  ])("%s in %s is %s", (iso, timeZone, zone, clock) => {
    expect(zoneName(iso, "en", timeZone)).toBe(zone);
    expect(dateTime(iso, "en", timeZone)).toContain(clock);
  });
});

test.each([
  ["zh-CN", "2026年11月3日"],
  ["en", "Nov 3, 2026"],
] as const)("a day of the calendar is the same day in every zone (%s)", (locale, expected) => {
  expect(calendarDay("2026-11-03", locale)).toBe(expected);
});

describe("time left is told in its largest whole unit", () => {
  const now = new Date("2026-11-03T08:00:00Z");
  test.each([
    ["2026-11-05T08:00:00Z", "2 days"],
    ["2026-11-05T07:59:00Z", "47 hours"],
    ["2026-11-03T09:59:30Z", "119 minutes"],
    ["2026-11-03T08:00:00Z", "0 minutes"],
    ["2026-11-03T07:59:59Z", null],
  ])("until %s: %s", (iso, expected) => {
    expect(timeLeft(iso, now, "en")).toBe(expected);
  });
});

test.each([
  [123_456, "CNY", "zh-CN", "¥1,234.56"],
  [123_456, "JPY", "en", "¥123,456"],
  [123_456, "KWD", "en", "KWD 123.456"],
] as const)("%s minor units of %s are money", (amount, currency, locale, expected) => {
  expect(money(amount, currency, locale).replaceAll("\u00a0", " ")).toBe(expected);
});
