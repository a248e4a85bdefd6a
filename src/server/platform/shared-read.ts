import { once } from "./once";

type Kept = { answer: Promise<unknown>; until: number };

const keptFor = 1_000;
const mostKept = 500;

/**
 * One computation for everybody who asks the same within a second. Only for answers that are the same for all visitors;
 * whoever may have just changed something reads for themselves. A failure is not kept.
 * @param key names the question whole: what is read and every input of it
 * @param now milliseconds; tests pass their own
 */
export function sharedRead<T>(key: string, compute: () => Promise<T>, now = Date.now()): Promise<T> {
  const kept = once("shared-reads", () => new Map<string, Kept>());
  const known = kept.get(key);
  // The key is the type's witness: one caller, one shape.
  if (known && known.until > now) return known.answer as Promise<T>;
  if (kept.size >= mostKept) kept.clear();
  const answer = compute();
  kept.set(key, { answer, until: now + keptFor });
  answer.catch(() => kept.delete(key));
  return answer;
}
