import katex from "katex";
import { Fragment, type ReactNode } from "react";
import { type ContentNode, textOf } from "@/domain/standards/content";
import { asideLabels } from "@/domain/standards/cover";

type Props = {
  content: readonly ContentNode[];
  language: "zh-CN" | "en";
  /** Where a clause of this standard is read, to follow a reference; words without a link where it is nowhere. */
  hrefOf?: (clauseId: string) => string | null;
};
type HrefOf = (clauseId: string) => string | null;

/** A clause's text as readers see it; the same on the page and in print. */
export function ClauseText({ content, language, hrefOf = () => null }: Props) {
  const labels = asideLabels(content, language);
  return (
    <div className="flex max-w-prose flex-col gap-2">
      {content.map((node, index) => render(node, index, hrefOf, labels[index] ?? ""))}
    </div>
  );
}

/** Formulas are drawn on the server, as MathML: the page brings no script for them, and a screen reader reads them. */
function mathOf(tex: string): { __html: string } {
  return {
    __html: katex.renderToString(tex, { displayMode: true, output: "mathml", throwOnError: false, trust: false }),
  };
}

/** A piece of text in all its marks, the first of them innermost. */
function marked({ text = "", marks = [] }: ContentNode, hrefOf: HrefOf): ReactNode {
  let shown: ReactNode = text;
  for (const mark of marks) shown = wrapped(shown, mark, hrefOf);
  return shown;
}

function wrapped(inner: ReactNode, { type, attrs }: NonNullable<ContentNode["marks"]>[number], hrefOf: HrefOf) {
  if (type === "bold") return <strong>{inner}</strong>;
  if (type === "italic") return <em>{inner}</em>;
  if (type === "superscript") return <sup>{inner}</sup>;
  if (type === "subscript") return <sub>{inner}</sub>;
  const href = hrefOf(String(attrs?.clauseId ?? ""));
  if (href === null) return inner;
  return (
    <a href={href} className="text-brand underline">
      {inner}
    </a>
  );
}

/** The place in its parent is the only name a piece of text has. */
function render(node: ContentNode, key: number, hrefOf: HrefOf, label = ""): ReactNode {
  const inline = ({ content = [] }: ContentNode) => content.map((child, index) => render(child, index, hrefOf));
  const word = (name: string) => (typeof node.attrs?.[name] === "string" ? String(node.attrs[name]) : "");
  const caption = [word("label"), word("caption")].filter(Boolean).join(" ");
  switch (node.type) {
    case "text":
      return <Fragment key={key}>{marked(node, hrefOf)}</Fragment>;
    case "hardBreak":
      return <br key={key} />;
    case "crossReference":
      return <Fragment key={key}>{textOf(node)}</Fragment>;
    case "bulletList":
      return (
        <ul key={key} className="list-disc pl-6">
          {inline(node)}
        </ul>
      );
    case "orderedList":
      return (
        <ol key={key} className="list-decimal pl-6">
          {inline(node)}
        </ol>
      );
    case "listItem":
      return <li key={key}>{inline(node)}</li>;
    case "table":
      return (
        <div key={key} className="overflow-x-auto">
          <table className="w-full border-collapse border border-line-strong">
            {caption ? <caption className="pb-1 font-semibold">{caption}</caption> : null}
            <tbody>{inline(node)}</tbody>
          </table>
        </div>
      );
    case "tableRow":
      return <tr key={key}>{inline(node)}</tr>;
    case "tableCell": {
      const Cell = node.attrs?.header === true ? "th" : "td";
      const span = (name: string) => (Number(node.attrs?.[name]) > 1 ? Number(node.attrs?.[name]) : undefined);
      return (
        <Cell
          key={key}
          colSpan={span("colspan")}
          rowSpan={span("rowspan")}
          className="border border-line px-2 py-1 text-left align-top"
        >
          {inline(node)}
        </Cell>
      );
    }
    case "note":
    case "example":
      return (
        <p key={key} className="border-l-4 border-line pl-3 text-sm">
          <strong>{label}</strong>
          {inline(node)}
        </p>
      );
    case "formula":
      return (
        <div key={key} className="flex items-center justify-between gap-4 overflow-x-auto">
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX writes MathML of its own and escapes what it was given; it is told to trust no commands */}
          <span className="grow text-center" dangerouslySetInnerHTML={mathOf(word("tex"))} />
          {word("label") ? <span>({word("label")})</span> : null}
        </div>
      );
    case "figure":
      return (
        <figure key={key} className="flex flex-col items-center gap-1">
          {word("fileId") ? (
            // biome-ignore lint/performance/noImgElement: a checked upload behind the file door, which the optimiser cannot ask as the reader
            <img
              src={`/api/files/${encodeURIComponent(word("fileId"))}`}
              alt={word("caption")}
              className="max-w-full"
            />
          ) : null}
          <figcaption className="text-center text-sm font-semibold">{caption}</figcaption>
        </figure>
      );
    case "reference":
      return (
        <p key={key}>
          {word("number")} {word("title")}
        </p>
      );
    case "term":
      return (
        <div key={key}>
          <p className="font-semibold">
            {word("zh")} <span lang="en">{word("en")}</span>
          </p>
          <p>{inline(node)}</p>
        </div>
      );
    case "paragraph":
      return <p key={key}>{inline(node)}</p>;
  }
}
