import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { ensureDatabaseClient, ensurePages } from "./support/build";

/** `npm test`: rules, services on real PostgreSQL, browser journeys; then one line that counts them all. */
const say = (line: string): void => console.log(line);
type Count = { passed: number; failed: number; skipped: number };

rmSync(".artifacts", { recursive: true, force: true });
mkdirSync(".artifacts", { recursive: true });
ensureDatabaseClient(say);
ensurePages(say);

const unit = run([
  "node_modules/vitest/vitest.mjs",
  "run",
  "--reporter=default",
  "--reporter=json",
  "--outputFile.json=.artifacts/vitest.json",
]);
const browser = run(["node_modules/@playwright/test/cli.js", "test"]);
const counts = [vitestCount(), playwrightCount()];
const total = counts.reduce((sum, { passed, failed, skipped }) => ({
  passed: sum.passed + passed,
  failed: sum.failed + failed,
  skipped: sum.skipped + skipped,
}));
const broken = unit !== 0 || browser !== 0 || total.failed > 0 || counts.some(({ passed }) => passed === 0);
say(
  `\n${total.passed} passed, ${broken ? Math.max(1, total.failed) : 0} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`,
);
process.exit(broken ? 1 : 0);

function run(args: readonly string[]): number {
  return (
    spawnSync(process.execPath, [...args], { stdio: "inherit", env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" } })
      .status ?? 1
  );
}

function readJson<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch {
    // A runner that ended before it wrote its report has failed; its exit code says so.
    return null;
  }
}

function vitestCount(): Count {
  const report = readJson<{
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
  }>(".artifacts/vitest.json");
  return {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 1,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

function playwrightCount(): Count {
  const stats = readJson<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } }>(
    ".artifacts/playwright.json",
  )?.stats;
  return {
    passed: stats?.expected ?? 0,
    failed: stats ? stats.unexpected + stats.flaky : 1,
    skipped: stats?.skipped ?? 0,
  };
}
