import { db } from "@/server/platform/db";
import { insertUpdatesIfAllowed, type LiveUpdate } from "./repo-live";

type Waiting = { update: LiveUpdate; done: (id: bigint | null) => void; failed: (error: unknown) => void };
/** So many go into one statement; the rest waits for the next one. */
const mostAtOnce = 200;

/**
 * Stores updates durably, those that arrive while a statement runs together in the next one: twenty-five people typing
 * cost a few commits a second and not hundreds.
 * @returns a function that resolves with the update's id once it is on the disk, with null where it was refused
 */
export function makeUpdateStore(): (update: LiveUpdate) => Promise<bigint | null> {
  const waiting: Waiting[] = [];
  let running = false;
  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, mostAtOnce);
      try {
        const ids = await insertUpdatesIfAllowed(
          db(),
          batch.map(({ update }) => update),
        );
        batch.forEach(({ done }, index) => {
          done(ids[index] ?? null);
        });
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    running = false;
  };
  return (update) =>
    new Promise((done, failed) => {
      waiting.push({ update, done, failed });
      if (!running) void run();
    });
}
