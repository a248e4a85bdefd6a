import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import * as Ed25519Multikey from "@digitalbazaar/ed25519-multikey";
import { createSignCryptosuite as jcs } from "@digitalbazaar/eddsa-jcs-2022-cryptosuite";
import { cryptosuite as rdfc } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { loadContext } from "@/server/modules/credentials/contexts";

type Foreign = { document?: object; token?: string; issuerId: string };

/** A badge of an invented academy, signed by other people's libraries under a key of its own. */
export async function foreign(
  how: "eddsa-rdfc-2022" | "eddsa-jcs-2022" | "jwt",
  change: Record<string, unknown> = {},
): Promise<Foreign> {
  if (how === "jwt") {
    const { privateKey, publicKey } = await generateKeyPair("ES256");
    const issuerId = `did:jwk:${Buffer.from(JSON.stringify(await exportJWK(publicKey))).toString("base64url")}`;
    const token = await new SignJWT({ ...badge(issuerId), ...change })
      .setProtectedHeader({ alg: "ES256", kid: `${issuerId}#0`, typ: "vc+jwt" })
      .sign(privateKey);
    return { token, issuerId };
  }
  const key = await Ed25519Multikey.generate();
  const issuerId = `did:key:${key.publicKeyMultibase}`;
  key.id = `${issuerId}#${key.publicKeyMultibase}`;
  key.controller = issuerId;
  const suite = new DataIntegrityProof({
    signer: key.signer(),
    cryptosuite: how === "eddsa-rdfc-2022" ? rdfc : jcs(),
  });
  const document: object = await vc.issue({
    credential: { ...badge(issuerId), ...change },
    suite,
    documentLoader: loadContext,
    now: new Date("2026-01-01T00:00:00Z"),
  });
  return { document, issuerId };
}

function badge(issuer: string) {
  return {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    issuer,
    validFrom: "2025-01-01T00:00:00Z",
    name: "Plant security",
    credentialSubject: {
      type: ["AchievementSubject"],
      achievement: {
        id: "https://academy.example/badges/1",
        type: ["Achievement"],
        name: "Plant security",
        description: "Secures a plant network",
        criteria: { narrative: "An examination" },
      },
    },
  };
}
