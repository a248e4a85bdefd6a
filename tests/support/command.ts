import { spawn } from "node:child_process";

export type Ended = { code: number | null; out: string; err: string };

/** Runs one of the commands of package.json as a person would, on the database of this test file. */
export function command(script: string, ...words: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", `scripts/${script}.ts`, ...words], {
      env: process.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended: Ended = { code: null, out: "", err: "" };
    child.stdout.on("data", (chunk: Buffer) => {
      ended.out += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      ended.err += chunk.toString();
    });
    child.once("close", (code) => resolve({ ...ended, code }));
  });
}
