import { foldName } from "../shared/folding";

/** A question as it is marked. Points are whole numbers; a question is never worth less than nothing. */
export type Question =
  | { readonly kind: "single"; readonly points: number; readonly options: readonly string[]; readonly correct: string }
  | {
      readonly kind: "multiple";
      readonly points: number;
      readonly options: readonly string[];
      readonly correct: readonly string[];
      readonly partial: PartialCredit;
    }
  | {
      readonly kind: "number";
      readonly points: number;
      readonly value: number;
      /** Full points within this distance of the value, in its unit. */
      readonly tolerance: number;
      /** Half the points within this distance; equal to `tolerance` where near is not enough. */
      readonly near: number;
    }
  | { readonly kind: "text"; readonly points: number; readonly accepted: readonly string[] };

/**
 * `none`: all right or nothing. `balanced`: (right chosen ÷ right − wrong chosen ÷ wrong), at least nothing: ticking
 * everything earns nothing.
 */
export const partialCredits = ["none", "balanced"] as const;
export type PartialCredit = (typeof partialCredits)[number];

/** What was answered: option ids, a number or words as typed; null for a question left open. */
export type Answer = readonly string[] | string | null;

/** @returns points in hundredths' precision, 0 to `question.points` */
export function markAnswer(question: Question, answer: Answer): number {
  if (answer === null) return 0;
  return Math.round(question.points * shareOf(question, answer) * 100) / 100;
}

function shareOf(question: Question, answer: readonly string[] | string): number {
  switch (question.kind) {
    case "single":
      return typeof answer !== "string" && answer.length === 1 && answer[0] === question.correct ? 1 : 0;
    case "multiple":
      return typeof answer === "string" ? 0 : multipleShare(question, new Set(answer));
    case "number": {
      const value = typeof answer === "string" ? readNumber(answer) : null;
      if (value === null) return 0;
      // Half a unit in the last place of what a double holds, so that 0.3 is within 0.1 of 0.2.
      const away = Math.abs(value - question.value) - Number.EPSILON * 4 * Math.max(1, Math.abs(question.value));
      if (away <= question.tolerance) return 1;
      return away <= question.near ? 0.5 : 0;
    }
    case "text":
      return typeof answer === "string" && question.accepted.some((one) => foldName(one) === foldName(answer)) ? 1 : 0;
  }
}

function multipleShare(question: Extract<Question, { kind: "multiple" }>, chosen: ReadonlySet<string>): number {
  const correct = new Set(question.correct);
  const right = question.correct.filter((id) => chosen.has(id)).length;
  const wrong = [...chosen].filter((id) => !correct.has(id)).length;
  if (question.partial === "none") return right === correct.size && wrong === 0 ? 1 : 0;
  const wrongOptions = question.options.length - correct.size;
  return Math.max(0, right / correct.size - (wrongOptions === 0 ? 0 : wrong / wrongOptions));
}

/** A number as people type it: full-width digits, spaces as thousands, a comma as decimal sign where it is the only sign. */
export function readNumber(text: string): number | null {
  const plain = text.normalize("NFKC").replaceAll(/\s/gu, "");
  const point = /^[-+−]?\d+,\d+$/u.test(plain) && !/^[-+−]?\d{1,3}(,\d{3})+$/u.test(plain);
  const candidate = (point ? plain.replace(",", ".") : plain.replaceAll(/,(?=\d{3}(\D|$))/gu, "")).replace("−", "-");
  if (!/^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d{1,3})?$/iu.test(candidate)) return null;
  const value = Number(candidate);
  return Number.isFinite(value) ? value : null;
}

/** Fisher–Yates; `random` comes from a seed, so that the same team always meets the same order. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

/**
 * When an attempt ends: its minutes after its start, and never after the phase. All three by the database's clock.
 * @param extraMinutes granted by the organisers to one entrant (accessibility, a broken line)
 */
export function attemptEnd(startedAt: Date, minutes: number, extraMinutes: number, phaseEndsAt: Date): Date {
  const own = startedAt.getTime() + (minutes + extraMinutes) * 60_000;
  return new Date(Math.min(own, phaseEndsAt.getTime() + extraMinutes * 60_000));
}

export type ItemStatistics = {
  /** Attempts that were shown the question. */
  readonly shown: number;
  readonly left: number;
  /** Mean share of the points, 0 (nobody) to 1 (everybody); null when nobody saw it. */
  readonly facility: number | null;
  /**
   * Corrected item–total correlation: Pearson's r between the item and the total of the other items. Below .2 a
   * question tells strong from weak badly, below 0 something is wrong with it (Ebel, Essentials of Educational
   * Measurement). Null where fewer than three attempts or no variation.
   */
  readonly discrimination: number | null;
};

/** @param attempts points per question of each attempt, in the order of `questions`; null where it was left open */
export function itemStatistics(
  questions: readonly { readonly points: number }[],
  attempts: readonly (readonly (number | null)[])[],
): ItemStatistics[] {
  const totals = attempts.map((points) => points.reduce<number>((sum, one) => sum + (one ?? 0), 0));
  return questions.map(({ points }, at) => {
    const own = attempts.map((marks) => marks[at] ?? 0);
    const rest = totals.map((total, index) => total - (own[index] ?? 0));
    return {
      shown: attempts.length,
      left: attempts.filter((marks) => (marks[at] ?? null) === null).length,
      facility: attempts.length === 0 || points === 0 ? null : sumOf(own) / (points * attempts.length),
      discrimination: attempts.length < 3 ? null : correlation(own, rest),
    };
  });
}

/** Cronbach's alpha over the whole quiz; null with fewer than two questions or three attempts or without variation. */
export function reliability(attempts: readonly (readonly (number | null)[])[]): number | null {
  const items = attempts[0]?.length ?? 0;
  if (items < 2 || attempts.length < 3) return null;
  const whole = variance(attempts.map((marks) => sumOf(marks.map((one) => one ?? 0))));
  if (whole < 1e-12) return null;
  const parts = Array.from({ length: items }, (_, at) => variance(attempts.map((marks) => marks[at] ?? 0)));
  return (items / (items - 1)) * (1 - sumOf(parts) / whole);
}

function correlation(one: readonly number[], other: readonly number[]): number | null {
  const [a, b] = [sumOf(one) / one.length, sumOf(other) / other.length];
  const product = sumOf(one.map((value, index) => (value - a) * ((other[index] ?? 0) - b)));
  const width = Math.sqrt(sumOf(one.map((value) => (value - a) ** 2)) * sumOf(other.map((value) => (value - b) ** 2)));
  return width < 1e-12 ? null : product / width;
}

function variance(values: readonly number[]): number {
  const centre = sumOf(values) / values.length;
  return sumOf(values.map((value) => (value - centre) ** 2)) / (values.length - 1);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
