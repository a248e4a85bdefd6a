import { EventEmitter, on } from "node:events";
import type { Tx } from "./db";
import { env } from "./env";
import { type Carrier, carryByPostgres, carryByRedis, notifyPostgres } from "./live-carriers";
import { forget, once } from "./once";

/** A change somebody may be watching: the channel names it, the payload carries ids only, never content. */
export type LiveEvent = { channel: string; payload: Record<string, string | number> };

type Bus = { emitter: EventEmitter; carrier: Carrier | undefined };

function bus(): Bus {
  return once("live", () => {
    const emitter = new EventEmitter();
    emitter.setMaxListeners(0);
    return { emitter, carrier: undefined };
  });
}

/** Begins to hear what any process of any machine commits: through Redis where REDIS_URL names one, else the database. */
export async function startLive(): Promise<void> {
  const { emitter } = bus();
  const hear = (text: string): void => {
    const event = JSON.parse(text) as LiveEvent;
    emitter.emit(event.channel, event.payload);
  };
  const { REDIS_URL } = env();
  bus().carrier = REDIS_URL ? await carryByRedis(REDIS_URL, hear) : await carryByPostgres(hear);
}

export async function stopLive(): Promise<void> {
  await bus().carrier?.stop();
  forget("live");
}

/** Told to listeners when (and only when) the transaction commits. */
export async function announce(tx: Tx, channel: string, payload: LiveEvent["payload"]): Promise<void> {
  // A command that hears nothing itself still tells the server that runs on the same database.
  const send = bus().carrier?.send ?? (env().REDIS_URL ? null : notifyPostgres);
  await send?.(tx, JSON.stringify({ channel, payload }));
}

/** Payloads of one channel from now on, until the signal ends it. */
export async function* listen(channel: string, signal: AbortSignal): AsyncGenerator<LiveEvent["payload"]> {
  try {
    for await (const [payload] of on(bus().emitter, channel, { signal })) yield payload as LiveEvent["payload"];
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
