import { randomUUID } from "node:crypto";
import { draftFromOcds } from "@/domain/needs/ocds-import";
import { sentence } from "@/i18n/sentences";
import { createDraft } from "@/server/modules/needs/service-needs";
import { isUniqueViolation } from "@/server/platform/db";
import { CommandError, readArguments, runCommand } from "./support/arguments";
import { importerContext } from "./support/importer";
import { readJson } from "./support/read-rows";
import { withServices } from "./support/with-database";

/** A tender release becomes one draft, or nothing at all and a line for every field that is wrong. */
await runCommand(async () => {
  const { options, words } = readArguments(
    "npm run import:ocds -- FILE.json --as someone@example.org [--organisation ID]",
    ["as", "organisation"],
    1,
  );
  const { draft, problems } = draftFromOcds(readJson(words[0] ?? ""));
  if (draft === null) {
    const lines = problems.map(
      ({ path, code }) =>
        `  ${path || "(file)"}: ${sentence("en", "errors", code)} ${sentence("zh-CN", "errors", code)}`,
    );
    throw new CommandError(`nothing was imported:\n${lines.join("\n")}`);
  }
  await withServices(async () => {
    const ctx = await importerContext(options.as, options.organisation);
    const { id } = await createDraft(ctx, { content: draft.content, idempotencyKey: randomUUID() }, draft.ocid).catch(
      (error: unknown) => {
        throw isUniqueViolation(error) ? new CommandError(`${draft.ocid} was imported before`) : error;
      },
    );
    console.log(`draft ${id} from ${draft.ocid}: ${draft.content.title}`);
  });
});
