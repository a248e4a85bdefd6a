import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ballotList, recount } from "../src/domain/standards/ballot-list";

/**
 * `npm run ballot:recount -- list.json`: counts a published list of votes again, with nothing of the server: the rule
 * is in the list, the counting in the domain. Ends with 1 when the list does not hold.
 */
const path = process.argv[2];
if (!path) throw new Error("usage: npm run ballot:recount -- list.json");
const parsed = ballotList.safeParse(JSON.parse(readFileSync(path, "utf8")));
if (!parsed.success) {
  console.error(`${path} is not a published list of votes: ${parsed.error.issues[0]?.path.join(".")}`);
  process.exit(2);
}
const list = parsed.data;
const { outcome, faults } = recount(list, (text) => createHash("sha256").update(text).digest("hex"));
console.log(`${list.title}, version ${list.standardVersion}, rule ${list.rule.id} (${list.rule.source})`);
for (const { id, part, base, is, share, holds } of outcome.arithmetic)
  console.log(`  ${id}: ${part} of ${base}, ${is} ${share[0]}/${share[1]}: ${holds ? "met" : "not met"}`);
console.log(outcome.decision ? `decision: ${outcome.decision}` : outcome.approved ? "approved" : "not approved");
for (const { code, name } of faults) console.error(`does not hold: ${code} ${name}`.trim());
console.log(faults.length === 0 ? `all ${list.votes.length} receipts hold; the announced result agrees` : "");
process.exit(faults.length === 0 ? 0 : 1);
