import { genesis, linkText } from "@/domain/competitions/log";
import { db, type Tx } from "@/server/platform/db";
import { announce } from "@/server/platform/live";
import { log } from "@/server/platform/log";
import { once } from "@/server/platform/once";
import { publish } from "@/server/platform/queue";
import { sha256 } from "@/server/platform/secrets";
import { afterCommit, transaction } from "@/server/platform/transaction";
import { hasUnlinked, holdLinker, insertEvents, logHead, type NewEvent, readUnlinked, writeLinks } from "./repo-log";
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
    });
    linked += added;
    if (added < batch) return linked;
  }
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
