import { canonicalJson } from "./canonical-json";

/**
 * A random draw that anybody can recompute and nobody can steer. The candidates are frozen and hashed; each party
 * commits to a secret seed, all seeds are revealed after the last commitment, and the choice follows from the frozen
 * list and all seeds together. One honest party is enough for chance. (Commit and reveal: Blum, "Coin flipping by
 * telephone", 1981.)
 *
 * The rules are pure; the caller hands in SHA-256, so that server, browser and an independent script use their own.
 */

/** SHA-256 of the text's UTF-8 bytes as 64 lower-case hex digits. */
export type Sha256 = (text: string) => string;

/** What is drawn, fixed before any seed is known. Ids are opaque; who they stand for is frozen beside them. */
export type FrozenDraw = {
  /** Tells one draw from another, so that revealed seeds cannot be used twice. */
  readonly drawId: string;
  readonly candidates: readonly string[];
  /** How many are chosen. */
  readonly count: number;
  /** How many more are drawn in order to step in. */
  readonly reserves: number;
};

/** A party's secret: 32 random bytes as 64 lower-case hex digits. */
export type PartySeed = { readonly party: string; readonly seed: string };

export type SeedCommitment = { readonly party: string; readonly commitment: string };

export type DrawResult = {
  readonly listHash: string;
  /** The seed that all parties made together. */
  readonly seed: string;
  readonly chosen: readonly string[];
  readonly reserves: readonly string[];
};

/** Why a draw cannot be carried out or its record does not hold. */
export type DrawFault =
  | { readonly kind: "tooFewCandidates"; readonly candidates: number; readonly asked: number }
  | { readonly kind: "candidateTwice" | "noSeeds" | "badCount" }
  | {
      readonly kind: "badSeed" | "partyTwice" | "notCommitted" | "notRevealed" | "seedDiffers";
      readonly party: string;
    };

/**
 * The text whose SHA-256 freezes the draw: canonical JSON of its id, sizes and candidates in the order of their code
 * units, so that the order of entry cannot matter.
 */
export function frozenText({ drawId, candidates, count, reserves }: FrozenDraw): string {
  return canonicalJson({ candidates: [...candidates].sort(byCodeUnits), count, drawId, reserves });
}

/**
 * The text whose SHA-256 a party publishes before any seed is revealed. The draw and the party are part of it: nobody
 * can repeat another's commitment as their own.
 */
export function seedCommitmentText(drawId: string, { party, seed }: PartySeed): string {
  return canonicalJson({ drawId, party, seed });
}

/** What is wrong with the seeds that were revealed; empty when each opens its commitment and none is missing. */
export function seedFaults(
  drawId: string,
  commitments: readonly SeedCommitment[],
  seeds: readonly PartySeed[],
  sha256: Sha256,
): DrawFault[] {
  const committed = new Map(commitments.map(({ party, commitment }) => [party, commitment]));
  const revealed = new Set(seeds.map(({ party }) => party));
  return [
    ...(commitments.length === 0 ? [{ kind: "noSeeds" } as const] : []),
    ...repeated(commitments.map(({ party }) => party)).map((party) => ({ kind: "partyTwice", party }) as const),
    ...repeated(seeds.map(({ party }) => party)).map((party) => ({ kind: "partyTwice", party }) as const),
    ...[...committed.keys()]
      .filter((party) => !revealed.has(party))
      .map((party) => ({ kind: "notRevealed", party }) as const),
    ...seeds.flatMap((one): DrawFault[] => {
      const { party, seed } = one;
      const commitment = committed.get(party);
      if (commitment === undefined) return [{ kind: "notCommitted", party }];
      if (!/^[0-9a-f]{64}$/u.test(seed)) return [{ kind: "badSeed", party }];
      return sha256(seedCommitmentText(drawId, one)) === commitment ? [] : [{ kind: "seedDiffers", party }];
    }),
  ];
}

/** What is wrong with the list itself, before anybody commits. */
export function listFaults({ candidates, count, reserves }: FrozenDraw): DrawFault[] {
  const whole = Number.isSafeInteger(count) && count >= 1 && Number.isSafeInteger(reserves) && reserves >= 0;
  if (!whole) return [{ kind: "badCount" }];
  if (new Set(candidates).size < candidates.length) return [{ kind: "candidateTwice" }];
  const asked = count + reserves;
  return asked > candidates.length ? [{ kind: "tooFewCandidates", candidates: candidates.length, asked }] : [];
}

/**
 * Carries the draw out: the joint seed is SHA-256 of canonical JSON `{listHash, seeds}` with the seeds ordered by
 * party; candidates in the order of their code units are shuffled (Fisher–Yates, from the first place on) by numbers
 * from `numberStream`; the first `count` are chosen, the next are the reserves in order.
 * @throws RangeError where `listFaults` finds something or no seed is given: ask first
 */
export function carryOutDraw(frozen: FrozenDraw, seeds: readonly PartySeed[], sha256: Sha256): DrawResult {
  const [fault] = listFaults(frozen);
  if (fault) throw new RangeError(`the draw cannot be carried out: ${fault.kind}`);
  if (seeds.length === 0) throw new RangeError("the draw cannot be carried out: noSeeds");
  const listHash = sha256(frozenText(frozen));
  const ordered = [...seeds].sort((a, b) => byCodeUnits(a.party, b.party));
  const seed = sha256(canonicalJson({ listHash, seeds: ordered.map((one) => ({ party: one.party, seed: one.seed })) }));
  const below = numberStream(seed, sha256);
  const order = [...frozen.candidates].sort(byCodeUnits);
  const places = frozen.count + frozen.reserves;
  for (let place = 0; place < places; place++) {
    const other = place + below(order.length - place);
    const kept = order[place] ?? "";
    order[place] = order[other] ?? "";
    order[other] = kept;
  }
  return { listHash, seed, chosen: order.slice(0, frozen.count), reserves: order.slice(frozen.count, places) };
}

/** What in a published record does not follow from its list, commitments and seeds; empty means it holds. */
export function drawFaults(
  frozen: FrozenDraw,
  commitments: readonly SeedCommitment[],
  seeds: readonly PartySeed[],
  claimed: DrawResult,
  sha256: Sha256,
): (DrawFault | { readonly kind: "resultDiffers" })[] {
  const faults = [...listFaults(frozen), ...seedFaults(frozen.drawId, commitments, seeds, sha256)];
  if (faults.length > 0) return faults;
  const again = carryOutDraw(frozen, seeds, sha256);
  return canonicalJson(again) === canonicalJson({ ...claimed }) ? [] : [{ kind: "resultDiffers" }];
}

const sliceDigits = 12;
const sliceRange = 2 ** 48;

/**
 * Whole numbers below a bound, each equally likely: block i of the stream is SHA-256 of `seed:i` in hex, i from 0; it
 * is read twelve digits (48 bits) at a time, five to a block; a number at or above the largest multiple of the bound is
 * passed over, so that no remainder is likelier than another.
 */
export function numberStream(seed: string, sha256: Sha256): (bound: number) => number {
  let block = "";
  let blocks = 0;
  let at = 0;
  const slice = (): number => {
    if (at + sliceDigits > block.length) {
      block = sha256(`${seed}:${blocks++}`);
      at = 0;
    }
    const digits = block.slice(at, at + sliceDigits);
    at += sliceDigits;
    return Number.parseInt(digits, 16);
  };
  return (bound) => {
    if (!Number.isSafeInteger(bound) || bound < 1 || bound > sliceRange) throw new RangeError(`bad bound ${bound}`);
    const fair = sliceRange - (sliceRange % bound);
    let number = slice();
    while (number >= fair) number = slice();
    return number % bound;
  };
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) < index))];
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
