"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { SelectField, TextField } from "@/ui/field";

/** Takes somebody off a shortlist. */
export function TakeOff({ id, personId }: { id: string; personId: string }) {
  const t = useTranslations("experts");
  return <ActForm submit={t("takeOff")} send={() => api.experts.takeOffShortlist.mutate({ id, personId })} />;
}

/** One's saved searches: open one, or forget it. */
export function SavedSearches({ searches }: { searches: Outputs["experts"]["searches"] }) {
  const c = useTranslations("common");
  const locale = useLocale();
  return (
    <ul className="flex flex-col divide-y divide-line">
      {searches.map(({ id, name }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-2">
          <Link href={`/${locale}/experts?saved=${id}`} className="min-w-0 break-words text-brand underline">
            {name}
          </Link>
          <ActForm submit={c("remove")} send={() => api.experts.dropSearch.mutate({ id })} />
        </li>
      ))}
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
