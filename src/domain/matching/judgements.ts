import { meanReciprocalRank, ndcgAt, pairLoss, recallAt } from "./quality";

/** What somebody judged one subject to be worth for one need; any scale that begins at 0. */
export type Judgement = { readonly need: string; readonly subject: string; readonly grade: number };
export type Scored = { readonly need: string; readonly subject: string; readonly score: number };

export type MatchingQuality = {
  readonly needs: number;
  readonly judged: number;
  /** Mean over needs, of judged subjects only: an unjudged one says nothing. */
  readonly ndcgAt10: number;
  readonly recallAt20: number;
  readonly meanReciprocalRank: number;
  /** Pairs within a need: which of two subjects serves it better. */
  readonly pairLossByNeed: number;
  /** Pairs within a subject: which of two needs it serves better, as reviewers judge papers. */
  readonly pairLossBySubject: number;
  /** Judged pairs that no score was given for; they count as score 0. */
  readonly unscored: number;
};

/**
 * Compares scores with judgements.
 * @param relevantFrom the grade from which a subject counts as relevant, for recall and reciprocal rank
 */
export function judgeScores(
  judgements: readonly Judgement[],
  scores: readonly Scored[],
  relevantFrom: number,
): MatchingQuality {
  const known = new Map(scores.map(({ need, subject, score }) => [`${need}\n${subject}`, score]));
  const pairs = judgements.map((judgement) => {
    const score = known.get(`${judgement.need}\n${judgement.subject}`);
    return { ...judgement, judged: judgement.grade, score: score ?? 0, scored: score !== undefined };
  });
  const byNeed = [...Map.groupBy(pairs, ({ need }) => need).values()].map((list) =>
    list.sort((a, b) => b.score - a.score || (a.subject < b.subject ? -1 : 1)),
  );
  const mean = (values: readonly number[]): number =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  const rankings = byNeed.map((list) => ({
    ranked: list.map(({ subject }) => subject),
    relevant: new Set(list.filter(({ grade }) => grade >= relevantFrom).map(({ subject }) => subject)),
  }));
  return {
    needs: byNeed.length,
    judged: pairs.length,
    ndcgAt10: mean(
      byNeed.map((list) =>
        ndcgAt(
          list.map(({ grade }) => grade),
          10,
        ),
      ),
    ),
    recallAt20: mean(rankings.map(({ ranked, relevant }) => recallAt(ranked, relevant, 20))),
    meanReciprocalRank: meanReciprocalRank(rankings),
    pairLossByNeed: pairLoss(byNeed),
    pairLossBySubject: pairLoss([...Map.groupBy(pairs, ({ subject }) => subject).values()]),
    unscored: pairs.filter(({ scored }) => !scored).length,
  };
}
