"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import {
  type AudienceMap,
  audiences,
  availabilities,
  fieldsOf,
  type ProfileContent,
  type ProfileField,
  profileFields,
  talentStages,
} from "@/domain/experts/profile";
import { workKinds } from "@/domain/experts/work-kinds";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { conceptTags } from "@/features/shared/concept-names";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { RegionField } from "@/features/shared/region-field";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { CheckField, FieldGroup, SelectField, TextAreaField, TextField } from "@/ui/field";
import { TagPicker } from "@/ui/tag-picker";
import { AvatarField } from "./avatar-field";
import { languageTags } from "./words";

type Mine = Outputs["experts"]["me"];

/** What one says of oneself, and who may see each part of it. */
export function ProfileForm({ mine }: { mine: Mine }) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const { keeping } = mine;
  const [content, setContent] = useState<ProfileContent>({
    ...mine.content,
    contactEmail: keeping?.contactEmail ?? "",
    contactPhone: keeping?.contactPhone ?? "",
  });
  const [seen, setSeen] = useState(keeping?.audiences as AudienceMap);
  const [birthDate, setBirthDate] = useState(keeping?.birthDate ?? "");
  const [listed, setListed] = useState(mine.listed);
  const [version, setVersion] = useState(mine.version);
  const [told, setTold] = useState<{ tone: "good" | "warn"; text: string } | null>(null);
  const set = (change: Partial<ProfileContent>) => setContent({ ...content, ...change });
  const text = (key: keyof ProfileContent & string) => ({
    id: key,
    label: t(`field_${key}`),
    value: String(content[key] ?? ""),
    error: acting.errorOf(`content.${key}`),
    onChange: (event: { target: { value: string } }) => set({ [key]: event.target.value } as Partial<ProfileContent>),
  });
  const audience = (field: ProfileField) => (
    <SelectField
      id={`audience-${field}`}
      label={t("audienceOf", { field: t(`part_${field}`) })}
      className="max-w-72"
      value={seen[field]}
      options={audiences.map((value) => ({ value, label: t(`audience_${value}`) }))}
      onChange={(event) => setSeen({ ...seen, [field]: event.target.value })}
    />
  );
  return (
    <form
      className="flex max-w-3xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          const saved = await api.experts.saveMe.mutate({
            version,
            content,
            audiences: seen,
            birthDate: birthDate || null,
            listed,
          });
          setVersion(saved.version);
          setTold(
            saved.obstacle
              ? { tone: "warn", text: t(`obstacle_${saved.obstacle}`) }
              : { tone: "good", text: t(saved.listed ? "savedListed" : "savedUnlisted") },
          );
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <FieldGroup legend={t("part_name")} hint={t("nameHint")}>
        <TextField {...text("nameZh")} />
        <TextField {...text("nameEn")} />
        {audience("name")}
      </FieldGroup>
      <FieldGroup legend={t("part_avatar")}>
        <AvatarField
          value={content.avatarId}
          name={content.nameZh || content.nameEn}
          error={acting.errorOf("content.avatarId")}
          onChange={(avatarId) => set({ avatarId })}
        />
        {audience("avatar")}
      </FieldGroup>
      <FieldGroup legend={t("part_headline")}>
        <TextField {...text("headlineZh")} />
        <TextField {...text("headlineEn")} />
        {audience("headline")}
        <TextAreaField {...text("summaryZh")} />
        <TextAreaField {...text("summaryEn")} />
        {audience("summary")}
      </FieldGroup>
      <FieldGroup legend={t("about")}>
        <RegionField {...text("region")} hint={t("regionHint")} optional={c("optional")} />
        {audience("region")}
        <TagPicker
          id="languages"
          label={t("languages")}
          hint={t("languagesHint")}
          tags={languageTags(locale)}
          value={content.languages}
          error={acting.errorOf("content.languages")}
          onChange={(languages) => set({ languages })}
          words={{ remove: c("remove"), none: c("nothingFound") }}
        />
        {audience("languages")}
        <TagPicker
          id="sectors"
          label={t("sectors")}
          tags={conceptTags(locale, ["sector"])}
          value={content.sectors}
          error={acting.errorOf("content.sectors")}
          onChange={(sectors) => set({ sectors })}
          words={{ remove: c("remove"), none: c("nothingFound") }}
        />
        {audience("sectors")}
      </FieldGroup>
      <FieldGroup legend={t("part_affiliations")}>
        <Periods
          rows={content.affiliations.map(({ organisation, role, from, until }) => [
            organisation,
            role,
            from,
            until ?? "",
          ])}
          labels={[t("organisation"), t("role"), t("from"), t("until")]}
          add={t("addRow")}
          remove={c("remove")}
          name="affiliation"
          onChange={(rows) =>
            set({
              affiliations: rows.map(([organisation = "", role = "", from = "", until = ""], index) => ({
                organisation,
                organisationId: content.affiliations[index]?.organisationId ?? null,
                role,
                from,
                until: until || null,
              })),
            })
          }
        />
        {audience("affiliations")}
        <h3 className="text-lg">{t("education")}</h3>
        <Periods
          rows={content.education.map(({ institution, degree, from, until }) => [
            institution,
            degree,
            from,
            until ?? "",
          ])}
          labels={[t("institution"), t("degree"), t("from"), t("until")]}
          add={t("addRow")}
          remove={c("remove")}
          name="education"
          onChange={(rows) =>
            set({
              education: rows.map(([institution = "", degree = "", from = "", until = ""], index) => ({
                institution,
                degree,
                field: content.education[index]?.field ?? "",
                from,
                until: until || null,
              })),
            })
          }
        />
        {audience("education")}
      </FieldGroup>
      <FieldGroup legend={t("part_availability")}>
        <SelectField
          id="availability"
          label={t("availability")}
          value={content.availability}
          options={availabilities.map((value) => ({ value, label: t(`availability_${value}`) }))}
          onChange={(event) => set({ availability: event.target.value as ProfileContent["availability"] })}
        />
        <TextField
          id="hours"
          type="number"
          min={0}
          max={744}
          label={t("hours")}
          className="max-w-40"
          value={String(content.hoursPerMonth)}
          onChange={(event) => set({ hoursPerMonth: Number(event.target.value) })}
        />
        <div className="flex flex-col gap-2">
          <p className="font-semibold">{t("work")}</p>
          {workKinds.map((kind) => (
            <CheckField
              key={kind}
              id={`work-${kind}`}
              label={t(`work_${kind}`)}
              checked={content.workKinds.includes(kind)}
              onChange={(event) =>
                set({
                  workKinds: event.target.checked
                    ? [...content.workKinds, kind]
                    : content.workKinds.filter((one) => one !== kind),
                })
              }
            />
          ))}
        </div>
        <SelectField
          id="talent"
          label={t("talent")}
          hint={t("talentHint")}
          value={content.talent ?? ""}
          options={[
            { value: "", label: t("talent_none") },
            ...talentStages.map((value) => ({ value, label: t(`talent_${value}`) })),
          ]}
          onChange={(event) => set({ talent: (event.target.value || null) as ProfileContent["talent"] })}
        />
        <TextField
          id="birthDate"
          type="date"
          label={t("birthDate")}
          hint={t("birthDateHint")}
          className="max-w-56"
          value={birthDate}
          onChange={(event) => setBirthDate(event.target.value)}
        />
        {audience("availability")}
      </FieldGroup>
      <FieldGroup legend={t("part_contact")} hint={t("contactHint")}>
        <TextField {...text("contactEmail")} type="email" />
        <TextField {...text("contactPhone")} type="tel" />
        {audience("contact")}
        <TextAreaField
          id="links"
          label={t("links")}
          hint={t("linksHint")}
          value={content.links.join("\n")}
          error={acting.errorOf("content.links.0")}
          onChange={(event) => set({ links: event.target.value.split(/\s+/u).filter(Boolean) })}
        />
        {audience("links")}
      </FieldGroup>
      <FieldGroup legend={t("part_listing")} hint={t("listingHint")}>
        {profileFields
          .filter((field) => fieldsOf[field].length === 0)
          .map((field) => (
            <div key={field}>{audience(field)}</div>
          ))}
        <CheckField
          id="listed"
          label={t("listMe")}
          checked={listed}
          onChange={(event) => setListed(event.target.checked)}
        />
      </FieldGroup>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" pending={acting.pending}>
          {c("save")}
        </Button>
        <div aria-live="polite">{told ? <Callout tone={told.tone}>{told.text}</Callout> : null}</div>
      </div>
    </form>
  );
}

function Periods({
  rows,
  labels,
  name,
  add,
  remove,
  onChange,
}: {
  rows: string[][];
  labels: readonly string[];
  name: string;
  add: string;
  remove: string;
  onChange: (rows: string[][]) => void;
}) {
  return (
    <div className="flex flex-col gap-4">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <div key={index} className="grid gap-3 border-b border-line pb-4 sm:grid-cols-2">
          {labels.map((label, column) => (
            <TextField
              key={label}
              id={`${name}-${index}-${column}`}
              label={label}
              placeholder={column > 1 ? "2026-03" : undefined}
              value={row[column] ?? ""}
              onChange={(event) =>
                onChange(
                  rows.map((old, at) =>
                    at === index ? old.map((cell, c) => (c === column ? event.target.value : cell)) : old,
                  ),
                )
              }
            />
          ))}
          <div>
            <Button onClick={() => onChange(rows.filter((_, at) => at !== index))}>{remove}</Button>
          </div>
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...rows, ["", "", "", ""]])}>{add}</Button>
      </div>
    </div>
  );
}
