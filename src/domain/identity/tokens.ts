import { day } from "../shared/time";

/** What an API token may be narrowed to: reading or writing, per module. Accounts and platform roles have no write scope. */
export const tokenScopes = [
  "needs:read",
  "needs:write",
  "proposals:read",
  "proposals:write",
  "identity:read",
  "experts:read",
  "experts:write",
  "guidance:read",
  "guidance:write",
  "standards:write",
  "competitions:read",
  "competitions:write",
] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** The longest an API token may live, in days; after that it is made anew. */
export const longestTokenDays = 90;

/**
 * When a token made now ends.
 * @param days whole days, 1 to 90; more is cut to 90, whatever asked for it
 */
export function tokenExpiry(madeAt: Date, days: number): Date {
  return new Date(madeAt.getTime() + Math.min(days, longestTokenDays) * day);
}

/**
 * What a token lets its bearer do: its scopes, as far as the person still has the right behind each today. A right
 * that the person lost is lost to the token at once; a scope never adds a right.
 */
export function effectiveScopes(scopes: readonly string[], rights: readonly TokenScope[]): TokenScope[] {
  return rights.filter((right) => scopes.includes(right));
}

const prefix = "lf_";
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const secretBytes = 32;
/** ⌈256 / log2 62⌉ and ⌈32 / log2 62⌉. */
const secretLength = 43;
const checkLength = 6;

/**
 * An API token: `lf_`, 256 random bits in base 62, and their CRC-32. The prefix lets secret scanners find a token that
 * was committed by mistake; the checksum lets them, and us, tell a real one from a mistyped one without a look-up.
 * @param bytes 32 bytes from a cryptographic source
 */
export function formatApiToken(bytes: Uint8Array): string {
  if (bytes.length !== secretBytes) throw new RangeError("an API token is made of 32 random bytes");
  const number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const secret = base62(number, secretLength);
  return `${prefix}${secret}${checksum(secret)}`;
}

/** True when the text is shaped like a token and its checksum fits; says nothing about whether it exists or is live. */
export function isApiTokenShaped(text: string): boolean {
  const match = /^lf_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/u.exec(text);
  return match !== null && checksum(match[1] ?? "") === match[2];
}

function checksum(secret: string): string {
  return base62(BigInt(crc32(new TextEncoder().encode(secret))), checkLength);
}

function base62(number: bigint, length: number): string {
  let rest = number;
  let text = "";
  while (text.length < length) {
    text = (digits[Number(rest % 62n)] ?? "") + text;
    rest /= 62n;
  }
  return text;
}

/** CRC-32 as in ISO 3309 and zip, bit by bit: forty-three bytes need no table. */
function crc32(bytes: Uint8Array): number {
  let register = 0xffffffff;
  for (const byte of bytes) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit++) register = (register >>> 1) ^ (register & 1 ? 0xedb88320 : 0);
  }
  return ~register >>> 0;
}
