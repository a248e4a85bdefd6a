import { type Actor, actsWithRole, allow, type Decision, demand } from "../shared/actor";
import {
  mayEditStandardText,
  mayManageStandard,
  mayReadStandard,
  mayReadWorkspace,
  type StandardFacts,
} from "./policy";

/** Who may do what around the text: changes after the freeze, mappings, trials, reviews, the catalogue. */

const working = ["secretary", "editor", "member", "foreignExpert"];

/** Who of the group works on the text, in earnest: a verified organisation, a member's role, a second factor where due. */
function ofGroup(actor: Actor, standard: StandardFacts): Decision {
  return demand(
    [actor.kind === "person", "signIn"],
    [actor.kind === "person" && (actor.scopes === null || actor.scopes.includes("standards:write")), "scope"],
    [actor.kind === "person" && actor.acting !== null, "noOrganisation"],
    [actsWithRole(actor, "member"), "memberRole"],
    [actor.kind === "person" && actor.acting?.verified === true, "notVerified"],
    [actor.kind === "person" && (!actor.secondFactorRequired || actor.secondFactor), "secondFactor"],
    [standard.role !== null && working.includes(standard.role), "groupEditors"],
    [!standard.dropped, "standardDropped"],
  );
}

/** After the freeze the text changes through requests, from whoever may write in that clause. */
export function mayRequestChange(actor: Actor, standard: StandardFacts, clause: { within: boolean }): Decision {
  const decision = ofGroup(actor, standard);
  return decision.allowed
    ? demand(
        [clause.within, "otherClauses"],
        [!standard.published, "standardPublished"],
        [!standard.drafting, "textNotFrozen"],
      )
    : decision;
}

/** A picture comes in with the text, or with a change that asks for it. */
export function mayKeepFigure(actor: Actor, standard: StandardFacts): Decision {
  const edits = mayEditStandardText(actor, standard);
  return standard.drafting ? edits : mayRequestChange(actor, standard, { within: true });
}

/** Nobody decides the own request. */
export function mayDecideChange(actor: Actor, standard: StandardFacts, request: { own: boolean }): Decision {
  const decision = ofGroup(actor, standard);
  return decision.allowed
    ? demand(
        [standard.role === "secretary" || standard.role === "editor", "groupEditors"],
        [!request.own, "ownChange"],
        [!standard.published, "standardPublished"],
      )
    : decision;
}

export function mayApplyChange(actor: Actor, standard: StandardFacts): Decision {
  return mayDecideChange(actor, standard, { own: false });
}

export function mayReadChanges(actor: Actor, standard: StandardFacts): Decision {
  return mayReadWorkspace(actor, standard);
}

export function mayMap(actor: Actor, standard: StandardFacts): Decision {
  return ofGroup(actor, standard);
}

/** The matrix belongs to the text: who may read the one may read the other. */
export function mayReadMappings(actor: Actor, standard: StandardFacts): Decision {
  return mayReadStandard(actor, standard);
}

export function mayRecordTrial(actor: Actor, standard: StandardFacts): Decision {
  return ofGroup(actor, standard);
}

/** Sites are named in trials, so they stay with the group; the gate tells the others how many there were. */
export function mayReadTrials(actor: Actor, standard: StandardFacts): Decision {
  return mayReadWorkspace(actor, standard);
}

export function mayRequireTrials(actor: Actor, standard: StandardFacts): Decision {
  const decision = mayManageStandard(actor, standard);
  return decision.allowed ? demand([!standard.published, "standardPublished"]) : decision;
}

/** Whoever acts for a verified organisation may point to an incident or advisory that a published standard missed. */
export function mayLinkSignal(actor: Actor, standard: StandardFacts): Decision {
  return demand(
    [actor.kind === "person", "signIn"],
    [actor.kind === "person" && (actor.scopes === null || actor.scopes.includes("standards:write")), "scope"],
    [actor.kind === "person" && actor.acting !== null, "noOrganisation"],
    [actsWithRole(actor, "member"), "memberRole"],
    [actor.kind === "person" && actor.acting?.verified === true, "notVerified"],
    [actor.kind === "person" && (!actor.secondFactorRequired || actor.secondFactor), "secondFactor"],
    [standard.published, "standardNotPublished"],
  );
}

export function mayReadLife(actor: Actor, standard: StandardFacts): Decision {
  return mayReadStandard(actor, standard);
}

export function maySubscribe(actor: Actor): Decision {
  return demand([actor.kind === "person", "signIn"], [actor.kind === "person" && actor.scopes === null, "browserOnly"]);
}

export function mayReadCatalogue(): Decision {
  return allow;
}
