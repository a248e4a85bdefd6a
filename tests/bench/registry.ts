import { join } from "node:path";
import pg from "pg";
import { conditionsOf, searchFilter } from "@/domain/experts/search";
import { visitor } from "@/domain/shared/actor";
import { expertIndex } from "@/server/modules/experts/searcher";
import { searchExperts } from "@/server/modules/experts/service-search";
import { systemCtx } from "@/server/platform/ctx";
import { closeDatabase } from "@/server/platform/db";
import { runningPostgres } from "@/server/platform/embedded-postgres";
import { fillRegistry } from "../../prisma/seed/scenarios/load-registry";
import { startServer } from "../support/server";

const people = Number(process.env.LIANFANG_BENCH_PEOPLE ?? 1_000_000);
const rounds = 60;

const asked = [
  ["nothing asked", {}],
  ["one region", { regions: ["CN-33"] }],
  ["a skill at level 3", { skills: ["skill:segmentation"], level: 3 }],
  [
    "a skill that was verified, two regions",
    { skills: ["skill:mlps"], backing: "verified", regions: ["CN-33", "CN-31"] },
  ],
  ["words in Chinese", { query: "网络隔离" }],
  ["words in English, a sector, a language", { query: "monitoring", sectors: ["sector:water"], languages: ["en"] }],
] as const;

/** Faceted search with all its counts over a million people, through the service and its rows; beside it the same counts in SQL. */
export async function benchRegistry(folder: string): Promise<void> {
  const dataDir = join(folder, "data");
  const server = await startServer({ dataDir });
  process.env.DATABASE_URL = runningPostgres(dataDir) ?? "";
  process.env.LIANFANG_DATA_DIR = dataDir;
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    await fillRegistry(client, people, (line) => console.log(`  ${line}`));
    const began = performance.now();
    const before = process.memoryUsage.rss();
    const index = await expertIndex();
    console.log(
      `registry, ${index.living} people listed: index built in ${((performance.now() - began) / 1_000).toFixed(1)} s, ${Math.round((process.memoryUsage.rss() - before) / 1_048_576)} MB`,
    );
    for (const [name, filter] of asked) {
      const input = { ...searchFilter.parse(filter), page: 1 };
      const times: number[] = [];
      let total = 0;
      for (let round = 0; round < rounds; round++) {
        // Each from a network of its own, so that the limit of searches is asked and does not stop the measurement.
        const ctx = { ...systemCtx("bench"), actor: visitor, address: `10.${name.length}.${round}.1` };
        const at = performance.now();
        total = (await searchExperts(ctx, input)).total;
        times.push(performance.now() - at);
      }
      times.sort((a, b) => a - b);
      console.log(
        `  ${name}: ${total} people, p95 ${(times[Math.floor(times.length * 0.95)] ?? 0).toFixed(1)} ms (target 200 ms)`,
      );
    }
    const tokens = conditionsOf(searchFilter.parse({ regions: ["CN-33"] })).flatMap(({ anyOf }) => anyOf);
    const at = performance.now();
    await client.query(
      `SELECT t, count(*) FROM "ExpertProfile", unnest("tokens0") t WHERE "tokens0" && $1 AND t NOT LIKE 'w:%' GROUP BY t`,
      [tokens],
    );
    console.log(`  baseline, the counts of one region in SQL: ${(performance.now() - at).toFixed(0)} ms`);
  } finally {
    await client.end();
    await closeDatabase();
    delete process.env.DATABASE_URL;
    await server.stop();
  }
}
