"use client";

import type { HocuspocusProvider } from "@hocuspocus/provider";
import { Extension } from "@tiptap/core";
import { EditorContent, useEditor } from "@tiptap/react";
import { redo, undo, yCursorPlugin, ySyncPlugin, yUndoPlugin } from "@tiptap/y-tiptap";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { liveField } from "@/domain/standards/editor-schema";
import { schemaExtensions, sizeGuard } from "./editor-extensions";
import { EditorToolbar, type LinkedClause } from "./editor-toolbar";
import { NodePanel } from "./node-panel";

type Props = {
  provider: HocuspocusProvider;
  standardId: string;
  number: string;
  clauses: readonly LinkedClause[];
  writable: boolean;
  onTooMuch: () => void;
};

/** The page on which a clause is written: tools, text, and what belongs to the place where the caret stands. */
export function ClauseSurface({ provider, standardId, number, clauses, writable, onTooMuch }: Props) {
  const t = useTranslations("standards");
  const editor = useEditor(
    {
      immediatelyRender: false,
      editable: writable,
      extensions: [
        ...schemaExtensions(),
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
  useEffect(() => {
    editor?.setEditable(writable, false);
  }, [editor, writable]);
  if (!editor) return null;
  return (
    <>
      {writable ? (
        <EditorToolbar
          editor={editor}
          clauses={clauses}
          undo={() => undo(editor.state)}
          redo={() => redo(editor.state)}
        />
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <EditorContent editor={editor} />
        {writable ? <NodePanel editor={editor} standardId={standardId} /> : null}
      </div>
    </>
  );
}
