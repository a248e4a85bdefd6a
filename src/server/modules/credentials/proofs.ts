import { createHash, type KeyObject, sign, verify } from "node:crypto";
import { base58 } from "@scure/base";
import canonicalize from "canonicalize";
import { loadContext } from "./contexts";
import type { SigningKey } from "./keys";

export type Document = Record<string, unknown>;
/** Data Integrity EdDSA Cryptosuites 1.0: canonical JSON (RFC 8785) or canonical RDF (RDFC-1.0) under Ed25519. */
export const knownSuites = ["eddsa-jcs-2022", "eddsa-rdfc-2022"] as const;
type Suite = (typeof knownSuites)[number];

/** Signs with eddsa-jcs-2022 (section 3.3 of the cryptosuites). @returns the document with its proof */
export async function signDocument(document: Document, key: SigningKey, created: Date): Promise<Document> {
  const proof = {
    type: "DataIntegrityProof",
    cryptosuite: "eddsa-jcs-2022",
    created: created.toISOString().replace(/\.\d{3}Z$/u, "Z"),
    verificationMethod: key.verificationMethod,
    proofPurpose: "assertionMethod",
  };
  const data = await signedBytes("eddsa-jcs-2022", document, { "@context": document["@context"], ...proof });
  return {
    ...document,
    proof: {
      "@context": document["@context"],
      ...proof,
      proofValue: `z${base58.encode(sign(null, data, key.privateKey))}`,
    },
  };
}

/** True when the proof was made over this document by this key. A document that cannot be canonicalised was not. */
export async function proofHolds(document: Document, proof: Document, suite: Suite, key: KeyObject): Promise<boolean> {
  const { proofValue, ...options } = proof;
  if (typeof proofValue !== "string" || !proofValue.startsWith("z")) return false;
  try {
    const { proof: _, ...unsecured } = document;
    const data = await signedBytes(suite, unsecured, options);
    return verify(null, data, key, base58.decode(proofValue.slice(1)));
  } catch {
    return false;
  }
}

/** SHA-256 of the proof's options, then SHA-256 of the document (sections 3.2.4 and 3.3.4). */
async function signedBytes(suite: Suite, document: Document, options: Document): Promise<Buffer> {
  const canonical = suite === "eddsa-jcs-2022" ? canonicalJcs : canonicalRdf;
  const context = options["@context"] ?? document["@context"];
  const parts = suite === "eddsa-jcs-2022" ? [options, document] : [{ ...options, "@context": context }, document];
  const hashes = await Promise.all(
    parts.map(async (part) =>
      createHash("sha256")
        .update(await canonical(part))
        .digest(),
    ),
  );
  return Buffer.concat(hashes);
}

async function canonicalJcs(document: Document): Promise<string> {
  const text = canonicalize(document);
  if (text === undefined) throw new Error("what has no JSON has no canonical form");
  return text;
}

/** Loaded on first use: few credentials need JSON-LD, and it is the heaviest part. */
async function canonicalRdf(document: Document): Promise<string> {
  const { default: jsonld } = await import("jsonld");
  const options = { algorithm: "RDFC-1.0", format: "application/n-quads", documentLoader: loadContext, safe: true };
  // The typings know the older name of the algorithm only.
  return (await jsonld.canonize(document, options as unknown as Parameters<typeof jsonld.canonize>[1])) as string;
}
