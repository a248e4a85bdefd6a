import { z } from "zod";
import { credentialSource } from "../shared/credential-source";
import { day, readableThroughout } from "../shared/storable";
import { line, prose as text } from "../shared/text";
import { evidenceDraft } from "./imports";
import { audienceMap, audiences, profileContent, profileDraft, readerClasses } from "./profile";
import { evidenceKinds } from "./schema";
import { facetGroups, mostPages, searchFilter } from "./search";
import { backings } from "./standing";
import { workKinds } from "./work-kinds";

/** What goes in and out at the registry's doors. */
const concept = line(80);
const level = z.int().min(1).max(5);

export const nothing = z.strictObject({});
export const personInput = z.strictObject({ personId: z.uuid() });
export const readInput = personInput.extend({ as: z.enum(readerClasses).optional() });
export const saveInput = z.strictObject({
  version: z.int().min(0),
  content: profileDraft,
  audiences: audienceMap,
  birthDate: day().nullable(),
  listed: z.boolean(),
});
export const claimsInput = z.strictObject({
  claims: z.array(z.strictObject({ conceptId: concept, level })).max(100),
});
export const endorseInput = personInput.extend({ conceptId: concept, level, note: text(500) });
export const evidenceAddInput = z.strictObject({
  item: evidenceDraft,
  audience: z.enum(audiences),
  idempotencyKey: z.uuid(),
});
export const attachInput = z.strictObject({
  credential: credentialSource,
  conceptIds: z.array(concept).max(12),
  audience: z.enum(audiences),
});
export const attachView = z.strictObject({ title: z.string(), standing: z.enum(["stated", "verified"]) });
export const evidenceIdInput = z.strictObject({ id: z.uuid() });
export const evidenceAudienceInput = evidenceIdInput.extend({ audience: z.enum(audiences) });
export const evidenceCheckInput = evidenceIdInput.extend({ supports: level, reason: text(500).min(3) });
export const importFormats = ["orcid", "bibtex", "csv"] as const;
export const importInput = z.strictObject({ format: z.enum(importFormats), text: z.string().min(1).max(1_000_000) });
export const importView = z.strictObject({
  added: z.int(),
  known: z.int(),
  problems: z.array(z.strictObject({ row: z.int(), column: z.string(), message: z.string() })),
});
export const nameDecisionInput = personInput.extend({ clear: z.boolean(), reason: text(500).min(3) });

export const shownSkill = z.strictObject({
  conceptId: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  level: z.int(),
  backing: z.enum(backings),
  age: z.enum(["fresh", "aging", "old"]).nullable(),
  endorsements: z.int(),
  /** What its owner claims, for the owner alone. */
  claimed: z.int().nullable(),
});
export const shownEvidence = z.strictObject({
  id: z.string(),
  kind: z.enum(evidenceKinds),
  title: z.string(),
  body: z.string(),
  language: z.string(),
  date: z.string(),
  url: z.string().nullable(),
  people: z.array(z.string()),
  conceptIds: z.array(z.string()),
  supports: z.int(),
  source: z.string(),
  standing: z.enum(["stated", "verified", "earned"]),
  age: z.enum(["fresh", "aging", "old"]),
  credentialId: z.string().nullable(),
  audience: z.enum(audiences).nullable(),
});
const content = profileContent.omit({ contactEmail: true, contactPhone: true });
export const profileView = z.strictObject({
  personId: z.string(),
  own: z.boolean(),
  seenAs: z.enum(readerClasses),
  version: z.int(),
  listed: z.boolean(),
  content,
  skills: z.array(shownSkill),
  evidence: z.array(shownEvidence),
  pools: z.array(z.strictObject({ id: z.string(), nameZh: z.string(), nameEn: z.string(), until: z.string() })),
  hasContact: z.boolean(),
  /** For the owner alone. */
  keeping: z
    .strictObject({
      audiences: audienceMap,
      contactEmail: z.string(),
      contactPhone: z.string(),
      birthDate: z.string().nullable(),
      obstacle: z.string().nullable(),
      percent: z.int(),
      next: z.array(z.string()),
    })
    .nullable(),
  can: z.strictObject({ edit: z.boolean(), endorse: z.boolean(), recruit: z.boolean(), curate: z.boolean() }),
});
export type ProfileView = z.output<typeof profileView>;
export const contactView = z.strictObject({ email: z.string(), phone: z.string() });

/** Of values that no table names: local tags and pools. */
const namesView = z.record(z.string(), z.strictObject({ nameZh: z.string(), nameEn: z.string() }));
export const searchInput = searchFilter.extend({ page: z.int().min(1).max(mostPages).default(1) });
export const cardView = z.strictObject({
  personId: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  headlineZh: z.string(),
  headlineEn: z.string(),
  region: z.string(),
  languages: z.array(z.string()),
  sectors: z.array(z.string()),
  availability: z.string().nullable(),
  skills: z.array(shownSkill),
  pools: z.int(),
});
export type CardView = z.output<typeof cardView>;
export const searchView = z.strictObject({
  /** Of 100 people in the registry so many have been read; below 100 only in the first minute after a start. */
  prepared: z.int(),
  total: z.int(),
  pages: z.int(),
  capped: z.boolean(),
  people: z.array(cardView),
  facets: z.record(z.enum(facetGroups), z.array(z.strictObject({ value: z.string(), count: z.int() }))),
  names: namesView,
});
export const compareInput = z.strictObject({ personIds: z.array(z.uuid()).min(2).max(4) });

export const saveSearchInput = z.strictObject({
  name: text(100).min(1),
  filter: searchFilter.superRefine(readableThroughout),
  alert: z.boolean(),
});
export const savedSearchView = z.strictObject({
  id: z.string(),
  name: z.string(),
  filter: searchFilter,
  alert: z.boolean(),
  at: z.string(),
  /** How many people it found when it was last looked at, and when that was. */
  found: z.int(),
  lookedAt: z.string(),
  /** Whom the last alert told of. */
  news: z.array(z.string()),
  names: namesView,
});
export const idInput = z.strictObject({ id: z.uuid() });
export const searchAlertInput = idInput.extend({ alert: z.boolean() });

export const shortlistInput = z.strictObject({ title: text(120).min(1) });
export const shortlistRenameInput = shortlistInput.extend({ id: z.uuid() });
export const shortlistEntryInput = z.strictObject({ id: z.uuid(), personId: z.uuid(), note: text(500) });
export const shortlistView = z.strictObject({
  id: z.string(),
  title: z.string(),
  people: z.array(cardView.extend({ note: z.string() })),
});
export const inviteInput = z.strictObject({
  personId: z.uuid(),
  work: z.enum(workKinds),
  text: text(2_000).min(10),
  idempotencyKey: z.uuid(),
});
export const invitationView = z.strictObject({
  id: z.string(),
  organisation: z.strictObject({ nameZh: z.string().nullable(), nameEn: z.string().nullable() }),
  person: z.strictObject({ id: z.string(), nameZh: z.string(), nameEn: z.string() }),
  work: z.string(),
  text: z.string(),
  at: z.string(),
  accepted: z.boolean().nullable(),
  mine: z.boolean(),
});
export const answerInput = z.strictObject({ id: z.uuid(), accept: z.boolean() });

export const relationInput = z.strictObject({
  email: z.email(),
  kind: z.enum(["supervision", "kinship", "employment", "partnership", "dispute", "friendship", "other"]),
  above: z.boolean(),
  until: day().nullable(),
});
export const relationView = z.strictObject({
  id: z.string(),
  kind: z.string(),
  above: z.boolean(),
  mine: z.boolean(),
  until: z.string().nullable(),
  person: z.strictObject({ nameZh: z.string().nullable(), nameEn: z.string().nullable() }),
});

export const tagInput = z.strictObject({ nameZh: text(80).min(1), nameEn: text(80).min(1) });
export const tagCurateInput = z.strictObject({
  id: concept,
  nameZh: text(80).min(1),
  nameEn: text(80).min(1),
  aliases: z.array(text(80).min(1)).max(20),
  parentId: concept.nullable(),
  mergeInto: concept.nullable(),
});
export const tagView = z.strictObject({
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  aliases: z.array(z.string()),
  parentId: z.string().nullable(),
  mergedInto: z.string().nullable(),
  curated: z.boolean(),
  uses: z.int(),
});

export const myDataView = z.strictObject({
  consents: z.array(z.strictObject({ purpose: z.string(), granted: z.boolean(), detail: z.string(), at: z.string() })),
  reads: z.array(
    z.strictObject({
      at: z.string(),
      reader: z.strictObject({ nameZh: z.string().nullable(), nameEn: z.string().nullable() }),
      organisation: z.strictObject({ nameZh: z.string().nullable(), nameEn: z.string().nullable() }).nullable(),
    }),
  ),
});
export const eraseInput = z.strictObject({ confirm: z.email() });
