"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { flagKinds } from "@/domain/competitions/schema";
import { challengeValue, type ScoringRule, scoringKinds } from "@/domain/competitions/scoring";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { conceptTags } from "@/features/shared/concept-names";
import { FilePicker } from "@/features/shared/file-picker";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { FieldGroup, SelectField, TextAreaField, TextField } from "@/ui/field";
import { TagPicker } from "@/ui/tag-picker";
import { Choices } from "./choices";
import { MomentField } from "./moment-field";
import { titleIn } from "./title";

type Competition = Outputs["competitions"]["get"];
type Managed = Outputs["competitions"]["managedChallenges"][number];
type Hint = { id?: string; titleZh: string; titleEn: string; bodyZh: string; bodyEn: string; cost: number };

const defaults: Record<(typeof scoringKinds)[number], ScoringRule> = {
  static: { kind: "static", initial: 100 },
  linear: { kind: "linear", initial: 500, minimum: 100, decay: 10 },
  parabolic: { kind: "parabolic", initial: 500, minimum: 100, decay: 20 },
  exponential: { kind: "exponential", initial: 1_000, minimumShare: 0.25, difficulty: 5 },
  rctf: { kind: "rctf", minimum: 100, maximum: 500 },
  ecsc: { kind: "ecsc", base: 500 },
  log2: { kind: "log2" },
};

const listOf = (text: string): string[] =>
  text
    .split(/[,，、]/u)
    .map((part) => part.trim())
    .filter(Boolean);

export function ChallengeForm({
  competition,
  challenge,
  others,
}: {
  competition: Competition;
  challenge: Managed | null;
  others: readonly Managed[];
}) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const key = useRef(crypto.randomUUID());
  const [text, setText] = useState({
    key: challenge?.key ?? "",
    category: challenge?.category ?? "",
    titleZh: challenge?.titleZh ?? "",
    titleEn: challenge?.titleEn ?? "",
    statementZh: challenge?.statementZh ?? "",
    statementEn: challenge?.statementEn ?? "",
    author: challenge?.author ?? "",
    attribution: challenge?.attribution ?? "",
    connection: challenge?.connection ?? "",
    difficulty: String(challenge?.difficulty ?? 1),
    attemptLimit: challenge?.attemptLimit ? String(challenge.attemptLimit) : "",
    wrongPenalty: String(challenge?.wrongPenalty ?? 0),
    startsAt: challenge?.startsAt ?? "",
    endsAt: challenge?.endsAt ?? "",
    tags: (challenge?.tags ?? []).join(", "),
    topics: (challenge?.topics ?? []).join(", "),
  });
  const jeopardy = competition.phasesOf.filter(({ kind }) => kind === "jeopardy");
  const [phaseId, setPhaseId] = useState(challenge?.phaseId ?? jeopardy[0]?.id ?? "");
  const [scoring, setScoring] = useState<ScoringRule>(challenge?.scoring ?? defaults.parabolic);
  const [flags, setFlags] = useState(challenge?.flags ?? [{ kind: "static" as (typeof flagKinds)[number], text: "" }]);
  const [flagLogic, setFlagLogic] = useState(challenge?.flagLogic ?? "any");
  const [hints, setHints] = useState<Hint[]>(
    (challenge?.hints ?? []).map((hint) => ({
      ...hint,
      titleZh: hint.titleZh ?? "",
      titleEn: hint.titleEn ?? "",
      bodyZh: hint.bodyZh ?? "",
      bodyEn: hint.bodyEn ?? "",
    })),
  );
  const [concepts, setConcepts] = useState<string[]>(challenge?.conceptIds ?? []);
  const [requires, setRequires] = useState<string[]>(challenge?.requires ?? []);
  const [divisionKeys, setDivisionKeys] = useState<string[]>(challenge?.divisionKeys ?? []);
  const [files, setFiles] = useState<{ id: string; name: string; size: number }[]>(challenge?.files ?? []);
  const field = (name: keyof typeof text) => ({
    id: name,
    label: t(`challenge_${name}`),
    value: text[name],
    error: acting.errorOf(name),
    onChange: (event: { target: { value: string } }) => setText({ ...text, [name]: event.target.value }),
  });
  const uneven = (zh: string, en: string) => (zh.trim() === "") !== (en.trim() === "");
  const missing = uneven(text.titleZh, text.titleEn) || uneven(text.statementZh, text.statementEn);
  const back = `/${locale}/competitions/${competition.slug}/manage/challenges`;
  const send = () =>
    acting.run(async () => {
      const fields = {
        ...text,
        phaseId,
        difficulty: Number(text.difficulty),
        attemptLimit: text.attemptLimit === "" ? null : Number(text.attemptLimit),
        wrongPenalty: Number(text.wrongPenalty),
        startsAt: text.startsAt || null,
        endsAt: text.endsAt || null,
        scoring,
        flags,
        flagLogic,
        hints,
        conceptIds: concepts,
        requires,
        divisionKeys,
        tags: listOf(text.tags),
        topics: listOf(text.topics),
        fileIds: files.map(({ id }) => id),
      };
      if (challenge)
        await api.competitions.updateChallenge.mutate({ ...fields, id: challenge.id, version: challenge.version });
      else
        await api.competitions.createChallenge.mutate({
          ...fields,
          competitionId: competition.id,
          idempotencyKey: key.current,
        });
      router.push(back);
      router.refresh();
    });
  const numbers = Object.entries(scoring).filter(([name]) => name !== "kind") as [string, number][];
  return (
    <form
      className="flex max-w-3xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ProblemSummary acting={acting} />
      <FieldGroup legend={`1. ${t("partTask")}`} hint={t("bothLanguages")}>
        <div className="grid gap-5 sm:grid-cols-3 sm:items-end">
          <TextField {...field("key")} hint={t("keyHint")} />
          <TextField {...field("category")} />
          <SelectField
            {...field("difficulty")}
            options={[1, 2, 3, 4, 5].map((level) => ({ value: String(level), label: t("difficultyOf", { level }) }))}
          />
        </div>
        {jeopardy.length > 1 ? (
          <SelectField
            id="phaseId"
            label={t("phase")}
            value={phaseId}
            options={jeopardy.map((one) => ({ value: one.id, label: titleIn(locale, one) || t("phase_jeopardy") }))}
            onChange={(event) => setPhaseId(event.target.value)}
          />
        ) : null}
        <TextField {...field("titleZh")} lang="zh-CN" />
        <TextField {...field("titleEn")} lang="en" />
        <TextAreaField {...field("statementZh")} lang="zh-CN" rows={6} />
        <TextAreaField {...field("statementEn")} lang="en" rows={6} />
        {missing ? <Callout tone="warn">{t("parity")}</Callout> : null}
        <TagPicker
          id="concepts"
          label={t("concepts")}
          hint={t("conceptsHint")}
          tags={conceptTags(locale, ["attack-ics", "iec62443", "nice"])}
          value={concepts}
          onChange={setConcepts}
          words={{ remove: c("remove"), none: t("noConcept") }}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField {...field("tags")} hint={t("listHint")} />
          <TextField {...field("topics")} hint={t("listHint")} />
        </div>
        <FilePicker
          id="files"
          label={t("files")}
          hint={t("filesHint")}
          purpose="challengeFile"
          value={files}
          onChange={setFiles}
        />
        <TextField {...field("connection")} hint={t("connectionHint")} />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField {...field("author")} />
          <TextField {...field("attribution")} />
        </div>
      </FieldGroup>
      <FieldGroup legend={`2. ${t("partAnswer")}`} hint={t("answerHint")}>
        {flags.map((flag, index) => (
          <div key={`flag-${index.toString()}`} className="grid gap-3 sm:grid-cols-[14rem_1fr_auto] sm:items-end">
            <SelectField
              id={`flags.${index}.kind`}
              label={t("flagKind")}
              value={flag.kind}
              options={flagKinds.map((kind) => ({ value: kind, label: t(`flag_${kind}`) }))}
              onChange={(event) =>
                setFlags(
                  flags.map((one, at) =>
                    at === index
                      ? { ...one, kind: flagKinds.find((kind) => kind === event.target.value) ?? "static" }
                      : one,
                  ),
                )
              }
            />
            <TextField
              id={`flags.${index}.text`}
              label={flag.kind === "perTeam" ? t("flagPrefix") : t("flag")}
              className="font-mono"
              value={flag.text}
              error={acting.errorOf(`flags.${index}.text`)}
              onChange={(event) =>
                setFlags(flags.map((one, at) => (at === index ? { ...one, text: event.target.value } : one)))
              }
            />
            {flags.length > 1 ? (
              <Button variant="quiet" onClick={() => setFlags(flags.filter((_, at) => at !== index))}>
                {c("remove")}
              </Button>
            ) : null}
          </div>
        ))}
        <div className="flex flex-wrap gap-3">
          <Button onClick={() => setFlags([...flags, { kind: "static", text: "" }])}>{t("addFlag")}</Button>
        </div>
        {flags.length > 1 ? (
          <SelectField
            id="flagLogic"
            label={t("flagLogic")}
            className="max-w-72"
            value={flagLogic}
            options={[
              { value: "any", label: t("flagAny") },
              { value: "all", label: t("flagAll") },
            ]}
            onChange={(event) => setFlagLogic(event.target.value === "all" ? "all" : "any")}
          />
        ) : null}
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField {...field("attemptLimit")} type="number" min={1} hint={t("attemptLimitHint")} />
          <TextField {...field("wrongPenalty")} type="number" min={0} hint={t("wrongPenaltyHint")} />
        </div>
      </FieldGroup>
      <FieldGroup legend={`3. ${t("partPoints")}`}>
        <SelectField
          id="scoring"
          label={t("scoring")}
          className="max-w-80"
          value={scoring.kind}
          options={scoringKinds.map((kind) => ({ value: kind, label: t(`scoring_${kind}`) }))}
          onChange={(event) =>
            setScoring(defaults[scoringKinds.find((kind) => kind === event.target.value) ?? "static"])
          }
        />
        <div className="grid gap-5 sm:grid-cols-3">
          {numbers.map(([name, value]) => (
            <TextField
              key={name}
              id={`scoring.${name}`}
              label={t(`points_${name}`)}
              type="number"
              step="any"
              value={String(value)}
              error={acting.errorOf(`scoring.${name}`)}
              onChange={(event) => setScoring({ ...scoring, [name]: Number(event.target.value) } as ScoringRule)}
            />
          ))}
        </div>
        <p className="text-ink-soft">
          {t("pointsAfter")} {[1, 5, 10, 25, 50, 100].map((n) => `${n}: ${challengeValue(scoring, n)}`).join(" · ")}
        </p>
      </FieldGroup>
      <FieldGroup legend={`4. ${t("hints")}`}>
        {hints.map((hint, index) => (
          <div key={`hint-${index.toString()}`} className="flex flex-col gap-3 rounded-md border border-line p-4">
            {(["bodyZh", "bodyEn"] as const).map((name) => (
              <TextAreaField
                key={name}
                id={`hints.${index}.${name}`}
                label={t(`hint_${name}`)}
                lang={name === "bodyZh" ? "zh-CN" : "en"}
                rows={2}
                value={hint[name]}
                onChange={(event) =>
                  setHints(hints.map((one, at) => (at === index ? { ...one, [name]: event.target.value } : one)))
                }
              />
            ))}
            <div className="flex flex-wrap items-end gap-3">
              <TextField
                id={`hints.${index}.cost`}
                label={t("hintCost")}
                type="number"
                min={0}
                className="max-w-28"
                value={String(hint.cost)}
                onChange={(event) =>
                  setHints(hints.map((one, at) => (at === index ? { ...one, cost: Number(event.target.value) } : one)))
                }
              />
              <Button variant="quiet" onClick={() => setHints(hints.filter((_, at) => at !== index))}>
                {c("remove")}
              </Button>
            </div>
          </div>
        ))}
        <div>
          <Button onClick={() => setHints([...hints, { titleZh: "", titleEn: "", bodyZh: "", bodyEn: "", cost: 0 }])}>
            {t("addHint")}
          </Button>
        </div>
      </FieldGroup>
      <FieldGroup legend={`5. ${t("partWhoWhen")}`}>
        {others.length > 0 ? (
          <Choices
            legend={t("requires")}
            choices={others.map((one) => ({ value: one.id, label: titleIn(locale, one) }))}
            value={requires}
            onChange={setRequires}
          />
        ) : null}
        {competition.divisions.length > 0 ? (
          <Choices
            legend={t("divisionsOnly")}
            choices={competition.divisions.map((one) => ({
              value: one.key,
              label: titleIn(locale, { titleZh: one.nameZh, titleEn: one.nameEn }) || one.key,
            }))}
            value={divisionKeys}
            onChange={setDivisionKeys}
          />
        ) : null}
        <MomentField
          id="startsAt"
          label={t("opensAt")}
          value={text.startsAt}
          onChange={(startsAt) => setText({ ...text, startsAt })}
        />
        <MomentField
          id="endsAt"
          label={t("closesAt")}
          value={text.endsAt}
          onChange={(endsAt) => setText({ ...text, endsAt })}
        />
      </FieldGroup>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" pending={acting.pending}>
          {c("save")}
        </Button>
      </div>
    </form>
  );
}
