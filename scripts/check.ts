import { spawnSync } from "node:child_process";
import { ensureDatabaseClient } from "./support/build";

/** `npm run check`: every rule that can be held without running the platform. All of them run, then the verdict. */
const checks = ["typecheck", "lint", "check:imports", "check:unused", "check:deps"] as const;

ensureDatabaseClient(console.log);
const failed = checks.filter((name) => {
  console.log(`\n— ${name}`);
  return (
    spawnSync("npm", ["run", "--silent", name], { stdio: "inherit", shell: process.platform === "win32" }).status !== 0
  );
});
console.log(failed.length === 0 ? `\nall ${checks.length} checks hold` : `\nbroken: ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);
