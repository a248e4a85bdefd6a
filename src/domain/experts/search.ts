import { z } from "zod";
import { availabilities } from "./profile";
import { backings } from "./standing";
import { workKinds } from "./work-kinds";

/** A search over the registry, as a form, an address and a saved search hold it. */
const few = <T extends z.ZodType>(one: T) => z.array(one).max(12).default([]);
const code = z.string().max(80);

export const searchFilter = z.strictObject({
  query: z.string().trim().max(200).default(""),
  skills: few(code),
  level: z.int().min(1).max(5).default(1),
  backing: z.enum(backings).default("self"),
  sectors: few(code),
  regions: few(code),
  languages: few(code),
  availability: few(z.enum(availabilities)),
  work: few(z.enum(workKinds)),
  pools: few(code),
});
export type SearchFilter = z.output<typeof searchFilter>;

/** Nobody can walk through the whole registry: so many people on a page, so many pages. */
export const pageSize = 20;
export const mostPages = 10;
/** Searches of one person, or of one network for visitors. */
export const searchLimit = { name: "expert-search", points: 120, seconds: 300 } as const;
export const contactLimit = { name: "contact-read", points: 30, seconds: 86_400 } as const;

export const facetGroups = [
  "skills",
  "level",
  "evidence",
  "sectors",
  "regions",
  "languages",
  "availability",
  "work",
  "pools",
] as const;
export type FacetGroup = (typeof facetGroups)[number];

/** Prefix of a group's tokens in the index. */
export const facetPrefix: Record<FacetGroup, string> = {
  skills: "skill:",
  level: "any:",
  evidence: "ev:",
  sectors: "sector:",
  regions: "region:",
  languages: "lang:",
  availability: "av:",
  work: "work:",
  pools: "pool:",
};

/** One condition: any of the tokens; all conditions must hold. `group` is the facet that it narrows. */
export type Condition = { readonly group: FacetGroup | null; readonly anyOf: readonly string[] };
