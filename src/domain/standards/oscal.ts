import { provisionsOf, withProvisionIds } from "./provisions";
import type { OutputFacts } from "./sts";
import type { VersionClauseView } from "./views";

/** The release whose published schemas both exports are validated against. */
export const oscalVersion = "1.2.0";
/** Of the properties that are ours: without one a name is OSCAL's own, and its lists of those are closed. */
export const oscalNamespace = "https://lianfang.example/ns/oscal";

/**
 * OSCAL catalog: clauses become groups, provisions (sentences with a provision verb's paragraph) become controls. Ids
 * are tokens made of the clause's stable id, so that a mapping survives renumbering.
 * @param at when it is made, RFC 3339
 * @param uuidOf a UUID of version 5 from a name: OSCAL takes versions 4 and 5 only, and the rows' ids are of version 7
 */
export function oscalOf(
  facts: OutputFacts,
  clauses: readonly VersionClauseView[],
  at: string,
  uuidOf: (name: string) => string,
): object {
  const { language } = facts;
  return {
    catalog: {
      // Another text is another document.
      uuid: uuidOf(`catalog ${facts.id} ${facts.version ?? at}`),
      metadata: {
        title: facts.titleEn || facts.titleZh,
        "last-modified": oscalTime(at),
        version: String(facts.version ?? "draft"),
        "oscal-version": oscalVersion,
        props: [{ name: "stage", ns: oscalNamespace, value: `${facts.profile}-${facts.stage}` }],
      },
      // A list that is there holds something.
      ...(clauses.length > 0 ? { groups: groupsBelow(null, clauses, language) } : {}),
    },
  };
}

/** RFC 3339 to the second: OSCAL allows no fraction that ends in a zero. */
export function oscalTime(at: string): string {
  return `${at.slice(0, 19)}Z`;
}

/** One line: OSCAL's titles and labels hold no breaks. */
const oneLine = (text: string) => text.replaceAll(/\s+/gu, " ").trim();

function groupsBelow(
  parentId: string | null,
  clauses: readonly VersionClauseView[],
  language: "zh-CN" | "en",
): object[] {
  const other = language === "en" ? "zh-CN" : "en";
  return clauses
    .filter((clause) => clause.parentId === parentId)
    .map((clause) => {
      const controls = controlsOf(clause, language).map(({ id, kind, text, translation, place }) => ({
        id,
        class: kind,
        title: oneLine(text).slice(0, 80).trim(),
        props: [{ name: "label", value: `${clause.number || clause.kind} ${place}` }],
        parts: [
          { id: `${id}_smt`, name: "statement", prose: text },
          ...(translation
            ? [{ id: `${id}_tr`, name: "guidance", props: [{ name: "label", value: other }], prose: translation }]
            : []),
        ],
      }));
      const groups = groupsBelow(clause.id, clauses, language);
      const head = {
        id: `c-${clause.id}`,
        title: clause.title || clause.kind,
        props: [{ name: "label", value: clause.number || clause.kind }],
      };
      if (controls.length === 0) return groups.length > 0 ? { ...head, groups } : head;
      if (groups.length === 0) return { ...head, controls };
      // OSCAL lets a group hold groups or controls, never both: a clause's own provisions are the first group in it.
      return { ...head, groups: [{ ...head, id: `${head.id}_own`, controls }, ...groups] };
    });
}

/** A clause's provisions that ask, advise or allow something, with their ids in the catalogue and their places, from 1. */
function controlsOf({ id: clauseId, content }: VersionClauseView, language: "zh-CN" | "en") {
  // A version from before provisions had ids is named by the place in its clause, which cannot change any more.
  let unnamed = 0;
  const named = withProvisionIds([...content], () => {
    unnamed += 1;
    return `${clauseId}-${unnamed}`;
  });
  return provisionsOf(named, language).flatMap(({ id, kind, text, translation }, index) =>
    kind === "statement" || kind === "possibility"
      ? []
      : [{ id: `p-${id}`, kind, text, translation, place: index + 1 }],
  );
}

/**
 * The controls that stand for each clause in the catalogue: its own provisions and those of the clauses below it. A
 * clause itself is a group there, and the mapping model relates controls and statements only.
 */
export function controlIds(
  clauses: readonly VersionClauseView[],
  language: "zh-CN" | "en",
): ReadonlyMap<string, readonly string[]> {
  const children = Map.groupBy(clauses, ({ parentId }) => parentId);
  const result = new Map<string, readonly string[]>();
  // In reading order a clause stands before those below it.
  for (const clause of clauses.toReversed()) {
    const own = controlsOf(clause, language).map(({ id }) => id);
    result.set(clause.id, [...own, ...(children.get(clause.id) ?? []).flatMap(({ id }) => result.get(id) ?? [])]);
  }
  return result;
}
