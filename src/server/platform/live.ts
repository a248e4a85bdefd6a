import { EventEmitter, on } from "node:events";
import pg from "pg";
import { databaseUrl, type Tx } from "./db";
import { log } from "./log";
import { forget, once } from "./once";

/** A change somebody may be watching: the channel names it, the payload carries ids only, never content. */
export type LiveEvent = { channel: string; payload: Record<string, string | number> };

type Bus = { emitter: EventEmitter; client: pg.Client | undefined; stopped: boolean };

function bus(): Bus {
  return once("live", () => {
    const emitter = new EventEmitter();
    emitter.setMaxListeners(0);
    return { emitter, client: undefined, stopped: false };
  });
}

const retryAfter = 1_000;

function reportOff(error: unknown): void {
  log().warn({ err: error }, "live updates stay off until the next start");
}

/** Listens on the database, so that every process of every machine hears what any of them committed. */
export async function startLive(): Promise<void> {
  const { emitter } = bus();
  const client = new pg.Client({ connectionString: databaseUrl() });
  client.on("notification", ({ payload }) => {
    const event = JSON.parse(payload ?? "{}") as LiveEvent;
    emitter.emit(event.channel, event.payload);
  });
  client.on("error", (error) => {
    log().warn({ err: error }, "live updates lost the database; trying again");
    if (!bus().stopped) setTimeout(() => void startLive().catch(reportOff), retryAfter).unref();
  });
  await client.connect();
  await client.query("LISTEN lianfang_live");
  bus().client = client;
}

export async function stopLive(): Promise<void> {
  const current = bus();
  current.stopped = true;
  await current.client?.end().catch(() => {});
  forget("live");
}

/** Told to listeners when (and only when) the transaction commits. */
export async function announce(tx: Tx, channel: string, payload: LiveEvent["payload"]): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify('lianfang_live', ${JSON.stringify({ channel, payload })})`;
}

/** Payloads of one channel from now on, until the signal ends it. */
export async function* listen(channel: string, signal: AbortSignal): AsyncGenerator<LiveEvent["payload"]> {
  try {
    for await (const [payload] of on(bus().emitter, channel, { signal })) yield payload as LiveEvent["payload"];
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
