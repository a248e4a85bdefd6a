import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assignMany } from "../tests/bench/assignment";
import { fillGuidance, publishToAll, readGuidance, sizes } from "../tests/bench/guidance";
import { rate } from "../tests/bench/load";
import { runMatch, writeFiles } from "../tests/bench/offline-match";
import { checkLargeStandard } from "../tests/bench/standards";
import { startServer } from "../tests/support/server";
import { ensureDatabaseClient, ensurePages } from "./support/build";

/** `npm run bench`: each figure beside a baseline of the same run. It prints and asserts nothing. */
const load = { seconds: 5, callers: 16 };
const folder = mkdtempSync(join(tmpdir(), "lianfang-bench-"));
const percent = (part: number, whole: number): string => `${Math.round((part / whole) * 100)} %`;

try {
  ensureDatabaseClient(console.log);
  ensurePages(console.log);
  const first = await startServer({ dataDir: join(folder, "data") });
  await first.stop();
  const server = await startServer({ dataDir: join(folder, "data") });
  console.log(`cold start with existing data: ${server.secondsToReady.toFixed(1)} s to ready (target 6 s)`);

  const input = encodeURIComponent("{}");
  const bare = await rate(`${server.origin}/api/trpc/platform.ping?input=${input}`, load);
  const list = await rate(`${server.origin}/api/trpc/needs.list?input=${input}`, load);
  const headers = { authorization: `Bearer ${await server.token("buyer1@linhe-water.example", "needs:read")}` };
  const bareMember = await rate(`${server.origin}/api/trpc/platform.ping?input=${input}`, { ...load, headers });
  const member = await rate(`${server.origin}/api/trpc/needs.list?input=${input}`, { ...load, headers });
  console.log(`API, bare query:      ${bare.perSecond.toFixed(0)} a second, p95 ${bare.p95.toFixed(1)} ms`);
  console.log(
    `API, list of needs:   ${list.perSecond.toFixed(0)} a second, p95 ${list.p95.toFixed(1)} ms — ${percent(list.perSecond, bare.perSecond)} of the bare query (target 50 %)`,
  );
  console.log(
    `the same, signed in:  ${member.perSecond.toFixed(0)} of ${bareMember.perSecond.toFixed(0)} a second — ${percent(member.perSecond, bareMember.perSecond)}`,
  );

  const empty = await rate(`${server.origin}/zh-CN/sign-up`, load);
  const page = await rate(`${server.origin}/zh-CN/needs`, load);
  console.log(`page without data:    ${empty.perSecond.toFixed(0)} a second, p95 ${empty.p95.toFixed(1)} ms`);
  console.log(
    `page, list of needs:  ${page.perSecond.toFixed(0)} a second, p95 ${page.p95.toFixed(1)} ms — ${percent(page.perSecond, empty.perSecond)} of the page without data (target 60 %)`,
  );

  const filled = await fillGuidance(join(folder, "data"));
  const reader = await server.token("buyer1@linhe-water.example", "guidance:read");
  console.log(
    `guidance, ${sizes.documents} documents, ${sizes.comments} comments, ${sizes.organisations} organisations (target p95 200 ms):`,
  );
  for (const { name, p95, perSecond } of await readGuidance(server.origin, reader, filled.consultationId))
    console.log(`  ${name}: ${perSecond.toFixed(0)} a second, p95 ${p95.toFixed(1)} ms`);
  const told = await publishToAll(join(folder, "data"), server.origin, filled.editionId);
  console.log(
    `  publishing to all queues in ${told.seconds.toFixed(1)} s (target 5 s); readers meanwhile p95 ${told.p95.toFixed(1)} ms`,
  );
  await server.stop();

  writeFiles(folder);
  const matched = await runMatch(folder);
  console.log(
    `npm run match, 500 × 500: ${matched.lines} pairs in ${matched.seconds.toFixed(1)} s, ${matched.megabytes ?? "?"} MB (targets 10 s, 1024 MB)`,
  );

  const assigned = assignMany();
  console.log(
    `assignment, 2,000 items × 1,000 people with nothing to spare: ${assigned.seconds.toFixed(1)} s (target 10 s), sum ${assigned.total.toFixed(0)}, best-pair-first ${assigned.greedy.toFixed(0)}, ${assigned.unmet} places open`,
  );

  const standard = checkLargeStandard();
  console.log(
    `standard of 300 pages: lint ${standard.lint.toFixed(0)} ms (target 2000), redline ${standard.redline.toFixed(0)} ms (target 3000)`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
