import { afterAll, beforeAll, expect, it } from "vitest";
import { useDatabase } from "#tests/support/database";
import { type LiveProcess, startLiveProcess } from "#tests/support/live-process";
import { createTokenFor } from "@/server/modules/identity/service-tokens";
import type { Ctx } from "@/server/platform/ctx";
import { closeWriters, type LiveWriter, liveWriter, until } from "./live-writers";
import { drafting } from "./stages";

useDatabase();

/** Drafting servers in processes of their own on one database, and real clients. */
const servers: LiveProcess[] = [];
let secretary: Ctx;
let clauseId = "";
let authorization = "";

beforeAll(async () => {
  const stage = await drafting();
  secretary = stage.secretary;
  clauseId = stage.scopeId;
  const email = secretary.actor.kind === "person" ? secretary.actor.email : "";
  authorization = `Bearer ${await createTokenFor(email, ["standards:write"], 1)}`;
  servers.push(...(await Promise.all([startLiveProcess(), startLiveProcess()])));
}, 160_000);

afterAll(async () => {
  closeWriters();
  for (const server of servers) await server.kill();
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const server = (index: number): LiveProcess => {
  const found = servers[index];
  if (!found) throw new Error("no such server");
  return found;
};

it("two people at two servers on one database see each other's words and carets", async () => {
  const [here, there] = [0, 1].map((index) => liveWriter(server(index).origin, clauseId, authorization)) as [
    LiveWriter,
    LiveWriter,
  ];
  await until(() => here.provider.isSynced && there.provider.isSynced);
  here.provider.setAwarenessField("user", { name: "此处" });
  for (let round = 0; round < 5; round += 1) {
    here.write(`第一台第${round}句。`);
    there.write(`第二台第${round}句。`);
  }
  await until(() => here.text().includes("第二台第4句") && there.text().includes("第一台第4句"));
  await until(() => here.text() === there.text());
  await until(() =>
    [...(there.provider.awareness?.getStates().values() ?? [])].some(
      ({ user }) => (user as { name?: string } | undefined)?.name === "此处",
    ),
  );
  closeWriters();
});

it("25 people type in one clause through five cuts of the network and a server's death: one text, nothing lost", async () => {
  // At two servers, so that cuts, death and relay meet in one clause.
  const writers = Array.from({ length: 25 }, (_, index) =>
    liveWriter(server(index % 5 === 4 ? 1 : 0).origin, clauseId, authorization),
  );
  await until(() => writers.every(({ provider }) => provider.isSynced), 60_000);
  // Each keystroke is a sign that stands nowhere else, so that it can be found again.
  const key = (writer: number, stroke: number) => String.fromCodePoint(0xac00 + writer * 400 + stroke);
  let stroke = 0;
  const typeFor = async (strokes: number) => {
    for (let n = 0; n < strokes; n += 1, stroke += 1) {
      for (const [index, writer] of writers.entries()) writer.type(key(index, stroke));
      await pause(100);
    }
  };
  for (let cut = 0; cut < 5; cut += 1) {
    const lost = writers.filter((_, index) => (index + cut) % 3 === 0);
    for (const { provider } of lost) provider.configuration.websocketProvider.disconnect();
    await typeFor(6);
    for (const { provider } of lost) void provider.configuration.websocketProvider.connect();
    await typeFor(6);
  }
  // However slow the machine: the server dies while people type, and after it has acknowledged a good deal.
  const saved = () => writers.reduce((sum, writer) => sum + writer.acknowledged().length, 0);
  while (saved() < 500 && stroke < 300) await typeFor(1);
  const { port } = server(0);
  const death = server(0).kill();
  const acknowledged = writers.map((writer) => writer.acknowledged());
  for (const { provider } of writers) provider.configuration.websocketProvider.disconnect();
  await typeFor(6);
  await death;
  expect(acknowledged.flat().length).toBeGreaterThanOrEqual(500);

  servers[0] = await startLiveProcess(undefined, port);
  // Before anybody who remembers comes back: what a newcomer reads is what was in the database.
  const newcomer = liveWriter(server(0).origin, clauseId, authorization);
  await until(() => newcomer.provider.isSynced, 60_000);
  const found = newcomer.text();
  expect(acknowledged.flat().filter((sign) => !found.includes(sign))).toEqual([]);

  for (const { provider } of writers) void provider.configuration.websocketProvider.connect();
  await until(() => writers.every(({ provider }) => provider.isSynced && !provider.hasUnsyncedChanges), 60_000);
  const all: LiveWriter[] = [...writers, newcomer];
  const whole = () => new Set(all.map((one) => one.text()));
  await until(() => whole().size === 1, 60_000);
  const [text = ""] = whole();
  const missing = writers.flatMap((_, index) =>
    Array.from({ length: stroke }, (__, n) => key(index, n)).filter((sign) => text.split(sign).length !== 2),
  );
  expect(missing).toEqual([]);
}, 160_000);
