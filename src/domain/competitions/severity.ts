import { hundredths, type Mark, mean } from "./judging";

/** One judge's severity: points this judge gives below (negative) or above (positive) the panel for equal work. */
export type Severity = { readonly judgeId: string; readonly points: number; readonly marks: number };

export type Adjusted = {
  /** Per entry, in points of 100; may leave 0–100 by the judge's severity, so that ranks are never cut off. */
  readonly scores: ReadonlyMap<string, number>;
  readonly severities: readonly Severity[];
  /**
   * Groups of judges that no shared entry connects. Within a group severities sum to zero; between groups nothing can
   * tell a hard judge from a weak field, so with more than one group adjusted scores are comparable inside a group only.
   */
  readonly panels: readonly (readonly string[])[];
};

/**
 * Two-way additive model  mark = entry + judge + error  by ordinary least squares over the overlapping panel, judges
 * summing to zero in each connected panel. Eliminating the entries leaves, for each judge j,
 * n_j·b_j − Σ_k (Σ_i 1/m_i)·b_k = Σ_i (y_ij − ȳ_i), a Laplacian that is solved exactly. An entry's adjusted score is
 * the mean of its marks, each less its judge's effect: the least-squares estimate of the entry itself.
 * (Textbook two-way layout without interaction, unbalanced; e.g. Searle, Linear Models, ch. 7.)
 */
export function adjustSeverity(marks: readonly Mark[]): Adjusted {
  const byEntry = new Map<string, Mark[]>();
  for (const mark of marks) byEntry.set(mark.entryId, [...(byEntry.get(mark.entryId) ?? []), mark]);
  const panels = panelsOf(byEntry);
  const effects = new Map<string, number>();
  for (const panel of panels) {
    const members = new Set(panel);
    const entries = [...byEntry.values()].filter(([first]) => first !== undefined && members.has(first.judgeId));
    for (const [index, effect] of solvePanel(panel, entries).entries()) effects.set(panel[index] ?? "", effect);
  }
  const count = new Map<string, number>();
  for (const { judgeId } of marks) count.set(judgeId, (count.get(judgeId) ?? 0) + 1);
  return {
    scores: new Map(
      [...byEntry].map(([entryId, own]) => [
        entryId,
        hundredths(mean(own.map(({ judgeId, value }) => value - (effects.get(judgeId) ?? 0)))),
      ]),
    ),
    severities: [...effects].map(([judgeId, points]) => ({
      judgeId,
      points: hundredths(points),
      marks: count.get(judgeId) ?? 0,
    })),
    panels,
  };
}

/**
 * The plain alternative: each judge's marks as z-scores of that judge (sample standard deviation), averaged per entry
 * and put back on the scale of all marks. Fair only where every judge saw a like mix of entries. A judge with fewer
 * than two marks, or with equal marks only, says nothing about order: z = 0.
 */
export function zScores(marks: readonly Mark[]): Map<string, number> {
  const byJudge = new Map<string, number[]>();
  for (const { judgeId, value } of marks) byJudge.set(judgeId, [...(byJudge.get(judgeId) ?? []), value]);
  const all = marks.map(({ value }) => value);
  const [centre, width] = [mean(all), deviation(all)];
  const perEntry = new Map<string, number[]>();
  for (const { entryId, judgeId, value } of marks) {
    const own = byJudge.get(judgeId) ?? [];
    const sd = deviation(own);
    perEntry.set(entryId, [...(perEntry.get(entryId) ?? []), sd === 0 ? 0 : (value - mean(own)) / sd]);
  }
  return new Map([...perEntry].map(([entryId, values]) => [entryId, hundredths(centre + width * mean(values))]));
}

/** Sample standard deviation; 0 for fewer than two values, and exactly 0 for equal ones, whose mean need not be one of them. */
function deviation(values: readonly number[]): number {
  if (values.length < 2 || values.every((value) => value === values[0])) return 0;
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

/** Judges connected by entries that they scored together; judges in the order of their first mark. */
function panelsOf(byEntry: ReadonlyMap<string, readonly Mark[]>): string[][] {
  const root = new Map<string, string>();
  const find = (judge: string): string => {
    let at = judge;
    while (root.get(at) !== at) at = root.get(at) ?? at;
    return at;
  };
  for (const own of byEntry.values()) {
    for (const { judgeId } of own) if (!root.has(judgeId)) root.set(judgeId, judgeId);
    const first = own[0];
    if (first) for (const { judgeId } of own) root.set(find(judgeId), find(first.judgeId));
  }
  const panels = new Map<string, string[]>();
  for (const judge of root.keys()) panels.set(find(judge), [...(panels.get(find(judge)) ?? []), judge]);
  return [...panels.values()];
}

function solvePanel(panel: readonly string[], entries: readonly (readonly Mark[])[]): number[] {
  const at = new Map(panel.map((judge, index) => [judge, index]));
  // The row of ones added to every row makes the singular Laplacian regular and its solution sum to zero.
  const matrix = panel.map(() => panel.map(() => 1));
  const right = panel.map(() => 0);
  for (const own of entries) {
    const centre = mean(own.map(({ value }) => value));
    for (const { judgeId, value } of own) {
      const j = at.get(judgeId) ?? 0;
      right[j] = (right[j] ?? 0) + value - centre;
      const row = matrix[j] ?? [];
      row[j] = (row[j] ?? 0) + 1;
      for (const other of own) {
        const k = at.get(other.judgeId) ?? 0;
        row[k] = (row[k] ?? 0) - 1 / own.length;
      }
    }
  }
  return solve(matrix, right);
}

/** Gaussian elimination with partial pivoting; the matrix is regular by construction. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []];
    const lead = rows[column] ?? [];
    for (let row = column + 1; row < size; row++) {
      const target = rows[row] ?? [];
      const factor = (target[column] ?? 0) / (lead[column] ?? 1);
      if (factor === 0) continue;
      for (let at = column; at <= size; at++) target[at] = (target[at] ?? 0) - factor * (lead[at] ?? 0);
    }
  }
  const solution = right.map(() => 0);
  for (let row = size - 1; row >= 0; row--) {
    const line = rows[row] ?? [];
    let sum = line[size] ?? 0;
    for (let at = row + 1; at < size; at++) sum -= (line[at] ?? 0) * (solution[at] ?? 0);
    solution[row] = sum / (line[row] ?? 1);
  }
  return solution;
}
