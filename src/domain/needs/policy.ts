import { type Actor, actsWithRole, both, type Decision, demand, deny, type MemberRole } from "../shared/actor";
import type { matchActs, NeedState } from "./schema";
import { after, type NeedAct, openedStates, receivingStates } from "./states";
import { maySee, type VisibilityFacts } from "./visibility";

/** Who may do what on the board. Facts carry the effective state: the service reads the database's clock first. */
export type NeedFacts = VisibilityFacts & {
  readonly createdById: string;
  /** An empty list admits every country. */
  readonly admittedCountries: readonly string[];
};
export type PanelFacts = {
  readonly appointed: boolean;
  readonly declared: boolean;
  readonly conflicted: boolean;
  readonly submitted: boolean;
  /** The buyer goes on without this member's scores. */
  readonly waived?: boolean;
};

const person = (actor: Actor) => actor.kind === "person";
const unscoped = (actor: Actor, scope: string) =>
  actor.kind === "person" && (actor.scopes === null || actor.scopes.includes(scope));
const buys = (actor: Actor, need: NeedFacts) =>
  actor.kind === "person" && actor.acting?.id === need.buyerOrganisationId;
const shown = (actor: Actor) => actor.kind === "person" && (!actor.secondFactorRequired || actor.secondFactor);

/** Acting in earnest for a verified organisation, with at least this role. */
function inEarnest(actor: Actor, scope: string, least: MemberRole): Decision {
  return demand(
    [person(actor), "signIn"],
    [unscoped(actor, scope), "scope"],
    [actor.kind === "person" && actor.acting !== null, "noOrganisation"],
    [actsWithRole(actor, least), "memberRole"],
    [actor.kind === "person" && actor.acting?.verified === true, "notVerified"],
    [shown(actor), "secondFactor"],
  );
}

function possible(state: NeedState, act: NeedAct): readonly [boolean, string] {
  return [after(state, act) !== null, `state_${act}`];
}

export function mayReadNeed(actor: Actor, need: NeedFacts): Decision {
  return maySee(actor, need) ? { allowed: true } : deny("notFound");
}

/** Also organisations that wait for verification may prepare drafts. */
export function mayDraftNeed(actor: Actor): Decision {
  return demand(
    [person(actor), "signIn"],
    [unscoped(actor, "needs:write"), "scope"],
    [actor.kind === "person" && actor.acting !== null, "noOrganisation"],
    [actsWithRole(actor, "member"), "memberRole"],
  );
}

export function mayEditDraft(actor: Actor, need: NeedFacts): Decision {
  return both(
    mayDraftNeed(actor),
    [buys(actor, need), "buyerOnly"],
    [need.state === "draft" || need.state === "review", "state_edit"],
  );
}

export function maySubmitForReview(actor: Actor, need: NeedFacts): Decision {
  return both(mayDraftNeed(actor), [buys(actor, need), "buyerOnly"], possible(need.state, "submitForReview"));
}

/** A member's draft is published by an owner or administrator: the own organisation's review. */
export function mayPublishNeed(actor: Actor, need: NeedFacts): Decision {
  return both(
    inEarnest(actor, "needs:write", "admin"),
    [buys(actor, need), "buyerOnly"],
    possible(need.state, "publish"),
  );
}

export function mayReturnNeed(actor: Actor, need: NeedFacts): Decision {
  return both(
    mayDraftNeed(actor),
    [actsWithRole(actor, "admin"), "memberRole"],
    [buys(actor, need), "buyerOnly"],
    possible(need.state, "returnToDraft"),
  );
}

export function mayAmendNeed(actor: Actor, need: NeedFacts): Decision {
  return both(
    inEarnest(actor, "needs:write", "admin"),
    [buys(actor, need), "buyerOnly"],
    possible(need.state, "amend"),
  );
}

export function mayCancelNeed(actor: Actor, need: NeedFacts): Decision {
  return both(
    inEarnest(actor, "needs:write", "admin"),
    [buys(actor, need), "buyerOnly"],
    possible(need.state, "cancel"),
  );
}

export function mayFailNeed(actor: Actor, need: NeedFacts): Decision {
  return both(inEarnest(actor, "needs:write", "admin"), [buys(actor, need), "buyerOnly"], possible(need.state, "fail"));
}

/**
 * Whoever sees a published need may hear of its amendments, answers and award; its buyer hears of it anyway. Whoever
 * follows may stop, also after joining the buyer.
 */
export function mayFollowNeed(actor: Actor, need: NeedFacts, facts: { following: boolean }): Decision {
  return demand(
    [person(actor), "signIn"],
    [unscoped(actor, "needs:write"), "scope"],
    [maySee(actor, need), "notFound"],
    [facts.following || !buys(actor, need), "ownNeed"],
    [facts.following || need.published, "state_follow"],
  );
}

/** Whoever can see the need and could propose may ask; the asker stays hidden. */
export function mayAskQuestion(actor: Actor, need: NeedFacts, facts: { beforeQuestionsDeadline: boolean }): Decision {
  return both(
    inEarnest(actor, "needs:write", "member"),
    [maySee(actor, need), "notFound"],
    [!buys(actor, need), "ownNeed"],
    [receivingStates.includes(need.state), "state_ask"],
    [facts.beforeQuestionsDeadline, "questionsClosed"],
  );
}

/** An answer was read and relied on by everybody who works on a proposal: what changes after it is an amendment. */
export function mayAnswerQuestion(actor: Actor, need: NeedFacts, facts: { answered?: boolean } = {}): Decision {
  return both(
    inEarnest(actor, "needs:write", "member"),
    [buys(actor, need), "buyerOnly"],
    [receivingStates.includes(need.state), "state_ask"],
    [facts.answered !== true, "questionAnswered"],
  );
}

function admits(countries: readonly string[], country: string | undefined): boolean {
  return countries.length === 0 || (country !== undefined && countries.includes(country));
}

const proposerKinds = new Set(["securityFirm", "research", "alliance", "enterprise"]);

function proposes(actor: Actor, need: NeedFacts): readonly (readonly [boolean, string])[] {
  return [
    [maySee(actor, need), "notFound"],
    [!buys(actor, need), "ownNeed"],
    [actor.kind === "person" && !actor.organisationIds.includes(need.buyerOrganisationId), "ownNeed"],
    [actor.kind === "person" && actor.acting !== null && proposerKinds.has(actor.acting.kind), "proposerKind"],
    [
      admits(need.admittedCountries, actor.kind === "person" ? actor.acting?.jurisdiction : undefined),
      "excluded_jurisdiction",
    ],
    [receivingStates.includes(need.state), "deadlinePassed"],
  ];
}

/** Before the deadline by the database's clock, for somebody else's need that one can see. */
export function maySubmitProposal(actor: Actor, need: NeedFacts): Decision {
  return both(inEarnest(actor, "proposals:write", "member"), ...proposes(actor, need));
}

/** The own organisation's proposals and their receipts. */
export function mayReadOwnProposal(actor: Actor, proposal: { organisationId: string }): Decision {
  return demand(
    [person(actor), "signIn"],
    [unscoped(actor, "proposals:read"), "scope"],
    [actor.kind === "person" && actor.acting?.id === proposal.organisationId, "notFound"],
  );
}

/** Two different people of the buyer with a deciding role, after the deadline. */
export function mayOpenProposals(actor: Actor, need: NeedFacts, facts: { firstById: string | null }): Decision {
  return both(
    inEarnest(actor, "proposals:read", "admin"),
    [actor.kind === "person" && actor.scopes === null, "browserOnly"],
    [buys(actor, need), "buyerOnly"],
    possible(need.state, "open"),
    [actor.kind === "person" && actor.id !== facts.firstById, "openedByYou"],
  );
}

/**
 * After the opening: the buyer's people, and panel members who declared no conflict. Who declared a conflict reads
 * nothing, even as one of the buyer's own people.
 */
export function mayReadOpenedProposals(actor: Actor, need: NeedFacts, panel: PanelFacts): Decision {
  return demand(
    [person(actor), "signIn"],
    [unscoped(actor, "proposals:read"), "scope"],
    [shown(actor), "secondFactor"],
    [proposersKnown(need), "stillSealed"],
    [(buys(actor, need) && actsWithRole(actor, "member")) || (panel.appointed && panel.declared), "notFound"],
    [!panel.conflicted, "conflicted"],
  );
}

/**
 * A file that belongs to a need. `named`: the need names it now; one that a later version left out belongs to it still,
 * and the buyer alone loads it.
 */
export function mayReadAttachment(actor: Actor, need: NeedFacts, file: { named: boolean }): Decision {
  return demand([file.named || buys(actor, need), "notFound"]);
}

/** A file sealed with a proposal. `named`: the version that was opened names it. */
export function mayReadProposalFile(
  actor: Actor,
  need: NeedFacts,
  panel: PanelFacts,
  file: { named: boolean },
): Decision {
  return both(mayReadOpenedProposals(actor, need, panel), [file.named, "notFound"]);
}

/** Before the opening nobody is told who proposed: by no name, and by no refusal and no absence either. */
export function proposersKnown({ state }: Pick<NeedFacts, "state">): boolean {
  return openedStates.includes(state);
}

/** What was received is listed, by commitments, from the deadline on. */
export function receivedListed({ state }: Pick<NeedFacts, "state">): boolean {
  return state === "closed" || state === "failed" || openedStates.includes(state);
}

/** Whoever picks people to judge learns who is behind the proposals once they are open, and not before. */
export function mayAskRivals(actor: Actor, need: NeedFacts): Decision {
  return both(mayAppointPanel(actor, need), [proposersKnown(need), "stillSealed"]);
}

/** Who has seen the ranking must not add members who would change it, by hand or by the seed that ends a draw. */
function seatsStillOpen(need: NeedFacts, complete: boolean | undefined): readonly (readonly [boolean, string])[] {
  return [
    [["closed", "opened", "evaluating"].includes(need.state), "state_panel"],
    [complete !== true, "scoresIn"],
  ];
}

/** Until all scores are in, and by nobody who stands aside: who sits there decides. */
export function mayAppointPanel(
  actor: Actor,
  need: NeedFacts,
  facts: { complete?: boolean; conflicted?: boolean } = {},
): Decision {
  return both(
    inEarnest(actor, "needs:write", "admin"),
    [buys(actor, need), "buyerOnly"],
    ...seatsStillOpen(need, facts.complete),
    [facts.conflicted !== true, "conflicted"],
  );
}

export function mayDeclareConflict(actor: Actor, need: NeedFacts, panel: PanelFacts): Decision {
  return demand(
    [person(actor), "signIn"],
    [unscoped(actor, "proposals:write"), "scope"],
    [panel.appointed, "notFound"],
    [shown(actor), "secondFactor"],
    [!panel.submitted, "scoresSubmitted"],
    [["closed", "opened", "evaluating"].includes(need.state), "state_panel"],
  );
}

export function mayScore(actor: Actor, need: NeedFacts, panel: PanelFacts): Decision {
  return demand(
    [person(actor), "signIn"],
    [unscoped(actor, "proposals:write"), "scope"],
    [panel.appointed, "notFound"],
    [shown(actor), "secondFactor"],
    [panel.declared, "declareFirst"],
    [!panel.conflicted, "conflicted"],
    [panel.waived !== true, "panelWaived"],
    [!panel.submitted, "scoresSubmitted"],
    [need.state === "opened" || need.state === "evaluating", "state_score"],
  );
}

/** Scores are blind until all are in: before that everybody sees only their own. */
export function mayReadAllScores(
  actor: Actor,
  need: NeedFacts,
  panel: PanelFacts,
  facts: { complete: boolean },
): Decision {
  const reader = mayReadOpenedProposals(actor, need, panel);
  return reader.allowed ? demand([facts.complete, "scoresBlind"]) : reader;
}

/** `conflicted`: the person sits on this panel and declared a conflict, and so decides nothing here. */
export function mayModerate(
  actor: Actor,
  need: NeedFacts,
  facts: { complete: boolean; conflicted?: boolean },
): Decision {
  return both(
    inEarnest(actor, "needs:write", "admin"),
    [buys(actor, need), "buyerOnly"],
    [need.state === "evaluating", "state_award"],
    [facts.complete, "scoresBlind"],
    [facts.conflicted !== true, "conflicted"],
  );
}

/** As with moderation, nobody awards who declared a conflict. */
export function mayAward(actor: Actor, need: NeedFacts, facts: { complete: boolean; conflicted?: boolean }): Decision {
  return both(
    inEarnest(actor, "needs:write", "admin"),
    [actor.kind === "person" && actor.scopes === null, "browserOnly"],
    [buys(actor, need), "buyerOnly"],
    possible(need.state, "award"),
    [facts.complete, "scoresMissing"],
    [facts.conflicted !== true, "conflicted"],
  );
}

/** The buyer sees whom matching suggests; nobody else sees the list of others. */
export function mayReadMatches(actor: Actor, need: NeedFacts): Decision {
  return demand([person(actor), "signIn"], [unscoped(actor, "needs:read"), "scope"], [buys(actor, need), "notFound"]);
}

export function mayReadMatchedNeeds(actor: Actor): Decision {
  return demand(
    [person(actor), "signIn"],
    [unscoped(actor, "needs:read"), "scope"],
    [actor.kind === "person" && actor.acting !== null, "noOrganisation"],
  );
}

/** Buyers invite organisations, pass them over or exclude them; providers dismiss a need for themselves. */
export function mayGiveMatchFeedback(actor: Actor, need: NeedFacts, act: (typeof matchActs)[number]): Decision {
  return both(
    inEarnest(actor, "needs:write", "member"),
    [maySee(actor, need), "notFound"],
    [act === "dismissed" || buys(actor, need), "buyerOnly"],
  );
}

/** Figures over all rankings, naming nobody: whoever is ranked may see that it is fair. */
export function mayReadExposure(): Decision {
  return { allowed: true };
}

/** Ties to owners, suppliers and competitors are for the organisation itself; the rules read them, people do not. */
export function mayReadTies(actor: Actor, organisationId: string): Decision {
  const acting = actor.kind === "person" ? actor.acting : null;
  return demand(
    [person(actor), "signIn"],
    [unscoped(actor, "needs:read"), "scope"],
    [acting?.id === organisationId, "notFound"],
  );
}

export function mayDeclareTie(actor: Actor, organisationId: string): Decision {
  const acting = actor.kind === "person" ? actor.acting : null;
  return both(inEarnest(actor, "needs:write", "admin"), [acting?.id === organisationId, "notFound"]);
}

/** Public procurement is public: anybody who sees the need may take its OCDS releases. */
export function mayExportNeed(actor: Actor, need: NeedFacts): Decision {
  return mayReadNeed(actor, need);
}

export function mayListNeeds(): Decision {
  return { allowed: true };
}

/** During the standstill, whoever proposed and was not chosen; one complaint an organisation and award. */
export function mayComplain(
  actor: Actor,
  need: NeedFacts,
  facts: { proposed: boolean; won: boolean; beforeStandstillEnds: boolean },
): Decision {
  return both(
    inEarnest(actor, "proposals:write", "admin"),
    [facts.proposed, "notFound"],
    [!facts.won, "complaintWinner"],
    [need.state === "awarded", "state_complain"],
    [facts.beforeStandstillEnds, "standstillOver"],
  );
}

/** @param facts.conflicted declared a conflict on this panel, and so decides nothing here */
export function mayReplyComplaint(
  actor: Actor,
  need: NeedFacts,
  facts: { replied: boolean; conflicted?: boolean },
): Decision {
  return both(
    inEarnest(actor, "needs:write", "admin"),
    [buys(actor, need), "buyerOnly"],
    [need.state === "awarded", "state_complain"],
    [!facts.replied, "complaintReplied"],
    [facts.conflicted !== true, "conflicted"],
  );
}

/** The buyer reads all complaints, a proposer its own. */
export function mayReadComplaints(actor: Actor): Decision {
  return demand(
    [person(actor), "signIn"],
    [unscoped(actor, "proposals:read"), "scope"],
    [shown(actor), "secondFactor"],
  );
}

/** Confidential parts can be written until proposals close. */
export function mayWriteConfidential(actor: Actor, need: NeedFacts): Decision {
  return both(
    inEarnest(actor, "needs:write", "admin"),
    [buys(actor, need), "buyerOnly"],
    [["draft", "review", "open", "amended"].includes(need.state), "state_amend"],
  );
}

/** The agreement itself is for whoever sees the need and could answer it. */
export function mayReadNda(actor: Actor, need: NeedFacts): Decision {
  return demand(
    [person(actor), "signIn"],
    [unscoped(actor, "needs:read"), "scope"],
    [maySee(actor, need), "notFound"],
    [actor.kind === "person" && actor.acting?.verified === true, "notVerified"],
    [shown(actor), "secondFactor"],
  );
}

/** An owner or administrator binds the organisation, in person. */
export function maySignNda(actor: Actor, need: NeedFacts): Decision {
  return both(
    inEarnest(actor, "proposals:write", "admin"),
    [actor.kind === "person" && actor.scopes === null, "browserOnly"],
    [maySee(actor, need), "notFound"],
    [!buys(actor, need), "ownNeed"],
    [receivingStates.includes(need.state), "deadlinePassed"],
  );
}

/** @param facts.signed the acting organisation signed the present version */
export function mayReadConfidential(
  actor: Actor,
  need: NeedFacts,
  facts: { signed: boolean; panel: PanelFacts },
): Decision {
  const { panel } = facts;
  const ofPanel = panel.appointed && panel.declared && !panel.conflicted;
  if (ofPanel) return demand([unscoped(actor, "proposals:read"), "scope"], [shown(actor), "secondFactor"]);
  return both(
    mayReadNda(actor, need),
    [actsWithRole(actor, "member"), "memberRole"],
    [buys(actor, need) || facts.signed, "ndaFirst"],
  );
}

/** A consortium is formed by somebody who may propose, where the need allows it. */
export function mayFormConsortium(actor: Actor, need: NeedFacts, facts: { allowed: boolean }): Decision {
  return both(inEarnest(actor, "proposals:write", "admin"), ...proposes(actor, need), [facts.allowed, "noConsortia"]);
}

/** An owner or administrator of the member confirms for it. */
export function mayAnswerConsortium(actor: Actor, need: NeedFacts, facts: { member: boolean }): Decision {
  return both(inEarnest(actor, "proposals:write", "admin"), [facts.member, "notFound"], ...proposes(actor, need));
}

/** Own consortia and invitations to others'. */
export function mayReadConsortia(actor: Actor): Decision {
  return demand([person(actor), "signIn"], [unscoped(actor, "proposals:read"), "scope"]);
}

export function mayAskTeam(actor: Actor, need: NeedFacts): Decision {
  return both(inEarnest(actor, "proposals:write", "member"), ...proposes(actor, need));
}

/** Each answers for themselves. */
export function mayAnswerTeam(actor: Actor, request: { personId: string }): Decision {
  return demand(
    [person(actor), "signIn"],
    [unscoped(actor, "proposals:write"), "scope"],
    [actor.kind === "person" && actor.id === request.personId, "notFound"],
  );
}

/** As with appointments: before the scores are in. */
export function mayPrepareDraw(
  actor: Actor,
  need: NeedFacts,
  facts: { complete?: boolean; conflicted?: boolean } = {},
): Decision {
  return mayAppointPanel(actor, need, facts);
}

/** The buyer and everybody who proposed may put in a seed, so that one of them being honest is enough. */
export function mayCommitSeed(
  actor: Actor,
  need: NeedFacts,
  facts: { proposed: boolean; drawn: boolean; revealing: boolean; complete?: boolean },
): Decision {
  return both(
    inEarnest(actor, "proposals:write", "admin"),
    [buys(actor, need) || facts.proposed, "notFound"],
    [!facts.drawn, "drawDone"],
    [!facts.revealing, "drawRevealing"],
    ...seatsStillOpen(need, facts.complete),
  );
}

/** @param facts.committed the acting organisation committed to a seed */
export function mayRevealSeed(
  actor: Actor,
  need: NeedFacts,
  facts: { committed: boolean; drawn: boolean; complete?: boolean },
): Decision {
  return both(
    inEarnest(actor, "proposals:write", "admin"),
    [buys(actor, need) || facts.committed, "notFound"],
    [facts.committed, "seedMissing"],
    [!facts.drawn, "drawDone"],
    ...seatsStillOpen(need, facts.complete),
  );
}

/** Lists that one keeps for oneself. */
export function mayKeepViews(actor: Actor): Decision {
  return demand([person(actor), "signIn"], [actor.kind === "person" && actor.scopes === null, "browserOnly"]);
}
