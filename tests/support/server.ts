import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createServer } from "node:net";
import { promisify } from "node:util";

/** The whole application in a process of its own, in production mode, on a free port: what a person would start. */
export type Running = {
  origin: string;
  pid: number;
  secondsToReady: number;
  /** Prints an API token as `npm run token` does. */
  token(email: string, scopes: string): Promise<string>;
  /** From now on nobody reads what it says, as when a terminal or a collector of lines has gone. */
  leaveUnread(): void;
  /** @returns the exit code, or null when the signal ended it at once */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

export type StartOptions = {
  dataDir: string;
  demo?: boolean;
  host?: string;
  env?: Record<string, string>;
  /** What is started; the application itself unless told. */
  script?: string;
};

export async function startServer({
  dataDir,
  demo = true,
  host = "127.0.0.1",
  env = {},
  script = "scripts/start.ts",
}: StartOptions): Promise<Running> {
  const port = await freePort();
  const began = performance.now();
  const child = spawnServer({ dataDir, demo, script, env: { PORT: String(port), ...env } });
  await said(child, "ctrl-C");
  // What goes wrong from now on is shown beside the test that met it.
  child.stderr?.pipe(process.stderr);
  return {
    origin: `http://${host}:${port}`,
    pid: child.pid ?? 0,
    secondsToReady: (performance.now() - began) / 1_000,
    token: async (email, scopes) => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ["--import", "tsx", "scripts/token.ts", "--email", email, "--scopes", scopes],
        { env: { ...process.env, LIANFANG_DATA_DIR: dataDir, ...env } },
      );
      return stdout.trim();
    },
    leaveUnread: () => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
    stop: (signal = "SIGINT") =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
        child.once("exit", (code) => resolve(code));
        child.kill(signal);
      }),
  };
}

/** Without a shell or loader process in between, so that a signal meets the server itself. */
export function spawnServer({
  dataDir,
  demo = true,
  env = {},
  script = "scripts/start.ts",
}: StartOptions): ChildProcess {
  const { DATABASE_URL: _, ...inherited } = process.env;
  return spawn(process.execPath, ["--import", "tsx", script, ...(demo ? ["--demo"] : [])], {
    env: { ...inherited, LIANFANG_DATA_DIR: dataDir, LOG_LEVEL: "silent", NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function said(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes(word)) resolve();
      });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${text}`)));
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
