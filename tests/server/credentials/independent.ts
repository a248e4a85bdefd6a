import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { createVerifyCryptosuite } from "@digitalbazaar/eddsa-jcs-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import { loadContext } from "@/server/modules/credentials/contexts";
import { issuerDocument } from "@/server/modules/credentials/keys";

const cid = "https://www.w3.org/ns/cid/v1";
const multikey = "https://w3id.org/security/multikey/v1";
const security = "https://w3id.org/security#";
/** Of these contexts, the terms of a controlled identifier document that the library frames by; it ships without them. */
const cidTerms = {
  "@context": {
    id: "@id",
    type: "@type",
    controller: { "@id": `${security}controller`, "@type": "@id" },
    verificationMethod: { "@id": `${security}verificationMethod`, "@type": "@id" },
    assertionMethod: { "@id": `${security}assertionMethod`, "@type": "@id", "@container": "@set" },
    Multikey: `${security}Multikey`,
    publicKeyMultibase: { "@id": `${security}publicKeyMultibase`, "@type": `${security}multibase` },
  },
};

type Answer = { verified: boolean; error?: Error };

/**
 * A verifier of other people's make (Digital Bazaar's). It gets the credential as a stranger would have it, the public
 * contexts, and the issuer's public document; nothing else of ours.
 */
export async function verifiedElsewhere(credential: object): Promise<boolean> {
  const issuer = await issuerDocument();
  const methods = issuer.verificationMethod as { id: string }[];
  const answer: Answer = await vc.verifyCredential({
    credential,
    suite: new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() }),
    documentLoader: async (url: string) => {
      const own = url === issuer.id ? issuer : methods.find(({ id }) => id === url);
      if (!own && url !== cid && url !== multikey) return loadContext(url);
      const document = !own ? cidTerms : own === issuer ? own : { "@context": multikey, ...own };
      return { contextUrl: undefined, documentUrl: url, document };
    },
    checkStatus: async () => ({ verified: true }),
  });
  return answer.verified;
}
