import { type Actor, actsWithRole, allow, both, type Decision, demand, deny } from "../shared/actor";
import type { GroupRole } from "./schema";

/** Who may do what in a standard's life. Facts are read from the rows and the database's clock by `access.ts`. */
export type StandardFacts = {
  /** The actor's role in the working group, or null. */
  readonly role: GroupRole | null;
  /** Some edition has been published; everybody reads that one. */
  readonly readable: boolean;
  /** What is published is what holds: no revision of it is being drafted. */
  readonly published: boolean;
  /** The stage is one in which clauses are edited freely. */
  readonly drafting: boolean;
  /** Public comments are taken now. */
  readonly consulting: boolean;
  readonly dropped: boolean;
};

const person = (actor: Actor) => actor.kind === "person";
const scoped = (actor: Actor) =>
  actor.kind === "person" && (actor.scopes === null || actor.scopes.includes("standards:write"));
const shown = (actor: Actor) => actor.kind === "person" && (!actor.secondFactorRequired || actor.secondFactor);

function inEarnest(actor: Actor): Decision {
  return demand(
    [person(actor), "signIn"],
    [scoped(actor), "scope"],
    [actor.kind === "person" && actor.acting !== null, "noOrganisation"],
    [actsWithRole(actor, "member"), "memberRole"],
    [actor.kind === "person" && actor.acting?.verified === true, "notVerified"],
    [shown(actor), "secondFactor"],
  );
}

export function mayListStandards(): Decision {
  return allow;
}

/** Published standards and open consultations are public; drafts are the working group's. */
export function mayReadStandard(actor: Actor, standard: StandardFacts): Decision {
  const open = standard.readable || standard.consulting || standard.role !== null;
  return open || supervises(actor) ? allow : deny("notFound");
}

function supervises(actor: Actor): boolean {
  return actor.kind === "system" || (actor.kind === "person" && actor.platformRole === "auditor" && actor.secondFactor);
}

export function mayProposeStandard(actor: Actor): Decision {
  return inEarnest(actor);
}

/** What belongs to the working group alone: its members' desk, lint, snapshots. */
export function mayReadWorkspace(actor: Actor, standard: StandardFacts): Decision {
  return demand([person(actor), "signIn"], [standard.role !== null, "notFound"]);
}

export function mayManageStandard(actor: Actor, standard: StandardFacts): Decision {
  return both(
    inEarnest(actor),
    [standard.role === "secretary", "secretaryOnly"],
    [!standard.dropped, "standardDropped"],
  );
}

/** A call is answered by anyone of the group, for the own organisation. */
export function mayDeclarePatents(actor: Actor, standard: StandardFacts): Decision {
  return both(inEarnest(actor), [standard.role !== null, "notFound"], [!standard.dropped, "standardDropped"]);
}

const editors: readonly GroupRole[] = ["secretary", "editor", "member", "foreignExpert"];

/**
 * Edits of a clause's text, by form or live. Observers only read; from consultation on the text is frozen and changes
 * through change requests.
 * @param clause `locked` by the secretary; `within` is false for a foreign expert limited to other clauses
 */
export function mayEditClause(
  actor: Actor,
  standard: StandardFacts,
  clause: { locked: boolean; within: boolean },
): Decision {
  return both(
    inEarnest(actor),
    [standard.role !== null && editors.includes(standard.role), "groupEditors"],
    [clause.within, "otherClauses"],
    [standard.drafting, "textFrozen"],
    [!clause.locked || standard.role === "secretary", "clauseLocked"],
  );
}

/** What belongs to the text as a whole, such as its pictures: whoever may edit some clause of it. */
export function mayEditStandardText(actor: Actor, standard: StandardFacts): Decision {
  return mayEditClause(actor, standard, { locked: false, within: true });
}

/** The tree itself: adding, naming and deleting clauses. */
export function mayShapeClauses(actor: Actor, standard: StandardFacts): Decision {
  return both(
    inEarnest(actor),
    [standard.role === "secretary" || standard.role === "editor", "groupEditors"],
    [standard.drafting, "textFrozen"],
  );
}

/** A clause as it stands now. While a revision is drafted, everybody else reads on in what is published. */
export function mayReadClause(actor: Actor, standard: StandardFacts, clause: { within: boolean }): Decision {
  const readable = mayReadStandard(actor, standard);
  if (!readable.allowed) return readable;
  const isOpen = standard.published || standard.consulting;
  const inside = clause.within && (standard.role !== null || supervises(actor));
  return demand(
    [isOpen || standard.role !== null || supervises(actor), "notFound"],
    [isOpen || inside, "otherClauses"],
  );
}

/** Members while work goes on; everybody signed in while a consultation is open. */
export function mayComment(actor: Actor, standard: StandardFacts): Decision {
  return demand(
    [person(actor), "signIn"],
    [scoped(actor), "scope"],
    [standard.consulting || standard.role !== null, "notFound"],
    [!standard.published && !standard.dropped, "standardConsultationOver"],
  );
}

export function mayReadComments(actor: Actor, standard: StandardFacts): Decision {
  return mayReadStandard(actor, standard);
}

export function mayResolveComments(actor: Actor, standard: StandardFacts): Decision {
  return both(
    inEarnest(actor),
    [standard.role === "secretary" || standard.role === "editor", "groupEditors"],
    [!standard.published, "standardPublished"],
  );
}

/** One vote an organisation, by its people in the group; observers and foreign experts have none. */
export function mayVote(actor: Actor, standard: StandardFacts, ballot: { open: boolean; entitled: boolean }): Decision {
  return both(
    inEarnest(actor),
    [actor.kind === "person" && actor.scopes === null, "browserOnly"],
    [standard.role !== null, "notFound"],
    [ballot.open, "ballotClosed"],
    [ballot.entitled, "notEntitled"],
  );
}

export function mayReadBallot(actor: Actor, standard: StandardFacts): Decision {
  return standard.published ? allow : mayReadWorkspace(actor, standard);
}

export function mayObject(actor: Actor, standard: StandardFacts): Decision {
  return both(inEarnest(actor), [standard.role !== null, "notFound"], [!standard.dropped, "standardDropped"]);
}

/** An organisation's people: their comments are collected, and its voter sends them. */
export function mayReadCollection(actor: Actor, standard: StandardFacts): Decision {
  const may = mayComment(actor, standard);
  return may.allowed ? demand([actsWithRole(actor, "viewer"), "noOrganisation"]) : may;
}

/** The voter: who votes for the organisation in the group, or who administers it. */
export function mayLeadCollection(actor: Actor, standard: StandardFacts): Decision {
  const may = mayComment(actor, standard);
  if (!may.allowed) return may;
  const votes = standard.role === "secretary" || standard.role === "editor" || standard.role === "member";
  return both(inEarnest(actor), [votes || actsWithRole(actor, "admin"), "voterOnly"]);
}
