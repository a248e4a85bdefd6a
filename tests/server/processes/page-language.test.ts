import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Running, startServer } from "#tests/support/server";
import { removeDataFolder } from "@/server/platform/cluster-folder";

/** A page speaks the language of its address throughout, also where a service chose the words. */
const dataDir = mkdtempSync(join(tmpdir(), "lianfang-language-"));
let server: Running;

beforeAll(async () => {
  server = await startServer({ dataDir });
}, 60_000);
afterAll(async () => {
  await server?.stop();
  removeDataFolder(dataDir);
});

const chinese = "方案评审占 60%，理论答题占 40%";
const english = "Solutions count 60 %, the theory quiz 40 %";

it.each([
  ["/zh-CN", { "accept-language": "en" }, chinese, english],
  ["/zh-CN", { cookie: "locale=en" }, chinese, english],
  ["/en", { "accept-language": "zh-CN" }, english, chinese],
  ["/en", { cookie: "locale=zh-CN", "x-locale": "zh-CN" }, english, chinese],
])("%s answers a reader whose browser says %j in its own language", async (address, headers, expected, foreign) => {
  const answer = await fetch(`${server.origin}${address}/search?q=${encodeURIComponent("水务 challenge")}`, {
    headers: { ...headers } as Record<string, string>,
  });
  const page = await answer.text();
  expect(answer.status).toBe(200);
  expect(page).toContain(expected);
  expect(page).not.toContain(foreign);
});
