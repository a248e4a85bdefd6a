"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { TextAreaField, TextField } from "@/ui/field";
import { TagPicker } from "@/ui/tag-picker";
import { claimable, words } from "./words";

/** A new pool of one's organisation. */
export function PoolForm() {
  const t = useTranslations("experts");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const c = useTranslations("common");
  const [skills, setSkills] = useState<string[]>([]);
  const [form, setForm] = useState({
    nameZh: "",
    nameEn: "",
    purpose: "",
    level: "3",
    codeOfConduct: "",
    reviewers: "",
    termMonths: "24",
    workloadCap: "3",
  });
  const field = (key: keyof typeof form) => ({
    id: `pool-${key}`,
    label: t(`pool_${key}`),
    value: form[key],
    error: acting.errorIn(key === "reviewers" ? "reviewerEmails" : key),
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [key]: event.target.value }),
  });
  return (
    <form
      className="flex max-w-3xl flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          const { nameZh, nameEn, purpose, codeOfConduct } = form;
          const { id } = await api.experts.foundPool.mutate({
            nameZh,
            nameEn,
            purpose,
            codeOfConduct,
            criteria: skills.map((conceptId) => ({
              conceptId,
              level: Number(form.level),
              backing: "evidenced" as const,
            })),
            termMonths: Number(form.termMonths),
            workloadCap: Number(form.workloadCap),
            reviewerEmails: words(form.reviewers),
          });
          router.push(`/${locale}/experts/pools/${id}`);
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextField {...field("nameZh")} />
      <TextField {...field("nameEn")} />
      <TextAreaField {...field("purpose")} />
      <TagPicker
        id="pool-skills"
        label={t("pool_skill")}
        hint={t("pool_skillHint")}
        error={acting.errorIn("criteria")}
        tags={claimable(locale)}
        value={skills}
        onChange={setSkills}
        words={{ remove: c("remove"), none: c("nothingFound") }}
      />
      <TextField {...field("level")} type="number" min={1} max={5} className="max-w-32" />
      <TextField {...field("termMonths")} type="number" min={3} max={60} className="max-w-32" />
      <TextField {...field("workloadCap")} type="number" min={1} max={50} className="max-w-32" />
      <TextAreaField {...field("codeOfConduct")} />
      <TextAreaField {...field("reviewers")} hint={t("pool_reviewersHint")} />
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {t("foundPool")}
        </Button>
      </div>
    </form>
  );
}
