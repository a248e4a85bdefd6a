/** The independent verifier comes without types; what the tests use of it is said here. */
declare module "@digitalbazaar/vc" {
  export function verifyCredential(options: object): Promise<{ verified: boolean; error?: Error }>;
  export function issue(options: object): Promise<object>;
}
declare module "@digitalbazaar/data-integrity" {
  export class DataIntegrityProof {
    constructor(options: object);
  }
}
declare module "@digitalbazaar/eddsa-jcs-2022-cryptosuite" {
  export function createVerifyCryptosuite(): object;
  export function createSignCryptosuite(): object;
}
declare module "@digitalbazaar/eddsa-rdfc-2022-cryptosuite" {
  export const cryptosuite: object;
}
declare module "@digitalbazaar/ed25519-multikey" {
  type Key = { id: string; controller: string; publicKeyMultibase: string; signer(): object };
  export function generate(): Promise<Key>;
}
