import { type Actor, actsWithRole, allow, type Decision, demand, deny, type MemberRole } from "../shared/actor";

/** Who may do what with people and organisations. Everything that is not allowed here is refused. */

export type OrganisationFacts = { readonly id: string };

const person = (actor: Actor) => actor.kind === "person";
const narrowed = (actor: Actor, scope: string) =>
  actor.kind === "person" && actor.scopes !== null && !actor.scopes.includes(scope);
const inBrowser = (actor: Actor) => actor.kind === "person" && actor.scopes === null;

/** Holders of platform roles and members of government bodies act only after their second factor. */
export function secondFactorShown(actor: Actor): boolean {
  return actor.kind === "person" && (!actor.secondFactorRequired || actor.secondFactor);
}

/** Doors that strangers use to become known: sign-up, sign-in, links from mail. */
export function mayUseFrontDoor(): Decision {
  return allow;
}

/** What anybody may read: public pages and what is published. */
export function mayReadPublic(): Decision {
  return allow;
}

/** One's own account, in a browser session only: a leaked token must not be able to lock its owner out. */
export function mayManageOwnAccount(actor: Actor): Decision {
  return demand([person(actor), "signIn"], [inBrowser(actor), "browserOnly"]);
}

export function mayReadOwnAccount(actor: Actor): Decision {
  return demand([person(actor), "signIn"], [!narrowed(actor, "identity:read"), "scope"]);
}

export function mayCreateOrganisation(actor: Actor): Decision {
  return demand([person(actor), "signIn"], [inBrowser(actor), "browserOnly"]);
}

/** Owners and administrators look after the organisation they act as. */
export function mayManageOrganisation(actor: Actor, organisation: OrganisationFacts): Decision {
  return demand(
    [person(actor), "signIn"],
    [inBrowser(actor), "browserOnly"],
    [
      actor.kind === "person" && actor.acting?.id === organisation.id && actsWithRole(actor, "admin"),
      "organisationAdmin",
    ],
    [secondFactorShown(actor), "secondFactor"],
  );
}

/** Nobody hands out a role above their own. */
export function mayGiveRole(actor: Actor, organisation: OrganisationFacts, role: MemberRole): Decision {
  const managed = mayManageOrganisation(actor, organisation);
  if (!managed.allowed) return managed;
  return role === "owner" && !actsWithRole(actor, "owner") ? deny("roleAboveOwn") : allow;
}

export function mayListMembers(actor: Actor, organisation: OrganisationFacts): Decision {
  return demand(
    [person(actor), "signIn"],
    [!narrowed(actor, "identity:read"), "scope"],
    [actor.kind === "person" && (actor.organisationIds.includes(organisation.id) || isOperator(actor)), "membersOnly"],
  );
}

export function mayLeaveOrganisation(actor: Actor, organisation: OrganisationFacts): Decision {
  return demand(
    [person(actor), "signIn"],
    [inBrowser(actor), "browserOnly"],
    [actor.kind === "person" && actor.organisationIds.includes(organisation.id), "membersOnly"],
  );
}

/** An operator who belongs to the organisation does not judge it, and nobody decides twice. */
export function mayDecideVerification(
  actor: Actor,
  facts: { organisationId: string; decidedBy: readonly string[] },
): Decision {
  return demand(
    [person(actor), "signIn"],
    [isOperator(actor), "operatorOnly"],
    [inBrowser(actor), "browserOnly"],
    [secondFactorShown(actor), "secondFactor"],
    [actor.kind === "person" && !actor.organisationIds.includes(facts.organisationId), "ownOrganisation"],
    [actor.kind === "person" && !facts.decidedBy.includes(actor.id), "twoOperators"],
  );
}

export function mayReadVerifications(actor: Actor): Decision {
  return demand(
    [person(actor), "signIn"],
    [isOperator(actor) || isAuditor(actor), "operatorOnly"],
    [secondFactorShown(actor), "secondFactor"],
  );
}

/** The file outbox holds links that are keys: operators only. */
export function mayReadOutbox(actor: Actor): Decision {
  return demand(
    [person(actor), "signIn"],
    [isOperator(actor), "operatorOnly"],
    [inBrowser(actor), "browserOnly"],
    [secondFactorShown(actor), "secondFactor"],
  );
}

export function mayReadAudit(actor: Actor): Decision {
  return demand(
    [person(actor), "signIn"],
    [isAuditor(actor), "auditorOnly"],
    [inBrowser(actor), "browserOnly"],
    [secondFactorShown(actor), "secondFactor"],
  );
}

/** Security administrators give platform roles, never to themselves. */
export function mayGrantPlatformRole(actor: Actor, facts: { personId: string }): Decision {
  return demand(
    [person(actor), "signIn"],
    [actor.kind === "person" && actor.platformRole === "securityAdmin", "securityAdminOnly"],
    [inBrowser(actor), "browserOnly"],
    [secondFactorShown(actor), "secondFactor"],
    [actor.kind === "person" && actor.id !== facts.personId, "notYourself"],
  );
}

/** Acting for an organisation in earnest: it is verified, the person may act for it, the second factor is shown. */
export function actsForVerified(actor: Actor, least: MemberRole = "member"): Decision {
  return demand(
    [person(actor), "signIn"],
    [actor.kind === "person" && actor.acting !== null, "noOrganisation"],
    [actsWithRole(actor, least), "memberRole"],
    [actor.kind === "person" && actor.acting?.verified === true, "notVerified"],
    [secondFactorShown(actor), "secondFactor"],
  );
}

function isOperator(actor: Actor): boolean {
  return actor.kind === "person" && actor.platformRole === "operator";
}

function isAuditor(actor: Actor): boolean {
  return actor.kind === "person" && actor.platformRole === "auditor";
}
