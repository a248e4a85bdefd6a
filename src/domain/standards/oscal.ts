import { provisionsOf, withProvisionIds } from "./provisions";
import type { OutputFacts } from "./sts";
import type { VersionClauseView } from "./views";

const oscalVersion = "1.1.2";

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
        props: [{ name: "stage", value: `${facts.profile}-${facts.stage}` }],
      },
      groups: groupsBelow(null, clauses, language),
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
      // A version from before provisions had ids is named by the place in its clause, which cannot change any more.
      let place = 0;
      const named = withProvisionIds([...clause.content], () => {
        place += 1;
        return `${clause.id}-${place}`;
      });
      const controls = provisionsOf(named, language).flatMap(({ id: provisionId, kind, text, translation }, index) => {
        if (kind === "statement" || kind === "possibility") return [];
        const id = `p-${provisionId}`;
        return [
          {
            id,
            class: kind,
            title: oneLine(text).slice(0, 80).trim(),
            props: [{ name: "label", value: `${clause.number || clause.kind} ${index + 1}` }],
            parts: [
              { id: `${id}_smt`, name: "statement", prose: text },
              ...(translation
                ? [{ id: `${id}_tr`, name: "guidance", props: [{ name: "label", value: other }], prose: translation }]
                : []),
            ],
          },
        ];
      });
      const groups = groupsBelow(clause.id, clauses, language);
      return {
        id: `c-${clause.id}`,
        title: clause.title || clause.kind,
        props: [{ name: "label", value: clause.number || clause.kind }],
        ...(groups.length > 0 ? { groups } : {}),
        ...(controls.length > 0 ? { controls } : {}),
      };
    });
}
