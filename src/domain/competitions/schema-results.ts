import { z } from "zod";
import { slugText } from "./schema";

const id = z.uuid();
export const seasonInput = z.strictObject({ of: z.enum(["teams", "people"]).default("teams") });
export const seasonNameInput = z.strictObject({ shown: z.boolean() });
export const eventInput = z.strictObject({ slug: slugText });
export const packInput = z.strictObject({
  slug: slugText,
  phaseId: id,
  fileId: id,
  /** False only looks: what would be taken and what is wrong. */
  take: z.boolean(),
});
/** Places whose stability is looked at. */
export const topPlaces = 3;

const text = z.string();
const maybe = text.nullable();
const instant = z.iso.datetime();

export const seasonView = z.strictObject({
  formulaVersion: z.int(),
  asOf: instant,
  rows: z.array(
    z.strictObject({
      entrantId: text,
      rank: z.int(),
      /** Null for people who did not agree to be named. */
      name: maybe,
      own: z.boolean(),
      total: z.number(),
      interval: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
      results: z.array(
        z.strictObject({
          slug: text,
          titleZh: maybe,
          titleEn: maybe,
          rank: z.int(),
          points: z.number(),
          weight: z.number(),
          counts: z.boolean(),
        }),
      ),
    }),
  ),
  events: z.array(
    z.strictObject({
      slug: text,
      titleZh: maybe,
      titleEn: maybe,
      at: instant,
      strength: z.number(),
      completion: z.number(),
      verified: z.number(),
      weight: z.number(),
    }),
  ),
  /** Whether the reader agreed to be named; null for visitors. */
  shown: z.boolean().nullable(),
});

const ranked = z.strictObject({ id: text, score: z.number(), rank: z.int() });
export const combinationView = z.strictObject({
  slug: text,
  titleZh: maybe,
  titleEn: maybe,
  phases: z.array(z.strictObject({ id: text, kind: text, titleZh: maybe, titleEn: maybe, share: z.number() })),
  rows: z.array(
    z.strictObject({
      teamId: text,
      name: text,
      rank: z.int(),
      total: z.number(),
      parts: z.array(z.strictObject({ phaseId: text, points: z.number(), contribution: z.number() })),
    }),
  ),
  stability: z.strictObject({
    stable: z.boolean(),
    scenarios: z.array(
      z.strictObject({
        phaseId: text,
        change: z.union([z.literal(-10), z.literal(10)]),
        top: z.array(ranked),
        sameTeams: z.boolean(),
        sameOrder: z.boolean(),
      }),
    ),
    ranges: z.array(z.strictObject({ teamId: text, rank: z.int(), best: z.int(), worst: z.int() })),
  }),
});

export const certificateView = z.strictObject({
  slug: text,
  titleZh: maybe,
  titleEn: maybe,
  version: z.int(),
  teamName: text,
  rank: z.int().nullable(),
  points: z.number(),
  teams: z.int(),
  taken: z.strictObject({ credentialId: text, version: z.int(), issuedAt: instant }).nullable(),
});

export const pdfView = z.strictObject({ name: text, base64: text });

export const packReport = z.strictObject({
  challenges: z.array(
    z.strictObject({ folder: text, name: text, category: text, files: z.int(), flags: z.int(), taken: z.boolean() }),
  ),
  problems: z.array(z.strictObject({ file: text, sentence: text, refused: z.boolean() })),
});
