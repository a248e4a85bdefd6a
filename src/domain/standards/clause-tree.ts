export const clauseKinds = [
  "foreword",
  "introduction",
  "scope",
  "references",
  "terms",
  "body",
  "annex",
  "bibliography",
] as const;
export type ClauseKind = (typeof clauseKinds)[number];

export type ClauseNode = {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: ClauseKind;
  /** Order among siblings; ties go by id, so that two people who insert at once get one order everywhere. */
  readonly position: number;
};

export type NumberedClause<T extends ClauseNode> = T & { readonly number: string; readonly depth: number };

const unnumbered: readonly ClauseKind[] = ["foreword", "introduction", "bibliography"];

/**
 * Clauses in reading order with their numbers (GB/T 1.1-2020, 7.3; ISO/IEC Directives part 2, clause 22): 1, 1.1 … for
 * the body, A, A.1 … for annexes, none before the scope and for the bibliography. An orphan is shown at the top level
 * rather than lost.
 */
export function numberClauses<T extends ClauseNode>(clauses: readonly T[]): NumberedClause<T>[] {
  const ids = new Set(clauses.map(({ id }) => id));
  const children = Map.groupBy(clauses, ({ parentId }) => (parentId !== null && ids.has(parentId) ? parentId : null));
  const result: NumberedClause<T>[] = [];
  const seen = new Set<string>();
  const walk = (parentId: string | null, prefix: string, depth: number): void => {
    const siblings = (children.get(parentId) ?? []).toSorted(
      (a, b) => (depth === 1 ? rank(a) - rank(b) : 0) || a.position - b.position || (a.id < b.id ? -1 : 1),
    );
    let next = 1;
    let annex = 0;
    for (const clause of siblings) {
      if (seen.has(clause.id)) continue;
      seen.add(clause.id);
      let number = "";
      if (depth > 1) number = prefix === "" ? "" : `${prefix}.${next++}`;
      else if (clause.kind === "annex") number = annexLetter(annex++);
      else if (!unnumbered.includes(clause.kind)) number = String(next++);
      result.push({ ...clause, number, depth });
      walk(clause.id, number, depth + 1);
    }
  };
  walk(null, "", 1);
  return result;
}

/** Front matter first, then what is numbered, annexes, bibliography: the fixed order of both rule books. */
function rank({ kind }: ClauseNode): number {
  const order: Record<ClauseKind, number> = {
    foreword: 0,
    introduction: 1,
    scope: 2,
    references: 3,
    terms: 4,
    body: 5,
    annex: 6,
    bibliography: 7,
  };
  return order[kind];
}

/** A … Z, AA, AB …; I and O are used, as both rule books do. */
export function annexLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : annexLetter(Math.floor(index / 26) - 1) + letter;
}
