import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { appRouter, callerFactory } from "@/server/api/root";
import type { Ctx } from "@/server/platform/ctx";

/** Everything that leaves the platform, for tests of what must not: doors, tables, files on the disk, letters, logs. */

type Procedure = { _def: { type: string } };
const queries = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>)
  .filter(([, { _def }]) => _def.type === "query")
  .map(([path]) => path);

/**
 * What every reading door says to this reader when it is asked for each of the given inputs, refusals included. A door
 * takes the inputs that fit its form; new doors are asked without anybody thinking of it.
 */
export async function everyAnswer(ctx: Ctx, inputs: readonly object[]): Promise<string> {
  const caller = callerFactory(ctx) as unknown as Record<string, Record<string, (input: object) => Promise<unknown>>>;
  const answers: string[] = [];
  for (const path of queries) {
    const [module = "", name = ""] = path.split(".");
    const asked = inputs.map((input) => caller[module]?.[name]?.(input) ?? Promise.reject(new Error(path)));
    for (const answer of await Promise.allSettled(asked))
      answers.push(
        answer.status === "fulfilled"
          ? `${path} ${JSON.stringify(answer.value)}`
          : // The sent input comes back in a form's problem only as its path and code, never as its text.
            `${path} ${String(answer.reason)}`,
      );
  }
  return answers.join("\n");
}

export const askedDoors = queries.length;

/** The tables of the database that hold one of the words, as text or as the bytes of the text. */
export async function tablesWith(words: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const { rows: tables } = await client.query<{ schema: string; name: string }>(
    "SELECT nspname AS schema, relname AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'p') AND nspname IN ('public', 'pgboss')",
  );
  if (tables.length < 30) throw new Error("too few tables to have looked at the whole database");
  const forms = words.flatMap((word) => [word, Buffer.from(word).toString("hex")]);
  const found: string[] = [];
  for (const { schema, name } of tables) {
    const { rows } = await client.query<{ text: string }>(`SELECT t::text AS text FROM "${schema}"."${name}" t`);
    if (rows.some(({ text }) => forms.some((form) => text.includes(form)))) found.push(name);
  }
  await client.end();
  return found;
}

/** Files below the data directory, letters among them, that hold one of the words. */
export function filesWith(words: readonly string[]): string[] {
  const folder = process.env.LIANFANG_DATA_DIR ?? "";
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => words.some((word) => path.includes(word) || readFileSync(path).includes(word)));
}

/** Runs the work and returns what was logged meanwhile. */
export async function loggedBy(work: () => Promise<void>): Promise<string> {
  const logged: string[] = [];
  const streams = [process.stderr, process.stdout];
  const writes = streams.map((stream) => stream.write.bind(stream));
  for (const stream of streams)
    stream.write = ((chunk: string | Uint8Array) => {
      logged.push(String(chunk));
      return true;
    }) as typeof stream.write;
  try {
    await work();
  } finally {
    for (const [index, stream] of streams.entries()) {
      const write = writes[index];
      if (write) stream.write = write;
    }
  }
  return logged.join("");
}
