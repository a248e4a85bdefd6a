/** Every rule that the linter knows, with the places in both rule books that it comes from. */
export const lintRules = [
  "verbMust",
  "verbReplace",
  "manyVerbs",
  "requirementHere",
  "clauseMissing",
  "clausePlace",
  "singleSubclause",
  "titlesMixed",
  "tooDeep",
  "danglingReference",
  "undatedElement",
  "withdrawnReference",
  "uncited",
  "labelOrder",
  "definitionArticle",
  "definitionStop",
  "abbreviation",
  "kindMismatch",
] as const;
export type LintRule = (typeof lintRules)[number];

const verbs = "GB/T 1.1—2020, 9.1, C · ISO/IEC Directives 2, 7";
const structure = "GB/T 1.1—2020, 7 · ISO/IEC Directives 2, 22";
const terms = "GB/T 1.1—2020, 8.7 · ISO/IEC Directives 2, 16";
const references = "GB/T 1.1—2020, 9.5 · ISO/IEC Directives 2, 10";

export const ruleSources: Readonly<Record<LintRule, string>> = {
  verbMust: verbs,
  verbReplace: verbs,
  manyVerbs: verbs,
  requirementHere: "GB/T 1.1—2020, 8.5, 9.10, 9.11 · ISO/IEC Directives 2, 13, 14, 16, 24, 25",
  clauseMissing: "GB/T 1.1—2020, 6.2 · ISO/IEC Directives 2, 14, 15, 16",
  clausePlace: "GB/T 1.1—2020, 6.2 · ISO/IEC Directives 2, 6",
  singleSubclause: structure,
  titlesMixed: structure,
  tooDeep: structure,
  danglingReference: references,
  undatedElement: references,
  withdrawnReference: "GB/T 1.1—2020, 8.6 · ISO/IEC Directives 2, 15",
  labelOrder: "GB/T 1.1—2020, 9.7, 9.8, 9.9 · ISO/IEC Directives 2, 27, 28, 29",
  uncited: "GB/T 1.1—2020, 9.7, 9.8, 9.9 · ISO/IEC Directives 2, 27, 28, 29",
  definitionArticle: terms,
  definitionStop: terms,
  abbreviation: "GB/T 1.1—2020, 8.8 · ISO/IEC Directives 2, 17",
  kindMismatch: verbs,
};
