import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Member } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { type Running, startServer } from "#tests/support/server";
import { replay, standing } from "@/domain/competitions/board";
import { linkLog } from "@/server/modules/competitions/log";
import { readLinked } from "@/server/modules/competitions/repo-log";
import { createTokenFor } from "@/server/modules/identity/service-tokens";
import { db } from "@/server/platform/db";
import { as, challenge, declared, joined, running, someone, team } from "./stages";

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

  it("a solve at one server reaches those who watch at the other within a second, and a broken line goes on where it was", async () => {
    const event = await running();
    const [first, second] = [await challenge(event), await challenge(event)];
    const one = await team(event);
    const origin = servers[1]?.origin ?? "";
    const watch = await listenTo(`${origin}/competitions/${event.slug}/live`);
    await watch.until((text) => text.includes("event: hello"));
    const began = performance.now();
    await call(0, one.captain, "submit", { challengeId: first, flag: "LF{right}" });
    const heard = await watch.until((text) => text.includes("event: board") && text.includes(one.id));
    expect(performance.now() - began).toBeLessThan(1_000 + 1_000);
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
