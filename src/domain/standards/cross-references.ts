import { type ContentNode, inlineTypes, textOf } from "./content";

/**
 * References within a standard point to a clause, annex, table, figure or formula by its id. What they say is computed
 * from the target's present number wherever the text is read, so that it follows a renumbering (GB/T 1.1-2020, 9.5.4;
 * ISO/IEC Directives part 2, 10.3).
 */
export const elementTypes = ["table", "figure", "formula"] as const;
export type ElementType = (typeof elementTypes)[number];

/** A table, figure or formula that can be pointed to. */
export type Element = { readonly id: string; readonly type: ElementType; readonly label: string };
export type Referable = {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly depth: number;
  readonly title: string;
  readonly elements: readonly Element[];
};
type Language = "zh-CN" | "en";

const word = (value: unknown) => (typeof value === "string" ? value : "");
const isElement = (node: ContentNode): node is ContentNode & { type: ElementType } =>
  elementTypes.some((type) => type === node.type);

/** The elements of a clause that have an id. They stand at its top level: tables hold no tables. */
export function elementsOf(content: readonly ContentNode[]): Element[] {
  return content.flatMap((node): Element[] => {
    const id = word(node.attrs?.elementId);
    return isElement(node) && id ? [{ id, type: node.type, label: word(node.attrs?.label) }] : [];
  });
}

/** Gives each table, figure and formula an id that stays with it; of two with one id the first keeps it. */
export function withElementIds(blocks: ContentNode[], newId: () => string): ContentNode[] {
  const taken = new Set<string>();
  let changed = false;
  const named = blocks.map((node) => {
    if (!isElement(node)) return node;
    const id = word(node.attrs?.elementId);
    if (id && !taken.has(id)) {
      taken.add(id);
      return node;
    }
    changed = true;
    return { ...node, attrs: { ...node.attrs, elementId: newId() } };
  });
  return changed ? named : blocks;
}

const names: Readonly<Record<Language, Readonly<Record<ElementType, string>>>> = {
  "zh-CN": { table: "表", figure: "图", formula: "公式" },
  en: { table: "Table ", figure: "Figure ", formula: "Formula " },
};

/**
 * What a reference to a clause or to one of its elements says: 第5章, 5.2, 附录A, 表1, 公式（1）; Clause 5, 5.2, Annex A,
 * Table 1, Formula (1). A clause without a number is named by its title.
 */
export function referenceText(target: Referable, element: Element | null, language: Language): string {
  const zh = language === "zh-CN";
  if (element) {
    const bare = element.label.replaceAll(/[（()）\s]/gu, "");
    if (!/^(?:[A-Z]\.)?\d/u.test(bare)) return element.label || target.number || target.title;
    const number = element.type !== "formula" ? bare : zh ? `（${bare}）` : `(${bare})`;
    return `${names[language][element.type]}${number}`;
  }
  const { kind, number, depth, title } = target;
  if (number === "") return title;
  if (depth > 1) return number;
  if (kind === "annex") return zh ? `附录${number}` : `Annex ${number}`;
  return zh ? `第${number}章` : `Clause ${number}`;
}

type Clause = Omit<Referable, "elements"> & { readonly content: readonly ContentNode[] };
export type Index = ReadonlyMap<string, Referable>;

export function indexOf(clauses: readonly Clause[]): Index {
  return new Map(
    clauses.map(({ id, kind, number, depth, title, content }) => [
      id,
      { id, kind, number, depth, title, elements: elementsOf(content) },
    ]),
  );
}

/** @returns null where the target is gone */
export function resolve(attrs: ContentNode["attrs"], index: Index, language: Language): string | null {
  const target = index.get(word(attrs?.clauseId));
  const elementId = word(attrs?.elementId);
  const element = target?.elements.find(({ id }) => id === elementId) ?? null;
  return target && (element || !elementId) ? referenceText(target, element, language) : null;
}

function holdsReference({ type, content }: ContentNode): boolean {
  return type === "crossReference" || (content ?? []).some(holdsReference);
}

const lastSaid = (node: ContentNode) => textOf(node) || "?";

/**
 * The content with its references in words that link to their targets.
 * @param gone what is said where the target is gone: as a rule what was said last
 */
export function resolveContent(
  content: readonly ContentNode[],
  index: Index,
  language: Language,
  gone = lastSaid,
): ContentNode[] {
  return content.map((node): ContentNode => {
    if (!holdsReference(node)) return node;
    if (node.type !== "crossReference")
      return { ...node, content: resolveContent(node.content ?? [], index, language, gone) };
    const text = resolve(node.attrs, index, language);
    if (text === null) return { type: "text", text: gone(node) };
    const { clauseId = "", elementId = null } = node.attrs ?? {};
    const element = index.get(word(clauseId))?.elements.find(({ id }) => id === elementId);
    const attrs = { clauseId, ...(element ? { elementId: element.id, elementType: element.type } : {}) };
    return { type: "text", text, marks: [{ type: "clauseLink", attrs }] };
  });
}

/** Every clause with its references in words; one without references stays as it is. */
export function resolveReferences<T extends Clause>(clauses: readonly T[], language: Language, gone = lastSaid): T[] {
  const index = indexOf(clauses);
  return clauses.map((clause) =>
    clause.content.some(holdsReference)
      ? { ...clause, content: resolveContent(clause.content, index, language, gone) }
      : clause,
  );
}

/** References of a clause whose target is gone, by what they said last. */
export function danglingReferences(content: readonly ContentNode[], index: Index): string[] {
  return content.flatMap((node): string[] => {
    if (node.type === "crossReference") return resolve(node.attrs, index, "en") === null ? [lastSaid(node)] : [];
    return danglingReferences(node.content ?? [], index);
  });
}

/** The content with each resolved reference told by its target's id: a new number alone changes nothing in it. */
export function withoutNumbers(content: readonly ContentNode[]): ContentNode[] {
  return content.map((node): ContentNode => {
    if (inlineTypes.some((type) => type === node.type)) {
      const link = node.marks?.find(({ type }) => type === "clauseLink");
      return link ? { type: "text", text: `${link.attrs?.elementId ?? link.attrs?.clauseId ?? ""}` } : node;
    }
    return node.content ? { ...node, content: withoutNumbers(node.content) } : node;
  });
}
