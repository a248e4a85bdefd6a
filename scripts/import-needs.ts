import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { guessColumns, importFields, readColumnMap } from "@/domain/needs/import-columns";
import { draftFromRow, type RowProblem } from "@/domain/needs/import-rows";
import { isAppError } from "@/domain/shared/errors";
import { sentence } from "@/i18n/sentences";
import { createDraft } from "@/server/modules/needs/service-needs";
import { isUniqueViolation } from "@/server/platform/db";
import { CommandError, readArguments, runCommand } from "./support/arguments";
import { importerContext } from "./support/importer";
import { inBoth, readRows, readText } from "./support/read-rows";
import { withServices } from "./support/with-database";

const usage =
  "npm run import:needs -- FILE.json|FILE.csv --as someone@example.org [--organisation ID] [--map map.json] [--report refused.csv]";
const progressEvery = 25;

/** Every good row becomes a draft; every other is reported with its place and reasons. A second run of one list adds nothing. */
await runCommand(async () => {
  const { options, words } = readArguments(usage, ["as", "organisation", "map", "report"], 1);
  const file = words[0] ?? "";
  const list = readRows(file);
  const map = options.map ? mapFrom(options.map, list.columns) : guessColumns(list.columns);
  if (!map.title) {
    throw new CommandError(
      `${file}: ${inBoth("MAP_NO_TITLE", { columns: list.columns.join(", ") })}\n--map map.json: {"title": "${list.columns[0] ?? ""}"}; ${importFields.join(", ")}`,
    );
  }
  const refused: { line: number; column: string; why: string }[] = list.refused.map(({ line, path, code, facts }) => ({
    line,
    column: path,
    why: inBoth(code, facts),
  }));
  const refuse = (line: number, problems: readonly RowProblem[]) => {
    for (const { column, code, facts } of problems) refused.push({ line, column, why: inBoth(code, facts) });
  };
  await withServices(async () => {
    const ctx = await importerContext(options.as, options.organisation);
    const firstLine = new Map<string, number>();
    let made = 0;
    let known = 0;
    let open = 0;
    for (const [index, { line, row }] of list.rows.entries()) {
      const { draft, problems } = draftFromRow(row, map, line);
      const first = draft === null ? undefined : firstLine.get(draft.key);
      if (draft === null) refuse(line, problems);
      else if (first !== undefined)
        refuse(line, [{ column: "key", code: "ROW_TWICE", facts: { key: draft.key, line: first } }]);
      else {
        firstLine.set(draft.key, line);
        open += draft.notes.length;
        for (const { column, code, facts } of draft.notes)
          console.log(`  line ${line}, ${column}: ${inBoth(code, facts)}`);
        await createDraft(ctx, { content: draft.content, idempotencyKey: randomUUID() }, `list:${draft.key}`).then(
          () => {
            made += 1;
          },
          (error: unknown) => {
            if (isUniqueViolation(error)) known += 1;
            else if (isAppError(error))
              throw new CommandError(sentence("en", "errors", error.reason ?? error.code, error.facts));
            else throw error;
          },
        );
      }
      if ((index + 1) % progressEvery === 0) console.log(`${index + 1} of ${list.rows.length} rows`);
    }
    const refusedRows = new Set(refused.map(({ line }) => line)).size;
    console.log(
      `${made} drafts made, ${known} were here already, ${refusedRows} rows refused, ${open} cells left open`,
    );
    for (const { line, column, why } of refused) console.log(`  line ${line}, ${column}: ${why}`);
    if (options.report) writeFileSync(options.report, reportOf(refused));
  });
});

function mapFrom(file: string, columns: readonly string[]) {
  const read = readColumnMap(readText(file), columns);
  if (read.ok) return read.map;
  throw new CommandError(
    read.problems.map(({ path, code, facts }) => `${file} ${path}: ${inBoth(code, facts)}`).join("\n"),
  );
}

/** With a byte order mark, so that spreadsheets show the Chinese; cells that begin like a formula get a quote before them. */
function reportOf(rows: readonly { line: number; column: string; why: string }[]): string {
  const cell = (text: string) => `"${text.replace(/^[=+\-@\t\r]/u, "'$&").replaceAll('"', '""')}"`;
  const lines = rows.map(({ line, column, why }) => `${line},${cell(column)},${cell(why)}`);
  return `\ufeff${["line,column,why", ...lines].join("\r\n")}\r\n`;
}
