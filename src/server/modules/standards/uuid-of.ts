import { createHash } from "node:crypto";

/** The name space of this platform's names: any UUID of its own, never changed. */
const nameSpace = Buffer.from("5b1c0c5e8d1f4c0e9a57a3d9f6c2e411", "hex");

/** A UUID made of a name, the same every time (RFC 9562, 5.5: version 5, which OSCAL asks for). */
export function uuidOf(name: string): string {
  const hex = createHash("sha1").update(nameSpace).update(name).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
