import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Member } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { type Running, startServer } from "#tests/support/server";
import { replay, standing } from "@/domain/competitions/board";
import { openEventKey, teamFlag } from "@/server/modules/competitions/flags";
import { linkLog } from "@/server/modules/competitions/log";
import { readLinked } from "@/server/modules/competitions/repo-log";
import { createTokenFor } from "@/server/modules/identity/service-tokens";
import { db } from "@/server/platform/db";
import { as, challenge, declared, type Event, inMinutes, joined, running, someone, team } from "./stages";

useDatabase();

/** Two whole servers on the database of this file: what holds here holds between processes. */
const servers: Running[] = [];
beforeAll(async () => {
  const { DATABASE_URL = "", LIANFANG_DATA_DIR: dataDir = "" } = process.env;
  // One after the other, so that only the first can find something to build.
  for (let index = 0; index < 2; index++)
    servers.push(await startServer({ dataDir, demo: false, env: { DATABASE_URL } }));
}, 240_000);
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
});

const tokens = new Map<string, string>();
async function call(
  index: number,
  by: Member,
  path: string,
  input: object,
): Promise<{ code: string; data: Record<string, unknown> }> {
  const token = tokens.get(by.id) ?? (await createTokenFor(by.email, ["competitions:read", "competitions:write"], 1));
  tokens.set(by.id, token);
  const answer = await fetch(`${servers[index % 2]?.origin}/api/trpc/competitions.${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(input),
  });
  const body = (await answer.json()) as {
    result?: { data: Record<string, unknown> };
    error?: { data: { code: string; reason: string | null } };
  };
  if (answer.status >= 500) throw new Error(JSON.stringify(body));
  const { code = "ok", reason = null } = body.error?.data ?? {};
  return { code: reason ? `${code} ${reason}` : code, data: body.result?.data ?? {} };
}
const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));
const count = (answers: readonly string[], wanted: string) => answers.filter((answer) => answer === wanted).length;

describe("at once, at two servers", { timeout: 120_000 }, () => {
  it("200 identical right answers of one team are one solve", async () => {
    const event = await running();
    const task = await challenge(event);
    const one = await team(event);
    const members = [one.captain, await joined(one), await joined(one), await joined(one)];
    for (const member of members) await call(0, member, "submit", { challengeId: task, flag: "no" });
    const answers = await times(200, (index) =>
      call(index, members[Math.floor(index / 2) % 4] ?? one.captain, "submit", {
        challengeId: task,
        flag: "LF{right}",
      }),
    );
    const results = answers.map(({ code, data }) => String(data.result ?? code));
    expect(count(results, "correct")).toBe(1);
    expect(count(results, "alreadySolved")).toBe(199);
    expect(await db().competitionLog.count({ where: { competitionId: event.id, kind: "solve" } })).toBe(1);
  });

  it("of 50 teams one is first, and every view says the same", async () => {
    const event = await running({ bloodBonus: [5, 3, 1] });
    const task = await challenge(event, { scoring: { kind: "linear", initial: 500, minimum: 100, decay: 3 } });
    const teams = await times(50, () => team(event));
    for (const { captain } of teams.slice(0, 50)) await call(0, captain, "submit", { challengeId: task, flag: "no" });
    const answers = await times(50, (index) => {
      const { captain } = teams[index] ?? teams[0] ?? { captain: event.organiser };
      return call(index, captain, "submit", { challengeId: task, flag: "LF{right}" });
    });
    expect(answers.every(({ data }) => data.result === "correct")).toBe(true);
    const views = await Promise.all(
      [0, 1].flatMap((index) => {
        const origin = servers[index]?.origin;
        const input = encodeURIComponent(JSON.stringify({ slug: event.slug }));
        return [
          fetch(`${origin}/api/trpc/competitions.board?input=${input}`).then((answer) => answer.json()),
          fetch(`${origin}/api/v1/competitions/${event.slug}/board`).then((answer) => answer.json()),
        ];
      }),
    );
    const boards = views.map((view) => (view as { result?: { data: unknown } }).result?.data ?? view) as {
      bloods: { teamId: string }[];
      rows: { teamId: string; score: number }[];
    }[];
    expect(boards.every(({ bloods }) => bloods.length === 1)).toBe(true);
    expect(new Set(boards.map((board) => JSON.stringify(board))).size).toBe(1);
    const first = boards[0]?.bloods[0]?.teamId;
    expect(boards[0]?.rows[0]).toMatchObject({ teamId: first });
    const scoreboards = await Promise.all(
      servers.map(({ origin }) =>
        fetch(`${origin}/competitions/${event.slug}/scoreboard.json`).then((answer) => answer.text()),
      ),
    );
    expect(new Set(scoreboards).size).toBe(1);
    await linkLog(event.id);
    const log = await readLinked(db(), event.id, 0, 1_000);
    expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
    expect(standing(replay(log)).map(({ teamId, score }) => [teamId, score])).toEqual(
      boards[0]?.rows.map(({ teamId, score }) => [teamId, score]),
    );
  });

  it("of 50 wrong answers with one attempt left one is counted", async () => {
    const event = await running();
    const task = await challenge(event, { attemptLimit: 3 });
    const one = await team(event);
    const members = [one.captain, await joined(one)];
    for (const flag of ["first", "second"]) await call(0, one.captain, "submit", { challengeId: task, flag });
    const answers = await times(50, (index) =>
      call(index, members[Math.floor(index / 2) % 2] ?? one.captain, "submit", {
        challengeId: task,
        flag: `no ${index}`,
      }),
    );
    expect(
      count(
        answers.map(({ data }) => String(data.result)),
        "wrong",
      ),
    ).toBe(1);
    expect(
      count(
        answers.map(({ code }) => code),
        "STATE_REFUSED attemptsUsed",
      ),
    ).toBe(49);
    expect(await db().competitionLog.count({ where: { competitionId: event.id, kind: "wrong" } })).toBe(3);
  });

  it("a hint that teammates buy together is charged once", async () => {
    const event = await running();
    const task = await challenge(event, { hints: [{ titleEn: "H", bodyEn: "hint", cost: 30 }] });
    const one = await team(event);
    const mate = await joined(one);
    const [hint] = (await as(mate).challenge({ id: task })).hints;
    const answers = await times(10, (index) =>
      call(index, index % 4 < 2 ? one.captain : mate, "buyHint", { hintId: hint?.id }),
    );
    expect(answers.every(({ data }) => data.bodyEn === "hint")).toBe(true);
    expect((await as(mate).ownStanding({ slug: event.slug })).hintCost).toBe(30);
  });

  it("of 30 who join four get the four seats", async () => {
    const event = await running({ maxTeamSize: 5 });
    const one = await team(event);
    const { code } = await as(one.captain).inviteToTeam({ teamId: one.id, maxUses: 100 });
    const people = await times(30, () => someone());
    const answers = await times(30, (index) =>
      call(index, people[index] ?? one.captain, "joinTeam", { code, declared }),
    );
    expect(
      count(
        answers.map(({ code: said }) => said),
        "ok",
      ),
    ).toBe(4);
    expect(
      count(
        answers.map(({ code: said }) => said),
        "CONFLICT teamFull",
      ),
    ).toBe(26);
    expect(await db().teamMember.count({ where: { teamId: one.id } })).toBe(5);
  });

  it("a limited code and a limit of answers hold for both", async () => {
    const event = await running({ answersPerMinute: 6, maxTeamSize: 20 });
    const task = await challenge(event);
    const one = await team(event);
    const { code } = await as(one.captain).inviteToTeam({ teamId: one.id, maxUses: 3 });
    const people = await times(10, () => someone());
    const joins = await times(10, (index) => call(index, people[index] ?? one.captain, "joinTeam", { code, declared }));
    expect(
      count(
        joins.map(({ code: said }) => said),
        "ok",
      ),
    ).toBe(3);
    const answers = await times(20, (index) =>
      call(index, one.captain, "submit", { challengeId: task, flag: `no ${index}` }),
    );
    expect(
      count(
        answers.map(({ code: said }) => said),
        "RATE_LIMITED",
      ),
    ).toBe(14);
  });

  it("a solve at one server reaches those who watch at the other, and a broken line goes on where it was", async () => {
    const event = await running();
    const [first, second] = [await challenge(event), await challenge(event)];
    const one = await team(event);
    const origin = servers[1]?.origin ?? "";
    const watch = await listenTo(`${origin}/competitions/${event.slug}/live`);
    await watch.until((text) => text.includes("event: hello"));
    await call(0, one.captain, "submit", { challengeId: first, flag: "LF{right}" });
    const heard = await watch.until((text) => text.includes("event: board") && text.includes(one.id));
    const ids = [...heard.matchAll(/^id: (\d+)$/gmu)].map(([, id]) => Number(id));
    expect(JSON.parse(/event: board\ndata: (.*)/u.exec(heard)?.[1] ?? "{}")).toMatchObject({
      bloods: [{ challengeId: first, teamId: one.id }],
    });
    const keeper = await listenTo(`${origin}/competitions/${event.slug}/live`);
    await keeper.until((text) => text.includes("event: hello"));
    watch.stop();
    await call(0, one.captain, "submit", { challengeId: second, flag: "LF{right}" });
    await keeper.until((text) => text.includes("event: board"));
    const again = await listenTo(`${origin}/competitions/${event.slug}/live`, String(ids.at(-1)));
    const missed = await again.until((text) => text.includes("event: board"));
    expect(missed).toContain(second);
    expect(missed).not.toContain("event: reset");
    again.stop();
    keeper.stop();
  });
});

describe("what arrives over the wire", { timeout: 120_000 }, () => {
  /** As a program sends it: any body, any header. */
  async function send(by: Member, path: string, body: string, headers: Record<string, string> = {}) {
    await call(0, by, "challenge", {}).catch(() => {});
    const answer = await fetch(`${servers[0]?.origin}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${tokens.get(by.id) ?? ""}`,
        "accept-language": "en",
        ...headers,
      },
      body,
    });
    return { status: answer.status, text: await answer.text() };
  }
  const rows = async (event: Event) => {
    const answer = await fetch(`${servers[1]?.origin}/api/v1/competitions/${event.slug}/board`);
    const board = (await answer.json()) as { rows: { name: string; score: number }[] };
    return board.rows.map(({ score }) => score);
  };
  const path = "/api/trpc/competitions.submit";

  it("a flag of a megabyte, of two, or of no text is refused with the reason, and costs no attempt", async () => {
    const event = await running();
    const task = await challenge(event, { attemptLimit: 1 });
    const one = await team(event);
    const flag = (text: unknown) => JSON.stringify({ challengeId: task, flag: text });
    const large = await send(one.captain, path, flag("x".repeat(1_000_000)));
    expect(large.status).toBe(400);
    expect(large.text).toMatch(/"path":"flag","message":"[^"]*500/u);
    expect((await send(one.captain, path, flag("x".repeat(2_000_000)))).status).toBe(413);
    for (const none of ["", "   ", null, 7, ["LF{right}"], { not: "" }])
      expect((await send(one.captain, path, flag(none))).status).toBe(400);
    expect((await send(one.captain, path, "{")).status).toBe(400);
    expect(JSON.parse((await send(one.captain, path, flag(" LF{right} "))).text).result.data.result).toBe("correct");
    expect(await rows(event)).toEqual([100]);
  });

  it("thousands of answers in a second are limited with the seconds to wait, and the board stays right", async () => {
    const event = await running({ answersPerMinute: 20 });
    const task = await challenge(event);
    const [flood, calm] = [await team(event), await team(event)];
    await call(0, flood.captain, "submit", { challengeId: task, flag: "first" });
    const answers = await times(1_000, (index) =>
      call(index, flood.captain, "submit", { challengeId: task, flag: `guess ${index}` }),
    );
    const codes = answers.map(({ code }) => code);
    expect(count(codes, "ok")).toBe(19);
    expect(count(codes, "RATE_LIMITED")).toBe(981);
    expect((await call(1, calm.captain, "submit", { challengeId: task, flag: "LF{right}" })).data.result).toBe(
      "correct",
    );
    expect(await rows(event)).toEqual([100, 0]);
    expect(await db().competitionLog.count({ where: { competitionId: event.id, kind: "wrong" } })).toBe(20);
  });

  it("clocks of clients say nothing: an hour from their future or past is not even read", async () => {
    const event = await running();
    const [early, late] = [
      await challenge(event, { startsAt: inMinutes(30) }),
      await challenge(event, { endsAt: inMinutes(-0.01) }),
    ];
    const task = await challenge(event);
    const one = await team(event);
    for (const date of ["Thu, 01 Jan 2099 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"]) {
      const headers = { date, "x-client-time": date };
      const answer = (id: string, more: object = {}) =>
        send(one.captain, path, JSON.stringify({ challengeId: id, flag: "LF{right}", ...more }), headers);
      expect((await answer(early)).status).toBe(404);
      expect((await answer(late)).text).toContain("challengeClosed");
      // A time that the client would like to give is no field of ours.
      expect((await answer(task, { at: "2026-01-01T00:00:00.000Z" })).status).toBe(400);
    }
    const before = await db().$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
    await call(0, one.captain, "submit", { challengeId: task, flag: "LF{right}" });
    const solve = await db().competitionLog.findFirstOrThrow({ where: { competitionId: event.id, kind: "solve" } });
    expect(solve.at.getTime()).toBeGreaterThanOrEqual(before[0]?.now.getTime() ?? Number.POSITIVE_INFINITY);
  });

  it("another team's flag is no more than wrong to whoever sends it, at either server", async () => {
    const event = await running();
    const task = await challenge(event, { flags: [{ kind: "perTeam", text: "LF{" }] });
    const [owner, other] = [await team(event), await team(event)];
    const { sealedKey } = await db().competition.findUniqueOrThrow({ where: { id: event.id } });
    const own = teamFlag("LF{", openEventKey(event.id, sealedKey), task, owner.id);
    for (const index of [0, 1])
      expect((await call(index, other.captain, "submit", { challengeId: task, flag: own })).data).toMatchObject({
        result: "wrong",
      });
    expect((await call(1, owner.captain, "submit", { challengeId: task, flag: own })).data.result).toBe("correct");
    expect(await rows(event)).toEqual([100, 0]);
    expect(await db().integrityCase.count({ where: { competitionId: event.id, signal: "foreignFlag" } })).toBe(1);
  });

  it("a challenge that is edited while teams answer moves the board for all, and a lost update is a conflict", async () => {
    const event = await running();
    const task = await challenge(event);
    const teams = await times(10, () => team(event));
    const [managed] = await as(event.organiser).managedChallenges({ slug: event.slug });
    if (!managed) throw new Error("no challenge");
    const { id, version, files: _, parity: __, state: ___, ...fields } = managed;
    const edit = (initial: number) =>
      call(0, event.organiser, "updateChallenge", {
        ...fields,
        hints: [],
        id,
        version,
        scoring: { kind: "static", initial },
      });
    const [edits] = await Promise.all([
      Promise.all([edit(300), edit(400)]),
      times(10, (index) =>
        call(index, teams[index]?.captain ?? event.organiser, "submit", { challengeId: task, flag: "LF{right}" }),
      ),
    ]);
    expect(edits.map(({ code }) => code).sort()).toEqual(["VERSION_CONFLICT", "ok"]);
    const worth = edits[0]?.code === "ok" ? 300 : 400;
    expect(await rows(event)).toEqual(Array.from({ length: 10 }, () => worth));
  });

  it("a pattern that would run for ever answers like any other", async () => {
    const event = await running();
    const task = await challenge(event, { flags: [{ kind: "regex", text: "LF\\{(a+)+(b|b)*c\\}" }] });
    const one = await team(event);
    const evil = `LF{${"a".repeat(490)}!}`;
    expect((await call(0, one.captain, "submit", { challengeId: task, flag: evil })).data.result).toBe("wrong");
    expect((await call(1, one.captain, "submit", { challengeId: task, flag: "LF{aaabc}" })).data.result).toBe(
      "correct",
    );
    const back = await call(0, event.organiser, "createChallenge", {
      competitionId: event.id,
      key: "back",
      phaseId: event.phaseId,
      category: "ics",
      titleEn: "Back",
      scoring: { kind: "static", initial: 1 },
      flags: [{ kind: "regex", text: "(a)\\1" }],
      idempotencyKey: randomUUID(),
    });
    expect(back.code).toBe("BAD_INPUT flagPattern");
  });
});

async function listenTo(url: string, lastEventId?: string) {
  const ending = new AbortController();
  const answer = await fetch(url, {
    signal: ending.signal,
    headers: { accept: "text/event-stream", ...(lastEventId ? { "last-event-id": lastEventId } : {}) },
  });
  const reader = answer.body?.getReader();
  let text = "";
  return {
    stop: () => ending.abort(),
    async until(holds: (text: string) => boolean): Promise<string> {
      while (!holds(text)) {
        const part = await reader?.read();
        if (!part || part.done) throw new Error(`the stream ended: ${text}`);
        text += new TextDecoder().decode(part.value);
      }
      return text;
    },
  };
}
