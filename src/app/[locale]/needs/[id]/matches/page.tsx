import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { inReaders } from "@/features/experts/words";
import { FairOrder } from "@/features/needs/fair-order";
import { MatchFeedback } from "@/features/needs/match-feedback";
import { MatchReasons } from "@/features/needs/match-reasons";
import { regionName } from "@/features/shared/concept-names";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

export default async function MatchesPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("matching"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const need = await read(locale, `/needs/${id}/matches`, caller.needs.get({ id }));
  const [{ run, matches }, experts] = await Promise.all([
    read(locale, `/needs/${id}/matches`, caller.needs.matches({ id })),
    read(locale, `/needs/${id}/matches`, caller.needs.expertMatches({ id })),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={
          <>
            <p className="max-w-prose">{t("note")}</p>
            {run ? (
              <p>
                {t("ran", {
                  eligible: run.eligible,
                  scored: run.scored,
                  at: dateTime(run.computedAt, locale, timeZone),
                })}
              </p>
            ) : null}
          </>
        }
        crumbs={[
          { href: `/${locale}/needs`, label: c("needs") },
          { href: `/${locale}/needs/${id}`, label: need.title },
        ]}
        crumbsLabel={c("breadcrumbs")}
      />
      {run && matches.length > 0 ? <FairOrder run={run} /> : null}
      {run === null ? <EmptyState title={t("none")}>{t("noneHint")}</EmptyState> : null}
      {run && matches.length === 0 ? (
        <EmptyState title={t("noneFit")}>{t("noneFitHint", { scored: run.scored })}</EmptyState>
      ) : null}
      <ol className="flex flex-col gap-4">
        {matches.map(({ organisation, rank, lifted, sizeBand, region, feedback, ...match }) => (
          <li key={organisation.id}>
            <Card
              title={
                <>
                  {rank}.{" "}
                  <Link
                    href={`/${locale}/organisations/${organisation.id}`}
                    className="underline-offset-4 hover:underline"
                  >
                    {nameIn(locale, organisation)}
                  </Link>
                </>
              }
              action={
                <span className="flex flex-wrap items-center gap-2">
                  {lifted ? (
                    <span title={t("liftedHint")}>
                      <Badge tone="brand">{t("lifted")}</Badge>
                    </span>
                  ) : null}
                  {sizeBand ? <Badge>{t(`size_${sizeBand}`)}</Badge> : null}
                  {region ? <Badge>{regionName(region, locale)}</Badge> : null}
                  <span className="font-semibold tabular-nums">{t("score", { score: match.score.toFixed(1) })}</span>
                </span>
              }
            >
              {lifted ? <p className="mb-3 text-sm text-ink-soft">{t("liftedHint")}</p> : null}
              <MatchReasons match={match} />
              <div className="mt-5 border-t border-line pt-4">
                <ClientMessages of={["matching"]}>
                  <MatchFeedback needId={id} organisationId={organisation.id} given={feedback} />
                </ClientMessages>
              </div>
            </Card>
          </li>
        ))}
      </ol>
      <section aria-labelledby="experts" className="mt-10">
        <h2 id="experts" className="mb-1 text-xl font-semibold">
          {t("experts")}
        </h2>
        <p className="mb-4 max-w-prose text-ink-soft">{t("expertsNote")}</p>
        {experts.length === 0 ? <p>{t("expertsNone")}</p> : null}
        <ol className="flex flex-col gap-4">
          {experts.map(({ person, ...match }, at) => (
            <li key={person.personId}>
              <Card
                title={
                  <>
                    {at + 1}.{" "}
                    <Link href={`/${locale}/experts/${person.personId}`} className="underline-offset-4 hover:underline">
                      {nameIn(locale, person)}
                    </Link>
                  </>
                }
                action={
                  <span className="flex flex-wrap items-center gap-2">
                    {person.pools > 0 ? <Badge tone="brand">{t("inPool")}</Badge> : null}
                    {person.region ? <Badge>{regionName(person.region, locale)}</Badge> : null}
                    <span className="font-semibold tabular-nums">{t("score", { score: match.score.toFixed(1) })}</span>
                  </span>
                }
              >
                <p className="mb-4 text-ink-soft">{inReaders(locale, person.headlineZh, person.headlineEn)}</p>
                <details>
                  <summary className="text-brand">{t("why")}</summary>
                  <div className="mt-4">
                    <MatchReasons match={match} />
                  </div>
                </details>
              </Card>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
