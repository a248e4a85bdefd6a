import type { ReactNode } from "react";
import { type Block, type Inline, parseMarkdown } from "@/domain/guidance/markdown";

/**
 * Shows a document's markdown as elements, never as HTML: whatever somebody wrote between angle brackets is text.
 * @param after what stands below a section's heading, such as its comments
 */
export function MarkdownView({
  body,
  lang,
  after,
}: {
  body: string;
  lang: string;
  after?: (anchor: string) => ReactNode;
}) {
  return (
    <div lang={lang} className="flex max-w-prose flex-col gap-3 leading-relaxed">
      {parseMarkdown(body).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity besides their place
        <BlockView key={index} block={block} after={after} />
      ))}
    </div>
  );
}

function BlockView({ block, after }: { block: Block; after?: ((anchor: string) => ReactNode) | undefined }) {
  switch (block.kind) {
    case "heading": {
      // The page's own title is the only first-level heading.
      const Tag = block.level <= 2 ? "h3" : "h4";
      return (
        <>
          <Tag id={block.anchor} className="mt-4 scroll-mt-24 text-lg font-semibold">
            {inline(block.children)}
          </Tag>
          {after?.(block.anchor)}
        </>
      );
    }
    case "quote":
      return (
        <blockquote className="border-l-4 border-line pl-4 whitespace-pre-line">{inline(block.children)}</blockquote>
      );
    case "code":
      return <pre className="overflow-x-auto rounded-md bg-sunken p-3 text-sm">{block.text}</pre>;
    case "list": {
      const Tag = block.ordered ? "ol" : "ul";
      return (
        <Tag className={block.ordered ? "list-decimal pl-6" : "list-disc pl-6"}>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity besides their place
            <li key={index}>{inline(item)}</li>
          ))}
        </Tag>
      );
    }
    case "table":
      return (
        <div className="overflow-x-auto">
          <table className="w-full border-collapse text-sm">
            <tbody>
              {block.rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity besides their place
                <tr key={index} className="border-b border-line">
                  {row.map((cell, column) =>
                    index === 0 ? (
                      // biome-ignore lint/suspicious/noArrayIndexKey: as above
                      <th key={column} scope="col" className="px-2 py-1 text-left">
                        {inline(cell)}
                      </th>
                    ) : (
                      // biome-ignore lint/suspicious/noArrayIndexKey: as above
                      <td key={column} className="px-2 py-1 align-top">
                        {inline(cell)}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    default:
      return <p className="whitespace-pre-line">{inline(block.children)}</p>;
  }
}

function inline(children: readonly Inline[]): ReactNode {
  return children.map((one, index) => {
    const key = `${index}-${one.kind}`;
    switch (one.kind) {
      case "text":
        return one.text;
      case "code":
        return (
          <code key={key} className="rounded bg-sunken px-1 text-sm">
            {one.text}
          </code>
        );
      case "strong":
        return <strong key={key}>{inline(one.children)}</strong>;
      case "emphasis":
        return <em key={key}>{inline(one.children)}</em>;
      case "link":
        return (
          <a key={key} href={one.href} rel="noopener noreferrer nofollow" className="text-brand underline">
            {inline(one.children)}
          </a>
        );
      default:
        return one satisfies never;
    }
  });
}
