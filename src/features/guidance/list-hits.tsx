import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import type { Outputs } from "@/features/shared/api";
import { conceptName } from "@/features/shared/concept-names";
import { Callout } from "@/ui/callout";
import { textIn, titleIn } from "./titles";

type Hits = Outputs["guidance"]["checkLists"];

/** What lists in force say about something that is about to be published, before it is. */
export function ListHits({ hits }: { hits: Hits }) {
  const t = useTranslations("guidance");
  const locale = useLocale() as Locale;
  if (hits.length === 0) return <p className="text-sm text-ink-soft">{t("hitsNone")}</p>;
  return (
    <Callout tone={hits.some(({ effect }) => effect === "forbidden") ? "bad" : "warn"} title={t("hitsTitle")}>
      <ul className="mt-2 flex flex-col gap-2">
        {hits.map((hit) => (
          <li key={`${hit.documentId}-${hit.code}`}>
            <strong>{t(`effect_${hit.effect}`)}</strong> {textIn(locale, hit.textZh, hit.textEn).text}
            <span className="block text-sm">
              {t(`hitBy_${hit.by}`, { found: hit.by === "concept" ? conceptName(hit.found, locale) : hit.found })}
              {hit.process ? ` · ${hit.process}` : ""} ·{" "}
              <Link href={`/${locale}/guidance/${hit.documentId}#item-${hit.code}`} className="text-brand underline">
                {titleIn(locale, hit)} {hit.code}
              </Link>
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm">{t("hitNote")}</p>
    </Callout>
  );
}
