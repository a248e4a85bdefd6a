import type { ClauseKind, ClauseNode, NumberedClause } from "./clause-tree";
import { numberClauses } from "./clause-tree";
import { type ContentNode, type Passage, passagesOf } from "./content";
import { danglingReferences, elementTypes, indexOf, resolveReferences } from "./cross-references";
import type { LintRule } from "./linter-rules";
import { provisionKind, sentencesOf, verbsIn } from "./linter-verbs";
import { citedWithdrawn, type Withdrawn } from "./withdrawn";

export type LintClause = ClauseNode & {
  readonly title: string;
  readonly content: readonly ContentNode[];
};

/** `fix` replaces `from` by `to` in the passage; where it is null a person has to decide. */
export type Finding = {
  readonly clauseId: string | null;
  readonly rule: LintRule;
  readonly severity: "error" | "warning";
  readonly excerpt: string;
  readonly fix: { readonly from: string; readonly to: string } | null;
};

type Language = "zh-CN" | "en";
type Clause = NumberedClause<LintClause>;
type Report = (rule: LintRule, excerpt: string, fix?: Finding["fix"], severity?: Finding["severity"]) => void;

/** GB/T 1.1-2020 annex C and ISO/IEC Directives part 2: words that look like provision verbs and are not allowed. */
const replacements: Readonly<Record<Language, readonly (readonly [RegExp, string, LintRule])[]>> = {
  "zh-CN": [
    [/必须/gu, "应", "verbMust"],
    [/应该/gu, "应", "verbReplace"],
    [/不得(?!不|已|到)/gu, "不应", "verbReplace"],
    [/不可(?![能用靠信见编抗逆否抵分避缺知])/gu, "不应", "verbReplace"],
    [/(?<![功性智技职只不可才应宜])能(?=(?:由|采用|使用|选择|省略|不设))/gu, "可", "verbReplace"],
  ],
  en: [
    [/\bmust not\b/giu, "shall not", "verbMust"],
    [/\bmust\b(?! not)/giu, "shall", "verbMust"],
    [/\bmay not\b/giu, "shall not", "verbReplace"],
  ],
};

const requirementFree: readonly ClauseKind[] = ["scope", "introduction", "foreword", "terms"];
/** A document's number with its year, where it has one, and what of it is cited. */
const citedElement =
  /((?:GB\/T|GB|ISO\/IEC|IEC|ISO|YD\/T|NIST SP|LF)\s?\d[\d.]*(?:-\d{1,3}(?!\d))*)([:—–-](?:19|20)\d{2})?(?:\s*(?:的|中|,|，)?\s*(?:第?\s*\d+(?:\.\d+)+|表\s?\d+|图\s?\d+|附录\s?[A-Z]|第\s*\d+\s*章|Table \d+|Figure \d+|Annex [A-Z]|(?:sub)?clause \d+))/giu;
const dated = /((?:GB\/T|GB|ISO\/IEC|IEC|ISO|YD\/T|LF)\s?\d[\d.]*(?:-\d{1,3}(?!\d))*)([:—–-](?:19|20)\d{2})/gu;

/**
 * Reads a whole standard against the drafting rules. Linear in the text, so that 300 pages are read in a second.
 * @param context the standard's language; documents that were withdrawn, with what took their place
 */
export function lint(
  clauses: readonly LintClause[],
  context: { language: Language; withdrawn?: readonly Withdrawn[] },
): Finding[] {
  const written = numberClauses(clauses);
  // One that points nowhere is found by its id; its last words are not looked up as if somebody had typed them.
  const numbered = resolveReferences(written, context.language, () => "");
  const findings: Finding[] = [...structure(numbered), ...pointingNowhere(written)];
  const passages = numbered.map((clause) => ({ clause, passages: passagesOf(clause.content) }));
  const known = factsOf(numbered, passages);
  const other: Language = context.language === "en" ? "zh-CN" : "en";
  for (const { clause, passages: list } of passages) {
    for (const passage of list) {
      const report: Report = (rule, excerpt, fix = null, severity = "error") =>
        findings.push({ clauseId: clause.id, rule, severity, excerpt: excerpt.trim().slice(0, 160), fix });
      words(passage, clause, context.language, report);
      definition(passage, clause, report);
      references(passage.text, clause, known, report);
      for (const { written, by } of citedWithdrawn(passage.text, context.withdrawn ?? []))
        report("withdrawnReference", written, by ? { from: written, to: by } : null);
      if (passage.translation) {
        words({ ...passage, text: passage.translation }, clause, other, report);
        const mismatch = kindMismatch(passage.text, passage.translation, context.language);
        if (mismatch) report("kindMismatch", `${passage.text.slice(0, 70)} ≠ ${passage.translation.slice(0, 70)}`);
      }
    }
    findings.push(...uncited(clause, known.running));
  }
  findings.push(...misnumbered(numbered), ...abbreviations(passages));
  return findings;
}

/** References by id whose target was deleted; typed ones are looked for in the text. */
function pointingNowhere(clauses: readonly Clause[]): Finding[] {
  const index = indexOf(clauses);
  return clauses.flatMap(({ id: clauseId, content }) =>
    danglingReferences(content, index).map(
      (excerpt): Finding => ({ clauseId, rule: "danglingReference", severity: "error", excerpt, fix: null }),
    ),
  );
}

function words(passage: Passage, clause: Clause, language: Language, report: Report): void {
  for (const sentence of sentencesOf(passage.text)) {
    for (const [pattern, to, rule] of replacements[language])
      for (const [from] of sentence.text.matchAll(pattern))
        report(rule, sentence.text, {
          from,
          to: /^[A-Z]/u.test(from) ? to.replace(/^./u, (s) => s.toUpperCase()) : to,
        });
    // A possibility beside a provision says what the provision is about ("ensure that … can"); it makes no second one.
    const verbs = verbsIn(sentence.text, language).filter(({ kind }) => kind !== "possibility");
    if (verbs.length > 1) report("manyVerbs", sentence.text, null, "warning");
    const forbidden = requirementFree.includes(clause.kind) || passage.kind === "note" || passage.kind === "example";
    if (forbidden && verbs.some(({ kind }) => kind === "requirement")) report("requirementHere", sentence.text);
  }
}

function definition(passage: Passage, clause: Clause, report: Report): void {
  if (clause.kind !== "terms" || passage.kind !== "term") return;
  const article = /^(?:the|an?)\s/iu.exec(passage.definition)?.[0];
  if (article) report("definitionArticle", passage.definition, { from: article, to: "" });
  if (/[.。]$/u.test(passage.definition))
    report("definitionStop", passage.definition, { from: passage.definition.slice(-1), to: "" });
}

type Known = {
  readonly clauses: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
  /** Running text of the whole, without the captions of figures, tables and formulas. */
  readonly running: string;
  /** Document number without a year → the dated one in the normative references. */
  readonly editions: ReadonlyMap<string, string>;
};
const label = (text: string) => text.replaceAll(/\s+/gu, "").toLowerCase();

function factsOf(numbered: readonly Clause[], all: readonly { clause: Clause; passages: readonly Passage[] }[]): Known {
  const labels = numbered.flatMap(({ content }) =>
    content.flatMap(({ attrs }) => (typeof attrs?.label === "string" ? [label(attrs.label)] : [])),
  );
  const listed = all.filter(({ clause }) => clause.kind === "references").flatMap(({ passages }) => passages);
  return {
    clauses: new Set(numbered.map(({ number }) => number).filter(Boolean)),
    labels: new Set(labels),
    running: all
      .flatMap(({ passages }) => passages.filter(({ kind }) => kind !== "figure" && kind !== "formula"))
      .map(({ text }) => label(text))
      .join("\n"),
    editions: new Map(
      listed.flatMap(({ text }) => [...text.matchAll(dated)].map(([whole, number = ""]) => [number, whole] as const)),
    ),
  };
}

function references(text: string, clause: Clause, known: Known, report: Report): void {
  if (clause.kind === "references" || clause.kind === "bibliography") return;
  const cited = text.matchAll(
    /(?:见|符合|按照|按|依据|see|with|to|in)\s*(?:第\s*|(?:sub)?clause\s+)?((?:[A-Z]\.)?\d+(?:\.\d+)*)(?![\d-])(?!\s*[年月日%％：:])(\s*章)?/gu,
  );
  for (const [whole, target = "", chapter] of cited)
    if ((target.includes(".") || chapter) && !/clause/u.test(whole) && !known.clauses.has(target))
      report("danglingReference", whole);
  for (const [whole, target = ""] of text.matchAll(/\b(?:sub)?clause\s+(\d+(?:\.\d+)*)(?![\d.]*\d)/giu))
    if (!known.clauses.has(target) && !isForeign(text, whole)) report("danglingReference", whole);
  for (const [whole, target = ""] of text.matchAll(/(?:附录|Annex)\s*([A-Z])(?![A-Za-z])/gu))
    if (!known.clauses.has(target) && !isForeign(text, whole)) report("danglingReference", whole);
  for (const [whole] of text.matchAll(/(?:见表|见图|(?:see|in) (?:Table|Figure))\s*(?:[A-Z]\.)?\d+/gu))
    if (!known.labels.has(label(whole.replace(/^(?:见|see |in )/u, "")))) report("danglingReference", whole);
  for (const [whole, number = "", year] of text.matchAll(citedElement)) {
    if (year) continue;
    const edition = known.editions.get(number);
    report("undatedElement", whole, edition ? { from: number, to: edition } : null);
  }
}

/** An annex, table or clause of another document is not ours to find. */
function isForeign(text: string, part: string): boolean {
  const before = text.slice(Math.max(0, text.indexOf(part) - 40), text.indexOf(part));
  return /(?:GB|ISO|IEC|YD|NIST|LF)[^。；;]*$/u.test(before);
}

function* structure(clauses: readonly Clause[]): Generator<Finding> {
  const find = (rule: LintRule, clause: Clause | null, excerpt: string): Finding => ({
    clauseId: clause?.id ?? null,
    rule,
    severity: "error",
    excerpt,
    fix: null,
  });
  for (const kind of ["scope", "references", "terms"] as const) {
    const [first, ...more] = clauses.filter((clause) => clause.kind === kind);
    if (!first) yield find("clauseMissing", null, kind);
    // Their order at the top is kept by the numbering; what can go wrong is a second one, or one below another clause.
    if (first && first.depth > 1) yield find("clausePlace", first, first.number);
    for (const clause of more) yield find("clausePlace", clause, clause.number);
  }
  const byParent = Map.groupBy(clauses, ({ parentId }) => parentId);
  const top = clauses.filter(({ depth, kind }) => depth === 1 && (kind === "body" || kind === "annex"));
  for (const clause of top) if (clause.title.trim() === "") yield find("titlesMixed", clause, clause.number);
  for (const clause of clauses) {
    const children = byParent.get(clause.id) ?? [];
    const [only] = children;
    if (children.length === 1 && only) yield find("singleSubclause", only, only.number);
    const titled = children.filter(({ title }) => title.trim() !== "").length;
    if (titled > 0 && titled < children.length) yield find("titlesMixed", clause, clause.number);
    if (clause.depth > 7) yield find("tooDeep", clause, clause.number);
  }
}

function uncited(clause: Clause, running: string): Finding[] {
  return clause.content.flatMap(({ type, attrs }): Finding[] => {
    if (type !== "figure" && type !== "table" && type !== "formula") return [];
    const name = attrs?.label;
    if (typeof name !== "string" || name === "") return [];
    // A formula is cited by its number in brackets; the bare number stands in a text for many things.
    const bare = label(name).replaceAll(/[（(）)]/gu, "");
    const cited = type === "formula" ? [`(${bare})`, `（${bare}）`] : [label(name)];
    if (cited.some((one) => running.includes(one))) return [];
    return [{ clauseId: clause.id, rule: "uncited", severity: "warning", excerpt: name, fix: null }];
  });
}

/** Tables, figures and formulas are each numbered through from 1, in an annex behind its letter. */
function misnumbered(clauses: readonly Clause[]): Finding[] {
  const counts = new Map<string, number>();
  let annex = "";
  return clauses.flatMap(({ id: clauseId, kind, depth, number, content }) => {
    if (depth === 1) annex = kind === "annex" ? `${number}.` : "";
    return content.flatMap(({ type, attrs }): Finding[] => {
      const written = attrs?.label;
      if (!elementTypes.some((one) => one === type) || typeof written !== "string" || written === "") return [];
      const place = (counts.get(type + annex) ?? 0) + 1;
      counts.set(type + annex, place);
      const bare = label(written).replaceAll(/^(?:表|图|公式|式|table|figure|formula)|[（(）)]/gu, "");
      if (bare === `${annex}${place}`.toLowerCase()) return [];
      const excerpt = `${written} → ${annex}${place}`;
      return [{ clauseId, rule: "labelOrder", severity: "warning", excerpt, fix: null }];
    });
  });
}

const knownAbbreviations = new Set(["ISO", "IEC", "NIST", "GB", "YD", "SP", "TC", "SC", "WG", "IT", "OT", "ID", "UTC"]);

/** An abbreviation is defined where it stands in brackets after its long form, or heads a line of its own clause. */
function abbreviations(all: readonly { clause: Clause; passages: readonly Passage[] }[]): Finding[] {
  const defined = new Set(knownAbbreviations);
  const findings: Finding[] = [];
  for (const { clause, passages } of all) {
    for (const { text, kind } of passages) {
      if (kind === "formula" || kind === "reference") continue;
      for (const match of text.matchAll(
        /[（(]([A-Z][A-Z0-9-]{1,9})[）),，;；]|(?:^|\n)([A-Z][A-Z0-9-]{1,9})\s*[:：]/gu,
      ))
        defined.add(match[1] ?? match[2] ?? "");
      for (const [word] of text.matchAll(/(?<![A-Za-z0-9/-])[A-Z][A-Z]{1,6}(?![A-Za-z0-9/-])/gu)) {
        if (defined.has(word)) continue;
        defined.add(word);
        findings.push({ clauseId: clause.id, rule: "abbreviation", severity: "warning", excerpt: word, fix: null });
      }
    }
  }
  return findings;
}

/** Two language versions of one provision must be of one kind: the requirement in one is not advice in the other. */
export function kindMismatch(text: string, translation: string, language: Language): boolean {
  return provisionKind(text, language) !== provisionKind(translation, language === "en" ? "zh-CN" : "en");
}
