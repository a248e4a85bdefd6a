import { useLocale, useTranslations } from "next-intl";
import type { JudgedSettings } from "@/domain/competitions/schema-judged";
import type { Locale } from "@/domain/shared/locale";
import { DataTable } from "@/ui/data-table";
import { pick } from "./words";

/** What judges look at, how much it weighs, and what the scores mean. */
export function RubricView({ criteria }: { criteria: JudgedSettings["criteria"] }) {
  const t = useTranslations("competitionsJudged");
  const locale = useLocale() as Locale;
  return (
    <DataTable
      caption={t("rubric")}
      columns={[
        { key: "title", header: t("criterion") },
        { key: "weight", header: t("weight"), align: "right" },
        { key: "max", header: t("highest"), align: "right" },
        { key: "anchors", header: t("anchors") },
      ]}
      rows={criteria.map(({ id, titleZh, titleEn, weight, max, anchors }) => ({
        id,
        cells: {
          title: <span className="font-semibold">{pick(locale, titleZh, titleEn)}</span>,
          weight: `${weight} %`,
          max,
          anchors:
            anchors.length === 0 ? (
              <span className="text-ink-soft">{t("noAnchors")}</span>
            ) : (
              <ul className="flex flex-col gap-1">
                {anchors.map(({ score, textZh, textEn }) => (
                  <li key={score}>
                    <span className="font-semibold tabular-nums">{score}</span> {pick(locale, textZh, textEn)}
                  </li>
                ))}
              </ul>
            ),
        },
      }))}
    />
  );
}
