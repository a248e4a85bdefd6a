import type { ConflictParty } from "@/domain/shared/conflicts";
import type { Tx } from "@/server/platform/db";
import { findOrganisations } from "./repo-organisations";
import { listAffiliations } from "./repo-people";

/**
 * In the caller's transaction, for rules on conflicts of interest: people with the organisations they belong or belonged
 * to and their confirmed address. Unknown ids are absent.
 */
export async function peopleAsParties(
  tx: Pick<Tx, "person">,
  personIds: readonly string[],
): Promise<Map<string, ConflictParty>> {
  const rows = await listAffiliations(tx, [...new Set(personIds)]);
  return new Map(
    rows.map(({ id, email, emailVerifiedAt, memberships }) => [
      id,
      {
        id,
        affiliations: memberships.map(({ organisationId, until }) => ({ organisation: organisationId, until })),
        mail: emailVerifiedAt ? [email] : [],
      },
    ]),
  );
}

/** Organisations with the mail domain that was verified with them. */
export async function organisationsAsParties(tx: Tx, organisationIds: readonly string[]): Promise<ConflictParty[]> {
  const rows = await findOrganisations(tx, [...new Set(organisationIds)]);
  return rows.map(({ id, emailDomain, verifiedAt }) => ({
    id,
    affiliations: [],
    mail: emailDomain && verifiedAt ? [emailDomain] : [],
  }));
}
