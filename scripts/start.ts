import { ensureDatabaseClient, ensurePages } from "./support/build";

/** `npm start` and `npm run demo`: builds what is missing, then runs everything in this process until it is told to stop. */
const demo = process.argv.includes("--demo");
const dev = process.argv.includes("--dev");
const say = (line: string): void => console.log(line);

function requireNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return;
  console.error(`Lianfang needs Node 22.12 or newer; this is ${process.versions.node}. 需要 Node 22.12 或更高版本。`);
  process.exit(1);
}

async function main(): Promise<void> {
  requireNode();
  Object.assign(process.env, { NODE_ENV: dev ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" });
  ensureDatabaseClient(say);
  if (!dev) ensurePages(say);
  const { serve } = await import("../src/server/serve");
  const seedDemo = demo ? (await import("../prisma/seed/scenarios/demo")).seedDemo : null;
  await serve({ say, dev, seedDemo });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
