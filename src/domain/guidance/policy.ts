import { type Actor, actsWithRole, allow, both, type Decision, demand, deny, type MemberRole } from "../shared/actor";
import { after, type EditionAct, isPublic } from "./states";
import { type EditionFacts, maySeeEdition } from "./visibility";

/** Who may do what with guidance. The service reads the database's clock first and hands it in. */
export type DocumentFacts = EditionFacts & {
  readonly createdById: string;
  readonly submittedById: string | null;
  readonly withdrawn: boolean;
};

const person = (actor: Actor) => actor.kind === "person";
const scoped = (actor: Actor, scope: string) =>
  actor.kind === "person" && (actor.scopes === null || actor.scopes.includes(scope));
const shown = (actor: Actor) => actor.kind === "person" && (!actor.secondFactorRequired || actor.secondFactor);
const owns = (actor: Actor, facts: EditionFacts) =>
  actor.kind === "person" && actor.acting?.id === facts.ownerOrganisationId;
const issues = (actor: Actor, facts: EditionFacts) =>
  actor.kind === "person" && actor.acting !== null && (owns(actor, facts) || facts.issuerIds.includes(actor.acting.id));

function member(actor: Actor, scope: string, least: MemberRole): Decision {
  return demand(
    [person(actor), "signIn"],
    [scoped(actor, scope), "scope"],
    [actor.kind === "person" && actor.acting !== null, "noOrganisation"],
    [actsWithRole(actor, least), "memberRole"],
    [actor.kind === "person" && actor.acting?.verified === true, "notVerified"],
    [shown(actor), "secondFactor"],
  );
}

function regulator(actor: Actor, least: MemberRole): Decision {
  return both(member(actor, "guidance:write", least), [
    actor.kind === "person" && actor.acting?.kind === "government",
    "regulatorOnly",
  ]);
}

function possible(facts: EditionFacts, act: EditionAct): readonly [boolean, string] {
  return [after(facts.state, act) !== null, `edition_${act}`];
}

/** What is published is for everybody. */
export function mayListGuidance(): Decision {
  return allow;
}

export function mayReadGuidance(actor: Actor, facts: EditionFacts, now: Date): Decision {
  return maySeeEdition(actor, facts, now) ? allow : deny("notFound");
}

export function mayDraftGuidance(actor: Actor): Decision {
  return regulator(actor, "member");
}

/** What waits for one's own body: drafts, signatures, open consultations. */
export function mayReadGuidanceDesk(actor: Actor): Decision {
  return regulator(actor, "viewer");
}

export function mayEditEdition(actor: Actor, facts: DocumentFacts): Decision {
  return both(
    mayDraftGuidance(actor),
    [owns(actor, facts), "ownerOnly"],
    [facts.state === "draft", "edition_edit"],
    [!facts.withdrawn, "documentWithdrawn"],
  );
}

/** Handing in is a signature in a joint document, so it takes somebody who may sign. */
export function maySubmitEdition(actor: Actor, facts: DocumentFacts): Decision {
  return both(regulator(actor, "admin"), [owns(actor, facts), "ownerOnly"], possible(facts, "submit"), [
    !facts.withdrawn,
    "documentWithdrawn",
  ]);
}

/** Approving or refusing, in person and never one's own work. `fault` comes from `signingFault`. */
export function maySignEdition(actor: Actor, facts: DocumentFacts, fault: string | null): Decision {
  return both(
    regulator(actor, "admin"),
    [actor.kind === "person" && actor.scopes === null, "browserOnly"],
    [issues(actor, facts), "notIssuer"],
    possible(facts, "approve"),
    [fault === null, fault ?? "notIssuer"],
  );
}

/** Taking an edition back for more work, as long as nobody outside has seen it. */
export function mayRecallEdition(actor: Actor, facts: DocumentFacts, now: Date): Decision {
  return both(regulator(actor, "admin"), [owns(actor, facts), "ownerOnly"], possible(facts, "recall"), [
    !isPublic(facts, now),
    "alreadyPublic",
  ]);
}

/** After its consultation the text goes back to the desk. */
export function mayTakeUpEdition(actor: Actor, facts: DocumentFacts): Decision {
  return both(regulator(actor, "member"), [owns(actor, facts), "ownerOnly"], possible(facts, "takeUp"));
}

export function mayAbandonEdition(actor: Actor, facts: DocumentFacts): Decision {
  return both(regulator(actor, "admin"), [owns(actor, facts), "ownerOnly"], possible(facts, "abandon"));
}

/** A new edition of what is public; one at a time. */
export function mayAmendGuidance(actor: Actor, facts: DocumentFacts, now: Date, underWay: boolean): Decision {
  return both(
    mayDraftGuidance(actor),
    [owns(actor, facts), "ownerOnly"],
    [isPublic(facts, now), "notPublicYet"],
    [!facts.withdrawn, "documentWithdrawn"],
    [!underWay, "amendmentUnderWay"],
  );
}

/** Withdrawal is immediate and keeps the record; the second pair of eyes sees it in the audit and by mail. */
export function mayWithdrawGuidance(actor: Actor, facts: DocumentFacts, now: Date): Decision {
  return both(
    regulator(actor, "owner"),
    [actor.kind === "person" && actor.scopes === null, "browserOnly"],
    [owns(actor, facts), "ownerOnly"],
    [isPublic(facts, now), "notPublicYet"],
    [!facts.withdrawn, "documentWithdrawn"],
  );
}

/** Figures only: how many are concerned, read, acknowledged, done. Nobody's evidence. */
export function mayReadReach(actor: Actor, facts: EditionFacts, now: Date): Decision {
  return both(regulator(actor, "viewer"), [issues(actor, facts), "notIssuer"], [isPublic(facts, now), "notPublicYet"]);
}

/** What applies to one's own organisation, and how far one is with it. */
export function mayReadObligations(actor: Actor): Decision {
  return demand(
    [person(actor), "signIn"],
    [scoped(actor, "guidance:read"), "scope"],
    [actor.kind === "person" && actor.acting !== null, "noOrganisation"],
    [shown(actor), "secondFactor"],
  );
}

/** Ticking off, naming an owner, adding evidence: members of the organisation itself. */
export function mayWorkChecklist(actor: Actor): Decision {
  return demand(
    [person(actor), "signIn"],
    [scoped(actor, "guidance:write"), "scope"],
    [actor.kind === "person" && actor.acting !== null, "noOrganisation"],
    [actsWithRole(actor, "member"), "memberRole"],
    [shown(actor), "secondFactor"],
  );
}

/** "We have read this" binds the organisation: owners and administrators say it, in person. */
export function mayAcknowledge(actor: Actor, edition: EditionFacts, now: Date): Decision {
  return both(
    mayWorkChecklist(actor),
    [actor.kind === "person" && actor.scopes === null, "browserOnly"],
    [actsWithRole(actor, "admin"), "memberRole"],
    [isPublic(edition, now), "notPublicYet"],
  );
}

/** Evidence is its organisation's own; no regulator reads it here. */
export function mayReadEvidence(actor: Actor, organisationId: string): Decision {
  return both(mayReadObligations(actor), [actor.kind === "person" && actor.acting?.id === organisationId, "notFound"]);
}

/** People ask under their own name, for an organisation or as citizens; what is answered becomes part of the page. */
export function mayAskAboutGuidance(actor: Actor, edition: EditionFacts, now: Date): Decision {
  return demand(
    [person(actor), "signIn"],
    [scoped(actor, "guidance:write"), "scope"],
    [maySeeEdition(actor, edition, now) && isPublic(edition, now), "notPublicYet"],
    [!issues(actor, edition), "ownDocument"],
  );
}

export function mayAnswerAboutGuidance(actor: Actor, edition: EditionFacts): Decision {
  return both(regulator(actor, "member"), [issues(actor, edition), "notIssuer"]);
}

/** Whether what one is about to publish touches a list; the answer binds nobody. */
export function mayCheckLists(actor: Actor): Decision {
  return demand([person(actor), "signIn"], [actor.kind === "person" && actor.acting !== null, "noOrganisation"]);
}

export function maySubscribe(actor: Actor): Decision {
  return demand([person(actor), "signIn"], [actor.kind === "person" && actor.scopes === null, "browserOnly"]);
}

/** Filters that somebody keeps are their own, whatever they act for. */
export function mayKeepFilters(actor: Actor): Decision {
  return demand([person(actor), "signIn"], [actor.kind === "person" && actor.scopes === null, "browserOnly"]);
}

type Debate = { readonly open: boolean; readonly makers: boolean };

/**
 * Comments come from people, for an organisation or for themselves, while the consultation is open. Who acts for a body
 * that consults listens: it neither comments nor supports, so that no total is its own doing.
 */
export function mayComment(actor: Actor, consultation: Debate): Decision {
  return demand(
    [person(actor), "signIn"],
    [scoped(actor, "guidance:write"), "scope"],
    [consultation.open, "consultationClosed"],
    [!consultation.makers, "ownConsultation"],
  );
}

export function mayEditComment(actor: Actor, consultation: Debate, comment: { personId: string }): Decision {
  return both(mayComment(actor, consultation), [actor.kind === "person" && actor.id === comment.personId, "notFound"]);
}

/** Nobody supports what they wrote themselves. */
export function maySupportComment(actor: Actor, consultation: Debate, comment: { personId: string }): Decision {
  return both(mayComment(actor, consultation), [
    actor.kind === "person" && actor.id !== comment.personId,
    "ownComment",
  ]);
}

/** Confidential comments are for the bodies that consult and for whoever wrote them. */
export function mayReadComment(
  actor: Actor,
  consultation: EditionFacts,
  comment: { personId: string; confidential: boolean },
): Decision {
  if (!comment.confidential) return allow;
  return demand([
    (actor.kind === "person" && actor.id === comment.personId) || (issues(actor, consultation) && shown(actor)),
    "notFound",
  ]);
}

/** Grouping duplicates, replying with reasons, publishing the annotated draft and the outcome. */
export function mayResolveConsultation(actor: Actor, consultation: EditionFacts): Decision {
  return both(regulator(actor, "member"), [issues(actor, consultation), "notIssuer"]);
}
