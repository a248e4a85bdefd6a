import { splitAtoms } from "../shared/atoms";
import { searchTokens } from "../shared/search-tokens";
import { findMentions } from "../taxonomy/concept-finder";
import { fieldFinder } from "../taxonomy/suggest-tags";
import type { Condition, FacetGroup, SearchFilter } from "./search";
import { facetPrefix } from "./search";

/**
 * The conditions of a filter. Every skill named must be there, at the level and with the backing asked for; within the
 * other groups one of the values is enough.
 */
export function conditionsOf(filter: SearchFilter): Condition[] {
  const any = (group: FacetGroup, values: readonly string[]): Condition[] =>
    values.length > 0 ? [{ group, anyOf: values.map((value) => `${facetPrefix[group]}${value}`) }] : [];
  const skills = filter.skills.flatMap((id): Condition[] => [
    { group: "skills", anyOf: [`skill:${id}`] },
    ...(filter.level > 1 ? [{ group: "level" as const, anyOf: [`level:${id}:${filter.level}`] }] : []),
    ...(filter.backing !== "self" ? [{ group: "evidence" as const, anyOf: [`backing:${id}:${filter.backing}`] }] : []),
  ]);
  const overall =
    filter.skills.length > 0
      ? []
      : [
          ...(filter.level > 1 ? any("level", [String(filter.level)]) : []),
          ...(filter.backing !== "self" ? any("evidence", [filter.backing]) : []),
        ];
  return [
    ...wordConditions(filter.query),
    ...skills,
    ...overall,
    ...any("sectors", filter.sectors),
    ...any("regions", filter.regions),
    ...any("languages", filter.languages),
    ...any("availability", filter.availability),
    ...any("work", filter.work),
    ...any("pools", filter.pools),
  ];
}

/**
 * Every word must be there. Where the words name a skill, sector or region of the tables, whoever has that fits as well,
 * so that one is found under all its names in both languages without writing any of them.
 */
function wordConditions(query: string): Condition[] {
  const source = query.normalize("NFKC");
  const atoms = splitAtoms(source);
  const conditions = new Map<string, Condition>();
  const add = (part: string, besides: readonly string[]) => {
    for (const word of searchTokens(part)) {
      const known = conditions.get(word)?.anyOf ?? [];
      conditions.set(word, { group: null, anyOf: [...new Set([`w:${word}`, ...known, ...besides])] });
    }
  };
  let at = 0;
  for (const { ids, first, behind } of findMentions(fieldFinder, atoms)) {
    const [start, end] = [atoms[first]?.start ?? 0, atoms[behind - 1]?.end ?? 0];
    add(source.slice(at, start), []);
    add(source.slice(start, end), ids.map(tokenOfConcept));
    at = end;
  }
  add(source.slice(at), []);
  return [...conditions.values()];
}

function tokenOfConcept(id: string): string {
  if (id.startsWith("region:")) return id;
  return id.startsWith("sector:") ? `sector:${id}` : `skill:${id}`;
}
