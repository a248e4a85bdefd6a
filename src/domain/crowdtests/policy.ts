import { type Actor, actsWithRole, allow, both, type Decision, demand, type MemberRole } from "../shared/actor";
import { type ProgrammeState, programmeMayBecome, type ReportState, type ReportStep, stepPossible } from "./states";

/** Who may do what in crowd tests; reasons are keys under `errors`. */

export type ProgrammeFacts = {
  readonly organisationId: string;
  readonly access: "public" | "vetted" | "invited";
  readonly state: ProgrammeState;
  /** What the asking person is to the programme. */
  readonly tester: "requested" | "admitted" | "refused" | null;
};
export type ReportFacts = {
  readonly organisationId: string;
  readonly reporterId: string;
  readonly state: ReportState;
};

const is = (actor: Actor, id: string) => actor.kind === "person" && actor.id === id;
const owns = (actor: Actor, organisationId: string) =>
  actor.kind === "person" && actor.acting?.id === organisationId && actor.acting.verified;
const scoped = (actor: Actor, scope: string) =>
  actor.kind === "person" && (actor.scopes === null || actor.scopes.includes(scope));
const shown = (actor: Actor) => actor.kind === "person" && (!actor.secondFactorRequired || actor.secondFactor);

function inEarnest(actor: Actor, least: MemberRole): Decision {
  return demand(
    [actor.kind === "person", "signIn"],
    [scoped(actor, "needs:write"), "scope"],
    [actor.kind === "person" && actor.acting !== null, "noOrganisation"],
    [actsWithRole(actor, least), "memberRole"],
    [actor.kind === "person" && actor.acting?.verified === true, "notVerified"],
    [shown(actor), "secondFactor"],
  );
}

export function mayListProgrammes(): Decision {
  return allow;
}

/** A token that may not read the board sees no more of it than a visitor. */
export function readsAsPerson(actor: Actor): boolean {
  return scoped(actor, "needs:read");
}

/** Drafts are their owner's; invited programmes are for those invited; the rest is public once it was opened. */
export function mayReadProgramme(actor: Actor, programme: ProgrammeFacts): Decision {
  if (readsAsPerson(actor) && owns(actor, programme.organisationId)) return allow;
  const opened = programme.state !== "draft";
  const invited = programme.access !== "invited" || (readsAsPerson(actor) && programme.tester !== null);
  return demand([opened && invited, "notFound"]);
}

export function mayWriteProgramme(actor: Actor): Decision {
  return inEarnest(actor, "member");
}

export function mayEditProgramme(actor: Actor, programme: ProgrammeFacts): Decision {
  return both(
    inEarnest(actor, "member"),
    [owns(actor, programme.organisationId), "programmeOwnerOnly"],
    [programme.state !== "closed", "programmeClosed"],
  );
}

export function maySetProgrammeState(actor: Actor, programme: ProgrammeFacts, to: ProgrammeState): Decision {
  return both(
    inEarnest(actor, "admin"),
    [owns(actor, programme.organisationId), "programmeOwnerOnly"],
    [programmeMayBecome(programme.state, to), "programmeState"],
  );
}

/**
 * Testers act within the deployment's jurisdiction, because undisclosed weaknesses must not leave it; nobody tests the
 * own organisation for a reward.
 */
export function mayAskToTest(actor: Actor, programme: ProgrammeFacts, jurisdiction: string): Decision {
  return both(
    inEarnest(actor, "member"),
    [!owns(actor, programme.organisationId), "ownProgramme"],
    [actor.kind === "person" && actor.acting?.jurisdiction === jurisdiction, "jurisdiction"],
    [programme.state === "open", "programmeNotOpen"],
    [programme.access === "vetted", "programmeNoRequest"],
    [programme.tester === null, "testerAlready"],
  );
}

export function mayDecideTester(actor: Actor, programme: ProgrammeFacts): Decision {
  return both(inEarnest(actor, "admin"), [owns(actor, programme.organisationId), "programmeOwnerOnly"]);
}

export function mayReport(actor: Actor, programme: ProgrammeFacts, jurisdiction: string): Decision {
  return both(
    inEarnest(actor, "member"),
    [!owns(actor, programme.organisationId), "ownProgramme"],
    [actor.kind === "person" && actor.acting?.jurisdiction === jurisdiction, "jurisdiction"],
    [programme.access === "public" || programme.tester === "admitted", "testerOnly"],
    [programme.state === "open", "programmeNotOpen"],
  );
}

/** Test accounts: the owner and those who may report. */
export function mayReadAccounts(actor: Actor, programme: ProgrammeFacts, jurisdiction: string): Decision {
  if (!owns(actor, programme.organisationId)) return mayReport(actor, programme, jurisdiction);
  return demand([scoped(actor, "needs:read"), "scope"], [shown(actor), "secondFactor"]);
}

/** Until it is disclosed, a report is its reporter's and its provider's; for everybody else it is not there. */
export function mayReadReport(actor: Actor, report: ReportFacts): Decision {
  return demand(
    [actor.kind === "person", "signIn"],
    [scoped(actor, "needs:read"), "scope"],
    [owns(actor, report.organisationId) || is(actor, report.reporterId), "notFound"],
    [shown(actor), "secondFactor"],
  );
}

export function mayCommentReport(actor: Actor, report: ReportFacts): Decision {
  return both(mayReadReport(actor, report), [scoped(actor, "needs:write"), "scope"]);
}

const byAdmins: ReadonlySet<ReportStep> = new Set(["accept", "disclose"]);

/** The provider takes the steps; what costs money or becomes public takes an administrator. */
export function mayTakeStep(actor: Actor, report: ReportFacts, step: ReportStep): Decision {
  return both(
    inEarnest(actor, byAdmins.has(step) ? "admin" : "member"),
    [owns(actor, report.organisationId), "notFound"],
    [stepPossible(report.state, step), "reportState"],
  );
}

export function mayTellAuthority(actor: Actor, report: ReportFacts): Decision {
  return both(
    inEarnest(actor, "member"),
    [owns(actor, report.organisationId), "notFound"],
    [["accepted", "fixing", "fixed", "verified", "disclosed"].includes(report.state), "reportState"],
  );
}

/** The public page of what was disclosed. */
export function mayReadDisclosures(): Decision {
  return allow;
}
