import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import type { Outputs } from "@/features/shared/api";
import { calendarDay } from "@/features/shared/format";
import { StandingBadge } from "./standing-badge";
import { textIn, titleIn } from "./titles";

type Document = Outputs["guidance"]["list"]["items"][number];

export function DocumentCard({ document, children }: { document: Document; children?: ReactNode }) {
  const t = useTranslations("guidance");
  const locale = useLocale() as Locale;
  const summary = textIn(locale, document.summaryZh, document.summaryEn);
  const title = textIn(locale, document.titleZh, document.titleEn);
  return (
    <article className="rounded-lg border border-line bg-surface p-5">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h2 className="min-w-0 text-lg">
          <Link
            href={`/${locale}/guidance/${document.id}`}
            lang={title.lang}
            className="text-brand underline break-words"
          >
            {titleIn(locale, document)}
          </Link>
        </h2>
        <StandingBadge document={document} />
      </div>
      <p className="flex flex-wrap gap-x-3 text-sm text-ink-soft">
        <span>{t(`kind_${document.kind}`)}</span>
        {document.code ? <span>{document.code}</span> : null}
        <span>{document.issuers.map((one) => nameIn(locale, one)).join(locale === "en" ? ", " : "、")}</span>
        {document.effectiveOn ? (
          <span>
            {t("effectiveOn")} <time dateTime={document.effectiveOn}>{calendarDay(document.effectiveOn, locale)}</time>
          </span>
        ) : null}
      </p>
      <p lang={summary.lang} className="mt-1 line-clamp-3 max-w-prose">
        {summary.text}
      </p>
      {document.topics.length > 0 ? (
        <ul className="mt-2 flex flex-wrap gap-1.5 text-sm">
          {document.topics.map((topic) => (
            <li key={topic} className="rounded bg-sunken px-2 py-0.5">
              {t(`topic_${topic}`)}
            </li>
          ))}
        </ul>
      ) : null}
      {children}
    </article>
  );
}
