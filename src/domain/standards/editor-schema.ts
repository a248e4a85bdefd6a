import type { BlockType, inlineTypes } from "./content";

/**
 * The editor's document schema as plain data: the server builds its reader from it, the browser its editor, so that
 * they cannot differ. Only `*`, never `+`: a binding drops nodes that break their schema, and two people who edit
 * offline would lose whole clauses.
 */
type NodeShape = {
  readonly content?: string;
  readonly group?: "block" | "inline";
  readonly inline?: true;
  readonly atom?: true;
  readonly attrs?: readonly string[];
  readonly tag?: string;
};

export const editorNodes: Readonly<Record<"doc" | (typeof inlineTypes)[number] | BlockType, NodeShape>> = {
  doc: { content: "block*" },
  paragraph: { group: "block", content: "inline*", attrs: ["provisionId", "provisionKind", "translation"], tag: "p" },
  text: { group: "inline", inline: true },
  hardBreak: { group: "inline", inline: true, tag: "br" },
  crossReference: {
    group: "inline",
    inline: true,
    atom: true,
    attrs: ["clauseId", "elementId", "text"],
    tag: "a",
  },
  note: { group: "block", content: "inline*", tag: "aside" },
  example: { group: "block", content: "inline*", tag: "blockquote" },
  bulletList: { group: "block", content: "listItem*", tag: "ul" },
  orderedList: { group: "block", content: "listItem*", tag: "ol" },
  listItem: { content: "block*", tag: "li" },
  table: { group: "block", content: "tableRow*", attrs: ["elementId", "label", "caption"], tag: "table" },
  tableRow: { content: "tableCell*", tag: "tr" },
  tableCell: { content: "block*", attrs: ["header", "colspan", "rowspan"], tag: "td" },
  figure: { group: "block", atom: true, attrs: ["elementId", "label", "caption", "fileId"], tag: "figure" },
  formula: { group: "block", atom: true, attrs: ["elementId", "label", "tex"], tag: "pre" },
  term: { group: "block", content: "inline*", attrs: ["zh", "en"], tag: "dd" },
  reference: { group: "block", atom: true, attrs: ["number", "title", "relation"], tag: "cite" },
};

export const editorMarks = {
  bold: { tag: "strong", attrs: [] },
  italic: { tag: "em", attrs: [] },
  superscript: { tag: "sup", attrs: [] },
  subscript: { tag: "sub", attrs: [] },
  clauseLink: { tag: "a", attrs: ["clauseId"] },
} as const;

/** Raised with every change of the schema: a client with another number is told to reload instead of dropping nodes. */
export const editorSchemaVersion = 3;
/** Said to a client with another schema, so that its page loads itself anew. */
export const reloadReason = "reload";
/** Name of the shared text within a clause's document. */
export const liveField = "text";
