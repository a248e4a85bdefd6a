type Waiting<K, V> = { key: K; done: (value: V) => void; fail: (error: unknown) => void };

/**
 * Asks one question for all that wait. Under load a database answers fifty questions put as one in little more than the
 * time of one; and nobody waits when nobody else asks, because the first is put at once and the others gather only while
 * it is being answered.
 * @param ask answers in the order of its keys; when it fails, all that were asked with it fail
 * @param options.lanes how many questions may be under way; `most` keys in one; keys for which `one` gives the same name
 * are never in one question
 */
export function gather<K, V>(
  ask: (keys: readonly K[]) => Promise<readonly V[]>,
  options: { lanes: number; most: number; one?: (key: K) => string },
): (key: K) => Promise<V> {
  let queue: Waiting<K, V>[] = [];
  let under = 0;
  let called = false;

  function taken(): Waiting<K, V>[] {
    const names = new Set<string>();
    const now: Waiting<K, V>[] = [];
    const later: Waiting<K, V>[] = [];
    for (const waiting of queue) {
      const name = options.one?.(waiting.key);
      if (now.length >= options.most || (name !== undefined && names.has(name))) later.push(waiting);
      else now.push(waiting);
      if (name !== undefined) names.add(name);
    }
    queue = later;
    return now;
  }

  async function put(): Promise<void> {
    under += 1;
    const together = taken();
    try {
      const values = await ask(together.map(({ key }) => key));
      for (const [index, { done, fail }] of together.entries()) {
        if (index in values) done(values[index] as V);
        else fail(new Error("a gathered question got fewer answers than it had keys"));
      }
    } catch (error) {
      for (const { fail } of together) fail(error);
    } finally {
      under -= 1;
      run();
    }
  }

  function run(): void {
    while (queue.length > 0 && under < options.lanes) void put();
  }

  return (key) =>
    new Promise((done, fail) => {
      queue.push({ key, done, fail });
      if (called) return;
      called = true;
      // What arrived in this turn of the event loop goes together.
      setImmediate(() => {
        called = false;
        run();
      });
    });
}
