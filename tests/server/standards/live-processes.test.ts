import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Running, startServer } from "#tests/support/server";
import { closeWriters, type LiveWriter, liveWriter, until } from "./live-writers";

/** Real servers in processes of their own, real clients, one clause of the demo's draft. */
const dataDir = mkdtempSync(join(tmpdir(), "lianfang-live-"));
const servers: Running[] = [];
let port = "";
let origin = "";
let authorization = "";
let clauseId = "";

beforeAll(async () => {
  port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const server = await startServer({ dataDir, env: { PORT: port } });
  servers.push(server);
  authorization = `Bearer ${await server.token("provider1@dunpai.example", "standards:write")}`;
  const drafts = await ask<{ items: { id: string; stage: string }[] }>("standards.list", { scope: "mine" });
  const draft = drafts.items.find(({ stage }) => stage === "20");
  const standard = await ask<{ clauses: { id: string; kind: string }[] }>("standards.get", { id: draft?.id });
  clauseId = standard.clauses.findLast(({ kind }) => kind === "body")?.id ?? "";
}, 90_000);

afterAll(async () => {
  closeWriters();
  for (const server of servers.toReversed()) await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 30_000);

async function ask<T>(path: string, input: object): Promise<T> {
  const answer = await fetch(`${origin}/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, {
    headers: { authorization },
  });
  return ((await answer.json()) as { result: { data: T } }).result.data;
}

function freePort(): Promise<string> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(String(address && typeof address === "object" ? address.port : 0)));
    });
  });
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it("two people at two servers on one database see each other's words and carets", async () => {
  const DATABASE_URL = readFileSync(join(dataDir, "postgres.url"), "utf8").trim();
  const second = await startServer({ dataDir, env: { DATABASE_URL } });
  servers.push(second);
  const [here, there] = [
    liveWriter(origin, clauseId, authorization),
    liveWriter(second.origin, clauseId, authorization),
  ];
  await until(() => here.provider.isSynced && there.provider.isSynced);
  here.provider.setAwarenessField("user", { name: "此处" });
  for (let round = 0; round < 5; round += 1) {
    here.write(`第一台第${round}句。`);
    there.write(`第二台第${round}句。`);
  }
  await until(() => here.text().includes("第二台第4句") && there.text().includes("第一台第4句"));
  expect(here.text()).toBe(there.text());
  await until(() =>
    [...(there.provider.awareness?.getStates().values() ?? [])].some(
      ({ user }) => (user as { name?: string } | undefined)?.name === "此处",
    ),
  );
  closeWriters();
  await second.stop();
  servers.pop();
}, 90_000);

it("25 people type in one clause through five cuts of the network and the server's death: one text, nothing lost", async () => {
  const writers = Array.from({ length: 25 }, () => liveWriter(origin, clauseId, authorization));
  await until(() => writers.every(({ provider }) => provider.isSynced), 20_000);
  // Each keystroke is a sign that stands nowhere else, so that it can be found again.
  const key = (writer: number, stroke: number) => String.fromCodePoint(0x4e00 + writer * 800 + stroke);
  let stroke = 0;
  const typeFor = async (strokes: number) => {
    for (let n = 0; n < strokes; n += 1, stroke += 1) {
      for (const [index, writer] of writers.entries()) writer.type(key(index, stroke));
      await pause(40);
    }
  };
  for (let cut = 0; cut < 5; cut += 1) {
    const lost = writers.filter((_, index) => (index + cut) % 3 === 0);
    for (const { provider } of lost) provider.configuration.websocketProvider.disconnect();
    await typeFor(10);
    for (const { provider } of lost) void provider.configuration.websocketProvider.connect();
    await typeFor(10);
  }
  const death = servers.pop()?.stop("SIGKILL");
  const acknowledged = writers.flatMap((writer) => writer.acknowledged());
  for (const { provider } of writers) provider.configuration.websocketProvider.disconnect();
  await typeFor(10);
  await death;
  expect(acknowledged.length).toBeGreaterThan(25 * 60);

  servers.push(await startServer({ dataDir, env: { PORT: port } }));
  // Before anybody who remembers comes back: what a newcomer reads is what was on the disk.
  const newcomer = liveWriter(origin, clauseId, authorization);
  await until(() => newcomer.provider.isSynced, 20_000);
  const found = newcomer.text();
  expect(acknowledged.filter((sign) => !found.includes(sign))).toEqual([]);

  for (const { provider } of writers) void provider.configuration.websocketProvider.connect();
  await until(() => writers.every(({ provider }) => provider.isSynced && !provider.hasUnsyncedChanges), 30_000);
  const all: LiveWriter[] = [...writers, newcomer];
  const whole = () => new Set(all.map((one) => one.text()));
  await until(() => whole().size === 1, 20_000);
  const [text = ""] = whole();
  const missing = writers.flatMap((_, index) =>
    Array.from({ length: stroke }, (__, n) => key(index, n)).filter((sign) => text.split(sign).length !== 2),
  );
  expect(missing).toEqual([]);
}, 180_000);
