import { type MemberRole, memberRoles } from "../shared/actor";

/** True when the first role may do everything the second may: owner > admin > member > viewer. */
export function ranksAtLeast(role: MemberRole, other: MemberRole): boolean {
  return memberRoles.indexOf(role) <= memberRoles.indexOf(other);
}

/**
 * Who may turn one role into another (or end it, `to` null): owners and administrators, but nobody touches or gives a
 * role above their own, so an administrator can neither make nor unmake an owner.
 */
export function mayTurnRole(by: MemberRole, from: MemberRole | null, to: MemberRole | null): boolean {
  if (!ranksAtLeast(by, "admin")) return false;
  return (from === null || ranksAtLeast(by, from)) && (to === null || ranksAtLeast(by, to));
}

/**
 * An organisation without an owner could be looked after by nobody: the last one neither leaves nor becomes less.
 * @param owners how many owners there are now, counted with the organisation's row locked
 */
export function keepsAnOwner(owners: number, from: MemberRole, to: MemberRole | null): boolean {
  return from !== "owner" || to === "owner" || owners > 1;
}

/** Membership counts from `since` on and up to, not including, `until`. */
export function isMemberAt(membership: { since: Date; until: Date | null }, now: Date): boolean {
  return membership.since <= now && (membership.until === null || now < membership.until);
}
