import { type Actor, actsWithRole, allow, type Decision, demand, type MemberRole, type Person } from "../shared/actor";
import type { BreakGlassState } from "./break-glass";
import { mayTurnRole } from "./membership";

/**
 * Who may do what with people and organisations. Everything that is not allowed here is refused; the reasons are keys
 * under `errors`. Operators, security administrators and auditors never act by token, and only after their second
 * factor. Auditors read and change nothing.
 */

export type OrganisationFacts = { readonly id: string };

type Claim = readonly [boolean, string];

const is = (actor: Actor, holds: (person: Person) => boolean) => actor.kind === "person" && holds(actor);
const signedIn = (actor: Actor): Claim => [actor.kind === "person", "signIn"];
const inBrowser = (actor: Actor): Claim => [is(actor, ({ scopes }) => scopes === null), "browserOnly"];
const scoped = (actor: Actor, scope: string): Claim => [
  is(actor, ({ scopes }) => scopes === null || scopes.includes(scope)),
  "scope",
];
const belongs = (actor: Actor, organisationId: string) =>
  is(actor, ({ organisationIds }) => organisationIds.includes(organisationId));
const actsFor = (actor: Actor, organisationId: string) => is(actor, ({ acting }) => acting?.id === organisationId);
const factor = (actor: Actor): Claim => [secondFactorShown(actor), "secondFactor"];
const isOperator = (actor: Actor) => is(actor, ({ platformRole }) => platformRole === "operator");
const isSecurityAdmin = (actor: Actor) => is(actor, ({ platformRole }) => platformRole === "securityAdmin");
const isAuditor = (actor: Actor) => is(actor, ({ platformRole }) => platformRole === "auditor");

/** A platform role at work: signed in, in a browser, second factor shown. */
function onDuty(actor: Actor, ...claims: readonly Claim[]): Decision {
  return demand(signedIn(actor), ...claims, inBrowser(actor), factor(actor));
}

/** Holders of platform roles and members of government bodies act only after their second factor. */
export function secondFactorShown(actor: Actor): boolean {
  return is(actor, ({ secondFactorRequired, secondFactor }) => !secondFactorRequired || secondFactor);
}

/** Doors that strangers use to become known: sign-up, sign-in, links from mail. */
export function mayUseFrontDoor(): Decision {
  return allow;
}

/** What anybody may read: public pages and what is published. */
export function mayReadPublic(): Decision {
  return allow;
}

/**
 * One's own account, sessions and factors, in a browser session only: a leaked token must not be able to lock its owner
 * out. No second factor is asked, because this is where one is set up.
 */
export function mayManageOwnAccount(actor: Actor): Decision {
  return demand(signedIn(actor), inBrowser(actor));
}

export function mayReadOwnAccount(actor: Actor): Decision {
  return demand(signedIn(actor), scoped(actor, "identity:read"));
}

/**
 * Adds, removes or renews second factors. Whoever has one shows it first, else a stolen session could swap it for the
 * thief's own; the first one is set up without.
 */
export function mayChangeFactors(actor: Actor, facts: { enrolled: boolean }): Decision {
  return demand(signedIn(actor), inBrowser(actor), [
    !facts.enrolled || is(actor, ({ secondFactor }) => secondFactor),
    "secondFactor",
  ]);
}

/** A token is as strong as the session that made it, so that session has shown what it has to. */
export function mayCreateToken(actor: Actor): Decision {
  return demand(signedIn(actor), inBrowser(actor), factor(actor));
}

/** Chooses the organisation to act as: one of one's own, others do not exist here. */
export function mayActAs(actor: Actor, organisation: OrganisationFacts): Decision {
  return demand(signedIn(actor), inBrowser(actor), [belongs(actor, organisation.id), "notFound"]);
}

/**
 * Erasing one's account. An organisation must not be left without an owner, and a platform role is handed back first,
 * so that its powers end by a recorded act.
 */
export function mayEraseOwnAccount(actor: Actor, facts: { lastOwnerOf: number }): Decision {
  return demand(
    signedIn(actor),
    inBrowser(actor),
    factor(actor),
    [is(actor, ({ platformRole }) => platformRole === null), "platformRoleFirst"],
    [facts.lastOwnerOf === 0, "lastOwner"],
  );
}

/**
 * Name and address of a person: one's own; colleagues of an organisation; operators, security administrators and
 * auditors at work. What people publish of themselves is the experts module's affair.
 */
export function mayReadPerson(actor: Actor, facts: { personId: string; organisationIds: readonly string[] }): Decision {
  if (is(actor, ({ id }) => id === facts.personId)) return mayReadOwnAccount(actor);
  if (is(actor, ({ platformRole }) => platformRole !== null)) return mayEnterAdministration(actor);
  return demand(
    signedIn(actor),
    scoped(actor, "identity:read"),
    [facts.organisationIds.some((organisationId) => belongs(actor, organisationId)), "notFound"],
    factor(actor),
  );
}

export function mayCreateOrganisation(actor: Actor): Decision {
  return demand(signedIn(actor), inBrowser(actor), factor(actor));
}

/** Owners and administrators look after the organisation they act as. */
export function mayManageOrganisation(actor: Actor, organisation: OrganisationFacts): Decision {
  return demand(
    signedIn(actor),
    inBrowser(actor),
    [actsFor(actor, organisation.id) && actsWithRole(actor, "admin"), "organisationAdmin"],
    factor(actor),
  );
}

/** Invites somebody to a role. Nobody hands out a role above their own. */
export function mayGiveRole(actor: Actor, organisation: OrganisationFacts, role: MemberRole): Decision {
  return mayChangeMember(actor, organisation, { from: null, to: role });
}

/**
 * Changes a member's role, or ends the membership (`to` null). Nobody touches a role above their own: an administrator
 * cannot make an owner a viewer. That one owner stays is `keepsAnOwner`, asked with the organisation's row locked.
 */
export function mayChangeMember(
  actor: Actor,
  organisation: OrganisationFacts,
  facts: { from: MemberRole | null; to: MemberRole | null },
): Decision {
  const managed = mayManageOrganisation(actor, organisation);
  if (!managed.allowed) return managed;
  return demand([
    is(actor, ({ acting }) => acting !== null && mayTurnRole(acting.role, facts.from, facts.to)),
    "roleAboveOwn",
  ]);
}

/** Members see each other; operators and auditors at work see all. */
export function mayListMembers(actor: Actor, organisation: OrganisationFacts): Decision {
  if (!belongs(actor, organisation.id) && (isOperator(actor) || isAuditor(actor))) return mayEnterAdministration(actor);
  return demand(
    signedIn(actor),
    scoped(actor, "identity:read"),
    [belongs(actor, organisation.id), "membersOnly"],
    factor(actor),
  );
}

export function mayLeaveOrganisation(actor: Actor, organisation: OrganisationFacts): Decision {
  return demand(signedIn(actor), inBrowser(actor), [belongs(actor, organisation.id), "membersOnly"], factor(actor));
}

/** The organisation's own administrators hand in evidence; a verified one may do so again before its year is over. */
export function maySubmitVerification(actor: Actor, organisation: OrganisationFacts): Decision {
  return mayManageOrganisation(actor, organisation);
}

/** An operator who belongs to the organisation does not judge it, and nobody decides twice. */
export function mayDecideVerification(
  actor: Actor,
  facts: { organisationId: string; decidedBy: readonly string[] },
): Decision {
  return onDuty(
    actor,
    [isOperator(actor), "operatorOnly"],
    [!belongs(actor, facts.organisationId), "ownOrganisation"],
    [is(actor, ({ id }) => !facts.decidedBy.includes(id)), "twoOperators"],
  );
}

/** The queue with its evidence: operators decide, auditors look on. */
export function mayReadVerifications(actor: Actor): Decision {
  return onDuty(actor, [isOperator(actor) || isAuditor(actor), "operatorOnly"]);
}

/** Verified organisations by name, for forms that name one; the same names are in the public search. */
export function mayFindOrganisations(actor: Actor): Decision {
  return demand(signedIn(actor), scoped(actor, "identity:read"));
}

/** Every organisation, verified or not. */
export function mayListOrganisations(actor: Actor): Decision {
  return mayReadVerifications(actor);
}

/** The pages behind /admin, of which each then asks for its own role. */
export function mayEnterAdministration(actor: Actor): Decision {
  return onDuty(actor, [is(actor, ({ platformRole }) => platformRole !== null), "platformRoleOnly"]);
}

/** The file outbox holds links that are keys: operators only. */
export function mayReadOutbox(actor: Actor): Decision {
  return onDuty(actor, [isOperator(actor), "operatorOnly"]);
}

export function mayReadAudit(actor: Actor): Decision {
  return onDuty(actor, [isAuditor(actor), "auditorOnly"]);
}

/** Security administrators give platform roles, never to themselves. */
export function mayGrantPlatformRole(actor: Actor, facts: { personId: string }): Decision {
  return onDuty(
    actor,
    [isSecurityAdmin(actor), "securityAdminOnly"],
    [is(actor, ({ id }) => id !== facts.personId), "notYourself"],
  );
}

/**
 * The first run makes one operator. While nobody holds the role, that operator names the first security administrator,
 * another person, who then grants all further roles.
 */
export function mayNameFirstSecurityAdmin(actor: Actor, facts: { personId: string; securityAdmins: number }): Decision {
  return onDuty(
    actor,
    [isOperator(actor), "operatorOnly"],
    [facts.securityAdmins === 0, "securityAdminOnly"],
    [is(actor, ({ id }) => id !== facts.personId), "notYourself"],
  );
}

/** Ends somebody's sessions and tokens, or stops and restores the account: security administrators, for others. */
export function mayStopAccount(actor: Actor, facts: { personId: string }): Decision {
  return mayGrantPlatformRole(actor, facts);
}

/** In an emergency an operator asks for sealed content, with the reason that its owner will read. */
export function mayRequestBreakGlass(actor: Actor): Decision {
  return onDuty(actor, [isOperator(actor), "operatorOnly"]);
}

/** A security administrator decides; nobody holds both roles, so two people are always needed. */
export function mayDecideBreakGlass(actor: Actor, facts: { requestedById: string; state: BreakGlassState }): Decision {
  return onDuty(
    actor,
    [isSecurityAdmin(actor), "securityAdminOnly"],
    [is(actor, ({ id }) => id !== facts.requestedById), "twoPeople"],
    [facts.state === "waiting", "breakGlassOver"],
  );
}

/** Reads what was granted: the operator who asked, while it lasts. */
export function mayUseBreakGlass(actor: Actor, facts: { requestedById: string; state: BreakGlassState }): Decision {
  return onDuty(
    actor,
    [isOperator(actor), "operatorOnly"],
    [is(actor, ({ id }) => id === facts.requestedById), "notFound"],
    [facts.state === "granted", "breakGlassOver"],
  );
}

/** Operators see their requests, security administrators what waits, auditors everything. */
export function mayListBreakGlass(actor: Actor): Decision {
  return mayEnterAdministration(actor);
}

/** Drafts are prepared also while the verification is still waited for: any member but a viewer, of any organisation. */
export function mayPrepareDraft(actor: Actor, scope: string): Decision {
  return demand(
    signedIn(actor),
    scoped(actor, scope),
    [is(actor, ({ acting }) => acting !== null), "noOrganisation"],
    [actsWithRole(actor, "member"), "memberRole"],
    factor(actor),
  );
}

/** What only the verified community sees: any role, also viewers, of a verified organisation. */
export function mayReadMembersOnly(actor: Actor, scope: string): Decision {
  return actsForVerified(actor, "viewer", scope);
}

/**
 * Acting for an organisation in earnest (posting, proposing, voting): it is verified, the person may act for it, the
 * second factor is shown, and a token carries the scope.
 */
export function actsForVerified(actor: Actor, least: MemberRole, scope: string): Decision {
  return demand(
    signedIn(actor),
    scoped(actor, scope),
    [is(actor, ({ acting }) => acting !== null), "noOrganisation"],
    [actsWithRole(actor, least), "memberRole"],
    [is(actor, ({ acting }) => acting?.verified === true), "notVerified"],
    factor(actor),
  );
}
