import type { KeyObject } from "node:crypto";
import type { Tx } from "@/server/platform/db";
import { once } from "@/server/platform/once";
import { type Flag, openFlag, teamFlag } from "./flags";
import { teamIds } from "./repo-play";

type Asked = {
  competitionId: string;
  challengeId: string;
  eventKey: KeyObject;
  flags: readonly Flag[];
  answer: string;
  teamId: string;
};
type Owners = { of: Map<string, string>; at: number };

const freshFor = 10_000;
const mostKept = 200;

/** The team whose own flag the answer is, or null. Looked up only where the answer has the prefix of such flags. */
export async function ownerOfFlag(tx: Pick<Tx, "competitionTeam">, asked: Asked): Promise<string | null> {
  for (const flag of asked.flags) {
    if (flag.kind !== "perTeam") continue;
    const prefix = openFlag(flag);
    if (!asked.answer.startsWith(prefix)) continue;
    const owner = await ownerUnder(tx, asked, flag.id, prefix);
    if (owner && owner !== asked.teamId) return owner;
  }
  return null;
}

/** All flags of one challenge by their text; made anew when an answer is not among them and teams may have come. */
async function ownerUnder(tx: Pick<Tx, "competitionTeam">, asked: Asked, flagId: string, prefix: string) {
  const kept = once("competition-flag-owners", () => new Map<string, Owners>());
  const key = `${flagId}:${prefix}`;
  const known = kept.get(key);
  if (known?.of.has(asked.answer)) return known.of.get(asked.answer) ?? null;
  if (known && Date.now() - known.at < freshFor) return null;
  const of = new Map<string, string>();
  for (const id of await teamIds(tx, asked.competitionId))
    of.set(teamFlag(prefix, asked.eventKey, asked.challengeId, id), id);
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, { of, at: Date.now() });
  return of.get(asked.answer) ?? null;
}
