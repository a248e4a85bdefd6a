import { FacetIndex, type Layer } from "@/domain/experts/facet-index";
import type { ReaderClass } from "@/domain/experts/profile";
import { db } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { once } from "@/server/platform/once";
import { listEndedTerms } from "./repo-pools";
import { changedSince, countListed, findProfiles } from "./repo-profiles";
import { streamTokens } from "./token-stream";
import { derivedOf } from "./view-profile";

/**
 * The index of all listed profiles, in this process. It is built from the table and follows it: PostgreSQL's own
 * statement of when a row changed is the outbox. What is shown is read from the rows and asks the visibility rule
 * again, so a lag of the index shows nobody what they may not see.
 */
type State = {
  index: FacetIndex;
  since: Date;
  known: Map<string, number>;
  /** Terms in pools that had ended by then have left the index. */
  termsUntil: Date;
  /** The first building; nobody need wait for a later one, because the old index goes on answering. */
  first: Promise<void> | null;
  whole: boolean;
  expected: number;
  anew: Promise<void> | null;
  lookedAt: number;
};

/** How far an answer can be relied on: the share of people, of 100, whom it was sought among. */
export type Prepared = { readonly index: FacetIndex; readonly prepared: number };

/** Rows whose transaction committed late lie before the newest: so far back is looked again. */
const overlapMs = 10_000;
/** At most so often is the table asked for changes. */
const restMs = 200;
/** So long a question waits for the first building before it is answered from what is there. */
const patienceMs = 1_500;
const batch = 5_000;
const wasteToRebuild = 0.2;

function state(): State {
  return once("experts.index", () => ({
    index: new FacetIndex(),
    since: new Date(0),
    known: new Map<string, number>(),
    termsUntil: new Date(0),
    first: null,
    whole: false,
    expected: 0,
    anew: null,
    lookedAt: 0,
  }));
}

/** Begins to build the index, so that the first question finds it there. */
export function warmExpertIndex(): void {
  first(state()).catch((error: unknown) => log().warn({ err: error }, "the people's index could not be built yet"));
}

/**
 * The index as of now. While it is being built for the first time, of a large registry for up to a minute, it answers
 * from the people read so far and says how many of 100 that is.
 */
export async function expertIndex(): Promise<Prepared> {
  const held = state();
  if (!held.whole) await Promise.race([first(held), rest(patienceMs)]);
  if (!held.whole)
    return {
      index: held.index,
      prepared: Math.min(99, Math.floor((100 * held.index.living) / Math.max(held.expected, 1))),
    };
  if (Date.now() - held.lookedAt >= restMs) await follow(held);
  return { index: held.index, prepared: 100 };
}

/** The index of everybody, waited for: for work that nobody watches. */
export async function wholeExpertIndex(): Promise<FacetIndex> {
  await first(state());
  return (await expertIndex()).index;
}

export function layerOf(reader: ReaderClass): Layer {
  return reader === "visitor" ? 0 : reader === "member" ? 1 : 2;
}

function first(held: State): Promise<void> {
  held.first ??= build(held, held.index).then(
    () => {
      held.whole = true;
    },
    (error: unknown) => {
      held.first = null;
      held.index = new FacetIndex();
      throw error;
    },
  );
  return held.first;
}

async function build(held: State, index: FacetIndex): Promise<void> {
  held.expected = await countListed(db());
  held.since = await streamTokens(index);
  held.index = index;
  held.known.clear();
  held.termsUntil = new Date(0);
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
  await leavePools(held);
  for (const [personId, at] of held.known) if (at < held.since.getTime() - 2 * overlapMs) held.known.delete(personId);
  if (held.index.waste > wasteToRebuild && held.index.living > 1_000)
    held.anew ??= build(held, new FacetIndex())
      .catch((error: unknown) => log().warn({ err: error }, "the people's index could not be built anew"))
      .finally(() => {
        held.anew = null;
      });
}

/** A term ends by the clock, and no row changes: who left a pool is read again. */
async function leavePools(held: State): Promise<void> {
  const now = new Date();
  const ended = await listEndedTerms(db(), held.termsUntil, now);
  for (const rows of await findProfiles(
    db(),
    ended.map(({ personId }) => personId),
    now,
  )) {
    if (!rows.profile.listed) continue;
    const { tokens, strength } = derivedOf(rows, now);
    held.index.put(rows.profile.personId, strength, tokens);
  }
  held.termsUntil = now;
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
