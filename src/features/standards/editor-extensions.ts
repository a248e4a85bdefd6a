import { type AnyExtension, Extension, Mark, Node } from "@tiptap/core";
import { liftListItem, sinkListItem, splitListItem } from "@tiptap/pm/schema-list";
import { Plugin, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { largestClause } from "@/domain/standards/content";
import { editorMarks, editorNodes } from "@/domain/standards/editor-schema";
import { renderFormula } from "./formula";
import type { ReferenceNames } from "./reference-names";

/** Tags that mean the same on any page; every other kind is only recognised where our own editor wrote it. */
const plainTags: Readonly<Record<string, readonly string[]>> = {
  paragraph: ["p"],
  hardBreak: ["br"],
  bulletList: ["ul"],
  orderedList: ["ol"],
  listItem: ["li"],
  table: ["table"],
  tableRow: ["tr"],
  tableCell: ["td", "th"],
  bold: ["strong", "b"],
  italic: ["em", "i"],
  superscript: ["sup"],
  subscript: ["sub"],
};
const spans = ["colspan", "rowspan"];

function attributesOf(names: readonly string[]) {
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        default: null,
        parseHTML: (element: HTMLElement) => {
          const value = spans.includes(name) ? element.getAttribute(name) : element.getAttribute(`data-${name}`);
          if (name === "header") return element.tagName === "TH" || value === "true" ? true : null;
          if (!spans.includes(name)) return value;
          const span = Number(value);
          return Number.isInteger(span) && span > 1 && span <= 50 ? span : null;
        },
        renderHTML: (attributes: Record<string, unknown>) => {
          const value = attributes[name];
          if (value === null || value === undefined || value === "") return {};
          return { [spans.includes(name) ? name : `data-${name}`]: String(value) };
        },
      },
    ]),
  );
}

/**
 * Nodes and marks from the same data as the server's reader, so that neither drops what the other wrote. Styles,
 * classes and scripts of a pasted page are left behind: only tags that mean something come in.
 */
export function schemaExtensions(names: ReferenceNames): AnyExtension[] {
  const nodes = Object.entries(editorNodes).map(([name, { content, group, inline, atom, attrs = [], tag }]) =>
    Node.create({
      name,
      topNode: name === "doc",
      ...(content ? { content } : {}),
      ...(group ? { group } : {}),
      ...(inline ? { inline: true } : {}),
      ...(atom ? { atom: true, selectable: true } : {}),
      addAttributes: () => attributesOf(attrs),
      ...(tag
        ? {
            parseHTML: () => [
              { tag: `[data-kind="${name}"]`, priority: 60 },
              ...(plainTags[name] ?? []).map((plain) => ({ tag: plain })),
            ],
            renderHTML: ({ HTMLAttributes, node }) => {
              const out = node.attrs.header === true ? "th" : tag;
              const all = { ...HTMLAttributes, "data-kind": name };
              return atom || name === "hardBreak" ? [out, all] : [out, all, 0];
            },
          }
        : {}),
      ...(atom && !inline ? { addNodeView: () => atomView } : {}),
      ...(name === "crossReference" ? { addNodeView: () => referenceView(names) } : {}),
    }),
  );
  const marks = Object.entries(editorMarks).map(([name, { tag, attrs }]) =>
    Mark.create({
      name,
      // What is typed behind a reference is not part of it.
      inclusive: name !== "clauseLink",
      parseHTML: () => [
        { tag: `${tag}[data-kind="${name}"]` },
        ...(plainTags[name] ?? []).map((plain) => ({ tag: plain })),
      ],
      renderHTML: ({ HTMLAttributes }) => [tag, { ...HTMLAttributes, "data-kind": name }, 0],
      addAttributes: () => attributesOf(attrs),
      addKeyboardShortcuts() {
        return name === "bold" || name === "italic"
          ? { [name === "bold" ? "Mod-b" : "Mod-i"]: () => this.editor.commands.toggleMark(name) }
          : {};
      },
    }),
  );
  return [...nodes, ...marks, listKeys, neverEmpty];
}

/**
 * Whoever puts the caret into an empty clause writes in a paragraph: the schema asks for none, and without one each
 * letter would take the place of the one before.
 */
const neverEmpty = Extension.create({
  name: "neverEmpty",
  addProseMirrorPlugins: () => {
    const fill = (view: EditorView): void => {
      const { state } = view;
      const paragraph = state.schema.nodes.paragraph;
      if (!paragraph || !view.editable || !view.hasFocus() || state.doc.childCount > 0) return;
      const filled = state.tr.insert(0, paragraph.create());
      view.dispatch(filled.setSelection(TextSelection.create(filled.doc, 1)));
    };
    return [
      new Plugin({
        view: () => ({ update: fill }),
        props: {
          handleDOMEvents: {
            focus: (view) => {
              fill(view);
              return false;
            },
          },
        },
      }),
    ];
  },
});

const listKeys = Extension.create({
  name: "listKeys",
  priority: 200,
  addKeyboardShortcuts() {
    const run = (make: typeof splitListItem) => () => {
      const { schema, view, state } = this.editor;
      const item = schema.nodes.listItem;
      return item ? make(item)(state, view.dispatch) : false;
    };
    return { Enter: run(splitListItem), Tab: run(sinkListItem), "Shift-Tab": run(liftListItem) };
  },
});

/** Formulas as mathematics, figures as pictures, references as readers see them. */
function atomView({ node }: { node: { type: { name: string }; attrs: Record<string, unknown> } }) {
  const dom = document.createElement("div");
  dom.className = "clause-atom";
  dom.dataset.kind = node.type.name;
  const draw = (attrs: Record<string, unknown>) => {
    const text = (name: string) => (typeof attrs[name] === "string" ? String(attrs[name]) : "");
    dom.replaceChildren();
    if (node.type.name === "formula") {
      const body = document.createElement("span");
      dom.append(body, text("label") ? ` (${text("label")})` : "");
      void renderFormula(text("tex"), body);
      return;
    }
    if (node.type.name === "figure" && text("fileId")) {
      const image = document.createElement("img");
      image.src = `/api/files/${encodeURIComponent(text("fileId"))}`;
      image.alt = text("caption");
      dom.append(image);
    }
    const words = node.type.name === "figure" ? ["label", "caption"] : ["number", "title"];
    const line = document.createElement("span");
    line.textContent = words.map(text).filter(Boolean).join(" ") || "—";
    dom.append(line);
  };
  draw(node.attrs);
  return {
    dom,
    update: (next: typeof node) => {
      if (next.type.name !== node.type.name) return false;
      draw(next.attrs);
      return true;
    },
  };
}

/** A reference says what its target is called now; one that points nowhere shows what it said last and is marked. */
function referenceView(names: ReferenceNames) {
  return ({ node }: { node: { type: { name: string }; attrs: Record<string, unknown> } }) => {
    const dom = document.createElement("span");
    dom.className = "clause-reference";
    let { attrs } = node;
    const draw = () => {
      const now = names.nameOf(attrs as Parameters<ReferenceNames["nameOf"]>[0]);
      dom.textContent = now ?? (String(attrs.text ?? "") || "?");
      dom.classList.toggle("clause-reference-gone", now === null);
    };
    draw();
    return {
      dom,
      update: (next: typeof node) => {
        if (next.type.name !== node.type.name) return false;
        ({ attrs } = next);
        draw();
        return true;
      },
      destroy: names.onChange(draw),
    };
  };
}

/** Larger than this, a paste is refused before anything of it is read. */
export const largestPaste = 1_000_000;

/** What would make the clause larger than it may be is not taken; what the others wrote always is. */
export function sizeGuard(refuse: () => void): Extension {
  return Extension.create({
    name: "sizeGuard",
    addProseMirrorPlugins: () => [
      new Plugin({
        filterTransaction: (transaction, state) => {
          const size = transaction.doc.content.size;
          const grows = transaction.docChanged && size > state.doc.content.size;
          // The binding marks what came over the network; refusing that would part this page from the others.
          const remote = transaction.getMeta("y-sync$") !== undefined;
          if (!grows || remote || size <= largestClause) return true;
          refuse();
          return false;
        },
        props: {
          handlePaste: (_, event) => {
            const data = event.clipboardData;
            const size = (data?.getData("text/html").length ?? 0) + (data?.getData("text/plain").length ?? 0);
            if (size <= largestPaste) return false;
            refuse();
            return true;
          },
        },
      }),
    ],
  });
}
