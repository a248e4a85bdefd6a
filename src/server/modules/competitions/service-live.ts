import type { ServerResponse } from "node:http";
import * as policy from "@/domain/competitions/policy";
import { boardPage } from "@/domain/competitions/schema";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { listen } from "@/server/platform/live";
import { log } from "@/server/platform/log";
import { once } from "@/server/platform/once";
import { holdCompetition } from "./access";
import { publicBoardNow } from "./service-board";

/**
 * Live standings. One loop a process and competition reads the public board when something was linked, makes one text
 * of what changed, and writes that same text to everybody who watches. A message carries the position of the board as
 * its id; a connection that broke says where it was and is sent what it missed, or told to read the board anew. While
 * the board is frozen the public hears nothing, and organisers hear that there is something new to read.
 */
type View = Awaited<ReturnType<typeof publicBoardNow>>;
type Hub = {
  /** Who listens, and whether a frozen board is frozen for them. */
  watchers: Map<ServerResponse, { seesLive: boolean }>;
  sent: { id: number; text: string }[];
  last: View | null;
  /** The board was read for the first time: whoever joins is told where it stands. */
  begun: Promise<void>;
  ending: AbortController;
};

const kept = 200;
const between = 300;
const heartbeat = 20_000;
/** There is something behind the frozen board; what it is has to be asked for. */
const unseen = "event: live\ndata: {}\n\n";

const hubs = () => once("competition-hubs", () => new Map<string, Hub>());

/** Sends the changes of one board until the connection closes. */
export async function watchBoard(
  ctx: Ctx,
  slug: string,
  lastEventId: string | undefined,
  response: ServerResponse,
): Promise<void> {
  const { row, facts } = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(policy.mayReadBoard(ctx.actor, facts));
  response.writeHead(200, {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
  });
  const watcher = { seesLive: policy.seesLive(facts) };
  const hub = await join(row.id, response, watcher);
  response.write(`retry: 3000\n\n${missed(hub, lastEventId)}`);
  if (hub.last?.frozenSince && watcher.seesLive) response.write(unseen);
}

async function join(competitionId: string, response: ServerResponse, watcher: { seesLive: boolean }): Promise<Hub> {
  const hub = hubs().get(competitionId) ?? open(competitionId);
  await hub.begun;
  // The last of those who watched may have left meanwhile.
  if (hub.ending.signal.aborted) return join(competitionId, response, watcher);
  const leave = () => {
    hub.watchers.delete(response);
    if (hub.watchers.size === 0) close(competitionId, hub);
  };
  hub.watchers.set(response, watcher);
  response.once("close", leave);
  if (response.destroyed) leave();
  return hub;
}

/** Listens first and reads then, so that nothing falls between. */
function open(competitionId: string): Hub {
  const hub: Hub = {
    watchers: new Map(),
    sent: [],
    last: null,
    begun: Promise.resolve(),
    ending: new AbortController(),
  };
  hubs().set(competitionId, hub);
  void run(competitionId, hub).catch((error: unknown) => {
    log().warn({ err: error }, "a live board stopped");
    close(competitionId, hub);
  });
  hub.begun = publicBoardNow(competitionId).then(
    (first) => {
      hub.last ??= first;
    },
    (error: unknown) => {
      close(competitionId, hub);
      throw error;
    },
  );
  return hub;
}

function close(competitionId: string, hub: Hub): void {
  hub.ending.abort();
  if (hubs().get(competitionId) === hub) hubs().delete(competitionId);
  for (const response of hub.watchers.keys()) response.end();
}

/** What was sent after the given id, or the word that the board has to be read anew. */
function missed({ sent, last }: Hub, lastEventId: string | undefined): string {
  const position = last?.position ?? 0;
  if (lastEventId === undefined) return message("hello", position, { position });
  const known = Number(lastEventId);
  const after = sent.filter(({ id }) => id > known);
  const reaches = known >= position || (after[0] !== undefined && (sent[0]?.id ?? Number.POSITIVE_INFINITY) <= known);
  return reaches ? after.map(({ text }) => text).join("") : message("reset", position, { position });
}

const message = (event: string, id: number, data: object): string =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

async function run(competitionId: string, hub: Hub): Promise<void> {
  const beat = setInterval(() => broadcast(hub, ": still here\n\n"), heartbeat);
  beat.unref();
  hub.ending.signal.addEventListener("abort", () => clearInterval(beat));
  let due = false;
  let working = false;
  const look = async () => {
    if (working) return;
    working = true;
    while (due && !hub.ending.signal.aborted) {
      due = false;
      const next = await publicBoardNow(competitionId);
      const changed = hub.last ? changesOf(hub.last, next) : null;
      hub.last = next;
      if (changed) {
        const text = message("board", next.position, changed);
        hub.sent.push({ id: next.position, text });
        if (hub.sent.length > kept) hub.sent.shift();
        broadcast(hub, text);
      }
      if (next.frozenSince) broadcast(hub, unseen, (watcher) => watcher.seesLive);
      await new Promise((resume) => setTimeout(resume, between));
    }
    working = false;
  };
  for await (const payload of listen(`competition:${competitionId}`, hub.ending.signal)) {
    if (payload.state !== undefined) broadcast(hub, "event: state\ndata: {}\n\n");
    due = true;
    void look().catch((error: unknown) => {
      working = false;
      log().warn({ err: error }, "a live board was not read");
    });
  }
}

function broadcast(
  { watchers }: Hub,
  text: string,
  to: (watcher: { seesLive: boolean }) => boolean = () => true,
): void {
  for (const [response, watcher] of watchers) if (to(watcher)) response.write(text);
}

/** Rows among the first that changed, teams that left, challenges whose value moved, bloods that are new; null when nothing did. */
function changesOf(before: View, after: View): object | null {
  if (after.position === before.position && after.resultVersion === before.resultVersion) return null;
  const was = new Map(before.rows.map((row) => [row.teamId, row]));
  const rows = after.rows
    .slice(0, boardPage)
    .filter((row) => {
      const old = was.get(row.teamId);
      return !old || old.rank !== row.rank || old.score !== row.score || old.name !== row.name;
    })
    .map(({ phases: _, ...row }) => row);
  const stays = new Set(after.rows.map(({ teamId }) => teamId));
  const gone = before.rows.flatMap(({ teamId }) => (stays.has(teamId) ? [] : [teamId]));
  const values = new Map(before.challenges.map((one) => [one.id, one]));
  const challenges = after.challenges
    .filter((one) => values.get(one.id)?.value !== one.value || values.get(one.id)?.solves !== one.solves)
    .map(({ id, value, solves }) => ({ id, value, solves }));
  const known = new Set(before.bloods.map(({ challengeId, teamId }) => `${challengeId}:${teamId}`));
  const bloods = after.bloods.filter(({ challengeId, teamId }) => !known.has(`${challengeId}:${teamId}`));
  return { position: after.position, total: after.rows.length, rows, gone, challenges, bloods };
}
