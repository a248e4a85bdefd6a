"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { phaseKinds } from "@/domain/competitions/schema";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { CheckField, FieldGroup, SelectField, TextAreaField, TextField } from "@/ui/field";
import { DivisionFields, newDivision } from "./division-fields";
import { MomentField } from "./moment-field";

type Competition = Outputs["competitions"]["get"];
type Kind = (typeof phaseKinds)[number];
const moments = [
  "registrationOpensAt",
  "registrationClosesAt",
  "startsAt",
  "freezeAt",
  "endsAt",
  "writeupsAt",
] as const;

/** What an event is, when it is, and how it is scored. */
export function CompetitionForm({ competition }: { competition: Competition | null }) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const key = useRef(crypto.randomUUID());
  const [text, setText] = useState({
    slug: competition?.slug ?? "",
    titleZh: competition?.titleZh ?? "",
    titleEn: competition?.titleEn ?? "",
    summaryZh: competition?.summaryZh ?? "",
    summaryEn: competition?.summaryEn ?? "",
    rulesZh: competition?.rulesZh ?? "",
    rulesEn: competition?.rulesEn ?? "",
    timeZone: competition?.timeZone ?? "Asia/Shanghai",
    minTeamSize: String(competition?.minTeamSize ?? 1),
    maxTeamSize: String(competition?.maxTeamSize ?? 4),
    answersPerMinute: String(competition?.answersPerMinute ?? 30),
    bloodBonus: (competition?.bloodBonus ?? []).join(", "),
  });
  const [times, setTimes] = useState(
    Object.fromEntries(moments.map((name) => [name, competition?.[name] ?? ""])) as Record<
      (typeof moments)[number],
      string
    >,
  );
  const [approval, setApproval] = useState(competition?.approval ?? true);
  const [phases, setPhases] = useState<Kind[]>(["jeopardy"]);
  const [divisions, setDivisions] = useState(competition?.divisions ?? []);
  const field = (name: keyof typeof text) => ({
    id: name,
    label: t(name),
    value: text[name],
    error: acting.errorOf(name),
    onChange: (event: { target: { value: string } }) => setText({ ...text, [name]: event.target.value }),
  });
  const send = () =>
    acting.run(async () => {
      const fields = {
        ...text,
        ...Object.fromEntries(moments.map((name) => [name, times[name] || null])),
        minTeamSize: Number(text.minTeamSize),
        maxTeamSize: Number(text.maxTeamSize),
        answersPerMinute: Number(text.answersPerMinute),
        bloodBonus: text.bloodBonus
          .split(/[\s,，]+/u)
          .filter(Boolean)
          .map(Number),
        approval,
        divisions,
      };
      if (competition)
        await api.competitions.update.mutate({ ...fields, id: competition.id, version: competition.version });
      else
        await api.competitions.create.mutate({
          ...fields,
          phases: phases.map((kind) => ({ kind })),
          idempotencyKey: key.current,
        });
      router.push(`/${locale}/competitions/${text.slug}/manage`);
      router.refresh();
    });
  return (
    <form
      className="flex max-w-3xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ProblemSummary acting={acting} />
      <FieldGroup legend={`1. ${t("partWhat")}`} hint={t("bothLanguages")}>
        <TextField {...field("titleZh")} lang="zh-CN" />
        <TextField {...field("titleEn")} lang="en" />
        <TextField {...field("slug")} hint={t("slugHint")} className="max-w-72 font-mono" />
        <TextAreaField {...field("summaryZh")} lang="zh-CN" rows={3} />
        <TextAreaField {...field("summaryEn")} lang="en" rows={3} />
        <TextAreaField {...field("rulesZh")} lang="zh-CN" />
        <TextAreaField {...field("rulesEn")} lang="en" />
      </FieldGroup>
      <FieldGroup legend={`2. ${t("partWhen")}`} hint={t("timesHint")}>
        {moments.map((name) => (
          <MomentField
            key={name}
            id={name}
            label={t(name)}
            hint={name === "freezeAt" ? t("freezeHint") : name === "writeupsAt" ? t("writeupsHint") : undefined}
            error={acting.errorOf(name)}
            value={times[name]}
            onChange={(iso) => setTimes({ ...times, [name]: iso })}
          />
        ))}
        <TextField {...field("timeZone")} hint={t("timeZoneHint")} className="max-w-72" />
      </FieldGroup>
      <FieldGroup legend={`3. ${t("partWho")}`}>
        <TextField {...field("minTeamSize")} type="number" min={1} className="max-w-28" />
        <TextField {...field("maxTeamSize")} type="number" min={1} className="max-w-28" />
        <CheckField
          id="approval"
          label={t("approval")}
          hint={t("approvalHint")}
          checked={approval}
          onChange={(event) => setApproval(event.target.checked)}
        />
        {divisions.map((division, index) => (
          <DivisionFields
            key={`division-${index.toString()}`}
            id={`divisions.${index}`}
            division={division}
            acting={acting}
            onChange={(next) => setDivisions(divisions.map((one, at) => (at === index ? next : one)))}
            onRemove={() => setDivisions(divisions.filter((_, at) => at !== index))}
          />
        ))}
        <div>
          <Button onClick={() => setDivisions([...divisions, newDivision(divisions.length + 1)])}>
            {t("addDivision")}
          </Button>
        </div>
      </FieldGroup>
      <FieldGroup legend={`4. ${t("partHow")}`}>
        {competition ? null : (
          <>
            {phases.map((kind, index) => (
              <SelectField
                key={`phase-${index.toString()}`}
                id={`phases.${index}`}
                label={t("phaseNumber", { number: index + 1 })}
                value={kind}
                className="max-w-72"
                options={phaseKinds.map((one) => ({ value: one, label: t(`phase_${one}`) }))}
                onChange={(event) =>
                  setPhases(
                    phases.map((one, at) =>
                      at === index ? (phaseKinds.find((other) => other === event.target.value) ?? one) : one,
                    ),
                  )
                }
              />
            ))}
            <div>
              <Button onClick={() => setPhases([...phases, "jeopardy"])}>{t("addPhase")}</Button>
            </div>
          </>
        )}
        <TextField {...field("bloodBonus")} hint={t("bloodBonusHint")} className="max-w-72" />
        <TextField {...field("answersPerMinute")} type="number" min={1} hint={t("answersHint")} className="max-w-28" />
      </FieldGroup>
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {competition ? c("save") : t("saveDraft")}
        </Button>
      </div>
    </form>
  );
}
