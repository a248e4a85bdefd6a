import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDatabase } from "@/server/platform/db";
import { startLive, stopLive } from "@/server/platform/live";
import { forget } from "@/server/platform/once";
import { declareJobs, drain, startQueue, stopQueue } from "@/server/platform/queue";
import { jobs } from "@/server/processes/jobs";

async function asAdmin(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: inject("postgresUrl").replace(/\/lianfang$/, "/postgres") });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Gives the test file a database of its own, with the queue and live updates running. Call it once, at the top. */
export function useDatabase(): void {
  const name = `t_${randomUUID().replaceAll("-", "")}`;
  beforeAll(async () => {
    await asAdmin(async (client) => void (await client.query(`CREATE DATABASE ${name} TEMPLATE lianfang`)));
    const dataDir = join(inject("dataDir"), name);
    mkdirSync(dataDir, { recursive: true });
    Object.assign(process.env, {
      DATABASE_URL: inject("postgresUrl").replace(/\/lianfang$/, `/${name}`),
      LIANFANG_DATA_DIR: dataDir,
      LOG_LEVEL: process.env.LOG_LEVEL ?? "error",
    });
    await startQueue();
    await declareJobs(jobs, []);
    await startLive();
  });
  afterAll(async () => {
    await stopLive();
    await stopQueue();
    await closeDatabase();
    forget("master-key");
    await asAdmin(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)));
  });
}

/** Runs all work that follows from what was done so far; returns how many jobs ran. */
export function settle(): Promise<number> {
  return drain(jobs);
}
