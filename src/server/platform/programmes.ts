import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { AppError } from "@/domain/shared/errors";
import type { SolveProgramme } from "@/domain/shared/mixed-assignment";

/** A solver answers within so many seconds or not at all: an act waits for it. */
const seconds = 4;

/**
 * Lends a solver of integer programmes (HiGHS) in a thread of its own, so that a hard one holds nobody up.
 * @throws AppError STATE_REFUSED programmeTooHard where an optimum was not proven in time
 */
export async function withProgrammes<T>(use: (solve: SolveProgramme) => Promise<T>): Promise<T> {
  const worker = new Worker(join(process.cwd(), "src/server/platform/programme-worker.mjs"), { execArgv: [] });
  try {
    return await use(async (programme) => {
      const answered = once(worker, "message");
      worker.postMessage({ programme, seconds });
      const [{ status, values }] = (await answered) as [{ status: string; values: [string, number][] }];
      if (status === "Infeasible") return null;
      if (status === "Time limit reached") throw new AppError("STATE_REFUSED", { reason: "programmeTooHard" });
      if (status !== "Optimal") throw new Error(`the solver ended with: ${status}`);
      return new Map(values);
    });
  } finally {
    await worker.terminate();
  }
}
