import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { noFilter, withSchemaEngine } from "./schema-engine";

/** The role every request runs under: it reads and writes rows and can neither change the audit trail nor the schema. */
export const applicationRole = "lianfang_app";

const migrationsFolder = "prisma/migrations";
const insertOnly = ["AuditEvent", "AuditLink"];

export function migrationList() {
  const baseDir = resolve(migrationsFolder);
  const names = existsSync(baseDir)
    ? readdirSync(baseDir, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : [];
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: names
      .map((entry) => entry.name)
      .sort()
      .map((name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: readFileSync(join(baseDir, name, "migration.sql"), "utf8") },
        },
      })),
  };
}

/**
 * Brings the database to this version of the code: migrations, then the application's role and its rights.
 * Several processes may start at once; an advisory lock lets one work while the others wait.
 * @returns the names of the migrations applied now
 */
export async function migrate(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('lianfang:migrate'))");
    const list = migrationList();
    const done = await appliedMigrations(client);
    if (list.migrationDirectories.every(({ path }) => done.has(path))) return [];
    const { appliedMigrationNames } = await withSchemaEngine(connectionString, (engine) =>
      engine.applyMigrations({ migrationsList: list, filters: noFilter }),
    );
    await grantRights(client);
    return appliedMigrationNames;
  } finally {
    await client.end();
  }
}

/** Names of migrations whose SQL has run to its end. */
export async function appliedMigrations(client: pg.Client): Promise<Set<string>> {
  const { rows: known } = await client.query("SELECT to_regclass('public._prisma_migrations') AS name");
  if (!known[0]?.name) return new Set();
  const { rows } = await client.query<{ migration_name: string }>(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  return new Set(rows.map((row) => row.migration_name));
}

export async function grantRights(client: pg.Client): Promise<void> {
  await client.query(`
    DO $$ BEGIN
      IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${applicationRole}') THEN CREATE ROLE ${applicationRole} NOLOGIN; END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
    GRANT ${applicationRole} TO CURRENT_USER;
    GRANT USAGE ON SCHEMA public TO ${applicationRole};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${applicationRole};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${applicationRole};
    ${insertOnly.map((table) => `REVOKE UPDATE, DELETE, TRUNCATE ON "${table}" FROM ${applicationRole};`).join("\n")}
  `);
}
