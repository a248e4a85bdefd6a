import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeDataFolder } from "@/server/platform/cluster-folder";
import { ensureDatabaseClient, ensurePages } from "./support/build";

/**
 * Each part prints its figures beside a baseline of the same run, asserts nothing, and leaves nothing in its folder. It
 * is loaded after the database client has been made: on a fresh checkout there is none to load with it.
 */
const parts: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  platform: async (folder) => (await import("../tests/bench/platform")).benchPlatform(folder),
  guidance: async (folder) => (await import("../tests/bench/guidance")).benchGuidance(folder),
  match: async (folder) => (await import("../tests/bench/offline-match")).benchMatch(folder),
  assignment: async () => (await import("../tests/bench/assignment")).benchAssignment(),
  matching: async (folder) => (await import("../tests/bench/matching")).benchMatching(folder),
  standards: async (folder) => (await import("../tests/bench/standards")).benchStandards(folder),
  registry: async (folder) => (await import("../tests/bench/registry")).benchRegistry(folder),
  competitions: async (folder) => (await import("../tests/bench/competitions")).benchCompetitions(folder),
};

/** `npm run bench` runs all parts, `npm run bench -- guidance match` those named. */
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(", ")}. Parts: ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}

ensureDatabaseClient(console.log);
ensurePages(console.log);
for (const [name, run] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n— ${name}`);
  const folder = mkdtempSync(join(tmpdir(), "lianfang-bench-"));
  try {
    await run(folder);
  } finally {
    for (const dataDir of [join(folder, "data"), folder]) removeDataFolder(dataDir);
  }
}
