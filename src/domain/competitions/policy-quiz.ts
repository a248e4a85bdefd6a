import { type Actor, allow, type Decision, demand, deny } from "../shared/actor";

/** Who may do what in a theory quiz. The service reads the database's clock after the lock and hands the facts in. */
export type QuizFacts = {
  readonly organiser: boolean;
  readonly prepared: boolean;
  readonly open: boolean;
  readonly over: boolean;
  readonly attempts: number;
  readonly team: { readonly id: string; readonly accepted: boolean } | null;
  /** Over for everybody, extra time included. */
  readonly closed: boolean;
  /** The result stands for good. */
  readonly finalised: boolean;
};

const browser = (actor: Actor) => actor.kind === "person" && actor.scopes === null;

const shown = (actor: Actor) => actor.kind === "person" && (!actor.secondFactorRequired || actor.secondFactor);

function organiser(actor: Actor, facts: QuizFacts): Decision {
  return demand(
    [actor.kind === "person", "signIn"],
    [browser(actor), "browserOnly"],
    [facts.organiser, "organiserOnly"],
    [shown(actor), "secondFactor"],
  );
}

function and(first: Decision, ...claims: readonly (readonly [boolean, string])[]): Decision {
  return first.allowed ? demand(...claims) : first;
}

export function mayReadQuiz(): Decision {
  return allow;
}

/** Questions with their keys: organisers, who do not play. */
export function mayReadQuestionBank(actor: Actor, facts: QuizFacts): Decision {
  return and(organiser(actor, facts), [facts.team === null, "organiserPlays"]);
}

/** The questions stand still once somebody has begun. */
export function maySaveQuiz(actor: Actor, facts: QuizFacts): Decision {
  return and(mayReadQuestionBank(actor, facts), [facts.attempts === 0, "quizBegun"]);
}

export function mayStartQuiz(actor: Actor, facts: QuizFacts): Decision {
  return demand(
    [actor.kind === "person", "signIn"],
    [browser(actor), "browserOnly"],
    [facts.team !== null, "noTeam"],
    [facts.team?.accepted === true, "teamNotAccepted"],
    [facts.prepared, "phaseNotReady"],
    [facts.open, facts.over ? "quizOver" : "quizNotOpen"],
  );
}

/** `own`: the attempt is the actor's, or the actor's team's. `running`: its time is not up and it was not handed in. */
export function mayAnswerQuiz(actor: Actor, facts: QuizFacts, attempt: { own: boolean; running: boolean }): Decision {
  if (!attempt.own) return deny("notFound");
  return demand(
    [browser(actor), "browserOnly"],
    [facts.team?.accepted === true, "teamNotAccepted"],
    [attempt.running, "attemptOver"],
  );
}

/** One's own attempt: while it runs the questions, afterwards what was answered; marks and key when the quiz is over. */
export function mayReadAttempt(actor: Actor, _facts: QuizFacts, attempt: { own: boolean }): Decision {
  return actor.kind === "person" && attempt.own ? allow : deny("notFound");
}

export function mayGrantQuizTime(actor: Actor, facts: QuizFacts): Decision {
  return and(organiser(actor, facts), [!facts.finalised, "resultFinal"]);
}

/** Statistics tell the keys: whoever plays reads them with everybody else's review. */
export function mayReadQuizStatistics(actor: Actor, facts: QuizFacts): Decision {
  return and(organiser(actor, facts), [facts.team === null || facts.closed, "organiserPlays"]);
}

/** A question that turns out wrong counts for nobody; after the result is final only a new version of it would help. */
export function mayVoidQuestion(actor: Actor, facts: QuizFacts): Decision {
  return and(organiser(actor, facts), [!facts.finalised, "resultFinal"]);
}

/** Points join the standing once nobody can answer any more, and again after a question was voided. */
export function mayPublishQuiz(actor: Actor, facts: QuizFacts): Decision {
  return and(
    organiser(actor, facts),
    [facts.prepared, "phaseNotReady"],
    [facts.closed, "quizRunning"],
    [!facts.finalised, "resultFinal"],
  );
}
