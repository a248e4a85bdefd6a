import { createClient } from "@redis/client";
import pg from "pg";
import { databaseUrl, type Tx } from "./db";
import { log } from "./log";
import { afterCommit } from "./transaction";

/** Takes what one process committed to all the others. Both deliver only what committed, and forget it if nobody listens. */
export type Carrier = { send(tx: Tx, text: string): Promise<void>; stop(): Promise<void> };

const channel = "lianfang_live";
const retryAfter = 1_000;

/** PostgreSQL delivers a notification when its transaction commits. */
export async function notifyPostgres(tx: Tx, text: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${channel}, ${text})`;
}

/** LISTEN/NOTIFY: needs nothing but the database. */
export async function carryByPostgres(hear: (text: string) => void): Promise<Carrier> {
  let stopped = false;
  let client: pg.Client;
  const connect = async (): Promise<void> => {
    client = new pg.Client({ connectionString: databaseUrl() });
    client.on("notification", ({ payload }) => hear(payload ?? "{}"));
    client.on("error", (error) => {
      log().warn({ err: error }, "live updates lost the database; trying again");
      if (!stopped) setTimeout(() => void connect().catch(reportOff), retryAfter).unref();
    });
    await client.connect();
    await client.query(`LISTEN ${channel}`);
  };
  await connect();
  return {
    send: notifyPostgres,
    stop: async () => {
      stopped = true;
      await client.end().catch(() => {});
    },
  };
}

/** Redis: for many machines or a pooler that does not pass LISTEN on. Sent after the commit. */
export async function carryByRedis(url: string, hear: (text: string) => void): Promise<Carrier> {
  const publisher = createClient({ url });
  const subscriber = publisher.duplicate();
  for (const client of [publisher, subscriber])
    client.on("error", (error: unknown) => log().warn({ err: error }, "live updates lost Redis; trying again"));
  await Promise.all([publisher.connect(), subscriber.connect()]);
  await subscriber.subscribe(channel, (text) => hear(text));
  return {
    send: async (tx, text) => afterCommit(tx, async () => void (await publisher.publish(channel, text))),
    stop: async () => {
      await Promise.all([publisher.close(), subscriber.close()]);
    },
  };
}

function reportOff(error: unknown): void {
  log().warn({ err: error }, "live updates stay off until the next start");
}
