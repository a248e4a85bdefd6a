import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { benchAssignment } from "../tests/bench/assignment";
import { benchCompetitions } from "../tests/bench/competitions";
import { benchGuidance } from "../tests/bench/guidance";
import { benchMatching } from "../tests/bench/matching";
import { benchMatch } from "../tests/bench/offline-match";
import { benchPlatform } from "../tests/bench/platform";
import { benchRegistry } from "../tests/bench/registry";
import { benchStandards } from "../tests/bench/standards";
import { ensureDatabaseClient, ensurePages } from "./support/build";

/** Each part prints its figures beside a baseline of the same run, asserts nothing, and leaves nothing in its folder. */
const parts: Readonly<Record<string, (folder: string) => void | Promise<void>>> = {
  platform: benchPlatform,
  guidance: benchGuidance,
  match: benchMatch,
  assignment: benchAssignment,
  matching: benchMatching,
  standards: benchStandards,
  registry: benchRegistry,
  competitions: benchCompetitions,
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
    rmSync(folder, { recursive: true, force: true });
  }
}
