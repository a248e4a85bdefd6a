import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { clusterFolder, leftClusters, removeDataFolder } from "@/server/platform/cluster-folder";

const asRoot = process.getuid?.() === 0;
const account = { uid: 65534, gid: 65534 };
let folder = "";
let data = "";

beforeEach(() => {
  // Only its owner may walk through a folder made so.
  folder = mkdtempSync(join(tmpdir(), "lianfang-cluster-"));
  data = join(folder, "data");
  mkdirSync(data);
});

afterEach(() => {
  for (const name of ["data", "moved"]) removeDataFolder(join(folder, name));
  rmSync(folder, { recursive: true, force: true });
});

it("lies in the data folder of whoever runs it", () => {
  expect(clusterFolder(data, undefined)).toBe(join(data, "postgres"));
});

it.skipIf(!asRoot)("lies in the data folder when the account can walk there, though it cannot read it", () => {
  const walkable = mkdtempSync(join(tmpdir(), "lianfang-cluster-"));
  const cluster = clusterFolder(walkable, account);
  expect(cluster).toBe(join(walkable, "postgres"));
  expect(lstatSync(cluster)).toMatchObject({ uid: account.uid });
  expect(lstatSync(walkable).mode & 0o777).toBe(0o711);
  removeDataFolder(walkable);
});

it.skipIf(!asRoot)(
  "lies elsewhere when the account cannot walk there, is found again, and goes with its folder",
  () => {
    const cluster = clusterFolder(data, account);
    expect(cluster).toMatch(/^\/var\/lib\/lianfang\/[0-9a-f]{16}$/);
    writeFileSync(join(cluster, "PG_VERSION"), "18");
    expect(clusterFolder(data, account)).toBe(cluster);
    expect(readFileSync(join(data, "postgres", "PG_VERSION"), "utf8")).toBe("18");
    removeDataFolder(data);
    expect([data, cluster, `${cluster}.owner`].filter((path) => existsSync(path))).toEqual([]);
  },
);

it.skipIf(!asRoot)("follows a data folder that is moved, and a new folder in its old place gets another", () => {
  const cluster = clusterFolder(data, account);
  renameSync(data, join(folder, "moved"));
  expect(leftClusters()).toContain(cluster);
  mkdirSync(data);
  expect(clusterFolder(data, account)).not.toBe(cluster);
  expect(clusterFolder(join(folder, "moved"), account)).toBe(cluster);
  expect(leftClusters()).not.toContain(cluster);
});

it.skipIf(!asRoot)("a folder removed by hand leaves a cluster that the next start names", () => {
  const cluster = clusterFolder(data, account);
  rmSync(data, { recursive: true });
  mkdirSync(data);
  const said: string[] = [];
  clusterFolder(data, account, (line) => said.push(line));
  expect(said).toContain(`the database ${cluster} belongs to no data folder any more; remove it`);
  for (const path of [cluster, `${cluster}.owner`]) rmSync(path, { recursive: true });
});

it.skipIf(!asRoot)("a link that leads nowhere is no reason to begin an empty database", () => {
  rmSync(clusterFolder(data, account), { recursive: true });
  expect(() => clusterFolder(data, account)).toThrow("which is gone");
});
