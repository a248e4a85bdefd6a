import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, it } from "vitest";
import { type Running, spawnServer, startServer } from "#tests/support/server";
import { removeDataFolder } from "@/server/platform/cluster-folder";

const folder = mkdtempSync(join(tmpdir(), "lianfang crash "));
const dataDir = join(folder, "data");
const running: Running[] = [];
const buyer = "buyer1@linhe-water.example";

afterAll(async () => {
  await running.at(-1)?.stop();
  removeDataFolder(dataDir);
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<Running> {
  const server = await startServer({ dataDir });
  running.push(server);
  return server;
}

/** Drafts a need over HTTP. @returns its id once the server has acknowledged it, null when the connection broke */
async function draft(server: Running, token: string, key: string): Promise<string | null> {
  const answer = await fetch(`${server.origin}/api/trpc/needs.createDraft`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ content: { language: "en", title: `Written ${key}` }, idempotencyKey: key }),
  }).catch(() => null);
  const body = (await answer?.json().catch(() => null)) as { result?: { data: { id: string } } } | null;
  return body?.result?.data.id ?? null;
}

async function query<T extends object>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: readFileSync(join(dataDir, "postgres.url"), "utf8").trim() });
  await client.connect();
  const { rows } = await client.query<T>(sql);
  await client.end();
  return rows;
}

const alive = (pid: number): boolean => existsSync(`/proc/${pid}`);

const leftBehind = (pids: readonly number[]): number[] => pids.filter(alive);

/** The database's processes, and the one that began them. */
async function family(): Promise<number[]> {
  const backends = (await query<{ pid: number }>("SELECT pid FROM pg_stat_activity")).map(({ pid }) => pid);
  const [first] = backends;
  const parent = Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${first}/status`, "utf8"))?.[1]);
  return [parent, ...backends];
}

it("kill -9 in the middle of writes loses nothing acknowledged and leaves nothing half done", async () => {
  const first = await start();
  const token = await first.token(buyer, "needs:read,needs:write");
  const keys = Array.from({ length: 100 }, () => randomUUID());
  const acknowledged = new Map<string, string>();
  const processes = await family();
  let next = 0;
  let killed: Promise<number | null> | undefined;
  const writer = async () => {
    for (let key = keys[next++]; key && !killed; key = keys[next++]) {
      const id = await draft(first, token, key);
      if (id) acknowledged.set(key, id);
      if (acknowledged.size >= 40) killed ??= first.stop("SIGKILL");
    }
  };
  await Promise.all(Array.from({ length: 8 }, writer));
  await killed;
  expect(acknowledged.size).toBeGreaterThanOrEqual(40);
  expect(next).toBeLessThan(keys.length);
  await expect.poll(() => leftBehind(processes), { timeout: 15_000 }).toEqual([]);

  const second = await start();
  const rows = await query<{ id: string; importKey: string | null; events: string }>(
    `SELECT n."id", (SELECT count(*) FROM "AuditEvent" a WHERE a."entityId" = n."id"::text AND a."act" = 'need.drafted') AS events
     FROM "Need" n WHERE n."title" LIKE 'Written %'`,
  );
  const kept = new Set(rows.map(({ id }) => id));
  expect([...acknowledged.values()].filter((id) => !kept.has(id))).toEqual([]);
  expect(rows.filter(({ events }) => events !== "1")).toEqual([]);

  // Whoever got no answer asks again with the same key; whatever happened the first time, there is one need for it.
  const again = await Promise.all(
    keys.slice(0, next).map(async (key) => [key, await draft(second, token, key)] as const),
  );
  for (const [key, id] of again) expect(id).toBe(acknowledged.get(key) ?? id);
  const titles = await query<{ title: string }>(`SELECT "title" FROM "Need" WHERE "title" LIKE 'Written %'`);
  expect(new Set(titles.map(({ title }) => title)).size).toBe(titles.length);
  expect(titles).toHaveLength(again.length);
}, 120_000);

it("a second start on the same data says so and stops; ctrl-C leaves nothing running, also where nobody reads any more", async () => {
  const server = running.at(-1);
  if (!server) throw new Error("the first test did not leave a server");
  const intruder = spawnServer({ dataDir, env: { PORT: "0" } });
  let words = "";
  intruder.stderr?.on("data", (chunk: Buffer) => {
    words += chunk.toString();
  });
  const code = await new Promise((resolve) => intruder.once("exit", resolve));
  expect(code).toBe(1);
  expect(words).toContain("already runs on this data");
  expect(words).toContain("联防已在使用此数据目录运行");

  const processes = await family();
  expect(processes.length).toBeGreaterThan(3);
  server.leaveUnread();
  expect(await server.stop("SIGINT")).toBe(0);
  running.pop();
  await expect.poll(() => leftBehind([...processes, server.pid]), { timeout: 10_000 }).toEqual([]);
  expect(readdirSync(dataDir).filter((name) => name.endsWith(".lock") || name === "postgres.url")).toEqual([]);
}, 60_000);
