/**
 * Documents that drafts in this field still cite although another took their place. Facts of the publishers' catalogues;
 * what this platform withdrew itself comes from its own catalogue.
 */
export type Withdrawn = { readonly number: string; readonly by: string | null };

export const withdrawnElsewhere: readonly Withdrawn[] = [
  { number: "GB/T 1.1—2009", by: "GB/T 1.1—2020" },
  { number: "GB/T 20984—2007", by: "GB/T 20984—2022" },
  { number: "GB/T 22239—2008", by: "GB/T 22239—2019" },
  { number: "GB/T 25069—2010", by: "GB/T 25069—2022" },
  { number: "GB/T 28448—2012", by: "GB/T 28448—2019" },
  { number: "IEC 62443-2-1:2010", by: "IEC 62443-2-1:2024" },
  { number: "ISO/IEC 27001:2005", by: "ISO/IEC 27001:2022" },
  { number: "ISO/IEC 27001:2013", by: "ISO/IEC 27001:2022" },
  { number: "ISO/IEC 27002:2005", by: "ISO/IEC 27002:2022" },
  { number: "ISO/IEC 27002:2013", by: "ISO/IEC 27002:2022" },
  { number: "ISO/IEC 27005:2018", by: "ISO/IEC 27005:2022" },
  { number: "NIST SP 800-53 Rev. 4", by: "NIST SP 800-53 Rev. 5" },
  { number: "NIST SP 800-82 Rev. 2", by: "NIST SP 800-82 Rev. 3" },
];

/** A number as people write it, in one spelling: dashes alike, no spaces, so that GB/T 1.1-2009 is GB/T 1.1—2009. */
export function foldNumber(number: string): string {
  return number
    .replaceAll(/[—–‐‑−]/gu, "-")
    .replaceAll(/\s+/gu, "")
    .toUpperCase();
}

/** Where a withdrawn document is cited in a text, as it is written there; spellings of dashes and spaces count alike. */
export function citedWithdrawn(
  text: string,
  withdrawn: readonly Withdrawn[],
): { written: string; by: string | null }[] {
  return withdrawn.flatMap(({ number, by }) =>
    [...text.matchAll(patternOf(number))].map(([written]) => ({ written, by })),
  );
}

const patterns = new Map<string, RegExp>();

function patternOf(number: string): RegExp {
  const known = patterns.get(number);
  if (known) return known;
  const parts = [...foldNumber(number)].map((sign) =>
    sign === "-" ? "[-—–‐‑−]" : sign.replaceAll(/[.*+?^${}()|[\]\\/]/gu, "\\$&"),
  );
  // A longer number that only begins with this one (62443-2-1 in 62443-2-10) is another document.
  const pattern = new RegExp(`(?<![A-Za-z0-9])${parts.join("\\s?")}(?![0-9-])`, "giu");
  patterns.set(number, pattern);
  return pattern;
}
