import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { command } from "#tests/support/command";
import { useDatabase } from "#tests/support/database";
import { opened } from "../needs/stages";

useDatabase();

const folder = mkdtempSync(join(tmpdir(), "lianfang-backup-"));
const archive = join(folder, "backup.tar.gz");
const empty = "restored_here";
const admin = async (sql: string) => {
  const client = new pg.Client({ connectionString: inject("postgresUrl").replace(/\/lianfang$/, "/postgres") });
  await client.connect();
  await client.query(sql);
  await client.end();
};
const url = () => inject("postgresUrl").replace(/\/lianfang$/, `/${empty}`);

beforeAll(() => admin(`CREATE DATABASE ${empty} TEMPLATE lianfang`));
afterAll(async () => {
  await admin(`DROP DATABASE IF EXISTS ${empty} WITH (FORCE)`);
  rmSync(folder, { recursive: true, force: true });
});

async function counts(connectionString: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
  );
  const result: Record<string, number> = {};
  for (const { name } of rows) {
    const { rows: counted } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "${name}"`);
    result[name] = counted[0]?.n ?? -1;
  }
  await client.end();
  return result;
}

it("what was backed up is there again, row by row, with an unbroken audit chain", async () => {
  await opened();
  const source = process.env.DATABASE_URL ?? "";
  expect(await command("backup", archive)).toMatchObject({ code: 0 });
  const before = await counts(source);
  expect(before.Proposal).toBe(2);
  const home = process.env.LIANFANG_DATA_DIR;
  Object.assign(process.env, { DATABASE_URL: url(), LIANFANG_DATA_DIR: join(folder, "data") });
  try {
    const restored = await command("restore", archive);
    expect(restored).toMatchObject({ code: 0 });
    expect(restored.out).toContain("the audit chain holds");
    const { AuditLink: linked, ...after } = await counts(url());
    const { AuditLink: _, ...rest } = before;
    expect(after).toEqual(rest);
    expect(linked).toBe(before.AuditEvent);
    expect((await command("audit-verify")).code).toBe(0);
    expect((await command("restore", archive)).err).toContain("a restore never overwrites data");
  } finally {
    Object.assign(process.env, { DATABASE_URL: source, LIANFANG_DATA_DIR: home });
  }
}, 90_000);

it("a changed byte is found before anything is restored, and a backup overwrites nothing", async () => {
  const bytes = gunzipSync(readFileSync(archive));
  const at = bytes.indexOf("Test Organisation Number");
  expect(at).toBeGreaterThan(0);
  bytes.write("Fake", at);
  const altered = join(folder, "altered.tar.gz");
  writeFileSync(altered, gzipSync(bytes));
  const ended = await command("restore", altered);
  expect(ended.code).toBe(2);
  expect(ended.err).toContain("is damaged: tables/Organisation.copy");
  expect((await command("backup", archive)).err).toContain("a backup never overwrites one");
  expect((await command("restore", join(folder, "nothing.tar.gz"))).err).toContain("there is no file");
}, 60_000);

it("a changed audit event is found by npm run audit:verify", async () => {
  expect((await command("audit-verify")).code).toBe(0);
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query("SET session_replication_role = replica");
  await client.query(`UPDATE "AuditEvent" SET "act" = 'nothing.happened' WHERE "act" = 'need.published'`);
  await client.end();
  const ended = await command("audit-verify");
  expect(ended.code).toBe(1);
  expect(`${ended.out}${ended.err}`).toMatch(/broken/);
}, 60_000);
