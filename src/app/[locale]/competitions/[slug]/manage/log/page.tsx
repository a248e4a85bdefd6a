import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { loggedKinds } from "@/domain/competitions/schema";
import { addressWith } from "@/features/competitions/asked";
import { ListChoice, ListFilter } from "@/features/competitions/list-filter";
import { LogTable } from "@/features/competitions/log-table";
import { ManageHeader } from "@/features/competitions/manage-header";
import { RefreshLive } from "@/features/competitions/refresh-live";
import { titleIn } from "@/features/competitions/title";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { LinkButton } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";

type Props = {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: Promise<{ before?: string; team?: string; kind?: string; challenge?: string }>;
};

export default async function LogPage({ params, searchParams }: Props) {
  const [{ slug, locale: asked }, query] = await Promise.all([params, searchParams]);
  const locale = localeOf(asked);
  const [t, caller, timeZone] = await Promise.all([getTranslations("competitions"), api(), readerTimeZone()]);
  const path = `/competitions/${slug}/manage/log`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  const before = Number.parseInt(query.before ?? "", 10);
  const challenges = await read(locale, path, caller.competitions.statistics({ slug }));
  const team = query.team?.trim().slice(0, 60) || undefined;
  const kind = loggedKinds.find((one) => one === query.kind);
  const challengeId = challenges.find((one) => one.challengeId === query.challenge)?.challengeId;
  const log = await read(
    locale,
    path,
    caller.competitions.log({
      competitionId: competition.id,
      ...(before > 0 ? { before } : {}),
      ...(team ? { team } : {}),
      ...(kind ? { kind } : {}),
      ...(challengeId ? { challengeId } : {}),
    }),
  );
  const oldest = log.entries.at(-1)?.position;
  return (
    <>
      <ManageHeader competition={competition} here="log" />
      <ClientMessages of={["competitions"]}>
        <RefreshLive slug={slug} on={["board", "state"]} />
        <ListFilter name="team" value={team ?? ""}>
          <ListChoice
            name="kind"
            label={t("logKind")}
            all={t("anyKind")}
            value={kind}
            options={loggedKinds.map((one) => ({ value: one, label: t(`log_${one}`) }))}
          />
          <ListChoice
            name="challenge"
            label={t("challenge")}
            all={t("allChallenges")}
            value={challengeId}
            options={challenges.map((one) => ({ value: one.challengeId, label: titleIn(locale, one) }))}
          />
        </ListFilter>
        {log.entries.length === 0 ? <EmptyState title={t("logEmpty")}>{t("logEmptyHint")}</EmptyState> : null}
        <LogTable log={log} competition={competition} timeZone={timeZone} />
      </ClientMessages>
      {oldest && oldest > 1 ? (
        <p className="mt-4">
          <LinkButton href={`/${locale}${path}${addressWith({ team, kind, challenge: challengeId, before: oldest })}`}>
            {t("older")}
          </LinkButton>
        </p>
      ) : null}
    </>
  );
}
