import { readFileSync } from "node:fs";

/** No package in the lockfile lies below its floor (known advisories), and every licence is one we accept. */
type Floor = { pkg: string; min: string };
type Locked = { version?: string; license?: string; optional?: boolean; dev?: boolean; link?: boolean };

const accepted =
  /^\(?(MIT|MIT-0|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|ISC|MPL-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|Python-2\.0|Unlicense|OFL-1\.1|PostgreSQL)\b/;
/** Licences that npm's field does not spell out, each read in the package itself. */
const readByHand: Record<string, string> = {
  "seq-queue": "MIT",
  "png-js": "MIT",
  // States only "BSD"; its LICENSE file is the two-clause one.
  duck: "BSD-2-Clause",
  // Its data files, contexts of the W3C, are under the W3C Software and Document License, which is permissive.
  "@digitalbazaar/credentials-context": "BSD-3-Clause",
};
/** Outside the list, and why that does no harm: neither is loaded by the running platform. */
const tolerated: readonly { name: RegExp; why: string }[] = [
  { name: /^@img\/sharp-/, why: "optional part of next for the image optimiser, which is switched off" },
  { name: /^elkjs$/, why: "drawn by the Prisma command line's studio, a build-time tool" },
];

const { floors } = JSON.parse(readFileSync("scripts/dependency-floors.json", "utf8")) as { floors: Floor[] };
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Locked> };
const entries = Object.entries(packages)
  .filter(([path]) => path !== "")
  .map(([path, locked]) => ({
    name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
    ...locked,
  }));

const problems: string[] = [];
for (const { pkg, min } of floors) {
  for (const { version } of entries.filter(({ name }) => name === pkg)) {
    if (version && compare(version, min) < 0) problems.push(`${pkg} ${version} is below its floor ${min}`);
  }
}
for (const { name, license, version } of entries) {
  const known = readByHand[name] ?? license;
  if (tolerated.some((exception) => exception.name.test(name))) continue;
  if (known === undefined || !accepted.test(known))
    problems.push(`${name} ${version}: licence ${known ?? "not stated"} is not on our list`);
}
if (entries.length < 100) problems.push(`only ${entries.length} packages were seen in the lockfile`);
for (const problem of problems) console.error(problem);
console.log(`dependencies: ${entries.length} packages, ${floors.length} floors, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);

/** Compares the numeric parts; a prerelease counts as its release, which is enough for floors. */
function compare(a: string, b: string): number {
  const parts = (version: string) =>
    version
      .split("-")[0]
      ?.split(".")
      .map((part) => Number.parseInt(part, 10) || 0) ?? [];
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < 3; i++) if ((left[i] ?? 0) !== (right[i] ?? 0)) return (left[i] ?? 0) - (right[i] ?? 0);
  return 0;
}
