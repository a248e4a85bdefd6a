import { z } from "zod";

/** What a browser hands back from WebAuthn (Level 3, section 5.1: the JSON forms), before anybody has checked it. */

const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9_-]*={0,2}$/u);
/** Credential ids are at most 1023 bytes (WebAuthn Level 3, 4). */
const credentialId = base64url(1_400).min(1);
const envelope = {
  id: credentialId,
  rawId: credentialId,
  type: z.literal("public-key"),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).nullish(),
  /** Extensions are the browser's own affair; the library reads none that matter here. */
  clientExtensionResults: z.record(z.string().max(40), z.unknown()),
};

export const passkeyAssertion = z.strictObject({
  ...envelope,
  response: z.strictObject({
    clientDataJSON: base64url(4_000),
    authenticatorData: base64url(8_000),
    signature: base64url(4_000),
    userHandle: base64url(100).nullish(),
  }),
});

export const passkeyAttestation = z.strictObject({
  ...envelope,
  response: z.strictObject({
    clientDataJSON: base64url(4_000),
    attestationObject: base64url(60_000),
    authenticatorData: base64url(8_000).nullish(),
    transports: z.array(z.string().max(20)).max(10).nullish(),
    publicKeyAlgorithm: z.int().nullish(),
    publicKey: base64url(8_000).nullish(),
  }),
});
