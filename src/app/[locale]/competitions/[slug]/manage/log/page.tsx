import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { CompetitionHeader } from "@/features/competitions/competition-header";
import { LogTable } from "@/features/competitions/console-forms";
import { ManageNav } from "@/features/competitions/manage-nav";
import { RefreshLive } from "@/features/competitions/refresh-live";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { LinkButton } from "@/ui/button";

type Props = {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: Promise<{ before?: string }>;
};

export default async function LogPage({ params, searchParams }: Props) {
  const [{ slug, locale: asked }, query] = await Promise.all([params, searchParams]);
  const locale = localeOf(asked);
  const [t, caller, timeZone] = await Promise.all([getTranslations("competitions"), api(), readerTimeZone()]);
  const path = `/competitions/${slug}/manage/log`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  const before = Number.parseInt(query.before ?? "", 10);
  const log = await read(
    locale,
    path,
    caller.competitions.log({ competitionId: competition.id, ...(before > 0 ? { before } : {}) }),
  );
  const oldest = log.entries.at(-1)?.position;
  return (
    <>
      <CompetitionHeader competition={competition} here="manage" />
      <ManageNav slug={slug} here="log" organises={competition.can.manage} />
      <ClientMessages of={["competitions"]}>
        <RefreshLive slug={slug} on={["board", "state"]} />
        <LogTable log={log} competition={competition} timeZone={timeZone} />
      </ClientMessages>
      {oldest && oldest > 1 ? (
        <p className="mt-4">
          <LinkButton href={`/${locale}${path}?before=${oldest}`}>{t("older")}</LinkButton>
        </p>
      ) : null}
    </>
  );
}
