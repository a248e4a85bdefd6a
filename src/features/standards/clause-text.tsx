import type { ReactNode } from "react";
import type { ContentNode } from "@/domain/standards/content";

/** A clause's text as readers see it; the same on the page and in print. */
export function ClauseText({ content }: { content: readonly ContentNode[] }) {
  return <div className="flex max-w-prose flex-col gap-2">{content.map((node, index) => render(node, index))}</div>;
}

function inline(node: ContentNode): ReactNode {
  return (node.content ?? []).map((child, index) => render(child, index));
}

/** The place in its parent is the only name a piece of text has. */
function render(node: ContentNode, key: number): ReactNode {
  switch (node.type) {
    case "text": {
      const marks = node.marks?.map(({ type }) => type) ?? [];
      if (marks.includes("bold")) return <strong key={key}>{node.text}</strong>;
      if (marks.includes("italic")) return <em key={key}>{node.text}</em>;
      if (marks.includes("superscript")) return <sup key={key}>{node.text}</sup>;
      if (marks.includes("subscript")) return <sub key={key}>{node.text}</sub>;
      return node.text;
    }
    case "hardBreak":
      return <br key={key} />;
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
        <table key={key} className="border-collapse border border-line-strong">
          <tbody>{inline(node)}</tbody>
        </table>
      );
    case "tableRow":
      return <tr key={key}>{inline(node)}</tr>;
    case "tableCell":
      return (
        <td key={key} className="border border-line px-2 py-1">
          {inline(node)}
        </td>
      );
    case "note":
    case "example":
      return (
        <p key={key} className="border-l-4 border-line pl-3 text-sm">
          {inline(node)}
        </p>
      );
    case "formula":
      return (
        <pre key={key} className="overflow-x-auto">
          {node.attrs?.tex}
        </pre>
      );
    case "figure":
      return (
        <p key={key} className="text-center text-sm">
          {node.attrs?.label} {node.attrs?.caption}
        </p>
      );
    case "reference":
      return (
        <p key={key}>
          {node.attrs?.number} {node.attrs?.title}
        </p>
      );
    case "term":
    case "paragraph":
      return <p key={key}>{inline(node)}</p>;
  }
}
