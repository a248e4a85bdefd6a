import { spawn } from "node:child_process";
import { once } from "node:events";

export type LiveProcess = { origin: string; port: number; kill(): Promise<void> };

/** Starts a script that prints `listening <port>`; it dies at once and without goodbye when it is killed. */
export async function startLiveProcess(script = "tests/support/live-child.ts", port = 0): Promise<LiveProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    env: { ...process.env, PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const listening = await new Promise<number>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${script} ended with ${code}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      const found = /listening (\d+)/u.exec(chunk.toString())?.[1];
      if (found) resolve(Number(found));
    });
  });
  return {
    origin: `http://127.0.0.1:${listening}`,
    port: listening,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
