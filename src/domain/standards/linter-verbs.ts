/** Verbs that make a provision: GB/T 1.1-2020, annex C; ISO/IEC Directives part 2, clause 7. */
export const provisionKinds = [
  "requirement",
  "recommendation",
  "permission",
  "possibility",
  "instruction",
  "statement",
] as const;
export type ProvisionKind = (typeof provisionKinds)[number];

type Verb = { readonly text: string; readonly kind: ProvisionKind };

// Longer first: 不应 must not be read as 应, and 应该 or 相应 are no requirement at all.
const zhVerbs: readonly Verb[] = [
  { text: "不可能", kind: "possibility" },
  { text: "可能", kind: "possibility" },
  // 应能 and 宜能 are one verb: a requirement or recommendation about an ability.
  { text: "应能", kind: "requirement" },
  { text: "宜能", kind: "recommendation" },
  { text: "不应", kind: "requirement" },
  { text: "不宜", kind: "recommendation" },
  { text: "不必", kind: "permission" },
  { text: "不能", kind: "possibility" },
  { text: "应", kind: "requirement" },
  { text: "宜", kind: "recommendation" },
  { text: "可", kind: "permission" },
  { text: "能", kind: "possibility" },
];

const zhPattern = new RegExp(zhVerbs.map(({ text }) => text).join("|"), "gu");
const zhKinds = new Map(zhVerbs.map(({ text, kind }) => [text, kind]));

/** Words in which a verb's character means something else; read over before verbs are looked for. */
const zhWords =
  /应该|应用|响应|相应|适应|对应|供应|应急|应答|反应|应对|效应|应力|可用|可靠|可信|可见|可编程|可追溯|可选|可行|许可|认可|可操作|可视|可读|可控|可接受|可移动|可以|不可|能力|功能|性能|能源|智能|能量|职能|节能|只能|适宜|便宜|事宜/gu;

const enVerbs = /\b(shall|should|may|can|cannot)\b/giu;
const enKinds: Readonly<Record<string, ProvisionKind>> = {
  shall: "requirement",
  should: "recommendation",
  may: "permission",
  can: "possibility",
  cannot: "possibility",
};

export type FoundVerb = { readonly text: string; readonly kind: ProvisionKind; readonly at: number };

/** Every provision verb of a sentence with its place in UTF-16 units. */
export function verbsIn(sentence: string, language: "zh-CN" | "en"): FoundVerb[] {
  if (language === "en")
    return [...sentence.matchAll(enVerbs)].map((match) => ({
      text: match[0],
      kind: enKinds[match[0].toLowerCase()] ?? "statement",
      at: match.index,
    }));
  const masked = sentence.replace(zhWords, (word) => "□".repeat(word.length));
  return [...masked.matchAll(zhPattern)].map((match) => ({
    text: match[0],
    kind: zhKinds.get(match[0]) ?? "statement",
    at: match.index,
  }));
}

/** Kind of a provision by its first verb; a bare imperative is not recognised and counts as a statement. */
export function provisionKind(text: string, language: "zh-CN" | "en"): ProvisionKind {
  return verbsIn(text, language)[0]?.kind ?? "statement";
}

/** Sentences with their place; a full stop inside a number or reference (5.1, IEC 62443-3-3) ends none. */
export function sentencesOf(text: string): { text: string; at: number }[] {
  return [...text.matchAll(/[^。！？；\n.!?]+(?:[.!?](?=\S)[^。！？；\n.!?]*)*[。！？；.!?]?/gu)]
    .map((match) => ({ text: match[0], at: match.index }))
    .filter((sentence) => sentence.text.trim() !== "");
}
