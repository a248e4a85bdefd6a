import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import type { Outputs } from "@/features/shared/api";
import { Card } from "@/ui/card";

/** What an organisation delivered and bought here, and what the other sides say of it. */
export function RecordCard({ record }: { record: Outputs["engagements"]["record"] }) {
  const t = useTranslations("engagements");
  const locale = useLocale() as Locale;
  return (
    <Card title={t("record")}>
      <p>{t("recordCounts", { delivered: record.delivered, bought: record.bought, terminated: record.terminated })}</p>
      <ul className="mt-3 flex flex-col gap-3">
        {record.reviews.map((review) => (
          <li key={`${review.by.id}${review.at}`}>
            <p className="text-ink-soft">
              {nameIn(locale, review.by)} ·{" "}
              {Object.entries(review.scores)
                .map(([question, score]) => `${t(`question_${question}`)} ${score}/5`)
                .join(" · ")}
            </p>
            <p className="max-w-prose">{review.text}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
