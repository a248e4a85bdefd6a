"use client";

import { useTranslations } from "next-intl";
import type { DocumentContent } from "@/domain/guidance/schema";
import { Button } from "@/ui/button";
import { CheckField, TextField } from "@/ui/field";
import { isoOfLocal, localOfIso } from "./minutes";

type Plan = NonNullable<DocumentContent["consultation"]>;

/** Whether people are heard before the text is final, when, and what they are asked. */
export function ConsultationFields({
  plan,
  onChange,
  errorOf,
}: {
  plan: Plan | undefined;
  onChange: (next: Plan | undefined) => void;
  errorOf: (path: string) => string | undefined;
}) {
  const t = useTranslations("guidance");
  const c = useTranslations("common");
  const set = (change: Partial<Plan>) => {
    if (plan) onChange({ ...plan, ...change });
  };
  const setQuestion = (index: number, change: Partial<Plan["questions"][number]>) =>
    set({ questions: (plan?.questions ?? []).map((one, at) => (at === index ? { ...one, ...change } : one)) });
  return (
    <div className="flex flex-col gap-3">
      <CheckField
        id="consultation"
        label={t("consultFirst")}
        hint={t("consultFirstHint")}
        checked={plan !== undefined}
        onChange={(event) => onChange(event.target.checked ? { opensAt: "", closesAt: "", questions: [] } : undefined)}
      />
      {plan ? (
        <>
          <TextField
            id="content.consultation.opensAt"
            type="datetime-local"
            className="max-w-72"
            label={t("consultOpens")}
            value={localOfIso(plan.opensAt)}
            error={errorOf("consultation.opensAt")}
            onChange={(event) => set({ opensAt: isoOfLocal(event.target.value) ?? "" })}
          />
          <TextField
            id="content.consultation.closesAt"
            type="datetime-local"
            className="max-w-72"
            label={t("consultCloses")}
            value={localOfIso(plan.closesAt)}
            error={errorOf("consultation.closesAt")}
            onChange={(event) => set({ closesAt: isoOfLocal(event.target.value) ?? "" })}
          />
          {plan.questions.map((question, index) => (
            <div key={question.key} className="grid gap-3 rounded-md border border-line p-4">
              <TextField
                id={`question-zh-${index}`}
                label={`${t("consultQuestion", { number: index + 1 })} (中文)`}
                value={question.textZh}
                onChange={(event) => setQuestion(index, { textZh: event.target.value })}
              />
              <TextField
                id={`question-en-${index}`}
                label={`${t("consultQuestion", { number: index + 1 })} (English)`}
                value={question.textEn}
                onChange={(event) => setQuestion(index, { textEn: event.target.value })}
              />
              <div>
                <Button
                  variant="quiet"
                  onClick={() => set({ questions: plan.questions.filter((_, at) => at !== index) })}
                >
                  {c("remove")}
                </Button>
              </div>
            </div>
          ))}
          <div>
            <Button
              onClick={() =>
                set({
                  questions: [...plan.questions, { key: `q${Date.now().toString(36)}`, textZh: "", textEn: "" }],
                })
              }
            >
              {t("addQuestion")}
            </Button>
          </div>
        </>
      ) : null}
    </div>
  );
}
