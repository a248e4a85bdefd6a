import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { type ColumnMap, draftFromRow, guessColumns } from "@/domain/needs/import-rows";
import { isAppError } from "@/domain/shared/errors";
import { sentence } from "@/i18n/sentences";
import { createDraft } from "@/server/modules/needs/service-needs";
import { isUniqueViolation } from "@/server/platform/db";
import { CommandError, readArguments, runCommand } from "./support/arguments";
import { importerContext } from "./support/importer";
import { readJson, readRows } from "./support/read-rows";
import { withServices } from "./support/with-database";

const usage =
  "npm run import:needs -- FILE.json|FILE.csv --as someone@example.org [--organisation ID] [--map map.json] [--report refused.csv]";
const progressEvery = 25;

/** Every good row becomes a draft; every other is reported with its place and reason. A second run of one list adds nothing. */
await runCommand(async () => {
  const { options, words } = readArguments(usage, ["as", "organisation", "map", "report"], 1);
  const file = words[0] ?? "";
  const rows = readRows(file);
  const map = options.map ? (readJson(options.map) as ColumnMap) : guessColumns(Object.keys(rows[0] ?? {}));
  if (!map.title)
    throw new CommandError(
      `no column of ${file} could be taken as the title; name it with --map, e.g. {"title": "Name"}\ncolumns: ${Object.keys(rows[0] ?? {}).join(", ")}`,
    );
  await withServices(async () => {
    const ctx = await importerContext(options.as, options.organisation);
    const refused: { row: number; column: string; why: string }[] = [];
    let made = 0;
    let known = 0;
    for (const [index, row] of rows.entries()) {
      const result = draftFromRow(row, map, index + 1);
      if (result.draft === null) {
        refused.push({
          row: index + 1,
          column: result.refused.column,
          why: `${sentence("en", "errors", result.refused.code)} ${sentence("zh-CN", "errors", result.refused.code)}`,
        });
        continue;
      }
      const { key, content } = result.draft;
      await createDraft(ctx, { content, idempotencyKey: randomUUID() }, `list:${key}`).then(
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
      if ((index + 1) % progressEvery === 0) console.log(`${index + 1} of ${rows.length} rows`);
    }
    console.log(`${made} drafts made, ${known} were here already, ${refused.length} rows refused`);
    for (const { row, column, why } of refused) console.log(`  row ${row}, ${column}: ${why}`);
    if (options.report)
      writeFileSync(
        options.report,
        ["row,column,why", ...refused.map(({ row, column, why }) => `${row},"${column}","${why}"`)].join("\n"),
      );
  });
});
