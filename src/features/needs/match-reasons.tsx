import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import type { Outputs } from "@/features/shared/api";
import { conceptName } from "@/features/shared/concept-names";
import { ReasonBars } from "@/ui/reason-bars";

type Match = Pick<Outputs["needs"]["matchedNeeds"][number], "contributions" | "matched" | "missing" | "score">;

/** Why, in bars that add up and in words; what is missing stands beside what is met. */
export function MatchReasons({
  match,
  evidence = [],
}: {
  match: Match;
  evidence?: readonly { title: string; date: string }[];
}) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  const names = (ids: readonly string[]) =>
    ids.map((id) => conceptName(id, locale)).join(locale === "en" ? ", " : "、");
  return (
    <div className="grid gap-6 md:grid-cols-2">
      <ReasonBars
        caption={t("why")}
        rows={match.contributions.map(({ kind, points, detail }) => ({
          label: t.has(`part_${kind}`) ? t(`part_${kind}`) : kind,
          points,
          ...(detail ? { detail: names(detail.split(",")) } : {}),
        }))}
        total={{ label: t("total"), points: match.score.toFixed(1) }}
      />
      <dl className="flex flex-col gap-2 text-sm">
        {match.matched.length > 0 ? (
          <div>
            <dt className="font-semibold text-good">{t("matched")}</dt>
            <dd>{names(match.matched)}</dd>
          </div>
        ) : null}
        {match.missing.length > 0 ? (
          <div>
            <dt className="font-semibold text-warn">{t("missing")}</dt>
            <dd>{names(match.missing)}</dd>
          </div>
        ) : null}
        {evidence.length > 0 ? (
          <div>
            <dt className="font-semibold">{t("evidence")}</dt>
            <dd>
              <ul className="list-disc pl-5">
                {evidence.map(({ title, date }) => (
                  <li key={title}>
                    {title} <span className="text-ink-soft">{date}</span>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ) : null}
      </dl>
    </div>
  );
}
