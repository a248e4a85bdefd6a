import { proposersKnown } from "@/domain/needs/policy";
import type { SealedProposal } from "@/domain/needs/schema";
import { type Conflict, type ConflictParty, findConflicts } from "@/domain/shared/conflicts";
import { AppError } from "@/domain/shared/errors";
import { conflictWorld } from "@/server/modules/experts/service-conflicts";
import { organisationsAsParties } from "@/server/modules/identity/service-affiliations";
import type { Tx } from "@/server/platform/db";
import type { HeldNeed } from "./access";
import { tieFacts } from "./exclusions";
import { listMembersBehind, listReceived } from "./repo-proposals";

export type PanelConflicts = ReadonlyMap<string, readonly Conflict[]>;

/**
 * Conflicts between people who would judge and everybody behind the proposals of a need: the proposers, the members
 * of their consortia, who sealed for them and who stands in their teams. By memberships of now and of the last years,
 * affiliations told in profiles, mail domains of organisations, declared relations, work in common, and the ties
 * organisations declared.
 * @returns by person; people without a conflict are absent
 */
export async function panelConflicts(tx: Tx, needId: string, personIds: readonly string[]): Promise<PanelConflicts> {
  if (personIds.length === 0) return new Map();
  const organisations = await organisationsAsParties(tx, await listMembersBehind(tx, needId));
  const behind = await peopleBehind(tx, needId);
  const { parties, facts: known } = await conflictWorld([...personIds, ...behind], [], tx);
  const employers = [...parties.values()].flatMap(({ affiliations }) => affiliations.map((one) => one.organisation));
  const ties = await tieFacts(tx, [...new Set([...employers, ...organisations.map(({ id }) => id)])], known.now);
  const facts = { ...ties, relations: known.relations, sharedWork: known.sharedWork };
  const counterparts: ConflictParty[] = [
    ...organisations,
    // A person's mail says where they write from, not whom they work for; their organisations stand beside them.
    ...behind.flatMap((id) => {
      const party = parties.get(id);
      return party ? [{ ...party, mail: [] }] : [];
    }),
  ];
  const found = personIds.flatMap((id) => {
    const person = parties.get(id);
    const others = counterparts.filter((one) => one.id !== id);
    const conflicts = person ? findConflicts([person], others, facts) : [];
    if (behind.includes(id)) conflicts.push({ kind: "needList", party: id, counterpart: null, over: id });
    return conflicts.length > 0 ? [[id, conflicts] as const] : [];
  });
  return new Map(found);
}

/**
 * The same, but nothing before the opening: until then a refusal, or a name that is missing, would tell who proposed.
 * What the rules find then is found at the opening.
 */
export function knownConflicts(tx: Tx, held: HeldNeed, personIds: readonly string[]): Promise<PanelConflicts> {
  return proposersKnown(held.facts) ? panelConflicts(tx, held.row.id, personIds) : Promise.resolve(new Map());
}

/** @throws AppError CONFLICT panelConflict_<kind> naming the first of them; what a relation is stays private */
export function refuseConflicted(
  people: readonly { id: string; email: string }[],
  conflicts: PanelConflicts,
  field?: string,
): void {
  for (const { id, email } of people) {
    const [first] = conflicts.get(id) ?? [];
    if (first)
      throw new AppError("CONFLICT", {
        reason: `panelConflict_${first.kind}`,
        facts: { email },
        ...(field ? { field } : {}),
      });
  }
}

/** Who sealed a proposal, and people of the registry in its team; the team is known once it was opened. */
async function peopleBehind(tx: Tx, needId: string): Promise<string[]> {
  const rows = await listReceived(tx, needId);
  return [
    ...new Set(
      rows.flatMap(({ versions: [version] }) => {
        const opened = version?.opened as { content: SealedProposal } | null | undefined;
        const team = opened?.content.team.flatMap(({ personId }) => personId ?? []) ?? [];
        return version ? [version.submittedById, ...team] : [];
      }),
    ),
  ];
}
