import type { EvidenceItem, MatchingNeed, Subject } from "@/domain/matching/facts";
import type { TextDocument } from "@/domain/matching/terms";
import { type EvidenceKind, type ExperienceKind, evidenceKinds } from "@/domain/matching/weights";
import type { NeedContent } from "@/domain/needs/schema";
import type { EvidenceRow, SubjectRow } from "./repo-matching";

/** What is being delivered now and how past deliveries ended, besides the profile. */
export type TrackRecord = { readonly load: number; readonly outcomes: readonly number[] };

/** Evidence that its owner shows to nobody does not count (decision 007). */
export function mayShow({ visibility }: { visibility: string }): boolean {
  return visibility !== "onlyUs";
}

/** A provider as the engine takes it. */
export function subjectOf(row: SubjectRow, record: TrackRecord = { load: 0, outcomes: [] }): Subject {
  return {
    id: row.id,
    items: [profileItem(row), ...row.evidence.map(evidenceItem)],
    skills: row.conceptIds
      .filter((id) => id.startsWith("skill:"))
      .map((skill) => {
        const itemIds = row.evidence.filter(({ conceptIds }) => conceptIds.includes(skill)).map(({ id }) => id);
        const backing = itemIds.length > 0 ? ("evidenced" as const) : ("self" as const);
        return { skill, level: 3, visibility: "everyone", backing, itemIds };
      }),
    availability: { capacity: row.capacity, load: record.load },
    outcomes: record.outcomes.map((value) => ({ value, visibility: "everyone" })),
  };
}

function profileItem(row: SubjectRow): EvidenceItem {
  const regions = [...new Set([...(row.region ? [row.region] : []), ...row.regions])];
  return {
    id: `profile:${row.id}`,
    visibility: "everyone",
    kind: "profile",
    document: { body: [row.summaryZh, row.summaryEn].filter((text) => text !== "").join("\n"), tags: row.conceptIds },
    at: row.updatedAt,
    backing: "self",
    experience: { sector: row.sectors.map((sector) => `sector:${sector}`), region: regions },
  };
}

function evidenceItem(row: EvidenceRow): EvidenceItem {
  const of = (kind: ExperienceKind) => row.conceptIds.filter((id) => id.startsWith(`${kind}:`));
  return {
    id: row.id,
    visibility: row.visibility,
    kind: evidenceKinds.find((kind) => kind === row.kind) ?? ("project" satisfies EvidenceKind),
    document: { title: row.title, body: row.body, tags: row.conceptIds },
    at: new Date(row.date),
    backing: "evidenced",
    experience: { sector: of("sector"), protocol: of("protocol"), vendor: of("vendor") },
  };
}

/** The need's own words, in both languages where it has them, and its tags. */
export function documentOf(content: NeedContent): TextDocument {
  const body = [
    content.summary,
    content.whatRuns,
    content.worry,
    content.affected,
    content.description,
    content.translation?.title,
    content.translation?.summary,
  ];
  return {
    title: content.title,
    body: body.filter(Boolean).join("\n"),
    tags: [...content.tags, ...content.requiredSkills, ...content.wantedSkills],
  };
}

export function matchingNeed(id: string, content: NeedContent): MatchingNeed {
  const level = 1;
  const tagged = (kind: ExperienceKind) => content.tags.filter((tag) => tag.startsWith(`${kind}:`));
  return {
    id,
    document: documentOf(content),
    skills: [
      ...content.requiredSkills.map((skill) => ({ skill, demand: "must" as const, level })),
      ...content.wantedSkills.map((skill) => ({ skill, demand: "nice" as const, level })),
    ],
    experience: {
      sector: content.sector ? [`sector:${content.sector}`] : [],
      protocol: tagged("protocol"),
      vendor: tagged("vendor"),
      region: content.region ? [content.region] : [],
    },
  };
}
