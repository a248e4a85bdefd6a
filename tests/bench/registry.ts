import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { join } from "node:path";
import pg from "pg";
import { conditionsOf } from "@/domain/experts/conditions";
import { searchFilter } from "@/domain/experts/search";
import { runningPostgres } from "@/server/platform/embedded-postgres";
import { fillRegistry } from "../../prisma/seed/scenarios/load-registry";
import { startServer } from "../support/server";
import { quantile } from "./load";

const people = Number(process.env.LIANFANG_BENCH_PEOPLE ?? 1_000_000);
const callers = 4;
const rounds = 240;

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

type Answer = { total: number; prepared: number };

/**
 * Faceted search with all its counts over a million people, asked over HTTP of the whole application in a process of its
 * own by several callers at once; beside it the same counts in SQL.
 */
export async function benchRegistry(folder: string): Promise<void> {
  const dataDir = join(folder, "data");
  // Each question comes from a network of its own, so that the limit of searches is asked and does not stop the measurement.
  const options = { dataDir, demo: false, env: { LIANFANG_TRUST_PROXY: "1" } };
  const first = await startServer(options);
  const client = new pg.Client({ connectionString: runningPostgres(dataDir) ?? "" });
  await client.connect();
  const empty = residentMegabytes(first.pid);
  await fillRegistry(client, people, (line) => console.log(`  ${line}`));
  await client.end();
  await first.stop();

  const began = performance.now();
  const server = await startServer(options);
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const ask = asker(server.origin, agent);
  try {
    const ready = performance.now();
    const early = await ask({});
    console.log(
      `registry, ${people} people: the server answers after ${seconds(began, ready)} s, the first search ${seconds(ready)} s later, among ${early.prepared} of 100 people`,
    );
    while ((await ask({})).prepared < 100) await new Promise((resolve) => setTimeout(resolve, 250));
    console.log(
      `  everybody is in the index ${seconds(ready)} s after that start (target 60 s); the process takes ${residentMegabytes(server.pid)} MB, with nobody listed it took ${empty} MB (target 1,024 MB more)`,
    );
    for (const [name, filter] of asked) {
      const times: number[] = [];
      let total = 0;
      const caller = async () => {
        for (let round = 0; round < rounds / callers; round += 1) {
          const at = performance.now();
          ({ total } = await ask(filter));
          times.push(performance.now() - at);
        }
      };
      await Promise.all(Array.from({ length: callers }, caller));
      console.log(
        `  ${name}: ${total} people, ${callers} callers over HTTP, median ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms (target 200 ms)`,
      );
    }
    await baseline(runningPostgres(dataDir) ?? "");
  } finally {
    agent.destroy();
    await server.stop();
  }
}

async function baseline(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const tokens = conditionsOf(searchFilter.parse({ regions: ["CN-33"] })).flatMap(({ anyOf }) => anyOf);
    const at = performance.now();
    await client.query(
      `SELECT t, count(*) FROM "ExpertProfile", unnest("tokens0") t WHERE "tokens0" && $1 AND t NOT LIKE 'w:%' GROUP BY t`,
      [tokens],
    );
    console.log(`  baseline, the counts of one region in SQL, one caller: ${(performance.now() - at).toFixed(0)} ms`);
  } finally {
    await client.end();
  }
}

function asker(origin: string, agent: Agent): (filter: object) => Promise<Answer> {
  let network = 0;
  return (filter) =>
    new Promise((resolve, reject) => {
      network += 1;
      const input = encodeURIComponent(JSON.stringify(filter));
      const headers = { "X-Forwarded-For": `10.${network >> 16}.${(network >> 8) & 255}.${network & 255}` };
      get(`${origin}/api/trpc/experts.search?input=${input}`, { agent, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.once("end", () =>
          response.statusCode === 200
            ? resolve((JSON.parse(text) as { result: { data: Answer } }).result.data)
            : reject(new Error(`experts.search: ${response.statusCode} ${text}`)),
        );
      }).once("error", reject);
    });
}

function seconds(from: number, to = performance.now()): string {
  return ((to - from) / 1_000).toFixed(1);
}

/** What a process of this machine holds in memory, as Linux tells it; NaN elsewhere. */
function residentMegabytes(pid: number): number {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1_024);
  } catch {
    return Number.NaN;
  }
}
