import { randomBytes, randomUUID } from "node:crypto";
import { Agent, get, type IncomingMessage, request } from "node:http";
import pg from "pg";
import { challenge, type Event, running } from "#tests/server/competitions/stages";
import { type Running, startServer } from "#tests/support/server";
import { applyEvent, emptyBoard, standing } from "@/domain/competitions/board";
import type { LogEvent } from "@/domain/competitions/log";
import { memberLimits } from "@/domain/identity/rate-limits";
import { formatApiToken } from "@/domain/identity/tokens";
import { linkLog } from "@/server/modules/competitions/log";
import { closeDatabase } from "@/server/platform/db";
import { runningPostgres } from "@/server/platform/embedded-postgres";
import { clearLimit } from "@/server/platform/limits";
import { startLive, stopLive } from "@/server/platform/live";
import { declareJobs, startQueue, stopQueue } from "@/server/platform/queue";
import { hashToken } from "@/server/platform/secrets";
import { jobs } from "@/server/processes/jobs";

const sizes = { teams: 6_500, challenges: 100, viewers: 5_000 };
const flag = "LF{right}";

type Filled = { event: Event; tokens: string[]; tasks: string[] };
type Rate = { perSecond: number; p95: number };

/** All figures of an event of full size, each beside a baseline of the same server in the same run. */
export async function benchCompetitions(dataDir: string): Promise<void> {
  const say = (line: string): void => console.log(line);
  const server = await startServer({ dataDir, demo: false, script: "tests/bench/server.ts" });
  try {
    const { event, tokens, tasks } = await fill(dataDir);
    const agent = new Agent({ keepAlive: true, maxSockets: 256 });
    let inserted = 0;
    const insert = (door: string) => () => post(server, agent, door, tokens[inserted++ % tokens.length], { text: "x" });
    let at = 0;
    const submit = () => {
      const index = at++;
      // Every team answers another challenge in turn, so that values move and nothing is answered twice.
      const challengeId = tasks[Math.floor(index / sizes.teams) % tasks.length];
      return post(server, agent, "/api/trpc/competitions.submit", tokens[index % tokens.length], { challengeId, flag });
    };
    const [bare, known, full] = await inTurns([insert("/bench/insert-bare"), insert("/bench/insert-known"), submit]);
    if (!bare || !known || !full) throw new Error("a rate was not measured");
    const share = (of: Rate) => `${Math.round((full.perSecond / of.perSecond) * 100)} %`;
    say(`competitions, ${sizes.teams} teams, ${sizes.challenges} challenges:`);
    say(`  one insert, nothing else:         ${bare.perSecond.toFixed(0)} a second, p95 ${bare.p95.toFixed(0)} ms`);
    say(`  one insert by somebody known:     ${known.perSecond.toFixed(0)} a second, p95 ${known.p95.toFixed(0)} ms`);
    say(
      `  flags:                            ${full.perSecond.toFixed(0)} a second, p95 ${full.p95.toFixed(0)} ms — ${share(known)} of the insert by somebody known, ${share(bare)} of the bare one (target 40 %)`,
    );
    const steady = await open(submit, 300, 8);
    say(
      `  flags at 300 a second:            ${steady.perSecond.toFixed(0)} a second, p95 ${steady.p95.toFixed(0)} ms (target 200 ms)`,
    );
    const seen = await seenAfter(server, event, tasks.at(-1) ?? "", tokens, agent, submit);
    say(
      `  a solve on the live board:        after ${seen.toFixed(0)} ms, with 150 flags a second meanwhile (target 1000 ms)`,
    );
    const board = `${server.origin}/api/trpc/competitions.board?input=${encodeURIComponent(JSON.stringify({ slug: event.slug }))}`;
    const read = await closed(() => fetchOk(board, agent));
    say(`  the board, read:                  ${read.perSecond.toFixed(0)} a second, p95 ${read.p95.toFixed(0)} ms`);
    const viewers = await watchers(server, event, tasks.at(-2) ?? "", tokens[1] ?? "", agent);
    say(
      `  ${viewers.open} live viewers on one process: all told after ${viewers.milliseconds.toFixed(0)} ms, ${viewers.told} of them heard`,
    );
    agent.destroy();
  } finally {
    await server.stop();
  }
  const [few, many] = [costAt(1_000), costAt(100_000)];
  say(
    `  standing after one more solve:    ${few.toFixed(2)} ms at 1,000 solves, ${many.toFixed(2)} ms at 100,000 — factor ${(many / few).toFixed(2)} (target 2)`,
  );
}

async function fill(dataDir: string): Promise<Filled> {
  Object.assign(process.env, { DATABASE_URL: runningPostgres(dataDir) ?? "", LIANFANG_DATA_DIR: dataDir });
  await startQueue();
  await declareJobs(jobs, []);
  await startLive();
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    await client.query(
      'CREATE TABLE bench_row ("id" bigserial PRIMARY KEY, "text" text NOT NULL, "at" timestamptz NOT NULL DEFAULT now())',
    );
    await client.query(
      "GRANT INSERT ON bench_row TO lianfang_app; GRANT USAGE ON SEQUENCE bench_row_id_seq TO lianfang_app",
    );
    const event = await running({ endsAt: new Date(Date.now() + 86_400_000).toISOString() });
    const tasks: string[] = [];
    for (let index = 0; index < sizes.challenges; index++) {
      // One person writes them all, faster than any person may.
      await clearLimit(memberLimits.writes, event.organiser.id);
      tasks.push(await challenge(event, { scoring: { kind: "parabolic", initial: 500, minimum: 100, decay: 60 } }));
    }
    const people = Array.from({ length: sizes.teams }, () => ({
      person: randomUUID(),
      team: randomUUID(),
      token: formatApiToken(randomBytes(32)),
    }));
    await client.query(crowd, [
      people.map(({ person }) => person),
      people.map(({ team }) => team),
      people.map(({ token }) => hashToken(token)),
      event.id,
    ]);
    await linkLog(event.id);
    await client.query("ANALYZE");
    return { event, tasks, tokens: people.map(({ token }) => token) };
  } finally {
    await client.end();
    await stopLive();
    await stopQueue();
    await closeDatabase();
    delete process.env.DATABASE_URL;
  }
}

const crowd = `
  WITH given AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) WITH ORDINALITY AS g(person, team, token, n)),
  people AS (INSERT INTO "Person" ("id", "email", "nameEn", "locale") SELECT person, 'bench' || n || '@people.example', 'Bench ' || n, 'en' FROM given RETURNING 1),
  tokens AS (INSERT INTO "ApiToken" ("id", "personId", "name", "prefix", "tokenHash", "scopes", "expiresAt", "lastUsedAt")
    SELECT gen_random_uuid(), person, 'bench', 'lf_', token, ARRAY['competitions:read', 'competitions:write'], now() + interval '1 day', now() FROM given RETURNING 1),
  teams AS (INSERT INTO "CompetitionTeam" ("id", "competitionId", "name", "skeleton", "state", "captainId")
    SELECT team, $4::uuid, 'Bench team ' || n, 'bench' || n, 'accepted', person FROM given RETURNING "id", "number", "name"),
  members AS (INSERT INTO "TeamMember" ("competitionId", "personId", "teamId", "declared") SELECT $4::uuid, person, team, '{}' FROM given RETURNING 1)
  INSERT INTO "CompetitionLog" ("competitionId", "kind", "teamId", "data")
  SELECT $4::uuid, 'team', "id", jsonb_build_object('name', "name", 'number', "number", 'kind', 'ranked', 'division', NULL, 'country', 'SG') FROM teams`;

function post(server: Running, agent: Agent, path: string, token: string | undefined, body: object): Promise<void> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(`${server.origin}${path}`, {
      method: "POST",
      agent,
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text),
        authorization: `Bearer ${token}`,
      },
    });
    sent.once("response", (answer: IncomingMessage) => {
      let heard = "";
      answer.on("data", (part: Buffer) => {
        heard += part.toString();
      });
      answer.once("end", () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${path}: ${answer.statusCode} ${heard}`)),
      );
    });
    sent.once("error", reject);
    sent.end(text);
  });
}

function fetchOk(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (answer) => {
      answer.resume();
      answer.once("end", () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${answer.statusCode}`)),
      );
    }).once("error", reject);
  });
}

/**
 * As fast as callers can who each wait for their answer, for a bounded time, after a short run to warm up: as many as
 * answer in the same moment of a large event. The baseline has as many.
 */
async function closed(call: () => Promise<void>, seconds = 5, callers = 128): Promise<Rate> {
  const run = async (until: number, times: number[]) => {
    while (performance.now() < until) {
      const began = performance.now();
      await call();
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: callers }, () => run(performance.now() + 1_500, [])));
  const times: number[] = [];
  const until = performance.now() + seconds * 1_000;
  await Promise.all(Array.from({ length: callers }, () => run(until, times)));
  return { perSecond: times.length / seconds, p95: p95(times) };
}

/**
 * Several rates against each other: measured by turns, and of each its middle one, so that a machine that is slower for
 * some seconds is so for all of them.
 */
async function inTurns(calls: readonly (() => Promise<void>)[], rounds = 3): Promise<Rate[]> {
  const rates = calls.map((): Rate[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, call] of calls.entries()) rates[index]?.push(await closed(call, 3));
  return rates.flatMap((of) => of.sort((a, b) => a.perSecond - b.perSecond)[Math.floor(rounds / 2)] ?? []);
}

/** At a steady rate, whether the answers keep up or not. */
async function open(call: () => Promise<void>, perSecond: number, seconds: number): Promise<Rate> {
  const times: number[] = [];
  const waiting: Promise<void>[] = [];
  const began = performance.now();
  for (let sent = 0; sent < perSecond * seconds; ) {
    const due = Math.min(perSecond * seconds, Math.floor(((performance.now() - began) / 1_000) * perSecond));
    for (; sent < due; sent++) {
      const start = performance.now();
      waiting.push(call().then(() => void times.push(performance.now() - start)));
    }
    await new Promise((resume) => setTimeout(resume, 5));
  }
  await Promise.all(waiting);
  return { perSecond: times.length / ((performance.now() - began) / 1_000), p95: p95(times) };
}

function p95(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
}

type Watcher = { heard(word: string): Promise<void>; close(): void };

function watch(server: Running, event: Event, agent: Agent): Promise<Watcher> {
  return new Promise((resolve, reject) => {
    const sent = get(`${server.origin}/competitions/${event.slug}/live`, { agent }, (answer) => {
      let text = "";
      const waiting: { word: string; done: () => void }[] = [];
      answer.on("data", (part: Buffer) => {
        text = (text + part.toString()).slice(-200_000);
        for (const one of waiting.splice(0)) {
          if (text.includes(one.word)) one.done();
          else waiting.push(one);
        }
      });
      resolve({
        heard: (word) =>
          text.includes(word) ? Promise.resolve() : new Promise((done) => waiting.push({ word, done })),
        close: () => sent.destroy(),
      });
    });
    sent.once("error", (error) => reject(error));
  });
}

/** From the click to the live board of somebody else, while others play on. */
async function seenAfter(
  server: Running,
  event: Event,
  fresh: string,
  tokens: readonly string[],
  agent: Agent,
  submit: () => Promise<void>,
): Promise<number> {
  const watcher = await watch(server, event, new Agent({ maxSockets: 1 }));
  await watcher.heard("event: hello");
  const load = open(submit, 150, 4);
  await new Promise((resume) => setTimeout(resume, 1_000));
  const began = performance.now();
  await post(server, agent, "/api/trpc/competitions.submit", tokens[0], { challengeId: fresh, flag });
  await watcher.heard(`"challengeId":"${fresh}"`);
  const took = performance.now() - began;
  watcher.close();
  await load;
  return took;
}

async function watchers(server: Running, event: Event, fresh: string, token: string, agent: Agent) {
  const crowdAgent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
  const all: Watcher[] = [];
  for (let index = 0; index < sizes.viewers; index += 100)
    all.push(...(await Promise.all(Array.from({ length: 100 }, () => watch(server, event, crowdAgent)))));
  await Promise.all(all.map((one) => one.heard("event: ")));
  const began = performance.now();
  let told = 0;
  const heard = Promise.all(all.map((one) => one.heard(`"challengeId":"${fresh}"`).then(() => (told += 1))));
  await post(server, agent, "/api/trpc/competitions.submit", token, { challengeId: fresh, flag });
  await Promise.race([heard, new Promise((resume) => setTimeout(resume, 20_000))]);
  const milliseconds = performance.now() - began;
  for (const one of all) one.close();
  return { open: all.length, told, milliseconds };
}

/** Milliseconds of one solve and the table after it, with this many solves in the log: the same teams and challenges. */
function costAt(solves: number): number {
  const board = emptyBoard();
  let position = 0;
  const at = () => `2026-05-01T08:00:00.${String(position % 1_000_000).padStart(6, "0")}Z`;
  const add = (event: object) => {
    position += 1;
    applyEvent(board, { position, at: at(), ...event } as LogEvent);
  };
  add({ kind: "phase", data: { phaseId: "p", kind: "jeopardy", weight: 1 } });
  for (let n = 0; n < sizes.teams; n++)
    add({
      kind: "team",
      teamId: `t${n}`,
      data: { name: `t${n}`, number: n, kind: "ranked", division: null, country: null },
    });
  for (let n = 0; n < sizes.challenges; n++)
    add({
      kind: "challenge",
      challengeId: `c${n}`,
      data: {
        key: `c${n}`,
        titleZh: null,
        titleEn: `c${n}`,
        category: "x",
        phaseId: "p",
        scoring: { kind: "parabolic", initial: 500, minimum: 100, decay: 60 },
        wrongPenalty: 0,
        bonus: [5, 3, 1],
        withdrawn: false,
        opensAt: null,
        divisions: [],
      },
    });
  const solve = (n: number) =>
    add({
      kind: "solve",
      teamId: `t${n % sizes.teams}`,
      challengeId: `c${(Math.floor(n / sizes.teams) + n) % sizes.challenges}`,
      data: { answer: "" },
    });
  for (let n = 0; n < solves; n++) solve(n);
  standing(board);
  const rounds = 100;
  const times: number[] = [];
  for (let n = 0; n < rounds; n++) {
    const began = performance.now();
    solve(solves + n);
    standing(board);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[rounds / 2] ?? 0;
}
