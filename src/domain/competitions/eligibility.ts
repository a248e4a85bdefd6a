/** Who may enter a division, and why not: every condition that is named has to hold for every member. */

export const ageBands = ["under18", "18to25", "over25"] as const;
export type AgeBand = (typeof ageBands)[number];

export type Eligibility = {
  readonly countries: readonly string[];
  readonly regions: readonly string[];
  readonly organisationKinds: readonly string[];
  readonly student: boolean;
  readonly ageBands: readonly AgeBand[];
};

export type MemberFacts = {
  readonly country: string;
  readonly region: string | null;
  /** Kind of the organisation the person acts for, or null. */
  readonly organisationKind: string | null;
  readonly student: boolean;
  readonly ageBand: AgeBand;
};

export type EligibilityFault =
  | "divisionCountry"
  | "divisionRegion"
  | "divisionKind"
  | "divisionStudent"
  | "divisionAge";

/**
 * Regions are codes of ISO 3166-2 and include what lies below them: where codes are numbers, those that go on with more
 * digits (CZ-20, CZ-201). Letters say nothing of the kind: ES-M is Madrid and ES-MA is Málaga.
 */
function liesIn(region: string | null, wanted: string): boolean {
  return region === wanted || (/-\d+$/u.test(wanted) && region?.startsWith(wanted) === true);
}

/** The first condition that a person breaks, or null. */
export function eligibilityFault(wanted: Eligibility, member: MemberFacts): EligibilityFault | null {
  const open = (list: readonly string[]) => list.length === 0;
  if (!open(wanted.countries) && !wanted.countries.includes(member.country)) return "divisionCountry";
  if (!open(wanted.regions) && !wanted.regions.some((region) => liesIn(member.region, region))) return "divisionRegion";
  if (!open(wanted.organisationKinds) && !wanted.organisationKinds.includes(member.organisationKind ?? ""))
    return "divisionKind";
  if (wanted.student && !member.student) return "divisionStudent";
  if (!open(wanted.ageBands) && !wanted.ageBands.includes(member.ageBand)) return "divisionAge";
  return null;
}
