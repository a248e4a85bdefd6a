import { createHash } from "node:crypto";
import type { z } from "zod";
import { badgeDocument } from "@/domain/credentials/open-badge";
import { mayKeepCredentials, mayReadCredential, mayReadOwnCredentials } from "@/domain/credentials/policy";
import {
  type CredentialEvidence,
  type CredentialKind,
  type IssueInput,
  issueInput,
  type revokeInput,
} from "@/domain/credentials/schema";
import { AppError } from "@/domain/shared/errors";
import { peopleById } from "@/server/modules/identity/service-people";
import { type Act, act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { publicUrl } from "@/server/platform/env";
import { newToken } from "@/server/platform/secrets";
import { issuer, signingKey } from "./keys";
import { type Document, signDocument } from "./proofs";
import {
  type CredentialRow,
  findCredential,
  findStanding,
  insertCredential,
  listCredentialsOf,
  listStandingFrom,
  listStandingOf,
  nextStatusIndex,
  replaceDocument,
  revokeRow,
} from "./repo";
import { judgeOwn } from "./service-verify";

/**
 * For other modules, inside their own act and after its `permit`: issues an Open Badges 3.0 credential. One achievement
 * (person, kind, source) has one standing credential; asking again gives the same id.
 * @returns the credential's id; its page is `/<language>/credentials/<id>`
 * @throws AppError NOT_FOUND for a person who does not exist
 */
export async function issueCredential(
  given: Pick<Act, "tx" | "record" | "follow" | "now">,
  input: IssueInput,
): Promise<string> {
  const facts = issueInput.parse(input);
  const { tx } = given;
  const { personId, kind, sourceKind, sourceId } = facts;
  const source = { personId, kind, sourceKind, sourceId };
  const earlier = await findStanding(tx, source);
  if (earlier) return earlier.id;
  const holder = found((await peopleById([personId])).get(personId));
  const issuedAt = await given.now();
  const statusIndex = await nextStatusIndex(tx);
  const id = crypto.randomUUID();
  const document = await signed(
    tx,
    { ...facts, id, statusIndex, issuedAt, identity: hashedIdentity(holder.email) },
    issuedAt,
  );
  const { evidence, ...columns } = facts;
  const data = { ...columns, id, statusIndex, issuedAt, evidence, document };
  if (!(await insertCredential(tx, data))) return found(await findStanding(tx, source)).id;
  await given.record({ act: "credential.issued", entity: "credential", entityId: id, facts: { ...source } });
  await given.follow("credential.issued", { credentialId: id, personId });
  return id;
}

/**
 * For other modules, inside their own act: takes back every standing credential that came from this source, with the
 * reason that its page will show. @returns how many
 */
export async function revokeCredentialsOf(
  given: Pick<Act, "tx" | "record" | "follow" | "now">,
  sourceKind: string,
  sourceId: string,
  reason: string,
): Promise<number> {
  const rows = await listStandingOf(given.tx, sourceKind, sourceId);
  for (const row of rows) await revokeOne(given, row, reason);
  return rows.length;
}

async function revokeOne(
  { tx, record, follow, now }: Pick<Act, "tx" | "record" | "follow" | "now">,
  { id, personId }: Pick<CredentialRow, "id" | "personId">,
  reason: string,
): Promise<boolean> {
  if (!(await revokeRow(tx, id, reason, await now()))) return false;
  await record({ act: "credential.revoked", entity: "credential", entityId: id, facts: { reason } });
  await follow("credential.revoked", { credentialId: id, personId });
  return true;
}

/** An operator takes back one credential. */
export function revokeCredential(ctx: Ctx, { id, reason }: z.output<typeof revokeInput>): Promise<{ done: true }> {
  return act(ctx, async (given) => {
    given.permit(mayKeepCredentials(ctx.actor));
    const row = found(await findCredential(given.tx, id));
    if (!(await revokeOne(given, row, reason))) throw new AppError("STATE_REFUSED", { reason: "credentialRevoked" });
    return { done: true };
  });
}

/** The public page of a credential: what it says, and whether it holds at this moment. */
export async function readCredential(ctx: Ctx, id: string) {
  permitOrThrow(mayReadCredential());
  const row = found(await findCredential(db(), id));
  const holder = row.erasedAt ? undefined : (await peopleById([row.personId])).get(row.personId);
  const { id: issuerId, name } = issuer();
  return {
    ...(await cardOf(row)),
    holder: holder ? { nameZh: holder.nameZh, nameEn: holder.nameEn } : null,
    descriptionZh: row.descriptionZh,
    descriptionEn: row.descriptionEn,
    criteria: row.criteria,
    evidence: row.evidence as CredentialEvidence[],
    conceptIds: row.conceptIds,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    revokedReason: row.revokedReason,
    issuer: { id: issuerId, name },
    document: JSON.stringify(row.document, null, 2),
    can: { revoke: row.revokedAt === null && mayKeepCredentials(ctx.actor).allowed },
  };
}

/** One's own, newest first. */
export async function readOwnCredentials(ctx: Ctx) {
  permitOrThrow(mayReadOwnCredentials(ctx.actor));
  return ctx.actor.kind === "person" ? credentialsOf(ctx.actor.id) : [];
}

/** For the registry: what a person earned here. Who may see it is the profile's rule. */
export async function credentialsOf(personId: string) {
  return Promise.all((await listCredentialsOf(db(), personId)).map(cardOf));
}

/** For the registry: what a credential says of its holder. Null where there is none, or its holder was erased. */
export async function credentialFacts(id: string) {
  const row = await findCredential(db(), id);
  if (!row || row.erasedAt) return null;
  const { personId, kind, titleZh, titleEn, issuedAt, conceptIds, revokedAt } = row;
  return { personId, kind, titleZh, titleEn, issuedAt, conceptIds, revoked: revokedAt !== null };
}

/** For other modules: the standing credential of each of these sources, by source. */
export async function credentialsFrom(sourceKind: string, sourceIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await listStandingFrom(db(), sourceKind, sourceIds);
  return new Map(rows.map(({ sourceId, id }) => [sourceId, id]));
}

async function cardOf(row: CredentialRow) {
  return {
    id: row.id,
    // Written by `issueCredential` alone, from the same list.
    kind: row.kind as CredentialKind,
    titleZh: row.titleZh,
    titleEn: row.titleEn,
    issuedAt: row.issuedAt.toISOString(),
    outcome: await judgeOwn(row, new Date()),
  };
}

/** The signed document, for download and for verifiers. */
export async function exportCredential(id: string): Promise<Document> {
  permitOrThrow(mayReadCredential());
  return found(await findCredential(db(), id)).document as Document;
}

/** When an account is erased: its credentials stand, signed anew without the hash of the mail address. */
export async function eraseHolder(
  { tx, record, now }: Pick<Act, "tx" | "record" | "now">,
  personId: string,
): Promise<void> {
  const at = await now();
  for (const row of await listCredentialsOf(tx, personId)) {
    const facts = { ...row, kind: row.kind as CredentialKind, evidence: row.evidence as CredentialEvidence[] };
    const document = await signed(tx, { ...facts, identity: null }, at);
    await replaceDocument(tx, row.id, document, at);
    await record({ act: "credential.holderErased", entity: "credential", entityId: row.id });
  }
}

async function signed(tx: Tx, facts: Parameters<typeof badgeDocument>[0], at: Date): Promise<Document> {
  return signDocument(badgeDocument(facts, issuer(), publicUrl()), await signingKey(tx), at);
}

/** Open Badges 3.0, IdentityObject: SHA-256 over the address followed by the salt. */
function hashedIdentity(email: string): { hash: string; salt: string } {
  const salt = newToken();
  return { salt, hash: createHash("sha256").update(`${email}${salt}`).digest("hex") };
}
