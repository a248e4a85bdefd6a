"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { sectorIds } from "@/domain/identity/schema";
import { soloKinds } from "@/domain/needs/kinds";
import { currencies, needKinds, needVisibilities } from "@/domain/needs/schema";
import type { Locale } from "@/domain/shared/locale";
import { api } from "@/features/shared/api";
import { conceptTags } from "@/features/shared/concept-names";
import { countryTags } from "@/features/shared/country-names";
import { FilePicker } from "@/features/shared/file-picker";
import { OrganisationsField } from "@/features/shared/organisations-field";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { RegionField } from "@/features/shared/region-field";
import { useAct } from "@/features/shared/use-act";
import { useKept } from "@/features/shared/use-kept";
import { Button } from "@/ui/button";
import { CheckField, FieldGroup, SelectField, TextAreaField, TextField } from "@/ui/field";
import { TagPicker } from "@/ui/tag-picker";
import { CriteriaFields } from "./criteria-fields";
import { KindFields } from "./kind-fields";
import {
  contentOf,
  emptyValues,
  type NeedFormValues,
  type SavedNeed,
  suggestionsTaken,
  valuesOf,
  valuesOfTemplate,
  withSuggestion,
} from "./need-form-values";
import { TagSuggestions } from "./tag-suggestions";
import { TemplatePicker } from "./template-picker";
import { WorkPackageFields } from "./work-package-fields";

type Props = {
  mode: "new" | "edit" | "amend";
  need: SavedNeed | null;
  timeZone: string;
};

/** The guided form in plain words; kept in this browser as it is typed, sent whole. */
export function NeedForm({ mode, need, timeZone }: Props) {
  const t = useTranslations("needs");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [values, keep, clear] = useKept<NeedFormValues>(
    need ? `need:${need.id}:${need.version}` : "need:new",
    need ? valuesOf(need, locale) : emptyValues(locale, { scored: t("scoredCriterion"), price: t("priceCriterion") }),
  );
  const [reason, setReason] = useState("");
  const key = useRef(crypto.randomUUID());
  const set = (change: Partial<NeedFormValues>) => keep({ ...values, ...change });
  const error = (path: string) => acting.errorOf(`content.${path}`) ?? acting.errorOf(path);
  const text = (
    field:
      | "title"
      | "summary"
      | "whatRuns"
      | "worry"
      | "since"
      | "affected"
      | "description"
      | "translationTitle"
      | "translationSummary"
      | "region"
      | "budgetMin"
      | "budgetMax"
      | "standstillDays"
      | "questionsDeadline"
      | "proposalDeadline",
  ) => ({
    id: `content.${field}`,
    value: values[field],
    error: error(field),
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value }),
  });
  const words = { remove: c("remove"), none: c("nothingFound") };
  const send = () =>
    acting.run(async () => {
      const content = contentOf(values);
      if (!need) {
        const { id } = await api.needs.createDraft.mutate({ content, idempotencyKey: key.current });
        clear();
        router.push(`/${locale}/needs/${id}`);
        return;
      }
      const at = { id: need.id, version: need.version, content };
      await (mode === "amend" ? api.needs.amend.mutate({ ...at, reason }) : api.needs.saveDraft.mutate(at));
      clear();
      router.push(`/${locale}/needs/${need.id}`);
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
      {mode === "new" ? (
        <TemplatePicker
          onTake={(template) => keep(valuesOfTemplate(values, template, values.language, t("priceCriterion")))}
        />
      ) : null}
      <FieldGroup legend={`1. ${t("step1")}`}>
        <SelectField
          id="content.kind"
          label={t("fieldKind")}
          hint={t(`kindHint_${values.kind}`)}
          value={values.kind}
          error={error("kind")}
          onChange={(event) => set({ kind: needKinds.find((one) => one === event.target.value) ?? "procurement" })}
          options={needKinds.map((one) => ({ value: one, label: t(`kind_${one}`) }))}
        />
        <SelectField
          id="content.language"
          label={t("fieldLanguage")}
          value={values.language}
          onChange={(event) => set({ language: event.target.value === "en" ? "en" : "zh-CN" })}
          options={[
            { value: "zh-CN", label: "中文" },
            { value: "en", label: "English" },
          ]}
        />
        <TextField {...text("title")} label={t("fieldTitle")} hint={t("fieldTitleHint")} />
        <TextAreaField
          {...text("whatRuns")}
          label={t("whatRuns")}
          hint={t("fieldWhatRunsHint")}
          optional={c("optional")}
        />
        <TextAreaField {...text("worry")} label={t("worry")} optional={c("optional")} />
        <TextField {...text("since")} label={t("since")} optional={c("optional")} />
        <TextAreaField {...text("affected")} label={t("affected")} optional={c("optional")} rows={2} />
      </FieldGroup>
      <FieldGroup legend={`2. ${t("step2")}`}>
        <TextAreaField {...text("summary")} label={t("fieldSummary")} hint={t("fieldSummaryHint")} />
        <TextAreaField {...text("description")} label={t("description")} hint={t("fieldDescriptionHint")} rows={6} />
        <KindFields
          kind={values.kind}
          form="need"
          answers={values.details}
          onChange={(details) => set({ details })}
          errorOf={error}
        />
        {values.kind === "jointResearch" ? (
          <WorkPackageFields
            packages={values.workPackages}
            onChange={(workPackages) => set({ workPackages })}
            errorOf={error}
          />
        ) : null}
        <SelectField
          id="content.sector"
          label={t("sector")}
          value={values.sector}
          onChange={(event) => set({ sector: event.target.value })}
          options={[
            { value: "", label: c("choose") },
            ...sectorIds.map((id) => ({ value: id, label: t(`sector_${id}`) })),
          ]}
        />
        <RegionField {...text("region")} label={t("region")} hint={t("fieldRegionHint")} optional={c("optional")} />
        <TagSuggestions
          text={[values.title, values.whatRuns, values.worry, values.summary, values.description].join("\n").trim()}
          chosen={suggestionsTaken(values)}
          except={need?.id}
          onChoose={(id) => set(withSuggestion(values, id))}
        />
        <TagPicker
          id="content.requiredSkills"
          label={t("requiredSkills")}
          hint={t("pickerHint")}
          tags={conceptTags(locale, ["skill"])}
          value={values.requiredSkills}
          onChange={(requiredSkills) => set({ requiredSkills })}
          words={words}
        />
        <TagPicker
          id="content.wantedSkills"
          label={t("wantedSkills")}
          tags={conceptTags(locale, ["skill"])}
          value={values.wantedSkills}
          onChange={(wantedSkills) => set({ wantedSkills })}
          words={words}
        />
        <TagPicker
          id="content.tags"
          label={t("tags")}
          tags={conceptTags(locale, ["protocol", "asset", "skill", "iec62443", "attack-ics", "ecsf", "nice"])}
          value={values.tags}
          onChange={(tags) => set({ tags })}
          words={words}
        />
        <FilePicker
          id="content.fileIds"
          label={t("files")}
          purpose="needAttachment"
          value={values.files}
          onChange={(files) => set({ files })}
        />
      </FieldGroup>
      <FieldGroup legend={`3. ${t("step3")}`} hint={t("timeZoneHint", { zone: timeZone })}>
        <TextField
          {...text("questionsDeadline")}
          type="datetime-local"
          className="max-w-72"
          label={t("deadlineQuestions")}
          optional={c("optional")}
        />
        <TextField {...text("proposalDeadline")} type="datetime-local" className="max-w-72" label={t("deadline")} />
        <div className="grid gap-4 sm:grid-cols-3">
          <SelectField
            id="content.budget"
            label={t("currency")}
            value={values.currency}
            error={error("budget")}
            onChange={(event) => set({ currency: currencies.find((one) => one === event.target.value) ?? "CNY" })}
            options={currencies.map((one) => ({ value: one, label: one }))}
          />
          <TextField {...text("budgetMin")} inputMode="decimal" label={t("budgetMin")} optional={c("optional")} />
          <TextField {...text("budgetMax")} inputMode="decimal" label={t("budgetMax")} optional={c("optional")} />
        </div>
      </FieldGroup>
      <FieldGroup legend={`4. ${t("step4")}`}>
        <CriteriaFields
          criteria={values.criteria}
          onChange={(criteria) => set({ criteria })}
          error={error("criteria")}
          errorOf={error}
        />
        <TextField {...text("standstillDays")} inputMode="numeric" className="max-w-32" label={t("standstillDays")} />
      </FieldGroup>
      <FieldGroup legend={`5. ${t("step5")}`}>
        <SelectField
          id="content.visibility"
          label={t("visibility")}
          value={values.visibility}
          onChange={(event) =>
            set({ visibility: needVisibilities.find((one) => one === event.target.value) ?? "public" })
          }
          options={needVisibilities.map((one) => ({ value: one, label: t(`visibility_${one}`) }))}
        />
        {values.visibility === "invited" ? (
          <OrganisationsField
            id="content.invitedOrganisationIds"
            among="partners"
            legend={t("invited")}
            none={t("invitedNone")}
            chosen={values.invited}
            error={error("invitedOrganisationIds")}
            onChange={(invited) => set({ invited })}
          />
        ) : null}
        <TagPicker
          id="content.admittedCountries"
          label={t("admittedCountries")}
          hint={t("admittedCountriesHint")}
          tags={countryTags(locale)}
          value={values.admitted}
          onChange={(admitted) => set({ admitted })}
          words={words}
        />
        {soloKinds.includes(values.kind) ? null : (
          <CheckField
            id="content.consortia"
            label={t("consortiaAllowed")}
            checked={values.consortia}
            onChange={(event) => set({ consortia: event.target.checked })}
          />
        )}
        <CheckField
          id="content.showProposerNames"
          label={t("showNames")}
          checked={values.showProposerNames}
          onChange={(event) => set({ showProposerNames: event.target.checked })}
        />
        <TextField {...text("translationTitle")} label={t("fieldTranslationTitle")} optional={c("optional")} />
        <TextAreaField {...text("translationSummary")} label={t("fieldTranslationSummary")} optional={c("optional")} />
      </FieldGroup>
      {mode === "amend" ? (
        <TextAreaField
          id="reason"
          label={t("amendReason")}
          hint={t("amendReasonHint")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={acting.errorOf("reason")}
        />
      ) : null}
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {mode === "amend" ? t("amend") : t("saveDraft")}
        </Button>
      </div>
    </form>
  );
}
