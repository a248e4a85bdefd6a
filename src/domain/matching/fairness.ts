import { ndcgAt, positionWeight } from "./quality";
import type { Scored } from "./tie-break";

/** A group that is to have its share of the first page, such as small firms or under-served regions. */
export type ProtectedGroup = {
  readonly id: string;
  /** Stated minimum share, 0 to 1. */
  readonly share: number;
  readonly members: ReadonlySet<string>;
};

/**
 * How many of the first 1, 2, … k must belong to a group of share p, so that a fair draw would fall below only with
 * probability α (FA*IR: Zehlike et al., CIKM 2017, definition 3: the smallest m with F(m; place, p) > α).
 * @returns k counts, the first for place 1
 */
export function requiredCounts(k: number, share: number, alpha: number): number[] {
  return Array.from({ length: k }, (_, index) => smallestLikely(index + 1, share, alpha));
}

function smallestLikely(places: number, share: number, alpha: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return places;
  let probability = (1 - share) ** places;
  let tail = probability;
  let count = 0;
  while (tail <= alpha && count < places) {
    probability *= ((places - count) / (count + 1)) * (share / (1 - share));
    tail += probability;
    count++;
  }
  return count;
}

export type FairOptions = { readonly k: number; readonly alpha: number };

export type FairRanking<T extends Scored> = {
  readonly ranked: readonly T[];
  /** Per group: the required and reached counts at each place, and the places at which the group was too small. */
  readonly groups: readonly {
    readonly id: string;
    readonly required: readonly number[];
    readonly reached: readonly number[];
    readonly unmet: readonly number[];
  }[];
  /** Who stands higher than by score alone. */
  readonly lifted: readonly string[];
  /** Share of nDCG@k given up, 0 to 1. */
  readonly cost: number;
};

/**
 * Re-ranks the first k so that every group reaches its required count at every place, and otherwise by score. A member
 * is drawn forward as late as the counts allow; with several groups, in time for all of them together. Where a group
 * has too few members the rest is filled by score and the places are reported. Behind place k the order is by score.
 * @param ranked best first, ties already broken
 */
export function rerankFairly<T extends Scored>(
  ranked: readonly T[],
  groups: readonly ProtectedGroup[],
  options: FairOptions,
): FairRanking<T> {
  const k = Math.min(options.k, ranked.length);
  const quotas = groups.map((group) => quotaOf(group, ranked, k, options.alpha));
  const waiting = [...ranked];
  const chosen: T[] = [];
  while (chosen.length < k) {
    const helpful = groupsToServe(quotas, chosen.length, k);
    const next = helpful.length === 0 ? 0 : bestHelper(waiting, helpful);
    const [candidate] = waiting.splice(Math.max(0, next), 1);
    if (candidate === undefined) break;
    for (const quota of quotas) if (quota.members.has(candidate.id)) quota.reached++;
    chosen.push(candidate);
  }
  const result = [...chosen, ...waiting];
  return {
    ranked: result,
    groups: groups.map((group) => describeGroup(group, result.slice(0, k), options.alpha)),
    lifted: result
      .slice(0, k)
      .flatMap(({ id }, place) => (ranked.findIndex((one) => one.id === id) > place ? [id] : [])),
    cost: rerankingCost(ranked, result, k),
  };
}

type Quota = { readonly members: ReadonlySet<string>; readonly counts: readonly number[]; reached: number };

function quotaOf(group: ProtectedGroup, ranked: readonly Scored[], k: number, alpha: number): Quota {
  const available = ranked.filter(({ id }) => group.members.has(id)).length;
  const counts = requiredCounts(k, group.share, alpha).map((count) => Math.min(count, available));
  return { members: group.members, counts, reached: 0 };
}

/**
 * The groups one of which this place must serve, or none. Looks ahead: when by some later place all groups together
 * lack as many members as there are places left until then, waiting one more place would be too late for one of them.
 */
function groupsToServe(quotas: readonly Quota[], filled: number, k: number): Quota[] {
  for (let place = filled; place < k; place++) {
    const lacking = quotas.filter((quota) => (quota.counts[place] ?? 0) > quota.reached);
    const demand = lacking.reduce((sum, quota) => sum + (quota.counts[place] ?? 0) - quota.reached, 0);
    if (demand > 0 && demand >= place - filled + 1) return lacking;
  }
  return [];
}

/** The best by score who belongs to any of the groups. */
function bestHelper(waiting: readonly Scored[], groups: readonly Quota[]): number {
  return waiting.findIndex(({ id }) => groups.some((group) => group.members.has(id)));
}

function describeGroup(group: ProtectedGroup, shown: readonly Scored[], alpha: number) {
  const required = requiredCounts(shown.length, group.share, alpha);
  let count = 0;
  const reached = shown.map(({ id }) => {
    if (group.members.has(id)) count++;
    return count;
  });
  const unmet = required.flatMap((least, index) => ((reached[index] ?? 0) < least ? [index + 1] : []));
  return { id: group.id, required, reached, unmet };
}

/**
 * Share of nDCG@k lost between an order and a fairer one, 0 to 1. Gains are the scores themselves, so that exchanging
 * two who stand a hair apart costs a hair; where some are negative, as calibrated scores may be, all are raised by the
 * lowest.
 */
export function rerankingCost(before: readonly Scored[], after: readonly Scored[], k: number): number {
  const lowest = before.reduce((least, { score }) => Math.min(least, score), 0);
  const gains = (order: readonly Scored[]) => order.map(({ score }) => score - lowest);
  const plain = ndcgAt(gains(before), k);
  return plain > 0 ? Math.max(0, 1 - ndcgAt(gains(after), k) / plain) : 0;
}

/** A group's share of the attention that rankings gave away, each place worth `1 / log2(place + 1)`; 0 over none. */
export function exposureShare(rankings: readonly (readonly string[])[], members: ReadonlySet<string>): number {
  let given = 0;
  let all = 0;
  for (const ranking of rankings) {
    ranking.forEach((id, index) => {
      const weight = positionWeight(index + 1);
      all += weight;
      if (members.has(id)) given += weight;
    });
  }
  return all > 0 ? given / all : 0;
}
