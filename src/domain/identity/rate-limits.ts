import { day, hour, minute, second } from "../shared/time";

/** So many points in so many seconds, counted per key; the store is PostgreSQL, so limits hold across processes. */
type Limit = { readonly name: string; readonly points: number; readonly seconds: number };

function limit(name: string, points: number, milliseconds: number): Limit {
  return { name, points, seconds: milliseconds / second };
}

/** How often strangers may try. "Address" is the caller's network, see `networkOf`. */
export const signInLimits = {
  /** Key: account and address. Given back on success. */
  perAccount: limit("sign-in-account", 5, 15 * minute),
  /** Key: address, over all accounts. */
  perAddress: limit("sign-in-address", 100, hour),
  /** Key: address. */
  signUp: limit("sign-up", 20, hour),
  /** Key: person. Three of a million codes hold at a time: five tries a quarter make one chance in 700 a day. */
  secondFactor: limit("second-factor", 5, 15 * minute),
  /** Key: mail address and address: links for signing in, resetting a password, confirming an address. */
  mailLinks: limit("mail-links", 5, hour),
  /** Key: mail address alone, so that a crowd of machines cannot fill one mailbox. */
  mailLinksPerMailbox: limit("mail-links-mailbox", 20, day),
} as const satisfies Record<string, Limit>;

/** How much a person or organisation that is signed in may do. */
export const memberLimits = {
  /** Key: person. Every change. */
  writes: limit("writes", 120, minute),
  /** Key: organisation. Letters to people who did not ask for them. */
  invitations: limit("invitations", 50, day),
  /** Key: person. */
  organisations: limit("organisations", 5, day),
  /** Key: person. An export gathers everything about somebody. */
  exports: limit("exports", 3, day),
} as const satisfies Record<string, Limit>;

/** Key: account. Failed passwords from anywhere, counted for `signInDelay`; a success forgets them. */
export const failedSignIns = limit("sign-in-failures", 10_000, day);

const freeTries = 3;
const longestDelay = 5 * minute;

/**
 * How long the next sign-in to an account waits after so many failures in a row from anywhere, in milliseconds: nothing
 * for the first three, then one second, doubling, five minutes at most. It slows a guess spread over many networks,
 * which no limit per address sees, and never locks the owner out.
 */
export function signInDelay(failures: number): number {
  if (failures <= freeTries) return 0;
  return Math.min(longestDelay, second * 2 ** Math.min(failures - freeTries - 1, 20));
}

/**
 * The network a limit counts: an IPv4 address as it is, an IPv6 address by its /64, because one home or server is
 * handed a whole /64 (RFC 6177); an IPv4 address inside IPv6 (`::ffff:a.b.c.d`, RFC 4291, 2.5.5.2) counts as the IPv4
 * address, however it is written. What is no address counts as itself.
 */
export function networkOf(address: string): string {
  const groups = ipv6Groups(address);
  if (!groups) return address.trim();
  const [g0 = 0, g1 = 0, g2 = 0, g3 = 0, g4 = 0, g5 = 0, high = 0, low = 0] = groups;
  if (g0 + g1 + g2 + g3 + g4 === 0 && g5 === 0xffff) return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  return `${[g0, g1, g2, g3].map((group) => group.toString(16)).join(":")}::/64`;
}

/** The eight groups of an IPv6 address, in brackets or with a zone or not; null when it is none. */
function ipv6Groups(address: string): number[] | null {
  const bare =
    address
      .trim()
      .replace(/^\[|\]$/gu, "")
      .split("%")[0] ?? "";
  if (!bare.includes(":")) return null;
  const halves = bare
    .replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/u, (_whole, a, b, c, d) => `${pair(a, b)}:${pair(c, d)}`)
    .split("::");
  if (halves.length > 2) return null;
  const [left = [], right = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - left.length - right.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...left, ...Array.from({ length: halves.length === 1 ? 0 : missing }, () => "0"), ...right];
  return groups.every((group) => /^[0-9a-f]{1,4}$/iu.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : null;
}

function pair(high: string, low: string): string {
  return (Number(high) * 256 + Number(low)).toString(16);
}
