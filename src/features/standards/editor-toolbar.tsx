"use client";

import type { Editor, JSONContent } from "@tiptap/core";
import { wrapInList } from "@tiptap/pm/schema-list";
import { Bold, Italic, List, ListOrdered, type LucideIcon, Redo2, Subscript, Superscript, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { elementTypes } from "@/domain/standards/cross-references";
import { Button } from "@/ui/button";
import type { ReferenceNames } from "./reference-names";

const paragraph = { type: "paragraph" };
const cell = (header: boolean) => ({
  type: "tableCell",
  attrs: header ? { header: true } : {},
  content: [paragraph],
});
const row = (header: boolean) => ({ type: "tableRow", content: [cell(header), cell(header), cell(header)] });

/** Elements of a standard as they are inserted: empty, with the caret's panel to fill them. */
const elements: Readonly<Record<string, JSONContent>> = {
  note: { type: "note" },
  example: { type: "example" },
  term: { type: "term" },
  reference: { type: "reference", attrs: { relation: "normative" } },
  formula: { type: "formula", attrs: { tex: "" } },
  table: { type: "table", content: [row(true), row(false), row(false)] },
  figure: { type: "figure" },
};

const marks: readonly (readonly ["bold" | "italic" | "superscript" | "subscript", LucideIcon])[] = [
  ["bold", Bold],
  ["italic", Italic],
  ["superscript", Superscript],
  ["subscript", Subscript],
];

type Props = { editor: Editor; names: ReferenceNames; undo: () => void; redo: () => void };

export function EditorToolbar({ editor, names, undo, redo }: Props) {
  const t = useTranslations("standards");
  const insert = (name: string) => {
    // Behind the block in which the caret stands, so that nothing is cut in two.
    const { $to } = editor.state.selection;
    const at = $to.depth > 0 ? $to.after(1) : editor.state.doc.content.size;
    const made: JSONContent = elements[name] ?? paragraph;
    const element = elementTypes.some((type) => type === name);
    // A reference can point to an element from the moment it is there.
    const node = element ? { ...made, attrs: { ...made.attrs, elementId: crypto.randomUUID() } } : made;
    editor
      .chain()
      .insertContentAt(at, name === "table" || name === "figure" ? [node, paragraph] : node)
      .setNodeSelection(at)
      .focus()
      .run();
  };
  const list = (name: "bulletList" | "orderedList") => {
    const type = editor.schema.nodes[name];
    if (type) wrapInList(type)(editor.state, editor.view.dispatch);
    editor.commands.focus();
  };
  return (
    <div role="toolbar" aria-label={t("editing")} className="flex flex-wrap gap-1">
      {marks.map(([name, Icon]) => (
        <Tool key={name} label={t(name)} icon={Icon} act={() => editor.chain().focus().toggleMark(name).run()} />
      ))}
      <Tool label={t("insert_bulletList")} icon={List} act={() => list("bulletList")} />
      <Tool label={t("insert_orderedList")} icon={ListOrdered} act={() => list("orderedList")} />
      <Tool label={t("undo")} icon={Undo2} act={undo} />
      <Tool label={t("redo")} icon={Redo2} act={redo} />
      {Object.keys(elements).map((name) => (
        <Button key={name} className="px-3" onClick={() => insert(name)}>
          {t(`insert_${name}`)}
        </Button>
      ))}
      <ReferenceTool editor={editor} names={names} />
    </div>
  );
}

/**
 * Points to a clause, table, figure or formula by its id: where the caret stands a reference is written that says the
 * present number; chosen words become a link.
 */
function ReferenceTool({ editor, names }: { editor: Editor; names: ReferenceNames }) {
  const t = useTranslations("standards");
  const index = useSyncExternalStore(names.onChange, names.index, names.index);
  const point = (value: string) => {
    const chain = editor.chain().focus();
    const [clauseId = "", elementId = null] = value.split("#");
    if (!index.has(clauseId)) return void chain.extendMarkRange("clauseLink").unsetMark("clauseLink").run();
    if (!editor.state.selection.empty) return void chain.setMark("clauseLink", { clauseId }).run();
    const attrs = { clauseId, elementId };
    chain.insertContent({ type: "crossReference", attrs: { ...attrs, text: names.nameOf(attrs) } }).run();
  };
  const clauses = [...index.values()];
  const labelled = clauses.flatMap(({ id: clauseId, elements: all }) =>
    all.flatMap(({ id: elementId, label }) => (label ? [{ clauseId, elementId }] : [])),
  );
  return (
    <select
      aria-label={t("insert_clauseLink")}
      className="min-h-11 max-w-48 rounded-md border border-line-strong bg-surface px-2"
      value=""
      onChange={(event) => point(event.target.value)}
    >
      <option value="" disabled>
        {t("insert_clauseLink")}
      </option>
      <optgroup label={t("referenceClauses")}>
        {clauses
          .filter(({ number, title }) => number !== "" || title !== "")
          .map(({ id, number, title }) => (
            <option key={id} value={id}>
              {`${number} ${title}`.trim()}
            </option>
          ))}
      </optgroup>
      {labelled.length > 0 ? (
        <optgroup label={t("referenceElements")}>
          {labelled.map((attrs) => (
            <option key={attrs.elementId} value={`${attrs.clauseId}#${attrs.elementId}`}>
              {names.nameOf(attrs)}
            </option>
          ))}
        </optgroup>
      ) : null}
      <option value="none">{t("clauseLinkNone")}</option>
    </select>
  );
}

function Tool({ label, icon: Icon, act }: { label: string; icon: LucideIcon; act: () => void }) {
  return (
    <Button
      className="min-w-11 px-2"
      aria-label={label}
      title={label}
      // The text keeps its selection.
      onMouseDown={(event) => event.preventDefault()}
      onClick={act}
    >
      <Icon aria-hidden="true" size={18} />
    </Button>
  );
}
