import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { CompetitionHeader } from "@/features/competitions/competition-header";
import { RefreshLive } from "@/features/competitions/refresh-live";
import { titleIn } from "@/features/competitions/title";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Callout } from "@/ui/callout";
import { EmptyState } from "@/ui/empty-state";

export default async function ChallengesPage({ params }: { params: Promise<{ locale: string; slug: string }> }) {
  const { slug, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller] = await Promise.all([getTranslations("competitions"), api()]);
  const path = `/competitions/${slug}/challenges`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  const challenges = await read(locale, path, caller.competitions.challenges({ slug }));
  const categories = [...new Set(challenges.map(({ category }) => category))];
  const solved = challenges.filter((one) => one.solved).length;
  return (
    <>
      <CompetitionHeader competition={competition} here="challenges" />
      <ClientMessages of={["competitions"]}>
        <RefreshLive slug={slug} on={["state"]} />
      </ClientMessages>
      {challenges.length === 0 ? <EmptyState title={t("noChallenges")}>{t("noChallengesHint")}</EmptyState> : null}
      {competition.can.practise && challenges.length > 0 ? (
        <div className="mb-4">
          <Callout tone="info" title={t("practiceTitle")}>
            <p>{t("practiceText")}</p>
            <p>
              {t("practisedOf", { solved: challenges.filter((one) => one.practised).length, all: challenges.length })}
            </p>
          </Callout>
        </div>
      ) : null}
      {competition.team && challenges.length > 0 ? (
        <p className="mb-4 text-ink-soft">{t("solvedOf", { solved, all: challenges.length })}</p>
      ) : null}
      {categories.map((category) => (
        <section key={category} className="mb-8">
          <h2 className="mb-3 text-xl">{category}</h2>
          <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {challenges
              .filter((one) => one.category === category)
              .map((one) => (
                <li key={one.id} className="flex flex-col gap-2 rounded-lg border border-line bg-surface p-4">
                  <div className="flex items-start justify-between gap-2">
                    <Link
                      href={`/${locale}/competitions/${slug}/challenges/${one.id}`}
                      className="font-semibold text-brand underline break-words"
                    >
                      {titleIn(locale, one)}
                    </Link>
                    <span className="text-lg font-semibold tabular-nums">{one.value}</span>
                  </div>
                  <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
                    <span>{t("difficultyOf", { level: one.difficulty })}</span>
                    <span>{t("solves", { count: one.solves })}</span>
                    {one.solved ? <Badge tone="good">{t("solvedByUs")}</Badge> : null}
                    {one.practised ? <Badge tone="brand">{t("practised")}</Badge> : null}
                    {one.locked.length > 0 ? <Badge>{t("locked")}</Badge> : null}
                    {one.open ? null : <Badge>{t("closed")}</Badge>}
                  </p>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}
