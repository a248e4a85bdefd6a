"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { api } from "@/features/shared/api";
import { conceptTags } from "@/features/shared/concept-names";
import { type NamedOrganisation, OrganisationsField } from "@/features/shared/organisations-field";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { CheckField, FieldGroup, TextAreaField, TextField } from "@/ui/field";
import { TagPicker } from "@/ui/tag-picker";

type Module = { id: string; title: string; hours: string; practice: boolean; conceptIds: string[] };

function blank(number: number): Module {
  return { id: `m${number}`, title: "", hours: "40", practice: false, conceptIds: [] };
}

/** A new programme; partners are found by name and confirm their part themselves. */
export function ProgrammeForm() {
  const t = useTranslations("training");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const c = useTranslations("common");
  const acting = useAct();
  const [roles, setRoles] = useState<string[]>([]);
  const [partners, setPartners] = useState<NamedOrganisation[]>([]);
  const [modules, setModules] = useState<Module[]>([blank(1)]);
  const [form, setForm] = useState({
    titleZh: "",
    titleEn: "",
    summaryZh: "",
    summaryEn: "",
    mentors: "",
    places: "20",
    applyUntil: "",
    startsOn: "",
    endsOn: "",
    site: "",
    stipend: "",
  });
  const skills = conceptTags(locale, ["skill", "attack-ics", "iec62443", "protocol"]);
  const change = (at: number, part: Partial<Module>) =>
    setModules(modules.map((module, index) => (index === at ? { ...module, ...part } : module)));
  const words = (text: string) => text.split(/[\s,，;；]+/u).filter(Boolean);
  const field = (key: keyof typeof form, path: string = key) => ({
    id: `training-${key}`,
    label: t(`field_${key}`),
    value: form[key],
    error: acting.errorIn(path),
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [key]: event.target.value }),
  });
  return (
    <form
      className="flex max-w-3xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          const { titleZh, titleEn, summaryZh, summaryEn, site, stipend, startsOn, endsOn } = form;
          const { id } = await api.training.create.mutate({
            titleZh,
            titleEn,
            summaryZh,
            summaryEn,
            content: {
              roles,
              modules: modules.map((module) => ({ ...module, hours: Number(module.hours) })),
              site,
              stipend,
            },
            places: Number(form.places),
            mentorEmails: words(form.mentors),
            partnerIds: partners.map(({ id }) => id),
            applyUntil: form.applyUntil ? new Date(form.applyUntil).toISOString() : "",
            startsOn,
            endsOn,
            idempotencyKey: crypto.randomUUID(),
          });
          router.push(`/${locale}/training/${id}`);
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <FieldGroup legend={t("what")}>
        <TextField {...field("titleZh")} />
        <TextField {...field("titleEn")} />
        <TextAreaField {...field("summaryZh")} optional={c("optional")} />
        <TextAreaField {...field("summaryEn")} optional={c("optional")} />
      </FieldGroup>
      <FieldGroup legend={t("who")}>
        <OrganisationsField
          id="training-partners"
          among="others"
          legend={t("field_partners")}
          hint={t("partnersHint")}
          chosen={partners}
          error={acting.errorIn("partnerIds")}
          onChange={setPartners}
        />
        <TextAreaField {...field("mentors", "mentorEmails")} hint={t("mentorsHint")} optional={c("optional")} />
      </FieldGroup>
      <FieldGroup legend={t("how")}>
        <TagPicker
          id="training-roles"
          label={t("field_roles")}
          hint={t("rolesHint")}
          optional={c("optional")}
          tags={conceptTags(locale, ["ecsf", "nice"])}
          value={roles}
          onChange={setRoles}
          words={{ remove: c("remove"), none: c("nothingFound") }}
        />
        {modules.map((module, at) => (
          <fieldset key={module.id} className="flex min-w-0 flex-col gap-3 rounded-lg border border-line p-4">
            <legend className="px-1 font-semibold">{t("moduleNumber", { number: at + 1 })}</legend>
            <TextField
              id={`module-title-${module.id}`}
              label={t("moduleTitle")}
              value={module.title}
              error={acting.errorOf(`content.modules.${at}.title`)}
              onChange={(event) => change(at, { title: event.target.value })}
            />
            <TextField
              id={`module-hours-${module.id}`}
              type="number"
              min={1}
              label={t("moduleHours")}
              className="max-w-32"
              value={module.hours}
              error={acting.errorOf(`content.modules.${at}.hours`)}
              onChange={(event) => change(at, { hours: event.target.value })}
            />
            <CheckField
              id={`module-practice-${module.id}`}
              label={t("modulePractice")}
              checked={module.practice}
              onChange={(event) => change(at, { practice: event.target.checked })}
            />
            <TagPicker
              id={`module-skills-${module.id}`}
              label={t("moduleSkills")}
              optional={c("optional")}
              tags={skills}
              value={module.conceptIds}
              onChange={(conceptIds) => change(at, { conceptIds })}
              words={{ remove: c("remove"), none: c("nothingFound") }}
            />
            {modules.length > 1 ? (
              <div>
                <Button onClick={() => setModules(modules.filter((one) => one !== module))}>{c("remove")}</Button>
              </div>
            ) : null}
          </fieldset>
        ))}
        <div>
          <Button onClick={() => setModules([...modules, blank(Number(modules.at(-1)?.id.slice(1) ?? 0) + 1)])}>
            {t("addModule")}
          </Button>
        </div>
        <TextField {...field("places")} type="number" min={1} className="max-w-32" />
        <TextField {...field("applyUntil")} type="datetime-local" className="max-w-64" />
        <TextField {...field("startsOn")} type="date" className="max-w-56" />
        <TextField {...field("endsOn")} type="date" className="max-w-56" />
        <TextField {...field("site")} optional={c("optional")} />
        <TextField {...field("stipend")} optional={c("optional")} />
      </FieldGroup>
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {t("create")}
        </Button>
      </div>
    </form>
  );
}
