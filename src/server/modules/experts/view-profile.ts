import { completeness } from "@/domain/experts/completeness";
import {
  audienceMap,
  listingObstacle,
  maySeeField,
  profileContent,
  type ReaderClass,
  shownContent,
} from "@/domain/experts/profile";
import type { CardView, ProfileView } from "@/domain/experts/registry-schema";
import { ageOf, rank, type Standing, type Support, standingOf } from "@/domain/experts/standing";
import { besides, tokensOf } from "@/domain/experts/tokens";
import { conceptById } from "@/domain/taxonomy/all-concepts";
import type { EvidenceRow, ProfileRows } from "./repo-profiles";
import type { TagNames } from "./repo-tags";

export type ShownSkill = Standing & {
  conceptId: string;
  nameZh: string;
  nameEn: string;
  endorsements: number;
  claimed: number | null;
};

/** What one reader may see of a profile: the one place where rows become something that leaves. */
export function shownProfile(rows: ProfileRows, reader: ReaderClass, now: Date) {
  const content = profileContent.parse(rows.profile.content);
  const audiences = audienceMap.parse(rows.profile.audiences);
  const evidence = maySeeField(reader, audiences.evidence)
    ? rows.evidence.filter((item) => maySeeField(reader, audienceMap.shape.name.parse(item.audience)))
    : [];
  const skills = maySeeField(reader, audiences.skills) ? skillsOf(rows, evidence, reader, now) : [];
  return { content: shownContent(content, audiences, reader), audiences, skills, evidence };
}

/** Evidence that this reader may not see does not count for this reader (decision 007). */
function skillsOf(
  { claims, endorsements, tags }: ProfileRows,
  evidence: readonly EvidenceRow[],
  reader: ReaderClass,
  now: Date,
): ShownSkill[] {
  return claims
    .map(({ conceptId, level }) => {
      const supports = evidence.filter(({ conceptIds }) => conceptIds.includes(conceptId)).map(supportOf);
      const endorsed = endorsements.filter((one) => one.conceptId === conceptId);
      return {
        conceptId,
        ...namesOfSkill(conceptId, tags),
        ...standingOf(
          level,
          endorsed.map((one) => one.level),
          supports,
          now,
        ),
        endorsements: endorsed.length,
        claimed: reader === "owner" ? level : null,
      };
    })
    .sort((a, b) => rank(b.backing) - rank(a.backing) || b.level - a.level);
}

/** A concept of the frameworks, or a local tag, in both languages. */
export function namesOfSkill(
  id: string,
  tags: ReadonlyMap<string, Pick<TagNames, "nameZh" | "nameEn">>,
): { nameZh: string; nameEn: string } {
  const titles = conceptById(id)?.titles;
  const tag = tags.get(id);
  return { nameZh: titles?.["zh-CN"] ?? tag?.nameZh ?? id, nameEn: titles?.en ?? tag?.nameEn ?? id };
}

function supportOf({ standing, supports, date }: EvidenceRow): Support {
  // Written from the same three words only.
  return { standing: standing as Support["standing"], supports, date };
}

/** The three layers of tokens and the strength by which people are ordered, from the same rule as the page. */
export function derivedOf(rows: ProfileRows, now: Date): { tokens: [string[], string[], string[]]; strength: number } {
  const [visitor, member, verified] = (["visitor", "member", "verified"] as const).map((reader) => {
    const { content, skills, evidence } = shownProfile(rows, reader, now);
    return tokensOf({
      content,
      skills,
      texts: [
        ...evidence.slice(0, 50).map(({ title }) => title),
        ...skills.flatMap(({ conceptId, nameZh, nameEn }) => [
          nameZh,
          nameEn,
          ...(rows.tags.get(conceptId)?.aliases ?? []),
        ]),
      ],
      pools: rows.terms.length > 0 ? ["expert", ...rows.terms.map(({ pool }) => pool.id)] : [],
      parentOf: (id) => conceptById(id)?.parent ?? rows.tags.get(id)?.parentId ?? undefined,
    });
  });
  const { skills } = shownProfile(rows, "verified", now);
  const strength = skills.reduce((sum, { level, backing }) => sum + level * (1 + 2 * rank(backing)), 0);
  return {
    tokens: [
      visitor ?? [],
      besides(visitor ?? [], member ?? []),
      besides([...(visitor ?? []), ...(member ?? [])], verified ?? []),
    ],
    strength: Math.min(strength + 20 * rows.terms.length, 60_000),
  };
}

export function profileViewOf(
  rows: ProfileRows,
  reader: ReaderClass,
  own: boolean,
  can: ProfileView["can"],
  now: Date,
): ProfileView {
  const { content: shown, audiences, skills, evidence } = shownProfile(rows, reader, now);
  const { contactEmail, contactPhone, ...content } = shown;
  const { profile } = rows;
  const full = profileContent.parse(profile.content);
  const obstacle = listingObstacle(
    { content: full, birthDate: profile.birthDate, lookAlikeOf: profile.lookAlikeOf },
    now,
  );
  return {
    personId: profile.personId,
    own,
    seenAs: reader,
    version: profile.version,
    listed: profile.listed,
    content,
    skills,
    evidence: evidence.map((item) => evidenceView(item, reader === "owner", now)),
    pools: rows.terms.map(({ pool, until }) => ({ ...pool, until: until.toISOString() })),
    hasContact: contactEmail !== "" || contactPhone !== "",
    keeping:
      reader === "owner"
        ? {
            audiences,
            contactEmail: full.contactEmail,
            contactPhone: full.contactPhone,
            birthDate: profile.birthDate?.toISOString().slice(0, 10) ?? null,
            obstacle,
            ...completeness({ content: full, skills, evidence: rows.evidence.length, listed: profile.listed }),
          }
        : null,
    can,
  };
}

function evidenceView(item: EvidenceRow, owner: boolean, now: Date): ProfileView["evidence"][number] {
  const { id, title, body, language, date, url, people, conceptIds, supports, source, credentialId } = item;
  return {
    id,
    kind: item.kind as ProfileView["evidence"][number]["kind"],
    title,
    body,
    language,
    date: date.toISOString().slice(0, 10),
    url,
    people,
    conceptIds,
    supports,
    source,
    standing: item.standing as Support["standing"],
    age: ageOf(date, now),
    credentialId,
    audience: owner ? audienceMap.shape.name.parse(item.audience) : null,
  };
}

const skillsOnCard = 6;

export function cardViewOf(rows: ProfileRows, reader: ReaderClass, now: Date): CardView {
  const { content, skills } = shownProfile(rows, reader, now);
  const { nameZh, nameEn, headlineZh, headlineEn, region, languages, sectors } = content;
  return {
    personId: rows.profile.personId,
    nameZh,
    nameEn,
    headlineZh,
    headlineEn,
    region,
    languages,
    sectors,
    availability: content.workKinds.length > 0 ? content.availability : null,
    skills: skills.slice(0, skillsOnCard),
    pools: rows.terms.length,
  };
}
