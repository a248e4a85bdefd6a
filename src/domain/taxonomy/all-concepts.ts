import type { Concept } from "../shared/concept";
import { assets } from "./assets";
import { attackIcs } from "./attack-ics";
import { ecsf } from "./ecsf";
import { iec62443 } from "./iec62443";
import { nice } from "./nice";
import { protocols } from "./protocols";
import { regions } from "./regions";
import { industrySections, sectors } from "./sectors";
import { skills } from "./skills";
import { vendors } from "./vendors";

export const allConcepts: readonly Concept[] = [
  ...sectors,
  ...industrySections,
  ...skills,
  ...protocols,
  ...assets,
  ...vendors,
  ...attackIcs,
  ...iec62443,
  ...nice,
  ...ecsf,
  ...regions,
];

const byId = new Map(allConcepts.map((concept) => [concept.id, concept]));

export function conceptById(id: string): Concept | undefined {
  return byId.get(id);
}

export const frameworks = [
  "sector",
  "gbt4754",
  "skill",
  "protocol",
  "asset",
  "vendor",
  "attack-ics",
  "iec62443",
  "nice",
  "ecsf",
  "region",
] as const;
/** What stands before the colon of a concept's id: the table or standard it comes from. */
export type Framework = (typeof frameworks)[number];

/** All concepts of one table, broader ones before what they hold. */
export function conceptsOf(framework: Framework): readonly Concept[] {
  return allConcepts.filter(({ id }) => id.startsWith(`${framework}:`));
}
