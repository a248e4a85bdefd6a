import { type ImportProblem, isJsonObject, type JsonObject, parseJsonText } from "../shared/import-problem";

/**
 * Reads NICE Framework components as NIST publishes them from its Cybersecurity and Privacy Reference Tool (CPRT):
 * `documents`, `elements`, `relationship_types`, `relationships`, either at the top or under `response.elements`, as
 * the tool's own export wraps them.
 */

const typeNames = {
  category: "category",
  work_role: "workRole",
  competency_area: "competencyArea",
  task: "task",
  knowledge: "knowledge",
  skill: "skill",
} as const;
export type NiceType = (typeof typeNames)[keyof typeof typeNames];

export type NiceRow = {
  /** As NIST writes it: `OG`, `OG-WRL-001`, `NF-COM-003`, `T0006`, `K0018`, `S0011`. */
  readonly elementId: string;
  readonly type: NiceType;
  /** Empty for tasks, knowledge and skills, which have a text only. */
  readonly title: string;
  readonly text: string;
  /** The category of a work role; the work roles and competency areas that a statement belongs to. */
  readonly parentIds: readonly string[];
  /** The code of the US personnel office for a work role, where the file gives it. */
  readonly opmCode: string | null;
};

export type NiceImport =
  | {
      readonly ok: true;
      /** `Workforce Framework … 2.0.0`, as the file names itself; empty when it does not. */
      readonly document: string;
      readonly rows: readonly NiceRow[];
      /** Elements and links that were left out, each with its reason. */
      readonly refused: readonly ImportProblem[];
      /** Kinds of elements this platform does not keep, with how many there were. */
      readonly ignored: Readonly<Record<string, number>>;
    }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] };

const idForms: Readonly<Record<NiceType, RegExp>> = {
  category: /^[A-Z]{2}$/u,
  workRole: /^[A-Z]{2}-WRL-\d{3}$/u,
  competencyArea: /^[A-Z]{2}-COM-\d{3}$/u,
  task: /^T\d{4}[A-Z]?$/u,
  knowledge: /^K\d{4}[A-Z]?$/u,
  skill: /^S\d{4}[A-Z]?$/u,
};
const mostCharacters = 5_000;

/** @param text the file as read; nothing is kept of a file that is refused as a whole */
export function readNiceFile(text: string): NiceImport {
  const parsed = parseJsonText(text);
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] };
  const root = unwrap(parsed.value);
  if (root === null || !Array.isArray(root.value.elements)) {
    return { ok: false, problems: [{ path: "", code: "NICE_NOT_CPRT", facts: {} }] };
  }
  const refused: ImportProblem[] = [];
  const ignored: Record<string, number> = {};
  const rows = readElements(root.value.elements, `${root.path}elements`, refused, ignored);
  if (rows.size === 0) {
    const found = Object.keys(ignored).slice(0, 5).join(", ");
    return { ok: false, problems: [{ path: `${root.path}elements`, code: "NICE_NO_ELEMENTS", facts: { found } }] };
  }
  const links = Array.isArray(root.value.relationships) ? root.value.relationships : [];
  const parents = readLinks(links, `${root.path}relationships`, rows, ignored, refused);
  return {
    ok: true,
    document: documentName(root.value.documents),
    rows: [...rows.values()].map((row) => ({ ...row, parentIds: [...(parents.get(row.elementId) ?? [])] })),
    refused,
    ignored,
  };
}

function unwrap(value: unknown): { value: JsonObject; path: string } | null {
  if (!isJsonObject(value)) return null;
  if (isJsonObject(value.response) && isJsonObject(value.response.elements)) {
    return { value: value.response.elements, path: "response.elements." };
  }
  return { value, path: "" };
}

function documentName(documents: unknown): string {
  const [first] = Array.isArray(documents) ? documents : [];
  if (!isJsonObject(first)) return "";
  return [first.name, first.version].filter((part) => typeof part === "string" && part !== "").join(" ");
}

type BareRow = Omit<NiceRow, "parentIds">;

function readElements(
  elements: readonly unknown[],
  path: string,
  refused: ImportProblem[],
  ignored: Record<string, number>,
): Map<string, BareRow> {
  const rows = new Map<string, BareRow>();
  for (const [index, element] of elements.entries()) {
    const at = `${path}[${index}]`;
    const refuse = (code: string, field = "", facts: ImportProblem["facts"] = {}) =>
      refused.push({ path: field === "" ? at : `${at}.${field}`, code, facts });
    if (!isJsonObject(element)) {
      refuse("NICE_ELEMENT_NO_OBJECT");
      continue;
    }
    const kind = textOf(element.element_type);
    const type = Object.entries(typeNames).find(([name]) => name === kind)?.[1];
    if (type === undefined) {
      const name = kind === "" ? "?" : kind;
      ignored[name] = (ignored[name] ?? 0) + 1;
      continue;
    }
    const row = readElement(element, type, refuse);
    if (row === null) continue;
    if (rows.has(row.elementId)) refuse("NICE_ELEMENT_TWICE", "element_identifier", { id: row.elementId });
    else rows.set(row.elementId, row);
  }
  return rows;
}

function readElement(
  element: JsonObject,
  type: NiceType,
  refuse: (code: string, field?: string, facts?: ImportProblem["facts"]) => void,
): BareRow | null {
  const elementId = textOf(element.element_identifier);
  const title = textOf(element.title);
  const text = textOf(element.text);
  const opm = element.opm_code;
  if (elementId === "") refuse("NICE_ELEMENT_NO_ID", "element_identifier");
  else if (!idForms[type].test(elementId)) refuse("NICE_ELEMENT_ID_FORM", "element_identifier", { id: elementId });
  else if (["category", "workRole", "competencyArea"].includes(type) ? title === "" : text === "") {
    refuse("NICE_ELEMENT_EMPTY", type === "task" || type === "knowledge" || type === "skill" ? "text" : "title", {
      id: elementId,
    });
  } else if (title.length > mostCharacters || text.length > mostCharacters) {
    refuse("NICE_ELEMENT_LONG", title.length > mostCharacters ? "title" : "text", {
      id: elementId,
      most: mostCharacters,
    });
  } else {
    const opmCode = typeof opm === "number" ? String(opm) : textOf(opm) || null;
    return { elementId, type, title, text, opmCode };
  }
  return null;
}

/** Element → the elements above it. Links of other kinds than `projection` point to other publications. */
function readLinks(
  links: readonly unknown[],
  path: string,
  rows: ReadonlyMap<string, BareRow>,
  ignored: Record<string, number>,
  refused: ImportProblem[],
): Map<string, Set<string>> {
  const parents = new Map<string, Set<string>>();
  for (const [index, link] of links.entries()) {
    if (!isJsonObject(link) || link.relationship_identifier !== "projection") continue;
    const above = textOf(link.source_element_identifier);
    const below = textOf(link.dest_element_identifier);
    const unknown = [above, below].filter((id) => !rows.has(id));
    if (unknown.length === 0) parents.set(below, (parents.get(below) ?? new Set()).add(above));
    // Where whole kinds of elements were passed over, links to them lead nowhere and are no fault of the file.
    else if (Object.keys(ignored).length === 0) {
      refused.push({ path: `${path}[${index}]`, code: "NICE_LINK_UNKNOWN", facts: { id: unknown[0] ?? "" } });
    }
  }
  return parents;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}
