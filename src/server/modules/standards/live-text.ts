import { randomUUID } from "node:crypto";
import { Schema } from "@tiptap/pm/model";
import { prosemirrorToYDoc, updateYFragment, yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { type ContentNode, clauseContent, cleanContent } from "@/domain/standards/content";
import { withElementIds } from "@/domain/standards/cross-references";
import { editorMarks, editorNodes, liveField } from "@/domain/standards/editor-schema";
import { withProvisionIds } from "@/domain/standards/provisions";
import { once } from "@/server/platform/once";

/** A clause's live document (Yjs) and its plain content: one is made from the other here and nowhere else. */

const attributes = (names: readonly string[] = []) =>
  Object.fromEntries(names.map((name) => [name, { default: null }]));

function schema(): Schema {
  return once("standards-schema", () => {
    const nodes = Object.entries(editorNodes).map(([name, { attrs, tag: _, ...shape }]) => [
      name,
      { ...shape, attrs: attributes(attrs) },
    ]);
    const marks = Object.entries(editorMarks).map(([name, { attrs }]) => [name, { attrs: attributes(attrs) }]);
    return new Schema({ nodes: Object.fromEntries(nodes), marks: Object.fromEntries(marks) });
  });
}

const toNode = (content: readonly ContentNode[]) => schema().nodeFromJSON({ type: "doc", content: [...content] });

/** The document's first state. Only the server makes one: two clients that seed would double the text. */
export function seedState(content: readonly ContentNode[]): Uint8Array<ArrayBuffer> {
  const doc = prosemirrorToYDoc(toNode(content), liveField);
  return new Uint8Array(Y.encodeStateAsUpdate(doc));
}

export function docOf(state: Uint8Array, updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  Y.transact(doc, () => {
    Y.applyUpdate(doc, state);
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return doc;
}

/** What the document says, without what no editor of ours writes; null when it is larger than a clause may be. */
export function contentOf(doc: Y.Doc): ContentNode[] | null {
  const json = yXmlFragmentToProsemirrorJSON(doc.getXmlFragment(liveField)) as { content?: unknown };
  const parsed = clauseContent.safeParse(cleanContent(json.content ?? []));
  return parsed.success ? parsed.data : null;
}

/** Gives ids to provisions and elements; the same content where each already has one of its own. */
export function nameParts(content: ContentNode[]): ContentNode[] {
  return withElementIds(withProvisionIds(content, randomUUID), randomUUID);
}

/** The smallest update that makes the document say this, so that people who write in it keep their places. */
export function updateTo(doc: Y.Doc, content: readonly ContentNode[]): Uint8Array<ArrayBuffer> {
  const before = Y.encodeStateVector(doc);
  const fragment = doc.getXmlFragment(liveField);
  doc.transact(() => updateYFragment(doc, fragment, toNode(content), { mapping: new Map(), isOMark: new Map() }));
  return new Uint8Array(Y.encodeStateAsUpdate(doc, before));
}

/** False for bytes that are no update: they are refused before anything is stored. */
export function isUpdate(bytes: Uint8Array): boolean {
  try {
    Y.decodeUpdate(bytes);
    return true;
  } catch {
    return false;
  }
}
