import { type Actor, actsWithRole, allow, type Decision, demand } from "../shared/actor";
import { type CompetitionState, type CompetitionStep, challengesPublic, stepPossible, type TeamState } from "./states";

/** Who may do what in competitions; reasons are keys under `errors`. */

export type CompetitionFacts = {
  readonly state: CompetitionState;
  readonly registrationOpen: boolean;
  /** The public board stands still. */
  readonly frozen: boolean;
  /** What the asking person is to the event. */
  readonly role: "organiser" | "setter" | null;
  readonly team: { readonly id: string; readonly state: TeamState; readonly captain: boolean } | null;
};

const signedIn = (actor: Actor) => actor.kind === "person";
const scoped = (actor: Actor, scope: string) =>
  actor.kind === "person" && (actor.scopes === null || actor.scopes.includes(scope));
const shown = (actor: Actor) => actor.kind === "person" && (!actor.secondFactorRequired || actor.secondFactor);

function writing(actor: Actor, ...claims: readonly (readonly [boolean, string])[]): Decision {
  return demand(
    [signedIn(actor), "signIn"],
    [scoped(actor, "competitions:write"), "scope"],
    [shown(actor), "secondFactor"],
    ...claims,
  );
}

export function mayListCompetitions(): Decision {
  return allow;
}

/** Drafts are their organisers'; everything else is public. */
export function mayReadCompetition(_actor: Actor, facts: CompetitionFacts): Decision {
  return demand([facts.state !== "draft" || facts.role !== null, "notFound"]);
}

export function mayCreateCompetition(actor: Actor): Decision {
  return writing(
    actor,
    [actor.kind === "person" && actor.acting !== null, "noOrganisation"],
    [actsWithRole(actor, "member"), "memberRole"],
    [actor.kind === "person" && actor.acting?.verified === true, "notVerified"],
  );
}

export function mayManageCompetition(actor: Actor, facts: CompetitionFacts): Decision {
  return writing(actor, [facts.role === "organiser", "organiserOnly"]);
}

/** Setters write challenges; answers are theirs and the organisers' alone. */
export function mayManageChallenges(actor: Actor, facts: CompetitionFacts): Decision {
  return writing(actor, [facts.role !== null, "organiserOnly"], [facts.state !== "finalised", "competitionOver"]);
}

export function mayStepCompetition(actor: Actor, facts: CompetitionFacts, step: CompetitionStep): Decision {
  const may = mayManageCompetition(actor, facts);
  return may.allowed
    ? demand([stepPossible(facts.state, step) && !(step === "freeze" && facts.frozen), "competitionState"])
    : may;
}

/** Where the event asks for no approval, a team plays as soon as it has the members that the event asks for. */
export function playsUnasked(event: { approval: boolean; minTeamSize: number }, members: number): boolean {
  return !event.approval && members >= event.minTeamSize;
}

export function mayRegisterTeam(actor: Actor, facts: CompetitionFacts): Decision {
  return writing(actor, [facts.registrationOpen, "registrationClosed"], [facts.team === null, "teamAlready"]);
}

/** A team changes its members until the event has begun to be reviewed. */
export function mayLeadTeam(actor: Actor, facts: CompetitionFacts): Decision {
  return writing(actor, [facts.team?.captain === true, "captainOnly"], [!over(facts.state), "competitionOver"]);
}

export function mayLeaveTeam(actor: Actor, facts: CompetitionFacts): Decision {
  return writing(
    actor,
    [facts.team !== null, "noTeam"],
    [facts.team?.captain !== true, "captainStays"],
    [facts.state === "registration" || facts.state === "published", "competitionBegun"],
  );
}

const over = (state: CompetitionState) => state === "finalised" || state === "cancelled" || state === "reviewing";

/** The names of teams are public from the registration on. */
export function mayListTeams(actor: Actor, facts: CompetitionFacts): Decision {
  return mayReadCompetition(actor, facts);
}

/** Everybody reads the challenges once the event has begun; organisers always. */
export function mayReadChallenges(_actor: Actor, facts: CompetitionFacts): Decision {
  return demand([facts.role !== null || challengesPublic(facts.state), "challengesLater"]);
}

export function mayPlay(actor: Actor, facts: CompetitionFacts): Decision {
  return writing(
    actor,
    [facts.team !== null, "noTeam"],
    [facts.team?.state !== "pending", "teamPending"],
    [facts.team?.state !== "rejected", "teamRejected"],
    [facts.team?.state !== "suspended", "teamSuspended"],
    [facts.state !== "paused", "competitionPaused"],
    [facts.state === "running", "competitionNotRunning"],
  );
}

/** After the result anybody who is signed in may try what was asked; nothing of it counts. */
export function mayPractise(actor: Actor, facts: CompetitionFacts): Decision {
  return writing(actor, [facts.state === "finalised", "practiceLater"]);
}

export function mayReadBoard(actor: Actor, facts: CompetitionFacts): Decision {
  return mayReadCompetition(actor, facts);
}

export function mayReadOwnStanding(actor: Actor, facts: CompetitionFacts): Decision {
  return demand([signedIn(actor), "signIn"], [facts.team !== null, "noTeam"]);
}

/** Organisers see board and values as they stand, also while both are frozen for everybody else. */
export function seesLive({ role }: Pick<CompetitionFacts, "role">): boolean {
  return role === "organiser";
}

/** The console, with everything live. */
export function mayWatchCompetition(actor: Actor, facts: CompetitionFacts): Decision {
  return demand(
    [signedIn(actor), "signIn"],
    [scoped(actor, "competitions:read"), "scope"],
    [shown(actor), "secondFactor"],
    [facts.role !== null, "organiserOnly"],
  );
}

/** Organisers see all cases, a team those about itself. */
export function mayListCases(actor: Actor, facts: CompetitionFacts): Decision {
  return demand(
    [signedIn(actor), "signIn"],
    [scoped(actor, "competitions:read"), "scope"],
    [shown(actor), "secondFactor"],
    [facts.role === "organiser" || facts.team !== null, "noTeam"],
  );
}

/** A case is its team's and the organisers'. */
export function mayReadCase(actor: Actor, facts: CompetitionFacts, teamId: string): Decision {
  return demand(
    [signedIn(actor), "signIn"],
    [facts.role === "organiser" || facts.team?.id === teamId, "notFound"],
    [shown(actor), "secondFactor"],
  );
}

export function mayReplyToCase(actor: Actor, facts: CompetitionFacts, teamId: string): Decision {
  return writing(actor, [facts.team?.id === teamId, "notFound"], [facts.team?.captain === true, "captainOnly"]);
}

export function mayWriteUp(actor: Actor, facts: CompetitionFacts): Decision {
  return writing(actor, [facts.team !== null, "noTeam"], [facts.team?.state === "accepted", "teamPending"]);
}

/** The archive is public with the result. */
export function mayReadArchive(_actor: Actor, facts: CompetitionFacts): Decision {
  return demand([facts.state === "finalised", "notFound"]);
}

/** A push of scores is let in by its signature, which the service checks. */
export function mayPushScores(): Decision {
  return allow;
}
