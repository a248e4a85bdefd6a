import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { CompetitionHeader } from "@/features/competitions/competition-header";
import { LiveBoard } from "@/features/competitions/live-board";
import { RefreshLive } from "@/features/competitions/refresh-live";
import { ScoreChart } from "@/features/competitions/score-chart";
import { titleIn } from "@/features/competitions/title";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { LinkButton } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { EmptyState } from "@/ui/empty-state";

type Props = {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: Promise<{ division?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, locale } = await params;
  const t = await getTranslations({ locale: localeOf(locale), namespace: "competitions" });
  const competition = await (await api()).competitions.get({ slug }).catch(() => null);
  return competition ? { title: `${t("room_board")} — ${titleIn(localeOf(locale), competition)}` } : {};
}

export default async function BoardPage({ params, searchParams }: Props) {
  const [{ slug, locale: asked }, { division: wanted }] = await Promise.all([params, searchParams]);
  const locale = localeOf(asked);
  const [t, judged, caller, timeZone] = await Promise.all([
    getTranslations("competitions"),
    getTranslations("competitionsJudged"),
    api(),
    readerTimeZone(),
  ]);
  const path = `/competitions/${slug}/board`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  const division = competition.divisions.some(({ key }) => key === wanted) ? wanted : undefined;
  const board = await read(locale, path, caller.competitions.board({ slug, ...(division ? { division } : {}) }));
  const own = board.frozenSince && competition.team ? await caller.competitions.ownStanding({ slug }) : null;
  const here = `/${locale}${path}`;
  return (
    <>
      <CompetitionHeader competition={competition} here="board" />
      {board.frozenSince ? (
        <div className="mb-4">
          <Callout tone="warn" title={t("frozen", { at: dateTime(board.frozenSince, locale, timeZone) })}>
            {t(competition.can.seeLive ? "frozenOrganiser" : "frozenText")}
            {own ? <p className="mt-1 font-semibold">{t("ownNow", { score: own.score, solved: own.solved })}</p> : null}
          </Callout>
        </div>
      ) : null}
      {board.resultVersion ? (
        <p className="mb-4 text-ink-soft">{t("resultVersion", { version: board.resultVersion })}</p>
      ) : null}
      {competition.divisions.length > 0 ? (
        <nav aria-label={t("divisions")} className="mb-4 flex flex-wrap gap-2">
          <LinkButton href={here} variant={division ? "quiet" : "secondary"}>
            {t("allDivisions")}
          </LinkButton>
          {competition.divisions.map((one) => (
            <LinkButton
              key={one.key}
              href={`${here}?division=${one.key}`}
              variant={division === one.key ? "secondary" : "quiet"}
            >
              {nameIn(locale, one) || one.key}
            </LinkButton>
          ))}
        </nav>
      ) : null}
      <ScoreChart board={board} />
      {board.total === 0 ? (
        <>
          <RefreshLive slug={slug} on={["board", "state"]} />
          <EmptyState title={t("noTeams")}>{t("noTeamsHint")}</EmptyState>
        </>
      ) : (
        <ClientMessages of={["competitions"]}>
          <LiveBoard
            initial={board}
            own={competition.team?.id ?? null}
            division={division ?? null}
            seesLive={competition.can.seeLive}
            timeZone={timeZone}
          />
        </ClientMessages>
      )}
      <p className="mt-6 flex flex-wrap gap-4 text-sm">
        {competition.phasesOf.length > 1 ? (
          <Link href={`/${locale}/competitions/${slug}/combination`} className="text-brand underline">
            {judged("combination")}
          </Link>
        ) : null}
        <a href={`/competitions/${slug}/scoreboard.json`} className="text-brand underline">
          CTFtime JSON
        </a>
        {competition.can.readChallenges ? (
          <a href={`/competitions/${slug}/events.ndjson`} className="text-brand underline">
            NDJSON
          </a>
        ) : null}
      </p>
    </>
  );
}
