import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { Invitations } from "@/features/needs/invitations";
import { MatchFeedback } from "@/features/needs/match-feedback";
import { MatchReasons } from "@/features/needs/match-reasons";
import { NeedCard } from "@/features/needs/need-card";
import { dateTime } from "@/features/shared/format";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

const tones = { waiting: "neutral", won: "good", lost: "warn", none: "neutral" } as const;

export default async function ProposalsPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, m, caller, timeZone, account] = await Promise.all([
    getTranslations("needs"),
    getTranslations("matching"),
    api(),
    readerTimeZone(),
    currentAccount(),
  ]);
  const profile = account?.actingId ? `/${locale}/organisations/${account.actingId}` : `/${locale}/organisations/new`;
  const proposals = await read(locale, "/proposals", caller.needs.myProposals({}));
  const matched = await read(locale, "/proposals", caller.needs.matchedNeeds({}));
  const together = await read(locale, "/proposals", caller.needs.together({}));
  const now = new Date();
  return (
    <>
      <PageHeader title={t("proposalsTitle")} />
      <ClientMessages of={["needs"]}>
        <Invitations together={together} />
      </ClientMessages>
      <div className="flex flex-col gap-4">
        {proposals.length === 0 ? <EmptyState title={t("proposalsNone")}>{t("proposalsNoneHint")}</EmptyState> : null}
        {proposals.map(({ need, receipt, result }) => (
          <NeedCard key={need.id} need={need} timeZone={timeZone} now={now}>
            <p className="mt-3 flex flex-wrap items-center gap-3">
              <Badge tone={receipt.state === "submitted" ? "good" : "neutral"}>{t(receipt.state)}</Badge>
              <span className="text-ink-soft">
                {t("proposalNumber", { number: receipt.number })} · {dateTime(receipt.submittedAt, locale, timeZone)}
              </span>
              <Badge tone={tones[result]}>{t(`result_${result}`)}</Badge>
            </p>
          </NeedCard>
        ))}
      </div>
      <h2 className="mt-10 mb-3 text-xl">{t("matchedNeeds")}</h2>
      <div className="flex flex-col gap-4">
        {matched.length === 0 ? (
          <EmptyState title={t("matchedNone")} action={<LinkButton href={profile}>{m("toProfile")}</LinkButton>}>
            {t("matchedNoneHint")}
          </EmptyState>
        ) : null}
        {matched.map(({ need, ...match }) => (
          <NeedCard key={need.id} need={need} timeZone={timeZone} now={now}>
            <p className="mt-3 flex flex-wrap items-center gap-3 text-sm">
              <span className="font-semibold tabular-nums">{m("score", { score: match.score.toFixed(1) })}</span>
              {match.qualified ? null : <Badge tone="warn">{m("notQualified")}</Badge>}
            </p>
            <details className="mt-2">
              <summary className="text-brand">{match.qualified ? m("why") : m("qualify")}</summary>
              <div className="mt-3 flex flex-col gap-4">
                <MatchReasons match={match} />
                {match.missing.length > 0 ? (
                  <p>
                    <LinkButton href={profile}>{m("toProfile")}</LinkButton>
                  </p>
                ) : null}
              </div>
            </details>
            <div className="mt-3">
              <ClientMessages of={["matching"]}>
                <MatchFeedback needId={need.id} organisationId={null} given={null} />
              </ClientMessages>
            </div>
          </NeedCard>
        ))}
      </div>
    </>
  );
}
