import type { CredentialEvidence, CredentialKind } from "./schema";

/** Contexts of what is issued here: VCDM 2.0 and Open Badges 3.0, in the order both require. */
export const badgeContexts = [
  "https://www.w3.org/ns/credentials/v2",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
] as const;

/** One list holds this many credentials: the least that Bitstring Status List 1.0 (section 2.2) lets for herd privacy. */
export const statusListLength = 131_072;

/** Open Badges 3.0, AchievementType. */
const achievementTypes = {
  result: "Award",
  training: "Certificate",
  delivery: "Achievement",
  service: "CommunityService",
  standard: "Achievement",
} as const satisfies Record<CredentialKind, string>;

export type BadgeFacts = {
  readonly id: string;
  readonly kind: CredentialKind;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly descriptionZh: string;
  readonly descriptionEn: string;
  readonly criteria: string;
  readonly evidence: readonly CredentialEvidence[];
  readonly conceptIds: readonly string[];
  readonly issuedAt: Date;
  readonly expiresAt: Date | null;
  readonly statusIndex: number;
  /** Salted hash of the holder's mail address; null once the holder was erased. */
  readonly identity: { readonly hash: string; readonly salt: string } | null;
};

export type Issuer = { readonly id: string; readonly name: string; readonly url: string };

/**
 * The unsigned OpenBadgeCredential (Open Badges 3.0, B.1.3). The holder's name is no part of it: the subject is a
 * salted hash of the mail address, so that a file in the wild tells a stranger nothing and an erasure leaves nothing.
 * @param origin address of the platform without a trailing slash
 */
export function badgeDocument(facts: BadgeFacts, issuer: Issuer, origin: string): Record<string, unknown> {
  const { identity } = facts;
  const list = Math.floor(facts.statusIndex / statusListLength);
  const statusList = `${origin}/api/credentials/status/${list}`;
  return {
    "@context": [...badgeContexts],
    id: `${origin}/api/credentials/${facts.id}.json`,
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: bothLanguages(facts.titleZh, facts.titleEn),
    issuer: { id: issuer.id, type: ["Profile"], name: issuer.name, url: issuer.url },
    validFrom: instant(facts.issuedAt),
    ...(facts.expiresAt ? { validUntil: instant(facts.expiresAt) } : {}),
    credentialSubject: {
      type: ["AchievementSubject"],
      ...(identity
        ? {
            identifier: [
              {
                type: "IdentityObject",
                hashed: true,
                identityHash: `sha256$${identity.hash}`,
                identityType: "emailAddress",
                salt: identity.salt,
              },
            ],
          }
        : {}),
      achievement: {
        id: `${origin}/credentials/${facts.id}`,
        type: ["Achievement"],
        achievementType: achievementTypes[facts.kind],
        name: bothLanguages(facts.titleZh, facts.titleEn),
        description: bothLanguages(facts.descriptionZh, facts.descriptionEn),
        criteria: { narrative: facts.criteria },
        ...(facts.conceptIds.length > 0 ? { tag: [...facts.conceptIds] } : {}),
      },
    },
    ...(facts.evidence.length > 0
      ? {
          evidence: facts.evidence.map(({ name, narrative, url }) => ({
            ...(url ? { id: url.startsWith("/") ? `${origin}${url}` : url } : {}),
            type: ["Evidence"],
            name,
            narrative,
          })),
        }
      : {}),
    credentialStatus: {
      id: `${statusList}#${facts.statusIndex % statusListLength}`,
      type: "BitstringStatusListEntry",
      statusPurpose: "revocation",
      statusListIndex: String(facts.statusIndex % statusListLength),
      statusListCredential: statusList,
    },
  };
}

/** The unsigned status list credential (Bitstring Status List 1.0, 2.2). @param encodedList multibase base64url of the gzipped bits */
export function statusListDocument(
  list: number,
  encodedList: string,
  issuer: Issuer,
  origin: string,
  now: Date,
): Record<string, unknown> {
  const id = `${origin}/api/credentials/status/${list}`;
  return {
    "@context": [badgeContexts[0]],
    id,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer: issuer.id,
    validFrom: instant(now),
    credentialSubject: { id: `${id}#list`, type: "BitstringStatusList", statusPurpose: "revocation", encodedList },
  };
}

/** Bits of one list, the first index being the leftmost bit of the first byte (Bitstring Status List 1.0, 3.2). */
export function statusBits(revoked: Iterable<number>): Uint8Array {
  const bits = new Uint8Array(statusListLength / 8);
  for (const index of revoked) {
    const at = index % statusListLength;
    bits[at >> 3] = (bits[at >> 3] ?? 0) | (0x80 >> (at & 7));
  }
  return bits;
}

/** @returns null where the list is shorter than the index */
export function statusBit(bits: Uint8Array, index: number): boolean | null {
  const byte = bits[index >> 3];
  return byte === undefined ? null : (byte & (0x80 >> (index & 7))) !== 0;
}

/** VCDM 2.0, 4.9: instants in UTC to the second. */
function instant(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/u, "Z");
}

function bothLanguages(zh: string, en: string): string {
  return zh && en && zh !== en ? `${zh} / ${en}` : zh || en;
}
