import { mayManageOrganisation } from "@/domain/identity/policy";
import type { Ctx } from "@/server/platform/ctx";
import type { findInvitation, findOrganisation, listInvitations, listMembers } from "./repo-organisations";

type OrganisationRow = NonNullable<Awaited<ReturnType<typeof findOrganisation>>>;
type MemberRow = Awaited<ReturnType<typeof listMembers>>[number];
type InvitationRow =
  | Awaited<ReturnType<typeof listInvitations>>[number]
  | NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

export function organisationView(row: OrganisationRow, ctx: Ctx) {
  return {
    id: row.id,
    kind: row.kind,
    nameZh: row.nameZh,
    nameEn: row.nameEn,
    country: row.country,
    region: row.region,
    sectors: row.sectors,
    sizeBand: row.sizeBand,
    website: row.website,
    creditCode: row.creditCode,
    lei: row.lei,
    registryNumber: row.registryNumber,
    verified: row.verifiedUntil !== null && row.verifiedUntil > new Date(),
    verifiedUntil: row.verifiedUntil?.toISOString() ?? null,
    version: row.version,
    can: { manage: mayManageOrganisation(ctx.actor, row).allowed },
  };
}

export function memberView({ personId, role, since, person }: MemberRow) {
  return {
    personId,
    role,
    since: since.toISOString(),
    email: person.email,
    nameZh: person.nameZh,
    nameEn: person.nameEn,
  };
}

export function invitationView({ id, email, role, expiresAt }: InvitationRow) {
  return { id, email, role, expiresAt: expiresAt.toISOString() };
}
