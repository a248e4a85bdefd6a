import { readNiceFile } from "@/domain/taxonomy/nice-import";
import { importFramework } from "@/server/modules/experts/service-frameworks";
import { CommandError, readArguments, runCommand } from "./support/arguments";
import { inBoth, readText } from "./support/read-rows";
import { withDatabase } from "./support/with-database";

/** The full NICE Framework as NIST's reference tool exports it; what cannot be read is named, the rest goes in. */
await runCommand(async () => {
  const { words } = readArguments("npm run import:nice -- FILE.json", [], 1);
  const result = readNiceFile(readText(words[0] ?? ""));
  const problems = result.ok ? result.refused : result.problems;
  const lines = problems.map(({ path, code, facts }) => `  ${path || "(file)"}: ${inBoth(code, facts)}`);
  if (!result.ok) throw new CommandError(`nothing was imported:\n${lines.join("\n")}`);
  const made = await withDatabase(() => importFramework("nice", result.document, result.rows));
  console.log(`${made} elements, ${lines.length} left out`);
  for (const line of lines) console.log(line);
});
