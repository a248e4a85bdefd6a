import { krippendorffAlpha } from "@/domain/competitions/agreement";
import { entriesWithGap, type Mark, markOf, rawScores, type Sheet } from "@/domain/competitions/judging";
import type { JudgedSettings } from "@/domain/competitions/schema-judged";
import { type Adjusted, adjustSeverity, zScores } from "@/domain/competitions/severity";
import type { listAssignments } from "./repo-judged";

type AssignmentRow = Awaited<ReturnType<typeof listAssignments>>[number];

/** Sheets that count: the newest of each assignment that was not given back. */
export function sheetsThatCount(rows: readonly AssignmentRow[]): Sheet[] {
  return rows.flatMap(({ personId, entryId, recusedAt, sheets: [newest] }) =>
    recusedAt === null && newest
      ? [{ judgeId: personId, entryId, scores: newest.scores as Record<string, number> }]
      : [],
  );
}

export type PhaseScores = {
  sheets: readonly Sheet[];
  marks: readonly Mark[];
  raw: ReadonlyMap<string, number>;
  adjusted: Adjusted;
  zscores: ReadonlyMap<string, number>;
  /** By the phase's declared method. */
  counted: ReadonlyMap<string, number>;
  agreement: { id: string; alpha: number | null }[];
};

/** Everything that follows from the sheets of a phase. */
export function scorePhase({ criteria, method }: JudgedSettings, rows: readonly AssignmentRow[]): PhaseScores {
  const sheets = sheetsThatCount(rows);
  const marks = sheets.map((sheet) => markOf(criteria, sheet));
  const [raw, adjusted, zscores] = [rawScores(marks), adjustSeverity(marks), zScores(marks)];
  const perEntry = Map.groupBy(sheets, ({ entryId }) => entryId);
  return {
    sheets,
    marks,
    raw,
    adjusted,
    zscores,
    counted: method === "additive" ? adjusted.scores : method === "zscore" ? zscores : raw,
    agreement: criteria.map(({ id }) => ({
      id,
      alpha: krippendorffAlpha([...perEntry.values()].map((own) => own.flatMap(({ scores }) => scores[id] ?? []))),
    })),
  };
}

/** Entries whose two (or k) judges are further apart than declared and have nobody further yet. */
export function entriesToReview(settings: JudgedSettings, rows: readonly AssignmentRow[]): string[] {
  const marks = sheetsThatCount(rows).map((sheet) => markOf(settings.criteria, sheet));
  const standing = rows.filter(({ recusedAt }) => recusedAt === null);
  return entriesWithGap(marks, settings.judgesPerEntry, settings.gap).filter(
    (id) => standing.filter(({ entryId }) => entryId === id).length === settings.judgesPerEntry,
  );
}
