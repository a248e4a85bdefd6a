"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import { isFinished } from "@/domain/guidance/checklist";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { calendarDay, dateTime } from "@/features/shared/format";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { VerdictReasons } from "./verdict";

type Own = Outputs["guidance"]["own"];

const headings = { applies: "appliesUs", mayApply: "mayApplyUs", doesNot: "doesNotUs" } as const;

/** The reader's organisation beside the document: does it apply, why, and has it been acknowledged. */
export function OwnCard({ id, edition, own, timeZone }: { id: string; edition: number; own: Own; timeZone: string }) {
  const t = useTranslations("guidance");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const { acknowledgement } = own;
  useEffect(() => {
    // Reading is counted once for an organisation; a failure to count must not disturb the reader.
    void api.guidance.markRead.mutate({ id }).catch(() => undefined);
  }, [id]);
  return (
    <Card
      title={t(headings[own.verdict.status])}
      action={
        <Badge
          tone={own.verdict.status === "applies" ? "good" : own.verdict.status === "mayApply" ? "warn" : "neutral"}
        >
          {t(`applies_${own.verdict.status}`)}
        </Badge>
      }
    >
      <VerdictReasons verdict={own.verdict} />
      {own.lines.length > 0 ? (
        <p className="mt-3">
          <a href="#checklist" className="text-brand underline">
            {t("toChecklist", { done: own.lines.filter(isFinished).length, lines: own.lines.length })}
          </a>
        </p>
      ) : null}
      {acknowledgement.asked ? (
        <div className="mt-4 flex flex-col gap-2 border-t border-line pt-3 [&>button]:w-full">
          <ProblemSummary acting={acting} />
          {acknowledgement.at ? (
            <p className="text-good">
              {t("ackBy", { name: acknowledgement.byName ?? "", at: dateTime(acknowledgement.at, locale, timeZone) })}
            </p>
          ) : (
            <p>{t("ackAsk", { day: acknowledgement.dueOn ? calendarDay(acknowledgement.dueOn, locale) : "" })}</p>
          )}
          {own.can.acknowledge ? (
            <ConfirmDialog
              trigger={t("ackButton")}
              title={t("ackButton")}
              confirm={t("ackButton")}
              cancel={c("cancel")}
              pending={acting.pending}
              onConfirm={() =>
                acting.run(async () => {
                  await api.guidance.acknowledge.mutate({ id, edition });
                  router.refresh();
                })
              }
            >
              <p>{t("ackEffect")}</p>
            </ConfirmDialog>
          ) : acknowledgement.at ? null : (
            <p className="text-sm text-ink-soft">{t("ackNotYou")}</p>
          )}
        </div>
      ) : null}
    </Card>
  );
}
