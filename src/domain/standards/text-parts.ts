import { plainText } from "./content";
import type { VersionClauseView } from "./views";

/** Characters of one part: some thirty printed pages, which a modest line brings in a second. */
const partSize = 60_000;

/**
 * The part of a long text in which each clause stands, from 1. A part ends before a clause that would make it too long;
 * a short text is one part.
 */
export function partsOf(clauses: readonly VersionClauseView[]): number[] {
  let part = 1;
  let size = 0;
  return clauses.map(({ content }) => {
    const own = plainText(content).length;
    if (size > 0 && size + own > partSize) {
      part += 1;
      size = 0;
    }
    size += own;
    return part;
  });
}
