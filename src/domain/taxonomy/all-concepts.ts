import type { Concept } from "../shared/concept";
import { assets } from "./assets";
import { protocols } from "./protocols";
import { sectors } from "./sectors";
import { skills } from "./skills";

export const allConcepts: readonly Concept[] = [...sectors, ...skills, ...protocols, ...assets];

const byId = new Map(allConcepts.map((concept) => [concept.id, concept]));

export function conceptById(id: string): Concept | undefined {
  return byId.get(id);
}
