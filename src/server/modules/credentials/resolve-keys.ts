import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { isRecord } from "@/domain/credentials/presented";
import { db } from "@/server/platform/db";
import { fromMultibase, issuer } from "./keys";
import { listSigningKeys } from "./repo";

export type Resolved = { key: KeyObject; controller: string };

/**
 * The public key behind a verification method, and whose it is: our own, `did:key` (Ed25519), `did:jwk`, `did:web`, or
 * an https document (Controlled Identifiers 1.0). @returns null where it cannot be had
 */
export async function resolveKey(
  method: string,
  fetchJson: (url: string) => Promise<unknown>,
): Promise<Resolved | null> {
  const [controller = ""] = method.split("#");
  if (controller === issuer().id) return ownKey(method);
  if (controller.startsWith("did:key:")) {
    const key = fromMultibase(controller.slice("did:key:".length));
    return key ? { key, controller } : null;
  }
  if (controller.startsWith("did:jwk:")) {
    const key = fromJwk(parsed(Buffer.from(controller.slice("did:jwk:".length), "base64url").toString("utf8")));
    return key ? { key, controller } : null;
  }
  const address = documentAddress(controller);
  if (!address) return null;
  const document = await fetchJson(address).catch(() => null);
  return isRecord(document) ? methodOf(document, method, controller) : null;
}

async function ownKey(method: string): Promise<Resolved | null> {
  const own = (await listSigningKeys(db())).find(({ id }) => method === `${issuer().id}#key-${id}`);
  const key = own ? fromMultibase(own.publicKeyMultibase) : null;
  return key ? { key, controller: issuer().id } : null;
}

/** did:web (W3C CCG): the path's colons are slashes, and without a path the document lies at /.well-known. */
function documentAddress(controller: string): string | null {
  if (/^https?:\/\//u.test(controller)) return controller;
  const [, rest] = /^did:web:(.+)$/u.exec(controller) ?? [];
  if (!rest) return null;
  const [host = "", ...path] = rest.split(":").map(decoded);
  if (host === "" || path.includes("")) return null;
  return `https://${host}/${path.length === 0 ? ".well-known" : path.join("/")}/did.json`;
}

/** Empty where it is no percent-encoding. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

/** The method must stand in the controller's own document and be meant for assertions. */
function methodOf(document: Record<string, unknown>, method: string, controller: string): Resolved | null {
  if (document.id !== controller) return null;
  const meant = Array.isArray(document.assertionMethod) ? document.assertionMethod : [];
  const all = [...(Array.isArray(document.verificationMethod) ? document.verificationMethod : []), ...meant];
  const full = (id: unknown) => (typeof id === "string" && id.startsWith("#") ? `${controller}${id}` : id);
  if (!meant.some((one) => full(isRecord(one) ? one.id : one) === method)) return null;
  const found = all.find((one) => isRecord(one) && full(one.id) === method);
  if (!isRecord(found) || found.controller !== controller) return null;
  const key =
    typeof found.publicKeyMultibase === "string"
      ? fromMultibase(found.publicKeyMultibase)
      : fromJwk(found.publicKeyJwk);
  return key ? { key, controller } : null;
}

function fromJwk(jwk: unknown): KeyObject | null {
  try {
    return isRecord(jwk) ? createPublicKey({ key: jwk as JsonWebKey, format: "jwk" }) : null;
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
