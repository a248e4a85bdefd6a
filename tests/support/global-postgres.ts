import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { PgBoss } from "pg-boss";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "@/server/platform/embedded-postgres";
import { migrate } from "@/server/platform/migrate";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
    dataDir: string;
  }
}

/** One real PostgreSQL for the run; each test file clones its own database from the migrated template. */
export default async function setup(project: TestProject) {
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
  project.provide("postgresUrl", postgres.url);
  project.provide("dataDir", dataDir);
  return async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
