import type { needKinds } from "./schema";

/**
 * What each kind of need asks of its buyer and of those who answer, beyond what all needs share. One table draws the
 * form, checks the input and words the page: labels are `kindField_<id>` in the messages.
 */
export type NeedKind = (typeof needKinds)[number];
export type KindField = {
  readonly id: string;
  readonly type: "text" | "number" | "choice";
  /** Without it a need is not published, or a proposal not accepted. */
  readonly required: boolean;
  readonly choices?: readonly string[];
};
type Form = { readonly need: readonly KindField[]; readonly proposal: readonly KindField[] };

const text = (id: string, required = false): KindField => ({ id, type: "text", required });
const number = (id: string, required = false): KindField => ({ id, type: "number", required });
const choice = (id: string, choices: readonly string[]): KindField => ({ id, type: "choice", required: true, choices });
const format = choice("format", ["onSite", "online", "mixed"]);

export const kindForms: Readonly<Record<NeedKind, Form>> = {
  procurement: { need: [], proposal: [] },
  jointResearch: {
    need: [
      text("challenge", true),
      text("targets", true),
      choice("resultRights", ["buyer", "consortium", "shared"]),
      choice("publication", ["open", "afterPatent", "closed"]),
    ],
    proposal: [text("novelty", true), text("resultPlan", true), text("publicationPlan")],
  },
  pilot: {
    need: [text("site", true), number("weeks", true), text("success", true), text("afterwards")],
    proposal: [text("rollback", true), text("impact")],
  },
  crowdTest: {
    need: [text("assets", true), text("outOfScope"), text("testRules", true), text("safeHarbour", true)],
    proposal: [text("testers", true), text("triage", true)],
  },
  training: {
    need: [
      number("participants", true),
      text("outcome", true),
      choice("level", ["beginner", "practitioner", "expert"]),
      format,
    ],
    proposal: [text("outline", true), text("assessment")],
  },
  expertAdvice: {
    need: [text("question", true), number("days"), format],
    proposal: [text("experience", true), text("availability", true)],
  },
};

export const fieldText = 10_000;
export const fieldNumber = 100_000;

export type FieldProblem = {
  readonly id: string;
  readonly code: "FIELD_MISSING" | "FIELD_NUMBER" | "FIELD_CHOICE" | "FIELD_UNKNOWN";
};

/**
 * What is wrong with the answers to a form.
 * @param answers by field; numbers as digits
 * @param complete also whether everything that is required is there
 */
export function fieldProblems(
  fields: readonly KindField[],
  answers: Readonly<Record<string, string>>,
  complete: boolean,
): FieldProblem[] {
  const unknown = Object.keys(answers).filter((id) => !fields.some((field) => field.id === id));
  return [
    ...unknown.map((id) => ({ id, code: "FIELD_UNKNOWN" as const })),
    ...fields.flatMap((field): FieldProblem[] => {
      const answer = answers[field.id] ?? "";
      if (answer === "") return complete && field.required ? [{ id: field.id, code: "FIELD_MISSING" }] : [];
      if (field.type === "number" && !isCount(answer)) return [{ id: field.id, code: "FIELD_NUMBER" }];
      if (field.choices && !field.choices.includes(answer)) return [{ id: field.id, code: "FIELD_CHOICE" }];
      return [];
    }),
  ];
}

function isCount(answer: string): boolean {
  return /^\d{1,6}$/u.test(answer) && Number(answer) >= 1 && Number(answer) <= fieldNumber;
}

/** Kinds that are answered by one person or firm, where a consortium makes no sense. */
export const soloKinds: readonly NeedKind[] = ["expertAdvice"];
