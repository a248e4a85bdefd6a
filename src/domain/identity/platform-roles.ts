import type { PlatformRole } from "../shared/actor";

export type RoleFault = "oneRoleOnly" | "lastSecurityAdmin";

/**
 * Operator, security administrator and auditor are three different people, so that nobody can act, grant the right to
 * act and check the acts alone: a person with one role gives it up before taking another. The last security
 * administrator keeps the role, else nobody could grant roles any more.
 * @param held the role the person has, null for none
 * @param next the role they are to have
 * @param securityAdmins how many people hold that role now
 */
export function platformRoleFault(
  held: PlatformRole | null,
  next: PlatformRole | null,
  securityAdmins: number,
): RoleFault | null {
  if (held !== null && next !== null && held !== next) return "oneRoleOnly";
  if (held === "securityAdmin" && next === null && securityAdmins <= 1) return "lastSecurityAdmin";
  return null;
}
