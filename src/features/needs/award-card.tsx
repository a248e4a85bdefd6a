import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import type { Outputs } from "@/features/shared/api";
import { dateTime, money } from "@/features/shared/format";
import { Callout } from "@/ui/callout";
import { DescriptionList } from "@/ui/description-list";

type Award = NonNullable<Outputs["needs"]["awardOf"]>;

export function AwardCard({ award, timeZone, needId }: { award: Award; timeZone: string; needId: string }) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  const items = [
    { term: t("awardedTo"), detail: <strong>{nameIn(locale, award.organisation)}</strong> },
    { term: t("price"), detail: money(award.amount, award.currency, locale) },
    { term: t("awardReason"), detail: award.reason },
    { term: t("standstill"), detail: dateTime(award.standstillUntil, locale, timeZone) },
    ...(award.feedback ? [{ term: t("yourFeedback"), detail: award.feedback }] : []),
  ];
  return (
    <Callout tone="good" title={award.mine ? t("youWon") : t("awarded")}>
      <DescriptionList items={items} />
      <p className="mt-3">
        <a href={`/api/needs/${needId}/ocds.json`} className="text-brand underline">
          {t("ocds")}
        </a>{" "}
        ·{" "}
        <a href={`/api/needs/${needId}/award.pdf?lang=${locale}`} className="text-brand underline">
          {t("awardPdf")}
        </a>
      </p>
    </Callout>
  );
}
