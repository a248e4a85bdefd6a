/** A credential as somebody handed it in: read without trusting any of it. */
export type Presented = {
  readonly document: Readonly<Record<string, unknown>>;
  readonly issuerId: string;
  readonly issuerName: string | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly status: { readonly list: string; readonly index: number; readonly purpose: string } | null;
  /** Has a status that we cannot read: another kind than Bitstring Status List. */
  readonly foreignStatus: boolean;
};

type Loose = Readonly<Record<string, unknown>>;

/** What a credential of VCDM 2.0 or 1.1 says of itself; null for what is no credential. */
export function presentedOf(document: unknown): Presented | null {
  if (!isRecord(document) || !typesOf(document).includes("VerifiableCredential")) return null;
  const { issuer } = document;
  const issuerId =
    typeof issuer === "string" ? issuer : isRecord(issuer) && typeof issuer.id === "string" ? issuer.id : "";
  if (issuerId === "" || !isRecord(first(document.credentialSubject))) return null;
  const achievement = (first(document.credentialSubject) as Loose).achievement;
  const told = isRecord(achievement) ? achievement : {};
  const status = first(document.credentialStatus);
  return {
    document,
    issuerId,
    issuerName: isRecord(issuer) ? wordOf(issuer.name) : null,
    title: wordOf(document.name) ?? wordOf(told.name),
    description: wordOf(told.description) ?? wordOf(document.description),
    validFrom: instantOf(document.validFrom ?? document.issuanceDate),
    validUntil: instantOf(document.validUntil ?? document.expirationDate),
    ...statusOf(status),
  };
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

function statusOf(status: unknown): Pick<Presented, "status" | "foreignStatus"> {
  if (status === undefined) return { status: null, foreignStatus: false };
  if (!isRecord(status) || status.type !== "BitstringStatusListEntry") return { status: null, foreignStatus: true };
  const index = Number(status.statusListIndex);
  const list = status.statusListCredential;
  if (typeof list !== "string" || !Number.isSafeInteger(index) || index < 0)
    return { status: null, foreignStatus: true };
  return { status: { list, index, purpose: String(status.statusPurpose) }, foreignStatus: false };
}

/** Text, or the first text of a language map (VCDM 2.0, 11.1). */
function wordOf(value: unknown): string | null {
  const one = first(value);
  if (typeof one === "string") return one.slice(0, 500);
  return isRecord(one) && typeof one["@value"] === "string" ? one["@value"].slice(0, 500) : null;
}

function instantOf(value: unknown): Date | null {
  if (typeof value !== "string") return null;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : at;
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
