import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";

export type Account = { uid: number; gid: number } | undefined;

/** Where clusters lie whose account cannot walk into their data folder. */
const elsewhere = "/var/lib/lianfang";

/**
 * The cluster lies in `<data>/postgres`; when the unprivileged account cannot walk there, in a folder of its own below
 * /var/lib, with a link in its place and the data folder's name beside it. Throws when the link leads nowhere: a new
 * empty database in place of a lost one would look like a fresh start.
 */
export function clusterFolder(dataDir: string, account: Account, report: (phase: string) => void = () => {}): string {
  const here = join(dataDir, "postgres");
  if (!account) return ownFolder(here, account);
  const linked = linkTarget(here);
  if (linked !== null) {
    if (!existsSync(linked)) {
      throw new Error(
        `The database of ${dataDir} lay in ${linked}, which is gone. Put it back, or remove ${dataDir} to begin anew.`,
      );
    }
    writeFileSync(`${linked}.owner`, dataDir);
    return linked;
  }
  chmodSync(dataDir, 0o711);
  if (canWalk(dataDir, account)) return ownFolder(here, account);
  const away = join(elsewhere, randomBytes(8).toString("hex"));
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  for (const left of leftClusters()) report(`the database ${left} belongs to no data folder any more; remove it`);
  writeFileSync(`${away}.owner`, dataDir);
  ownFolder(away, account);
  symlinkSync(away, here);
  return away;
}

/** Removes a data folder and the cluster that lies elsewhere for it. Nothing may run on it. */
export function removeDataFolder(dataDir: string): void {
  const away = linkTarget(join(dataDir, "postgres"));
  rmSync(dataDir, { recursive: true, force: true });
  if (away === null) return;
  rmSync(away, { recursive: true, force: true });
  rmSync(`${away}.owner`, { force: true });
}

/** Clusters elsewhere whose data folder was removed, moved without a start since, or begun anew. */
export function leftClusters(): string[] {
  return readdirSync(elsewhere)
    .filter((name) => name.endsWith(".owner"))
    .map((name) => join(elsewhere, basename(name, ".owner")))
    .filter((cluster) => linkTarget(join(readFileSync(`${cluster}.owner`, "utf8"), "postgres")) !== cluster);
}

function linkTarget(path: string): string | null {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isSymbolicLink() ? readlinkSync(path) : null;
}

/** PostgreSQL only walks through the data folder on its way to its cluster; it need not read there. */
function canWalk(path: string, account: NonNullable<Account>): boolean {
  return spawnSync("test", ["-x", path], { uid: account.uid, gid: account.gid }).status === 0;
}

function ownFolder(folder: string, account: Account): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account && statSync(folder).uid !== account.uid) chownSync(folder, account.uid, account.gid);
  return folder;
}
