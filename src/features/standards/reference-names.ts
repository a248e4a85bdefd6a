import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import type { ContentNode } from "@/domain/standards/content";
import { elementsOf, type Index, type Referable, resolve } from "@/domain/standards/cross-references";

export type LinkedClause = Referable & { readonly version: number };
type Language = "zh-CN" | "en";

/** What the references in an editor say now; those who draw them are told when it changes. */
export type ReferenceNames = {
  readonly index: () => Index;
  readonly nameOf: (attrs: ContentNode["attrs"]) => string | null;
  readonly language: Language;
  readonly set: (index: Index) => void;
  readonly onChange: (redraw: () => void) => () => void;
};

function referenceNames(first: Index, language: Language): ReferenceNames {
  let index = first;
  const redraws = new Set<() => void>();
  return {
    index: () => index,
    nameOf: (attrs) => resolve(attrs, index, language),
    language,
    set: (next) => {
      index = next;
      for (const redraw of redraws) redraw();
    },
    onChange: (redraw) => {
      redraws.add(redraw);
      return () => {
        redraws.delete(redraw);
      };
    },
  };
}

const indexBy = (clauses: readonly LinkedClause[]): Index => new Map(clauses.map((clause) => [clause.id, clause]));

export function useReferenceNames(clauses: readonly LinkedClause[], language: Language): ReferenceNames {
  const [names] = useState(() => referenceNames(indexBy(clauses), language));
  useEffect(() => names.set(indexBy(clauses)), [names, clauses]);
  return names;
}

/** The tables, figures and formulas of the clause that is being written, with the labels they have at this moment. */
export function useOwnElements(editor: Editor | null, names: ReferenceNames, clauseId: string): void {
  useEffect(() => {
    if (!editor) return;
    const refresh = () => {
      const own = names.index().get(clauseId);
      const written = editor.state.doc.content.content.map(({ type, attrs }) => ({ type: type.name, attrs }));
      const elements = elementsOf(written as ContentNode[]);
      if (own && JSON.stringify(own.elements) !== JSON.stringify(elements))
        names.set(new Map([...names.index(), [clauseId, { ...own, elements }]]));
    };
    refresh();
    editor.on("update", refresh);
    return () => {
      editor.off("update", refresh);
    };
  }, [editor, names, clauseId]);
}
