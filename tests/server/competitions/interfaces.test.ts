import { createHmac, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ZodError } from "zod";
import { settle, useDatabase } from "#tests/support/database";
import { outcome, stranger } from "#tests/support/reader";
import { callerFactory } from "@/server/api/root";
import { linkLog } from "@/server/modules/competitions/log";
import { exportCalendar, exportEvents, exportScoreboard } from "@/server/modules/competitions/service-exports";
import { pushScores } from "@/server/modules/competitions/service-feed";
import { downloadFile, uploadFile } from "@/server/modules/files/service";
import { db } from "@/server/platform/db";
import {
  as,
  challenge,
  drafted,
  inMinutes,
  joined,
  running,
  shift,
  someone,
  step,
  submit,
  team,
  watching,
} from "./stages";

useDatabase();
const visitor = () => callerFactory(stranger()).competitions;

describe("feeds", () => {
  it("speak CTFtime's, CLICS' and iCalendar's words", async () => {
    const event = await running();
    const task = await challenge(event, { titleEn: "Setpoint" });
    const one = await team(event, { name: "Harbour, Lights" });
    await submit(one.captain, task, "no");
    await submit(one.captain, task);
    const board = JSON.parse(await exportScoreboard(stranger(), event.slug));
    expect(board).toMatchObject({
      tasks: ["Setpoint"],
      standings: [{ pos: 1, team: "Harbour, Lights", score: 100, taskStats: { Setpoint: { points: 100 } } }],
    });
    expect(Math.abs(board.standings[0].lastAccept - Date.now() / 1_000)).toBeLessThan(60);
    const lines = (await exportEvents(stranger(), event.slug, 0))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ type }) => type)).toEqual([
      "contest",
      "judgement-types",
      "judgement-types",
      "problems",
      "teams",
      "submissions",
      "judgements",
      "submissions",
      "judgements",
    ]);
    expect(lines.at(-1).data).toMatchObject({ judgement_type_id: "AC" });
    const after = await exportEvents(stranger(), event.slug, Number(lines.at(-1).token));
    expect(after.trim().split("\n")).toHaveLength(3);
    const calendar = await exportCalendar(stranger());
    expect(calendar).toContain("BEGIN:VEVENT");
    expect(calendar).toContain(`/competitions/${event.slug}`);
  });

  it("tell challenges of one title apart", async () => {
    const event = await running();
    const tasks = [
      await challenge(event, { titleEn: "Warm-up", key: "warm-a" }),
      await challenge(event, { titleEn: "Warm-up", key: "warm-b", scoring: { kind: "static", initial: 50 } }),
    ];
    const one = await team(event);
    for (const task of tasks) await submit(one.captain, task);
    await linkLog(event.id);
    const board = JSON.parse(await exportScoreboard(stranger(), event.slug));
    expect(board.tasks).toEqual(["Warm-up (warm-a)", "Warm-up (warm-b)"]);
    expect(board.standings[0].taskStats).toMatchObject({
      "Warm-up (warm-a)": { points: 100 },
      "Warm-up (warm-b)": { points: 50 },
    });
  });

  it("name nothing of a challenge before its hour, nor of a draft", async () => {
    const event = await running({ startsAt: inMinutes(5), registrationOpensAt: inMinutes(-5) });
    await challenge(event, { titleEn: "Early canary" });
    const begun = await running();
    await challenge(begun, { titleEn: "Later canary", startsAt: inMinutes(5) });
    const hidden = await drafted();
    for (const { slug } of [event, begun])
      expect(
        JSON.stringify(await visitor().board({ slug })) + (await exportScoreboard(stranger(), slug)),
      ).not.toContain("canary");
    expect(await outcome(exportEvents(stranger(), event.slug, 0))).toBe("NOT_FOUND");
    expect(await exportEvents(stranger(), begun.slug, 0)).not.toContain("canary");
    expect(await outcome(exportScoreboard(stranger(), hidden.slug))).toBe("NOT_FOUND");
    expect(await exportCalendar(stranger())).not.toContain(hidden.slug);
  });

  it("go on behind a long part of the log of which nothing is public", { timeout: 120_000 }, async () => {
    const event = await running();
    const [gone, task] = [await challenge(event), await challenge(event)];
    const one = await team(event);
    await linkLog(event.id);
    // Not the public board, which is kept for a second.
    const { position } = await as(event.organiser).board({ slug: event.slug });
    await db().$executeRaw`
      INSERT INTO "CompetitionLog" ("competitionId", "kind", "teamId", "challengeId", "data")
      SELECT ${event.id}::uuid, 'wrong', ${one.id}::uuid, ${gone}::uuid, '{"answer": ""}' FROM generate_series(1, 5001)`;
    await as(event.organiser).setChallengeState({ id: gone, version: 2, state: "withdrawn", reason: "broken" });
    await submit(one.captain, task);
    await linkLog(event.id);
    const lines = (await exportEvents(stranger(), event.slug, position)).trim().split("\n").slice(3);
    expect(lines.map((line) => JSON.parse(line).type)).toEqual(["submissions", "judgements"]);
  });
});

describe("an engine that pushes scores", () => {
  it("is let in by its signature; the newest push counts and an older one is refused", async () => {
    const event = await running({ phases: [{ kind: "scoreFeed", titleEn: "Attack and defence" }] });
    const [one, other] = [await team(event), await team(event)];
    const { secret } = await as(event.organiser).rotateFeedKey({ id: event.phaseId });
    const numbers = new Map((await visitor().teams({ slug: event.slug })).items.map(({ id, number }) => [id, number]));
    const push = (sequence: number, points: number, key = secret, extra: object[] = []) => {
      const body = JSON.stringify({
        sequence,
        scores: [{ team: numbers.get(one.id), points }, { team: numbers.get(other.id), points: 1.0005 }, ...extra],
      });
      return pushScores(event.phaseId, body, `sha256=${createHmac("sha256", key).update(body).digest("hex")}`);
    };
    expect(await push(1, 12.5)).toEqual({ taken: 2 });
    expect(await push(2, 10.25)).toEqual({ taken: 2 });
    expect(await outcome(push(1, 99))).toBe("CONFLICT feedSequence");
    expect(await outcome(push(3, 99, "wrong key"))).toBe("UNAUTHENTICATED feedSignature");
    expect(await outcome(push(3, 99, secret, [{ team: 999_999, points: 1 }]))).toBe("BAD_INPUT feedTeam");
    const { rows } = await visitor().board({ slug: event.slug });
    expect(rows.map(({ teamId, score, rank }) => [teamId, score, rank])).toEqual([
      [one.id, 10.25, 1],
      [other.id, 1.001, 2],
    ]);
  });

  it("may count its pushes by the clock, and hears what is wrong with anything else it sends", async () => {
    const event = await running({ phases: [{ kind: "scoreFeed", titleEn: "Attack and defence" }] });
    const one = await team(event);
    const { secret } = await as(event.organiser).rotateFeedKey({ id: event.phaseId });
    const { number } = await db().competitionTeam.findUniqueOrThrow({ where: { id: one.id } });
    const push = (sequence: number, of = number, change = (signature: string) => signature) => {
      const body = JSON.stringify({ sequence, scores: [{ team: of, points: 1 }] });
      return pushScores(
        event.phaseId,
        body,
        change(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`),
      );
    };
    expect(await push(Date.UTC(2026, 4, 1))).toEqual({ taken: 1 });
    expect(await outcome(push(Date.UTC(2026, 3, 1)))).toBe("CONFLICT feedSequence");
    await expect(push(Date.UTC(2026, 4, 2), 3_000_000_000)).rejects.toThrow(ZodError);
    for (const change of [() => "é".repeat(71), () => "", (signature: string) => `${signature}0`])
      expect(await outcome(push(Date.UTC(2026, 4, 2), number, change))).toBe("UNAUTHENTICATED feedSignature");
    expect((await exportEvents(stranger(), event.slug, 3_000_000_000)).trim().split("\n")).toHaveLength(3);
    const past = { competitionId: event.id, position: 3_000_000_000, decision: "void" as const, reason: "none" };
    await expect(as(event.organiser).decideAnswer(past)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("the address of a webhook", () => {
  it("is refused where no call would be made to it", async () => {
    const event = await running();
    const create = (url: string) =>
      outcome(
        as(event.organiser).createWebhook({
          competitionId: event.id,
          url,
          topics: ["freeze"],
          idempotencyKey: randomUUID(),
        }),
      );
    expect(await create("http://hooks.example.org/")).toBe("BAD_INPUT outboundUrl");
    expect(await create("https://name:secret@hooks.example.org/")).toBe("BAD_INPUT outboundUrl");
    for (const host of ["127.0.0.1", "169.254.169.254", "10.1.2.3", "[::1]", "[::ffff:10.0.0.1]", "2130706433"])
      expect([host, await create(`https://${host}/`)]).toEqual([host, "BAD_INPUT outboundAddress"]);
    expect(await create("https://hooks.example.org/")).toBe("ok");
  });
});

describe("webhooks", { timeout: 120_000 }, () => {
  let server: Server;
  const heard: { body: string; signature: string }[] = [];
  beforeAll(async () => {
    process.env.LIANFANG_OUTBOUND_PRIVATE = "1";
    server = createServer((request: IncomingMessage, response) => {
      let body = "";
      request.on("data", (part: Buffer) => {
        body += part.toString();
      });
      request.once("end", () => {
        heard.push({ body, signature: String(request.headers["x-lianfang-signature"]) });
        response.end("ok");
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    server.close();
    delete process.env.LIANFANG_OUTBOUND_PRIVATE;
  });

  it("tell first blood, freeze and result once each, signed", async () => {
    const event = await running();
    const address = server.address();
    const url = `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}/hook`;
    const { secret } = await as(event.organiser).createWebhook({
      competitionId: event.id,
      url,
      topics: ["firstBlood", "freeze", "finalise"],
      idempotencyKey: randomUUID(),
    });
    const [task, late] = [await challenge(event), await challenge(event)];
    const one = await team(event);
    const told = () => heard.map(({ body }) => JSON.parse(body)).map(({ topic, challenge: of }) => [topic, of]);
    const keyOf = async (id: string) => (await db().challenge.findUniqueOrThrow({ where: { id } })).key;
    await submit(one.captain, task);
    await as(event.organiser).board({ slug: event.slug });
    // As soon as the solve has its place, without waiting for any clock.
    await settle();
    const blood = ["firstBlood", await keyOf(task)];
    expect(told()).toEqual([blood]);
    await submit((await team(event)).captain, task);
    await step(event, "freeze");
    await settle();
    expect(told()).toEqual([blood, ["freeze", undefined]]);
    expect(JSON.parse(heard[1]?.body ?? "").root).toMatch(/^[0-9a-f]{64}$/u);
    // What falls behind the freeze is told with the result and not before.
    await submit(one.captain, late);
    await as(event.organiser).board({ slug: event.slug });
    await settle();
    expect(told()).toHaveLength(2);
    for (const name of ["end", "review", "finalise"] as const) await step(event, name, { reason: "final" });
    await settle();
    expect(told().slice(2)).toEqual([
      ["firstBlood", await keyOf(late)],
      ["finalise", undefined],
    ]);
    for (const { body, signature } of heard)
      expect(signature).toBe(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
    const [webhook] = await as(event.organiser).webhooks({ slug: event.slug });
    expect(webhook?.deliveries.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(JSON.stringify(webhook)).not.toContain(secret);
  });
});

describe("the live board", () => {
  it("says where it stands to everybody who comes, also to those who come together", async () => {
    const event = await running();
    const task = await challenge(event);
    await submit((await team(event)).captain, task);
    await linkLog(event.id);
    const { position } = await visitor().board({ slug: event.slug });
    expect(position).toBeGreaterThan(1);
    const together = await Promise.all(Array.from({ length: 3 }, () => watching(stranger(), event)));
    for (const { text } of together) expect(text).toContain(`event: hello\ndata: {"position":${position}}`);
    for (const open of together) open.emit("close");
  });

  it("tells each solve to whoever watches, also one that follows another at once", { timeout: 120_000 }, async () => {
    const event = await running();
    const tasks = [await challenge(event), await challenge(event), await challenge(event)];
    const one = await team(event);
    const watcher = await watching(stranger(), event);
    expect(watcher.text).toContain("event: hello");
    for (const task of tasks) {
      await submit(one.captain, task);
      await expect.poll(() => watcher.text, { timeout: 20_000 }).toContain(`"challengeId":"${task}"`);
    }
    const first = /^id: (\d+)$/mu.exec(watcher.text.slice(watcher.text.indexOf("event: hello")))?.[1];
    const again = await watching(stranger(), event, first);
    expect(again.text).not.toContain("event: reset");
    expect(again.text).toContain(`"challengeId":"${tasks[2]}"`);
    for (const open of [watcher, again]) open.emit("close");
  });
});

describe("files, writeups and messages", () => {
  it("a file is seen with its challenge, and not before", async () => {
    const event = await running();
    const file = await uploadFile(
      event.organiser.ctx,
      "challengeFile",
      "trend.csv",
      Buffer.from("minute,level\n1,2\n"),
    );
    const later = await challenge(event, { fileIds: [file.id], startsAt: inMinutes(10) });
    const one = await team(event);
    expect(await outcome(downloadFile(one.captain.ctx, file.id))).toBe("NOT_FOUND");
    await db().challenge.update({ where: { id: later }, data: { startsAt: null } });
    expect((await downloadFile(one.captain.ctx, file.id)).name).toBe("trend.csv");
    const view = await db().challengeView.findUnique({
      where: { teamId_challengeId: { teamId: one.id, challengeId: later } },
    });
    expect(view?.downloadedAt).not.toBeNull();
  });

  it("writeups stay with their team until the embargo ends and the event is over", async () => {
    const event = await running({ writeupsAt: inMinutes(30) });
    const task = await challenge(event);
    const one = await team(event);
    const text = {
      challengeId: task,
      language: "en" as const,
      body: "Look at function code six. writeupcanary",
      assistance: "assisted" as const,
    };
    expect(await outcome(as(one.captain).writeUp(text))).toBe("STATE_REFUSED writeupUnsolved");
    await submit(one.captain, task);
    await as(one.captain).writeUp(text);
    const other = await team(event);
    const readers = () =>
      Promise.all([visitor().writeups({ slug: event.slug }), as(other.captain).writeups({ slug: event.slug })]);
    // The team itself reads what it handed in, and betters it under the embargo.
    await as(one.captain).writeUp({ ...text, body: `${text.body}, bettered` });
    expect((await as(one.captain).challenge({ id: task })).writeup).toMatchObject({
      body: `${text.body}, bettered`,
      assistance: "assisted",
    });
    await submit(other.captain, task);
    expect(JSON.stringify(await as(other.captain).challenge({ id: task }))).not.toContain("writeupcanary");
    expect(JSON.stringify(await readers())).not.toContain("writeupcanary");
    await shift(event, { writeupsAt: new Date(Date.now() - 1_000) });
    expect(JSON.stringify(await readers())).not.toContain("writeupcanary");
    await step(event, "end");
    expect((await readers()).map((list) => list.length)).toEqual([1, 1]);
    expect(await visitor().writeups({ slug: event.slug, assistance: "none" })).toEqual([]);
  });

  it("a message reaches every player", async () => {
    const event = await running();
    const one = await team(event);
    const mate = await joined(one);
    await as(event.organiser).announce({
      competitionId: event.id,
      titleEn: "Proofread",
      titleZh: "已校对",
      idempotencyKey: randomUUID(),
    });
    await settle();
    for (const member of [one.captain, mate])
      expect((await callerFactory(member.ctx).notifications.list({})).items.map(({ kind }) => kind)).toContain(
        "competitionAnnounced",
      );
    expect((await visitor().get({ slug: event.slug })).announcements).toMatchObject([{ titleEn: "Proofread" }]);
  });
});

describe("the organisers' console", () => {
  it("shows the log with its answers to organisers alone, and what each challenge did", async () => {
    const event = await running();
    const task = await challenge(event);
    const one = await team(event);
    await as(one.captain).challenge({ id: task });
    await submit(one.captain, task, "a guess");
    await submit(one.captain, task);
    const log = await as(event.organiser).log({ competitionId: event.id });
    expect(log.entries.slice(0, 2).map(({ kind, answer }) => [kind, answer])).toEqual([
      ["solve", "LF{right}"],
      ["wrong", "a guess"],
    ]);
    expect(await outcome(as(one.captain).log({ competitionId: event.id }))).toBe("FORBIDDEN organiserOnly");
    const [row] = await as(event.organiser).statistics({ slug: event.slug });
    expect(row).toMatchObject({ solves: 1, tried: 1, wrong: 1, facility: 1 });
    expect(row?.fastestSeconds).toBeLessThan(30);
    expect(await as(event.organiser).scanForSignals({ slug: event.slug })).toEqual({ opened: 1 });
    expect(await as(event.organiser).scanForSignals({ slug: event.slug })).toEqual({ opened: 0 });
    const setter = await someone();
    await as(event.organiser).addOrganiser({ id: event.id, email: setter.email, role: "setter" });
    expect((await as(setter).managedChallenges({ slug: event.slug }))[0]?.flags).toEqual([
      { kind: "static", text: "LF{right}" },
    ]);
    expect(await outcome(as(setter).teamDesk({ slug: event.slug }))).toBe("FORBIDDEN organiserOnly");
    expect(await outcome(as(one.captain).managedChallenges({ slug: event.slug }))).toBe("FORBIDDEN organiserOnly");
  });

  it("gives every entry of the log on one of its pages, whatever was written last", async () => {
    const event = await running();
    const one = await team(event);
    // Of two acts at once, the one that wrote first may have its moment, and so its place, after the other.
    await db().$executeRaw`
      INSERT INTO "CompetitionLog" ("competitionId", "kind", "teamId", "data", "at")
      SELECT ${event.id}::uuid, 'adjust', ${one.id}::uuid, '{"points": 1, "reason": "r"}', clock_timestamp() - n * interval '1 millisecond'
      FROM generate_series(1, 150) n`;
    await linkLog(event.id);
    const first = await as(event.organiser).log({ competitionId: event.id });
    const next = await as(event.organiser).log({
      competitionId: event.id,
      before: first.entries.at(-1)?.position ?? 0,
    });
    expect([...first.entries, ...next.entries].map(({ position }) => position)).toEqual(
      Array.from({ length: first.position }, (_, index) => first.position - index),
    );
  });

  it("counts the time of a solve from the beginning where its team looked only afterwards", async () => {
    const event = await running();
    const task = await challenge(event);
    const one = await team(event);
    await submit(one.captain, task);
    await linkLog(event.id);
    await db().challengeView.create({
      data: { teamId: one.id, challengeId: task, viewedAt: new Date(Date.now() + 60_000) },
    });
    const [row] = await as(event.organiser).statistics({ slug: event.slug });
    // The event began a minute ago.
    expect(row?.fastestSeconds).toBeGreaterThanOrEqual(60);
    expect(row?.medianSeconds).toBe(row?.fastestSeconds);
  });

  it("lists cases of one scan, which are of one moment, by their numbers", async () => {
    const event = await running();
    const one = await team(event);
    await db().integrityCase.createMany({
      data: Array.from({ length: 8 }, (_, index) => ({
        competitionId: event.id,
        teamId: one.id,
        signal: "burst",
        cause: `burst:${index}`,
        evidence: {},
      })),
    });
    const numbers = (await as(event.organiser).cases({ slug: event.slug })).map(({ number }) => number);
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  });

  it("no flag lies open in the database", async () => {
    const event = await running();
    await challenge(event, { flags: [{ kind: "static", text: "LF{sealedcanary}" }] });
    const rows = await db().challengeFlag.findMany();
    expect(rows.some(({ sealed }) => Buffer.from(sealed).toString("latin1").includes("sealedcanary"))).toBe(false);
  });
});
