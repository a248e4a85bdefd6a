import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What is missing or older than its sources is built; each part remembers the hash of what it was made from. */
const stampFolder = ".build";

function hashOf(paths: readonly string[]): string {
  const hash = createHash("sha256");
  const add = (path: string): void => {
    if (!existsSync(path)) return;
    hash.update(path);
    hash.update(readFileSync(path));
  };
  for (const path of paths) {
    if (/\.\w+$/.test(path)) {
      add(path);
      continue;
    }
    const entries = existsSync(path) ? readdirSync(path, { recursive: true, withFileTypes: true }) : [];
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) if (!file.includes("server/platform/prisma/")) add(file);
  }
  return hash.digest("hex");
}

function buildWhenStale(
  part: {
    name: string;
    sources: readonly string[];
    result: string;
    command: readonly string[];
    env?: Record<string, string>;
  },
  say: (line: string) => void,
): void {
  const stamp = join(stampFolder, part.name);
  const hash = hashOf(part.sources);
  if (existsSync(part.result) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  say(`… ${part.name}`);
  const [program = "", ...args] = part.command;
  const run = spawnSync(process.execPath, [program, ...args], {
    encoding: "utf8",
    env: { ...process.env, ...part.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (run.status !== 0) throw new Error(`${part.name} failed:\n${run.stdout}\n${run.stderr}`);
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(stamp, hash);
}

/** The database client is generated from prisma/schema; the schema engine is not needed for it, so any program stands in. */
export function ensureDatabaseClient(say: (line: string) => void): void {
  buildWhenStale(
    {
      name: "generating the database client",
      sources: ["prisma/schema", "package-lock.json"],
      result: "src/server/platform/prisma/client.ts",
      command: ["node_modules/prisma/build/index.js", "generate"],
      env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
    },
    say,
  );
}

export function ensurePages(say: (line: string) => void): void {
  buildWhenStale(
    {
      name: "building the pages (once, about a minute)",
      sources: ["src", "next.config.js", "postcss.config.mjs", "tsconfig.json", "package-lock.json"],
      result: ".next/BUILD_ID",
      command: ["node_modules/next/dist/bin/next", "build"],
      env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    },
    say,
  );
}
