import type { ClauseKind, ClauseNode, NumberedClause } from "./clause-tree";
import { numberClauses } from "./clause-tree";
import { type ContentNode, type Passage, passagesOf } from "./content";
import { provisionKind, sentencesOf, verbsIn } from "./linter-verbs";

export type LintClause = ClauseNode & {
  readonly title: string;
  readonly content: readonly ContentNode[];
};

export const lintRules = [
  "verbMust",
  "verbReplace",
  "manyVerbs",
  "requirementHere",
  "clauseMissing",
  "singleSubclause",
  "titlesMixed",
  "tooDeep",
  "danglingReference",
  "undatedElement",
  "withdrawnReference",
  "uncited",
  "definitionArticle",
  "definitionStop",
  "abbreviation",
  "kindMismatch",
] as const;
export type LintRule = (typeof lintRules)[number];

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

/** GB/T 1.1-2020 annex C and ISO/IEC Directives part 2: words that look like provision verbs and are not allowed. */
const replacements: Readonly<Record<Language, readonly (readonly [RegExp, string, LintRule])[]>> = {
  "zh-CN": [
    [/必须/gu, "应", "verbMust"],
    [/应该/gu, "应", "verbReplace"],
    [/不得/gu, "不应", "verbReplace"],
    [/不可(?![能用靠信见编])/gu, "不应", "verbReplace"],
    [/(?<![功性智技职只不可才])能(?=(?:由|采用|使用|选择|省略|不设))/gu, "可", "verbReplace"],
  ],
  en: [
    [/\bmust not\b/giu, "shall not", "verbMust"],
    [/\bmust\b(?! not)/giu, "shall", "verbMust"],
    [/\bmay not\b/giu, "shall not", "verbReplace"],
  ],
};

const requirementFree: readonly ClauseKind[] = ["scope", "introduction", "foreword", "terms"];
const element =
  /\b((?:GB\/T|GB|ISO\/IEC|IEC|ISO|YD\/T|NIST SP)\s?\d[\d.-]*)(:\d{4}|—\d{4}|-(?:19|20)\d{2})?(?:\s*(?:的|,|，)?\s*(?:第?\d+(?:\.\d+)+|表\s?\d+|Table \d+|clause \d+))/giu;

/**
 * Reads a whole standard against the drafting rules. Linear in the text, so that 300 pages are read in a second.
 * @param context the standard's language; references withdrawn according to the catalogue, by their number
 */
export function lint(
  clauses: readonly LintClause[],
  context: { language: Language; withdrawn?: readonly string[] },
): Finding[] {
  const numbered = numberClauses(clauses);
  const numbers = new Set(numbered.map(({ number }) => number).filter(Boolean));
  const findings: Finding[] = [...structure(numbered)];
  const passages = numbered.map((clause) => ({ clause, passages: passagesOf(clause.content) }));
  const whole = passages.flatMap(({ passages: list }) => list.map(({ text }) => text)).join("\n");
  for (const { clause, passages: list } of passages) {
    for (const passage of list) {
      const report = (
        rule: LintRule,
        excerpt: string,
        fix: Finding["fix"] = null,
        severity: Finding["severity"] = "error",
      ) => findings.push({ clauseId: clause.id, rule, severity, excerpt: excerpt.trim().slice(0, 160), fix });
      words(passage, clause, context.language, report);
      references(passage.text, numbers, context.withdrawn ?? [], report);
    }
    uncited(clause, whole, findings);
  }
  findings.push(...abbreviations(passages));
  return findings;
}

type Report = (rule: LintRule, excerpt: string, fix?: Finding["fix"], severity?: Finding["severity"]) => void;

function words(passage: Passage, clause: Clause, language: Language, report: Report): void {
  const kindHere = passage.kind;
  for (const sentence of sentencesOf(passage.text)) {
    for (const [pattern, to, rule] of replacements[language])
      for (const match of sentence.text.matchAll(pattern)) report(rule, sentence.text, { from: match[0], to });
    const verbs = verbsIn(sentence.text, language);
    const kinds = new Set(verbs.map(({ kind }) => kind));
    if (kinds.size > 1) report("manyVerbs", sentence.text, null, "warning");
    const forbidden = requirementFree.includes(clause.kind) || kindHere === "note" || kindHere === "example";
    if (forbidden && verbs.some(({ kind }) => kind === "requirement")) report("requirementHere", sentence.text);
  }
  if (clause.kind === "terms" && kindHere === "term") {
    if (/^(?:the|an?)\s/iu.test(passage.text))
      report("definitionArticle", passage.text, { from: passage.text.split(/\s/u)[0] ?? "", to: "" });
    if (/[.。]$/u.test(passage.text)) report("definitionStop", passage.text, { from: passage.text.slice(-1), to: "" });
  }
}

function references(text: string, numbers: ReadonlySet<string>, withdrawn: readonly string[], report: Report): void {
  for (const match of text.matchAll(
    /(?:见|符合|按照|see|with|to)\s*(?:第\s*|clause\s+)?((?:[A-Z]\.)?\d+(?:\.\d+)*)(?![\d-])(?!\s*[年月日%％：:])/gu,
  )) {
    const target = match[1] ?? "";
    if (target.includes(".") && !numbers.has(target)) report("danglingReference", match[0]);
  }
  for (const match of text.matchAll(element)) if (!match[2]) report("undatedElement", match[0]);
  for (const number of withdrawn) if (text.includes(number)) report("withdrawnReference", number);
}

function* structure(clauses: readonly Clause[]): Generator<Finding> {
  const find = (rule: LintRule, clause: Clause | null, excerpt: string): Finding => ({
    clauseId: clause?.id ?? null,
    rule,
    severity: "error",
    excerpt,
    fix: null,
  });
  for (const kind of ["scope", "references", "terms"] as const)
    if (!clauses.some((clause) => clause.kind === kind)) yield find("clauseMissing", null, kind);
  const byParent = Map.groupBy(clauses, ({ parentId }) => parentId);
  for (const clause of clauses) {
    const children = byParent.get(clause.id) ?? [];
    const [only] = children;
    if (children.length === 1 && only) yield find("singleSubclause", only, only.number);
    const titled = children.filter(({ title }) => title.trim() !== "").length;
    if (titled > 0 && titled < children.length) yield find("titlesMixed", clause, clause.number);
    if (clause.depth > 7) yield find("tooDeep", clause, clause.number);
  }
}

function uncited(clause: Clause, whole: string, findings: Finding[]): void {
  for (const { type, attrs } of clause.content) {
    if (type !== "figure" && type !== "table" && type !== "formula") continue;
    const label = attrs?.label;
    if (typeof label !== "string" || label === "") continue;
    if (!whole.includes(label))
      findings.push({ clauseId: clause.id, rule: "uncited", severity: "warning", excerpt: label, fix: null });
  }
}

const knownAbbreviations = new Set(["ISO", "IEC", "NIST", "GB", "YD", "SP", "TC", "SC", "WG", "IT", "OT", "ID", "UTC"]);

/** An abbreviation is defined where it stands in brackets after its long form, or heads a line of its own clause. */
function abbreviations(all: readonly { clause: Clause; passages: readonly Passage[] }[]): Finding[] {
  const defined = new Set(knownAbbreviations);
  const findings: Finding[] = [];
  for (const { clause, passages } of all) {
    for (const { text } of passages) {
      for (const match of text.matchAll(/[（(]([A-Z][A-Z0-9-]{1,9})[）)]|(?:^|\n)([A-Z][A-Z0-9-]{1,9})\s*[:：]/gu))
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

/** Two language versions of one provision must be of one kind; the requirement in one is not advice in the other. */
export function kindMismatch(clauseId: string, zh: string, en: string): Finding | null {
  const kinds = [provisionKind(zh, "zh-CN"), provisionKind(en, "en")] as const;
  if (kinds[0] === kinds[1]) return null;
  return { clauseId, rule: "kindMismatch", severity: "error", excerpt: `${kinds[0]} ≠ ${kinds[1]}`, fix: null };
}
