import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { command } from "#tests/support/command";
import { settle, useDatabase } from "#tests/support/database";
import { outcome, stranger } from "#tests/support/reader";
import { recompute } from "@/domain/competitions/recompute";
import { callerFactory } from "@/server/api/root";
import { competitionsJobs } from "@/server/modules/competitions/jobs";
import { linkLog } from "@/server/modules/competitions/log";
import { publishResult } from "@/server/modules/competitions/results";
import { exportArchive, exportEvents, exportScoreboard } from "@/server/modules/competitions/service-exports";
import { db } from "@/server/platform/db";
import { forget, once } from "@/server/platform/once";
import { sha256 } from "@/server/platform/secrets";
import { as, challenge, type Event, inMinutes, running, shift, someone, step, submit, team, watching } from "./stages";

useDatabase();

/** Everything the public reads of a board, as one text; nothing is kept from an earlier reading. */
async function publicBytes({ slug }: Event, fresh = false): Promise<string> {
  forget("shared-reads");
  // Another process has no board in memory: it must come to the same bytes.
  if (fresh) forget("competition-boards");
  const ctx = stranger();
  return [
    JSON.stringify(await callerFactory(ctx).competitions.board({ slug })),
    await exportScoreboard(ctx, slug),
    await exportEvents(ctx, slug, 0),
  ].join("\n");
}

const dynamic = { kind: "linear", initial: 100, minimum: 10, decay: 10 } as const;

describe("a frozen board", { timeout: 120_000 }, () => {
  it("is the same to the byte whatever happens, while organisers and each team see the truth", async () => {
    const event = await running({ freezeAt: inMinutes(10), bloodBonus: [10] });
    const [a, b] = [
      await challenge(event, { scoring: dynamic, hints: [{ titleEn: "H", bodyEn: "hint", cost: 5 }] }),
      await challenge(event, { scoring: dynamic }),
    ];
    const teams = [await team(event), await team(event), await team(event)] as const;
    await submit(teams[0].captain, a);
    await submit(teams[1].captain, a);
    await linkLog(event.id);
    await shift(event, { freezeAt: new Date() });
    const frozen = await publicBytes(event);
    expect(JSON.parse(frozen.split("\n")[0] ?? "").rows[0].score).toBe(99);

    await submit(teams[2].captain, a);
    await submit(teams[2].captain, b);
    expect(await publicBytes(event)).toBe(frozen);
    const [hint] = (await as(teams[0].captain).challenge({ id: a })).hints;
    await as(teams[0].captain).buyHint({ hintId: hint?.id ?? "" });
    await as(event.organiser).decideTeam({ teamId: teams[0].id, version: 1, step: "suspend", reason: "late ban" });
    await as(teams[1].captain).renameTeam({ teamId: teams[1].id, version: 1, name: "Renamed after the freeze" });
    await team(event, { name: "Came late" });
    await challenge(event, { titleEn: "Opened late" });
    const [row] = await as(event.organiser).managedChallenges({ slug: event.slug });
    if (row)
      await as(event.organiser).setChallengeState({
        id: row.id,
        version: row.version,
        state: "withdrawn",
        reason: "broken",
      });
    await step(event, "pause");
    expect(await publicBytes(event)).toBe(frozen);
    expect(await publicBytes(event, true)).toBe(frozen);
    await step(event, "resume");
    await step(event, "end");
    expect(await publicBytes(event)).toBe(frozen);

    const live = await as(event.organiser).board({ slug: event.slug });
    expect(live.rows.map(({ name }) => name)).toContain("Came late");
    expect(live.rows.find(({ teamId }) => teamId === teams[0].id)).toBeUndefined();
    const own = await as(teams[2].captain).ownStanding({ slug: event.slug });
    expect(own.score).toBeGreaterThan(0);
    expect(own.rank).toBe(
      JSON.parse(frozen.split("\n")[0] ?? "").rows.find((one: { teamId: string }) => one.teamId === teams[2].id).rank,
    );

    await step(event, "review");
    expect(await publicBytes(event)).toBe(frozen);
    await step(event, "finalise", { reason: "final" });
    const thawed = await publicBytes(event);
    expect(thawed).not.toBe(frozen);
    expect(thawed).toContain("Renamed after the freeze");
  });

  it("tells organisers that there is news, and the public nothing", async () => {
    const event = await running({ freezeAt: inMinutes(10) });
    const [before, after] = [await challenge(event), await challenge(event)];
    const one = await team(event);
    await submit(one.captain, before);
    await linkLog(event.id);
    await shift(event, { freezeAt: new Date() });
    const watchers = [stranger(), one.captain.ctx, event.organiser.ctx];
    const [anybody, member, organiser] = await Promise.all(watchers.map((ctx) => watching(ctx, event)));
    const news = () => organiser?.text.match(/event: live/gu)?.length ?? 0;
    expect(news()).toBe(1);
    await submit(one.captain, after);
    await expect.poll(news, { timeout: 20_000 }).toBeGreaterThan(1);
    for (const open of [anybody, member]) expect(open?.text).not.toMatch(/event: (?:live|board)/u);
    expect(organiser?.text).not.toContain(after);
    for (const open of [anybody, member, organiser]) open?.emit("close");
  });

  it("does not move for an answer that came before the freeze and was committed after it", async () => {
    const event = await running({ freezeAt: inMinutes(10) });
    const task = await challenge(event);
    const [quick, slow] = [await team(event), await team(event)];
    await submit(quick.captain, task);
    await linkLog(event.id);
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    try {
      await client.query("BEGIN");
      await client.query(
        `INSERT INTO "CompetitionLog" ("competitionId", "kind", "teamId", "challengeId", "data") VALUES ($1, 'solve', $2, $3, '{"answer":""}')`,
        [event.id, slow.id, task],
      );
      const {
        rows: [clock],
      } = await client.query<{ now: Date }>("SELECT clock_timestamp() + interval '1 millisecond' AS now");
      await shift(event, { freezeAt: clock?.now ?? new Date() });
      const frozen = await publicBytes(event);
      await client.query("COMMIT");
      await linkLog(event.id);
      expect(await publicBytes(event)).toBe(frozen);
      expect(await publicBytes(event, true)).toBe(frozen);
    } finally {
      await client.end();
    }
    const live = await as(event.organiser).board({ slug: event.slug });
    expect(live.rows.map(({ teamId, score }) => [teamId, score > 0])).toEqual(
      expect.arrayContaining([
        [quick.id, true],
        [slow.id, true],
      ]),
    );
  });

  it("holds for whoever was reading the board when its moment came", async () => {
    const event = await running({ freezeAt: inMinutes(10) });
    const [task, late] = [await challenge(event), await challenge(event)];
    const one = await team(event);
    await submit(one.captain, task);
    await linkLog(event.id);
    await callerFactory(stranger()).competitions.board({ slug: event.slug });
    const read = [
      async () => JSON.stringify(await callerFactory(stranger()).competitions.board({ slug: event.slug })),
      () => exportScoreboard(stranger(), event.slug),
      () => exportEvents(stranger(), event.slug, 0),
    ];
    await shift(event, { freezeAt: new Date(Date.now() + 1_500) });
    forget("shared-reads");
    // The board of this process is busy, as it is while a long log is read; everybody waits who has read the clock.
    const boards = once("competition-boards", () => new Map<string, { work: Promise<unknown> }>());
    const busy = Promise.withResolvers<void>();
    const board = boards.get(event.id);
    if (!board) throw new Error("no board in memory");
    board.work = busy.promise;
    const reading = Promise.all(read.map((exit) => exit()));
    await new Promise((resume) => setTimeout(resume, 1_700));
    await submit(one.captain, late);
    await linkLog(event.id);
    busy.resolve();
    const [rows, scoreboard, lines] = await reading;
    expect(JSON.parse(rows ?? "").rows[0]).toMatchObject({ solved: 1, score: 100 });
    expect(JSON.parse(scoreboard ?? "").standings[0].score).toBe(100);
    expect(lines?.match(/"judgements"/gu)).toHaveLength(1);
  });

  it("is not told by writeups, and stays when the event is called off", async () => {
    const event = await running({ freezeAt: inMinutes(10), writeupsAt: inMinutes(-1) });
    const task = await challenge(event);
    const one = await team(event);
    await linkLog(event.id);
    await shift(event, { freezeAt: new Date() });
    const frozen = JSON.stringify((await callerFactory(stranger()).competitions.board({ slug: event.slug })).rows);
    await submit(one.captain, task);
    await as(one.captain).writeUp({
      challengeId: task,
      language: "en",
      body: "The setpoint was written twice.",
      assistance: "none",
    });
    await step(event, "end");
    const seen = async (ctx = stranger()) =>
      (await callerFactory(ctx).competitions.writeups({ slug: event.slug })).length;
    expect([await seen(), await seen(one.captain.ctx), await seen(event.organiser.ctx)]).toEqual([0, 1, 1]);
    await step(event, "cancel", { reason: "the power failed" });
    forget("shared-reads");
    const board = await callerFactory(stranger()).competitions.board({ slug: event.slug });
    expect(JSON.stringify(board.rows)).toBe(frozen);
  });

  it("leaves a challenge that opens behind it worth what it begins with, whoever solves it", async () => {
    const event = await running({ freezeAt: inMinutes(10) });
    const [one, other] = [await team(event), await team(event)];
    await linkLog(event.id);
    await shift(event, { freezeAt: new Date() });
    const late = await challenge(event, { scoring: dynamic });
    for (const { captain } of [one, other]) await submit(captain, late);
    const seen = async (ctx = stranger()) => {
      const [listed] = await callerFactory(ctx).competitions.challenges({ slug: event.slug });
      const opened = await callerFactory(ctx).competitions.challenge({ id: late });
      return [listed, opened].map((of) => [of?.value, of?.solves]);
    };
    for (const ctx of [stranger(), one.captain.ctx]) expect(await seen(ctx)).toEqual(Array(2).fill([100, 0]));
    expect(await as(event.organiser).board({ slug: event.slug })).toMatchObject({ challenges: [{ value: 90 }] });
  });

  it("publishes the root of the log once, when its moment has come", async () => {
    const event = await running({ freezeAt: inMinutes(10) });
    const task = await challenge(event);
    await submit((await team(event)).captain, task);
    await linkLog(event.id);
    const freezeAt = new Date();
    await shift(event, { freezeAt });
    const job = competitionsJobs.find(({ queue }) => queue === "competitions.freeze");
    const payload = { competitionId: event.id, freezeAt: freezeAt.toISOString() };
    await Promise.all([job?.handle(payload), job?.handle(payload)]);
    await job?.handle({ ...payload, freezeAt: new Date(0).toISOString() });
    const marks = await db().competitionLog.findMany({ where: { competitionId: event.id, kind: "freeze" } });
    expect(marks).toHaveLength(1);
    const { root } = await callerFactory(stranger()).competitions.results({ slug: event.slug });
    expect(root).toMatch(/^[0-9a-f]{64}$/u);
    expect(await db().competitionLog.count({ where: { competitionId: event.id, hash: root } })).toBe(1);
  });
});

describe("the log", { timeout: 120_000 }, () => {
  it("is append-only for everybody, whatever their program does", async () => {
    const event = await running();
    const task = await challenge(event);
    await submit((await team(event)).captain, task);
    await linkLog(event.id);
    const { id } = event;
    const changes = [
      () => db().$executeRaw`UPDATE "CompetitionLog" SET "kind" = 'wrong' WHERE "competitionId" = ${id}::uuid`,
      () =>
        db()
          .$executeRaw`UPDATE "CompetitionLog" SET "position" = 99 WHERE "competitionId" = ${id}::uuid AND "kind" = 'solve'`,
      () => db().$executeRaw`DELETE FROM "CompetitionLog" WHERE "competitionId" = ${id}::uuid`,
      () => db().$executeRaw`TRUNCATE "CompetitionLog"`,
    ];
    for (const change of changes) await expect(change()).rejects.toThrow();
  });

  it("leads anybody to the published table, and shows where it was changed", async () => {
    const event = await running({ bloodBonus: [10] });
    const task = await challenge(event, { scoring: dynamic, flags: [{ kind: "static", text: "LF{archivecanary}" }] });
    const teams = [await team(event, { name: "Harbour" }), await team(event, { name: "Lighthouse" })];
    for (const { captain } of teams) await submit(captain, task, "LF{archivecanary}");
    await submit(teams[0]?.captain ?? (await someone()), task, "LF{nope}").catch(() => {});
    expect(await outcome(exportArchive(stranger(), event.slug))).toBe("NOT_FOUND");
    for (const name of ["end", "review", "finalise"] as const) await step(event, name, { reason: "final" });
    await as(event.organiser).adjust({
      teamId: teams[1]?.id ?? "",
      points: 50,
      reason: "a judge's mistake",
      idempotencyKey: crypto.randomUUID(),
    });
    await settle();
    const text = await exportArchive(stranger(), event.slug);
    expect(text).not.toContain("archivecanary");
    for (const { captain } of teams) expect(text).not.toContain(captain.id);
    const file = join(process.env.LIANFANG_DATA_DIR ?? "", "archive.json");
    writeFileSync(file, text);
    const good = await command("competition-recompute", file);
    expect(good.code).toBe(0);
    expect(
      good.out
        .trim()
        .split("\n")
        .map((line) => line.split("\t").slice(0, 3).join(" ")),
    ).toEqual(["1 Lighthouse 140", "2 Harbour 99"]);
    expect(good.err).toContain("result 2 (a judge's mistake): recomputed, equal");
    const forged = JSON.parse(text) as { log: { kind: string; teamId: string }[] };
    const solve = forged.log.find(({ kind }) => kind === "solve");
    if (solve) solve.teamId = teams[1]?.id ?? "";
    writeFileSync(file, JSON.stringify(forged));
    const bad = await command("competition-recompute", file);
    expect(bad.code).toBe(1);
    expect(bad.err).toContain("the chain is broken at position");
  });

  it("has each result where it says, also when it grows while the result is made", async () => {
    const event = await running();
    const one = await team(event);
    await linkLog(event.id);
    for (const name of ["end", "review", "finalise"] as const) await step(event, name, { reason: "final" });
    const grow = async () => {
      await db().$executeRaw`
        INSERT INTO "CompetitionLog" ("competitionId", "kind", "teamId", "data")
        VALUES (${event.id}::uuid, 'adjust', ${one.id}::uuid, '{"points": 1, "reason": "r"}')`;
      await linkLog(event.id);
    };
    for (let version = 2; version <= 26; version++) {
      await grow();
      let going = true;
      const growing = (async () => {
        while (going) await grow();
      })();
      await publishResult(event.id, `version ${version}`);
      going = false;
      await growing;
    }
    const { results, brokenAt, wrongRoots } = recompute(
      JSON.parse(await exportArchive(stranger(), event.slug)),
      sha256,
    );
    expect([results.length, brokenAt, wrongRoots]).toEqual([26, null, []]);
    expect(results.flatMap(({ version, differs }) => differs.map((line) => `${version}: ${line}`))).toEqual([]);
  });

  it("is recomputed by a program that imports nothing of the server", () => {
    const seen = new Set<string>();
    const read = (path: string) => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const [, from = ""] of readFileSync(path, "utf8").matchAll(/from "(\.[^"]+)"/gu))
        read(`${join(path, "..", from)}.ts`);
    };
    read("scripts/competition-recompute.ts");
    expect(seen.size).toBeGreaterThan(4);
    expect([...seen].filter((path) => path.includes("src/server"))).toEqual([]);
  });
});
