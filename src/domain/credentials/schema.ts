import { z } from "zod";
import { credentialSource } from "../shared/credential-source";
import { line, prose } from "../shared/text";
import { outcomes } from "./outcome";

/** What credentials are issued for here. The achievement type is Open Badges' own vocabulary (3.0, B.1.2). */
export const credentialKinds = ["result", "training", "delivery", "service", "standard"] as const;
export type CredentialKind = (typeof credentialKinds)[number];

const shortText = z.string().trim().max(300);
const longText = z.string().trim().max(5_000);

export const evidenceOf = z.strictObject({
  name: shortText.min(1),
  narrative: longText.default(""),
  /** Path on this platform (`/competitions/…`) or an address. */
  url: z.string().max(500).optional(),
});
export type CredentialEvidence = z.output<typeof evidenceOf>;

/** What a module says when it issues. Titles in both languages; where one is missing the other stands for both. */
export const issueInput = z.strictObject({
  personId: z.uuid(),
  kind: z.enum(credentialKinds),
  titleZh: shortText,
  titleEn: shortText.min(1),
  descriptionZh: longText,
  descriptionEn: longText,
  criteria: longText.min(1),
  sourceKind: z.string().min(1).max(60),
  sourceId: z.string().min(1).max(80),
  evidence: z.array(evidenceOf).max(20).default([]),
  /** Skills that the achievement shows, as concept ids; they flow into the holder's profile. */
  conceptIds: z.array(z.string().max(80)).max(30).default([]),
  expiresAt: z.date().nullable().default(null),
});
export type IssueInput = z.input<typeof issueInput>;

export const idInput = z.strictObject({ id: z.uuid() });
export const nothing = z.strictObject({});
export const revokeInput = z.strictObject({ id: z.uuid(), reason: prose(500).min(3) });
export const verifyInput = credentialSource;
export const issuerInput = z.strictObject({
  id: line(500).min(8),
  name: line(300).min(1),
  reason: prose(500).min(3),
});
export const issuerRemoval = z.strictObject({ id: line(500) });

const dateTime = z.iso.datetime();
const holder = z.strictObject({ nameZh: z.string().nullable(), nameEn: z.string().nullable() });

export const credentialCard = z.strictObject({
  id: z.string(),
  kind: z.enum(credentialKinds),
  titleZh: z.string(),
  titleEn: z.string(),
  issuedAt: dateTime,
  outcome: z.enum(outcomes),
});

export const credentialView = credentialCard.extend({
  /** Null once the holder's account was erased. */
  holder: holder.nullable(),
  descriptionZh: z.string(),
  descriptionEn: z.string(),
  criteria: z.string(),
  evidence: z.array(z.strictObject({ name: z.string(), narrative: z.string(), url: z.string().optional() })),
  conceptIds: z.array(z.string()),
  expiresAt: dateTime.nullable(),
  revokedAt: dateTime.nullable(),
  revokedReason: z.string().nullable(),
  issuer: z.strictObject({ id: z.string(), name: z.string() }),
  /** The signed document as a file would hold it. */
  document: z.string(),
  can: z.strictObject({ revoke: z.boolean() }),
});

export const verdictView = z.strictObject({
  outcome: z.enum(outcomes),
  title: z.string().nullable(),
  description: z.string().nullable(),
  issuerId: z.string().nullable(),
  issuerName: z.string().nullable(),
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  /** How it was secured: a cryptosuite or `VC-JWT`. */
  securedBy: z.string().nullable(),
  /** A credential issued here, whose page says more. */
  ownId: z.string().nullable(),
});

export const issuerView = z.strictObject({ id: z.string(), name: z.string(), reason: z.string() });
