import { readFileSync, writeFileSync } from "node:fs";

/**
 * `npm run lock:complete`, after adding packages: `npm install` leaves binaries of other platforms out of the lockfile
 * where the registry in use lacks them, and `npm ci` then refuses the lockfile everywhere. This writes the entries that
 * a complete registry would have led to, without integrity, which npm adds where it can fetch them (decision 008).
 */
type Entry = {
  version?: string;
  license?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
type Lock = { packages: Record<string, Entry> };

const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32", "windows"];
const processors: Record<string, string> = {
  arm64: "arm64",
  aarch64: "arm64",
  x64: "x64",
  ia32: "ia32",
  arm: "arm",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  wasm32: "wasm32",
  wasi: "wasm32",
  loong64: "loong64",
};

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock;
let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (resolves(path, name) || !/^\d+\.\d+\.\d+/u.test(range)) continue;
    const parts = name.split(/[/-]/u);
    const system = parts.find((part) => systems.includes(part));
    const cpu = parts.map((part) => processors[part]).find((part) => part !== undefined);
    if (!system && !cpu) continue;
    lock.packages[`node_modules/${name}`] = {
      version: range,
      // One source, one licence: the platform's binary is built from the package that names it.
      ...(entry.license ? { license: entry.license } : {}),
      optional: true,
      ...(entry.dev ? { dev: true } : {}),
      ...(cpu ? { cpu: [cpu] } : {}),
      ...(system ? { os: [system === "windows" ? "win32" : system] } : {}),
      ...(name.includes("musl") ? { libc: ["musl"] } : {}),
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added`);

/** Looks upward from the package, as Node does. */
function resolves(from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (`${folder}${folder ? "/" : ""}node_modules/${name}` in lock.packages) return true;
    if (folder === "") return false;
  }
}
