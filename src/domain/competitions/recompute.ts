import { replay, type StandingRow, standing } from "./board";
import type { Archive } from "./exports";
import { genesis, linkText } from "./log";

/** What a recomputation of an archive found. */
export type Recomputed = {
  readonly events: number;
  /** The first position whose hash does not follow from the one before, or null. */
  readonly brokenAt: number | null;
  /** Published roots that the chain does not have where they say. */
  readonly wrongRoots: readonly string[];
  readonly results: readonly {
    readonly version: number;
    readonly reason: string;
    readonly differs: readonly string[];
  }[];
  readonly standing: readonly StandingRow[];
};

/**
 * Walks the chain and replays the log up to each published result.
 * @param sha256 hexadecimal digest of a text in UTF-8; handed in, because rules import nothing
 */
export function recompute(archive: Archive, sha256: (text: string) => string): Recomputed {
  let hash = genesis;
  let brokenAt: number | null = null;
  for (const [index, { hash: told, ...event }] of archive.log.entries()) {
    hash = sha256(hash + linkText(event));
    if (brokenAt === null && (hash !== told || event.position !== index + 1)) brokenAt = event.position;
  }
  const hashAt = (position: number): string => archive.log[position - 1]?.hash ?? genesis;
  const wrongRoots = [
    ...archive.roots.filter(({ hash: root }) => !archive.log.some((event) => event.hash === root) && root !== genesis),
  ].map(({ of, hash: root }) => `${of} ${root}`);
  const results = archive.results.map(({ version, reason, position, root, standing: told }) => {
    const own = standing(replay(archive.log.slice(0, position)));
    const differs = differences(own, told);
    if (hashAt(position) !== root) wrongRoots.push(`result ${version} ${root}`);
    return { version, reason, differs };
  });
  const last = archive.results.at(-1)?.position ?? archive.log.length;
  return {
    events: archive.log.length,
    brokenAt,
    wrongRoots,
    results,
    standing: standing(replay(archive.log.slice(0, last))),
  };
}

function differences(own: readonly StandingRow[], told: readonly StandingRow[]): string[] {
  const text = (row: StandingRow | undefined) => (row ? `${row.rank ?? "–"} ${row.name} ${row.score}` : "nobody");
  const most = Math.max(own.length, told.length);
  const lines: string[] = [];
  for (let index = 0; index < most; index++)
    if (text(own[index]) !== text(told[index])) lines.push(`${text(told[index])} is ${text(own[index])}`);
  return lines;
}
