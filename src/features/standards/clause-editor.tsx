"use client";

import { HocuspocusProvider } from "@hocuspocus/provider";
import { type AnyExtension, Extension, Mark, Node } from "@tiptap/core";
import { EditorContent, useEditor } from "@tiptap/react";
import { yCursorPlugin, ySyncPlugin, yUndoPlugin } from "@tiptap/y-tiptap";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { editorMarks, editorNodes, editorSchemaVersion, liveField } from "@/domain/standards/editor-schema";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";

type State = "connecting" | "synced" | "saving" | "offline" | "stopped" | "refused";
type Props = { clauseId: string; number: string; name: string; mayEdit: boolean };

/** How long somebody may go on writing without the server before the editor stops taking text, in milliseconds. */
const longestOffline = 120_000;

/** Nodes and marks from the same data as the server's reader, so that neither drops what the other wrote. */
function schemaExtensions(): AnyExtension[] {
  const nodes = Object.entries(editorNodes).map(([name, { content, group, inline, atom, attrs = [], tag }]) =>
    Node.create({
      name,
      topNode: name === "doc",
      ...(content ? { content } : {}),
      ...(group ? { group } : {}),
      ...(inline ? { inline: true } : {}),
      ...(atom ? { atom: true } : {}),
      addAttributes: () => Object.fromEntries(attrs.map((attribute) => [attribute, { default: null }])),
      ...(tag
        ? {
            // Styles, classes and scripts of a pasted page are left behind: only tags that mean something come in.
            parseHTML: () => [{ tag }],
            renderHTML: ({ node }) =>
              atom || name === "hardBreak"
                ? [tag, ...(atom ? [{}, Object.values(node.attrs).filter(Boolean).join(" ")] : [])]
                : [tag, 0],
          }
        : {}),
    }),
  );
  const marks = Object.entries(editorMarks).map(([name, { tag }]) =>
    Mark.create({
      name,
      parseHTML: () => [{ tag }],
      renderHTML: () => [tag, 0],
      addAttributes: () => ({}),
      addKeyboardShortcuts() {
        return name === "bold" || name === "italic"
          ? { [name === "bold" ? "Mod-b" : "Mod-i"]: () => this.editor.commands.toggleMark(name) }
          : {};
      },
    }),
  );
  return [...nodes, ...marks];
}

/** Live text of one clause: what is shown as saved is in the server's database. */
export default function ClauseEditor({ clauseId, number, name, mayEdit }: Props) {
  const t = useTranslations("standards");
  const [state, setState] = useState<State>("connecting");
  const [present, setPresent] = useState<readonly string[]>([]);
  const [provider, setProvider] = useState<HocuspocusProvider | null>(null);

  useEffect(() => {
    let offline: ReturnType<typeof setTimeout> | undefined;
    // What a connection that was given up says afterwards is not about the one that replaced it.
    let gone = false;
    const tell: typeof setState = (next) => {
      if (!gone) setState(next);
    };
    const made = new HocuspocusProvider({
      url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/collab`,
      name: clauseId,
      token: String(editorSchemaVersion),
      onSynced: () => tell("synced"),
      onUnsyncedChanges: ({ number: waiting }) =>
        tell((before) => (before === "offline" || before === "stopped" ? before : waiting > 0 ? "saving" : "synced")),
      onAuthenticationFailed: () => tell("refused"),
      onStatus: ({ status }) => {
        if (status === "connected") {
          clearTimeout(offline);
          offline = undefined;
          tell("connecting");
        } else if (status === "disconnected" && offline === undefined && !gone) {
          tell("offline");
          offline = setTimeout(() => tell("stopped"), longestOffline);
        }
      },
      onAwarenessUpdate: ({ states }) => {
        if (!gone)
          setPresent(
            states.map((one) => String((one.user as { name?: string } | undefined)?.name ?? "")).filter(Boolean),
          );
      },
    });
    made.setAwarenessField("user", { name, color: "#1d4ed8" });
    setProvider(made);
    return () => {
      gone = true;
      clearTimeout(offline);
      made.destroy();
      setProvider(null);
    };
  }, [clauseId, name]);

  if (!provider) return <p role="status">{t("live_connecting")}</p>;
  const writable = mayEdit && (state === "synced" || state === "saving" || state === "offline");
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="flex flex-wrap items-center gap-3">
        <Badge tone={state === "synced" ? "good" : state === "saving" || state === "connecting" ? "neutral" : "warn"}>
          {t(`live_${state}`)}
        </Badge>
        {mayEdit ? null : <Badge>{t("readOnly")}</Badge>}
        <span className="text-ink-soft">
          {present.length > 1 ? t("present", { names: present.join(", ") }) : t("alone")}
        </span>
      </p>
      <Surface provider={provider} number={number} writable={writable} />
    </div>
  );
}

function Surface({ provider, number, writable }: { provider: HocuspocusProvider; number: string; writable: boolean }) {
  const t = useTranslations("standards");
  const editor = useEditor(
    {
      immediatelyRender: false,
      editable: writable,
      extensions: [
        ...schemaExtensions(),
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
  const insert = (type: "note" | "example" | "term" | "paragraph") => () =>
    editor.chain().focus().insertContentAt(editor.state.doc.content.size, { type }).run();
  return (
    <>
      {writable ? (
        <div role="toolbar" aria-label={t("editing")} className="flex flex-wrap gap-1">
          <Button onClick={() => editor.chain().focus().toggleMark("bold").run()}>{t("bold")}</Button>
          <Button onClick={() => editor.chain().focus().toggleMark("italic").run()}>{t("italic")}</Button>
          {(["paragraph", "note", "example", "term"] as const).map((type) => (
            <Button key={type} onClick={insert(type)}>
              {t(`insert_${type}`)}
            </Button>
          ))}
        </div>
      ) : null}
      <EditorContent editor={editor} />
    </>
  );
}
