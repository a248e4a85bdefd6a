import { type Conflict, findConflicts, noConflictFacts } from "@/domain/shared/conflicts";
import { organisationsAsParties, peopleAsParties } from "@/server/modules/identity/service-affiliations";
import type { Tx } from "@/server/platform/db";
import { listMembersBehind } from "./repo-proposals";

/**
 * Conflicts between people who would judge and everybody behind the proposals of a need: the proposers and the members
 * of their consortia.
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
  const found = personIds.flatMap((id) => {
    const person = people.get(id);
    const conflicts = person ? findConflicts([person], organisations, { ...noConflictFacts, now }) : [];
    return conflicts.length > 0 ? [[id, conflicts] as const] : [];
  });
  return new Map(found);
}
