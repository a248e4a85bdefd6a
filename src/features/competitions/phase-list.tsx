import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import type { Outputs } from "@/features/shared/api";
import { Card } from "@/ui/card";
import { pick } from "./words";

type Competition = Outputs["competitions"]["get"];

const places = { judged: "judging", quiz: "quiz" } as const;

/** The phases of an event with their shares, each with the way to it; and, with several, the total over them. */
export function PhaseList({ competition }: { competition: Competition }) {
  const t = useTranslations("competitionsJudged");
  const locale = useLocale() as Locale;
  const { phasesOf, slug, state, team } = competition;
  const base = `/${locale}/competitions/${slug}`;
  const sum = phasesOf.reduce((total, { weight }) => total + weight, 0);
  const share = (weight: number) =>
    new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(sum === 0 ? 0 : weight / sum);
  const begun = ["running", "paused", "ended", "reviewing", "finalised"].includes(state);
  const only = phasesOf.length === 1 && phasesOf[0]?.kind === "jeopardy";
  const certificate = state === "finalised" && team?.state === "accepted";
  const packs = competition.role !== null && competition.role !== "player";
  if (only && !certificate && !packs) return null;
  return (
    <Card title={t("phases")}>
      <ul className="flex flex-col gap-3">
        {phasesOf.map(({ id, kind, titleZh, titleEn, weight }) => {
          const name = pick(locale, titleZh, titleEn) || t(`phase_${kind}`);
          const href =
            kind === "judged" || kind === "quiz" ? `${base}/${places[kind]}/${id}` : begun ? `${base}/board` : null;
          return (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="min-w-0">
                {href ? (
                  <Link href={href} className="inline-flex min-h-6 items-center font-semibold text-brand underline">
                    {name}
                  </Link>
                ) : (
                  <span className="font-semibold">{name}</span>
                )}{" "}
                <span className="text-ink-soft">{t(`phase_${kind}`)}</span>
              </span>
              <span className="text-ink-soft tabular-nums">{t("phaseShare", { share: share(weight) })}</span>
            </li>
          );
        })}
      </ul>
      <div className="mt-4 flex flex-wrap gap-x-5 gap-y-2">
        {phasesOf.length > 1 && begun ? (
          <Link href={`${base}/combination`} className="inline-flex min-h-6 items-center text-brand underline">
            {t("combination")}
          </Link>
        ) : null}
        {certificate ? (
          <Link href={`${base}/certificate`} className="inline-flex min-h-6 items-center text-brand underline">
            {t("certificate")}
          </Link>
        ) : null}
        {packs && phasesOf.some(({ kind }) => kind === "jeopardy") ? (
          <Link href={`${base}/packs`} className="inline-flex min-h-6 items-center text-brand underline">
            {t("packs")}
          </Link>
        ) : null}
      </div>
    </Card>
  );
}
