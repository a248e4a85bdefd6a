/**
 * Signals that an organiser should look at. None of them proves anything: each opens a case with its evidence, which the
 * team can answer and two organisers decide.
 */
export const signalKinds = [
  "foreignFlag",
  "sharedSource",
  "tooFast",
  "sharedDevice",
  "sameWrongAnswers",
  "burst",
] as const;
export type SignalKind = (typeof signalKinds)[number];

export type SeenAnswer = {
  readonly kind: "solve" | "wrong" | "foreign";
  readonly teamId: string;
  readonly challengeId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly answer: string;
  readonly device: string | null;
  readonly address: string | null;
};
/** When a team first saw a challenge. */
export type Seen = {
  readonly teamId: string;
  readonly challengeId: string;
  readonly at: number;
  /** When the team first fetched a file of the challenge: null while it has not, undefined where there is none. */
  readonly fetchedAt?: number | null;
};

export type Signal = {
  readonly kind: SignalKind;
  readonly teamId: string;
  readonly otherTeamId: string | null;
  readonly challengeId: string | null;
  readonly facts: Readonly<Record<string, string | number>>;
};

const fastest = 10_000;
const sameWrong = 3;
const sharedSolves = 2;
const silence = 2 * 3_600_000;
const burstWithin = 600_000;
const burstSize = 4;

/** @param answers in the order of time, those of teams inside the ranking */
export function signalsIn(answers: readonly SeenAnswer[], views: readonly Seen[]): Signal[] {
  return [...tooFast(answers, views), ...sameWrongAnswers(answers), ...sharedPlaces(answers), ...bursts(answers)];
}

/**
 * Solved within ten seconds of the first look or of the first file, or without having looked or fetched at all. A fact of
 * −1 says that it never happened before the solve.
 */
function tooFast(answers: readonly SeenAnswer[], views: readonly Seen[]): Signal[] {
  const first = new Map(views.map((view) => [`${view.teamId}:${view.challengeId}`, view]));
  return answers.flatMap(({ kind, teamId, challengeId, at }) => {
    if (kind !== "solve") return [];
    const view = first.get(`${teamId}:${challengeId}`);
    const seconds = secondsAfter(view?.at, at);
    const facts = {
      ...(inHaste(seconds) ? { seconds } : {}),
      ...(view?.fetchedAt !== undefined && inHaste(secondsAfter(view.fetchedAt, at))
        ? { fetchedSeconds: secondsAfter(view.fetchedAt, at) }
        : {}),
    };
    if (Object.keys(facts).length === 0) return [];
    return [{ kind: "tooFast", teamId, otherTeamId: null, challengeId, facts }];
  });
}

/** Whole seconds from one moment to a solve; −1 where the moment never came before it. */
function secondsAfter(from: number | null | undefined, solvedAt: number): number {
  return from == null || from > solvedAt ? -1 : Math.floor((solvedAt - from) / 1_000);
}

const inHaste = (seconds: number): boolean => seconds * 1_000 < fastest;

/** Two teams that gave the same three wrong answers or more: equal mistakes are rarer than equal solutions. */
function sameWrongAnswers(answers: readonly SeenAnswer[]): Signal[] {
  const teamsOf = new Map<string, Set<string>>();
  for (const { kind, teamId, challengeId, answer } of answers) {
    if (kind === "solve") continue;
    const key = `${challengeId}:${answer}`;
    teamsOf.set(key, (teamsOf.get(key) ?? new Set()).add(teamId));
  }
  const shared = new Map<string, number>();
  for (const teams of teamsOf.values()) {
    // What many think of is a trap of the challenge, not of a friendship.
    if (teams.size !== 2) continue;
    const pair = [...teams].sort().join(":");
    shared.set(pair, (shared.get(pair) ?? 0) + 1);
  }
  return [...shared].flatMap(([pair, answersShared]) => {
    const [teamId = "", otherTeamId = ""] = pair.split(":");
    return answersShared >= sameWrong
      ? [{ kind: "sameWrongAnswers", teamId, otherTeamId, challengeId: null, facts: { answers: answersShared } }]
      : [];
  });
}

/** Two teams that solved from one device and network (`sharedDevice`), or again and again from one network (`sharedSource`). */
function sharedPlaces(answers: readonly SeenAnswer[]): Signal[] {
  const places = new Map<string, Map<string, number>>();
  for (const { kind, teamId, device, address } of answers) {
    if (kind !== "solve" || !address) continue;
    for (const key of [`sharedSource:${address}`, ...(device ? [`sharedDevice:${address}:${device}`] : [])]) {
      const teams = places.get(key) ?? new Map<string, number>();
      teams.set(teamId, (teams.get(teamId) ?? 0) + 1);
      places.set(key, teams);
    }
  }
  const signals: Signal[] = [];
  for (const [key, teams] of places) {
    const kind = key.startsWith("sharedDevice") ? "sharedDevice" : "sharedSource";
    const often = [...teams]
      .filter(([, solves]) => solves >= sharedSolves)
      .map(([id]) => id)
      .sort();
    // A whole room behind one address is a venue.
    if (often.length !== 2) continue;
    const [teamId = "", otherTeamId = ""] = often;
    const solves = (teams.get(teamId) ?? 0) + (teams.get(otherTeamId) ?? 0);
    signals.push({ kind, teamId, otherTeamId, challengeId: null, facts: { solves } });
  }
  return signals;
}

/** Four solves in ten minutes after two silent hours. */
function bursts(answers: readonly SeenAnswer[]): Signal[] {
  const byTeam = new Map<string, SeenAnswer[]>();
  for (const answer of answers) byTeam.set(answer.teamId, [...(byTeam.get(answer.teamId) ?? []), answer]);
  return [...byTeam].flatMap(([teamId, own]) => {
    for (const [index, { at }] of own.entries()) {
      const before = own[index - 1];
      if (!before || at - before.at < silence) continue;
      const solves = own.slice(index).filter((one) => one.kind === "solve" && one.at - at <= burstWithin).length;
      if (solves >= burstSize)
        return [
          {
            kind: "burst",
            teamId,
            otherTeamId: null,
            challengeId: null,
            facts: { solves, silentMinutes: Math.round((at - before.at) / 60_000) },
          },
        ];
    }
    return [];
  });
}

/** A case's identity: the same thing seen again opens no second one. */
export function causeOf({ kind, teamId, otherTeamId, challengeId }: Omit<Signal, "facts">): string {
  return [kind, teamId, otherTeamId ?? "", challengeId ?? ""].join(":");
}

/** Two organisers of one mind decide; until then the case is open. */
export function decisionOf<Sanction extends string>(
  votes: readonly { readonly personId: string; readonly sanction: Sanction }[],
): Sanction | null {
  for (const { sanction } of votes) if (votes.filter((one) => one.sanction === sanction).length >= 2) return sanction;
  return null;
}
