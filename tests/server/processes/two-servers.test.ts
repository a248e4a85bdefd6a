import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Running, startServer } from "#tests/support/server";
import { removeDataFolder } from "@/server/platform/cluster-folder";

const dataDir = mkdtempSync(join(tmpdir(), "lianfang-two-"));
const password = "two servers share one database";
const servers = [] as unknown as [Running, Running];

beforeAll(async () => {
  servers[0] = await startServer({ dataDir, env: { LIANFANG_DEMO_PASSWORD: password } });
  const DATABASE_URL = readFileSync(join(dataDir, "postgres.url"), "utf8").trim();
  servers[1] = await startServer({ dataDir, env: { DATABASE_URL } });
}, 60_000);

afterAll(async () => {
  await servers[1]?.stop();
  await servers[0]?.stop();
  removeDataFolder(dataDir);
});

async function call(server: Running, path: string, input: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`${server.origin}/api/trpc/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(input),
  });
  const body = (await answer.json()) as {
    result?: { data: Record<string, string> };
    error?: { data: { code: string } };
  };
  return { status: answer.status, data: body.result?.data, code: body.error?.data.code };
}

/** Signs in over HTTP as a browser does. @returns the cookie */
async function signIn(server: Running, email: string): Promise<string> {
  const step = await call(server, "identity.signIn", { email, password });
  const csrf = await fetch(`${server.origin}/api/auth/csrf`);
  const cookies = csrf.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${server.origin}/api/auth/callback/ticket`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: cookies.join("; ") },
    body: new URLSearchParams({ csrfToken, ticket: step.data?.ticket ?? "", json: "true" }),
  });
  const session = answer.headers.getSetCookie().find((cookie) => cookie.startsWith("lianfang.session="));
  if (!session) throw new Error(`no session for ${email}: ${answer.status}`);
  return session.split(";")[0] ?? "";
}

it("a limit counts the tries at both", async () => {
  const email = `${randomUUID()}@people.example`;
  const codes: (string | undefined)[] = [];
  for (let i = 0; i < 6; i++)
    codes.push((await call(servers[i % 2 === 0 ? 0 : 1], "identity.signIn", { email, password: "wrong" })).code);
  expect(codes.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => "UNAUTHENTICATED"));
  expect(codes.slice(4)).toEqual(["RATE_LIMITED", "RATE_LIMITED"]);
});

it("a name is taken once, whichever is asked", async () => {
  const cookies = [
    await signIn(servers[0], "buyer1@linhe-water.example"),
    await signIn(servers[1], "provider1@dunpai.example"),
  ];
  const nameEn = `Two Servers ${randomUUID()}`;
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      call(
        servers[i % 2 === 0 ? 0 : 1],
        "identity.createOrganisation",
        {
          kind: "enterprise",
          nameEn,
          country: "SG",
          sectors: [],
          registryNumber: "REG-2026-1",
          idempotencyKey: randomUUID(),
        },
        { cookie: cookies[i < 4 ? 0 : 1] ?? "" },
      ),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ code }) => code === "DUPLICATE")).toHaveLength(7);
});

it("a session that is revoked at one is over at the other within a second, open streams included", async () => {
  const cookie = await signIn(servers[0], "provider2@shanhe.example");
  const stream = await fetch(`${servers[1].origin}/api/trpc/notifications.watch?input=${encodeURIComponent("{}")}`, {
    headers: { cookie, accept: "text/event-stream" },
  });
  const reader = stream.body?.getReader();
  let heard = "";
  const ended = (async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      heard += new TextDecoder().decode(part.value);
    return performance.now();
  })();
  await expect.poll(() => heard).toContain("unread");
  const began = performance.now();
  expect((await call(servers[0], "identity.signOut", {}, { cookie })).status).toBe(200);
  expect((await ended) - began).toBeLessThan(1_000);
  const me = await fetch(`${servers[1].origin}/api/trpc/identity.me?input=${encodeURIComponent("{}")}`, {
    headers: { cookie },
  });
  expect(me.status).toBe(401);
});

it("a profile saved at one is found at the other, and gone there when it is taken off the list", async () => {
  const cookie = await signIn(servers[0], "provider2@shanhe.example");
  const headers = { cookie, origin: servers[0].origin };
  const nameEn = `Cross Server ${randomUUID().slice(0, 8)}`;
  const found = async () => {
    const input = encodeURIComponent(JSON.stringify({ query: nameEn }));
    const answer = await fetch(`${servers[1].origin}/api/trpc/experts.search?input=${input}`);
    return ((await answer.json()) as { result: { data: { total: number } } }).result.data.total;
  };
  const becomes = async (total: number) => expect.poll(found, { timeout: 10_000 }).toBe(total);
  await becomes(0);
  const save = async (listed: boolean) => {
    const me = await fetch(`${servers[0].origin}/api/trpc/experts.me?input=${encodeURIComponent("{}")}`, { headers });
    const { version } = ((await me.json()) as { result: { data: { version: number } } }).result.data;
    const answer = await call(
      servers[0],
      "experts.saveMe",
      { version, content: { nameEn }, audiences: {}, birthDate: null, listed },
      headers,
    );
    expect(answer.status).toBe(200);
  };
  await save(true);
  await becomes(1);
  await save(false);
  await becomes(0);
});
