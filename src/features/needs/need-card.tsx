import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import type { Outputs } from "@/features/shared/api";
import { conceptName } from "@/features/shared/concept-names";
import { Deadline } from "./deadline";
import { NeedStateBadge } from "./need-state";

type Need = Outputs["needs"]["list"]["items"][number];

const tagsShown = 5;

export function NeedCard({
  need,
  timeZone,
  now,
  children,
}: {
  need: Need;
  timeZone: string;
  now: Date;
  children?: ReactNode;
}) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  return (
    <article className="rounded-lg border border-line bg-surface p-5">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h3 className="min-w-0 text-lg">
          <Link href={`/${locale}/needs/${need.id}`} lang={need.language} className="text-brand underline break-words">
            {need.title}
          </Link>
        </h3>
        <NeedStateBadge state={need.state} />
      </div>
      <p lang={need.language} className="mt-1 line-clamp-3 max-w-prose">
        {need.summary}
      </p>
      <ul className="mt-2 flex flex-wrap gap-1.5 text-sm">
        {need.sector ? (
          <li className="rounded bg-sunken px-2 py-0.5">
            {t.has(`sector_${need.sector}`) ? t(`sector_${need.sector}`) : need.sector}
          </li>
        ) : null}
        {need.conceptIds.slice(0, tagsShown).map((id) => (
          <li key={id} className="rounded bg-sunken px-2 py-0.5">
            {conceptName(id, locale)}
          </li>
        ))}
      </ul>
      <p className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft">
        <span>
          {t("number")} {need.number}
        </span>
        <span>
          {t("buyer")} {nameIn(locale, need.buyer)}
        </span>
        {need.proposalDeadline ? (
          <span>
            {t("deadline")} <Deadline iso={need.proposalDeadline} timeZone={timeZone} now={now} />
          </span>
        ) : null}
      </p>
      {children}
    </article>
  );
}
