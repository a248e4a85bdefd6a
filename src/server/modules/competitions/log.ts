import { genesis, linkText, logTime } from "@/domain/competitions/log";
import { db, type Tx } from "@/server/platform/db";
import { announce } from "@/server/platform/live";
import { log } from "@/server/platform/log";
import { once } from "@/server/platform/once";
import { publish } from "@/server/platform/queue";
import { sha256 } from "@/server/platform/secrets";
import { afterCommit, transaction } from "@/server/platform/transaction";
import {
  findFreeze,
  hasUnlinked,
  holdLinker,
  insertEvents,
  insertFreeze,
  logHead,
  logHeadBefore,
  type NewEvent,
  readUnlinked,
  writeLinks,
} from "./repo-log";
import { listensForBlood } from "./repo-webhooks";

/**
 * Events are written inside the acts that they tell; their place and hash follow after the commit, given by one linker
 * at a time, so that thousands of teams never wait for one another (decision 011). What a place was given to never
 * changes, and every view counts linked events alone: so all views agree on who was first.
 */
const batch = 1_000;
const gather = 100;

export const boardChannel = (competitionId: string): string => `competition:${competitionId}`;

/** @returns how many events got their place */
export async function linkLog(competitionId: string): Promise<number> {
  let linked = 0;
  for (;;) {
    if (!(await hasUnlinked(db(), competitionId))) return linked;
    const added = await transaction(async (tx) => {
      await holdLinker(tx, competitionId);
      return linkSome(tx, competitionId);
    });
    linked += added;
    if (added < batch) return linked;
  }
}

/** Gives the next places; the caller holds the linker. */
async function linkSome(tx: Tx, competitionId: string): Promise<number> {
  const head = await logHead(tx, competitionId);
  const waiting = await readUnlinked(tx, competitionId, (head?.position ?? 0) + 1, batch);
  let hash = head?.hash ?? genesis;
  const links = waiting.map(({ id, event }) => {
    hash = sha256(hash + linkText(event));
    return { id, position: event.position, hash };
  });
  if (links.length === 0) return 0;
  await writeLinks(tx, links);
  const solved = waiting.flatMap(({ event }) => (event.kind === "solve" ? [event.challengeId] : []));
  if (solved.length > 0 && (await listensForBlood(tx, competitionId, solved)))
    await publish(tx, "competition.solved", { competitionId });
  await announce(tx, boardChannel(competitionId), { position: links.at(-1)?.position ?? 0 });
  return links.length;
}

/**
 * The mark of a freeze in the log, set by whoever looks first once its moment has passed. What was answered before the
 * moment and committed after the mark has its place behind it: it counts, and a frozen board never moves for it.
 * @returns the mark's place, and the hash of the last event before the moment
 */
export async function markFreeze(competitionId: string, freezeAt: Date): Promise<{ position: number; root: string }> {
  const at = logTime(freezeAt);
  const marked = await findFreeze(db(), competitionId, at);
  if (marked) return marked;
  return transaction(async (tx) => {
    await holdLinker(tx, competitionId);
    while ((await linkSome(tx, competitionId)) === batch);
    const before = await logHeadBefore(tx, competitionId, freezeAt);
    await insertFreeze(tx, competitionId, at, before?.hash ?? genesis);
    await linkSome(tx, competitionId);
    const mark = await findFreeze(tx, competitionId, at);
    if (!mark) throw new Error("a freeze was marked and has no place");
    return mark;
  });
}

/** Links in a moment, together with whatever else arrives meanwhile. */
export function linkSoon(competitionId: string): void {
  const timers = once("competition-linkers", () => new Map<string, NodeJS.Timeout>());
  if (timers.has(competitionId)) return;
  timers.set(
    competitionId,
    setTimeout(() => {
      timers.delete(competitionId);
      // Nothing is lost: the next answer, the next look at the board or the job of each minute links it.
      linkLog(competitionId).catch((error: unknown) => log().warn({ err: error }, "a log was not linked"));
    }, gather),
  );
}

/** Writes events in the act's transaction; they are linked as soon as it has committed. */
export async function writeEvents(tx: Tx, competitionId: string, events: readonly Omit<NewEvent, "competitionId">[]) {
  if (events.length === 0) return;
  await insertEvents(
    tx,
    events.map((event) => ({ competitionId, ...event })),
  );
  afterCommit(tx, async () => void (await linkLog(competitionId)));
}
