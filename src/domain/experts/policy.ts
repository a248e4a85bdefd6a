import { type Actor, actsWithRole, both, type Decision, demand } from "../shared/actor";

/** An organisation's members describe what it can do; they may do so before it is verified. */
export function mayEditCapability(actor: Actor, profile: { organisationId: string }): Decision {
  return demand(
    [actor.kind === "person", "signIn"],
    [actor.kind === "person" && (actor.scopes === null || actor.scopes.includes("experts:write")), "scope"],
    [
      actor.kind === "person" && actor.acting?.id === profile.organisationId && actsWithRole(actor, "member"),
      "organisationMember",
    ],
  );
}

/** The profile is public; each piece of evidence has a visibility of its own. */
export function mayReadCapability(): Decision {
  return { allowed: true };
}

export type EvidenceVisibility = "everyone" | "members" | "verified" | "onlyUs";

export function maySeeEvidence(
  actor: Actor,
  evidence: { organisationId: string; visibility: EvidenceVisibility },
): boolean {
  const own = actor.kind === "person" && actor.acting?.id === evidence.organisationId;
  switch (evidence.visibility) {
    case "everyone":
      return true;
    case "members":
      return actor.kind !== "visitor";
    case "verified":
      return own || actor.kind === "system" || (actor.kind === "person" && actor.acting?.verified === true);
    case "onlyUs":
      return own;
  }
}

const signedIn = (actor: Actor) => [actor.kind === "person", "signIn"] as const;
const inBrowser = (actor: Actor) => [actor.kind === "person" && actor.scopes === null, "browserOnly"] as const;
const scoped = (actor: Actor, scope: string) =>
  [actor.kind === "person" && (actor.scopes === null || actor.scopes.includes(scope)), "scope"] as const;
const acting = (actor: Actor) => [actor.kind === "person" && actor.acting !== null, "noOrganisation"] as const;
const verified = (actor: Actor) => [actor.kind === "person" && actor.acting?.verified === true, "notVerified"] as const;
const onDuty = (actor: Actor) =>
  demand(
    signedIn(actor),
    inBrowser(actor),
    [actor.kind === "person" && actor.platformRole === "operator", "operatorOnly"],
    [actor.kind === "person" && actor.secondFactor, "secondFactor"],
  );

/** Profiles are found and read by anybody; what of them is the visibility rule of `profile.ts`. */
export function mayReadExperts(): Decision {
  return { allowed: true };
}

export function mayKeepOwnProfile(actor: Actor): Decision {
  return demand(signedIn(actor), scoped(actor, "experts:write"));
}

export function mayReadOwnProfile(actor: Actor): Decision {
  return demand(signedIn(actor), scoped(actor, "experts:read"));
}

/** Somebody else's skill, by a person with a name, never one's own. */
export function mayEndorse(actor: Actor, facts: { personId: string }): Decision {
  return demand(signedIn(actor), inBrowser(actor), [
    actor.kind === "person" && actor.id !== facts.personId,
    "endorseOthersOnly",
  ]);
}

/** Operators check evidence, clear names that look like another's, and curate tags. */
export function mayCurateRegistry(actor: Actor): Decision {
  return onDuty(actor);
}

/** Contact data leaves to members in a browser only, is limited and recorded; the field's audience decides besides. */
export function mayReadContact(actor: Actor): Decision {
  return demand(signedIn(actor), inBrowser(actor));
}

/** Shortlists and invitations belong to a verified organisation. */
export function mayRecruit(actor: Actor): Decision {
  return demand(signedIn(actor), inBrowser(actor), acting(actor), verified(actor), [
    actsWithRole(actor, "member"),
    "memberRole",
  ]);
}

export function mayProposeTag(actor: Actor): Decision {
  return demand(signedIn(actor), inBrowser(actor));
}

/** A pool belongs to a verified organisation, whose owner or administrator keeps it. */
export function mayFoundPool(actor: Actor): Decision {
  return demand(signedIn(actor), inBrowser(actor), acting(actor), verified(actor), [
    actsWithRole(actor, "admin"),
    "adminRole",
  ]);
}

export type PoolFacts = { readonly organisationId: string };

/** Decides, draws panels, assigns, grants leave. */
export function mayKeepPool(actor: Actor, pool: PoolFacts): Decision {
  return demand(
    signedIn(actor),
    inBrowser(actor),
    [actor.kind === "person" && actor.acting?.id === pool.organisationId, "poolKeeperOnly"],
    [actsWithRole(actor, "admin"), "adminRole"],
  );
}

export type PanelFacts = { readonly ended: boolean };

/** Draws its seats and says that its work is done: the keeper, until that was said. */
export function mayRunPanel(actor: Actor, pool: PoolFacts, { ended }: PanelFacts): Decision {
  return both(mayKeepPool(actor, pool), [!ended, "panelEnded"]);
}

/** Takes one's own seat or recuses oneself, while the work goes on. */
export function mayAnswerSeat(actor: Actor, { ended }: PanelFacts): Decision {
  return both(mayAnswerForOneself(actor), [!ended, "panelEnded"]);
}

/** Oneself, or a person that a verified organisation puts forward. */
export function mayNominate(actor: Actor, facts: { personId: string }): Decision {
  const own = actor.kind === "person" && actor.id === facts.personId;
  return own ? demand(signedIn(actor), inBrowser(actor)) : mayRecruit(actor);
}

export function mayReviewNomination(actor: Actor, facts: { reviewerIds: readonly string[] }): Decision {
  return demand(signedIn(actor), inBrowser(actor), [
    actor.kind === "person" && facts.reviewerIds.includes(actor.id),
    "poolReviewerOnly",
  ]);
}

/** One's own nomination, term or seat. */
export function mayAnswerForOneself(actor: Actor): Decision {
  return demand(signedIn(actor), inBrowser(actor));
}

/** The skills gap is for everybody: no figure in it is about fewer than five people. */
export function mayReadSkillsGap(): Decision {
  return { allowed: true };
}
