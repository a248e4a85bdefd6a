import { type Actor, allow, type Decision, demand, deny } from "../shared/actor";
import type { JudgingStage } from "./schema-judged";

/** Who may do what in a judged phase. The service reads the database's clock after the lock and hands the facts in. */
export type JudgedFacts = {
  readonly organiser: boolean;
  readonly stage: JudgingStage;
  /** Settings were saved. */
  readonly prepared: boolean;
  /** Between the phase's first and last moment, and the event runs. */
  readonly open: boolean;
  readonly closed: boolean;
  readonly entries: number;
  /** The actor's own team in this competition. */
  readonly team: { readonly id: string; readonly accepted: boolean } | null;
  /** The actor's place on the panel. */
  readonly judge: "invited" | "accepted" | "declined" | null;
};

export type AssignmentFacts = {
  readonly personId: string;
  readonly recused: boolean;
  /** Handed in, and not opened again. */
  readonly done: boolean;
};

const person = (actor: Actor) => actor.kind === "person";
const browser = (actor: Actor) => actor.kind === "person" && actor.scopes === null;

const shown = (actor: Actor) => actor.kind === "person" && (!actor.secondFactorRequired || actor.secondFactor);

function organiser(actor: Actor, facts: JudgedFacts): Decision {
  return demand(
    [person(actor), "signIn"],
    [browser(actor), "browserOnly"],
    [facts.organiser, "organiserOnly"],
    [shown(actor), "secondFactor"],
  );
}

function and(first: Decision, ...claims: readonly (readonly [boolean, string])[]): Decision {
  return first.allowed ? demand(...claims) : first;
}

/** Rubric, times and stage are public with the event; results follow `mayReadJudgedResults`. */
export function mayReadJudgedPhase(): Decision {
  return allow;
}

/** The rubric stands still from the first entry on: teams wrote for it. */
export function maySetUpJudging(actor: Actor, facts: JudgedFacts): Decision {
  return and(organiser(actor, facts), [facts.entries === 0 && facts.stage === "entries", "rubricLocked"]);
}

export function mayEnter(actor: Actor, facts: JudgedFacts): Decision {
  return demand(
    [person(actor), "signIn"],
    [browser(actor), "browserOnly"],
    [facts.team !== null, "noTeam"],
    [facts.team?.accepted === true, "teamNotAccepted"],
    [facts.prepared, "phaseNotReady"],
    [
      facts.stage === "entries" && facts.open,
      facts.closed || facts.stage !== "entries" ? "entriesClosed" : "entriesNotOpen",
    ],
  );
}

/** A team reads its own entry at any time; nobody else does before judging, organisers included. */
export function mayReadEntry(
  actor: Actor,
  facts: JudgedFacts,
  entry: { readonly teamId: string; readonly withdrawn: boolean; readonly assigned: boolean },
): Decision {
  if (!person(actor)) return deny("notFound");
  if (facts.team?.id === entry.teamId) return allow;
  if (facts.stage === "entries" || entry.withdrawn) return deny("notFound");
  return entry.assigned || facts.organiser ? allow : deny("notFound");
}

/** The panel with its progress. */
export function mayReadPanel(actor: Actor, facts: JudgedFacts): Decision {
  return organiser(actor, facts);
}

export function mayInviteJudges(actor: Actor, facts: JudgedFacts): Decision {
  return and(organiser(actor, facts), [facts.stage === "entries" || facts.stage === "judging", "judgingOver"]);
}

/** Until judging begins; whoever is asked while it goes on, for gaps and for entries given back, answers once. */
export function mayAnswerJudgeInvitation(actor: Actor, facts: JudgedFacts): Decision {
  if (facts.judge === null) return deny("notFound");
  return demand(
    [person(actor), "signIn"],
    [browser(actor), "browserOnly"],
    [facts.stage === "entries" || (facts.stage === "judging" && facts.judge === "invited"), "judgingBegun"],
    [facts.team === null, "judgePlays"],
  );
}

/** Only after the last moment for entries: from here on entries are read. */
export function mayOpenJudging(actor: Actor, facts: JudgedFacts): Decision {
  return and(
    organiser(actor, facts),
    [facts.prepared, "phaseNotReady"],
    [facts.stage === "entries", "judgingBegun"],
    [facts.closed, "entriesStillOpen"],
    [facts.entries > 0, "noEntries"],
  );
}

/** One's own list of sheets; empty for whoever judges nowhere. */
export function mayReadOwnSheets(actor: Actor): Decision {
  return demand([person(actor), "signIn"], [browser(actor), "browserOnly"]);
}

export function mayJudge(actor: Actor, facts: JudgedFacts, assignment: AssignmentFacts): Decision {
  if (actor.kind !== "person" || actor.id !== assignment.personId || assignment.recused) return deny("notFound");
  return demand(
    [browser(actor), "browserOnly"],
    [facts.stage === "judging" || facts.stage === "provisional", "judgingOver"],
    [!assignment.done, "sheetHandedIn"],
  );
}

export function mayReadSheet(actor: Actor, assignment: AssignmentFacts): Decision {
  return actor.kind === "person" && actor.id === assignment.personId && !assignment.recused ? allow : deny("notFound");
}

export function mayPublishScores(actor: Actor, facts: JudgedFacts, openSheets: number): Decision {
  return and(
    organiser(actor, facts),
    [facts.stage === "judging", facts.stage === "entries" ? "judgingNotBegun" : "scoresPublished"],
    [openSheets === 0, "sheetsOpen"],
  );
}

/** Teams see their own scores from the publication on, organisers always, everybody once they are final. */
export function mayReadJudgedResults(actor: Actor, facts: JudgedFacts): Decision {
  if (facts.stage === "final") return allow;
  if (!person(actor)) return deny("signIn");
  if (facts.organiser && facts.stage !== "entries") return allow;
  return demand([facts.stage === "provisional", "scoresNotPublished"], [facts.team !== null, "scoresNotFinal"]);
}

export function mayAppeal(
  actor: Actor,
  facts: JudgedFacts,
  { ownEntry, inTime }: { readonly ownEntry: boolean; readonly inTime: boolean },
): Decision {
  if (!ownEntry) return deny("notFound");
  return demand(
    [person(actor), "signIn"],
    [browser(actor), "browserOnly"],
    [facts.stage === "provisional", facts.stage === "final" ? "appealsOver" : "scoresNotPublished"],
    [inTime, "appealsOver"],
  );
}

/** Somebody of the organisers who does not judge the entry. */
export function mayDecideAppeal(
  actor: Actor,
  facts: JudgedFacts,
  { open, judged }: { readonly open: boolean; readonly judged: boolean },
): Decision {
  return and(
    organiser(actor, facts),
    [facts.stage === "provisional", "appealsOver"],
    [open, "appealDecided"],
    [!judged, "judgedItself"],
  );
}

export function mayCloseJudging(
  actor: Actor,
  facts: JudgedFacts,
  waiting: { readonly appealWindow: boolean; readonly appeals: number; readonly sheets: number },
): Decision {
  return and(
    organiser(actor, facts),
    [facts.stage === "provisional", facts.stage === "final" ? "alreadyFinal" : "scoresNotPublished"],
    [!waiting.appealWindow, "appealWindowOpen"],
    [waiting.appeals === 0, "appealsWaiting"],
    [waiting.sheets === 0, "sheetsOpen"],
  );
}
