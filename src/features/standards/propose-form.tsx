"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { memberCategories } from "@/domain/standards/balance";
import { profileIds } from "@/domain/standards/profiles";
import { api, type Inputs } from "@/features/shared/api";
import { CheckField, SelectField, TextAreaField, TextField } from "@/ui/field";
import { ActForm } from "./act-form";

type Proposal = Inputs["standards"]["propose"];

export function ProposeForm() {
  const t = useTranslations("standards");
  const locale = useLocale();
  const router = useRouter();
  return (
    <ActForm
      submit={t("propose")}
      variant="primary"
      onSend={async ({ text, key }) => {
        const { id } = await api.standards.propose.mutate({
          profile: text("profile") as Proposal["profile"],
          language: text("language") as Proposal["language"],
          category: text("category") as Proposal["category"],
          titleZh: text("titleZh"),
          titleEn: text("titleEn"),
          purpose: text("purpose"),
          preliminary: text("preliminary") !== "",
          idempotencyKey: key,
        });
        router.push(`/${locale}/standards/${id}`);
      }}
    >
      <TextField id="titleZh" name="titleZh" label={t("titleZh")} maxLength={200} />
      <TextField id="titleEn" name="titleEn" label={t("titleEn")} maxLength={200} />
      <SelectField
        id="language"
        name="language"
        label={t("language")}
        defaultValue={locale}
        options={(["zh-CN", "en"] as const).map((value) => ({ value, label: t(`lang_${value}`) }))}
      />
      <SelectField
        id="profile"
        name="profile"
        label={t("profile")}
        options={profileIds.map((value) => ({ value, label: t(`profile_${value}`) }))}
      />
      <SelectField
        id="category"
        name="category"
        label={t("category")}
        options={memberCategories.map((value) => ({ value, label: t(`category_${value}`) }))}
      />
      <CheckField id="preliminary" name="preliminary" label={t("preliminary")} hint={t("preliminaryHint")} />
      <TextAreaField id="purpose" name="purpose" label={t("purpose")} hint={t("purposeHint")} rows={5} />
    </ActForm>
  );
}
