import { closeDatabase } from "@/server/platform/db";
import { runningPostgres, startEmbeddedPostgres } from "@/server/platform/embedded-postgres";
import { env } from "@/server/platform/env";
import { migrate } from "@/server/platform/migrate";
import { declareJobs, startQueue, stopQueue } from "@/server/platform/queue";
import { jobs } from "@/server/processes/jobs";

/**
 * Runs a command on the installation's database: DATABASE_URL, else the PostgreSQL of the server that runs on this
 * data folder, else one started for as long as the command takes.
 */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const own = await reachDatabase();
  try {
    return await work();
  } finally {
    await closeDatabase();
    await own?.stop();
  }
}

/** The same, with the queue up, for commands whose acts have consequences; a running server works them off. */
export function withServices<T>(work: () => Promise<T>): Promise<T> {
  return withDatabase(async () => {
    await startQueue();
    await declareJobs(jobs, []);
    try {
      return await work();
    } finally {
      await stopQueue();
    }
  });
}

async function reachDatabase() {
  const { DATABASE_URL, LIANFANG_DATA_DIR } = env();
  const running = DATABASE_URL ?? runningPostgres(LIANFANG_DATA_DIR);
  const own = running
    ? undefined
    : await startEmbeddedPostgres({
        dataDir: LIANFANG_DATA_DIR,
        address: "a command",
        report: (line) => console.error(`… ${line}`),
      });
  const url = running ?? own?.url ?? "";
  process.env.DATABASE_URL = url;
  await migrate(url);
  return own;
}
