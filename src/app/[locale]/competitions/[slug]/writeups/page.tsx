import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { localeOf, readerTimeZone } from "@/app/reader";
import { assistanceKinds } from "@/domain/competitions/choices";
import { CompetitionHeader } from "@/features/competitions/competition-header";
import { titleIn } from "@/features/competitions/title";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";

type Props = {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: Promise<{ assistance?: string }>;
};

export default async function WriteupsPage({ params, searchParams }: Props) {
  const [{ slug, locale: asked }, query] = await Promise.all([params, searchParams]);
  const locale = localeOf(asked);
  const [t, caller, timeZone] = await Promise.all([getTranslations("competitions"), api(), readerTimeZone()]);
  const path = `/competitions/${slug}/writeups`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  const assistance = assistanceKinds.find((kind) => kind === query.assistance);
  const writeups = await caller.competitions.writeups({ slug, ...(assistance ? { assistance } : {}) });
  const here = `/${locale}${path}`;
  const over = ["ended", "reviewing", "finalised"].includes(competition.state);
  const due = competition.writeupsAt !== null && competition.writeupsAt <= competition.now && over;
  const released = due && competition.frozenSince === null;
  const hint =
    due && !released
      ? t("embargoFrozen")
      : competition.writeupsAt
        ? t("embargoUntil", { at: dateTime(competition.writeupsAt, locale, timeZone) })
        : t("embargoOpen");
  return (
    <>
      <CompetitionHeader competition={competition} here="writeups" />
      {released || writeups.length === 0 ? null : (
        <div className="mb-4">
          <Callout tone="info" title={t("embargo")}>
            {t(competition.role === "organiser" ? "embargoOrganiser" : "embargoTeam")} {hint}
          </Callout>
        </div>
      )}
      <nav aria-label={t("assistance")} className="mb-4 flex flex-wrap items-center gap-2">
        <span className="text-sm text-ink-soft">{t("assistance")}</span>
        <LinkButton href={here} variant={assistance ? "quiet" : "secondary"}>
          {t("allWriteups")}
        </LinkButton>
        {assistanceKinds.map((kind) => (
          <LinkButton
            key={kind}
            href={`${here}?assistance=${kind}`}
            variant={assistance === kind ? "secondary" : "quiet"}
          >
            {t(`assistance_${kind}`)}
          </LinkButton>
        ))}
      </nav>
      {writeups.length === 0 ? <EmptyState title={t("noWriteups")}>{hint}</EmptyState> : null}
      <div className="flex flex-col gap-4">
        {writeups.map((one) => (
          <Card
            key={one.id}
            title={titleIn(locale, one.challenge)}
            action={
              <span className="flex flex-wrap gap-2">
                {one.own ? <Badge tone="brand">{t("us")}</Badge> : null}
                <Badge>{t(`assistanceTag_${one.assistance}`)}</Badge>
              </span>
            }
          >
            <p className="mb-2 text-sm text-ink-soft">
              {one.team.name} · <time dateTime={one.at}>{dateTime(one.at, locale, timeZone)}</time>
            </p>
            <p lang={one.language} className="max-w-prose break-words whitespace-pre-line">
              {one.body}
            </p>
            {one.own && competition.can.writeUp ? (
              <p className="mt-3">
                <Link
                  href={`/${locale}/competitions/${slug}/challenges/${one.challenge.id}`}
                  className="text-brand underline"
                >
                  {t("betterWriteup")}
                </Link>
              </p>
            ) : null}
          </Card>
        ))}
      </div>
    </>
  );
}
