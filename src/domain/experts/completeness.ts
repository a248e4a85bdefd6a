import type { ProfileContent } from "./profile";
import type { Backing } from "./standing";

/** The additions that would bring most, best first; each has its reason under `experts.add_<key>`. */
export const additions = [
  "skills",
  "evidence",
  "headline",
  "otherLanguage",
  "availability",
  "affiliations",
  "verify",
  "sectors",
  "summary",
  "education",
  "languages",
  "region",
  "list",
] as const;
export type Addition = (typeof additions)[number];

/** What each is worth of 100: what makes somebody found and believed counts most. */
const worth: Record<Addition, number> = {
  skills: 16,
  evidence: 16,
  headline: 10,
  otherLanguage: 8,
  availability: 8,
  affiliations: 8,
  verify: 8,
  sectors: 6,
  summary: 6,
  education: 4,
  languages: 4,
  region: 4,
  list: 2,
};

export type CompletenessFacts = {
  readonly content: ProfileContent;
  readonly skills: readonly { readonly backing: Backing }[];
  readonly evidence: number;
  readonly listed: boolean;
};

/** How complete a profile is, 0 to 100, and what to add next. */
export function completeness({ content, skills, evidence, listed }: CompletenessFacts): {
  percent: number;
  next: Addition[];
} {
  const done: Record<Addition, boolean> = {
    skills: skills.length >= 3,
    evidence: evidence >= 2,
    headline: content.headlineZh !== "" || content.headlineEn !== "",
    otherLanguage: content.headlineZh !== "" && content.headlineEn !== "",
    availability: content.workKinds.length > 0,
    affiliations: content.affiliations.length > 0,
    verify: skills.some(({ backing }) => backing === "verified" || backing === "earned"),
    sectors: content.sectors.length > 0,
    summary: content.summaryZh !== "" || content.summaryEn !== "",
    education: content.education.length > 0,
    languages: content.languages.length > 0,
    region: content.region !== "",
    list: listed,
  };
  return {
    percent: additions.reduce((sum, key) => sum + (done[key] ? worth[key] : 0), 0),
    next: additions.filter((key) => !done[key]).sort((a, b) => worth[b] - worth[a]),
  };
}
