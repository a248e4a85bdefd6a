import { rmSync } from "node:fs";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { InputFault, systemCode } from "./input-fault";

/** A file in the making. It takes its name only when it is whole. */
export type Output = {
  readonly write: (lines: readonly string[]) => Promise<void>;
  /** Gives the file its name, replacing an older one in one step. */
  readonly finish: () => Promise<void>;
  /** Removes what is not finished; after `finish` it does nothing. */
  readonly discard: () => Promise<void>;
};

const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Opens the output beside its final place, before any work is done, so that a wrong path is known at once. What is no
 * plain file (a pipe, `/dev/stdout`) is written to directly, because it cannot be replaced.
 * @throws InputFault when it cannot be written
 */
export async function openOutput(path: string): Promise<Output> {
  const existing = await stat(path).catch(() => null);
  if (existing?.isDirectory()) throw new InputFault((words) => words.fileIsFolder(path));
  const direct = existing !== null && !existing.isFile();
  const partPath = direct ? path : `${path}.${process.pid}.part`;
  const attempt = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      const code = systemCode(error);
      throw new InputFault(
        (words) => words.outRefused(path, code),
        (words) => words.nothingWritten(),
      );
    }
  };
  let handle: FileHandle | null = await attempt(() => open(partPath, direct ? "a" : "w"));
  const close = async () => {
    const open = handle;
    handle = null;
    await open?.close();
  };
  let finished = false;
  const stopped = () => {
    if (!direct) rmSync(partPath, { force: true });
    process.exit(130);
  };
  for (const signal of stopSignals) process.once(signal, stopped);
  return {
    write: async (lines) => {
      if (lines.length > 0) await attempt(async () => handle?.appendFile(`${lines.join("\n")}\n`));
    },
    finish: async () => {
      await attempt(async () => {
        if (!direct) await handle?.sync();
        await close();
        if (!direct) await rename(partPath, path);
      });
      finished = true;
    },
    discard: async () => {
      for (const signal of stopSignals) process.off(signal, stopped);
      await close();
      if (!finished && !direct) await rm(partPath, { force: true });
    },
  };
}
