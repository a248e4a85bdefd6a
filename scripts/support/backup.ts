import { createHash } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { extract, pack } from "tar-stream";
import { CommandError } from "./arguments";

/**
 * A backup is one .tar.gz: a manifest, every table as PostgreSQL's own COPY text taken in one snapshot, and the files
 * of the data folder. It needs no program beside Node. The master key is not in it: keep that apart, or the backup
 * alone would open every seal.
 */
type Manifest = {
  format: 1;
  madeAt: string;
  migrations: string[];
  tables: { name: string; rows: number; sha256: string }[];
  sequences: { name: string; value: string }[];
  files: { path: string; sha256: string }[];
};

const ignored = new Set(["_prisma_migrations"]);
const sha = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
  );
  return rows.map(({ name }) => name).filter((name) => !ignored.has(name));
}

async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".part"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** @returns what was written, for the person who asked */
export async function writeBackup(url: string, dataDir: string, target: string): Promise<Manifest> {
  if (existsSync(target)) throw new CommandError(`${target} exists already; a backup never overwrites one`);
  const archive = pack();
  mkdirSync(dirname(target), { recursive: true });
  const written = pipeline(archive, createGzip(), createWriteStream(`${target}.part`, { mode: 0o600, flags: "w" }));
  const manifest = await connected(url, async (client) => {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const made: Manifest = {
      format: 1,
      madeAt: new Date().toISOString(),
      migrations: await migrationsOf(client),
      tables: [],
      sequences: [],
      files: [],
    };
    for (const name of await tablesOf(client)) {
      const bytes = await buffer(client.query(copyTo(`COPY "${name}" TO STDOUT`)));
      const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "${name}"`);
      made.tables.push({ name, rows: rows[0]?.n ?? 0, sha256: sha(bytes) });
      archive.entry({ name: `tables/${name}.copy` }, bytes);
    }
    const { rows } = await client.query<{ name: string; value: string | null }>(
      "SELECT sequencename AS name, last_value::text AS value FROM pg_sequences WHERE schemaname = 'public'",
    );
    made.sequences = rows.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
    await client.query("COMMIT");
    return made;
  });
  const folder = join(dataDir, "files");
  for (const path of filesBelow(folder)) {
    const bytes = readFileSync(join(folder, path));
    manifest.files.push({ path, sha256: sha(bytes) });
    archive.entry({ name: `files/${path}` }, bytes);
  }
  archive.entry({ name: "manifest.json" }, JSON.stringify(manifest, null, 2));
  archive.finalize();
  await written;
  renameSync(`${target}.part`, target);
  return manifest;
}

/** Reads the whole archive and checks every part against the manifest before anything is restored. */
export async function readBackup(source: string): Promise<{ manifest: Manifest; parts: Map<string, Buffer> }> {
  if (!existsSync(source) || !statSync(source).isFile()) throw new CommandError(`there is no file ${source}`);
  const parts = new Map<string, Buffer>();
  const reader = extract();
  reader.on("entry", (header, stream, next) => {
    buffer(stream).then(
      (bytes) => {
        parts.set(header.name, bytes);
        next();
      },
      (error: unknown) => next(error instanceof Error ? error : new Error(String(error))),
    );
  });
  await pipeline(createReadStream(source), createGunzip(), reader).catch((cause: unknown) => {
    throw new CommandError(
      `${source} is not a backup of this platform, or is damaged (${cause instanceof Error ? cause.message : String(cause)})`,
    );
  });
  const text = parts.get("manifest.json");
  if (!text) throw new CommandError(`${source} has no manifest: it is not a backup of this platform`);
  const manifest = JSON.parse(text.toString("utf8")) as Manifest;
  for (const { name, sha256 } of manifest.tables) expectPart(parts, `tables/${name}.copy`, sha256, source);
  for (const { path, sha256 } of manifest.files) expectPart(parts, `files/${path}`, sha256, source);
  return { manifest, parts };
}

function expectPart(parts: ReadonlyMap<string, Buffer>, name: string, sha256: string, source: string): void {
  const bytes = parts.get(name);
  if (!bytes || sha(bytes) !== sha256)
    throw new CommandError(`${source} is damaged: ${name} is not what the manifest says`);
}

/** Loads everything in one transaction into an empty, migrated database, and counts again what arrived. */
export async function loadBackup(
  url: string,
  { manifest, parts }: Awaited<ReturnType<typeof readBackup>>,
): Promise<void> {
  await connected(url, async (client) => {
    const here = await migrationsOf(client);
    if (JSON.stringify(here) !== JSON.stringify(manifest.migrations)) {
      throw new CommandError(
        `the backup was made by another version (${manifest.migrations.at(-1)}; this is ${here.at(-1)}): restore with that version, then update`,
      );
    }
    for (const name of await tablesOf(client)) {
      const { rowCount } = await client.query(`SELECT 1 FROM "${name}" LIMIT 1`);
      if (rowCount) throw new CommandError(`the database is not empty (${name}): a restore never overwrites data`);
    }
    await client.query("BEGIN");
    // Foreign keys are checked by the rows having come from one consistent snapshot; triggers would refuse the audit trail.
    await client.query("SET LOCAL session_replication_role = replica");
    for (const { name } of manifest.tables) {
      await pipeline(
        Readable.from([parts.get(`tables/${name}.copy`) ?? Buffer.alloc(0)]),
        client.query(copyFrom(`COPY "${name}" FROM STDIN`)),
      );
    }
    for (const { name, value } of manifest.sequences)
      await client.query("SELECT setval($1::regclass, $2::bigint)", [`"${name}"`, value]);
    for (const { name, rows } of manifest.tables) {
      const counted = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "${name}"`);
      if (counted.rows[0]?.n !== rows)
        throw new CommandError(
          `${name} has ${counted.rows[0]?.n} rows after the restore instead of ${rows}; nothing was kept`,
        );
    }
    await client.query("COMMIT");
  });
}
