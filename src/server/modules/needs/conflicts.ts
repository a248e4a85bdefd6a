import { type Conflict, findConflicts } from "@/domain/shared/conflicts";
import { organisationsAsParties, peopleAsParties } from "@/server/modules/identity/service-affiliations";
import type { Tx } from "@/server/platform/db";
import { tieFacts } from "./exclusions";
import { listMembersBehind } from "./repo-proposals";

/**
 * Conflicts between people who would judge and everybody behind the proposals of a need: the proposers and the members
 * of their consortia; by memberships of now and of the last years, mail domains, and the ties organisations declared.
 * @returns by person; people without a conflict are absent
 */
export async function panelConflicts(
  tx: Tx,
  needId: string,
  personIds: readonly string[],
  now: Date,
): Promise<Map<string, Conflict[]>> {
  const people = await peopleAsParties(tx, personIds);
  const organisations = await organisationsAsParties(tx, await listMembersBehind(tx, needId));
  const employers = [...people.values()].flatMap(({ affiliations }) => affiliations.map((one) => one.organisation));
  const facts = await tieFacts(tx, [...new Set([...employers, ...organisations.map(({ id }) => id)])], now);
  const found = personIds.flatMap((id) => {
    const person = people.get(id);
    const conflicts = person ? findConflicts([person], organisations, facts) : [];
    return conflicts.length > 0 ? [[id, conflicts] as const] : [];
  });
  return new Map(found);
}
