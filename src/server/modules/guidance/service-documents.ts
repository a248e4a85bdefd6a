import type { z } from "zod";
import { anchorBody } from "@/domain/guidance/markdown";
import {
  mayAbandonEdition,
  mayAmendGuidance,
  mayDraftGuidance,
  mayEditEdition,
  mayListGuidance,
  mayReadGuidance,
  mayReadGuidanceDesk,
  mayWithdrawGuidance,
} from "@/domain/guidance/policy";
import { redlineItems, redlineSections } from "@/domain/guidance/redline";
import {
  type amendInput,
  type createInput,
  type DocumentContent,
  documentContent,
  type listInput,
  pageRows,
  type redlineInput,
  type saveInput,
  type withdrawInput,
} from "@/domain/guidance/schema";
import { isPublic, lawDay } from "@/domain/guidance/states";
import type { deskView } from "@/domain/guidance/views";
import { AppError } from "@/domain/shared/errors";
import { searchTokens } from "@/domain/shared/search-tokens";
import { organisationsById, verifiedOrganisationsOfKind } from "@/server/modules/identity/service-organisations";
import { type Act, act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db, isUniqueViolation } from "@/server/platform/db";
import { attachFiles, listFilesOf } from "@/server/platform/stored-files";
import { deskEditions, factsOf, type HeldDocument, holdDocument } from "./access";
import {
  insertDocument,
  insertEdition,
  listDesk,
  listPublic,
  listRelationsTo,
  publicTitles,
  readEditionContent,
  saveEditionContent,
  setWithdrawn,
  updateEditionAtVersion,
} from "./repo";
import { findConsultationOf } from "./repo-consultations";
import { faultOf, fullView, summaryView, type Titled } from "./view";

/** Who acts, for whom; the policy has already let them in. @throws AppError UNAUTHENTICATED for anybody else */
export function actingOf(ctx: Ctx): { personId: string; organisationId: string } {
  if (ctx.actor.kind !== "person") throw new AppError("UNAUTHENTICATED", { reason: "signIn" });
  return { personId: ctx.actor.id, organisationId: ctx.actor.acting?.id ?? "" };
}

/** Begins a document for the body one acts as; other issuing bodies are named in its content. */
export function createDocument(
  ctx: Ctx,
  input: z.output<typeof createInput>,
): Promise<{ id: string; version: number }> {
  return act(
    ctx,
    async (current) => {
      current.permit(mayDraftGuidance(ctx.actor));
      const { personId, organisationId } = actingOf(ctx);
      await refuseForeignIssuers(input.content);
      const document = await insertDocument(current.tx, {
        kind: input.kind,
        ownerOrganisationId: organisationId,
        createdById: personId,
      });
      const edition = await insertEdition(current.tx, prepared(input.content), {
        documentId: document.id,
        edition: 1,
        reason: "",
        createdById: personId,
      });
      await keepFiles(current, document.id, input.content);
      await current.record({ act: "guidance.drafted", entity: "guidance", entityId: document.id });
      return { id: document.id, version: edition.version };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "guidance.create", input } },
  );
}

/** Saves the edition under way at the version it was read at; headings get their lasting anchors. */
export function saveDocument(
  ctx: Ctx,
  { id, version, content }: z.output<typeof saveInput>,
): Promise<{ version: number }> {
  return act(ctx, async (current) => {
    const held = await holdDocument(current.tx, ctx.actor, id, { lock: true });
    current.permit(mayEditEdition(ctx.actor, factsOf(held.document, held.working)));
    await refuseForeignIssuers(content);
    if (!(await saveEditionContent(current.tx, held.working.id, version, prepared(content))))
      throw new AppError("VERSION_CONFLICT");
    await keepFiles(current, id, content);
    await current.record({ act: "guidance.draftSaved", entity: "guidance", entityId: id });
    return { version: version + 1 };
  });
}

/** Opens the next edition of a public document, with the text as it stands and a reason for the record. */
export function amendDocument(ctx: Ctx, input: z.output<typeof amendInput>): Promise<{ edition: number }> {
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      const held = await holdDocument(tx, ctx.actor, input.id, { lock: true });
      const { document, shown, working, now } = held;
      permit(mayAmendGuidance(ctx.actor, factsOf(document, shown), now, !isPublic(working, now)));
      const content = documentContent.parse(await readEditionContent(tx, shown.id));
      const edition = held.editions.reduce((most, row) => Math.max(most, row.edition), 0) + 1;
      await insertEdition(
        tx,
        { ...content, publishAt: undefined, consultation: undefined },
        { documentId: input.id, edition, reason: input.reason, createdById: actingOf(ctx).personId },
      );
      await record({ act: "guidance.amended", entity: "guidance", entityId: input.id, facts: { edition } });
      return { edition };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "guidance.amend", input } },
  ).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw new AppError("CONFLICT", { reason: "amendmentUnderWay" });
    throw error;
  });
}

/** Gives up an edition that was never public; its text stays with the body for the record. */
export function abandonEdition(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { document, working } = await holdDocument(tx, ctx.actor, id, { lock: true });
    permit(mayAbandonEdition(ctx.actor, factsOf(document, working)));
    await updateEditionAtVersion(tx, working.id, working.version, { state: "abandoned" });
    await record({ act: "guidance.abandoned", entity: "guidance", entityId: id });
    return { done: true };
  });
}

/** Takes a public document out of force at once. The text stays readable, marked, with the reason. */
export function withdrawDocument(ctx: Ctx, { id, reason }: z.output<typeof withdrawInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const { document, shown, now } = await holdDocument(tx, ctx.actor, id, { lock: true });
    permit(mayWithdrawGuidance(ctx.actor, factsOf(document, shown), now));
    await setWithdrawn(tx, id, now, reason);
    await record({ act: "guidance.withdrawn", entity: "guidance", entityId: id, facts: { reason } });
    await follow("guidance.withdrawn", { documentId: id });
    return { done: true };
  });
}

/** One document as its reader may see it. @param edition an earlier or later edition that the reader may see */
export async function readDocument(ctx: Ctx, id: string, edition?: number) {
  const held = await holdDocument(db(), ctx.actor, id, { edition });
  permitOrThrow(mayReadGuidance(ctx.actor, factsOf(held.document, held.shown), held.now));
  const content = documentContent.parse(await readEditionContent(db(), held.shown.id));
  const { document, shown, working, now } = held;
  const named = [
    ...content.relations.flatMap(({ documentId }) => documentId ?? []),
    ...content.items.flatMap(({ basisDocumentId }) => basisDocumentId ?? []),
    ...(document.repealedById ? [document.repealedById] : []),
  ];
  const [organisations, titles, relatedFrom, consultation, files] = await Promise.all([
    organisationsById([
      document.ownerOrganisationId,
      ...shown.issuerIds,
      ...working.issuerIds,
      ...working.decisions.map(({ organisationId }) => organisationId),
    ]),
    publicTitles(db(), named, now),
    listRelationsTo(db(), id, now),
    findConsultationOf(db(), id, now),
    listFilesOf(db(), "guidance", [id]),
  ]);
  const kept = new Set([...content.fileIds, ...content.formIds]);
  return fullView(ctx, held, {
    content,
    organisations,
    titles: new Map(titles.map((title): [string, Titled] => [title.documentId, title])),
    relatedFrom: relatedFrom.map((one) => ({ ...one, kind: relationKindOf(one.kind) })),
    consultationId: consultation?.id ?? null,
    files: files.filter(({ id: file }) => kept.has(file)),
  });
}

/** A page of what is public now: the same rule for the rows, the count and the search. */
export async function listDocuments(ctx: Ctx, input: z.output<typeof listInput>) {
  permitOrThrow(mayListGuidance());
  void ctx;
  const page = input.page ?? 1;
  const now = await databaseNow(db());
  const { total, rows } = await listPublic(
    db(),
    {
      kind: input.kind,
      topic: input.topic,
      number: input.number,
      status: input.status ?? "current",
      tokens: queryOf(input.query),
      now,
      today: lawDay(now),
    },
    { skip: (page - 1) * pageRows, take: pageRows },
  );
  const organisations = await organisationsById(
    rows.flatMap(({ document, issuerIds }) => [document.ownerOrganisationId, ...issuerIds]),
  );
  return {
    total,
    page,
    pages: Math.max(1, Math.ceil(total / pageRows)),
    items: rows.map((row) => summaryView(row.document, row, organisations, now)),
  };
}

/** What the own body works on, and what waits for its signature. */
export async function readDesk(ctx: Ctx): Promise<z.output<typeof deskView>> {
  permitOrThrow(mayReadGuidanceDesk(ctx.actor));
  const now = await databaseNow(db());
  const { organisationId } = actingOf(ctx);
  const rows = await listDesk(db(), deskEditions(ctx.actor, now));
  const organisations = await organisationsById(
    rows.flatMap(({ document, issuerIds }) => [document.ownerOrganisationId, ...issuerIds]),
  );
  return rows.map((row) => {
    const held: HeldDocument = { document: row.document, editions: [row], shown: row, working: row, now };
    return {
      ...summaryView(row.document, row, organisations, now),
      mine: row.document.ownerOrganisationId === organisationId,
      waitsForUs: row.state === "countersign" && faultOf(ctx, held) === null,
      // A draft that came back says why; once it is handed in again, that is settled.
      refusedReason:
        row.state === "draft" ? (row.decisions.findLast(({ approved }) => !approved)?.reason ?? null) : null,
    };
  });
}

/** Other bodies that can be asked to sign: verified government organisations, for the form. */
export async function listRegulators(ctx: Ctx) {
  permitOrThrow(mayDraftGuidance(ctx.actor));
  const rows = await verifiedOrganisationsOfKind("government", await databaseNow(db()));
  const { organisationId } = actingOf(ctx);
  return rows.flatMap(({ id, nameZh, nameEn }) => (id === organisationId ? [] : { id, nameZh, nameEn }));
}

/** What changed between two public editions: section by section, and item by item in lists. */
export async function compareEditions(ctx: Ctx, { id, from, to }: z.output<typeof redlineInput>) {
  const before = await holdDocument(db(), ctx.actor, id, { edition: from });
  const after = await holdDocument(db(), ctx.actor, id, { edition: to });
  permitOrThrow(mayReadGuidance(ctx.actor, factsOf(before.document, before.shown), before.now));
  permitOrThrow(mayReadGuidance(ctx.actor, factsOf(after.document, after.shown), after.now));
  const [old, fresh] = [
    documentContent.parse(await readEditionContent(db(), before.shown.id)),
    documentContent.parse(await readEditionContent(db(), after.shown.id)),
  ];
  return {
    from,
    to,
    titleZh: fresh.titleZh,
    titleEn: fresh.titleEn,
    reason: after.shown.reason,
    zh: redlineSections(old.bodyZh, fresh.bodyZh),
    en: redlineSections(old.bodyEn, fresh.bodyEn),
    items: redlineItems(old.items, fresh.items),
  };
}

/** Search words as a tsquery in which all must occur; null where nothing was asked. */
export function queryOf(query: string | undefined): string | null {
  const tokens = query ? searchTokens(query) : [];
  return tokens.length === 0 ? null : tokens.map((token) => `'${token.replaceAll("'", "''")}'`).join(" & ");
}

function relationKindOf(kind: string) {
  return kind === "repeals" || kind === "amends" || kind === "implements" ? kind : "cites";
}

function prepared(content: DocumentContent): DocumentContent {
  const bodyZh = anchorBody(content.bodyZh, content.bodyEn);
  return { ...content, bodyZh, bodyEn: anchorBody(content.bodyEn, bodyZh) };
}

/** Only verified regulators can be asked to sign. */
async function refuseForeignIssuers({ issuerIds }: DocumentContent): Promise<void> {
  const known = await organisationsById(issuerIds);
  const now = new Date();
  const index = issuerIds.findIndex((id) => {
    const body = known.get(id);
    return body?.kind !== "government" || body.verifiedUntil === null || body.verifiedUntil <= now;
  });
  if (index >= 0)
    throw new AppError("BAD_INPUT", { reason: "ISSUER_NOT_REGULATOR", field: `content.issuerIds.${index}` });
}

async function keepFiles({ tx, ctx }: Act, documentId: string, content: DocumentContent): Promise<void> {
  await attachFiles(tx, [...content.fileIds, ...content.formIds], {
    uploadedById: actingOf(ctx).personId,
    purpose: "guidanceAttachment",
    entity: "guidance",
    entityId: documentId,
  });
}
