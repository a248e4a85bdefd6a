import type { z } from "zod";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { csvOf } from "@/domain/shared/csv";
import { AppError } from "@/domain/shared/errors";
import { plainText } from "@/domain/standards/content";
import { withoutNumbers } from "@/domain/standards/cross-references";
import { identifiersOf } from "@/domain/standards/frameworks";
import { mayMap, mayReadMappings } from "@/domain/standards/life-policy";
import {
  type ExportedMapping,
  type MappingRelation,
  mappingRows,
  oscalMapping,
  staleReason,
} from "@/domain/standards/mapping";
import { controlIds } from "@/domain/standards/oscal";
import type {
  documentInput,
  editionInput,
  exportMappingsInput,
  mapInput,
  mappingIdInput,
  mappingsInput,
} from "@/domain/standards/schema-life";
import type { mappingFile, matrixView } from "@/domain/standards/views-life";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db, isUniqueViolation, type Tx } from "@/server/platform/db";
import { publicUrl } from "@/server/platform/env";
import { sha256 } from "@/server/platform/secrets";
import { writeXlsx } from "@/server/platform/xlsx";
import { holdClause, holdStandard } from "./access";
import { clausesOfEdition } from "./repo";
import {
  confirmMappingRow,
  deleteMappingRow,
  findDocument,
  findMapped,
  findMapping,
  listMappedDocuments,
  listMappings,
  newEdition,
  putDocument,
  putMapping,
} from "./repo-life";
import { clausesOfVersion, readText } from "./service-clauses";
import { actingOf } from "./service-standards";
import { uuidOf } from "./uuid-of";

/** The document a standard is mapped to, by its number or as a published standard of this platform. */
export async function addDocument(ctx: Ctx, input: z.output<typeof documentInput>): Promise<{ id: string }> {
  try {
    return await act(
      ctx,
      async ({ tx, permit, record }) => {
        const held = await holdStandard(tx, ctx.actor, input.standardId);
        permit(mayMap(ctx.actor, held.facts));
        const { idempotencyKey: _, ...fields } = input;
        if (input.targetStandardId !== null) {
          const [target] = await findMapped(tx, [input.targetStandardId]);
          if (!target || input.targetStandardId === input.standardId)
            throw new AppError("NOT_FOUND", { field: "targetStandardId" });
        }
        const { id } = await putDocument(tx, { ...fields, byId: actingOf(ctx).personId });
        const facts = { documentId: id, reference: input.reference };
        await record({ act: "standard.documentMapped", entity: "standard", entityId: input.standardId, facts });
        return { id };
      },
      { idempotency: { key: input.idempotencyKey, procedure: "standardsLife.addDocument", input } },
    );
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("DUPLICATE", { reason: "documentMapped", field: "reference" });
    throw error;
  }
}

/** A newer edition has come out: every mapping to the older one is stale until somebody has looked at it. */
export function noteEdition(ctx: Ctx, input: z.output<typeof editionInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const document = found(await findDocument(tx, input.id));
    const held = await holdStandard(tx, ctx.actor, document.standardId);
    permit(mayMap(ctx.actor, held.facts));
    if (document.reference === input.reference)
      throw new AppError("CONFLICT", { reason: "sameEdition", field: "reference" });
    await newEdition(tx, document.id, input.reference);
    const facts = { documentId: document.id, from: document.reference, to: input.reference };
    await record({ act: "standard.editionNoted", entity: "standard", entityId: document.standardId, facts });
    return { done: true };
  });
}

/** Maps a clause; a second call on the same pair changes relation and rationale and counts as looked at now. */
export function mapClause(ctx: Ctx, input: z.output<typeof mapInput>): Promise<{ id: string }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { clause, standard, within } = await holdClause(tx, ctx.actor, input.clauseId);
    permit(mayMap(ctx.actor, standard.facts));
    if (!within) throw new AppError("FORBIDDEN", { reason: "otherClauses" });
    const document = found(await findDocument(tx, input.documentId));
    if (document.standardId !== clause.standardId) throw new AppError("NOT_FOUND", { field: "documentId" });
    const sides = await sidesNow(tx, standard.row, clause.id, document);
    const { id } = await putMapping(tx, {
      ...input,
      ...sides,
      standardId: clause.standardId,
      byId: actingOf(ctx).personId,
    });
    const facts = { mappingId: id, clauseId: clause.id, target: input.target };
    await record({ act: "standard.clauseMapped", entity: "standard", entityId: clause.standardId, facts });
    return { id };
  });
}

/** Somebody looked at a stale mapping and it still holds. */
export function confirmMapping(ctx: Ctx, input: z.output<typeof mappingIdInput>): Promise<{ done: true }> {
  return changeMapping(ctx, input, "standard.mappingConfirmed", async (tx, row, standard) =>
    confirmMappingRow(tx, input, {
      ...(await sidesNow(tx, standard, row.clauseId, row.document)),
      byId: actingOf(ctx).personId,
      at: await databaseNow(tx),
    }),
  );
}

export function removeMapping(ctx: Ctx, input: z.output<typeof mappingIdInput>): Promise<{ done: true }> {
  return changeMapping(ctx, input, "standard.mappingRemoved", (tx) => deleteMappingRow(tx, input));
}

type MappingRow = NonNullable<Awaited<ReturnType<typeof findMapping>>>;

function changeMapping(
  ctx: Ctx,
  input: z.output<typeof mappingIdInput>,
  name: string,
  change: (tx: Tx, row: MappingRow, standard: { id: string; language: string }) => Promise<boolean>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const row = found(await findMapping(tx, input.id));
    const held = await holdStandard(tx, ctx.actor, row.standardId);
    permit(mayMap(ctx.actor, held.facts));
    if (!(await change(tx, row, held.row))) throw new AppError("VERSION_CONFLICT");
    const facts = { mappingId: row.id, clauseId: row.clauseId, target: row.target };
    await record({ act: name, entity: "standard", entityId: row.standardId, facts });
    return { done: true };
  });
}

/** The matrix as this reader may see it, with what became stale on either side. */
export async function readMatrix(
  ctx: Ctx,
  input: z.output<typeof mappingsInput>,
): Promise<z.output<typeof matrixView>> {
  const held = await holdStandard(db(), ctx.actor, input.id);
  permitOrThrow(mayReadMappings(ctx.actor, held.facts));
  const [{ clauses }, documents, rows] = await Promise.all([
    readText(ctx, input.id),
    listMappedDocuments(db(), input.id),
    listMappings(db(), input.id),
  ]);
  const targets = await targetsOf(db(), documents);
  // Identifiers to pick from matter to those alone who map.
  const texts = mayMap(ctx.actor, held.facts).allowed
    ? await clausesThere([...targets.values()])
    : new Map<string, Identifier[]>();
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const documentById = new Map(documents.map((document) => [document.id, document]));
  const inside = held.facts.role !== null;
  const mappings = rows
    // A clause that this reader does not see (a draft's, or another expert's) has no mappings for this reader either.
    .filter(({ clauseId }) => byId.has(clauseId) || (inside && held.onlyClauses.length === 0))
    .map((row) => {
      const clause = byId.get(row.clauseId);
      const document = documentById.get(row.documentId);
      const target = targets.get(document?.targetStandardId ?? "");
      return {
        id: row.id,
        version: row.version,
        clauseId: row.clauseId,
        clauseNumber: clause?.number ?? "",
        clauseTitle: clause?.title ?? "",
        documentId: row.documentId,
        target: row.target,
        relation: row.relation as MappingRelation,
        rationale: row.rationale,
        stale: staleReason({
          seen: row,
          now: {
            clauseDigest: clause ? digestOf(clause) : null,
            edition: document?.edition ?? row.edition,
            targetVersion: target?.publishedVersion ?? null,
            targetWithdrawn: target?.withdrawnAt != null,
          },
        }),
      };
    });
  const order = new Map(clauses.map(({ id }, index) => [id, index]));
  return {
    clauses: clauses.map(({ id, number, title, kind }) => ({ id, number, title, kind })),
    documents: documents.map(({ id, reference, edition, targetStandardId }) => ({
      id,
      reference,
      edition,
      targetStandardId,
      identifiers: texts.get(targetStandardId ?? "") ?? identifiersOf(reference).map((value) => ({ value, label: "" })),
    })),
    total: mappings.length,
    staleTotal: mappings.filter(({ stale }) => stale !== null).length,
    mappings: mappings
      .filter(
        (one) =>
          (input.documentId === undefined || one.documentId === input.documentId) &&
          (input.relation === undefined || one.relation === input.relation) &&
          (input.stale !== true || one.stale !== null),
      )
      .toSorted((a, b) => (order.get(a.clauseId) ?? 0) - (order.get(b.clauseId) ?? 0)),
    can: { map: mayMap(ctx.actor, held.facts).allowed },
  };
}

/**
 * The matrix as OSCAL, CSV (with a byte order mark) or a workbook.
 * @throws AppError STATE_REFUSED nothingMapped for OSCAL where no mapped clause holds a provision
 */
export async function exportMappings(
  ctx: Ctx,
  { id, format }: z.output<typeof exportMappingsInput>,
): Promise<z.output<typeof mappingFile>> {
  const held = await holdStandard(db(), ctx.actor, id);
  const { documents, mappings } = await readMatrix(ctx, { id });
  const references = new Map(documents.map(({ id: documentId, reference }) => [documentId, reference]));
  const exported: ExportedMapping[] = mappings.map((one) => ({
    ...one,
    document: references.get(one.documentId) ?? "",
  }));
  const name = `mapping-LF-${held.row.number}`;
  if (format === "csv")
    return file(`${name}.csv`, "text/csv; charset=utf-8", Buffer.from(`\uFEFF${csvOf(mappingRows(exported))}`));
  if (format === "xlsx")
    return file(
      `${name}.xlsx`,
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      await writeXlsx([{ name: "mapping", rows: mappingRows(exported) }]),
    );
  const { clauses } = await readText(ctx, id);
  const document = oscalMapping(
    {
      standardId: id,
      title: held.row.titleEn || held.row.titleZh,
      version: String(held.row.publishedVersion ?? "draft"),
      at: held.now.toISOString(),
      catalogueHref: `${publicUrl()}/api/standards/${id}/oscal.json`,
      controls: controlIds(clauses, held.row.language === "en" ? "en" : "zh-CN"),
      uuidOf,
    },
    exported,
  );
  if (document === null) throw new AppError("STATE_REFUSED", { reason: "nothingMapped" });
  return file(`${name}.json`, "application/json", Buffer.from(JSON.stringify(document, null, 2)));
}

function file(name: string, type: string, bytes: Buffer) {
  return { name, type, base64: bytes.toString("base64") };
}

/** What a mapping is about: the clause's title and words, so that a lock or a new number, its own or of what it refers to, does not make it stale. */
function digestOf(clause: { title: string; content: Parameters<typeof plainText>[0] }): string {
  return sha256(canonicalJson([clause.title, plainText(withoutNumbers(clause.content))]));
}

async function sidesNow(
  tx: Tx,
  standard: { id: string; language: string },
  clauseId: string,
  document: { edition: number; targetStandardId: string | null },
) {
  const clause = found((await clausesOfVersion(tx, standard, null)).find(({ id }) => id === clauseId));
  const targets = await targetsOf(tx, [document]);
  return {
    clauseDigest: digestOf(clause),
    edition: document.edition,
    targetVersion: targets.get(document.targetStandardId ?? "")?.publishedVersion ?? null,
  };
}

type Identifier = { value: string; label: string };

/** The numbered clauses of each published text, by the standard's id. */
async function clausesThere(
  targets: readonly { id: string; publishedVersion: number | null }[],
): Promise<Map<string, Identifier[]>> {
  const texts = await Promise.all(
    targets.map(async ({ id, publishedVersion }) => {
      const clauses = await clausesOfEdition(db(), id, publishedVersion);
      const numbered = clauses.filter(({ number }) => number !== "");
      return [
        id,
        numbered.map(({ number, title }) => ({ value: number, label: `${number} ${title}`.trim() })),
      ] as const;
    }),
  );
  return new Map(texts);
}

async function targetsOf(tx: Pick<Tx, "standard">, documents: readonly { targetStandardId: string | null }[]) {
  const rows = await findMapped(
    tx,
    documents.flatMap(({ targetStandardId }) => targetStandardId ?? []),
  );
  return new Map(rows.map((row) => [row.id, row]));
}
