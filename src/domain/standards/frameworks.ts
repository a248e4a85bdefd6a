/**
 * Identifiers of documents that industrial security standards are mapped to, as data to pick from. Only identifiers:
 * their texts belong to the publishers. Anything else is typed.
 */
export type Framework = {
  readonly reference: string;
  /** Identifiers as the document numbers them: a prefix and how many follow it. */
  readonly series: readonly (readonly [prefix: string, count: number])[];
};

export const frameworks: readonly Framework[] = [
  {
    reference: "IEC 62443-3-3:2013",
    series: [
      ["SR 1.", 13],
      ["SR 2.", 12],
      ["SR 3.", 9],
      ["SR 4.", 3],
      ["SR 5.", 4],
      ["SR 6.", 2],
      ["SR 7.", 8],
    ],
  },
  {
    reference: "IEC 62443-4-2:2019",
    series: [
      ["CR 1.", 14],
      ["CR 2.", 13],
      ["CR 3.", 14],
      ["CR 4.", 3],
      ["CR 5.", 4],
      ["CR 6.", 2],
      ["CR 7.", 8],
    ],
  },
  {
    reference: "ISO/IEC 27001:2022",
    series: [
      ["A.5.", 37],
      ["A.6.", 8],
      ["A.7.", 14],
      ["A.8.", 34],
    ],
  },
  {
    reference: "NIST SP 800-53 Rev. 5",
    series: [
      ["AC-", 25],
      ["AT-", 6],
      ["AU-", 16],
      ["CA-", 9],
      ["CM-", 14],
      ["CP-", 13],
      ["IA-", 12],
      ["IR-", 10],
      ["MA-", 7],
      ["MP-", 8],
      ["PE-", 23],
      ["PL-", 11],
      ["PM-", 32],
      ["PS-", 9],
      ["PT-", 8],
      ["RA-", 10],
      ["SA-", 23],
      ["SC-", 51],
      ["SI-", 23],
      ["SR-", 12],
    ],
  },
  {
    reference: "NIST SP 800-82 Rev. 3",
    series: [
      ["5.", 3],
      ["5.2.", 5],
      ["6.", 5],
      ["6.1.", 5],
      ["6.2.", 11],
    ],
  },
];

/** Identifiers to pick from for a document; empty for one that is not in the table. */
export function identifiersOf(reference: string): string[] {
  const framework = frameworks.find((one) => one.reference === reference);
  return (framework?.series ?? []).flatMap(([prefix, count]) =>
    Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`),
  );
}
