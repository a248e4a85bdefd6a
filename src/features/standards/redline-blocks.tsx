import { wordsOf } from "@/domain/standards/cover";
import type { ShownBlock } from "@/domain/standards/redline";
import { RedlinedText } from "@/ui/redline";

const rowTones = { same: "", added: "bg-good-soft", removed: "bg-bad-soft" } as const;

/** A changed text as readers know it, tables cell by cell, with the marks of what was put in and taken out. */
export function RedlineBlocks({ blocks, language }: { blocks: readonly ShownBlock[]; language: "zh-CN" | "en" }) {
  return (
    <div lang={language} className="flex max-w-prose flex-col gap-2">
      {blocks.map((block, index) => {
        // A block of a comparison has no name but its place.
        const key = String(index);
        if (block.kind === "table") return <TableChange key={key} table={block} />;
        if (block.kind === "line") return <Line key={key} line={block} language={language} />;
        const List = block.ordered ? "ol" : "ul";
        return (
          <List key={key} className={block.ordered ? "list-decimal pl-6" : "list-disc pl-6"}>
            {block.lines.map((pieces, line) => (
              <li key={`${key}-${String(line)}`}>
                <RedlinedText pieces={pieces} />
              </li>
            ))}
          </List>
        );
      })}
    </div>
  );
}

function Line({ line, language }: { line: Extract<ShownBlock, { kind: "line" }>; language: "zh-CN" | "en" }) {
  const words = <RedlinedText pieces={line.pieces} />;
  if (line.type === "formula") return <p className="overflow-x-auto text-center font-mono text-sm">{words}</p>;
  if (line.type === "figure") return <p className="text-center text-sm font-semibold">{words}</p>;
  if (line.type !== "note" && line.type !== "example") return <p>{words}</p>;
  return (
    <p className="border-l-4 border-line pl-3 text-sm">
      <strong>{wordsOf(language)[line.type]}</strong> {words}
    </p>
  );
}

function TableChange({ table }: { table: Extract<ShownBlock, { kind: "table" }> }) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse border border-line-strong">
        {table.caption.length > 0 ? (
          <caption className="pb-1 font-semibold">
            <RedlinedText pieces={table.caption} />
          </caption>
        ) : null}
        <tbody>
          {table.rows.map(({ kind, cells }, row) => (
            <tr key={String(row)} className={rowTones[kind]}>
              {cells.map(({ header, colspan, rowspan, pieces }, place) => {
                const Cell = header ? "th" : "td";
                return (
                  <Cell
                    key={`${String(row)}-${String(place)}`}
                    colSpan={colspan > 1 ? colspan : undefined}
                    rowSpan={rowspan > 1 ? rowspan : undefined}
                    className="border border-line px-2 py-1 text-left align-top"
                  >
                    <RedlinedText pieces={pieces} />
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
