"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { audiences } from "@/domain/experts/profile";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { calendarDay } from "@/features/shared/format";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { SelectField } from "@/ui/field";
import { LongList } from "@/ui/long-list";

/** One's own evidence: who sees each piece, and a way to take it out. */
export function EvidenceList({ evidence }: { evidence: Outputs["experts"]["me"]["evidence"] }) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const call = (work: () => Promise<unknown>) =>
    void acting.run(async () => {
      await work();
      router.refresh();
    });
  return (
    <div>
      <ProblemSummary acting={acting} />
      <LongList more={c("showMore")} className="flex flex-col divide-y divide-line">
        {evidence.map((one) => (
          <li key={one.id} className="flex flex-wrap items-end justify-between gap-3 py-3">
            <p className="min-w-0 flex-1 basis-60">
              <span className="font-medium break-words">{one.title}</span>
              <span className="block text-sm text-ink-soft">
                {t(`kind_${one.kind}`)} · {calendarDay(one.date, locale)} · {t(`standing_${one.standing}`)}
              </span>
            </p>
            <SelectField
              id={`seen-${one.id}`}
              label={t("audience")}
              value={one.audience ?? "everyone"}
              options={audiences.map((value) => ({ value, label: t(`audience_${value}`) }))}
              onChange={(event) =>
                call(() =>
                  api.experts.setEvidenceAudience.mutate({
                    id: one.id,
                    audience: event.target.value as (typeof audiences)[number],
                  }),
                )
              }
            />
            {one.standing === "earned" ? null : (
              <Button onClick={() => call(() => api.experts.dropOwnEvidence.mutate({ id: one.id }))}>
                {c("remove")}
              </Button>
            )}
          </li>
        ))}
      </LongList>
    </div>
  );
}
