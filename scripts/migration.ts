import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../src/server/platform/embedded-postgres";
import { noFilter, schemaFiles, withSchemaEngine } from "../src/server/platform/schema-engine";

/**
 * `npm run db:migration -- name`: writes the SQL that leads from the schema of the last migration to the present one.
 * The engine wants a connection even to compare files, so an empty throw-away PostgreSQL is lent to it.
 */
const snapshot = "prisma/migrations/schema.snapshot.prisma";

async function main(): Promise<void> {
  const name = process.argv[2];
  if (!name || !/^[a-z0-9_]+$/.test(name)) throw new Error("usage: npm run db:migration -- name_in_snake_case");
  const folder = mkdtempSync(join(tmpdir(), "lianfang-migration-"));
  const postgres = await startEmbeddedPostgres({ dataDir: folder, address: "", fsync: false });
  try {
    const before = existsSync(snapshot) ? readFileSync(snapshot, "utf8") : undefined;
    const { stdout } = await withSchemaEngine(postgres.url, (engine) =>
      engine.diff({
        from: before
          ? { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: before }] }
          : { tag: "empty" },
        to: { tag: "schemaDatamodel", files: schemaFiles() },
        script: true,
        exitCode: null,
        filters: noFilter,
      }),
    );
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const target = join("prisma/migrations", `${stamp}_${name}`);
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, "migration.sql"), stdout ?? "");
    writeFileSync(
      snapshot,
      schemaFiles()
        .map((file) => file.content)
        .join("\n"),
    );
    console.log(join(target, "migration.sql"));
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
