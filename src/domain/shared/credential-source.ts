import { z } from "zod";

const largestCredential = 300_000;

/** A credential as somebody hands it in: its text, or the address that answers with it. */
export const credentialSource = z.union([
  z.strictObject({ text: z.string().min(1).max(largestCredential) }),
  z.strictObject({ url: z.url({ protocol: /^https?$/u }).max(500) }),
]);
