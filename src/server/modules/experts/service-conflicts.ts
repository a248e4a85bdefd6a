import { profileContent } from "@/domain/experts/profile";
import {
  type Conflict,
  type ConflictFacts,
  type ConflictParty,
  conflictFinder,
  noConflictFacts,
  type RelationKind,
} from "@/domain/shared/conflicts";
import { teamsTogether } from "@/server/modules/competitions/service-ties";
import { engagementsOf } from "@/server/modules/engagements/service-ties";
import { peopleAsParties } from "@/server/modules/identity/service-affiliations";
import { databaseNow, db, type Tx } from "@/server/platform/db";
import { listRelations, listSharedTraining, listSharedWork, listToldAffiliations } from "./repo-conflicts";

export type ConflictWorld = { readonly parties: ReadonlyMap<string, ConflictParty>; readonly facts: ConflictFacts };

/**
 * For every module that picks people: what is known of their ties, as facts for `findConflicts`. Memberships (also
 * ended ones), affiliations told in profiles, confirmed mail, declared relations, works, training, teams and
 * engagements in common.
 * @param personIds everybody on both sides; organisations join by their own id
 * @param excludedIds who the matter itself rules out, such as those with a competing proposal
 * @param tx the transaction of an act that has begun: a second connection beside it could be waited for without end
 */
export async function conflictWorld(
  personIds: readonly string[],
  excludedIds: readonly string[] = [],
  tx: Tx = db(),
): Promise<ConflictWorld> {
  const ids = [...new Set(personIds)];
  // One after the other: a transaction has one connection.
  const belonging = await peopleAsParties(tx, ids);
  const relations = await listRelations(tx, ids);
  const works = await listSharedWork(tx, ids);
  const training = await listSharedTraining(tx, ids);
  const told = await listToldAffiliations(tx, ids);
  const now = await databaseNow(tx);
  const teams = await teamsTogether(tx, ids);
  const engagements = await engagementsOf(
    tx,
    [...belonging.values()].flatMap(({ affiliations }) => affiliations.map((one) => one.organisation)),
  );
  const toldOf = new Map(told.map(({ personId, content }) => [personId, toldAffiliations(content)]));
  const parties = new Map(
    ids.map((id): [string, ConflictParty] => [
      id,
      {
        id,
        affiliations: [...(belonging.get(id)?.affiliations ?? []), ...(toldOf.get(id) ?? [])],
        mail: belonging.get(id)?.mail ?? [],
      },
    ]),
  );
  const facts: ConflictFacts = {
    ...noConflictFacts,
    relations: relations.map(({ byId, aboutId, kind, until }) => ({
      by: byId,
      about: aboutId,
      // Written through the same list of kinds only.
      kind: kind as RelationKind,
      until,
    })),
    sharedWork: [...works, ...training, ...teams, ...engagements],
    excludedIds,
    now,
  };
  return { parties, facts };
}

/** A month that has ended counts to its last day. */
function toldAffiliations(content: unknown): { organisation: string; until: Date | null }[] {
  return profileContent.parse(content).affiliations.flatMap(({ organisationId, until }) => {
    if (!organisationId) return [];
    const [year = 0, month = 0] = (until ?? "").split("-").map(Number);
    return [{ organisation: organisationId, until: until === null ? null : new Date(Date.UTC(year, month, 0)) }];
  });
}

/**
 * Each candidate's conflicts with those a matter concerns; candidates without any are absent.
 * @param concerns people and organisations that the matter is about
 */
export async function conflictsOf(
  candidateIds: readonly string[],
  concerns: { readonly personIds: readonly string[]; readonly organisationIds: readonly string[] },
  excludedIds: readonly string[] = [],
  tx: Tx = db(),
): Promise<Map<string, Conflict[]>> {
  const { parties, facts } = await conflictWorld([...candidateIds, ...concerns.personIds], excludedIds, tx);
  const find = conflictFinder(facts);
  const counterparts: ConflictParty[] = [
    ...concerns.personIds.flatMap((id) => parties.get(id) ?? []),
    ...concerns.organisationIds.map((id) => ({ id, affiliations: [], mail: [] })),
  ];
  const found = new Map<string, Conflict[]>();
  for (const id of candidateIds) {
    const party = parties.get(id);
    const conflicts = party
      ? find(
          [party],
          counterparts.filter((one) => one.id !== id),
        )
      : [];
    if (concerns.personIds.includes(id)) conflicts.push({ kind: "needList", party: id, counterpart: null, over: id });
    if (conflicts.length > 0) found.set(id, conflicts);
  }
  return found;
}
