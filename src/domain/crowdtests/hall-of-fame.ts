type Finder = {
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  /** Of each accepted report: its score (one decimal) once it is disclosed, null before. */
  readonly scores: readonly (number | null)[];
};

/**
 * Finders by the sum of their scores, then by how many reports were accepted; who found first stays before who found as
 * much later. Sums are of whole tenths: in floating point three times 6.9 is more than 5.9 + 6.1 + 8.7.
 * @param finders in the order in which each one's first report was accepted
 */
export function hallOfFame(finders: readonly Finder[]) {
  return finders
    .map(({ nameZh, nameEn, scores }) => ({
      nameZh,
      nameEn,
      accepted: scores.length,
      points: scores.reduce<number>((tenths, score) => tenths + Math.round((score ?? 0) * 10), 0) / 10,
    }))
    .sort((a, b) => b.points - a.points || b.accepted - a.accepted);
}
