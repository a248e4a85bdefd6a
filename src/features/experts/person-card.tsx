import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Locale } from "@/domain/shared/locale";
import type { Outputs } from "@/features/shared/api";
import { conceptName, regionName } from "@/features/shared/concept-names";
import { Badge } from "@/ui/badge";
import { SkillList } from "./skill-list";
import { inReaders, languageName } from "./words";

type Card = Outputs["experts"]["search"]["people"][number];

export function PersonCard({
  person,
  action,
  isNew = false,
}: {
  person: Card;
  action?: ReactNode;
  /** Found by a saved search since its owner was last told. */
  isNew?: boolean;
}) {
  const t = useTranslations("experts");
  const locale = useLocale() as Locale;
  const name = inReaders(locale, person.nameZh, person.nameEn);
  return (
    <li className="rounded-lg border border-line bg-surface p-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 className="text-lg">
            <Link href={`/${locale}/experts/${person.personId}`} className="break-words text-brand underline">
              {name || t("nameWithheld")}
            </Link>
          </h3>
          <p className="break-words">{inReaders(locale, person.headlineZh, person.headlineEn)}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          {isNew ? <Badge tone="good">{t("newPerson")}</Badge> : null}
          {person.pools > 0 ? <Badge tone="good">{t("inPool")}</Badge> : null}
          {person.availability ? <Badge>{t(`availability_${person.availability}`)}</Badge> : null}
        </div>
      </div>
      <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
        {person.region ? <span>{regionName(person.region, locale)}</span> : null}
        {person.languages.length > 0 ? (
          <span>{person.languages.map((code) => languageName(code, locale)).join(" · ")}</span>
        ) : null}
        {person.sectors.slice(0, 3).map((sector) => (
          <span key={sector}>{conceptName(sector, locale)}</span>
        ))}
      </p>
      <div className="mt-3">
        <SkillList skills={person.skills} compact />
      </div>
      {action ? <div className="mt-3">{action}</div> : null}
    </li>
  );
}
