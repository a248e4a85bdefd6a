import type { z } from "zod";
import { mayReadConfidential, mayReadNda, maySignNda, mayWriteConfidential } from "@/domain/needs/policy";
import type { confidentialInput, ndaSignature } from "@/domain/needs/schema";
import { AppError, isAppError } from "@/domain/shared/errors";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { act, found, permitOrThrow, recordRead } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, isUniqueViolation } from "@/server/platform/db";
import { seal, sha256, unseal } from "@/server/platform/secrets";
import { listFilesOf } from "@/server/platform/stored-files";
import { type HeldNeed, holdNeed } from "./access";
import { findConfidential, insertNdaSignature, saveConfidential } from "./repo-together";
import { keepFiles } from "./service-files";
import { actingId, personId } from "./service-needs";
import { nameOf } from "./view";

const purpose = "confidentialAttachment" as const;
const context = (needId: string) => `needConfidential:${needId}`;

type Row = NonNullable<Awaited<ReturnType<typeof findConfidential>>>;

/**
 * Writes what only signers read. A changed text of the agreement is a new version, for which nobody has signed yet; a
 * changed body is open to who signed the present version, and they are told. Files are added to those already there.
 */
export function writeConfidential(
  ctx: Ctx,
  { needId, ndaText, body, fileIds }: z.output<typeof confidentialInput>,
): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdNeed(tx, ctx.actor, needId, { lock: true });
    permit(mayWriteConfidential(ctx.actor, held.facts));
    const before = await findConfidential(tx, needId);
    const ndaHash = sha256(ndaText);
    const version = before ? before.ndaVersion + (before.ndaHash === ndaHash ? 0 : 1) : 1;
    const { sealed, wrappedKey } = seal(Buffer.from(body), context(needId));
    await saveConfidential(tx, needId, { ndaText, ndaHash, ndaVersion: version, sealed, wrappedKey });
    const to = { uploadedById: personId(ctx), purpose, entity: "needConfidential", entityId: needId };
    await keepFiles(tx, fileIds, to, "fileIds");
    await record({ act: "confidential.written", entity: "need", entityId: needId, facts: { version } });
    if (before) await follow("need.confidentialChanged", { needId, at: held.now.toISOString() });
    return { version };
  });
}

/**
 * The agreement for everybody who could answer the need, and what it covers for those who signed its present version.
 * Null where the need has no confidential part. Readings of the covered part are recorded.
 */
export async function readConfidential(ctx: Ctx, needId: string) {
  const held = await holdNeed(db(), ctx.actor, needId);
  const row = await findConfidential(db(), needId);
  const own = signatureOf(row, actingId(ctx));
  const reads = mayReadConfidential(ctx.actor, held.facts, { signed: own !== undefined, panel: held.panel });
  if (!reads.allowed) permitOrThrow(mayReadNda(ctx.actor, held.facts));
  if (!row) return null;
  const buys = actingId(ctx) === held.row.buyerOrganisationId;
  return {
    version: row.ndaVersion,
    text: row.ndaText,
    hash: row.ndaHash,
    signature: own ? { name: own.signedName, at: own.at.toISOString(), hash: own.textHash } : null,
    /** An earlier version was signed and the text has changed since. */
    signedBefore: !own && row.signatures.some(({ organisationId }) => organisationId === actingId(ctx)),
    covered: reads.allowed ? await coveredOf(ctx, row) : null,
    signatures: buys ? await signaturesOf(row) : [],
    can: {
      sign: own === undefined && maySignNda(ctx.actor, held.facts).allowed,
      write: mayWriteConfidential(ctx.actor, held.facts).allowed,
    },
  };
}

/** Signs the version that was read, for the organisation; name, time and the text's hash stay with it. */
export function signNda(
  ctx: Ctx,
  { needId, version, signedName }: z.output<typeof ndaSignature>,
): Promise<{ hash: string }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdNeed(tx, ctx.actor, needId, { lock: true });
    permit(maySignNda(ctx.actor, held.facts));
    const row = found(await findConfidential(tx, needId));
    if (row.ndaVersion !== version) throw new AppError("VERSION_CONFLICT");
    await insertNdaSignature(tx, {
      needId,
      version,
      organisationId: actingId(ctx),
      personId: personId(ctx),
      signedName,
      text: row.ndaText,
      textHash: row.ndaHash,
      at: held.now,
    });
    await record({ act: "nda.signed", entity: "need", entityId: needId, facts: { version, hash: row.ndaHash } });
    await follow("nda.signed", { needId, organisationId: actingId(ctx), version });
    return { hash: row.ndaHash };
  }).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw new AppError("STATE_REFUSED", { reason: "signedAlready" });
    throw error;
  });
}

/** For the file door: the same rule as for the text that the files belong to. */
export async function mayReadConfidentialFile(ctx: Ctx, needId: string): Promise<boolean> {
  try {
    const held = await holdNeed(db(), ctx.actor, needId);
    return mayReadCovered(ctx, held, await findConfidential(db(), needId));
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}

/** Organisations that read the present version, for news of a change. */
export async function signersOf(needId: string): Promise<string[]> {
  const row = await findConfidential(db(), needId);
  return (row?.signatures ?? [])
    .filter(({ version }) => version === row?.ndaVersion)
    .map(({ organisationId }) => organisationId);
}

function mayReadCovered(ctx: Ctx, held: HeldNeed, row: Row | null): boolean {
  const signed = signatureOf(row, actingId(ctx)) !== undefined;
  return mayReadConfidential(ctx.actor, held.facts, { signed, panel: held.panel }).allowed;
}

function signatureOf(row: Row | null, organisationId: string) {
  return row?.signatures.find((one) => one.organisationId === organisationId && one.version === row.ndaVersion);
}

async function coveredOf(ctx: Ctx, row: Row) {
  await recordRead(ctx, {
    act: "confidential.read",
    entity: "need",
    entityId: row.needId,
    facts: { version: row.ndaVersion },
  });
  const files = await listFilesOf(db(), "needConfidential", [row.needId]);
  return {
    body: unseal(row, context(row.needId)).toString("utf8"),
    files: files.map(({ id, name, size }) => ({ id, name, size })),
  };
}

async function signaturesOf(row: Row) {
  const organisations = await organisationsById(row.signatures.map(({ organisationId }) => organisationId));
  return row.signatures.map((one) => ({
    organisation: nameOf(organisations, one.organisationId),
    name: one.signedName,
    version: one.version,
    hash: one.textHash,
    at: one.at.toISOString(),
  }));
}
