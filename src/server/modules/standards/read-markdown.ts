import { Lexer, type Token, type Tokens } from "marked";
import type { ContentNode } from "@/domain/standards/content";
import type { DraftBlock } from "@/domain/standards/draft-import";

export type ReadDraft = { blocks: DraftBlock[]; notes: { at: number; code: string; name: string }[] };

/** Blocks of a markdown file (GitHub's flavour, `$$…$$` for formulas); HTML and pictures are left out, and named. */
export function readMarkdown(text: string): ReadDraft {
  const blocks: DraftBlock[] = [];
  const notes: ReadDraft["notes"] = [];
  let line = 1;
  for (const token of Lexer.lex(text, { gfm: true })) {
    const at = line;
    line += token.raw.split("\n").length - 1;
    const leave = (code: string, name: string) => notes.push({ at, code, name: name.trim().slice(0, 60) });
    const push = (node: ContentNode, level: number | null = null) => blocks.push({ at, level, node });
    switch (token.type) {
      case "heading":
        push({ type: "paragraph", content: inline(token as Tokens.Heading, leave) }, (token as Tokens.Heading).depth);
        break;
      case "code":
        push({ type: "paragraph", content: [{ type: "text", text: (token as Tokens.Code).text }] });
        break;
      case "space":
      case "def":
      case "hr":
        break;
      default:
        for (const node of blocksOf(token, leave)) push(node);
    }
  }
  return { blocks, notes };
}

type Leave = (code: string, name: string) => void;

function blocksOf(token: Token, leave: Leave): ContentNode[] {
  switch (token.type) {
    case "paragraph":
    case "text": {
      const tex = /^\$\$([\s\S]+)\$\$$/u.exec(token.raw.trim())?.[1];
      if (tex) return [{ type: "formula", attrs: { tex: tex.trim() } }];
      const content = inline(token as Tokens.Paragraph, leave);
      return content.length > 0 ? [{ type: "paragraph", content }] : [];
    }
    case "list": {
      const list = token as Tokens.List;
      return [
        {
          type: list.ordered ? "orderedList" : "bulletList",
          content: list.items.map((item) => ({
            type: "listItem",
            content: item.tokens.flatMap((one) => blocksOf(one, leave)),
          })),
        },
      ];
    }
    case "table": {
      const { header, rows } = token as Tokens.Table;
      const row = (cells: Tokens.TableCell[], heading: boolean): ContentNode => ({
        type: "tableRow",
        content: cells.map((cell) => ({
          type: "tableCell",
          ...(heading ? { attrs: { header: true } } : {}),
          content: [{ type: "paragraph", content: inline(cell, leave) }],
        })),
      });
      return [{ type: "table", content: [row(header, true), ...rows.map((cells) => row(cells, false))] }];
    }
    case "blockquote":
      return ((token as Tokens.Blockquote).tokens ?? []).flatMap((one) =>
        blocksOf(one, leave).map((node) => (node.type === "paragraph" ? { ...node, type: "note" as const } : node)),
      );
    case "html":
      leave("HTML_LEFT", token.raw);
      return [];
    default:
      return [];
  }
}

const marks = { strong: "bold", em: "italic" } as const;

function inline(holder: { tokens?: Token[] | undefined; text?: string }, leave: Leave): ContentNode[] {
  const walk = (tokens: readonly Token[], active: NonNullable<ContentNode["marks"]>): ContentNode[] =>
    tokens.flatMap((token): ContentNode[] => {
      if (token.type === "strong" || token.type === "em")
        return walk((token as Tokens.Strong).tokens ?? [], [...active, { type: marks[token.type] }]);
      if (token.type === "br") return [{ type: "hardBreak" }];
      if (token.type === "image") {
        leave("PICTURE_LEFT", (token as Tokens.Image).text || (token as Tokens.Image).href);
        return [];
      }
      if (token.type === "html") {
        leave("HTML_LEFT", token.raw);
        return [];
      }
      const nested = (token as Tokens.Link).tokens;
      if (token.type !== "text" && nested) return walk(nested, active);
      const text = withoutEntities(String((token as Tokens.Text).text ?? ""));
      return text ? [{ type: "text", text, ...(active.length > 0 ? { marks: active } : {}) }] : [];
    });
  return walk(holder.tokens ?? [], []);
}

/** The lexer writes markup signs as entities, because most of its users make HTML of them. */
function withoutEntities(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
