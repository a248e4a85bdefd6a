/**
 * How many points a challenge is worth after `n` counted solves. All formulas are those that organisers know from other
 * engines, so that an event can move here without its scoring changing; each has a table of values worked out by hand.
 */

export const scoringKinds = ["static", "linear", "parabolic", "exponential", "rctf", "ecsc", "log2"] as const;

export type ScoringRule =
  | { readonly kind: "static"; readonly initial: number }
  | { readonly kind: "linear"; readonly initial: number; readonly minimum: number; readonly decay: number }
  | { readonly kind: "parabolic"; readonly initial: number; readonly minimum: number; readonly decay: number }
  | {
      readonly kind: "exponential";
      readonly initial: number;
      readonly minimumShare: number;
      readonly difficulty: number;
    }
  | { readonly kind: "rctf"; readonly minimum: number; readonly maximum: number }
  | { readonly kind: "ecsc"; readonly base: number }
  | { readonly kind: "log2" };

/** @param n counted solves, this one included; 0 is the value shown before anybody solved it */
export function challengeValue(rule: ScoringRule, n: number): number {
  switch (rule.kind) {
    case "static":
      return rule.initial;
    case "linear":
      return linear(rule, n);
    case "parabolic":
      return parabolic(rule, n);
    case "exponential":
      return exponential(rule, n);
    case "rctf":
      return rctf(rule, n);
    case "ecsc":
      return Math.trunc(rule.base * (30 / (29 + Math.max(n, 1))) ** 3);
    case "log2":
      return Math.floor(Math.max(50, 500 - 80 * Math.log2((Math.max(n, 0) + 3) / 4)));
  }
}

/** max(min, ⌈initial − decay·(n−1)⌉), CTFd "linear". */
function linear({ initial, minimum, decay }: { initial: number; minimum: number; decay: number }, n: number): number {
  return Math.max(minimum, Math.ceil(initial - decay * Math.max(n - 1, 0)));
}

/** max(min, ⌈(min−initial)/decay²·(n−1)² + initial⌉), which CTFd calls "logarithmic". */
function parabolic(rule: { initial: number; minimum: number; decay: number }, n: number): number {
  const { initial, minimum, decay } = rule;
  const solves = Math.max(n - 1, 0);
  // Multiplied before it is divided, so that a whole result stays whole in floating point.
  return Math.max(minimum, Math.ceil(((minimum - initial) * solves ** 2) / decay ** 2 + initial));
}

/** n ≤ 1: S; else ⌊S·(r+(1−r)·e^((1−n)/d))⌋, GZCTF. */
function exponential(rule: { initial: number; minimumShare: number; difficulty: number }, n: number): number {
  const { initial, minimumShare: r, difficulty: d } = rule;
  return n <= 1 ? initial : Math.floor(initial * (r + (1 - r) * Math.exp((1 - n) / d)));
}

/** round(min+(max−min)/(1+(max(n−1,0)/11.92201)^1.206069)), rCTF. */
function rctf({ minimum, maximum }: { minimum: number; maximum: number }, n: number): number {
  return Math.round(minimum + (maximum - minimum) / (1 + (Math.max(n - 1, 0) / 11.92201) ** 1.206069));
}

/**
 * The bonus for an early solve: the place's per cent of the value, rounded half up; it moves with the value.
 * @param place 0 for the first of the counted solves
 */
export function bloodBonus(bonus: readonly number[], place: number, value: number): number {
  return Math.floor((value * (bonus[place] ?? 0)) / 100 + 0.5);
}

export type Capture = { readonly flagId: string; readonly attacker: string; readonly defender: string };
export type ServiceTick = { readonly team: string; readonly up: boolean; readonly recovering: boolean };

export type AttackDefenceScore = {
  readonly attack: number;
  readonly defence: number;
  readonly sla: number;
  readonly total: number;
};

/**
 * Attack–defence after FAUST CTF: attack Σ(1 + 1/captures(flag)) over the flags captured; defence −Σ captures^0.75 over
 * the own flags that were captured; service level (up + ½·recovering)·√teams.
 * @param captures each attacker at most once a flag
 */
export function attackDefence(
  teams: readonly string[],
  captures: readonly Capture[],
  ticks: readonly ServiceTick[],
): Map<string, AttackDefenceScore> {
  const perFlag = new Map<string, { count: number; defender: string }>();
  for (const { flagId, defender } of captures)
    perFlag.set(flagId, { count: (perFlag.get(flagId)?.count ?? 0) + 1, defender });
  const attack = new Map<string, number>();
  for (const { flagId, attacker } of captures)
    attack.set(attacker, (attack.get(attacker) ?? 0) + 1 + 1 / (perFlag.get(flagId)?.count ?? 1));
  const defence = new Map<string, number>();
  for (const { count, defender } of perFlag.values())
    defence.set(defender, (defence.get(defender) ?? 0) - count ** 0.75);
  const kept = new Map<string, number>();
  for (const { team, up, recovering } of ticks)
    kept.set(team, (kept.get(team) ?? 0) + (up ? 1 : 0) + (recovering ? 0.5 : 0));
  return new Map(
    teams.map((team) => {
      const score = {
        attack: attack.get(team) ?? 0,
        defence: defence.get(team) ?? 0,
        sla: (kept.get(team) ?? 0) * Math.sqrt(teams.length),
      };
      return [team, { ...score, total: score.attack + score.defence + score.sla }];
    }),
  );
}
