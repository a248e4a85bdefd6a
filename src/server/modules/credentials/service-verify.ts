import { gunzipSync } from "node:zlib";
import { compactVerify, decodeJwt, decodeProtectedHeader } from "jose";
import type { z } from "zod";
import { statusBit } from "@/domain/credentials/open-badge";
import { type Findings, type Outcome, outcomeOf } from "@/domain/credentials/outcome";
import { mayVerifyCredential } from "@/domain/credentials/policy";
import {
  inPlainTerms,
  isAbout,
  isRecord,
  type Presented,
  presentedOf,
  withinClaims,
} from "@/domain/credentials/presented";
import type { verifyInput } from "@/domain/credentials/schema";
import { networkOf } from "@/domain/identity/rate-limits";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db, type Tx } from "@/server/platform/db";
import { publicUrl } from "@/server/platform/env";
import { takePoint } from "@/server/platform/limits";
import { sha256 } from "@/server/platform/secrets";
import { issuer } from "./keys";
import { type Document, knownSuites, proofHolds } from "./proofs";
import { fetchJson, fetchText } from "./remote";
import { type CredentialRow, findKnownIssuer } from "./repo";
import { type Resolved, resolveKey } from "./resolve-keys";
import { signedStatusList } from "./status-list";

/** Key: the caller's network. Checking is work, and a fetched credential is a request to somebody else. */
const verifyLimit = { name: "verify-credential", points: 60, seconds: 600 } as const;
const largestList = 4 * 1_048_576;

export type Verdict = {
  outcome: Outcome;
  title: string | null;
  description: string | null;
  issuerId: string | null;
  issuerName: string | null;
  validFrom: string | null;
  validUntil: string | null;
  securedBy: string | null;
  ownId: string | null;
};

type Secured = { presented: Presented; securedBy: string; signature: boolean | null; issuersKey: boolean };

/** Checks a credential of any issuer, given as a file's text (JSON or VC-JWT). Nothing of it is kept. */
export async function verifyCredential(ctx: Ctx, input: z.output<typeof verifyInput>): Promise<Verdict> {
  permitOrThrow(mayVerifyCredential());
  await takePoint(verifyLimit, networkOf(ctx.address));
  return judge("text" in input ? input.text : await fetchText(input.url));
}

/** The same check for whoever wants to show it as their own: says also whether it names their address as its subject. */
export async function verifyAsHolder(
  ctx: Ctx,
  input: z.output<typeof verifyInput>,
  email: string,
): Promise<Verdict & { mine: boolean }> {
  permitOrThrow(mayVerifyCredential());
  await takePoint(verifyLimit, networkOf(ctx.address));
  const read = await readSecured(("text" in input ? input.text : await fetchText(input.url)).trim());
  const mine = typeof read !== "string" && isAbout(read.presented.document, email, sha256);
  return { ...(await judgeSecured(read)), mine };
}

async function judge(text: string): Promise<Verdict> {
  return judgeSecured(await readSecured(text.trim()));
}

async function judgeSecured(read: Secured | "unreadable" | "unsupported"): Promise<Verdict> {
  if (typeof read === "string") return { ...nothingKnown, outcome: read };
  const { presented, securedBy, signature, issuersKey } = read;
  const now = await databaseNow(db() as Tx);
  const own = presented.issuerId === issuer().id;
  const known = own ? { name: issuer().name } : await findKnownIssuer(db(), presented.issuerId);
  const findings: Findings = {
    signature,
    issuersKey,
    status: signature && issuersKey ? await statusOf(presented) : "good",
    validFrom: presented.validFrom,
    validUntil: presented.validUntil,
    issuerKnown: known !== null,
  };
  return {
    outcome: outcomeOf(findings, now),
    title: presented.title,
    description: presented.description,
    issuerId: presented.issuerId,
    // What a stranger calls itself counts only where the signature is its own.
    issuerName: known?.name ?? presented.issuerName,
    validFrom: presented.validFrom?.toISOString() ?? null,
    validUntil: presented.validUntil?.toISOString() ?? null,
    securedBy,
    ownId: own && signature ? ownIdOf(presented.document) : null,
  };
}

const nothingKnown = {
  title: null,
  description: null,
  issuerId: null,
  issuerName: null,
  validFrom: null,
  validUntil: null,
  securedBy: null,
  ownId: null,
} as const;

/** Whether a credential that was issued here holds at this moment: its own text is checked, not a column. */
export async function judgeOwn(
  row: Pick<CredentialRow, "document" | "revokedAt" | "issuedAt" | "expiresAt">,
  now: Date,
): Promise<Outcome> {
  const secured = await readDataIntegrity(row.document as Document);
  return outcomeOf(
    {
      signature: typeof secured === "string" ? false : secured.signature,
      issuersKey: typeof secured !== "string" && secured.issuersKey,
      status: row.revokedAt ? "revoked" : "good",
      validFrom: row.issuedAt <= now ? null : row.issuedAt,
      validUntil: row.expiresAt,
      issuerKnown: true,
    },
    now,
  );
}

async function readSecured(text: string): Promise<Secured | "unreadable" | "unsupported"> {
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/u.test(text)) return readJwt(text);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return "unreadable";
  }
  return isRecord(document) ? readDataIntegrity(document) : "unreadable";
}

async function readDataIntegrity(document: Document): Promise<Secured | "unreadable" | "unsupported"> {
  const presented = presentedOf(document);
  if (!presented) return "unreadable";
  const proofs = (Array.isArray(document.proof) ? document.proof : [document.proof]).filter(isRecord);
  if (proofs.length === 0) return "unsupported";
  const proof = proofs.find(({ cryptosuite }) => knownSuites.some((suite) => suite === cryptosuite));
  const suite = knownSuites.find((one) => one === proof?.cryptosuite);
  if (!proof || !suite || typeof proof.verificationMethod !== "string") return "unsupported";
  if (suite === "eddsa-rdfc-2022" && !inPlainTerms(document)) return "unsupported";
  const resolved = await resolveKey(proof.verificationMethod, fetchJson);
  return {
    presented,
    securedBy: suite,
    signature: resolved
      ? proof.proofPurpose === "assertionMethod" && (await proofHolds(document, proof, suite, resolved.key))
      : null,
    issuersKey: belongs(resolved, presented),
  };
}

/** VC-JWT (Securing Verifiable Credentials using JOSE; Open Badges 3.0, 8.2.4): the payload is the credential, or holds it in `vc`. */
async function readJwt(text: string): Promise<Secured | "unreadable" | "unsupported"> {
  try {
    const { kid } = decodeProtectedHeader(text);
    const payload = decodeJwt(text) as Document;
    const document = isRecord(payload.vc) ? { ...payload.vc, issuer: payload.vc.issuer ?? payload.iss } : payload;
    const told = presentedOf(document);
    const presented = told && withinClaims(told, payload);
    if (!presented) return "unreadable";
    if (!kid) return "unsupported";
    const method = kid.startsWith("#") ? `${presented.issuerId}${kid}` : kid;
    const resolved = await resolveKey(method, fetchJson);
    const signature = resolved
      ? await compactVerify(text, resolved.key).then(
          () => true,
          () => false,
        )
      : null;
    return { presented, securedBy: "VC-JWT", signature, issuersKey: belongs(resolved, presented) };
  } catch {
    return "unreadable";
  }
}

/** The key proves something only if it is the named issuer's own. */
function belongs(resolved: Resolved | null, { issuerId }: Presented): boolean {
  return resolved !== null && resolved.controller === issuerId.split("#")[0];
}

/** The worst that any of its lists says. */
async function statusOf({ statuses, foreignStatus }: Presented): Promise<Findings["status"]> {
  const found = await Promise.all(statuses.map(statusIn));
  return (
    (["revoked", "suspended"] as const).find((one) => found.includes(one)) ??
    (foreignStatus || found.includes(null) ? null : "good")
  );
}

async function statusIn(status: Presented["statuses"][number]): Promise<Findings["status"]> {
  const ownLists = `${publicUrl()}/api/credentials/status/`;
  try {
    const list = status.list.startsWith(ownLists)
      ? await readDataIntegrity(await signedStatusList(Number(status.list.slice(ownLists.length))))
      : await readSecured(await fetchText(status.list));
    if (typeof list === "string" || !list.signature || !list.issuersKey) return null;
    const subject = list.presented.document.credentialSubject;
    if (!isRecord(subject) || subject.statusPurpose !== status.purpose || typeof subject.encodedList !== "string")
      return null;
    const encoded = subject.encodedList.replace(/^u/u, "");
    const bits = gunzipSync(Buffer.from(encoded, "base64url"), { maxOutputLength: largestList });
    const set = statusBit(bits, status.index);
    if (set === null) return null;
    if (!set) return "good";
    return status.purpose === "suspension" ? "suspended" : "revoked";
  } catch {
    return null;
  }
}

/** The id in the address of a credential that was issued here. */
function ownIdOf(document: Presented["document"]): string | null {
  const [, id] = /\/api\/credentials\/([0-9a-f-]{36})\.json$/u.exec(String(document.id)) ?? [];
  return id ?? null;
}
