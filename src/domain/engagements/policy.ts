import { type Actor, actsWithRole, allow, both, type Decision, demand, deny, type MemberRole } from "../shared/actor";
import {
  after,
  type ChangeState,
  changeActs,
  type DisputeState,
  disputeActs,
  type EngagementState,
  engagementActs,
  type MilestoneAct,
  type MilestoneState,
  milestoneActs,
  otherSide,
  reviewedStates,
  type Side,
  workingStates,
} from "./states";

/** Who may do what in an engagement; reasons are keys under `errors`. An engagement is nobody's business but its parties'. */

export type EngagementFacts = {
  readonly state: EngagementState;
  readonly buyerOrganisationId: string;
  readonly providerOrganisationId: string;
  /** Other members of the consortium: they take part, the lead signs and decides. */
  readonly partnerIds: readonly string[];
  /** People who mediate a dispute of this engagement that both sides asked them to. */
  readonly mediatorIds: readonly string[];
  readonly openDispute: boolean;
};

const person = (actor: Actor) => actor.kind === "person";
const scoped = (actor: Actor, scope: string) =>
  actor.kind === "person" && (actor.scopes === null || actor.scopes.includes(scope));
const shown = (actor: Actor) => actor.kind === "person" && (!actor.secondFactorRequired || actor.secondFactor);

/** The side a person acts for; partners of the consortium stand on the provider's. */
export function sideOf(actor: Actor, engagement: EngagementFacts): Side | null {
  const acting = actor.kind === "person" ? actor.acting?.id : undefined;
  if (acting === undefined) return null;
  if (acting === engagement.buyerOrganisationId) return "buyer";
  if (acting === engagement.providerOrganisationId || engagement.partnerIds.includes(acting)) return "provider";
  return null;
}

const mediates = (actor: Actor, engagement: EngagementFacts) =>
  actor.kind === "person" && engagement.mediatorIds.includes(actor.id);
/** The organisations that sign and decide: the buyer and the lead. */
const decides = (actor: Actor, engagement: EngagementFacts) =>
  actor.kind === "person" &&
  (actor.acting?.id === engagement.buyerOrganisationId || actor.acting?.id === engagement.providerOrganisationId);

export function mayListEngagements(actor: Actor): Decision {
  return demand([person(actor), "signIn"], [scoped(actor, "needs:read"), "scope"]);
}

export function mayReadEngagement(actor: Actor, engagement: EngagementFacts): Decision {
  const listed = mayListEngagements(actor);
  if (!listed.allowed) return listed;
  const party = sideOf(actor, engagement) !== null && actor.kind === "person" && actor.acting?.verified === true;
  return demand([party || mediates(actor, engagement), "notFound"], [shown(actor), "secondFactor"]);
}

/** A party acting in earnest: of this side where one is named, with at least this role. */
function party(actor: Actor, engagement: EngagementFacts, least: MemberRole, side?: Side): Decision {
  const reads = mayReadEngagement(actor, engagement);
  if (!reads.allowed) return reads;
  return demand(
    [scoped(actor, "needs:write"), "scope"],
    [sideOf(actor, engagement) !== null, "partyOnly"],
    [actsWithRole(actor, least), "memberRole"],
    [side === undefined || sideOf(actor, engagement) === side, side === "buyer" ? "buyerSideOnly" : "providerSideOnly"],
  );
}

/** The buyer or the winner makes an engagement of an award in force; the needs module says whether it is. */
export function mayBeginEngagement(actor: Actor, award: { buyerOrganisationId: string; winnerId: string }): Decision {
  return demand(
    [person(actor), "signIn"],
    [scoped(actor, "needs:write"), "scope"],
    [actor.kind === "person" && actor.acting !== null, "noOrganisation"],
    [actsWithRole(actor, "member"), "memberRole"],
    [actor.kind === "person" && actor.acting?.verified === true, "notVerified"],
    [
      actor.kind === "person" && [award.buyerOrganisationId, award.winnerId].includes(actor.acting?.id ?? ""),
      "notFound",
    ],
    [shown(actor), "secondFactor"],
  );
}

export function mayWriteAgreement(actor: Actor, engagement: EngagementFacts): Decision {
  return both(
    party(actor, engagement, "member"),
    [decides(actor, engagement), "leadOnly"],
    [engagement.state === "agreeing", "engagementState"],
  );
}

/** @param facts.signed the own side has signed this version */
export function maySignAgreement(actor: Actor, engagement: EngagementFacts, facts: { signed: boolean }): Decision {
  return both(
    party(actor, engagement, "admin"),
    [actor.kind === "person" && actor.scopes === null, "browserOnly"],
    [decides(actor, engagement), "leadOnly"],
    [after(engagement.state, engagementActs.begin) !== null, "engagementState"],
    [!facts.signed, "signedAlready"],
  );
}

function mayTakeMilestone(
  first: Decision,
  engagement: EngagementFacts,
  milestone: { state: MilestoneState },
  act: MilestoneAct,
): Decision {
  return both(
    first,
    [workingStates.includes(engagement.state), "engagementState"],
    [after(milestone.state, milestoneActs[act]) !== null, `milestone_${act}`],
  );
}

export function mayDeliver(actor: Actor, engagement: EngagementFacts, milestone: { state: MilestoneState }): Decision {
  return mayTakeMilestone(party(actor, engagement, "member", "provider"), engagement, milestone, "deliver");
}

/** A return costs nothing and takes a member; an acceptance is what payment rests on and takes an administrator. */
export function mayDecideDelivery(
  actor: Actor,
  engagement: EngagementFacts,
  milestone: { state: MilestoneState },
  accepted: boolean,
): Decision {
  const first = party(actor, engagement, accepted ? "admin" : "member", "buyer");
  return mayTakeMilestone(first, engagement, milestone, accepted ? "accept" : "return");
}

export function mayRequestChange(actor: Actor, engagement: EngagementFacts): Decision {
  return both(
    party(actor, engagement, "admin"),
    [decides(actor, engagement), "leadOnly"],
    [after(engagement.state, engagementActs.terminate) !== null, "engagementState"],
  );
}

type ChangeFacts = { readonly state: ChangeState; readonly side: Side };

/** The side that did not ask decides. */
export function mayDecideChange(actor: Actor, engagement: EngagementFacts, change: ChangeFacts): Decision {
  return both(
    mayRequestChange(actor, engagement),
    [sideOf(actor, engagement) === otherSide(change.side), "otherSideOnly"],
    [after(change.state, changeActs.agree) !== null, "changeDecided"],
  );
}

export function mayWithdrawChange(actor: Actor, engagement: EngagementFacts, change: ChangeFacts): Decision {
  return both(
    mayRequestChange(actor, engagement),
    [sideOf(actor, engagement) === change.side, "ownSideOnly"],
    [after(change.state, changeActs.withdraw) !== null, "changeDecided"],
  );
}

/** Whoever invoices or receives is the provider, whoever pays is the buyer. */
export function mayNotePayment(actor: Actor, engagement: EngagementFacts, side: Side): Decision {
  return both(party(actor, engagement, "member", side), [engagement.state !== "agreeing", "engagementState"]);
}

/** Parties and mediators talk as long as they like, also after the end. */
export function mayWriteMessage(actor: Actor, engagement: EngagementFacts): Decision {
  const reads = mayReadEngagement(actor, engagement);
  return both(
    reads,
    [scoped(actor, "needs:write"), "scope"],
    [mediates(actor, engagement) || actsWithRole(actor, "member"), "memberRole"],
  );
}

export function mayOpenDispute(actor: Actor, engagement: EngagementFacts): Decision {
  return both(
    party(actor, engagement, "admin"),
    [decides(actor, engagement), "leadOnly"],
    [engagement.state === "active" || engagement.state === "accepted", "engagementState"],
    [!engagement.openDispute, "disputeOpen"],
  );
}

export type DisputeFacts = {
  readonly state: DisputeState;
  readonly side: Side;
  readonly mediatorId: string | null;
  readonly mediatorBy: Side | null;
  readonly settled: { readonly buyer: boolean; readonly provider: boolean };
  readonly hasSettlement: boolean;
};

export function mayNameMediator(actor: Actor, engagement: EngagementFacts, dispute: DisputeFacts): Decision {
  return both(
    party(actor, engagement, "admin"),
    [decides(actor, engagement), "leadOnly"],
    [dispute.state === "open", "disputeState"],
  );
}

export function mayAgreeMediator(actor: Actor, engagement: EngagementFacts, dispute: DisputeFacts): Decision {
  return both(
    mayNameMediator(actor, engagement, dispute),
    [dispute.mediatorId !== null && dispute.mediatorBy !== null, "mediatorMissing"],
    [dispute.mediatorBy === null || sideOf(actor, engagement) === otherSide(dispute.mediatorBy), "otherSideOnly"],
  );
}

/** Only the mediator whom both sides asked proposes a settlement. */
export function mayProposeSettlement(actor: Actor, engagement: EngagementFacts, dispute: DisputeFacts): Decision {
  const reads = mayReadEngagement(actor, engagement);
  return both(
    reads,
    [scoped(actor, "needs:write"), "scope"],
    [actor.kind === "person" && dispute.mediatorId === actor.id, "mediatorOnly"],
    [dispute.state === "mediating", "disputeState"],
  );
}

export function mayAgreeSettlement(actor: Actor, engagement: EngagementFacts, dispute: DisputeFacts): Decision {
  const side = sideOf(actor, engagement);
  return both(
    party(actor, engagement, "admin"),
    [decides(actor, engagement), "leadOnly"],
    [after(dispute.state, disputeActs.settle) !== null && dispute.hasSettlement, "disputeState"],
    [side === null || !dispute.settled[side], "signedAlready"],
  );
}

export function mayWithdrawDispute(actor: Actor, engagement: EngagementFacts, dispute: DisputeFacts): Decision {
  return both(
    party(actor, engagement, "admin"),
    [decides(actor, engagement), "leadOnly"],
    [sideOf(actor, engagement) === dispute.side, "ownSideOnly"],
    [after(dispute.state, disputeActs.withdraw) !== null, "disputeState"],
  );
}

/** Closed once everything was accepted and no dispute is open. */
export function mayCloseEngagement(actor: Actor, engagement: EngagementFacts): Decision {
  return both(
    party(actor, engagement, "admin", "buyer"),
    [after(engagement.state, engagementActs.close) !== null, "engagementState"],
    [!engagement.openDispute, "disputeOpen"],
  );
}

/** @param facts.reviewed the own side has given its review; `over` that the time for it has passed */
export function mayReview(
  actor: Actor,
  engagement: EngagementFacts,
  facts: { reviewed: boolean; over: boolean },
): Decision {
  return both(
    party(actor, engagement, "admin"),
    [decides(actor, engagement), "leadOnly"],
    [reviewedStates.includes(engagement.state), "engagementState"],
    [!facts.reviewed, "reviewedAlready"],
    [!facts.over, "reviewOver"],
  );
}

/** Work packages, results and publications are the research's own: all of its organisations keep them. */
export function mayKeepResearch(actor: Actor, engagement: EngagementFacts): Decision {
  return both(party(actor, engagement, "member"), [engagement.state !== "terminated", "engagementState"]);
}

export function mayConfirmResult(actor: Actor, engagement: EngagementFacts, facts: { holds: boolean }): Decision {
  return both(party(actor, engagement, "admin"), [facts.holds, "shareholderOnly"]);
}

/** Reviews that were released, and the numbers of deliveries, are part of an organisation's public record. */
export function mayReadRecord(): Decision {
  return allow;
}

/** A mediator belongs to neither side. */
export function mediatorProblem(
  engagement: EngagementFacts,
  mediator: { readonly organisationIds: readonly string[] },
): Decision {
  const parties = [engagement.buyerOrganisationId, engagement.providerOrganisationId, ...engagement.partnerIds];
  return mediator.organisationIds.some((one) => parties.includes(one)) ? deny("mediatorOfParty") : allow;
}
