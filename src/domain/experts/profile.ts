import { z } from "zod";
import type { Actor } from "../shared/actor";
import { readableThroughout } from "../shared/storable";
import { isLanguageCode, isRegionCode, isSector } from "../taxonomy/codes";
import { workKinds } from "./work-kinds";

/** What a person says about themselves, field by field, and who may see each field. */

const line = (most: number) => z.string().trim().max(most).default("");
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/u, "MONTH_UNREADABLE");
const period = { from: month, until: month.nullable().default(null) };

export const availabilities = ["now", "withinThreeMonths", "notAvailable"] as const;
export const talentStages = ["student", "earlyCareer"] as const;

export const affiliation = z.strictObject({
  organisation: line(200),
  organisationId: z.uuid().nullable().default(null),
  role: line(200),
  ...period,
});

export const profileContent = z.strictObject({
  nameZh: line(80),
  nameEn: line(120),
  headlineZh: line(200),
  headlineEn: line(200),
  summaryZh: line(5_000),
  summaryEn: line(5_000),
  region: line(10),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/u))
    .max(12)
    .default([]),
  affiliations: z.array(affiliation).max(40).default([]),
  education: z
    .array(z.strictObject({ institution: line(200), degree: line(120), field: line(200), ...period }))
    .max(20)
    .default([]),
  sectors: z.array(z.string().max(80)).max(20).default([]),
  availability: z.enum(availabilities).default("notAvailable"),
  hoursPerMonth: z.int().min(0).max(744).default(0),
  workKinds: z.array(z.enum(workKinds)).max(workKinds.length).default([]),
  links: z
    .array(z.url({ protocol: /^https?$/u }).max(300))
    .max(12)
    .default([]),
  contactEmail: line(254),
  contactPhone: line(40),
  talent: z.enum(talentStages).nullable().default(null),
  /** A file of purpose `avatar`. */
  avatarId: z.uuid().nullable().default(null),
});
export type ProfileContent = z.output<typeof profileContent>;

/** What is saved names only places, languages and sectors that exist, or it could not be found by them. */
export const profileDraft = profileContent
  .superRefine(readableThroughout)
  .superRefine(({ region, languages, sectors }, ctx) => {
    const refuse = (path: (string | number)[], code: string, found: string) =>
      ctx.addIssue({ code: "custom", path, params: { code, found }, message: code });
    if (region !== "" && !isRegionCode(region)) refuse(["region"], "REGION_UNKNOWN", region);
    const language = languages.find((one) => !isLanguageCode(one));
    if (language !== undefined) refuse(["languages"], "LANGUAGE_UNKNOWN", language);
    const sector = sectors.find((one) => !isSector(one));
    if (sector !== undefined) refuse(["sectors"], "SECTOR_UNKNOWN", sector);
  });

export const audiences = ["everyone", "members", "verified", "onlyMe"] as const;
export type Audience = (typeof audiences)[number];

/** The fields whose audience a person sets; each covers these keys of the content. */
export const fieldsOf = {
  name: ["nameZh", "nameEn"],
  avatar: ["avatarId"],
  headline: ["headlineZh", "headlineEn"],
  summary: ["summaryZh", "summaryEn"],
  region: ["region"],
  languages: ["languages"],
  affiliations: ["affiliations"],
  education: ["education"],
  sectors: ["sectors"],
  availability: ["availability", "hoursPerMonth", "workKinds", "talent"],
  links: ["links"],
  contact: ["contactEmail", "contactPhone"],
  skills: [],
  evidence: [],
} as const satisfies Record<string, readonly (keyof ProfileContent)[]>;
export type ProfileField = keyof typeof fieldsOf;
export const profileFields = Object.keys(fieldsOf) as ProfileField[];

const audience = z.enum(audiences);
/** Closed where it hurts: contact data for nobody, education for members, until its owner opens them. */
export const audienceMap = z.strictObject({
  name: audience.default("everyone"),
  avatar: audience.default("members"),
  headline: audience.default("everyone"),
  summary: audience.default("members"),
  region: audience.default("everyone"),
  languages: audience.default("everyone"),
  affiliations: audience.default("members"),
  education: audience.default("members"),
  sectors: audience.default("everyone"),
  availability: audience.default("members"),
  links: audience.default("members"),
  contact: audience.default("onlyMe"),
  skills: audience.default("everyone"),
  evidence: audience.default("everyone"),
});
export type AudienceMap = z.output<typeof audienceMap>;

/** How somebody stands to a profile: what an audience is compared with. */
export const readerClasses = ["visitor", "member", "verified", "owner"] as const;
export type ReaderClass = (typeof readerClasses)[number];

export function readerClassOf(actor: Actor, personId: string): ReaderClass {
  if (actor.kind !== "person") return "visitor";
  if (actor.id === personId) return "owner";
  return actor.acting?.verified ? "verified" : "member";
}

/** The one visibility rule: page, search, facets, API, comparison, export and preview all ask this. */
export function maySeeField(reader: ReaderClass, audience: Audience): boolean {
  const least: Record<Audience, number> = { everyone: 0, members: 1, verified: 2, onlyMe: 3 };
  return readerClasses.indexOf(reader) >= least[audience];
}

/** The content with everything taken out that this reader may not see: empty values, as if it had not been written. */
export function shownContent(content: ProfileContent, audienceOf: AudienceMap, reader: ReaderClass): ProfileContent {
  const empty = profileContent.parse({});
  const shown: ProfileContent = { ...content };
  for (const field of profileFields) {
    if (maySeeField(reader, audienceOf[field])) continue;
    for (const key of fieldsOf[field]) Object.assign(shown, { [key]: empty[key] });
  }
  return shown;
}

/** Whole years at a day. */
export function ageAt(birth: Date, now: Date): number {
  const years = now.getUTCFullYear() - birth.getUTCFullYear();
  const before =
    now.getUTCMonth() < birth.getUTCMonth() ||
    (now.getUTCMonth() === birth.getUTCMonth() && now.getUTCDate() < birth.getUTCDate());
  return before ? years - 1 : years;
}

export const ageOfListing = 18;

/** Why a profile cannot be listed; null where nothing stands against it. */
export function listingObstacle(
  facts: { content: ProfileContent; birthDate: Date | null; lookAlikeOf: string | null },
  now: Date,
): "nameMissing" | "underAge" | "birthDateMissing" | "nameInReview" | null {
  const { content, birthDate, lookAlikeOf } = facts;
  if (!content.nameZh && !content.nameEn) return "nameMissing";
  if (content.talent !== null && birthDate === null) return "birthDateMissing";
  if (birthDate !== null && ageAt(birthDate, now) < ageOfListing) return "underAge";
  return lookAlikeOf === null ? null : "nameInReview";
}
