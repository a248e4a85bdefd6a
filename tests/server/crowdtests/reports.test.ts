import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { type Organisation, organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { as, outcome, stranger } from "#tests/support/reader";
import type { ReportContent } from "@/domain/crowdtests/schema";
import { db } from "@/server/platform/db";

useDatabase();
// The test organisations register in Singapore; the deployment is theirs.
beforeEach(() => {
  process.env.LIANFANG_JURISDICTION = "SG";
});

const vector = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";
const programme = (change: object = {}) => ({
  language: "en" as const,
  title: "Gateways of an invented waterworks",
  summary: "Find what we overlooked.",
  access: "public" as const,
  accounts: "tester / accountcanary",
  content: {
    assets: [
      { id: "gateway", name: "Remote gateway", kind: "firmware" as const, inScope: true, note: "" },
      { id: "plant", name: "The plant itself", kind: "hardware" as const, inScope: false, note: "" },
    ],
    rules: "No tests against the running plant.",
    safeHarbour: "Nobody who keeps to the rules is pursued.",
    hours: "",
    rewards: { currency: "CNY" as const, low: 10_000, medium: 50_000, high: 200_000, critical: 500_000 },
  },
  idempotencyKey: randomUUID(),
  ...change,
});
const weakness = (change: Partial<ReportContent> = {}): ReportContent => ({
  title: "Command injection in the gateway",
  assetId: "gateway",
  steps: "Send a crafted frame to port 102 and read the answer.",
  impact: "",
  vector,
  ...change,
});

const crowd = (one: Organisation) => as(one.owner.ctx).crowdtests;

async function opened(change: object = {}) {
  const provider = await organisation();
  const { id } = await crowd(provider).createProgramme(programme(change));
  await crowd(provider).setProgrammeState({ id, version: 1, state: "open" });
  return { provider, id };
}
const send = (finder: Organisation, programmeId: string, content = weakness()) =>
  crowd(finder).sendReport({ programmeId, content, idempotencyKey: randomUUID() });

async function step(provider: Organisation, id: string, name: string, more: object = {}) {
  const { version } = await crowd(provider).report({ id });
  return crowd(provider).takeStep({ id, version, step: name, ...more } as never);
}

describe("a crowd test", () => {
  it("goes from the report to the public page, with reward, clock and disclosure", async () => {
    const { provider, id } = await opened();
    const finder = await organisation("securityFirm");
    const sent = await send(finder, id);
    await settle();
    const kinds = async (one: Organisation) =>
      (await as(one.owner.ctx).notifications.list({})).items.map(({ kind }) => kind);
    expect(await kinds(provider)).toContain("crowdReportReceived");
    await step(provider, sent.id, "triage", { note: "We can reproduce it." });
    await step(provider, sent.id, "accept");
    const accepted = await crowd(finder).report({ id: sent.id });
    expect(accepted).toMatchObject({ state: "accepted", score: 9.3, severity: "critical", authorityTold: false });
    expect(accepted.reward).toEqual({ currency: "CNY", amount: 500_000 });
    expect(accepted.history.map(({ note }) => note)).toContain("We can reproduce it.");
    expect(new Date(accepted.authorityDue ?? 0).getTime() - Date.now()).toBeGreaterThan(47 * 3_600_000);
    const { version } = await crowd(provider).report({ id: sent.id });
    await crowd(provider).tellAuthority({ id: sent.id, version, number: "NVDB-INVENTED-1" });
    for (const name of ["beginFix", "finishFix", "rejectFix", "finishFix", "verifyFix"])
      await step(provider, sent.id, name);
    expect(await outcome(as(stranger()).crowdtests.disclosure({ number: sent.number }))).toBe("NOT_FOUND");
    await step(provider, sent.id, "disclose", { disclosure: "Fixed in release 2.1. Update your gateways." });
    const page = await as(stranger()).crowdtests.disclosure({ number: sent.number });
    expect(page).toMatchObject({ score: 9.3, text: "Fixed in release 2.1. Update your gateways.", vector });
    expect(JSON.stringify(page)).not.toContain("port 102");
    expect((await as(stranger()).crowdtests.hallOfFame({ id }))[0]).toMatchObject({ accepted: 1, points: 9.3 });
    await settle();
    expect(await kinds(finder)).toContain("crowdReportChanged");
  });

  it("keeps a finder's place in the hall of fame when the account is erased, under a pseudonym", async () => {
    const { provider, id } = await opened();
    const finder = await (await organisation("securityFirm")).join("member");
    const mark = `Erasee${randomUUID().slice(0, 8)}`;
    await db().person.update({ where: { id: finder.id }, data: { nameEn: mark, nameZh: mark } });
    const sent = await as(finder.ctx).crowdtests.sendReport({
      programmeId: id,
      content: weakness(),
      idempotencyKey: randomUUID(),
    });
    await step(provider, sent.id, "triage", { note: "We can reproduce it." });
    await step(provider, sent.id, "accept");
    const hall = () => as(stranger()).crowdtests.hallOfFame({ id });
    expect(await hall()).toMatchObject([{ nameEn: mark, accepted: 1 }]);
    await as(finder.ctx).experts.eraseMe({ confirm: finder.email });
    expect(await hall()).toEqual([
      {
        nameEn: expect.stringMatching(/^Former member [0-9A-F]{6}$/u),
        nameZh: expect.not.stringContaining(mark),
        accepted: 1,
        points: 0,
      },
    ]);
    expect(JSON.stringify(await crowd(provider).report({ id: sent.id }))).not.toContain(mark);
  });

  it("refuses what is out of scope, unknown, from its own people, from abroad, or after it was paused", async () => {
    const { provider, id } = await opened();
    const finder = await organisation("securityFirm");
    expect(await outcome(send(finder, id, weakness({ assetId: "plant" })))).toBe("BAD_INPUT assetOutOfScope");
    expect(await outcome(send(finder, id, weakness({ assetId: "moon" })))).toBe("BAD_INPUT assetUnknown");
    expect(await outcome(send(provider, id))).toBe("FORBIDDEN ownProgramme");
    process.env.LIANFANG_JURISDICTION = "CN";
    expect(await outcome(send(finder, id))).toBe("FORBIDDEN jurisdiction");
    process.env.LIANFANG_JURISDICTION = "SG";
    await expect(send(finder, id, weakness({ vector: vector.replace("/AT:N", "") }))).rejects.toThrow(
      /CVSS_METRIC_MISSING/,
    );
    await crowd(provider).setProgrammeState({ id, version: 2, state: "paused" });
    expect(await outcome(send(finder, id))).toBe("FORBIDDEN programmeNotOpen");
  });

  it("lets in whom it vets or invites, and shows test accounts to nobody else", async () => {
    const { provider, id } = await opened({ access: "vetted" });
    const finder = await organisation("securityFirm");
    expect((await as(stranger()).crowdtests.programme({ id })).accounts).toBeNull();
    expect((await crowd(finder).programme({ id })).accounts).toBeNull();
    expect(await outcome(send(finder, id))).toBe("FORBIDDEN testerOnly");
    await crowd(finder).askToTest({ id });
    expect(await outcome(crowd(finder).askToTest({ id }))).toBe("FORBIDDEN testerAlready");
    await crowd(provider).decideTester({ programmeId: id, personId: finder.owner.id, admitted: true });
    expect((await crowd(finder).programme({ id })).accounts).toContain("accountcanary");
    expect(await outcome(send(finder, id))).toBe("ok");

    const hidden = await opened({ access: "invited" });
    expect(await outcome(crowd(finder).programme({ id: hidden.id }))).toBe("NOT_FOUND");
    expect((await crowd(finder).programmes({})).map((one) => one.id)).not.toContain(hidden.id);
    await crowd(hidden.provider).inviteTester({ programmeId: hidden.id, email: finder.owner.email });
    expect(await outcome(send(finder, hidden.id))).toBe("ok");
  });
});

it("a token that may not read the board sees no draft, no invited programme and no test accounts", async () => {
  const { provider, id } = await opened();
  const draft = await crowd(provider).createProgramme(programme());
  const hidden = await opened({ access: "invited" });
  await crowd(hidden.provider).inviteTester({ programmeId: hidden.id, email: provider.owner.email });
  const { ctx } = provider.owner;
  const token = (...scopes: string[]) =>
    as({ ...ctx, actor: ctx.actor.kind === "person" ? { ...ctx.actor, scopes } : ctx.actor }).crowdtests;
  const other = token("competitions:read");
  expect((await token("needs:read").programme({ id })).accounts).toContain("accountcanary");
  expect((await other.programme({ id })).accounts).toBeNull();
  for (const one of [draft.id, hidden.id]) {
    expect(await outcome(token("needs:read").programme({ id: one }))).toBe("ok");
    expect(await outcome(other.programme({ id: one }))).toBe("NOT_FOUND");
    expect((await token("needs:read").programmes({})).map((row) => row.id)).toContain(one);
    expect((await other.programmes({})).map((row) => row.id)).not.toContain(one);
  }
});

it("each side is told what the other did, also where both act before the news is out", async () => {
  const { provider, id } = await opened();
  const finder = await organisation("securityFirm");
  const told = async (one: Organisation) =>
    (await as(one.owner.ctx).notifications.list({})).items.flatMap(({ kind }) =>
      kind.startsWith("crowd") ? kind : [],
    );
  const sent = await send(finder, id);
  await step(provider, sent.id, "triage");
  await crowd(finder).addNote({ id: sent.id, note: "Older firmware too.", idempotencyKey: randomUUID() });
  await step(provider, sent.id, "accept");
  await settle();
  expect((await told(provider)).sort()).toEqual(["crowdReportChanged", "crowdReportReceived"]);
  expect(await told(finder)).toEqual(["crowdReportChanged", "crowdReportChanged"]);
});

describe("a duplicate", () => {
  it("points at the report that came first, and its finder learns no more than that", async () => {
    const { provider, id } = await opened();
    const [first, second] = [await organisation("securityFirm"), await organisation("securityFirm")];
    const [one, two] = [await send(first, id), await send(second, id)];
    for (const report of [one, two]) await step(provider, report.id, "triage");
    expect(await outcome(step(provider, one.id, "markDuplicate", { originalId: two.id }))).toBe(
      "BAD_INPUT originalLater",
    );
    expect((await crowd(provider).report({ id: two.id })).earlier.map(({ id }) => id)).toEqual([one.id]);
    await step(provider, two.id, "markDuplicate", { originalId: one.id });
    const seen = await crowd(second).report({ id: two.id });
    expect(seen).toMatchObject({ state: "duplicate", original: null, earlier: [] });
    expect(await outcome(crowd(second).report({ id: one.id }))).toBe("NOT_FOUND");
  });

  it("of fifty at the same moment leaves one original, whatever is called whose duplicate in parallel", async () => {
    const { provider, id } = await opened();
    const finders: Organisation[] = [];
    for (let i = 0; i < 5; i++) finders.push(await organisation("securityFirm"));
    const sent = await Promise.all(Array.from({ length: 50 }, (_, i) => send(finders[i % 5] as Organisation, id)));
    expect(new Set(sent.map(({ number }) => number)).size).toBe(50);
    for (const { id: report } of sent) await step(provider, report, "triage");
    const pairs = sent.flatMap((a, i) => sent.slice(i + 1, i + 3).flatMap((b) => [[a, b] as const, [b, a] as const]));
    await Promise.all(pairs.map(([a, b]) => outcome(step(provider, a.id, "markDuplicate", { originalId: b.id }))));
    const rows = await db().crowdReport.findMany({ include: { original: true }, where: { programmeId: id } });
    for (const { original, receivedAt } of rows)
      if (original) expect(original.receivedAt.getTime()).toBeLessThanOrEqual(receivedAt.getTime());
    expect(rows.filter(({ state }) => state !== "duplicate").length).toBeGreaterThanOrEqual(1);
    for (const { originalId } of rows)
      if (originalId) {
        let at = rows.find(({ id }) => id === originalId);
        for (let hops = 0; at?.originalId; hops++) {
          expect(hops).toBeLessThan(50);
          at = rows.find(({ id }) => id === at?.originalId);
        }
      }
  }, 60_000);
});

it("an undisclosed weakness is in no table, file, log, mail or answer but to its finder and its provider", async () => {
  const canary = `zxundisclosed${randomUUID().slice(0, 8)}`;
  const vector = "CVSS:4.0/AV:A/AC:H/AT:P/PR:L/UI:P/VC:L/VI:H/VA:L/SC:L/SI:N/SA:L";
  const { provider, id } = await opened();
  const finder = await organisation("securityFirm");
  const sent = await send(finder, id, weakness({ title: canary, steps: `Do ${canary} twice and wait.`, vector }));
  await step(provider, sent.id, "triage", { note: `note ${canary}` });
  await settle();
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const { rows: tables } = await client.query<{ schema: string; name: string }>(
    "SELECT nspname AS schema, relname AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'p') AND nspname IN ('public', 'pgboss')",
  );
  expect(tables.length).toBeGreaterThan(30);
  for (const { schema, name } of tables) {
    const { rows } = await client.query<{ text: string }>(`SELECT t::text AS text FROM "${schema}"."${name}" t`);
    for (const word of [canary, Buffer.from(canary).toString("hex"), "accountcanary", vector])
      expect(rows.filter(({ text }) => text.includes(word)).length, `${word} in ${name}`).toBe(0);
  }
  await client.end();
  const outbox = join(process.env.LIANFANG_DATA_DIR ?? "", "outbox");
  for (const file of readdirSync(outbox)) expect(readFileSync(join(outbox, file), "utf8")).not.toContain(canary);

  const other = await organisation("securityFirm");
  for (const reader of [stranger(), other.owner.ctx]) {
    const doors = as(reader);
    const answers = await Promise.all([
      doors.crowdtests.programmes({}),
      doors.crowdtests.programme({ id }),
      doors.crowdtests.hallOfFame({ id }),
      doors.search.find({ query: canary }),
      doors.crowdtests.myReports({}).catch(() => []),
      doors.crowdtests.receivedReports({}).catch(() => []),
    ]);
    expect(JSON.stringify(answers)).not.toContain(canary);
    const [there, nowhere] = [sent.id, randomUUID()];
    const note = (report: string) =>
      outcome(doors.crowdtests.addNote({ id: report, note: "x", idempotencyKey: randomUUID() }));
    const read = (report: string) => outcome(doors.crowdtests.report({ id: report }));
    expect(await read(there)).toBe(await read(nowhere));
    expect(await note(there)).toBe(await note(nowhere));
    expect(await read(there)).toMatch(/^(NOT_FOUND|UNAUTHENTICATED)/);
    expect(await outcome(doors.crowdtests.disclosure({ number: sent.number }))).toBe("NOT_FOUND");
  }
  expect((await crowd(provider).report({ id: sent.id })).content.title).toContain(canary);
});
