import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createServer } from "node:net";
import { promisify } from "node:util";

/** The demo in production mode, as `npm run demo` starts it, on a free port with data of its own. */
export type Running = {
  origin: string;
  secondsToReady: number;
  token(email: string, scopes: string): Promise<string>;
  stop(): Promise<void>;
};

export async function startDemo(dataDir: string): Promise<Running> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, ["node_modules/tsx/dist/cli.mjs", "scripts/start.ts", "--demo"], {
    env: {
      ...process.env,
      PORT: String(port),
      LIANFANG_DATA_DIR: dataDir,
      LOG_LEVEL: "silent",
      NODE_ENV: "production",
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  await said(child, "ctrl-C");
  return {
    origin: `http://127.0.0.1:${port}`,
    secondsToReady: (performance.now() - began) / 1_000,
    token: async (email, scopes) => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ["node_modules/tsx/dist/cli.mjs", "scripts/token.ts", "--email", email, "--scopes", scopes],
        { env: { ...process.env, LIANFANG_DATA_DIR: dataDir } },
      );
      return stdout.trim();
    },
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGINT");
      }),
  };
}

function said(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
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
