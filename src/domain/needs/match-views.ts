import { z } from "zod";
import { needSummary } from "./views";

const text = z.string();
const organisationName = z.strictObject({ id: text, nameZh: text.nullable(), nameEn: text.nullable() });
const spread = z.strictObject({ mean: z.number(), deviation: z.number() });
const demand = z.enum(["must", "nice"]);
const steps = [
  "addSkill",
  "raiseLevel",
  "addExactSkill",
  "addEvidence",
  "verifyEvidence",
  "stateCapacity",
  "freeCapacity",
] as const;

/** Why a provider fits a need, in figures that add up to the score with the weights that are named. */
const explanation = {
  score: z.number(),
  weights: text,
  /** False while a must-have is missing. */
  qualified: z.boolean(),
  text: z.strictObject({
    points: z.number(),
    spread: z.strictObject({ words: spread, latent: spread }),
    /** The evidence the text figures come from, nearest first. `title` is null for the profile's own words and where the reader may not see it. */
    items: z.array(
      z.strictObject({
        itemId: text,
        title: text.nullable(),
        date: text.nullable(),
        words: z.number(),
        latent: z.number(),
      }),
    ),
  }),
  parts: z.array(
    z.strictObject({ kind: text, points: z.number(), most: z.number(), share: z.number(), met: z.array(text) }),
  ),
  skills: z.array(
    z.strictObject({
      skill: text,
      demand,
      coverage: z.number(),
      by: z
        .strictObject({ skill: text, level: z.number(), way: z.enum(["exact", "narrower", "broader", "related"]) })
        .nullable(),
    }),
  ),
  /** What keeps from the full score, each with the step that would help. */
  missing: z.array(
    z.strictObject({ kind: text, step: z.enum(steps), demand: demand.nullable(), concepts: z.array(text) }),
  ),
};

const given = z.strictObject({ act: z.enum(["invited", "dismissed", "excluded"]), reason: text.nullable() }).nullable();

export const matchView = z.strictObject({
  organisation: organisationName,
  sizeBand: text.nullable(),
  region: text.nullable(),
  rank: z.int(),
  /** Stands higher than by score alone, because small firms or under-served regions have a share of the first page. */
  lifted: z.boolean(),
  ...explanation,
  /** What the buyer has said of this organisation. */
  feedback: given,
});

/** An expert of the registry who fits a need, as the reader may see them. */
export const expertMatchView = z.strictObject({
  person: z.strictObject({
    personId: text,
    nameZh: text,
    nameEn: text,
    headlineZh: text,
    headlineEn: text,
    region: text,
    pools: z.int(),
  }),
  ...explanation,
});

export const matchesView = z.strictObject({
  /** Null until the first ranking is done. */
  run: z
    .strictObject({
      computedAt: z.iso.datetime(),
      seed: text,
      scored: z.int(),
      eligible: z.int(),
      /** Share of nDCG@20 given up for fairness. */
      cost: z.number(),
      groups: z.array(z.strictObject({ id: text, share: z.number(), required: z.int(), reached: z.int() })),
    })
    .nullable(),
  matches: z.array(matchView),
});

export const matchedNeedView = z.strictObject({ need: needSummary, ...explanation });

const exposureRow = z.strictObject({
  key: text,
  /** Share of the attention that first pages gave away; each place is worth 1 / log2(place + 1). */
  exposure: z.number(),
  /** Share among all that could have been offered. */
  pool: z.number(),
  /** Different organisations that stood on a first page. */
  organisations: z.int(),
});
export const exposureView = z.strictObject({
  rankings: z.int(),
  /** Mean share of nDCG@20 given up for fairness. */
  cost: z.number(),
  lifted: z.int(),
  bySize: z.array(exposureRow),
  byRegion: z.array(exposureRow),
  groups: z.array(z.strictObject({ id: text, share: z.number(), exposure: z.number(), pool: z.number() })),
});

export const tieView = z.strictObject({
  id: text,
  other: organisationName,
  kind: z.enum(["owner", "supplier", "financial", "competitor"]),
  note: text,
  at: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
});
