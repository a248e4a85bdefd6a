import { hour, minute, second } from "../shared/time";

type Limit = { readonly name: string; readonly points: number; readonly seconds: number };

const inSeconds = (milliseconds: number): number => milliseconds / second;

/** How often strangers may try, per spec/security 8. The store is PostgreSQL, so they hold across processes. */
export const signInLimits = {
  perAccount: { name: "sign-in-account", points: 5, seconds: inSeconds(15 * minute) },
  perAddress: { name: "sign-in-address", points: 100, seconds: inSeconds(hour) },
  signUp: { name: "sign-up", points: 20, seconds: inSeconds(hour) },
  secondFactor: { name: "second-factor", points: 5, seconds: inSeconds(15 * minute) },
  mailLinks: { name: "mail-links", points: 5, seconds: inSeconds(hour) },
} as const satisfies Record<string, Limit>;

/**
 * The network a limit counts: an IPv4 address as it is, an IPv6 address by its /64, because one home or server is
 * handed a whole /64; an IPv4 address inside IPv6 (::ffff:a.b.c.d) counts as the IPv4 address.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  const groups = [...left, ...zeros, ...right].slice(0, 4).map((group) => group.replace(/^0+(?=.)/u, ""));
  return `${groups.join(":")}::/64`;
}
