import { ensureSigningKey } from "@/server/modules/credentials/keys";
import { warmExpertIndex } from "@/server/modules/experts/searcher";
import { sealOldNames } from "@/server/modules/files/service-old-names";
import { warmMatchingIndex } from "@/server/modules/needs/matching-index";
import { closeDatabase } from "@/server/platform/db";
import { AlreadyRunning, startEmbeddedPostgres } from "@/server/platform/embedded-postgres";
import { env, publicUrl } from "@/server/platform/env";
import { startLive, stopLive } from "@/server/platform/live";
import { log } from "@/server/platform/log";
import { migrate } from "@/server/platform/migrate";
import { declareJobs, startQueue, stopQueue, work } from "@/server/platform/queue";
import { jobs, scheduledJobs } from "./processes/jobs";
import { startRealtime } from "./processes/realtime";
import { type Door, startWeb } from "./processes/web";

type Say = (line: string) => void;

/** Runs one phase of the start; one that takes longer than two seconds says what it is doing. */
export async function phase<T>(say: Say, name: string, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => say(`… ${name}`), 2_000);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Brings up everything in one process: database, migrations, jobs, live updates, web.
 * @param seed runs after the queue is up and before the web answers
 * @returns a function that stops it all in order
 */
export async function startEverything(options: {
  say: Say;
  dev?: boolean;
  seed?: () => Promise<void>;
  beside?: readonly Door[];
}): Promise<() => Promise<void>> {
  const { say } = options;
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const undo of stops.reverse())
      await undo().catch((error: unknown) => log().warn({ err: error }, "a part did not stop in order"));
  };
  try {
    if (!env().DATABASE_URL) {
      const postgres = await phase(say, "starting PostgreSQL", () =>
        startEmbeddedPostgres({
          dataDir: env().LIANFANG_DATA_DIR,
          address: publicUrl(),
          report: (line) => say(`… ${line}`),
        }),
      );
      process.env.DATABASE_URL = postgres.url;
      let asked = false;
      void postgres.ended.then(() => {
        if (asked) return;
        log().fatal("PostgreSQL has ended; this process ends too, so that it can be started anew");
        process.exit(1);
      });
      stops.push(() => {
        asked = true;
        return postgres.stop();
      });
    }
    // next-auth builds its callback addresses from this.
    process.env.NEXTAUTH_URL = publicUrl();
    const { DATABASE_URL = "" } = env();
    await phase(say, "bringing the database up to date", () => migrate(DATABASE_URL));
    stops.push(closeDatabase);
    await phase(say, "sealing names of files", sealOldNames);
    await phase(say, "starting the job queue", startQueue);
    stops.push(stopQueue);
    await declareJobs(jobs, scheduledJobs);
    await startLive();
    await ensureSigningKey();
    stops.push(stopLive);
    if (options.seed) await options.seed();
    await work(jobs, scheduledJobs);
    warmMatchingIndex();
    warmExpertIndex();
    const server = await phase(say, "starting the web server", () =>
      startWeb({ dev: options.dev ?? false, beside: options.beside ?? [] }),
    );
    const stopRealtime = startRealtime(server);
    stops.push(
      () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeIdleConnections();
          setTimeout(() => server.closeAllConnections(), 5_000).unref();
        }),
    );
    stops.push(stopRealtime);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

export { AlreadyRunning };
