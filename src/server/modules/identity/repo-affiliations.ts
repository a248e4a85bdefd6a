import type { Tx } from "@/server/platform/db";

/** Memberships of people, also ended ones. */
export function listAffiliations(tx: Pick<Tx, "membership">, personIds: readonly string[]) {
  return tx.membership.findMany({
    where: { personId: { in: [...personIds] } },
    select: { personId: true, organisationId: true, until: true },
  });
}

/** Addresses that were confirmed. */
export function listConfirmedMail(tx: Pick<Tx, "person">, personIds: readonly string[]) {
  return tx.person.findMany({
    where: { id: { in: [...personIds] }, NOT: { emailVerifiedAt: null } },
    select: { id: true, email: true },
  });
}
