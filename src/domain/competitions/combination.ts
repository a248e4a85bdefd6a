import { type Ranked, rankByScore } from "./judging";

/** One phase of a combined event. Points of teams that did not take part are absent and count as nothing. */
export type PhasePoints = {
  readonly phaseId: string;
  /** As declared; a phase's share of the total is its weight ÷ the sum of weights. */
  readonly weight: number;
  readonly points: ReadonlyMap<string, number>;
};

export type CombinedRow = {
  readonly teamId: string;
  /** 0 to 100, four decimals. */
  readonly total: number;
  readonly rank: number;
  /** What each phase contributes to the total, in its own order. */
  readonly parts: readonly { readonly phaseId: string; readonly points: number; readonly contribution: number }[];
};

/**
 * Σ over phases of points ÷ best points of that phase × weight. Dividing by the best makes phases with different
 * ceilings comparable; a phase in which nobody has points gives nothing to anybody. Points below zero count as zero.
 */
export function combine(phases: readonly PhasePoints[]): CombinedRow[] {
  const shares = phases.map(sharesOf);
  const teams = [...new Set(phases.flatMap(({ points }) => [...points.keys()]))];
  const weights = percentages(phases);
  const totals = rankByScore(totalsOf(teams, weights, shares));
  return totals.map(({ id, score, rank }) => ({
    teamId: id,
    total: score,
    rank,
    parts: phases.map(({ phaseId, points }, index) => ({
      phaseId,
      points: points.get(id) ?? 0,
      contribution: tenThousandths((shares[index]?.get(id) ?? 0) * (weights[index] ?? 0)),
    })),
  }));
}

export type Stability = {
  /** Every place down to the declared depth keeps its team in every scenario. */
  readonly stable: boolean;
  readonly scenarios: readonly {
    readonly phaseId: string;
    readonly change: -10 | 10;
    /** Teams at the top in this scenario, best first. */
    readonly top: readonly Ranked[];
    readonly sameTeams: boolean;
    readonly sameOrder: boolean;
  }[];
  /** For each team that is at the top as declared: the best and worst rank over all scenarios. */
  readonly ranges: readonly {
    readonly teamId: string;
    readonly rank: number;
    readonly best: number;
    readonly worst: number;
  }[];
};

/**
 * What would become of the top places if each weight in turn were ±10 % of itself, the others sharing the rest in
 * their declared proportion so that the shares still add up to 100 %.
 * @param depth how many places to look at
 */
export function stability(phases: readonly PhasePoints[], depth: number): Stability {
  const shares = phases.map(sharesOf);
  const teams = [...new Set(phases.flatMap(({ points }) => [...points.keys()]))];
  const declared = rankByScore(totalsOf(teams, percentages(phases), shares));
  const top = declared.filter(({ rank }) => rank <= depth);
  const runs = phases.flatMap(({ phaseId }, moved) =>
    ([-10, 10] as const).map((change) => ({
      phaseId,
      change,
      ranked: rankByScore(totalsOf(teams, movedWeights(phases, moved, 1 + change / 100), shares)),
    })),
  );
  const scenarios = runs.map(({ phaseId, change, ranked }) => {
    const now = ranked.filter(({ rank }) => rank <= depth);
    return {
      phaseId,
      change,
      top: now,
      sameTeams: sameMembers(top, now),
      sameOrder:
        now.length === top.length && now.every(({ id, rank }) => top.some((one) => one.id === id && one.rank === rank)),
    };
  });
  return {
    stable: scenarios.every(({ sameOrder }) => sameOrder),
    scenarios,
    ranges: top.map(({ id, rank }) => {
      const ranks = [rank, ...runs.map(({ ranked }) => ranked.find((one) => one.id === id)?.rank ?? rank)];
      return { teamId: id, rank, best: Math.min(...ranks), worst: Math.max(...ranks) };
    }),
  };
}

function percentages(phases: readonly PhasePoints[]): number[] {
  const sum = phases.reduce((total, { weight }) => total + weight, 0);
  return phases.map(({ weight }) => (sum === 0 ? 0 : (weight * 100) / sum));
}

function movedWeights(phases: readonly PhasePoints[], moved: number, factor: number): number[] {
  const declared = percentages(phases);
  const own = declared[moved] ?? 0;
  const rest = 100 - own;
  const raised = rest <= 0 ? own : Math.min(100, own * factor);
  return declared.map((weight, index) => (index === moved ? raised : rest <= 0 ? 0 : (weight * (100 - raised)) / rest));
}

/**
 * One team's total over several phases, 0 to 100 for those inside the ranking: Σ points ÷ best × share of the weights.
 * @param best the best points of each phase among teams inside the ranking
 */
export function combinedScore(
  phases: readonly { readonly weight: number; readonly best: number; readonly points: number }[],
): number {
  const sum = phases.reduce((total, { weight }) => total + weight, 0);
  if (sum === 0) return 0;
  return tenThousandths(
    phases.reduce(
      (total, { weight, best, points }) => total + (best > 0 ? Math.max(0, points) / best : 0) * ((weight * 100) / sum),
      0,
    ),
  );
}

function sharesOf({ points }: PhasePoints): Map<string, number> {
  const best = Math.max(0, ...points.values());
  return new Map([...points].map(([team, own]) => [team, best === 0 ? 0 : Math.max(0, own) / best]));
}

function totalsOf(
  teams: readonly string[],
  weights: readonly number[],
  shares: readonly ReadonlyMap<string, number>[],
): [string, number][] {
  return teams.map((team) => [
    team,
    tenThousandths(shares.reduce((sum, share, index) => sum + (share.get(team) ?? 0) * (weights[index] ?? 0), 0)),
  ]);
}

function sameMembers(one: readonly Ranked[], other: readonly Ranked[]): boolean {
  const ids = new Set(one.map(({ id }) => id));
  return one.length === other.length && other.every(({ id }) => ids.has(id));
}

function tenThousandths(value: number): number {
  return Math.round(value * 10_000 + 1e-7) / 10_000;
}
