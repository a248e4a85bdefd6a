import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketStatus } from "@hocuspocus/provider";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { organisation } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { as, sessionOf } from "#tests/support/reader";
import { paragraphs, plainText } from "@/domain/standards/content";
import { liveField } from "@/domain/standards/editor-schema";
import { provisionsOf } from "@/domain/standards/provisions";
import { sessionCookieName, sessionSecret } from "@/server/auth/settings";
import { createTokenFor } from "@/server/modules/identity/service-tokens";
import { issueTicket } from "@/server/modules/identity/tickets";
import { addMember } from "@/server/modules/standards/service-standards";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { startRealtime } from "@/server/processes/realtime";
import { closeWriters, type LiveWriter, liveWriter, until } from "./live-writers";
import { drafting, move } from "./stages";

useDatabase();

let server: Server;
let stop: () => Promise<void>;

beforeAll(async () => {
  server = createServer();
  stop = startRealtime(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  closeWriters();
  await stop();
  server.close();
});

/** A real client with a session of its own, as the browser's editor has one. */
async function writer(ctx: Ctx, clauseId: string, token?: string): Promise<LiveWriter> {
  const email = ctx.actor.kind === "person" ? ctx.actor.email : "";
  const authorization = `Bearer ${await createTokenFor(email, ["standards:write"], 1)}`;
  const { port } = server.address() as AddressInfo;
  return liveWriter(`http://127.0.0.1:${port}`, clauseId, authorization, token);
}

/** A frame as a program could send it that does not care what our editor does: sync, update, these bytes. */
function forge(one: LiveWriter, clauseId: string, bytes: readonly number[]): void {
  const name = [...new TextEncoder().encode(clauseId)];
  one.provider.configuration.websocketProvider.webSocket?.send(
    new Uint8Array([name.length, ...name, 0, 2, bytes.length, ...bytes]),
  );
}

describe("live drafting", () => {
  it("two people write in one clause; what a peer has seen is in the database, and the clause says it in the end", async () => {
    const { secretary, others, scopeId } = await drafting();
    const [first, second] = [
      await writer(secretary, scopeId),
      await writer(others[0]?.owner.ctx ?? secretary, scopeId),
    ];
    await until(() => first.provider.isSynced && second.provider.isSynced);
    expect(second.text()).toContain("远程运维");
    first.write("甲写的一段。");
    second.write("乙写的一段。");
    await until(() => first.text().includes("乙写") && second.text().includes("甲写"));
    expect(await db().clauseUpdate.count({ where: { clauseId: scopeId } })).toBeGreaterThanOrEqual(2);
    expect(first.text()).toBe(second.text());
    await until(async () => {
      const { content } = await as(secretary).standards.clause({ id: scopeId });
      return plainText(content).includes("甲写") && plainText(content).includes("乙写");
    });
  });

  it("a cut network: both go on writing, and afterwards nothing is lost on either side", async () => {
    const { secretary, others, scopeId } = await drafting();
    const [first, second] = [
      await writer(secretary, scopeId),
      await writer(others[0]?.owner.ctx ?? secretary, scopeId),
    ];
    await until(() => first.provider.isSynced && second.provider.isSynced);
    for (let round = 0; round < 5; round += 1) {
      const network = first.provider.configuration.websocketProvider;
      network.disconnect();
      await until(() => network.status === WebSocketStatus.Disconnected);
      first.write(`离线第${round}轮。`);
      second.write(`在线第${round}轮。`);
      await network.connect();
      await until(() => first.text().includes(`在线第${round}轮`) && second.text().includes(`离线第${round}轮`));
    }
    expect(first.text()).toBe(second.text());
  });

  it("a form and a live writer change one text", async () => {
    const { secretary, scopeId } = await drafting();
    const live = await writer(secretary, scopeId);
    await until(() => live.provider.isSynced);
    const { content, version } = await as(secretary).standards.clause({ id: scopeId });
    await as(secretary).standards.saveClause({
      id: scopeId,
      version,
      content: [...content, ...paragraphs("表单写的。")],
    });
    await until(() => live.text().includes("表单写的"));
  });

  it("who may only read, or writes after the freeze, changes nothing", async () => {
    const { id, secretary, others, scopeId } = await drafting();
    const member = await writer(others[0]?.owner.ctx ?? secretary, scopeId);
    await until(() => member.provider.isSynced);
    await move(secretary, id, "close");
    const before = await db().clauseUpdate.count({ where: { clauseId: scopeId } });
    member.write("冻结后写的。");
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await db().clauseUpdate.count({ where: { clauseId: scopeId } })).toBe(before);
    const { content } = await as(secretary).standards.clause({ id: scopeId });
    expect(plainText(content)).not.toContain("冻结后");
  });

  it("an observer and a locked-out member change nothing, and hear of the lock and of its end", async () => {
    const { id, secretary, others, scopeId } = await drafting();
    const observer = await organisation("research");
    await addMember(secretary, {
      standardId: id,
      email: observer.owner.email,
      category: "research",
      role: "observer",
      clauseIds: [],
    });
    const watching = await writer(observer.owner.ctx, scopeId);
    const member = await writer(others[0]?.owner.ctx ?? secretary, scopeId);
    await until(() => watching.provider.isAuthenticated && member.provider.isSynced);
    await as(secretary).standards.lockClause({ id: scopeId, locked: true });
    await until(() => member.told.includes("readOnly"));
    const before = await db().clauseUpdate.count({ where: { clauseId: scopeId } });
    watching.write("旁观者写的。");
    member.write("锁定后写的。");
    // An honest third writer comes after them, so their words have had their chance.
    const chair = await writer(secretary, scopeId);
    await until(() => chair.provider.isSynced);
    chair.write("秘书写的。");
    await until(async () => (await db().clauseUpdate.count({ where: { clauseId: scopeId } })) > before);
    await until(() => member.text().includes("秘书写的"));
    expect(chair.text()).not.toMatch(/旁观者|锁定后/u);
    expect(await db().clauseUpdate.count({ where: { clauseId: scopeId } })).toBe(before + 1);
    await as(secretary).standards.lockClause({ id: scopeId, locked: false });
    await until(() => member.told.includes("writable"));
  });

  it("bytes that are no update, an update without end, and nodes of no standard spoil nothing for the others", async () => {
    const { secretary, others, scopeId } = await drafting();
    const [bad, worse, good] = [
      await writer(others[0]?.owner.ctx ?? secretary, scopeId),
      await writer(others[1]?.owner.ctx ?? secretary, scopeId),
      await writer(secretary, scopeId),
    ];
    await until(() => [bad, worse, good].every(({ provider }) => provider.isSynced));
    const before = await db().clauseUpdate.count({ where: { clauseId: scopeId } });
    forge(bad, scopeId, [255, 7, 1, 2, 3]);
    await until(() => bad.told.includes("refused"));
    worse.write("长".repeat(600_000));
    await until(() => worse.told.includes("tooLarge"));
    expect(await db().clauseUpdate.count({ where: { clauseId: scopeId } })).toBe(before);
    const script = new Y.XmlElement("script");
    script.setAttribute("src", "https://attacker.example");
    good.provider.document.getXmlFragment(liveField).push([script]);
    good.write("正文继续。");
    await until(async () =>
      plainText((await as(secretary).standards.clause({ id: scopeId })).content).includes("继续"),
    );
    const { content } = await as(secretary).standards.clause({ id: scopeId });
    expect(JSON.stringify(content)).not.toContain("attacker");
  });

  it("a load that is empty or fails opens nothing, and leaves the stored clause as it was", async () => {
    const { secretary, scopeId } = await drafting();
    const { liveState } = await db().clause.findUniqueOrThrow({ where: { id: scopeId }, select: { liveState: true } });
    const before = await as(secretary).standards.clause({ id: scopeId });
    for (const broken of [null, new Uint8Array([9, 9, 9])]) {
      await db().clause.update({ where: { id: scopeId }, data: { liveState: broken } });
      const lost = await writer(secretary, scopeId);
      await until(() => lost.provider.configuration.websocketProvider.status === WebSocketStatus.Connected);
      lost.write("写在空白上。");
      // An honest open of another clause comes after it, so the broken one has had its chance.
      const other = await drafting();
      const fine = await writer(other.secretary, other.scopeId);
      await until(() => fine.provider.isSynced);
      expect([lost.provider.isSynced, await as(secretary).standards.clause({ id: scopeId })]).toEqual([false, before]);
      closeWriters();
    }
    await db().clause.update({ where: { id: scopeId }, data: { liveState } });
    const again = await writer(secretary, scopeId);
    await until(() => again.provider.isSynced);
    expect(again.text()).toContain("远程运维");
    expect(again.text()).not.toContain("空白");
  });

  it("every provision has an id of its own that later edits leave alone", async () => {
    const { secretary, scopeId } = await drafting();
    const live = await writer(secretary, scopeId);
    await until(() => live.provider.isSynced);
    const idOf = async (word: string) =>
      provisionsOf((await as(secretary).standards.clause({ id: scopeId })).content, "zh-CN").find(({ text }) =>
        text.includes(word),
      )?.id;
    live.write("系统应记录日志。");
    await until(async () => Boolean(await idOf("记录日志")));
    const first = await idOf("记录日志");
    await until(() => live.text().includes(first ?? "?"));
    live.type("改");
    live.write("系统宜告警。");
    await until(async () => Boolean(await idOf("告警")));
    expect(await idOf("记录日志")).toBe(first);
    expect(await idOf("告警")).not.toBe(first);
  });

  it("an old page, a stranger and a clause that does not exist are refused", async () => {
    const { secretary, scopeId } = await drafting();
    const { secretary: stranger } = await drafting();
    const refused = [
      await writer(secretary, scopeId, "0"),
      await writer(stranger, scopeId),
      await writer(secretary, randomUUID()),
    ];
    await until(() => refused.every((one) => one.refused()));
    expect(refused.map((one) => one.text())).toEqual(["", "", ""]);
  });

  it("a session that is revoked takes its socket with it", async () => {
    const { secretary } = await drafting();
    const personId = secretary.actor.kind === "person" ? secretary.actor.id : "";
    const { sid, ctx } = await sessionOf(await issueTicket(db(), "signIn", { personId }));
    const cookie = `${sessionCookieName()}=${await encode({ token: { sid }, secret: sessionSecret() })}`;
    const { port } = server.address() as AddressInfo;
    const socket = new WebSocket(`ws://127.0.0.1:${port}/collab`, { headers: { cookie } } as unknown as string[]);
    let code: number | null = null;
    socket.addEventListener("close", (event) => {
      code = event.code;
    });
    await until(() => socket.readyState === WebSocket.OPEN);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(code).toBeNull();
    await as(await ctx()).identity.signOut({});
    await until(() => code === 1008);
  });
});
