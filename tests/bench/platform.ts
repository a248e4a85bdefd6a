import { join } from "node:path";
import { startServer } from "../support/server";
import { percent, rate } from "./load";

const load = { seconds: 5, callers: 16 };

/** Start, API and pages of the demo. */
export async function benchPlatform(folder: string): Promise<void> {
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

  await server.stop();
}
