"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { mostRemembered } from "@/domain/experts/saved-search";
import type { Locale } from "@/domain/shared/locale";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { Badge } from "@/ui/badge";
import { SelectField, TextField } from "@/ui/field";
import { filterWords } from "./words";

type Searches = Outputs["experts"]["searches"];

/** One's saved searches: what each asks for, whom it found, whether it tells of new people. */
export function SavedSearches({ searches }: { searches: Searches }) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  return (
    <ul className="flex flex-col divide-y divide-line">
      {searches.map(({ id, name, names, filter, alert, found, news, lookedAt }) => {
        const conditions = filterWords(filter, locale, t, names);
        return (
          <li key={id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 flex-1 basis-64">
              <p className="flex flex-wrap items-center gap-2">
                <Link href={`/${locale}/experts?saved=${id}`} className="min-w-0 break-words text-brand underline">
                  {name}
                </Link>
                {news.length > 0 ? <Badge tone="good">{t("searchNews", { count: news.length })}</Badge> : null}
              </p>
              {conditions.length > 0 && conditions.join(" · ") !== name ? (
                <p className="text-sm break-words">{conditions.join(" · ")}</p>
              ) : null}
              <p className="text-sm text-ink-soft">
                {found > mostRemembered
                  ? t("searchBroad", { most: mostRemembered })
                  : t("searchFound", { count: found, day: day.format(new Date(lookedAt)) })}
                {" · "}
                {t(!alert ? "alertOff" : found > mostRemembered ? "alertRests" : "alertOn")}
              </p>
            </div>
            <div className="flex flex-wrap gap-2">
              <ActForm
                submit={t(alert ? "alertStop" : "alertStart")}
                send={() => api.experts.setSearchAlert.mutate({ id, alert: !alert })}
              />
              <ActForm submit={c("remove")} send={() => api.experts.dropSearch.mutate({ id })} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** An operator who has looked at a piece of evidence says for which level it speaks. */
export function EvidenceCheck({ id, supports }: { id: string; supports: number }) {
  const t = useTranslations("experts");
  const [level, setLevel] = useState(String(supports));
  const [reason, setReason] = useState("");
  return (
    <details className="mt-2">
      <summary className="cursor-pointer text-brand">{t("checkEvidence")}</summary>
      <ActForm
        className="mt-2"
        submit={t("confirmEvidence")}
        send={() => api.experts.checkEvidence.mutate({ id, supports: Number(level), reason })}
      >
        {(errorOf) => (
          <>
            <SelectField
              id={`check-level-${id}`}
              label={t("supports")}
              value={level}
              options={["1", "2", "3", "4", "5"].map((value) => ({
                value,
                label: `${value} · ${t(`level_${value}`)}`,
              }))}
              onChange={(event) => setLevel(event.target.value)}
            />
            <TextField
              id={`check-reason-${id}`}
              label={t("checkReason")}
              value={reason}
              error={errorOf("reason")}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        )}
      </ActForm>
    </details>
  );
}
