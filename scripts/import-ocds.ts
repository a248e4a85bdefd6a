import { randomUUID } from "node:crypto";
import { contentOfOcds } from "@/domain/needs/ocds-content";
import { readOcdsTender } from "@/domain/needs/ocds-import";
import { createDraft } from "@/server/modules/needs/service-needs";
import { isUniqueViolation } from "@/server/platform/db";
import { CommandError, readArguments, runCommand } from "./support/arguments";
import { importerContext } from "./support/importer";
import { inBoth, readText } from "./support/read-rows";
import { withServices } from "./support/with-database";

/** A tender release becomes one draft, or nothing at all and a line for every field that is wrong. */
await runCommand(async () => {
  const { options, words } = readArguments(
    "npm run import:ocds -- FILE.json --as someone@example.org [--organisation ID]",
    ["as", "organisation"],
    1,
  );
  const result = readOcdsTender(readText(words[0] ?? ""));
  if (!result.ok) {
    const lines = result.problems.map(({ path, code, facts }) => `  ${path || "(file)"}: ${inBoth(code, facts)}`);
    throw new CommandError(`nothing was imported:\n${lines.join("\n")}`);
  }
  const { ocid } = result.draft;
  const content = contentOfOcds(result.draft);
  await withServices(async () => {
    const ctx = await importerContext(options.as, options.organisation);
    const { id } = await createDraft(ctx, { content, idempotencyKey: randomUUID() }, ocid).catch((error: unknown) => {
      throw isUniqueViolation(error) ? new CommandError(`${ocid} was imported before`) : error;
    });
    console.log(`draft ${id} from ${ocid}: ${content.title}`);
  });
});
