import { db } from "@/server/platform/db";
import { listAffiliations, listConfirmedMail } from "./repo-affiliations";

export type Affiliations = {
  affiliations: { organisation: string; until: Date | null }[];
  mail: string[];
};

/** For conflicts of interest: where people belong and belonged, and their confirmed addresses, by person. */
export async function affiliationsOf(personIds: readonly string[]): Promise<Map<string, Affiliations>> {
  const [memberships, addresses] = await Promise.all([
    listAffiliations(db(), personIds),
    listConfirmedMail(db(), personIds),
  ]);
  const found = new Map(personIds.map((id): [string, Affiliations] => [id, { affiliations: [], mail: [] }]));
  for (const { personId, organisationId, until } of memberships)
    found.get(personId)?.affiliations.push({ organisation: organisationId, until });
  for (const { id, email } of addresses) found.get(id)?.mail.push(email);
  return found;
}
