import { join } from "node:path";
import pg from "pg";
import { guidanceJobs } from "@/server/modules/guidance/jobs";
import { closeDatabase } from "@/server/platform/db";
import { runningPostgres } from "@/server/platform/embedded-postgres";
import { declareJobs, startQueue, stopQueue } from "@/server/platform/queue";
import { jobs } from "@/server/processes/jobs";
import { startServer } from "../support/server";
import { rate } from "./load";

const sizes = { documents: 10_000, comments: 1_000_000, organisations: 100_000 };

const load = { seconds: 4, callers: 4 };
type Figure = { name: string; p95: number; perSecond: number };

/** Fills the database of a running server to the stated sizes, in bulk and past the services. */
async function fillGuidance(dataDir: string): Promise<{ consultationId: string; editionId: string }> {
  const client = await connect(dataDir);
  try {
    await client.query("SET synchronous_commit = off");
    await client.query(organisations, [sizes.organisations]);
    await client.query(documents, [sizes.documents]);
    await client.query(clauses);
    await client.query(searchable);
    const { rows } = await client.query<{ id: string }>(consultation);
    const consultationId = rows[0]?.id ?? "";
    await client.query('DROP INDEX "ConsultationComment_tokens_idx"');
    await client.query(comments, [consultationId, sizes.comments]);
    await client.query('CREATE INDEX "ConsultationComment_tokens_idx" ON "ConsultationComment" USING GIN ("tokens")');
    for (const table of [
      "Organisation",
      "GuidanceDocument",
      "GuidanceEdition",
      "GuidanceClause",
      "SearchDocument",
      "ConsultationComment",
    ])
      await client.query(`ANALYZE "${table}"`);
    const edition = await client.query<{ id: string }>(`SELECT "id" FROM "GuidanceEdition" WHERE "code" = 'bench-1'`);
    return { consultationId, editionId: edition.rows[0]?.id ?? "" };
  } finally {
    await client.end();
  }
}

/** What readers wait for, asked over HTTP by a few at once. @param token of a member, for what applies to them */
async function readGuidance(origin: string, token: string, consultationId: string): Promise<Figure[]> {
  const url = (name: string, input: object) =>
    `${origin}/api/trpc/guidance.${name}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const headers = { authorization: `Bearer ${token}` };
  const asked = [
    ["list of documents", url("list", {}), {}],
    ["search in documents", url("list", { query: "远程运维" }), {}],
    ["a rare word", url("list", { query: "doc4711" }), {}],
    ["applies to us", url("applies", {}), headers],
    ["comments", url("comments", { id: consultationId }), {}],
    ["comments of a section", url("comments", { id: consultationId, section: "s2", sort: "newest" }), {}],
    ["search in comments", url("comments", { id: consultationId, query: "演练" }), {}],
    ["a rare word in comments", url("comments", { id: consultationId, query: "word31337" }), {}],
  ] as const;
  const figures: Figure[] = [];
  for (const [name, address, sent] of asked)
    figures.push({ name, ...(await rate(address, { ...load, headers: sent })) });
  return figures;
}

/** Seconds from publication until every job that tells somebody is queued, and p95 of readers meanwhile. */
async function publishToAll(
  dataDir: string,
  origin: string,
  editionId: string,
): Promise<{ seconds: number; p95: number }> {
  process.env.DATABASE_URL = runningPostgres(dataDir) ?? "";
  await startQueue();
  await declareJobs(jobs, []);
  try {
    const readers = rate(`${origin}/api/trpc/guidance.list?input=${encodeURIComponent("{}")}`, {
      seconds: 6,
      callers: 2,
    });
    const began = performance.now();
    await guidanceJobs.find(({ queue }) => queue === "guidance.fan-out")?.handle({ editionId });
    const seconds = (performance.now() - began) / 1_000;
    return { seconds, p95: (await readers).p95 };
  } finally {
    await stopQueue();
    await closeDatabase();
    delete process.env.DATABASE_URL;
  }
}

async function connect(dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: runningPostgres(dataDir) ?? "" });
  await client.connect();
  return client;
}

const organisations = `
  INSERT INTO "Organisation" ("id", "kind", "nameEn", "country", "region", "sectors", "sizeBand", "createdById", "verifiedUntil")
  SELECT gen_random_uuid(), 'enterprise', 'Bench ' || n, 'CN', 'CN-' || (ARRAY['11','31','32','33','44','51'])[1 + n % 6],
    ARRAY[(ARRAY['water','power','manufacturing','transport'])[1 + n % 4]], (ARRAY['micro','small','medium','large'])[1 + n % 4],
    gen_random_uuid(), now() + interval '1 year' FROM generate_series(1, $1::int) n`;

const documents = `
  WITH made AS (
    INSERT INTO "GuidanceDocument" ("id", "kind", "ownerOrganisationId", "createdById")
    SELECT gen_random_uuid(), 'guidance', (SELECT "id" FROM "Organisation" WHERE "kind" = 'government' LIMIT 1), gen_random_uuid()
    FROM generate_series(1, $1::int) RETURNING "id"),
  numbered AS (SELECT "id", row_number() OVER () AS n FROM made),
  old AS (SELECT "content" FROM "GuidanceEdition" WHERE "state" = 'approved' LIMIT 1)
  INSERT INTO "GuidanceEdition" ("id", "documentId", "edition", "state", "content", "language", "titleZh", "titleEn", "code",
    "summaryZh", "summaryEn", "force", "topics", "issuerIds", "createdById", "approvedAt", "publishAt", "obligationCount", "updatedAt")
  SELECT gen_random_uuid(), d."id", 1, 'approved', old."content", 'zh-CN', '文件 ' || n, 'Document ' || n, 'bench-' || n, '摘要', 'Summary',
    'recommended', ARRAY['industrialControl'], '{}', gen_random_uuid(), now(), now() - (n || ' minutes')::interval, 1, now()
  FROM numbered d, old`;

const clauses = `
  INSERT INTO "GuidanceClause" ("editionId", "position", "except", "kinds", "sectors", "regions", "sizes", "assets")
  SELECT "id", p, false, ARRAY['enterprise'],
    CASE WHEN "code" = 'bench-1' THEN '{}' ELSE ARRAY[(ARRAY['water','power','manufacturing','transport'])[1 + (hashtext("code") & 3)]] END,
    CASE p WHEN 0 THEN ARRAY['CN'] ELSE ARRAY['CN-33'] END, '{}', '{}'
  FROM "GuidanceEdition", generate_series(0, 1) p WHERE "code" LIKE 'bench-%'`;

const searchable = `
  INSERT INTO "SearchDocument" ("entity", "entityId", "language", "title", "tokens")
  SELECT 'guidance', "id", 'zh-CN', "titleZh", to_tsvector('simple', '远 远程 程 程运 运 运维 维 doc' || substr("code", 7) || ' ' || md5("code"))
  FROM "GuidanceEdition" WHERE "code" LIKE 'bench-%'`;

const consultation = `
  INSERT INTO "Consultation" ("id", "documentId", "edition", "opensAt", "closesAt", "content", "titleZh", "titleEn", "ownerOrganisationId", "issuerIds")
  SELECT gen_random_uuid(), "documentId", 1, now() - interval '1 day', now() + interval '1 day', "content", '征求意见', 'Consultation',
    gen_random_uuid(), '{}' FROM "GuidanceEdition" WHERE "code" = 'bench-2' RETURNING "id"`;

const comments = `
  INSERT INTO "ConsultationComment" ("id", "consultationId", "number", "section", "personId", "text", "language", "supportCount", "tokens")
  SELECT gen_random_uuid(), $1::text::uuid, n, 's' || (1 + n % 4), gen_random_uuid(), '建议每两年演练一次 word' || n, 'zh-CN', n % 97,
    to_tsvector('simple', '建 建议 议 每 两 两年 年 演 演练 练 一 一次 次 word' || n || ' t' || n % 5000) || array_to_tsvector(ARRAY['in:' || $1])
  FROM generate_series(1, $2::int) n`;

/** Lists, search and "applies to us" over many documents and comments; telling everybody at once. */
export async function benchGuidance(folder: string): Promise<void> {
  const dataDir = join(folder, "data");
  const server = await startServer({ dataDir });
  const bare = await rate(`${server.origin}/api/trpc/platform.ping?input=${encodeURIComponent("{}")}`, load);
  const filled = await fillGuidance(dataDir);
  const reader = await server.token("buyer1@linhe-water.example", "guidance:read");
  console.log(
    `guidance, ${sizes.documents} documents, ${sizes.comments} comments, ${sizes.organisations} organisations (target p95 200 ms):`,
  );
  console.log(`  bare query: ${bare.perSecond.toFixed(0)} a second, p95 ${bare.p95.toFixed(1)} ms`);
  for (const { name, p95, perSecond } of await readGuidance(server.origin, reader, filled.consultationId))
    console.log(
      `  ${name}: ${perSecond.toFixed(0)} a second, p95 ${p95.toFixed(1)} ms — ${(p95 / bare.p95).toFixed(1)} × bare`,
    );
  const told = await publishToAll(dataDir, server.origin, filled.editionId);
  console.log(
    `  publishing to all queues in ${told.seconds.toFixed(1)} s (target 5 s); readers meanwhile p95 ${told.p95.toFixed(1)} ms`,
  );
  await server.stop();
}
