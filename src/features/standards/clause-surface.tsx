"use client";

import type { HocuspocusProvider } from "@hocuspocus/provider";
import { Extension } from "@tiptap/core";
import { EditorContent, useEditor } from "@tiptap/react";
import { redo, undo, yCursorPlugin, ySyncPlugin, yUndoPlugin } from "@tiptap/y-tiptap";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { liveField } from "@/domain/standards/editor-schema";
import { schemaExtensions, sizeGuard } from "./editor-extensions";
import { EditorToolbar } from "./editor-toolbar";
import { NodePanel } from "./node-panel";
import { type LinkedClause, useOwnElements, useReferenceNames } from "./reference-names";

type Props = {
  provider: HocuspocusProvider;
  standardId: string;
  clauseId: string;
  number: string;
  clauses: readonly LinkedClause[];
  language: "zh-CN" | "en";
  writable: boolean;
  onTooMuch: () => void;
};

/** The page on which a clause is written: tools, text, and what belongs to the place where the caret stands. */
export function ClauseSurface(props: Props) {
  const { provider, standardId, clauseId, number, clauses, language, writable, onTooMuch } = props;
  const t = useTranslations("standards");
  const names = useReferenceNames(clauses, language);
  const editor = useEditor(
    {
      immediatelyRender: false,
      editable: writable,
      extensions: [
        ...schemaExtensions(names),
        sizeGuard(onTooMuch),
        Extension.create({
          name: "live",
          addProseMirrorPlugins: () => [
            ySyncPlugin(provider.document.getXmlFragment(liveField)),
            ...(provider.awareness ? [yCursorPlugin(provider.awareness)] : []),
            yUndoPlugin(),
          ],
        }),
      ],
      editorProps: {
        attributes: {
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": t("editorLabel", { number }),
          class: "clause-editor min-h-64 max-w-prose rounded-lg border border-line-strong bg-surface p-4",
        },
      },
    },
    [provider],
  );
  useOwnElements(editor, names, clauseId);
  useEffect(() => {
    editor?.setEditable(writable, false);
  }, [editor, writable]);
  if (!editor) return null;
  return (
    <>
      {writable ? (
        <EditorToolbar editor={editor} names={names} undo={() => undo(editor.state)} redo={() => redo(editor.state)} />
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <EditorContent editor={editor} />
        {writable ? <NodePanel editor={editor} standardId={standardId} /> : null}
      </div>
    </>
  );
}
