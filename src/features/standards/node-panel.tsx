"use client";

import type { Editor } from "@tiptap/core";
import type { Node as ProseNode, ResolvedPos } from "@tiptap/pm/model";
import { NodeSelection } from "@tiptap/pm/state";
import { useEditorState } from "@tiptap/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { chosenKinds } from "@/domain/standards/provisions";
import { api } from "@/features/shared/api";
import { FileField } from "@/features/shared/file-field";
import { uploadFile } from "@/features/shared/upload";
import { Button } from "@/ui/button";
import { SelectField, TextAreaField, TextField } from "@/ui/field";

/** Fields of each element that has some; the words of the text itself stand in the text. */
const fields: Readonly<Record<string, readonly string[]>> = {
  paragraph: ["provisionKind", "translation"],
  term: ["zh", "en"],
  reference: ["number", "title", "relation"],
  formula: ["tex", "label"],
  figure: ["file", "label", "caption"],
  table: ["label", "caption"],
};

type Here = { name: string; pos: number; attrs: Record<string, unknown> };

function hereOf({ state }: Editor): Here | null {
  const { selection } = state;
  if (selection instanceof NodeSelection && fields[selection.node.type.name])
    return { name: selection.node.type.name, pos: selection.from, attrs: selection.node.attrs };
  const { $from } = selection;
  // A table has its words, and its paragraphs are cells rather than provisions.
  const table = ancestor($from, (node) => node.type.name === "table");
  return table ?? ancestor($from, (node) => Boolean(fields[node.type.name]));
}

function ancestor($from: ResolvedPos, fits: (node: ProseNode) => boolean): Here | null {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (fits(node)) return { name: node.type.name, pos: $from.before(depth), attrs: node.attrs };
  }
  return null;
}

/** What belongs to the element at the caret: a provision's kind and its other language, a term's names, a formula. */
export function NodePanel({ editor, standardId }: { editor: Editor; standardId: string }) {
  const t = useTranslations("standards");
  const here = useEditorState({ editor, selector: ({ editor: one }) => hereOf(one) });
  const [problem, setProblem] = useState("");
  if (!here) return null;
  const set = (name: string, value: string) =>
    editor.view.dispatch(editor.state.tr.setNodeAttribute(here.pos, name, value === "" ? null : value));
  const text = (name: string) => (typeof here.attrs[name] === "string" ? String(here.attrs[name]) : "");
  const upload = async (file: File | undefined) => {
    if (!file) return;
    setProblem("");
    try {
      const { id } = await uploadFile("standardFigure", await printable(file));
      await api.standardsText.keepFigure.mutate({ standardId, fileId: id });
      set("fileId", id);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <aside aria-label={t("panel")} className="flex flex-col gap-3 rounded-lg border border-line bg-sunken p-4">
      <h2 className="text-lg">{t(`node_${here.name}`)}</h2>
      {(fields[here.name] ?? []).map((name) => {
        const id = `panel-${name}`;
        const key = `${here.pos}-${name}`;
        const label = t(`field_${name}`);
        if (name === "provisionKind")
          return (
            <SelectField
              key={key}
              id={id}
              label={label}
              value={text(name)}
              onChange={(event) => set(name, event.target.value)}
              options={[
                { value: "", label: t("kindByVerb") },
                ...chosenKinds.map((value) => ({ value, label: t(`provision_${value}`) })),
              ]}
            />
          );
        if (name === "relation")
          return (
            <SelectField
              key={key}
              id={id}
              label={label}
              value={text(name) || "normative"}
              onChange={(event) => set(name, event.target.value)}
              options={["normative", "informative"].map((value) => ({ value, label: t(`relation_${value}`) }))}
            />
          );
        if (name === "file")
          return (
            <FileField
              key={key}
              id={id}
              label={label}
              hint={t("figureHint")}
              error={problem || undefined}
              accept="image/png,image/jpeg,image/webp"
              onFiles={([file]) => upload(file)}
            />
          );
        const Control = name === "translation" || name === "tex" ? TextAreaField : TextField;
        return (
          <Control
            key={key}
            id={id}
            label={label}
            defaultValue={text(name)}
            onBlur={(event: { target: { value: string } }) => set(name, event.target.value.trim())}
          />
        );
      })}
      {here.name === "table" ? <TableTools editor={editor} pos={here.pos} /> : null}
    </aside>
  );
}

/** PDF and Word print no WebP, so it becomes a PNG here. */
async function printable(file: File): Promise<File> {
  if (file.type !== "image/webp") return file;
  const picture = await createImageBitmap(file);
  const canvas = document.createElement("canvas");
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  const bytes = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  return bytes ? new File([bytes], file.name.replace(/\.webp$/iu, ".png"), { type: "image/png" }) : file;
}

type Grid = { type: string; attrs?: Record<string, unknown>; content?: Grid[] };

/** Rows and columns at the end; the caret's row and column cannot be guessed where cells span. */
function TableTools({ editor, pos }: { editor: Editor; pos: number }) {
  const t = useTranslations("standards");
  const change = (make: (rows: Grid[]) => Grid[]) => {
    const table = editor.state.doc.nodeAt(pos);
    if (!table) return;
    const json = table.toJSON() as Grid;
    const next = editor.schema.nodeFromJSON({ ...json, content: make(json.content ?? []) });
    editor.view.dispatch(editor.state.tr.replaceWith(pos, pos + table.nodeSize, next));
  };
  const empty = (like: Grid | undefined): Grid => ({
    type: "tableCell",
    attrs: { header: like?.attrs?.header ?? null },
    content: [{ type: "paragraph" }],
  });
  const acts = {
    addRow: (rows: Grid[]) => [
      ...rows,
      { type: "tableRow", content: (rows.at(-1)?.content ?? []).map(() => empty(undefined)) },
    ],
    addColumn: (rows: Grid[]) =>
      rows.map((one) => ({ ...one, content: [...(one.content ?? []), empty(one.content?.at(-1))] })),
    removeRow: (rows: Grid[]) => rows.slice(0, -1),
    removeColumn: (rows: Grid[]) => rows.map((one) => ({ ...one, content: (one.content ?? []).slice(0, -1) })),
  };
  return (
    <div className="flex flex-wrap gap-2">
      {(Object.keys(acts) as (keyof typeof acts)[]).map((name) => (
        <Button key={name} onClick={() => change(acts[name])}>
          {t(`table_${name}`)}
        </Button>
      ))}
    </div>
  );
}
