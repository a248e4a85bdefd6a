import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/**
 * `npm run verify:draw -- record.json`: recomputes a draw from its public record. It imports nothing of the platform, so
 * that what it finds does not rest on the code that carried the draw out; the rules are written out once more here, as
 * docs/draws.md states them.
 */
type DrawRecord = {
  drawId: string;
  count: number;
  reserves: number;
  candidates: string[];
  listHash: string;
  commitments: { party: string; commitment: string }[];
  seeds: { party: string; seed: string }[];
  result: { seed: string; chosen: string[]; reserves: string[] } | null;
};

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Objects with their keys in order and nothing between the tokens. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => byCodeUnits(a, b));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(",")}}`;
}

/** Twelve hex digits of SHA-256(seed:block) at a time, five to a block; what lies above the last whole multiple is passed over. */
function* numbers(seed: string): Generator<number, never> {
  for (let block = 0; ; block += 1) {
    const digits = sha256(`${seed}:${block}`);
    for (let at = 0; at + 12 <= 60; at += 12) yield Number.parseInt(digits.slice(at, at + 12), 16);
  }
}

function below(stream: Generator<number, never>, bound: number): number {
  const most = Math.floor(2 ** 48 / bound) * bound;
  for (;;) {
    const { value } = stream.next();
    if (value < most) return value % bound;
  }
}

function faultsOf(draw: DrawRecord): string[] {
  const { drawId, count, reserves, commitments, seeds, result } = draw;
  const faults: string[] = [];
  const candidates = [...draw.candidates].sort(byCodeUnits);
  const listHash = sha256(canonical({ candidates, count, drawId, reserves }));
  if (listHash !== draw.listHash) faults.push("the frozen list does not have the published hash");
  for (const { party, commitment } of commitments) {
    const opened = seeds.find((one) => one.party === party);
    if (!opened) faults.push(`${party} has not revealed its seed`);
    else if (sha256(canonical({ drawId, party, seed: opened.seed })) !== commitment)
      faults.push(`${party} revealed another seed than it committed to`);
  }
  for (const { party } of seeds)
    if (!commitments.some((one) => one.party === party)) faults.push(`${party} never committed to a seed`);
  if (result === null) return [...faults, "the draw has not been carried out"];
  if (count + reserves > candidates.length || new Set(candidates).size < candidates.length)
    return [...faults, "nothing could have been drawn from this list"];
  const ordered = [...seeds].sort((a, b) => byCodeUnits(a.party, b.party)).map(({ party, seed }) => ({ party, seed }));
  const seed = sha256(canonical({ listHash, seeds: ordered }));
  if (seed !== result.seed) faults.push("the joint seed is another one");
  const stream = numbers(seed);
  const order = candidates;
  for (let place = 0; place < count + reserves; place += 1) {
    const other = place + below(stream, order.length - place);
    [order[place], order[other]] = [order[other] ?? "", order[place] ?? ""];
  }
  const same = (a: string[], b: string[]) => a.length === b.length && a.every((one, at) => one === b[at]);
  if (!same(order.slice(0, count), result.chosen)) faults.push("others would have been drawn");
  if (!same(order.slice(count, count + reserves), result.reserves)) faults.push("the reserves would be others");
  return faults;
}

const [file] = process.argv.slice(2);
if (!file) {
  console.error("usage: npm run verify:draw -- record.json");
  process.exit(2);
}
const faults = faultsOf(JSON.parse(readFileSync(file, "utf8")) as DrawRecord);
console.log(faults.length === 0 ? "the draw holds" : faults.join("\n"));
process.exit(faults.length === 0 ? 0 : 1);
