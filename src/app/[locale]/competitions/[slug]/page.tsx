import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { CompetitionHeader } from "@/features/competitions/competition-header";
import { Countdown } from "@/features/competitions/countdown";
import { PhaseList } from "@/features/competitions/phase-list";
import { RefreshLive } from "@/features/competitions/refresh-live";
import { bodyIn, titleIn, wordsIn } from "@/features/competitions/title";
import type { Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { LinkButton } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { LongList } from "@/ui/long-list";

type Props = { params: Promise<{ locale: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, locale } = await params;
  const competition = await (await api()).competitions.get({ slug }).catch(() => null);
  if (!competition) return {};
  const { text } = wordsIn(localeOf(locale), competition.summaryZh, competition.summaryEn);
  return { title: titleIn(localeOf(locale), competition), description: text };
}

export default async function CompetitionPage({ params }: Props) {
  const { slug, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, timeZone, account] = await Promise.all([
    getTranslations("competitions"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
    currentAccount(),
  ]);
  const competition = await read(locale, `/competitions/${slug}`, caller.competitions.get({ slug }));
  const { versions, root } = await caller.competitions.results({ slug });
  const base = `/${locale}/competitions/${slug}`;
  const summary = wordsIn(locale, competition.summaryZh, competition.summaryEn);
  const rules = wordsIn(locale, competition.rulesZh, competition.rulesEn);
  const next = nextMoment(competition);
  const at = (iso: string | null) => (iso ? dateTime(iso, locale, timeZone) : t("theEnd"));
  const { registrationOpensAt: opens, registrationClosesAt: closes, now } = competition;
  const registering =
    ["registration", "running"].includes(competition.state) &&
    opens !== null &&
    opens <= now &&
    (closes === null || closes > now);
  return (
    <>
      <CompetitionHeader competition={competition} here="overview" />
      <ClientMessages of={["competitions"]}>
        <RefreshLive slug={slug} on={["state"]} />
      </ClientMessages>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {competition.state === "paused" ? <Callout tone="warn">{t("pausedText")}</Callout> : null}
          {competition.state === "cancelled" ? <Callout tone="bad">{t("cancelledText")}</Callout> : null}
          {competition.announcements.length > 0 ? (
            <Card title={t("announcements")}>
              <LongList step={5} more={c("showMore")} className="flex flex-col gap-4">
                {competition.announcements.map((one) => {
                  const body = bodyIn(locale, one);
                  return (
                    <li key={one.id}>
                      <p className="font-semibold">{titleIn(locale, one)}</p>
                      <time dateTime={one.at} className="text-sm text-ink-soft">
                        {dateTime(one.at, locale, timeZone)}
                      </time>
                      <p lang={body.lang} className="max-w-prose whitespace-pre-line">
                        {body.text}
                      </p>
                    </li>
                  );
                })}
              </LongList>
            </Card>
          ) : null}
          <Card title={t("about")}>
            <p lang={summary.lang} className="max-w-prose whitespace-pre-line">
              {summary.text || t("noSummary")}
            </p>
          </Card>
          <PhaseList competition={competition} />
          {rules.text ? (
            <Card title={t("rules")}>
              <p lang={rules.lang} className="max-w-prose whitespace-pre-line">
                {rules.text}
              </p>
            </Card>
          ) : null}
          {versions.length > 0 ? (
            <Card title={t("results")}>
              <p className="mb-3 max-w-prose">{t("resultsText")}</p>
              <ol className="flex flex-col gap-2">
                {versions.map((one) => (
                  <li key={one.version}>
                    <strong>{t("resultVersion", { version: one.version })}</strong>{" "}
                    <time dateTime={one.at} className="text-ink-soft">
                      {dateTime(one.at, locale, timeZone)}
                    </time>
                    {one.reason ? ` — ${one.reason}` : ""}
                    <code className="block font-mono text-xs break-all text-ink-soft">{one.root}</code>
                  </li>
                ))}
              </ol>
              <p className="mt-3">
                <a href={`/competitions/${slug}/archive.json`} className="text-brand underline">
                  {t("archive")}
                </a>
              </p>
            </Card>
          ) : root ? (
            <Card title={t("root")}>
              <p className="max-w-prose">{t("rootText")}</p>
              <code className="font-mono text-xs break-all">{root}</code>
            </Card>
          ) : null}
        </div>
        <div className="flex flex-col gap-6">
          <Card>
            {next ? (
              <ClientMessages of={["competitions"]}>
                <Countdown label={next.label} at={next.at} now={competition.now} timeZone={timeZone} />
              </ClientMessages>
            ) : (
              <p className="font-semibold">{t(`stateText_${competition.state}`)}</p>
            )}
            <div className="mt-4 flex flex-col gap-2 [&>a]:w-full">
              {competition.can.play ? (
                <LinkButton variant="primary" href={`${base}/challenges`}>
                  {t("play")}
                </LinkButton>
              ) : competition.team ? (
                <LinkButton variant="primary" href={`${base}/team`}>
                  {t("toTeam")}
                </LinkButton>
              ) : competition.can.watch ? (
                <>
                  <LinkButton variant="primary" href={`${base}/manage`}>
                    {t("room_manage")}
                  </LinkButton>
                  {competition.can.register ? (
                    <LinkButton href={`${base}/register`}>{t("takePartOutside")}</LinkButton>
                  ) : null}
                </>
              ) : competition.can.register || (!account && registering) ? (
                <LinkButton variant="primary" href={`${base}/register`}>
                  {t("takePart")}
                </LinkButton>
              ) : (
                <LinkButton variant="primary" href={`${base}/board`}>
                  {t("room_board")}
                </LinkButton>
              )}
              {!account && registering ? (
                <p className="text-sm">
                  {t("signInToPlay")}{" "}
                  <Link href={`/${locale}/sign-in?next=${encodeURIComponent(base)}`} className="text-brand underline">
                    {c("signIn")}
                  </Link>
                </p>
              ) : null}
            </div>
          </Card>
          <Card title={t("facts")}>
            <DescriptionList
              items={[
                { term: t("organiser"), detail: nameIn(locale, competition.organisation) },
                {
                  term: t("format"),
                  detail: competition.phasesOf
                    .map((phase) => titleIn(locale, phase) || t(`phase_${phase.kind}`))
                    .join("\n"),
                },
                {
                  term: t("registration"),
                  detail: `${at(competition.registrationOpensAt)} –\n${at(competition.registrationClosesAt)}`,
                },
                { term: t("runs"), detail: `${at(competition.startsAt)} –\n${at(competition.endsAt)}` },
                ...(competition.freezeAt ? [{ term: t("freezeAt"), detail: at(competition.freezeAt) }] : []),
                { term: t("zone"), detail: competition.timeZone },
                {
                  term: t("teamSize"),
                  detail: `${competition.minTeamSize}–${competition.maxTeamSize}`,
                },
                { term: t("teamsPlaying"), detail: String(competition.teams) },
                ...(competition.divisions.length > 0
                  ? [
                      {
                        term: t("divisions"),
                        detail: competition.divisions.map((one) => nameIn(locale, one) || one.key).join("\n"),
                      },
                    ]
                  : []),
              ]}
            />
          </Card>
        </div>
      </div>
    </>
  );
}

function nextMoment(competition: Outputs["competitions"]["get"]) {
  const { state, startsAt, endsAt, registrationOpensAt } = competition;
  if (state === "published" && registrationOpensAt && registrationOpensAt > competition.now)
    return { label: "opens" as const, at: registrationOpensAt };
  if ((state === "published" || state === "registration") && startsAt)
    return { label: "starts" as const, at: startsAt };
  if (state === "running" && endsAt) return { label: "ends" as const, at: endsAt };
  return null;
}
