"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Locale } from "@/domain/shared/locale";
import { conceptTags } from "@/features/shared/concept-names";
import { type Tag, TagPicker } from "@/ui/tag-picker";

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
/** Codes with a name that are no country: unions, pseudo-regions, "unknown". */
const noCountry = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"]);

/** Provinces of China and countries, chosen by name; what is kept are their codes of ISO 3166. */
export function RegionPicker({
  id,
  value,
  onChange,
}: {
  id: string;
  value: readonly string[];
  onChange: (next: string[]) => void;
}) {
  const t = useTranslations("guidance");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const tags = useMemo(() => regionTags(locale), [locale]);
  return (
    <TagPicker
      id={id}
      label={t("facet_regions")}
      hint={t("regionsHint")}
      tags={tags}
      value={value}
      onChange={onChange}
      words={{ remove: c("remove"), none: c("nothingFound") }}
    />
  );
}

function regionTags(locale: Locale): Tag[] {
  const names = { own: namesIn(locale), en: namesIn("en"), zh: namesIn("zh-CN") };
  const countries = letters
    .flatMap((first) => letters.map((second) => `${first}${second}`))
    .flatMap((code): Tag[] => {
      const label = noCountry.has(code) ? undefined : names.own.of(code);
      return label ? [{ id: code, label, aliases: [code, names.en.of(code) ?? "", names.zh.of(code) ?? ""] }] : [];
    });
  const provinces = conceptTags(locale, ["region"]).map(({ id, label, aliases }) => {
    const code = id.slice("region:".length);
    return { id: code, label, aliases: [code, ...aliases] };
  });
  return [...provinces, ...countries];
}

function namesIn(locale: Locale): Intl.DisplayNames {
  return new Intl.DisplayNames(locale, { type: "region", fallback: "none" });
}
