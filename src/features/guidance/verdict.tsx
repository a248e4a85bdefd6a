import { CircleCheck, CircleHelp, CircleX } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { Facet } from "@/domain/guidance/applicability";
import type { Locale } from "@/domain/shared/locale";
import { regionByCode } from "@/domain/taxonomy/regions";
import type { Outputs } from "@/features/shared/api";
import { conceptName } from "@/features/shared/concept-names";

type Verdict = Outputs["guidance"]["own"]["verdict"];

const marks = { yes: CircleCheck, no: CircleX, unknown: CircleHelp } as const;
const tones = { yes: "text-good", no: "text-bad", unknown: "text-warn" } as const;

/** Why a document applies, may apply or does not: each condition with what it asks and what the organisation says. */
export function VerdictReasons({ verdict }: { verdict: Verdict }) {
  const t = useTranslations("guidance");
  const nameOf = useFactNames();
  const locale = useLocale() as Locale;
  const list = (facet: Facet, values: readonly string[]) =>
    values.map((value) => nameOf(facet, value)).join(locale === "en" ? ", " : "、");
  // What decided comes first; rules that say no beside one that says yes would only be noise.
  const decisive = verdict.clauses.filter(
    ({ except, answer }) =>
      (verdict.status === "doesNot" ? true : except ? answer !== "no" : answer !== "no") ||
      verdict.clauses.length === 1,
  );
  return (
    <ul className="flex flex-col gap-2 text-sm">
      {decisive.map((clause) => (
        <li key={`${clause.except}-${clause.index}`}>
          {clause.except ? <p className="font-medium">{t("whyExcept")}</p> : null}
          {clause.facets.length === 0 ? <p>{t("whyEverybody")}</p> : null}
          <ul className="flex flex-col gap-1">
            {clause.facets.map(({ facet, wanted, have, answer }) => {
              const Icon = marks[answer];
              const sentence = answer === "yes" ? "facetYes" : answer === "no" ? "facetNo" : "facetUnknown";
              return (
                <li key={facet} className="flex gap-2">
                  <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${tones[answer]}`} />
                  <span>
                    <span className="font-medium">{t(`facet_${facet}`)}</span>{" "}
                    <span className="sr-only">({t(`answer_${answer}`)})</span>
                    {t(sentence, { wanted: list(facet, wanted), have: list(facet, have) })}
                  </span>
                </li>
              );
            })}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** How a value of a facet is called in the reader's language. */
export function useFactNames(): (facet: Facet, value: string) => string {
  const t = useTranslations("guidance");
  const locale = useLocale() as Locale;
  const countries = new Intl.DisplayNames(locale, { type: "region" });
  return (facet, value) => {
    switch (facet) {
      case "kinds":
        return t.has(`okind_${value}`) ? t(`okind_${value}` as "okind_enterprise") : value;
      case "sizes":
        return t.has(`size_${value}`) ? t(`size_${value}` as "size_micro") : value;
      case "sectors":
        return conceptName(`sector:${value.replace(/^sector:/u, "")}`, locale);
      case "regions":
        return regionByCode(value)?.titles[locale] ?? (value.length === 2 ? (countries.of(value) ?? value) : value);
      case "assets":
        return conceptName(value, locale);
      default:
        return facet satisfies never;
    }
  };
}
