"use client";

import { Extension } from "@tiptap/core";
import { history, redo, undo } from "@tiptap/pm/history";
import { keymap } from "@tiptap/pm/keymap";
import { EditorContent, useEditor } from "@tiptap/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ContentNode, cleanContent } from "@/domain/standards/content";
import { Callout } from "@/ui/callout";
import { schemaExtensions, sizeGuard } from "./editor-extensions";
import { EditorToolbar } from "./editor-toolbar";
import { NodePanel } from "./node-panel";
import { type LinkedClause, useOwnElements, useReferenceNames } from "./reference-names";

type Props = {
  content: readonly ContentNode[];
  standardId: string;
  clauseId: string;
  label: string;
  clauses: readonly LinkedClause[];
  language: "zh-CN" | "en";
  onChange: (content: ContentNode[]) => void;
};

/** The clause's editor without a live connection: the same tools on a text of one's own, which a form then sends. */
export default function StaticEditor({ content, standardId, clauseId, label, clauses, language, onChange }: Props) {
  const t = useTranslations("standards");
  const names = useReferenceNames(clauses, language);
  const [tooMuch, setTooMuch] = useState(false);
  const editor = useEditor({
    immediatelyRender: false,
    content: { type: "doc", content: [...content] },
    extensions: [
      ...schemaExtensions(names),
      sizeGuard(() => setTooMuch(true)),
      Extension.create({
        name: "undo",
        addProseMirrorPlugins: () => [history(), keymap({ "Mod-z": undo, "Mod-y": redo, "Mod-Shift-z": redo })],
      }),
    ],
    onUpdate: ({ editor: one }) => onChange(cleanContent(one.getJSON().content)),
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        class: "clause-editor min-h-40 max-w-prose rounded-lg border border-line-strong bg-surface p-4",
      },
    },
  });
  useOwnElements(editor, names, clauseId);
  if (!editor) return null;
  return (
    <div className="flex flex-col gap-3">
      {tooMuch ? <Callout tone="warn">{t("tooMuch")}</Callout> : null}
      <EditorToolbar
        editor={editor}
        names={names}
        undo={() => undo(editor.state, editor.view.dispatch)}
        redo={() => redo(editor.state, editor.view.dispatch)}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <EditorContent editor={editor} />
        <NodePanel editor={editor} standardId={standardId} />
      </div>
    </div>
  );
}
