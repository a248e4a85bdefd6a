import type { OrganisationKind, PlatformRole } from "../shared/actor";

/** Holders of platform roles and members of government organisations use a second factor, whichever they act as. */
export function needsSecondFactor(facts: {
  platformRole: PlatformRole | null;
  organisationKinds: readonly OrganisationKind[];
}): boolean {
  return facts.platformRole !== null || facts.organisationKinds.includes("government");
}

/** Crockford's base 32: no letter that a hand could mistake for a digit. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const letters = 12;

/**
 * A recovery code such as `7Q2M-0XRD-VK94`: 60 bits, in three groups to copy by hand.
 * @param bytes 12 bytes from a cryptographic source, of which five bits each are used (256 = 8 · 32, so none is likelier)
 */
export function formatRecoveryCode(bytes: Uint8Array): string {
  if (bytes.length !== letters) throw new RangeError("a recovery code is made of 12 random bytes");
  const text = Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join("");
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

/**
 * What a person typed, as it was hashed: capitals without hyphens and spaces, and Crockford's reading of O as 0 and of
 * I and L as 1. Null when it cannot be a recovery code.
 */
export function readRecoveryCode(typed: string): string | null {
  const text = typed.toUpperCase().replace(/[\s-]/gu, "").replaceAll("O", "0").replace(/[IL]/gu, "1");
  return text.length === letters && [...text].every((letter) => alphabet.includes(letter)) ? text : null;
}

/** The 30-second step of a moment, RFC 6238, 4.2. */
export function totpStep(now: Date): number {
  return Math.floor(now.getTime() / 30_000);
}

/**
 * A code counts once (RFC 6238, 5.2): a step is refused when it or a later one was accepted before. One step to either
 * side of now forgives a clock that is half a minute off.
 */
export function isTotpStepUsable(step: number, lastUsed: number | null, now: Date): boolean {
  return Math.abs(step - totpStep(now)) <= 1 && (lastUsed === null || step > lastUsed);
}
