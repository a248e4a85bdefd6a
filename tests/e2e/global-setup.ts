import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Starts what `npm run demo` starts, on a free port with data of its own, and stops it afterwards. */
export default async function setup() {
  const dataDir = mkdtempSync(join(tmpdir(), "lianfang-e2e-"));
  const port = await freePort();
  const password = "a demo password for tests";
  mkdirSync(".artifacts", { recursive: true });
  const server = spawn(process.execPath, ["node_modules/tsx/dist/cli.mjs", "scripts/start.ts", "--demo"], {
    env: {
      ...process.env,
      PORT: String(port),
      LIANFANG_DATA_DIR: dataDir,
      LIANFANG_DEMO_PASSWORD: password,
      LOG_LEVEL: "warn",
      NODE_ENV: "production",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await started(server);
  Object.assign(process.env, { E2E_URL: `http://localhost:${port}`, E2E_PASSWORD: password, E2E_DATA_DIR: dataDir });
  return async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGINT");
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
}

function started(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("ctrl-C")) resolve();
    });
    server.once("exit", (code) => reject(new Error(`the demo ended with ${code} before it was ready:\n${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no free port")),
      );
    });
  });
}
