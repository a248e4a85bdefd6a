import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { CompetitionHeader } from "@/features/competitions/competition-header";
import { FlagForm, Hints } from "@/features/competitions/flag-form";
import { titleIn, wordsIn } from "@/features/competitions/title";
import { WriteupForm } from "@/features/competitions/writeup-form";
import { conceptName } from "@/features/shared/concept-names";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";

export default async function ChallengePage({
  params,
}: {
  params: Promise<{ locale: string; slug: string; id: string }>;
}) {
  const { slug, id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, e, caller, timeZone] = await Promise.all([
    getTranslations("competitions"),
    getTranslations("errors"),
    api(),
    readerTimeZone(),
  ]);
  const path = `/competitions/${slug}/challenges/${id}`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  const challenge = await read(locale, path, caller.competitions.challenge({ id }));
  const statement = wordsIn(locale, challenge.statementZh, challenge.statementEn);
  const back = `/${locale}/competitions/${slug}/challenges`;
  const embargo = competition.writeupsAt
    ? t("embargoUntil", { at: dateTime(competition.writeupsAt, locale, timeZone) })
    : t("embargoOpen");
  return (
    <>
      <CompetitionHeader competition={competition} here="challenges" />
      <p className="mb-2">
        <Link href={back} className="text-brand underline">
          {t("allChallenges")}
        </Link>
      </p>
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <h2 className="text-2xl break-words">{titleIn(locale, challenge)}</h2>
        {challenge.solved ? <Badge tone="good">{t("solvedByUs")}</Badge> : null}
        {challenge.practised ? <Badge tone="brand">{t("practised")}</Badge> : null}
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {challenge.locked.length > 0 && !statement.text ? (
            <Callout tone="info" title={t("locked")}>
              {t("lockedText")}{" "}
              {challenge.locked.map((one) => (
                <Link key={one.id} href={`${back}/${one.id}`} className="mr-2 text-brand underline">
                  {titleIn(locale, one)}
                </Link>
              ))}
            </Callout>
          ) : (
            <Card title={t("statement")}>
              <div lang={statement.lang} className="max-w-prose break-words whitespace-pre-line">
                {statement.text}
              </div>
              {challenge.connection ? (
                <p className="mt-4">
                  <code className="rounded-md bg-sunken px-2 py-1 font-mono break-all">{challenge.connection}</code>
                </p>
              ) : null}
              {challenge.files.length > 0 ? (
                <ul className="mt-4 flex flex-col gap-1">
                  {challenge.files.map((file) => (
                    <li key={file.id}>
                      <a href={`/api/files/${file.id}`} className="text-brand underline break-all">
                        {file.name}
                      </a>{" "}
                      <span className="text-ink-soft">({Math.ceil(file.size / 1024)} KB)</span>
                    </li>
                  ))}
                </ul>
              ) : null}
            </Card>
          )}
          <Card title={t("answer")}>
            {challenge.solved && competition.state !== "finalised" ? (
              <Callout tone="good">{t("solvedText")}</Callout>
            ) : challenge.can.submit || challenge.can.practise ? (
              <ClientMessages of={["competitions"]}>
                <FlagForm challenge={challenge} />
              </ClientMessages>
            ) : (
              <p>
                {challenge.attemptsLeft === 0
                  ? t("noAttempts")
                  : challenge.can.whyNot
                    ? e(challenge.can.whyNot as "signIn")
                    : t("noAnswer")}
              </p>
            )}
          </Card>
          {challenge.hints.length > 0 ? (
            <Card title={t("hints")}>
              <ClientMessages of={["competitions"]}>
                <Hints challenge={challenge} />
              </ClientMessages>
            </Card>
          ) : null}
          {challenge.solved && competition.can.writeUp ? (
            <Card
              title={t("writeup")}
              action={
                challenge.writeup ? (
                  <Badge tone="good">{t("writeupAt", { at: dateTime(challenge.writeup.at, locale, timeZone) })}</Badge>
                ) : null
              }
            >
              <ClientMessages of={["competitions"]}>
                <WriteupForm challengeId={challenge.id} written={challenge.writeup} embargo={embargo} />
              </ClientMessages>
            </Card>
          ) : null}
        </div>
        <Card title={t("facts")}>
          <DescriptionList
            items={[
              { term: t("value"), detail: String(challenge.value) },
              { term: t("solvesShort"), detail: String(challenge.solves) },
              ...(challenge.firstBlood ? [{ term: t("firstBlood"), detail: challenge.firstBlood.name }] : []),
              { term: t("category"), detail: challenge.category },
              { term: t("challenge_difficulty"), detail: t("difficultyOf", { level: challenge.difficulty }) },
              ...(challenge.attemptLimit
                ? [
                    {
                      term: t("attempts"),
                      detail: `${challenge.attemptsLeft ?? challenge.attemptLimit} / ${challenge.attemptLimit}`,
                    },
                  ]
                : []),
              ...(challenge.wrongPenalty
                ? [{ term: t("challenge_wrongPenalty"), detail: `−${challenge.wrongPenalty}` }]
                : []),
              ...(challenge.endsAt
                ? [{ term: t("closesAt"), detail: dateTime(challenge.endsAt, locale, timeZone) }]
                : []),
              ...(challenge.conceptIds.length > 0
                ? [
                    {
                      term: t("concepts"),
                      detail: challenge.conceptIds.map((one) => conceptName(one, locale)).join("\n"),
                    },
                  ]
                : []),
              ...(challenge.author ? [{ term: t("challenge_author"), detail: challenge.author }] : []),
              ...(challenge.attribution ? [{ term: t("challenge_attribution"), detail: challenge.attribution }] : []),
            ]}
          />
        </Card>
      </div>
    </>
  );
}
