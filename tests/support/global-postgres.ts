import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { PgBoss } from "pg-boss";
import type { TestProject } from "vitest/node";
import { removeDataFolder } from "@/server/platform/cluster-folder";
import { startEmbeddedPostgres } from "@/server/platform/embedded-postgres";
import { migrate } from "@/server/platform/migrate";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
    dataDir: string;
  }
}

type Shared = { url: string; dataDir: string; users: number; stop: () => Promise<void> };
const registry = globalThis as { [key: symbol]: Promise<Shared> | undefined };
const place = Symbol.for("lianfang.test-postgres");

/**
 * One real PostgreSQL for the run, whichever projects take part (the schema engine cannot serve two set-ups at once);
 * each test file clones its own database from the migrated template.
 */
export default async function setup(project: TestProject) {
  registry[place] ??= start();
  const shared = await registry[place];
  shared.users += 1;
  project.provide("postgresUrl", shared.url);
  project.provide("dataDir", shared.dataDir);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    registry[place] = undefined;
    await shared.stop();
  };
}

async function start(): Promise<Shared> {
  const dataDir = mkdtempSync(join(tmpdir(), "lianfang-test-"));
  const postgres = await startEmbeddedPostgres({ dataDir, address: "tests", fsync: false });
  await migrate(postgres.url);
  const boss = new PgBoss({ connectionString: postgres.url, schema: "pgboss" });
  await boss.start();
  await boss.stop({ graceful: false });
  const admin = new pg.Client({ connectionString: postgres.url.replace(/\/lianfang$/, "/postgres") });
  await admin.connect();
  await admin.query("ALTER DATABASE lianfang IS_TEMPLATE true");
  await admin.end();
  return {
    url: postgres.url,
    dataDir,
    users: 0,
    stop: async () => {
      await postgres.stop();
      removeDataFolder(dataDir);
    },
  };
}
