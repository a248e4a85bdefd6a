/** A credential as somebody handed it in: read without trusting any of it. */
export type Presented = {
  readonly document: Readonly<Record<string, unknown>>;
  readonly issuerId: string;
  readonly issuerName: string | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  /** Each counts: a credential may be suspended by one list and revoked by another. */
  readonly statuses: readonly { readonly list: string; readonly index: number; readonly purpose: string }[];
  /** Has a status that we cannot read: another kind than Bitstring Status List. */
  readonly foreignStatus: boolean;
};

type Loose = Readonly<Record<string, unknown>>;

/** What a credential of VCDM 2.0 or 1.1 says of itself; null for what is none, or tells a date that cannot be read. */
export function presentedOf(document: unknown): Presented | null {
  if (!isRecord(document) || !typesOf(document).includes("VerifiableCredential")) return null;
  const { issuer } = document;
  const issuerId =
    typeof issuer === "string" ? issuer : isRecord(issuer) && typeof issuer.id === "string" ? issuer.id : "";
  if (issuerId === "" || !isRecord(first(document.credentialSubject))) return null;
  const achievement = (first(document.credentialSubject) as Loose).achievement;
  const told = isRecord(achievement) ? achievement : {};
  const validFrom = instantOf(document.validFrom ?? document.issuanceDate);
  const validUntil = instantOf(document.validUntil ?? document.expirationDate);
  if (validFrom === "unreadable" || validUntil === "unreadable") return null;
  return {
    document,
    issuerId,
    issuerName: isRecord(issuer) ? wordOf(issuer.name) : null,
    title: wordOf(document.name) ?? wordOf(told.name),
    description: wordOf(told.description) ?? wordOf(document.description),
    validFrom,
    validUntil,
    ...statusOf(document.credentialStatus),
  };
}

/**
 * A token's own claims besides (VCDM 1.1, 6.3.1: `nbf` and `exp` may stand for the dates): the narrower of the two holds.
 * Null where they cannot be read.
 */
export function withinClaims(presented: Presented, { nbf, exp }: Loose): Presented | null {
  const [from, until] = [nbf, exp].map((claim) =>
    typeof claim === "number" ? instantOf(new Date(claim * 1_000)) : instantOf(claim),
  );
  if (from === undefined || from === "unreadable" || until === undefined || until === "unreadable") return null;
  const { validFrom, validUntil } = presented;
  return {
    ...presented,
    validFrom: from && validFrom && from < validFrom ? validFrom : (from ?? validFrom),
    validUntil: until && validUntil && until > validUntil ? validUntil : (until ?? validUntil),
  };
}

const valueKeywords = new Set(["@value", "@language", "@direction"]);

/**
 * True where every statement stands under the plain term of a context by address. Canonical RDF (eddsa-rdfc-2022) is the
 * same when a holder writes `validUntil` or `credentialStatus` as a full IRI or under a term of their own: the
 * signature would hold and the statement not be met where it is looked for.
 */
export function inPlainTerms(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(inPlainTerms);
  if (!isRecord(value)) return true;
  return Object.entries(value).every(([key, inner]) => {
    if (key === "@context") return [inner].flat().every((one) => typeof one === "string");
    return (valueKeywords.has(key) || !/[:@]/u.test(key)) && inPlainTerms(inner);
  });
}

/**
 * The addresses that a credential names its subject by: `mailto:` ids, and identity objects of the type
 * `emailAddress`, plain or hashed (Open Badges 3.0, B.1.14 IdentityObject: SHA-256 over address and salt).
 * @param hash SHA-256 in hexadecimal
 */
export function isAbout(document: Presented["document"], email: string, hash: (text: string) => string): boolean {
  const subject = first(document.credentialSubject);
  if (!isRecord(subject)) return false;
  const wanted = email.toLowerCase();
  if (typeof subject.id === "string" && subject.id.toLowerCase() === `mailto:${wanted}`) return true;
  return [subject.identifier].flat().some((one) => {
    if (!isRecord(one) || one.identityType !== "emailAddress" || typeof one.identityHash !== "string") return false;
    if (one.hashed !== true) return one.identityHash.toLowerCase() === wanted;
    const salt = typeof one.salt === "string" ? one.salt : "";
    return [email, wanted].some((address) => one.identityHash === `sha256$${hash(address + salt)}`);
  });
}

/** Purposes whose bit says nothing against a credential (Bitstring Status List 1.0, 2.1). */
const harmless = new Set(["refresh", "message"]);
const mostStatuses = 8;

function statusOf(told: unknown): Pick<Presented, "statuses" | "foreignStatus"> {
  const all = told === undefined || told === null ? [] : [told].flat();
  const entries = all.slice(0, mostStatuses).map(entryOf);
  const statuses = entries.filter((entry) => entry !== null);
  return {
    statuses: statuses.filter(({ purpose }) => !harmless.has(purpose)),
    foreignStatus: statuses.length < all.length,
  };
}

function entryOf(status: unknown): Presented["statuses"][number] | null {
  if (!isRecord(status) || status.type !== "BitstringStatusListEntry") return null;
  const index = Number(status.statusListIndex);
  const list = status.statusListCredential;
  if (typeof list !== "string" || !Number.isSafeInteger(index) || index < 0) return null;
  return { list, index, purpose: String(status.statusPurpose) };
}

/** Text, or the first text of a language map (VCDM 2.0, 11.1). */
function wordOf(value: unknown): string | null {
  const one = first(value);
  const word = isRecord(one) ? one["@value"] : one;
  // A NUL, or a letter cut in half, could not be kept.
  return typeof word === "string" ? word.replaceAll("\u0000", "").slice(0, 500).toWellFormed() : null;
}

/** Null for no date at all. */
function instantOf(value: unknown): Date | "unreadable" | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string" && !(value instanceof Date)) return "unreadable";
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? "unreadable" : at;
}

function typesOf(document: Loose): readonly unknown[] {
  return Array.isArray(document.type) ? document.type : [document.type];
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
