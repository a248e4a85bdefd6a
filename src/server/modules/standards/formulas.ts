import { DOMParser, XMLSerializer } from "@xmldom/xmldom";
import {
  type MathComponent,
  MathFraction,
  MathLimitLower,
  MathLimitUpper,
  MathRadical,
  MathRun,
  MathSubScript,
  MathSubSuperScript,
  MathSuperScript,
} from "docx";
import katex from "katex";
import type { ContentNode } from "@/domain/standards/content";

/** A formula as each output draws it: MathML for pages and STS, Word's own mathematics made from the same MathML. */

/** MathML of TeX, without the page's wrapping; what TeX does not understand is shown as it was written. */
function mathmlOf(tex: string): string {
  const drawn = katex.renderToString(tex, {
    displayMode: true,
    output: "mathml",
    throwOnError: false,
    trust: false,
    strict: "ignore",
  });
  return inGrammar(/<math[\s\S]*<\/math>/u.exec(drawn)?.[0] ?? "");
}

/** MathML 3 has no operators that hold elements and no widths of cells; KaTeX writes both (`\mathop`, `\tag`). */
function inGrammar(mathml: string): string {
  if (!/<mo\b[^>]*><|<mtd width/u.test(mathml)) return mathml;
  const document = new DOMParser().parseFromString(mathml, "text/xml");
  for (const cell of Array.from(document.getElementsByTagName("mtd"))) cell.removeAttribute("width");
  for (const operator of Array.from(document.getElementsByTagName("mo"))) {
    if (!Array.from(operator.childNodes).some(({ nodeType }) => nodeType === operator.nodeType)) continue;
    const row = document.createElementNS(operator.namespaceURI, "mrow");
    while (operator.firstChild) row.appendChild(operator.firstChild);
    operator.parentNode?.replaceChild(row, operator);
  }
  return new XMLSerializer().serializeToString(document);
}

/** MathML by TeX for every formula of a text. */
export function formulasOf(clauses: readonly { readonly content: readonly ContentNode[] }[]): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (nodes: readonly ContentNode[]): void => {
    for (const { type, attrs, content } of nodes) {
      const tex = attrs?.tex;
      if (type === "formula" && typeof tex === "string" && tex !== "" && !found.has(tex)) found.set(tex, mathmlOf(tex));
      if (content) walk(content);
    }
  };
  for (const { content } of clauses) walk(content);
  return found;
}

type MathElement = {
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<MathElement>;
};

/** @returns null for what Word's mathematics have no form for here (matrices): the caller writes the TeX instead */
export function wordMathOf(mathml: string): MathComponent[] | null {
  if (mathml === "" || /<mtable/u.test(mathml)) return null;
  const root = new DOMParser().parseFromString(mathml, "text/xml").documentElement as MathElement | null;
  return root ? partsOf(root) : null;
}

function partsOf(node: MathElement): MathComponent[] {
  return Array.from(node.childNodes).flatMap(componentOf);
}

const over = new Set(["munder", "mover", "munderover"]);

function componentOf(node: MathElement): MathComponent[] {
  const children = Array.from(node.childNodes).filter(({ nodeName }) => nodeName !== "#text");
  const of = (at: number) => {
    const child = children[at];
    return child ? componentOf(child) : [];
  };
  switch (node.nodeName) {
    case "annotation":
    case "#text":
      return [];
    case "mi":
    case "mn":
    case "mo":
    case "mtext":
      return [new MathRun(node.textContent ?? "")];
    case "mspace":
      return [new MathRun(" ")];
    case "mfrac":
      return [new MathFraction({ numerator: of(0), denominator: of(1) })];
    case "msup":
      return [new MathSuperScript({ children: of(0), superScript: of(1) })];
    case "msub":
      return [new MathSubScript({ children: of(0), subScript: of(1) })];
    case "msubsup":
      return [new MathSubSuperScript({ children: of(0), subScript: of(1), superScript: of(2) })];
    case "msqrt":
      return [new MathRadical({ children: partsOf(node) })];
    case "mroot":
      return [new MathRadical({ children: of(0), degree: of(1) })];
    default:
      return over.has(node.nodeName) ? limitsOf(node.nodeName, of) : partsOf(node);
  }
}

/** What stands under and over a sum, a product or a limit. The union of Word's parts names no limits; they are parts. */
function limitsOf(name: string, of: (at: number) => MathComponent[]): MathComponent[] {
  const lower =
    name === "mover" ? of(0) : [new MathLimitLower({ children: of(0), limit: of(1) }) as unknown as MathComponent];
  if (name === "munder") return lower;
  return [new MathLimitUpper({ children: lower, limit: of(name === "mover" ? 1 : 2) }) as unknown as MathComponent];
}
