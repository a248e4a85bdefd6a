"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import type { QuizQuestionContent, QuizSettings } from "@/domain/competitions/schema-quiz";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { useKept } from "@/features/shared/use-kept";
import { Button } from "@/ui/button";
import { CheckField, FieldGroup, SelectField, TextAreaField, TextField } from "@/ui/field";
import { isoOf, localOf } from "./words";

type Kind = QuizQuestionContent["kind"];
type Props = {
  phaseId: string;
  version: number;
  settings: QuizSettings;
  questions: QuizQuestionContent[];
  hours: { startsAt: string | null; endsAt: string | null };
  back: string;
};

const kinds: readonly Kind[] = ["single", "multiple", "number", "text"];

/** The question bank, kept in this browser until it is saved. */
export function QuizSetupForm({ phaseId, version, settings, questions, hours, back }: Props) {
  const t = useTranslations("competitionsJudged");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const [draft, keep, clear] = useKept(`quiz:${phaseId}:${version}`, { settings, questions, hours });
  const set = (part: Partial<QuizSettings>) => keep({ ...draft, settings: { ...draft.settings, ...part } });
  const setQuestion = (at: number, next: QuizQuestionContent) =>
    keep({ ...draft, questions: draft.questions.map((one, index) => (index === at ? next : one)) });
  return (
    <form
      className="flex max-w-4xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.competitionsJudged.saveQuiz.mutate({ phaseId, version, ...draft });
          clear();
          router.push(`/${locale}${back}`);
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <FieldGroup legend={t("quizRules")}>
        <TextField
          id="settings.minutes"
          type="number"
          label={t("minutes")}
          hint={t("minutesHint")}
          className="max-w-32"
          value={String(draft.settings.minutes)}
          error={acting.errorOf("settings.minutes")}
          onChange={(event) => set({ minutes: Number(event.target.value) })}
        />
        <TextField
          id="settings.draw"
          type="number"
          label={t("draw")}
          hint={t("drawHint")}
          className="max-w-32"
          value={String(draft.settings.draw)}
          error={acting.errorOf("settings.draw")}
          onChange={(event) => set({ draw: Number(event.target.value) })}
        />
        <CheckField
          id="settings.perPerson"
          label={t("perPerson")}
          hint={t("perPersonHint")}
          checked={draft.settings.perPerson}
          onChange={(event) => set({ perPerson: event.target.checked })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          {(["startsAt", "endsAt"] as const).map((end) => (
            <TextField
              key={end}
              id={`hours.${end}`}
              type="datetime-local"
              label={t(end === "startsAt" ? "hoursFrom" : "hoursTo")}
              hint={t("hoursHint")}
              value={localOf(draft.hours[end])}
              error={acting.errorOf(`hours.${end}`)}
              onChange={(event) => keep({ ...draft, hours: { ...draft.hours, [end]: isoOf(event.target.value) } })}
            />
          ))}
        </div>
      </FieldGroup>
      {draft.questions.map((question, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a question is its place until it is saved
        <FieldGroup key={at} legend={t("questionNumber", { number: at + 1 })}>
          <QuestionFields
            at={at}
            question={question}
            errorOf={(field) => acting.errorOf(`questions.${at}.${field}`)}
            onChange={(next) => setQuestion(at, next)}
          />
          <div>
            <Button
              variant="quiet"
              disabled={draft.questions.length === 1}
              onClick={() => keep({ ...draft, questions: draft.questions.filter((_, index) => index !== at) })}
            >
              {t("removeQuestion")}
            </Button>
          </div>
        </FieldGroup>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => keep({ ...draft, questions: [...draft.questions, blank("single")] })}>
          {t("addQuestion")}
        </Button>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {t("saveQuestions")}
        </Button>
      </div>
    </form>
  );
}

type FieldsProps = {
  at: number;
  question: QuizQuestionContent;
  errorOf: (field: string) => string | undefined;
  onChange: (next: QuizQuestionContent) => void;
};

function QuestionFields({ at, question, errorOf, onChange }: FieldsProps) {
  const t = useTranslations("competitionsJudged");
  const id = (field: string) => `questions.${at}.${field}`;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[1fr_8rem]">
        <SelectField
          id={id("kind")}
          label={t("questionKind")}
          value={question.kind}
          onChange={(event) => {
            const { textZh, textEn, points } = question;
            onChange({ ...blank(event.target.value as Kind), textZh, textEn, points });
          }}
          options={kinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
        />
        <TextField
          id={id("points")}
          type="number"
          label={t("points")}
          value={String(question.points)}
          error={errorOf("points")}
          onChange={(event) => onChange({ ...question, points: Number(event.target.value) })}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextAreaField
          id={id("textZh")}
          label={t("questionZh")}
          rows={2}
          value={question.textZh}
          error={errorOf("textZh")}
          onChange={(event) => onChange({ ...question, textZh: event.target.value })}
        />
        <TextAreaField
          id={id("textEn")}
          label={t("questionEn")}
          rows={2}
          value={question.textEn}
          error={errorOf("textEn")}
          onChange={(event) => onChange({ ...question, textEn: event.target.value })}
        />
      </div>
      {question.kind === "single" || question.kind === "multiple" ? (
        <OptionFields at={at} question={question} errorOf={errorOf} onChange={onChange} />
      ) : null}
      {question.kind === "number" ? (
        <div className="grid gap-4 sm:grid-cols-4">
          {(["value", "tolerance", "near"] as const).map((field) => (
            <TextField
              key={field}
              id={id(field)}
              type="number"
              step="any"
              label={t(`number_${field}`)}
              value={String(question[field])}
              error={errorOf(field)}
              onChange={(event) => onChange({ ...question, [field]: Number(event.target.value) })}
            />
          ))}
          <TextField
            id={id("unit")}
            label={t("number_unit")}
            value={question.unit}
            onChange={(event) => onChange({ ...question, unit: event.target.value })}
          />
        </div>
      ) : null}
      {question.kind === "text" ? (
        <TextAreaField
          id={id("accepted")}
          label={t("accepted")}
          hint={t("acceptedHint")}
          rows={2}
          value={question.accepted.join("\n")}
          error={errorOf("accepted")}
          onChange={(event) => onChange({ ...question, accepted: event.target.value.split("\n") })}
        />
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextAreaField
          id={id("explanationZh")}
          label={t("explanationZh")}
          rows={2}
          value={question.explanationZh}
          onChange={(event) => onChange({ ...question, explanationZh: event.target.value })}
        />
        <TextAreaField
          id={id("explanationEn")}
          label={t("explanationEn")}
          rows={2}
          value={question.explanationEn}
          onChange={(event) => onChange({ ...question, explanationEn: event.target.value })}
        />
      </div>
    </>
  );
}

type Choice = Extract<QuizQuestionContent, { kind: "single" | "multiple" }>;

function OptionFields({ at, question, errorOf, onChange }: FieldsProps & { question: Choice }) {
  const t = useTranslations("competitionsJudged");
  const right = question.kind === "single" ? [question.correct] : question.correct;
  const mark = (key: string, on: boolean) =>
    question.kind === "single"
      ? onChange({ ...question, correct: key })
      : onChange({
          ...question,
          correct: on ? [...question.correct, key] : question.correct.filter((other) => other !== key),
        });
  const setOption = (key: string, part: { textZh?: string; textEn?: string }) =>
    onChange({ ...question, options: question.options.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  const error = errorOf("options") ?? errorOf("correct");
  return (
    <fieldset id={`questions.${at}.options`} className="flex flex-col gap-3">
      <legend className="mb-2 font-semibold">{t("options")}</legend>
      {error ? <p className="font-medium text-bad">{error}</p> : null}
      {question.options.map(({ key, textZh, textEn }) => (
        <div key={key} className="grid items-end gap-3 sm:grid-cols-[auto_1fr_1fr]">
          <label className="flex min-h-11 items-center gap-2">
            <input
              type={question.kind === "single" ? "radio" : "checkbox"}
              name={`questions.${at}.correct`}
              className="size-5 accent-(--brand)"
              checked={right.includes(key)}
              onChange={(event) => mark(key, event.target.checked)}
            />
            {t("rightOption", { key: key.toUpperCase() })}
          </label>
          <TextField
            id={`questions.${at}.options.${key}.zh`}
            label={t("optionZh")}
            value={textZh}
            onChange={(event) => setOption(key, { textZh: event.target.value })}
          />
          <TextField
            id={`questions.${at}.options.${key}.en`}
            label={t("optionEn")}
            value={textEn}
            onChange={(event) => setOption(key, { textEn: event.target.value })}
          />
        </div>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button
          disabled={question.options.length >= 12}
          onClick={() => {
            const key = "abcdefghijkl"[question.options.length] ?? "l";
            onChange({ ...question, options: [...question.options, { key, textZh: "", textEn: "" }] });
          }}
        >
          {t("addOption")}
        </Button>
        <Button
          variant="quiet"
          disabled={question.options.length <= 2}
          onClick={() => onChange({ ...question, options: question.options.slice(0, -1) })}
        >
          {t("removeOption")}
        </Button>
      </div>
      {question.kind === "multiple" ? (
        <CheckField
          id={`questions.${at}.partial`}
          label={t("partial")}
          hint={t("partialHint")}
          checked={question.partial === "balanced"}
          onChange={(event) => onChange({ ...question, partial: event.target.checked ? "balanced" : "none" })}
        />
      ) : null}
    </fieldset>
  );
}

/** A question of the kind with nothing in it yet. */
function blank(kind: Kind): QuizQuestionContent {
  const common = { textZh: "", textEn: "", explanationZh: "", explanationEn: "", topic: "", points: 1 };
  const options = ["a", "b", "c", "d"].map((key) => ({ key, textZh: "", textEn: "" }));
  switch (kind) {
    case "single":
      return { kind, ...common, options, correct: "a" };
    case "multiple":
      return { kind, ...common, options, correct: ["a"], partial: "balanced" };
    case "number":
      return { kind, ...common, value: 0, tolerance: 0, near: 0, unit: "" };
    case "text":
      return { kind, ...common, accepted: [""] };
  }
}
