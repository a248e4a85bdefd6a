/**
 * One value per process, whoever asks. Next bundles its own copy of every server file, so a module-level
 * `const pool` would exist twice; the registry on `globalThis` is shared by both copies.
 */
const registry = Symbol.for("lianfang.once");

type Registry = Map<string, unknown>;

export function once<T>(name: string, make: () => T): T {
  const holder = globalThis as typeof globalThis & { [registry]?: Registry };
  holder[registry] ??= new Map();
  const known = holder[registry];
  if (!known.has(name)) known.set(name, make());
  // The name is the type's only witness: each name is used by exactly one `once` call in the code.
  return known.get(name) as T;
}

/** Forget a value, for shutdown and for tests that start anew. */
export function forget(name: string): void {
  const holder = globalThis as typeof globalThis & { [registry]?: Registry };
  holder[registry]?.delete(name);
}
