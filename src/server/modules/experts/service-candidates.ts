import { mayReadExperts } from "@/domain/experts/policy";
import { readerClassOf } from "@/domain/experts/profile";
import type { CardView } from "@/domain/experts/registry-schema";
import type { EvidenceItem, Subject } from "@/domain/matching/facts";
import { evidenceKinds } from "@/domain/matching/weights";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { type HeldProfile, holdProfiles, nobody } from "./access";
import { layerOf, wholeExpertIndex } from "./searcher";
import { cardViewOf, shownProfile } from "./view-profile";

export type ExpertCandidate = { readonly card: CardView; readonly subject: Subject };

/**
 * People of the registry with at least one of the skills, as the matching engine takes them: only what this reader may
 * see of them, so that nothing hidden counts or is told. Those with the most and best backed skills first.
 * @param most how many at most
 */
export async function expertCandidates(
  ctx: Ctx,
  conceptIds: readonly string[],
  most: number,
): Promise<ExpertCandidate[]> {
  permitOrThrow(mayReadExperts());
  if (conceptIds.length === 0) return [];
  const index = await wholeExpertIndex();
  const anyOf = conceptIds.map((id) => `skill:${id}`);
  const ids = index.idsOf(layerOf(readerClassOf(ctx.actor, nobody)), [{ group: "skills", anyOf }], most);
  const held = await holdProfiles(db() as Tx, ctx.actor, ids);
  return held.map((one) => ({ card: cardViewOf(one.rows, one.reader, one.now), subject: subjectOf(one) }));
}

function subjectOf({ rows, reader, now }: HeldProfile): Subject {
  const { content, skills, evidence } = shownProfile(rows, reader, now);
  const { personId, changedAt } = rows.profile;
  const words = [content.headlineZh, content.headlineEn, content.summaryZh, content.summaryEn];
  const region = content.region ? [content.region] : [];
  const profile: EvidenceItem = {
    id: `profile:${personId}`,
    visibility: "everyone",
    kind: "profile",
    document: { body: words.filter(Boolean).join("\n"), tags: skills.map(({ conceptId }) => conceptId) },
    at: changedAt,
    backing: "self",
    experience: { sector: content.sectors, region },
  };
  const items = evidence.map(
    ({ id, kind, title, body, date, conceptIds, standing }): EvidenceItem => ({
      id,
      visibility: "everyone",
      kind: evidenceKinds.find((one) => one === kind) ?? "project",
      document: { title, body, tags: conceptIds },
      at: date,
      backing: standing === "earned" || standing === "verified" ? standing : "evidenced",
      experience: {
        sector: conceptIds.filter((one) => one.startsWith("sector:")),
        protocol: conceptIds.filter((one) => one.startsWith("protocol:")),
        vendor: conceptIds.filter((one) => one.startsWith("vendor:")),
      },
    }),
  );
  return {
    id: personId,
    items: [profile, ...items],
    skills: skills.map(({ conceptId, level, backing }) => ({
      skill: conceptId,
      level,
      visibility: "everyone",
      backing,
      itemIds: items.filter((_, at) => evidence[at]?.conceptIds.includes(conceptId)).map(({ id }) => id),
    })),
    availability: content.availability === "now" ? { capacity: 1, load: 0 } : null,
    outcomes: [],
  };
}
