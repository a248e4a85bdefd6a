import { parse } from "csv-parse/sync";
import type { z } from "zod";
import {
  bibtexEvidence,
  type EvidenceDraft,
  evidenceRows,
  type Imported,
  type OrcidRecord,
  orcidRecord,
  workKeyOf,
} from "@/domain/experts/imports";
import { mayCurateRegistry, mayKeepOwnProfile, mayReadOwnProfile } from "@/domain/experts/policy";
import { audienceMap, profileContent } from "@/domain/experts/profile";
import type {
  attachInput,
  attachView,
  evidenceAddInput,
  evidenceAudienceInput,
  evidenceCheckInput,
  importInput,
  importView,
} from "@/domain/experts/registry-schema";
import { csvOf } from "@/domain/shared/csv";
import { AppError } from "@/domain/shared/errors";
import { sentence } from "@/i18n/sentences";
import { verifyAsHolder } from "@/server/modules/credentials/service-verify";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { personOf, requireConcepts } from "./access";
import { readBibtex } from "./read-bibtex";
import {
  findEvidence,
  findProfiles,
  insertProfileEvidence,
  listEvidence,
  lockProfile,
  removeProfileEvidence,
  saveProfileRow,
  updateEvidence,
} from "./repo-profiles";
import { existingTags } from "./repo-tags";
import { reindex } from "./service-profiles";

const mostProblems = 500;

/** Adds one piece of evidence to one's own profile. @throws AppError DUPLICATE for the same work again */
export function addProfileEvidence(ctx: Ctx, input: z.output<typeof evidenceAddInput>): Promise<{ done: true }> {
  return act(
    ctx,
    async ({ tx, permit, record, now }) => {
      permit(mayKeepOwnProfile(ctx.actor));
      const personId = personOf(ctx);
      await requireConcepts(tx, input.item.conceptIds, "item.conceptIds");
      await lockProfile(tx, personId);
      const added = await insertProfileEvidence(tx, [rowOf(input.item, personId, "self", input.audience)]);
      if (added === 0) throw new AppError("DUPLICATE", { reason: "evidenceKnown", field: "item.title" });
      await reindex(tx, personId, await now());
      await record({ act: "profile.evidenceAdded", entity: "profile", entityId: personId });
      return { done: true };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "experts.addOwnEvidence", input } },
  );
}

/**
 * A credential from elsewhere as evidence. It counts as verified when it is valid, its issuer is known here and it names
 * one's own confirmed address as its subject; where the issuer or the subject is not known it stands as stated.
 * @throws AppError BAD_INPUT for a credential that was altered, has expired, was taken back or cannot be checked, and for
 * one that was issued here, which comes by itself
 */
export async function attachCredential(
  ctx: Ctx,
  input: z.output<typeof attachInput>,
): Promise<z.output<typeof attachView>> {
  permitOrThrow(mayKeepOwnProfile(ctx.actor));
  const email = ctx.actor.kind === "person" ? ctx.actor.email : "";
  // Outside the transaction: it may have to ask the issuer's server.
  const verdict = await verifyAsHolder(ctx, input.credential, email);
  if (verdict.ownId) throw new AppError("BAD_INPUT", { reason: "credentialOwn", field: "credential" });
  if (verdict.outcome !== "valid" && verdict.outcome !== "unknownIssuer")
    throw new AppError("BAD_INPUT", {
      reason: "credentialRefused",
      field: "credential",
      facts: { outcome: sentence(ctx.locale, "credentials", `outcome_${verdict.outcome}`) },
    });
  const standing = verdict.outcome === "valid" && verdict.mine ? "verified" : "stated";
  const title = verdict.title ?? verdict.issuerName ?? verdict.issuerId ?? "";
  return act(ctx, async ({ tx, permit, record, now }) => {
    permit(mayKeepOwnProfile(ctx.actor));
    const personId = personOf(ctx);
    await requireConcepts(tx, input.conceptIds, "conceptIds");
    await lockProfile(tx, personId);
    const day = (verdict.validFrom ?? (await now()).toISOString()).slice(0, 10);
    const added = await insertProfileEvidence(tx, [
      {
        personId,
        kind: "credential",
        title,
        body: [verdict.issuerName ?? verdict.issuerId, verdict.description].filter(Boolean).join(" · "),
        language: /\p{Script=Han}/u.test(title) ? "zh-CN" : "en",
        date: new Date(day),
        workKey: workKeyOf({ doi: null, title: `${verdict.issuerId} ${title}`, date: day }),
        conceptIds: input.conceptIds,
        supports: 3,
        source: "foreign",
        standing,
        audience: input.audience,
      },
    ]);
    if (added === 0) throw new AppError("DUPLICATE", { reason: "evidenceKnown", field: "credential" });
    await reindex(tx, personId, await now());
    await record({
      act: "profile.credentialAttached",
      entity: "profile",
      entityId: personId,
      facts: { issuerId: verdict.issuerId ?? "", standing },
    });
    return { title, standing };
  });
}

export function dropProfileEvidence(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    permit(mayKeepOwnProfile(ctx.actor));
    const personId = personOf(ctx);
    await lockProfile(tx, personId);
    if (!(await removeProfileEvidence(tx, personId, id))) throw new AppError("NOT_FOUND");
    await reindex(tx, personId, await now());
    await record({ act: "profile.evidenceRemoved", entity: "profile", entityId: personId });
    return { done: true };
  });
}

export function setEvidenceAudience(
  ctx: Ctx,
  { id, audience }: z.output<typeof evidenceAudienceInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    permit(mayKeepOwnProfile(ctx.actor));
    const personId = personOf(ctx);
    await lockProfile(tx, personId);
    const item = found(await findEvidence(tx, id));
    if (item.personId !== personId) throw new AppError("NOT_FOUND");
    await updateEvidence(tx, id, { audience });
    await reindex(tx, personId, await now());
    await record({ act: "profile.evidenceAudience", entity: "profile", entityId: personId, facts: { audience } });
    return { done: true };
  });
}

/** An operator has looked at the evidence itself; from now on it counts as verified, for the level it speaks for. */
export function checkEvidence(ctx: Ctx, input: z.output<typeof evidenceCheckInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    permit(mayCurateRegistry(ctx.actor));
    const item = found(await findEvidence(tx, input.id));
    await lockProfile(tx, item.personId);
    if (item.personId === personOf(ctx)) throw new AppError("FORBIDDEN", { reason: "ownEvidence" });
    await updateEvidence(tx, item.id, { standing: "verified", supports: input.supports, checkedById: personOf(ctx) });
    await reindex(tx, item.personId, await now());
    await record({
      act: "profile.evidenceChecked",
      entity: "profile",
      entityId: item.personId,
      facts: { evidenceId: item.id, supports: input.supports, reason: input.reason },
    });
    return { done: true };
  });
}

/**
 * Evidence from a file: what is good goes in, what is known already is left, each bad row is told by its number in the
 * reader's language. An ORCID record fills empty parts of the profile as well and overwrites nothing.
 */
export async function importEvidence(
  ctx: Ctx,
  { format, text }: z.output<typeof importInput>,
): Promise<z.output<typeof importView>> {
  permitOrThrow(mayKeepOwnProfile(ctx.actor));
  const read = readFile(format, text, await existingTags(db()));
  return act(ctx, async ({ tx, permit, record, now }) => {
    permit(mayKeepOwnProfile(ctx.actor));
    const personId = personOf(ctx);
    await lockProfile(tx, personId);
    const rows = read.drafts.map((draft) => rowOf(draft, personId, format, "everyone"));
    const added = await insertProfileEvidence(tx, rows);
    if ("orcid" in read) await fillFromOrcid(tx, personId, read, await now());
    await reindex(tx, personId, await now());
    await record({
      act: "profile.imported",
      entity: "profile",
      entityId: personId,
      facts: { format, added, known: rows.length - added, refused: read.problems.length },
    });
    return {
      added,
      known: rows.length - added,
      problems: read.problems.slice(0, mostProblems).map(({ row, column, code, facts }) => ({
        row,
        column,
        message: sentence(ctx.locale, "errors", code, facts),
      })),
    };
  });
}

function readFile(
  format: z.output<typeof importInput>["format"],
  text: string,
  tags: ReadonlySet<string>,
): Imported | OrcidRecord {
  switch (format) {
    case "csv":
      return evidenceRows(cellsOf(text), tags);
    case "bibtex":
      return bibtexEvidence(readBibtex(text));
    case "orcid": {
      const record = orcidRecord(jsonOf(text));
      if (!record) throw new AppError("BAD_INPUT", { reason: "noOrcidRecord", field: "text" });
      return record;
    }
  }
}

function cellsOf(text: string): string[][] {
  try {
    return parse(text, { bom: true, relaxColumnCount: true, relaxQuotes: true }) as string[][];
  } catch (cause) {
    throw new AppError("BAD_INPUT", { reason: "noCsv", field: "text", cause });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("BAD_INPUT", { reason: "noOrcidRecord", field: "text", cause });
  }
}

async function fillFromOrcid(tx: Tx, personId: string, record: OrcidRecord, now: Date): Promise<void> {
  const [rows] = await findProfiles(tx, [personId], now);
  if (!rows) return;
  const content = profileContent.parse(rows.profile.content);
  const { folded, skeletons, lookAlikeOf, listed, birthDate, version, audiences } = rows.profile;
  const filled = profileContent.parse({
    ...content,
    summaryEn: content.summaryEn || record.summaryEn,
    affiliations: content.affiliations.length > 0 ? content.affiliations : record.affiliations.slice(0, 40),
    education: content.education.length > 0 ? content.education : record.education.slice(0, 20),
    links: [...new Set([...content.links, ...record.links])].slice(0, 12),
  });
  await saveProfileRow(tx, personId, version, {
    content: filled,
    audiences: audienceMap.parse(audiences),
    listed,
    birthDate,
    folded,
    skeletons,
    lookAlikeOf,
  });
}

function rowOf(draft: EvidenceDraft, personId: string, source: string, audience: string) {
  const { doi: _, date, ...data } = draft;
  return { ...data, personId, source, audience, date: new Date(date), workKey: workKeyOf(draft) };
}

/** One's own evidence as CSV with the columns that the import reads. */
export async function exportEvidence(ctx: Ctx): Promise<{ csv: string }> {
  permitOrThrow(mayReadOwnProfile(ctx.actor));
  const table = (await listEvidence(db(), personOf(ctx))).map((item) => [
    item.kind,
    item.title,
    item.body,
    item.date.toISOString().slice(0, 10),
    item.url ?? "",
    item.people.join(";"),
    item.workKey.startsWith("doi:") ? item.workKey.slice(4) : "",
    item.conceptIds.join(";"),
    String(Math.min(item.supports, 4)),
  ]);
  const header = ["kind", "title", "body", "date", "url", "people", "doi", "skills", "supports"];
  // A byte order mark, because spreadsheets otherwise take UTF-8 for the local code page.
  return { csv: `\ufeff${csvOf([header, ...table])}\r\n` };
}
