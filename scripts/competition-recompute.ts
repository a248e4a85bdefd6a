import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Archive } from "../src/domain/competitions/exports";
import { recompute } from "../src/domain/competitions/recompute";

/**
 * `npm run competition:recompute -- archive.json`: what anybody can do with the public archive of an event, without the
 * server and without its database. It walks the hash chain, replays the log and compares every published result.
 */
function main(): number {
  const [file] = process.argv.slice(2);
  if (!file) {
    console.error("usage: npm run competition:recompute -- archive.json");
    return 2;
  }
  const archive = JSON.parse(readFileSync(file, "utf8")) as Archive;
  if (archive.format !== "lianfang-competition-archive" || archive.version !== 1) {
    console.error(`${file} is no archive of a competition`);
    return 2;
  }
  const found = recompute(archive, (text) => createHash("sha256").update(text).digest("hex"));
  for (const { rank, name, score, solved } of found.standing)
    console.log([rank ?? "–", name, score, solved].join("\t"));
  console.error(`${found.events} events`);
  if (found.brokenAt !== null) console.error(`the chain is broken at position ${found.brokenAt}`);
  for (const root of found.wrongRoots) console.error(`not in the chain: ${root}`);
  for (const { version, reason, differs } of found.results) {
    console.error(`result ${version} (${reason}): ${differs.length === 0 ? "recomputed, equal" : "differs"}`);
    for (const line of differs) console.error(`  ${line}`);
  }
  const wrong =
    found.brokenAt !== null || found.wrongRoots.length > 0 || found.results.some(({ differs }) => differs.length > 0);
  return wrong ? 1 : 0;
}

process.exitCode = main();
