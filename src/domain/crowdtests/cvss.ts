// A CommonJS bundle: Node sees its names only behind the default, which its types do not declare.
import * as bundle from "ae-cvss-calculator";

const { Cvss4P0 } = (bundle as { default?: typeof bundle }).default ?? bundle;

export const severities = ["none", "low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

export type CvssFault =
  | { code: "CVSS_PREFIX" }
  | { code: "CVSS_METRIC_MISSING"; metric: string }
  | { code: "CVSS_METRIC_UNKNOWN"; metric: string }
  | { code: "CVSS_METRIC_TWICE"; metric: string };

/** The base metrics every vector states, in the order of the standard, with their values. */
const base: Readonly<Record<string, string>> = {
  AV: "NALP",
  AC: "LH",
  AT: "NP",
  PR: "NLH",
  UI: "NPA",
  VC: "HLN",
  VI: "HLN",
  VA: "HLN",
  SC: "HLN",
  SI: "HLN",
  SA: "HLN",
};
const optional: Readonly<Record<string, readonly string[]>> = {
  E: ["X", "A", "P", "U"],
  CR: ["X", "H", "M", "L"],
  IR: ["X", "H", "M", "L"],
  AR: ["X", "H", "M", "L"],
  MAV: ["X", "N", "A", "L", "P"],
  MAC: ["X", "L", "H"],
  MAT: ["X", "N", "P"],
  MPR: ["X", "N", "L", "H"],
  MUI: ["X", "N", "P", "A"],
  MVC: ["X", "H", "L", "N"],
  MVI: ["X", "H", "L", "N"],
  MVA: ["X", "H", "L", "N"],
  MSC: ["X", "H", "L", "N"],
  MSI: ["X", "H", "L", "N", "S"],
  MSA: ["X", "H", "L", "N", "S"],
  S: ["X", "N", "P"],
  AU: ["X", "N", "Y"],
  R: ["X", "A", "U", "I"],
  V: ["X", "D", "C"],
  RE: ["X", "L", "M", "H"],
  U: ["X", "Clear", "Green", "Amber", "Red"],
};

/** A map, because an object also answers to `constructor`. */
const known: ReadonlyMap<string, readonly string[]> = new Map([
  ...Object.entries(base).map(([metric, values]) => [metric, [...values]] as const),
  ...Object.entries(optional),
]);

/** What is wrong with a CVSS 4.0 vector (FIRST, CVSS v4.0 Specification, 7), or null; the first fault by position. */
export function cvssFault(vector: string): CvssFault | null {
  const [prefix, ...parts] = vector.split("/");
  if (prefix !== "CVSS:4.0") return { code: "CVSS_PREFIX" };
  const seen = new Set<string>();
  for (const part of parts) {
    const [metric = "", value = "", ...more] = part.split(":");
    if (more.length > 0 || !known.get(metric)?.includes(value)) return { code: "CVSS_METRIC_UNKNOWN", metric: part };
    if (seen.has(metric)) return { code: "CVSS_METRIC_TWICE", metric };
    seen.add(metric);
  }
  const missing = Object.keys(base).find((metric) => !seen.has(metric));
  return missing ? { code: "CVSS_METRIC_MISSING", metric: missing } : null;
}

/**
 * Score (0 to 10, one decimal) and severity of a vector that `cvssFault` finds no fault with.
 * Bands: FIRST, CVSS v4.0 Specification, 6: low to 3.9, medium to 6.9, high to 8.9, critical above.
 * @throws RangeError for a vector that was not checked
 */
export function cvssScore(vector: string): { score: number; severity: Severity } {
  const fault = cvssFault(vector);
  if (fault) throw new RangeError(fault.code);
  const score = new Cvss4P0(vector).calculateScores().overall;
  return { score, severity: severityOf(score) };
}

function severityOf(score: number): Severity {
  if (score === 0) return "none";
  if (score < 4) return "low";
  if (score < 7) return "medium";
  return score < 9 ? "high" : "critical";
}
