/**
 * What can be said about a credential, worst first. The words for each stand under `credentials.outcome_<code>`.
 * After W3C Verifiable Credentials Data Model 2.0, 7 (verification) and Open Badges 3.0, 8.
 */
export const outcomes = [
  "unreadable",
  "unsupported",
  "altered",
  "foreignKey",
  "issuerUnreachable",
  "revoked",
  "suspended",
  "expired",
  "notYetValid",
  "statusUnreachable",
  "unknownIssuer",
  "valid",
] as const;
export type Outcome = (typeof outcomes)[number];

/** The first check that failed is what the reader is told; the others are listed beside it. */
export type Findings = {
  /** `null`: the key could not be had, so nothing was compared. */
  readonly signature: boolean | null;
  /** False where the key belongs to somebody other than the named issuer. */
  readonly issuersKey: boolean;
  /** `null`: the credential names a status list that could not be read. */
  readonly status: "good" | "revoked" | "suspended" | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly issuerKnown: boolean;
};

/**
 * One outcome from all findings at a moment. An altered text is worth nothing, so it comes before dates and status;
 * revoked comes before expired, because the issuer took it back while it would still have counted.
 */
export function outcomeOf(findings: Findings, now: Date): Outcome {
  if (findings.signature === false) return "altered";
  if (findings.signature === null) return "issuerUnreachable";
  if (!findings.issuersKey) return "foreignKey";
  if (findings.status === "revoked") return "revoked";
  if (findings.status === "suspended") return "suspended";
  if (findings.validUntil && findings.validUntil <= now) return "expired";
  if (findings.validFrom && findings.validFrom > now) return "notYetValid";
  if (findings.status === null) return "statusUnreachable";
  return findings.issuerKnown ? "valid" : "unknownIssuer";
}
