import { kindForms, type NeedKind, soloKinds } from "@/domain/needs/kinds";
import {
  type Criterion,
  type currencies,
  minorDigits,
  type NeedContent,
  type NeedVisibility,
} from "@/domain/needs/schema";
import type { NeedTemplate } from "@/domain/needs/templates";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import type { Outputs } from "@/features/shared/api";

/** The form keeps text as it was typed; `contentOf` turns it into what the server takes. */
export type NeedFormValues = {
  kind: NeedKind;
  details: Record<string, string>;
  workPackages: { title: string; goal: string }[];
  consortia: boolean;
  language: "zh-CN" | "en";
  title: string;
  summary: string;
  translationTitle: string;
  translationSummary: string;
  whatRuns: string;
  worry: string;
  since: string;
  affected: string;
  description: string;
  sector: string;
  region: string;
  tags: string[];
  requiredSkills: string[];
  wantedSkills: string[];
  currency: (typeof currencies)[number];
  budgetMin: string;
  budgetMax: string;
  visibility: NeedVisibility;
  invited: { id: string; name: string }[];
  admitted: string[];
  questionsDeadline: string;
  proposalDeadline: string;
  showProposerNames: boolean;
  standstillDays: string;
  criteria: { title: string; weight: string; kind: Criterion["kind"]; anchor: string }[];
  files: { id: string; name: string; size: number }[];
};

/** A suggestion taken: sector and region have one place each, skills are asked for, everything else is a tag. */
export function withSuggestion(values: NeedFormValues, id: string): Partial<NeedFormValues> {
  const [framework = "", code = ""] = id.split(":", 2);
  if (framework === "sector" || framework === "region") return { [framework]: code };
  return framework === "skill" ? { requiredSkills: [...values.requiredSkills, id] } : { tags: [...values.tags, id] };
}

/** What stands in the form already, as suggestions name it. */
export function suggestionsTaken({ sector, region, requiredSkills, wantedSkills, tags }: NeedFormValues): string[] {
  return [`sector:${sector}`, `region:${region}`, ...requiredSkills, ...wantedSkills, ...tags];
}

/** Minor units in one unit: 100 fen in a yuan, 1 in a yen. */
const minorUnits = (currency: NeedFormValues["currency"]): number => 10 ** minorDigits[currency];

export function emptyValues(language: "zh-CN" | "en", criteria: { scored: string; price: string }): NeedFormValues {
  return {
    kind: "procurement",
    details: {},
    workPackages: [{ title: "", goal: "" }],
    consortia: false,
    language,
    title: "",
    summary: "",
    translationTitle: "",
    translationSummary: "",
    whatRuns: "",
    worry: "",
    since: "",
    affected: "",
    description: "",
    sector: "",
    region: "",
    tags: [],
    requiredSkills: [],
    wantedSkills: [],
    currency: "CNY",
    budgetMin: "",
    budgetMax: "",
    visibility: "public",
    invited: [],
    admitted: [],
    questionsDeadline: "",
    proposalDeadline: "",
    showProposerNames: false,
    standstillDays: "5",
    criteria: [
      { title: criteria.scored, weight: "70", kind: "scored", anchor: "" },
      { title: criteria.price, weight: "30", kind: "price", anchor: "" },
    ],
    files: [],
  };
}

/** What the form begins from: the content, with the names of what it holds by id. */
export type SavedNeed = Pick<Outputs["needs"]["get"], "id" | "version" | "files" | "invited"> & {
  content: NeedContent;
};

export function valuesOf({ content, files, invited }: SavedNeed, locale: Locale): NeedFormValues {
  const units = minorUnits(content.budget?.currency ?? "CNY");
  const major = (amount: number | null | undefined) => (amount == null ? "" : String(amount / units));
  return {
    kind: content.kind,
    details: content.details,
    workPackages: content.workPackages.length > 0 ? content.workPackages : [{ title: "", goal: "" }],
    consortia: content.consortia,
    language: content.language,
    title: content.title,
    summary: content.summary,
    translationTitle: content.translation?.title ?? "",
    translationSummary: content.translation?.summary ?? "",
    whatRuns: content.whatRuns,
    worry: content.worry,
    since: content.since,
    affected: content.affected,
    description: content.description,
    sector: content.sector ?? "",
    region: content.region ?? "",
    tags: content.tags,
    requiredSkills: content.requiredSkills,
    wantedSkills: content.wantedSkills,
    currency: content.budget?.currency ?? "CNY",
    budgetMin: major(content.budget?.min),
    budgetMax: major(content.budget?.max),
    visibility: content.visibility,
    invited: invited.map((one) => ({ id: one.id, name: nameIn(locale, one) })),
    admitted: content.admittedCountries,
    questionsDeadline: localInput(content.questionsDeadline),
    proposalDeadline: localInput(content.proposalDeadline),
    showProposerNames: content.showProposerNames,
    standstillDays: String(content.standstillDays),
    criteria: content.criteria.map(({ title, weight, kind, anchor }) => ({
      title,
      weight: String(weight),
      kind,
      anchor,
    })),
    files,
  };
}

/** The form as a template begins it; what was typed before in the same fields is replaced. */
export function valuesOfTemplate(
  before: NeedFormValues,
  template: NeedTemplate,
  language: "zh-CN" | "en",
  priceWord: string,
): NeedFormValues {
  const { criteria, details, ...text } = template.text[language];
  return {
    ...before,
    ...text,
    language,
    kind: template.kind,
    sector: template.sector,
    details: { ...before.details, ...template.details, ...details },
    requiredSkills: [...template.skills],
    consortia: template.kind === "jointResearch",
    criteria: [...criteria, priceWord].map((title, index) => ({
      title,
      weight: String(template.weights[index] ?? 0),
      kind: index === criteria.length ? ("price" as const) : ("scored" as const),
      anchor: "",
    })),
  };
}

/** @returns the content as the server takes it; empty fields are left out, never sent as nonsense */
export function contentOf(values: NeedFormValues): NeedContent {
  const minor = (text: string) =>
    text.trim() === "" ? null : Math.round(Number(text.replaceAll(",", "")) * minorUnits(values.currency));
  const instant = (text: string) => (text === "" ? undefined : new Date(text).toISOString());
  const budget = { currency: values.currency, min: minor(values.budgetMin), max: minor(values.budgetMax) };
  return {
    kind: values.kind,
    language: values.language,
    title: values.title,
    summary: values.summary,
    ...(values.translationTitle
      ? { translation: { title: values.translationTitle, summary: values.translationSummary } }
      : {}),
    whatRuns: values.whatRuns,
    worry: values.worry,
    since: values.since,
    affected: values.affected,
    description: values.description,
    ...(values.sector ? { sector: values.sector } : {}),
    ...(values.region ? { region: values.region } : {}),
    tags: values.tags,
    requiredSkills: values.requiredSkills,
    wantedSkills: values.wantedSkills,
    ...(budget.min === null && budget.max === null ? {} : { budget }),
    visibility: values.visibility,
    admittedCountries: values.admitted,
    invitedOrganisationIds: values.invited.map(({ id }) => id),
    questionsDeadline: instant(values.questionsDeadline),
    proposalDeadline: instant(values.proposalDeadline),
    showProposerNames: values.showProposerNames,
    standstillDays: Number(values.standstillDays),
    criteria: values.criteria.map(({ title, weight, kind, anchor }, index) => ({
      id: `c${index + 1}`,
      title,
      weight: Number(weight),
      kind,
      anchor,
    })),
    fileIds: values.files.map(({ id }) => id),
    details: detailsOf(values.kind, values.details),
    workPackages: values.kind === "jointResearch" ? values.workPackages.filter(({ title }) => title !== "") : [],
    consortia: values.consortia && !soloKinds.includes(values.kind),
  };
}

/** Only what the chosen kind asks: answers to another kind's form stay in the form, should the choice be changed back. */
export function detailsOf(kind: NeedKind, details: Record<string, string>): Record<string, string> {
  const asked = new Set(kindForms[kind].need.map(({ id }) => id));
  return Object.fromEntries(Object.entries(details).filter(([id, answer]) => asked.has(id) && answer !== ""));
}

/** `datetime-local` speaks the browser's own time zone. */
function localInput(iso: string | undefined): string {
  if (!iso) return "";
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
