import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { base58 } from "@scure/base";
import type { Issuer } from "@/domain/credentials/open-badge";
import { db, type Tx } from "@/server/platform/db";
import { publicUrl } from "@/server/platform/env";
import { sealSmall, unsealSmall } from "@/server/platform/secrets";
import { insertSigningKey, listSigningKeys, lockSigningKeys } from "./repo";

/** Multicodec `ed25519-pub` (0xed01) before the 32 raw bytes, in base58btc (Controlled Identifiers 1.0, 2.2.2). */
const ed25519Prefix = Uint8Array.of(0xed, 0x01);
/** The 12 bytes of ASN.1 that turn 32 raw bytes into an SPKI key (RFC 8410). */
const spkiPrefix = Buffer.from("302a300506032b6570032100", "hex");

export type SigningKey = { verificationMethod: string; privateKey: KeyObject };

export function issuer(): Issuer {
  const origin = publicUrl();
  return { id: `${origin}/api/credentials/issuer`, name: "Lianfang 联防", url: origin };
}

/** The key that signs now; made on the first use and sealed under the master key. */
export async function signingKey(tx: Tx): Promise<SigningKey> {
  const known = (await listSigningKeys(tx)).at(-1) ?? (await makeKey(tx));
  const privateKey = createPrivateKey({
    key: unsealSmall(known.sealedPrivateKey, `signing-key:${known.publicKeyMultibase}`),
    format: "der",
    type: "pkcs8",
  });
  return { verificationMethod: `${issuer().id}#key-${known.id}`, privateKey };
}

async function makeKey(tx: Tx) {
  await lockSigningKeys(tx);
  const [earlier] = await listSigningKeys(tx);
  if (earlier) return earlier;
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const multibase = toMultibase(publicKey);
  const sealed = sealSmall(privateKey.export({ format: "der", type: "pkcs8" }), `signing-key:${multibase}`);
  return insertSigningKey(tx, { publicKeyMultibase: multibase, sealedPrivateKey: sealed });
}

/** For the start: the platform can sign from its first minute on. */
export async function ensureSigningKey(): Promise<void> {
  await db().$transaction((tx) => signingKey(tx));
}

/** The issuer's controlled identifier document (Controlled Identifiers 1.0) that is an Open Badges Profile as well. */
export async function issuerDocument(): Promise<Record<string, unknown>> {
  const { id, name, url } = issuer();
  const keys = await db().$transaction(async (tx) => {
    await signingKey(tx);
    return listSigningKeys(tx);
  });
  const methods = keys.map(({ id: number, publicKeyMultibase }) => ({
    id: `${id}#key-${number}`,
    type: "Multikey",
    controller: id,
    publicKeyMultibase,
  }));
  return {
    "@context": [
      "https://www.w3.org/ns/cid/v1",
      "https://www.w3.org/ns/credentials/v2",
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ],
    id,
    type: ["Profile"],
    name,
    url,
    verificationMethod: methods,
    assertionMethod: methods.map((method) => method.id),
  };
}

export function toMultibase(key: KeyObject): string {
  const raw = key.export({ format: "der", type: "spki" }).subarray(spkiPrefix.length);
  return `z${base58.encode(Uint8Array.from([...ed25519Prefix, ...raw]))}`;
}

/** @returns null for what is no Ed25519 key in base58btc */
export function fromMultibase(text: string): KeyObject | null {
  try {
    const bytes = text.startsWith("z") ? base58.decode(text.slice(1)) : null;
    if (bytes?.length !== 34 || bytes[0] !== ed25519Prefix[0] || bytes[1] !== ed25519Prefix[1]) return null;
    return createPublicKey({ key: Buffer.concat([spkiPrefix, bytes.subarray(2)]), format: "der", type: "spki" });
  } catch {
    return null;
  }
}
