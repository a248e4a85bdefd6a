import { spawnSync } from "node:child_process";

/** dependency-cruiser over src; a run that saw no modules has checked nothing and fails. */
const run = spawnSync(
  process.execPath,
  [
    "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
    "src",
    "--config",
    ".dependency-cruiser.cjs",
    "--output-type",
    "json",
  ],
  { encoding: "utf8", maxBuffer: 2 ** 28 },
);
const { summary } = JSON.parse(run.stdout) as {
  summary: {
    totalCruised: number;
    violations: { rule: { name: string; severity: string }; from: string; to: string }[];
  };
};

const leastModules = 50;
if (summary.totalCruised < leastModules) {
  console.error(`only ${summary.totalCruised} modules were seen: the import rules were not checked`);
  process.exit(1);
}
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
console.log(`import rules: ${summary.totalCruised} modules, ${summary.violations.length} violations`);
process.exit(summary.violations.length === 0 ? 0 : 1);
