/** What a policy may know about who is asking. Pure data, built once per request. */

export const organisationKinds = ["government", "enterprise", "research", "securityFirm", "alliance"] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const memberRoles = ["owner", "admin", "member", "viewer"] as const;
export type MemberRole = (typeof memberRoles)[number];

export const platformRoles = ["operator", "securityAdmin", "auditor"] as const;
export type PlatformRole = (typeof platformRoles)[number];

/** The organisation a person acts as at the moment, with the role held there. */
export type ActingOrganisation = {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly role: MemberRole;
  readonly verified: boolean;
  readonly jurisdiction: string;
};

export type Visitor = { readonly kind: "visitor" };

export type Person = {
  readonly kind: "person";
  readonly id: string;
  readonly email: string;
  readonly platformRole: PlatformRole | null;
  readonly acting: ActingOrganisation | null;
  /** Every organisation the person belongs to today, whichever they act as. */
  readonly organisationIds: readonly string[];
  /** True once a second factor was shown in this session. */
  readonly secondFactor: boolean;
  /** True when the person's role or organisation obliges them to a second factor. */
  readonly secondFactorRequired: boolean;
  /** Scopes of the API token in use, or null for a browser session, which is not narrowed. */
  readonly scopes: readonly string[] | null;
};

/** The platform itself, for jobs and seeds; never built from a request. */
export type System = { readonly kind: "system"; readonly job: string };

export type Actor = Visitor | Person | System;

export const visitor: Visitor = { kind: "visitor" };

/** A policy's answer: allowed, or the reason why not. */
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

export const allow: Decision = { allowed: true };

/** @param reason a key under `errors` that explains the refusal to a person */
export function deny(reason: string): Decision {
  return { allowed: false, reason };
}

/** First refusal of several conditions, or allow. Conditions read as claims: `[acting !== null, "noOrganisation"]`. */
export function demand(...claims: readonly (readonly [boolean, string])[]): Decision {
  const broken = claims.find(([holds]) => !holds);
  return broken ? deny(broken[1]) : allow;
}

/** What another rule asks first, and these conditions besides. */
export function both(first: Decision, ...claims: readonly (readonly [boolean, string])[]): Decision {
  return first.allowed ? demand(...claims) : first;
}

/** True when the person acts for an organisation with at least the given role (owner > admin > member > viewer). */
export function actsWithRole(actor: Actor, least: MemberRole): boolean {
  return actor.kind === "person" && actor.acting !== null && roleRank(actor.acting.role) >= roleRank(least);
}

function roleRank(role: MemberRole): number {
  return memberRoles.length - memberRoles.indexOf(role);
}
