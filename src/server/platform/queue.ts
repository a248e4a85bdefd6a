import pg from "pg";
import { fromPrisma, PgBoss } from "pg-boss";
import { databaseUrl, type Tx } from "./db";
import { log } from "./log";
import { applicationRole } from "./migrate";
import { forget, once } from "./once";

/**
 * A piece of work that follows an event. Handlers run at least once, perhaps twice: they must be idempotent.
 * `queue` is unique; `topic` may feed several queues.
 */
export type Job<Payload extends object = Record<string, unknown>> = {
  readonly queue: string;
  readonly topic: string;
  handle(payload: Payload): Promise<void>;
};

/** `at`: the work waits for this moment; without it, it begins as soon as the act has committed. */
export type FollowOptions = { readonly at?: Date };

/** Work done by the clock. `cron` in UTC, five fields. */
export type ScheduledJob = { readonly queue: string; readonly cron: string; handle(): Promise<void> };

function boss(): PgBoss {
  return once("boss", () => {
    const made = new PgBoss({ connectionString: databaseUrl(), schema: "pgboss", max: 4, useListenNotify: true });
    made.on("error", (error) => log().warn({ err: error }, "the job queue reported an error"));
    return made;
  });
}

/** Brings up the queue; handlers are attached by `work`. */
export async function startQueue(): Promise<void> {
  await boss().start();
  // Acts queue their follow-up work inside their own transaction, under the application's role.
  const client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
  try {
    await client.query(`
      GRANT USAGE ON SCHEMA pgboss TO ${applicationRole};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO ${applicationRole};
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO ${applicationRole};
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO ${applicationRole}`);
  } finally {
    await client.end();
  }
}

export async function stopQueue(): Promise<void> {
  await boss().stop({ graceful: true, timeout: 10_000 });
  forget("boss");
}

/** Registers queues and their topics; publishing before this would reach nobody. */
export async function declareJobs(jobs: readonly Job[], scheduled: readonly ScheduledJob[]): Promise<void> {
  const known = new Set((await boss().getQueues()).map((queue) => queue.name));
  for (const { queue } of [...jobs, ...scheduled]) {
    if (!known.has(queue)) await boss().createQueue(queue, { retryLimit: 8, retryDelay: 2, retryBackoff: true });
  }
  for (const { queue, topic } of jobs) await boss().subscribe(topic, queue);
  for (const { queue, cron } of scheduled) await boss().schedule(queue, cron);
}

export async function work(jobs: readonly Job[], scheduled: readonly ScheduledJob[]): Promise<void> {
  const all = [...jobs, ...scheduled.map((job) => ({ queue: job.queue, handle: () => job.handle() }))];
  for (const job of all) {
    await boss().work<Record<string, unknown>>(
      job.queue,
      { pollingIntervalSeconds: 1, batchSize: 10 },
      async (batch) => {
        for (const { data } of batch) await job.handle(data ?? {});
      },
    );
  }
}

/** Runs what is waiting, here and now, until nothing is left: for seeds and tests, which must see the result. */
export async function drain(jobs: readonly Job[]): Promise<number> {
  let done = 0;
  for (let found = true; found; ) {
    found = false;
    for (const job of jobs) {
      const batch = await boss().fetch<Record<string, unknown>>(job.queue, { batchSize: 100 });
      for (const item of batch) {
        await job.handle(item.data);
        await boss().complete(job.queue, item.id);
        found = true;
        done += 1;
      }
    }
  }
  return done;
}

/**
 * Hands the payload to every queue that subscribed to the topic, inside the caller's transaction. One after the other:
 * the library's own publish sends in parallel, which one connection cannot do.
 */
export async function publish(tx: Tx, topic: string, payload: object, { at }: FollowOptions = {}): Promise<void> {
  await publishAll(tx, topic, [payload], { at });
}

/** The same for many payloads of one topic: one statement per queue, however many there are. */
export async function publishAll(
  tx: Tx,
  topic: string,
  payloads: readonly object[],
  { at }: FollowOptions = {},
): Promise<void> {
  const db = fromPrisma(tx);
  const subscribed = await tx.$queryRaw<
    { name: string }[]
  >`SELECT name FROM pgboss.subscription WHERE event = ${topic} ORDER BY name`;
  const queued = payloads.map((data) => (at ? { data, startAfter: at } : { data }));
  for (const { name } of subscribed) await boss().insert(name, queued, { db });
}

/** Seconds the oldest job has been waiting, for /readyz and /metrics. */
export async function queueLag(tx: Pick<Tx, "$queryRaw">): Promise<number> {
  const [row] = await tx.$queryRaw<{ lag: number | null }[]>`
    SELECT EXTRACT(EPOCH FROM max(now() - start_after))::float AS lag FROM pgboss.job
    WHERE state IN ('created', 'retry') AND start_after < now()`;
  return row?.lag ?? 0;
}
