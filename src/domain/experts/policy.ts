import { type Actor, actsWithRole, type Decision, demand } from "../shared/actor";

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
