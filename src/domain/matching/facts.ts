import type { TextDocument } from "./terms";
import type { Backing, EvidenceKind, ExperienceKind } from "./weights";

/** Anything a viewer may or may not see; the value of `visibility` belongs to the registry and is not read here. */
export type Guarded = { readonly visibility: string };

/** True when the person the result is for may see the fact. What may not be shown does not count either. */
export type MayShow = (fact: Guarded) => boolean;

/** Concept ids per kind of experience. */
export type Experience = Readonly<Partial<Record<ExperienceKind, readonly string[]>>>;

export type EvidenceItem = Guarded & {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly document: TextDocument;
  readonly at: Date | null;
  readonly backing: Backing;
  readonly experience: Experience;
};

/** A skill someone says to have, at level 1 to 5, and the evidence items that back it. */
export type SkillClaim = Guarded & {
  readonly skill: string;
  readonly level: number;
  readonly backing: Backing;
  readonly itemIds: readonly string[];
};

/** How something delivered went, 0 (failed) to 1 (fully accepted, well reviewed). */
export type Outcome = Guarded & { readonly value: number };

/** A person or firm as the engine sees it. */
export type Subject = {
  readonly id: string;
  readonly items: readonly EvidenceItem[];
  readonly skills: readonly SkillClaim[];
  /** Engagements that can run at once and that do run; null when never stated. */
  readonly availability: { readonly capacity: number; readonly load: number } | null;
  readonly outcomes: readonly Outcome[];
};

export type RequiredSkill = { readonly skill: string; readonly demand: "must" | "nice"; readonly level: number };

export type MatchingNeed = {
  readonly id: string;
  readonly document: TextDocument;
  readonly skills: readonly RequiredSkill[];
  readonly experience: Experience;
};

/** The subject as one viewer may know it: hidden items, claims and outcomes are gone before anything is counted. */
export function asSeenBy(subject: Subject, mayShow: MayShow): Subject {
  const items = subject.items.filter(mayShow);
  const shown = new Set(items.map((item) => item.id));
  return {
    ...subject,
    items,
    skills: subject.skills.filter(mayShow).map((claim) => asBackedBy(claim, shown)),
    outcomes: subject.outcomes.filter(mayShow),
  };
}

/** A claim whose whole evidence is hidden stands on its holder's word, and the hidden items are not named. */
function asBackedBy(claim: SkillClaim, shown: ReadonlySet<string>): SkillClaim {
  const itemIds = claim.itemIds.filter((id) => shown.has(id));
  const unseen = claim.itemIds.length > 0 && itemIds.length === 0;
  return { ...claim, itemIds, backing: unseen ? "self" : claim.backing };
}
