import { parse } from "csv-parse/sync";
import { touchedBy, type Undertaking } from "@/domain/guidance/list-check";
import { exportColumns, listRow, readListRows } from "@/domain/guidance/list-import";
import { mayCheckLists, mayDraftGuidance, mayReadGuidance } from "@/domain/guidance/policy";
import { documentContent, type ListItem, listItem } from "@/domain/guidance/schema";
import { lawDay } from "@/domain/guidance/states";
import { csvOf } from "@/domain/shared/csv";
import { AppError, isAppError } from "@/domain/shared/errors";
import { sentence } from "@/i18n/sentences";
import { found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db } from "@/server/platform/db";
import { readXlsx, writeXlsx } from "@/server/platform/xlsx";
import { factsOf, holdDocument } from "./access";
import { readEditionContent } from "./repo";
import { findOrganisationFacts } from "./repo-concern";
import { listItemsInForce } from "./repo-lists";
import { actingOf } from "./service-documents";

/**
 * Reads a list file (CSV in UTF-8 or .xlsx) for the form: all items, or every row's faults in the reader's language
 * and no items. Nothing is kept until the draft is saved.
 */
export async function readItemsFile(
  ctx: Ctx,
  { name, base64 }: { name: string; base64: string },
): Promise<{ items: ListItem[]; problems: { row: number; column: string; message: string }[] }> {
  permitOrThrow(mayDraftGuidance(ctx.actor));
  const { items, problems } = readListRows(await rowsOf(name, Buffer.from(base64, "base64")));
  return {
    items,
    problems: problems.map(({ row, column, code, facts }) => ({
      row,
      column,
      message: sentence(ctx.locale, "errors", code, facts),
    })),
  };
}

async function rowsOf(name: string, bytes: Buffer): Promise<string[][]> {
  if (/\.xlsx$/iu.test(name)) return readXlsx(bytes);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return parse(text, { bom: true, relaxColumnCount: true, skipEmptyLines: true }) as string[][];
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    throw new AppError("UNSUPPORTED_FILE", { reason: "csv", facts: { name }, cause });
  }
}

/** The items of a public list, as data for programs and as tables that an import reads back. */
export async function exportItems(
  ctx: Ctx,
  id: string,
): Promise<{ items: ListItem[]; csv: string; xlsx: () => Promise<Buffer> }> {
  const { document, shown, now } = await holdDocument(db(), ctx.actor, id);
  permitOrThrow(mayReadGuidance(ctx.actor, factsOf(document, shown), now));
  const { items } = documentContent.parse(await readEditionContent(db(), shown.id));
  const rows = [exportColumns, ...items.map(listRow)];
  return {
    items,
    // A byte order mark, because spreadsheets otherwise take UTF-8 for the local code page.
    csv: `\ufeff${csvOf(rows)}\r\n`,
    xlsx: () => writeXlsx([{ name: shown.code || String(document.number), rows }]),
  };
}

export type ListHit = {
  documentId: string;
  code: string;
  effect: ListItem["effect"];
  listKind: string;
  titleZh: string;
  titleEn: string;
  textZh: string;
  textEn: string;
  body: string;
  process: string;
  basis: string;
  by: "keyword" | "concept" | "activity";
  found: string;
};

/**
 * For other modules and the form: items of lists in force that an undertaking of the acting organisation touches, what
 * is forbidden first. It informs and refuses nothing; who publishes has been told.
 */
export async function checkAgainstLists(ctx: Ctx, undertaking: Undertaking): Promise<ListHit[]> {
  permitOrThrow(mayCheckLists(ctx.actor));
  const facts = found(await findOrganisationFacts(db(), actingOf(ctx).organisationId));
  const now = await databaseNow(db());
  const rows = await listItemsInForce(db(), undertaking.activity, now, lawDay(now));
  const hits = rows.flatMap((row): ListHit[] => {
    const item = listItem.parse(row.content);
    const touched = touchedBy(item, undertaking, facts);
    if (!touched) return [];
    const { code, effect, textZh, textEn, body, process, basis } = item;
    const { documentId, listKind, titleZh, titleEn } = row;
    return [{ documentId, code, effect, listKind, titleZh, titleEn, textZh, textEn, body, process, basis, ...touched }];
  });
  return hits.sort((a, b) => Number(b.effect === "forbidden") - Number(a.effect === "forbidden")).slice(0, 50);
}
