import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { loggedKinds } from "@/domain/competitions/schema";
import { CompetitionHeader } from "@/features/competitions/competition-header";
import { ListFilter } from "@/features/competitions/list-filter";
import { LogTable } from "@/features/competitions/log-table";
import { ManageNav } from "@/features/competitions/manage-nav";
import { RefreshLive } from "@/features/competitions/refresh-live";
import { titleIn } from "@/features/competitions/title";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { LinkButton } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { SelectField } from "@/ui/field";

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
  const older = (position: number) =>
    new URLSearchParams({
      ...(team ? { team } : {}),
      ...(kind ? { kind } : {}),
      ...(challengeId ? { challenge: challengeId } : {}),
      before: String(position),
    }).toString();
  const oldest = log.entries.at(-1)?.position;
  return (
    <>
      <CompetitionHeader competition={competition} here="manage" />
      <ManageNav slug={slug} here="log" organises={competition.can.manage} />
      <ClientMessages of={["competitions"]}>
        <RefreshLive slug={slug} on={["board", "state"]} />
        <ListFilter name="team" value={team ?? ""}>
          <SelectField
            id="kind"
            name="kind"
            label={t("logKind")}
            defaultValue={kind ?? ""}
            options={[
              { value: "", label: t("anyKind") },
              ...loggedKinds.map((one) => ({ value: one, label: t(`log_${one}`) })),
            ]}
          />
          <SelectField
            id="challenge"
            name="challenge"
            label={t("challenge")}
            defaultValue={challengeId ?? ""}
            options={[
              { value: "", label: t("allChallenges") },
              ...challenges.map((one) => ({ value: one.challengeId, label: titleIn(locale, one) })),
            ]}
          />
        </ListFilter>
        {log.entries.length === 0 ? <EmptyState title={t("logEmpty")}>{t("logEmptyHint")}</EmptyState> : null}
        <LogTable log={log} competition={competition} timeZone={timeZone} />
      </ClientMessages>
      {oldest && oldest > 1 ? (
        <p className="mt-4">
          <LinkButton href={`/${locale}${path}?${older(oldest)}`}>{t("older")}</LinkButton>
        </p>
      ) : null}
    </>
  );
}
