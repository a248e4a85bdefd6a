import {
  type Conflict,
  type ConflictFacts,
  type ConflictKind,
  type ConflictParty,
  findConflicts,
} from "../shared/conflicts";

/**
 * Who must not be offered, invited, assigned or awarded, and why. Closed by default: what is not known to be in order
 * is not in order. The same function is asked again at every step from ranking to award, and its answer is stored.
 */

/** A person or organisation on either side, with what says whether it may take part at all. */
export type Party = ConflictParty & {
  /** Null where it was never found out. */
  readonly identityConfirmed: boolean | null;
  readonly verified: boolean | null;
  readonly sanctions: "clear" | "listed" | null;
  /** ISO 3166-1 alpha-2. */
  readonly jurisdiction: string | null;
};

export type ExclusionFacts = ConflictFacts & {
  /** The subject first, then the people or consortium members who would come with it. */
  readonly subject: readonly Party[];
  /** The owner of the need and the people who act, evaluate or decide for it. */
  readonly counterparts: readonly Party[];
  /** What the need admits. An empty list admits nobody; null admits every known jurisdiction. */
  readonly jurisdictions: readonly string[] | null;
};

export type Eligibility = "identityNotConfirmed" | "notVerified" | "sanctions" | "jurisdiction";

/** A reason with the ids it rests on. It may hold private facts (kinship): show it to conflict officers only. */
export type Exclusion =
  | { readonly kind: "sideUnknown"; readonly side: "subject" | "counterpart" }
  | { readonly kind: Eligibility; readonly party: string }
  | Conflict;

/**
 * Every reason why the subject is excluded from the need; empty means it may be considered.
 * @param waived kinds of conflict that do not apply to this use and whose waiver the caller records
 */
export function findExclusions(facts: ExclusionFacts, waived: readonly ConflictKind[] = []): Exclusion[] {
  return [
    ...unknownSides(facts),
    ...facts.subject.flatMap((party) => eligibilityOf(party, facts.jurisdictions)),
    ...findConflicts(facts.subject, facts.counterparts, facts, waived),
  ];
}

/** A side with nobody on it cannot be checked. */
function unknownSides(facts: ExclusionFacts): Exclusion[] {
  const sides = [
    { side: "subject", parties: facts.subject },
    { side: "counterpart", parties: facts.counterparts },
  ] as const;
  return sides.filter(({ parties }) => parties.length === 0).map(({ side }) => ({ kind: "sideUnknown", side }));
}

function eligibilityOf(party: Party, jurisdictions: readonly string[] | null): Exclusion[] {
  const admitted =
    party.jurisdiction !== null && (jurisdictions === null || jurisdictions.includes(party.jurisdiction));
  const claims: readonly (readonly [boolean, Eligibility])[] = [
    [party.identityConfirmed === true, "identityNotConfirmed"],
    [party.verified === true, "notVerified"],
    [party.sanctions === "clear", "sanctions"],
    [admitted, "jurisdiction"],
  ];
  return claims.filter(([holds]) => !holds).map(([, kind]) => ({ kind, party: party.id }));
}
