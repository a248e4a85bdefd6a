"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { SelectField, TextField } from "@/ui/field";
import { TagPicker } from "@/ui/tag-picker";
import { claimable } from "./words";

type Tags = Outputs["experts"]["tags"];

/** Skills with the level one claims; what is shown depends on what backs it. */
export function ClaimsForm({ mine, tags }: { mine: Outputs["experts"]["me"]; tags: Tags }) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [claims, setClaims] = useState(
    mine.skills.map(({ conceptId, level, claimed }) => ({ conceptId, level: claimed ?? level })),
  );
  const [saved, setSaved] = useState(false);
  const known = claimable(locale, tags);
  const put = (next: typeof claims) => {
    setClaims(next);
    setSaved(false);
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.experts.saveClaims.mutate({ claims });
          setSaved(true);
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TagPicker
        id="claims"
        label={t("skills")}
        hint={t("claimsHint")}
        tags={known}
        value={claims.map(({ conceptId }) => conceptId)}
        onChange={(ids) =>
          put(ids.map((conceptId) => claims.find((one) => one.conceptId === conceptId) ?? { conceptId, level: 2 }))
        }
        words={{ remove: c("remove"), none: c("nothingFound") }}
      />
      {claims.map(({ conceptId, level }) => (
        <SelectField
          key={conceptId}
          id={`level-${conceptId}`}
          label={known.find(({ id }) => id === conceptId)?.label ?? conceptId}
          value={String(level)}
          options={["1", "2", "3", "4", "5"].map((value) => ({ value, label: `${value} · ${t(`level_${value}`)}` }))}
          onChange={(event) =>
            put(
              claims.map((one) => (one.conceptId === conceptId ? { ...one, level: Number(event.target.value) } : one)),
            )
          }
        />
      ))}
      <div className="flex items-center gap-4">
        <Button type="submit" pending={acting.pending}>
          {t("saveSkills")}
        </Button>
        <span aria-live="polite">{saved ? c("saved") : ""}</span>
      </div>
    </form>
  );
}

/** A skill that neither the frameworks nor the local tags name. */
export function TagProposal() {
  const t = useTranslations("experts");
  const blank = { nameZh: "", nameEn: "" };
  const [names, setNames] = useState(blank);
  const [told, setTold] = useState(false);
  return (
    <details className="mt-4">
      <summary className="cursor-pointer text-brand">{t("proposeTag")}</summary>
      <ActForm
        className="mt-3"
        submit={t("propose")}
        send={async () => {
          await api.experts.proposeTag.mutate(names);
          setNames(blank);
          setTold(true);
        }}
      >
        {(errorOf) => (
          <>
            <p className="max-w-prose text-ink-soft">{t("proposeTagHint")}</p>
            {(["nameZh", "nameEn"] as const).map((key) => (
              <TextField
                key={key}
                id={`propose-${key}`}
                label={t(`tag_${key}`)}
                value={names[key]}
                error={errorOf(key)}
                onChange={(event) => {
                  setTold(false);
                  setNames({ ...names, [key]: event.target.value });
                }}
              />
            ))}
          </>
        )}
      </ActForm>
      <p aria-live="polite" className="mt-2">
        {told ? t("proposed") : ""}
      </p>
    </details>
  );
}
