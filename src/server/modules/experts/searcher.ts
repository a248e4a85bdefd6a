import { FacetIndex, type Layer } from "@/domain/experts/facet-index";
import type { ReaderClass } from "@/domain/experts/profile";
import { db } from "@/server/platform/db";
import { once } from "@/server/platform/once";
import { changedSince } from "./repo-profiles";
import { streamTokens } from "./token-stream";

/**
 * The index of all listed profiles, in this process. It is built from the table and follows it: PostgreSQL's own
 * statement of when a row changed is the outbox. What is shown is read from the rows and asks the visibility rule
 * again, so a lag of the index shows nobody what they may not see.
 */
type State = {
  index: FacetIndex;
  since: Date;
  known: Map<string, number>;
  building: Promise<void> | null;
  lookedAt: number;
};

/** Rows whose transaction committed late lie before the newest: so far back is looked again. */
const overlapMs = 10_000;
/** At most so often is the table asked for changes. */
const restMs = 200;
const batch = 5_000;
const wasteToRebuild = 0.2;

function state(): State {
  return once("experts.index", () => ({
    index: new FacetIndex(),
    since: new Date(0),
    known: new Map<string, number>(),
    building: null,
    lookedAt: 0,
  }));
}

/** The index as of now: built on first use, then brought up to date. */
export async function expertIndex(): Promise<FacetIndex> {
  const held = state();
  held.building ??= build(held);
  await held.building;
  if (Date.now() - held.lookedAt >= restMs) await follow(held);
  return held.index;
}

export function layerOf(reader: ReaderClass): Layer {
  return reader === "visitor" ? 0 : reader === "member" ? 1 : 2;
}

async function build(held: State): Promise<void> {
  const index = new FacetIndex();
  held.since = await streamTokens(({ personId, strength, layers }) => index.put(personId, strength, layers));
  index.settle();
  held.index = index;
  held.known.clear();
}

async function follow(held: State): Promise<void> {
  held.lookedAt = Date.now();
  for (;;) {
    const from = new Date(held.since.getTime() - overlapMs);
    const rows = await changedSince(db(), from, batch);
    const fresh = rows.filter(({ personId, changedAt }) => held.known.get(personId) !== changedAt.getTime());
    for (const { personId, listed, strength, tokens0, tokens1, tokens2, changedAt } of fresh) {
      if (listed) held.index.put(personId, strength, [tokens0, tokens1, tokens2]);
      else held.index.drop(personId);
      held.known.set(personId, changedAt.getTime());
    }
    const newest = rows.at(-1)?.changedAt;
    if (newest && newest > held.since) held.since = newest;
    if (rows.length < batch || fresh.length === 0) break;
  }
  for (const [personId, at] of held.known) if (at < held.since.getTime() - 2 * overlapMs) held.known.delete(personId);
  if (held.index.waste > wasteToRebuild && held.index.living > 1_000) {
    held.building = build(held);
    await held.building;
  }
}
