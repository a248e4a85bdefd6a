import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HocuspocusProvider, HocuspocusProviderWebsocket, WebSocketStatus } from "@hocuspocus/provider";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { useDatabase } from "#tests/support/database";
import { as, sessionOf } from "#tests/support/reader";
import { paragraphs, plainText } from "@/domain/standards/content";
import { editorSchemaVersion, liveField } from "@/domain/standards/editor-schema";
import { sessionCookieName, sessionSecret } from "@/server/auth/settings";
import { createTokenFor } from "@/server/modules/identity/service-tokens";
import { issueTicket } from "@/server/modules/identity/tickets";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { startRealtime } from "@/server/processes/realtime";
import { drafting, move } from "./stages";

useDatabase();

let server: Server;
let stop: () => Promise<void>;
const open: HocuspocusProvider[] = [];

beforeAll(async () => {
  server = createServer();
  stop = startRealtime(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  for (const provider of open) provider.configuration.websocketProvider.destroy();
  await stop();
  server.close();
});

async function until(claim: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 8_000;
  while (!(await claim())) {
    if (Date.now() > end) throw new Error(`never: ${claim.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

type Writer = {
  provider: HocuspocusProvider;
  text: () => string;
  write: (text: string) => void;
  refused: () => boolean;
};

/** A real client with a session of its own, as the browser's editor has one. */
async function writer(ctx: Ctx, clauseId: string, token = String(editorSchemaVersion)): Promise<Writer> {
  const email = ctx.actor.kind === "person" ? ctx.actor.email : "";
  const authorization = `Bearer ${await createTokenFor(email, ["standards:write"], 1)}`;
  const { port } = server.address() as AddressInfo;
  class WithHeaders extends WebSocket {
    constructor(url: string) {
      // Node's own socket takes headers; the type is the browser's, which does not.
      super(url, { headers: { authorization } } as unknown as string[]);
    }
  }
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: `ws://127.0.0.1:${port}/collab`,
    WebSocketPolyfill: WithHeaders,
    delay: 50,
    minDelay: 50,
  });
  let failed = false;
  const provider = new HocuspocusProvider({
    websocketProvider,
    name: clauseId,
    document: new Y.Doc(),
    token,
    onAuthenticationFailed: () => {
      failed = true;
    },
  });
  provider.attach();
  open.push(provider);
  const fragment = () => provider.document.getXmlFragment(liveField);
  return {
    provider,
    text: () => fragment().toJSON(),
    write: (text) => {
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.insert(0, [new Y.XmlText(text)]);
      fragment().push([paragraph]);
    },
    refused: () => failed,
  };
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
