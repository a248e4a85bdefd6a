import { db, type Tx } from "./db";
import { log } from "./log";

type Step = () => Promise<void>;

const waiting = new WeakMap<Tx, Step[]>();

/** One transaction, and what was asked to happen once it has committed; such a step may fail and change nothing. */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const steps: Step[] = [];
  const answer = await db().$transaction((tx) => {
    waiting.set(tx, steps);
    return work(tx);
  });
  for (const step of steps)
    await step().catch((error: unknown) => log().warn({ err: error }, "something after a commit did not happen"));
  return answer;
}

/** @throws Error when the transaction was not begun by `transaction`, because nobody would run the step */
export function afterCommit(tx: Tx, step: Step): void {
  const steps = waiting.get(tx);
  if (!steps) throw new Error("afterCommit was called outside of transaction()");
  steps.push(step);
}
