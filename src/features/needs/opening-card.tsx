"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Card } from "@/ui/card";
import { ConfirmDialog } from "@/ui/confirm-dialog";

export function OpeningCard({
  needId,
  opening,
  canOpen,
  timeZone,
}: {
  needId: string;
  opening: Outputs["needs"]["get"]["opening"];
  canOpen: boolean;
  timeZone: string;
}) {
  const t = useTranslations("needs");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const open = () =>
    acting.run(async () => {
      await api.needs.open.mutate({ id: needId });
      router.refresh();
    });
  return (
    <Card title={t("opening")}>
      <ProblemSummary acting={acting} />
      <p className="mb-3 max-w-prose">
        {opening?.secondAt
          ? t("openedBy", { date: dateTime(opening.secondAt, locale, timeZone) })
          : opening
            ? t("calledAt", { date: dateTime(opening.firstAt, locale, timeZone) })
            : t("openingWait")}
      </p>
      {canOpen ? (
        <ConfirmDialog
          trigger={opening ? t("openSecond") : t("openFirst")}
          title={opening ? t("openSecond") : t("openFirst")}
          confirm={opening ? t("openSecond") : t("openFirst")}
          cancel={c("cancel")}
          pending={acting.pending}
          onConfirm={open}
        >
          <p>{opening ? t("openSecondEffect") : t("openFirstEffect")}</p>
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}
