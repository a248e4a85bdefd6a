import { z } from "zod";
import { invisibleCharacter } from "../shared/text";

export type EmailFault =
  | { code: "EMAIL_INVISIBLE"; position: number; character: string }
  | { code: "EMAIL_NOT_ASCII"; position: number; character: string };

/**
 * Why an address is refused before its shape is even looked at, or null. Letters of other scripts and full-width forms
 * are refused, never folded: `ａdmin@…` must not become the account `admin@…`, nor `admin@ехample.com` be mistaken for
 * it. Internationalised addresses (RFC 6531) are thereby not accepted; their domains are, in ASCII form (`xn--…`).
 */
export function emailFault(address: string): EmailFault | null {
  const hidden = invisibleCharacter(address);
  if (hidden) return { code: "EMAIL_INVISIBLE", ...hidden };
  const index = [...address].findIndex((character) => !/[\x21-\x7e]/u.test(character));
  return index < 0 ? null : { code: "EMAIL_NOT_ASCII", position: index + 1, character: [...address][index] ?? "" };
}

/**
 * An address as it is kept and compared: trimmed and lower case. RFC 5321 lets a mail server tell `Li@` from `li@`, but
 * none of note does, and two accounts that differ in case alone would be a trap.
 */
export const emailAddress = z
  .string()
  .trim()
  .max(254)
  .superRefine((text, ctx) => {
    const fault = emailFault(text);
    if (fault) ctx.addIssue({ code: "custom", params: fault, message: fault.code });
  })
  .transform((text) => text.toLowerCase())
  .pipe(z.email());
