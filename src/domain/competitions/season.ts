/**
 * The season ranking. What is written here is what is applied: `formulaVersion` and `seasonRules` are printed on the
 * page and stored with every computed ranking, and both change together.
 */

export const formulaVersion = 1;
export const seasonRules = {
  /** Results that count, in the window before the day of the ranking. */
  bestResults: 10,
  windowMonths: 12,
  /** Weight of an event with no prior ratings, everybody completing and everybody verified. */
  baseWeight: 10,
  /** Σ of prior ratings that doubles the weight. */
  strengthUnit: 100,
  mostWeight: 50,
  bootstrapDraws: 1_000,
} as const;

export type EventEntry = {
  /** Who is rated: a team or a person. */
  readonly entrantId: string;
  readonly rank: number;
  readonly points: number;
  /** Organised the event or set its challenges: takes part, is not rated, and does not add to the strength. */
  readonly excluded: boolean;
  /** Scored at least once. */
  readonly completed: boolean;
  /** Identity was verified by an organisation or by the organisers on site. */
  readonly verified: boolean;
  /** What the entrant's points are multiplied with: 1 for teams; for members of a team of n, 1/√n. */
  readonly share: number;
};

export type SeasonEvent = {
  readonly eventId: string;
  /** When the result was finalised. */
  readonly at: Date;
  readonly entries: readonly EventEntry[];
};

export type EventWeight = {
  /** Σ of the entrants' season points on the day of the event. */
  readonly strength: number;
  readonly completion: number;
  readonly verified: number;
  readonly weight: number;
};

/**
 * weight = min(50, 10 × (1 + log2(1 + strength ÷ 100)) × (½ + ½ × completion) × (½ + ½ × verified)). Strength grows
 * by its logarithm, so that one star does not make an event; votes play no part.
 */
export function eventWeight(entries: readonly EventEntry[], priorRating: (entrantId: string) => number): EventWeight {
  const counted = entries.filter(({ excluded }) => !excluded);
  const share = (holds: (entry: EventEntry) => boolean) =>
    counted.length === 0 ? 0 : counted.filter(holds).length / counted.length;
  const strength = counted.reduce((sum, { entrantId }) => sum + priorRating(entrantId), 0);
  const [completion, verified] = [share((entry) => entry.completed), share((entry) => entry.verified)];
  const { baseWeight, strengthUnit, mostWeight } = seasonRules;
  const weight =
    baseWeight * (1 + Math.log2(1 + strength / strengthUnit)) * (0.5 + 0.5 * completion) * (0.5 + 0.5 * verified);
  return { strength: hundredth(strength), completion, verified, weight: hundredth(Math.min(mostWeight, weight)) };
}

/**
 * (points ÷ best + 1 ÷ rank) × weight × share, hundredths. The best are the points of the first among those rated;
 * whoever scored nothing gets nothing, also not for the rank.
 */
export function eventPoints(entry: EventEntry, best: number, weight: number): number {
  if (entry.excluded || entry.points <= 0 || best <= 0) return 0;
  return hundredth((entry.points / best + 1 / entry.rank) * weight * entry.share);
}

export type CountedResult = {
  readonly eventId: string;
  readonly at: Date;
  readonly points: number;
  readonly rank: number;
  readonly weight: number;
  /** Among the best that add up to the total. */
  readonly counts: boolean;
};

export type SeasonRow = {
  readonly entrantId: string;
  readonly total: number;
  readonly rank: number;
  readonly results: readonly CountedResult[];
  /** Bootstrap percentile interval (2.5 % – 97.5 %) over one's own results; null with fewer than three results. */
  readonly interval: { readonly low: number; readonly high: number } | null;
};

export type Season = {
  readonly rows: readonly SeasonRow[];
  readonly weights: ReadonlyMap<string, EventWeight>;
};

/**
 * Replays the events in the order of their finalisation: each event's weight rests on the ratings its entrants had on
 * that day, then its points join theirs. Entries are ranked among those not excluded.
 * @param random numbers in [0, 1) for an entrant's bootstrap, from a seed, so that everybody draws the same
 */
export function seasonRanking(
  events: readonly SeasonEvent[],
  asOf: Date,
  random: (entrantId: string) => () => number,
): Season {
  const results = new Map<string, Omit<CountedResult, "counts">[]>();
  const weights = new Map<string, EventWeight>();
  const ordered = [...events]
    .filter(({ at }) => at <= asOf)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.eventId < b.eventId ? -1 : 1));
  for (const { eventId, at, entries } of ordered) {
    const weight = eventWeight(entries, (id) => totalOf(results.get(id) ?? [], at));
    weights.set(eventId, weight);
    const rated = entries.filter(({ excluded }) => !excluded);
    const best = Math.max(0, ...rated.map(({ points }) => points));
    const earned = rated.map((entry) => {
      const rank = 1 + rated.filter((other) => other.rank < entry.rank).length;
      return { entry, rank, points: eventPoints({ ...entry, rank }, best, weight.weight) };
    });
    for (const { entry, rank, points } of earned)
      if (points > 0)
        results.set(entry.entrantId, [
          ...(results.get(entry.entrantId) ?? []),
          { eventId, at, points, rank, weight: weight.weight },
        ]);
  }
  const since = monthsBefore(asOf, seasonRules.windowMonths);
  const rows = [...results].flatMap(([entrantId, all]) => {
    const own = all.filter(({ at }) => at > since);
    if (own.length === 0) return [];
    const counting = new Set([...own].sort((a, b) => b.points - a.points).slice(0, seasonRules.bestResults));
    return [
      {
        entrantId,
        total: totalOf(own, asOf),
        results: own.map((one) => ({ ...one, counts: counting.has(one) })),
        interval: bootstrap(
          own.map(({ points }) => points),
          random(entrantId),
        ),
      },
    ];
  });
  rows.sort((a, b) => b.total - a.total || (a.entrantId < b.entrantId ? -1 : 1));
  return {
    weights,
    rows: rows.map((row) => ({ ...row, rank: 1 + rows.filter(({ total }) => total > row.total).length })),
  };
}

/** The same clock time so many calendar months earlier in UTC; a day that the month lacks becomes its last. */
export function monthsBefore(at: Date, months: number): Date {
  const moved = new Date(at);
  moved.setUTCDate(1);
  moved.setUTCMonth(at.getUTCMonth() - months);
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(at.getUTCDate(), last));
  return moved;
}

function totalOf(results: readonly { at: Date; points: number }[], asOf: Date): number {
  const since = monthsBefore(asOf, seasonRules.windowMonths);
  return bestSum(results.filter(({ at }) => at > since && at <= asOf).map(({ points }) => points));
}

function bestSum(points: readonly number[]): number {
  return hundredth(
    [...points]
      .sort((a, b) => b - a)
      .slice(0, seasonRules.bestResults)
      .reduce((sum, one) => sum + one, 0),
  );
}

/** Draws the entrant's own results with replacement and takes the total of each draw. */
function bootstrap(points: readonly number[], random: () => number): SeasonRow["interval"] {
  if (points.length < 3) return null;
  const totals = Array.from({ length: seasonRules.bootstrapDraws }, () =>
    bestSum(points.map(() => points[Math.floor(random() * points.length)] ?? 0)),
  ).sort((a, b) => a - b);
  const at = (share: number) => totals[Math.floor(share * (totals.length - 1))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}

function hundredth(value: number): number {
  return Math.round(value * 100 + 1e-7) / 100;
}
