import { type Exclusion, findExclusions, type Party } from "@/domain/matching/exclusions";
import type { EvidenceItem, MatchingNeed, Subject } from "@/domain/matching/facts";
import { rerankFairly } from "@/domain/matching/fairness";
import type { Match } from "@/domain/matching/match";
import { scoreSubjects } from "@/domain/matching/score";
import { countTerms, type TextDocument } from "@/domain/matching/terms";
import { type DocumentVector, fitTextModel, vectorise } from "@/domain/matching/text-model";
import { rankWithSeed } from "@/domain/matching/tie-break";
import { type EvidenceKind, type ExperienceKind, evidenceKinds, matchingWeightsV1 } from "@/domain/matching/weights";
import type { NeedContent } from "@/domain/needs/schema";
import { hashText } from "@/domain/shared/seeded-random";
import { fieldFinder } from "@/domain/taxonomy/suggest-tags";
import type { ProfileRow } from "./repo-matching";

/** What matching has to know of an organisation besides its profile. */
export type OrganisationStanding = {
  id: string;
  country: string;
  region: string | null;
  sectors: readonly string[];
  sizeBand: string | null;
  emailDomain: string | null;
  verified: boolean;
};

export type RankedMatch = { organisationId: string; rank: number; score: number; match: Match };

const firstPage = 20;
const smallFirmShare = 0.25;
const alpha = 0.1;
const weights = matchingWeightsV1;
export const weightsVersion = weights.version;

/**
 * Scores every profile for one need, leaves out who is excluded, and orders fairly: equal scores by a seeded order
 * that is kept, and on the first page at least the share of small firms that FA*IR requires (spec/matching).
 * @param seed any text; the same seed gives the same order
 */
export function rankSubjects(
  need: { id: string; content: NeedContent; buyer: OrganisationStanding },
  profiles: readonly ProfileRow[],
  standings: ReadonlyMap<string, OrganisationStanding>,
  seed: string,
  now: Date,
): RankedMatch[] {
  const subjects = profiles.flatMap((profile) => {
    const standing = standings.get(profile.organisationId);
    return standing ? [subjectOf(profile, standing)] : [];
  });
  const document = documentOf(need.content);
  const counts = new Map<EvidenceItem, ReturnType<typeof countTerms>>();
  for (const subject of subjects)
    for (const item of subject.items) counts.set(item, countTerms(item.document, fieldFinder));
  const needCounts = countTerms(document, fieldFinder);
  const model = fitTextModel([...counts.values(), needCounts], {
    rank: weights.text.latentRank,
    seed: hashText(weights.version),
  });
  const vectors = new Map<EvidenceItem, DocumentVector>();
  const exclusions = new Map<string, readonly Exclusion[]>();
  for (const { id } of subjects) {
    const standing = standings.get(id);
    exclusions.set(id, standing ? exclusionsOf(standing, need.buyer, now) : []);
  }
  const matches = scoreSubjects({
    need: matchingNeed(need.id, need.content, document),
    subjects,
    model,
    needVector: vectorise(model, needCounts),
    vectorOf(item) {
      const known = vectors.get(item) ?? vectorise(model, counts.get(item) ?? countTerms(item.document, fieldFinder));
      vectors.set(item, known);
      return known;
    },
    concepts: fieldFinder.byId,
    weights,
    now,
    mayShow: ({ visibility }) => visibility !== "onlyUs",
    exclusions,
  });
  const eligible = matches
    .filter(({ excluded }) => excluded === undefined)
    .map((match) => ({ id: match.subject, score: match.score, match }));
  const { ranked } = rankWithSeed(eligible, hashText(seed));
  const small = new Set(
    [...standings.values()].filter(({ sizeBand }) => sizeBand === "micro" || sizeBand === "small").map(({ id }) => id),
  );
  const fair = rerankFairly(ranked, [{ id: "smallFirms", share: smallFirmShare, members: small }], {
    k: firstPage,
    alpha,
  });
  return fair.ranked.map(({ id, score, match }, index) => ({ organisationId: id, rank: index + 1, score, match }));
}

function subjectOf(profile: ProfileRow, standing: OrganisationStanding): Subject {
  const summary = [profile.summaryZh, profile.summaryEn].filter((text) => text !== "").join("\n");
  const own: EvidenceItem = {
    id: `profile:${profile.organisationId}`,
    visibility: "everyone",
    kind: "profile",
    document: { body: summary, tags: profile.conceptIds },
    at: profile.updatedAt,
    backing: "self",
    experience: {
      sector: standing.sectors.map((sector) => `sector:${sector}`),
      region: standing.region ? [standing.region] : [],
    },
  };
  const items = profile.evidence.map(
    (row): EvidenceItem => ({
      id: row.id,
      visibility: row.visibility,
      kind: evidenceKinds.find((kind) => kind === row.kind) ?? ("project" satisfies EvidenceKind),
      document: { title: row.title, body: row.body, tags: row.conceptIds },
      at: row.date,
      backing: "evidenced",
      experience: experienceOf(row.conceptIds),
    }),
  );
  return {
    id: profile.organisationId,
    items: [own, ...items],
    skills: profile.conceptIds
      .filter((id) => id.startsWith("skill:"))
      .map((skill) => {
        const itemIds = profile.evidence.filter((row) => row.conceptIds.includes(skill)).map(({ id }) => id);
        return {
          skill,
          level: 3,
          visibility: "everyone",
          backing: itemIds.length > 0 ? ("evidenced" as const) : ("self" as const),
          itemIds,
        };
      }),
    availability: { capacity: profile.capacity, load: 0 },
    outcomes: [],
  };
}

function experienceOf(conceptIds: readonly string[]): Partial<Record<ExperienceKind, string[]>> {
  return {
    sector: conceptIds.filter((id) => id.startsWith("sector:")),
    protocol: conceptIds.filter((id) => id.startsWith("protocol:")),
  };
}

function documentOf(content: NeedContent): TextDocument {
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

function matchingNeed(id: string, content: NeedContent, document: TextDocument): MatchingNeed {
  const level = 1;
  return {
    id,
    document,
    skills: [
      ...content.requiredSkills.map((skill) => ({ skill, demand: "must" as const, level })),
      ...content.wantedSkills.map((skill) => ({ skill, demand: "nice" as const, level })),
    ],
    experience: {
      sector: content.sector ? [`sector:${content.sector}`] : [],
      protocol: content.tags.filter((tag) => tag.startsWith("protocol:")),
      region: content.region ? [content.region] : [],
    },
  };
}

function exclusionsOf(subject: OrganisationStanding, buyer: OrganisationStanding, now: Date): Exclusion[] {
  return findExclusions({
    subject: [partyOf(subject)],
    counterparts: [partyOf(buyer)],
    owners: [],
    relations: [],
    sharedWork: [],
    ties: [],
    competitors: [],
    excludedIds: [],
    jurisdictions: null,
    now,
  });
}

/** Two operators looked at the organisation before it counts as verified; sanctions are part of what they check. */
function partyOf(standing: OrganisationStanding): Party {
  return {
    id: standing.id,
    identityConfirmed: standing.verified,
    verified: standing.verified,
    sanctions: standing.verified ? "clear" : null,
    jurisdiction: standing.country,
    affiliations: [],
    mail: standing.emailDomain ? [standing.emailDomain] : [],
  };
}
