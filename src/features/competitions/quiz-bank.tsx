import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import type { Outputs } from "@/features/shared/api";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { figure } from "./words";

type Bank = NonNullable<Outputs["competitionsJudged"]["quizBank"]>;
type Question = Bank["questions"][number];

/** The questions with their keys, to be read once they stand still. */
export function QuizBank({ questions }: Pick<Bank, "questions">) {
  const t = useTranslations("competitionsJudged");
  return (
    <ol className="flex max-w-4xl flex-col gap-6">
      {questions.map(({ id, content, voided }, at) => (
        <li key={id}>
          <Card
            title={t("questionNumber", { number: at + 1 })}
            action={
              <span className="flex flex-wrap items-center gap-2">
                {voided ? <Badge tone="warn">{t("voided")}</Badge> : null}
                <Badge>{t(`kind_${content.kind}`)}</Badge>
                <Badge>{t("pointsCount", { count: content.points })}</Badge>
              </span>
            }
          >
            <div className="flex flex-col gap-3">
              <InBoth zh={content.textZh} en={content.textEn} className="text-lg" />
              <RightAnswer content={content} />
              <InBoth zh={content.explanationZh} en={content.explanationEn} className="text-ink-soft" />
            </div>
          </Card>
        </li>
      ))}
    </ol>
  );
}

function RightAnswer({ content }: Pick<Question, "content">) {
  const t = useTranslations("competitionsJudged");
  const locale = useLocale() as Locale;
  if (content.kind === "text")
    return (
      <p>
        {t("accepted")}
        {locale === "en" ? ": " : "："}
        <strong>{content.accepted.join(" · ")}</strong>
      </p>
    );
  if (content.kind === "number")
    return (
      <p>
        {t("rightAnswer")}{" "}
        <strong>
          {figure(content.value, locale)} {content.unit}
        </strong>
        {content.tolerance > 0 ? ` · ${t("number_tolerance")} ${figure(content.tolerance, locale)}` : ""}
        {content.near > content.tolerance ? ` · ${t("number_near")} ${figure(content.near, locale)}` : ""}
      </p>
    );
  const isRight = (key: string) =>
    content.kind === "single" ? content.correct === key : content.correct.includes(key);
  return (
    <ul className="flex flex-col gap-2">
      {content.options.map((option) => (
        <li
          key={option.key}
          className={clsx(
            "flex items-center gap-3 rounded-md border px-3 py-2",
            isRight(option.key) ? "border-good bg-good-soft" : "border-line",
          )}
        >
          <InBoth zh={option.textZh} en={option.textEn} />
          {isRight(option.key) ? <span className="ml-auto text-sm text-good">{t("right")}</span> : null}
        </li>
      ))}
    </ul>
  );
}

/** Both languages, the reader's first, because whoever keeps a bank answers for both; once where they are the same. */
function InBoth({ zh, en, className }: { zh: string; en: string; className?: string }) {
  const locale = useLocale();
  const both = [
    { lang: "zh-CN", text: zh },
    { lang: "en", text: en },
  ].filter(({ text }, at) => text !== "" && (at === 0 || text !== zh));
  if (locale === "en") both.reverse();
  return (
    <div className={clsx("min-w-0 max-w-prose break-words whitespace-pre-line empty:hidden", className)}>
      {both.map(({ lang, text }) => (
        <p key={lang} lang={lang}>
          {text}
        </p>
      ))}
    </div>
  );
}
