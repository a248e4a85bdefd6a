import type { IncomingMessage } from "node:http";
import { contextOf, envelopeOf } from "@/server/api/context";
import { startEverything } from "@/server/main";
import { pool } from "@/server/platform/db";
import type { Door } from "@/server/processes/web";

/**
 * The application with two doors beside its own: what one insert costs here when nothing else is done, and what it costs
 * when the server also has to know who asks. They are the baseline of the competitions' figures.
 */
const beside: readonly Door[] = [true, false].map((known) => [
  "bench",
  known ? "/bench/insert-known" : "/bench/insert-bare",
  async (request, response) => {
    if (known) await contextOf(envelopeOf(request));
    const { text } = JSON.parse(await bodyOf(request)) as { text: string };
    await pool().query('INSERT INTO bench_row ("text") VALUES ($1)', [text]);
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end('{"done":true}');
  },
]);

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

const stop = await startEverything({ say: console.log, beside });
console.log("ctrl-C stops everything.");
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void stop().then(() => process.exit(0)));
