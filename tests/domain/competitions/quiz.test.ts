import { describe, expect, it } from "vitest";
import {
  type Answer,
  attemptEnd,
  itemStatistics,
  markAnswer,
  type Question,
  readNumber,
  reliability,
  shuffled,
} from "@/domain/competitions/quiz";
import { seededRandom } from "@/domain/shared/seeded-random";

const single: Question = { kind: "single", points: 4, options: ["a", "b", "c"], correct: "b" };
const multiple: Question = {
  kind: "multiple",
  points: 6,
  options: ["a", "b", "c", "d", "e"],
  correct: ["a", "b"],
  partial: "balanced",
};
const strict: Question = { ...multiple, partial: "none" };
const number: Question = { kind: "number", points: 2, value: 502, tolerance: 0, near: 1 };
const decimal: Question = { kind: "number", points: 2, value: 0.2, tolerance: 0.1, near: 0.1 };
const words: Question = { kind: "text", points: 3, accepted: ["Modbus", "Modbus TCP"] };

describe("marking an answer", () => {
  it.each<[string, Question, Answer, number]>([
    ["single, right", single, ["b"], 4],
    ["single, wrong", single, ["a"], 0],
    ["single, two ticked", single, ["a", "b"], 0],
    ["left open", single, null, 0],
    ["multiple, all", multiple, ["a", "b"], 6],
    ["multiple, half", multiple, ["a"], 3],
    ["multiple, half and one of three wrong", multiple, ["a", "c"], 1],
    ["multiple, everything ticked", multiple, ["a", "b", "c", "d", "e"], 0],
    ["multiple, only wrong", multiple, ["c", "d"], 0],
    ["multiple, the same twice", multiple, ["a", "a"], 3],
    ["multiple, all or nothing", strict, ["a"], 0],
    ["multiple, all or nothing, all", strict, ["b", "a"], 6],
    ["number", number, "502", 2],
    ["number, near", number, "503", 1],
    ["number, far", number, "504", 0],
    ["number, full-width", number, "５０２", 2],
    ["number, words", number, "five hundred", 0],
    ["decimal at the edge of tolerance", decimal, "0.3", 2],
    ["decimal with a comma", decimal, "0,25", 2],
    ["text, other case and width", words, " ｍｏｄｂｕｓ  tcp ", 3],
    ["text, wrong", words, "profinet", 0],
    ["text for a choice", single, "b", 0],
  ])("%s", (_, question, answer, points) => {
    expect(markAnswer(question, answer)).toBe(points);
  });

  it.each([
    ["1,000", 1000],
    ["1 000.5", 1000.5],
    ["−3", -3],
    ["1e3", 1000],
    ["1e9999", null],
    ["", null],
    ["0x10", null],
  ])("reads %j as %j", (text, value) => {
    expect(readNumber(text)).toBe(value);
  });
});

describe("the order of questions", () => {
  it("is the same for one seed, another for another, and loses nothing", () => {
    const items = Array.from({ length: 20 }, (_, n) => n);
    expect(shuffled(items, seededRandom(1))).toEqual(shuffled(items, seededRandom(1)));
    expect(shuffled(items, seededRandom(1))).not.toEqual(shuffled(items, seededRandom(2)));
    expect(shuffled(items, seededRandom(1)).sort((a, b) => a - b)).toEqual(items);
  });
});

describe("the time of an attempt", () => {
  const phaseEnd = new Date("2026-05-01T12:00:00Z");
  it.each([
    ["well before the end", "2026-05-01T10:00:00Z", 0, "2026-05-01T10:45:00.000Z"],
    ["cut by the end of the phase", "2026-05-01T11:30:00Z", 0, "2026-05-01T12:00:00.000Z"],
    ["with ten minutes more", "2026-05-01T11:30:00Z", 10, "2026-05-01T12:10:00.000Z"],
  ])("%s", (_, start, extra, end) => {
    expect(attemptEnd(new Date(start), 45, extra, phaseEnd).toISOString()).toBe(end);
  });
});

describe("what the answers say about the questions", () => {
  const questions = [{ points: 2 }, { points: 1 }, { points: 1 }];
  const attempts = [
    [2, 1, 0],
    [2, 1, 0],
    [1, 0, 1],
    [0, null, 1],
  ];

  it("tells how hard a question was and whether it told strong from weak", () => {
    const [first, second, third] = itemStatistics(questions, attempts);
    expect(first).toMatchObject({ shown: 4, left: 0, facility: 0.625 });
    expect(second).toMatchObject({ left: 1, facility: 0.5 });
    // Item 2 (1,1,0,0) against the rest (2,2,2,1): cov .5 / √(1 · .75)
    expect(second?.discrimination).toBeCloseTo(0.577, 3);
    expect(third?.discrimination).toBeLessThan(0);
    expect(
      itemStatistics(questions, []).every(
        ({ facility, discrimination }) => facility === null && discrimination === null,
      ),
    ).toBe(true);
  });

  it("gives Cronbach's alpha of the whole: 1 for items that say the same", () => {
    expect(
      reliability([
        [1, 1],
        [0, 0],
        [1, 1],
      ]),
    ).toBeCloseTo(1, 10);
    expect(reliability(attempts)).toBeCloseTo((3 / 2) * (1 - (11 / 12 + 1 / 3 + 1 / 3) / (11 / 12)), 10);
    expect(reliability([[1, 1]])).toBeNull();
    // Nothing varies, though three times 3.05 has a mean of 3.0499999999999994.
    expect(reliability(Array(3).fill([3.05, 0]))).toBeNull();
  });
});
