import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { Invitations } from "@/features/needs/invitations";
import { MatchFeedback } from "@/features/needs/match-feedback";
import { MatchReasons } from "@/features/needs/match-reasons";
import { NeedCard } from "@/features/needs/need-card";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

const tones = { waiting: "neutral", won: "good", lost: "warn", none: "neutral" } as const;

export default async function ProposalsPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, caller, timeZone] = await Promise.all([getTranslations("needs"), api(), readerTimeZone()]);
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
        {matched.length === 0 ? <EmptyState title={t("matchedNone")}>{t("matchedNoneHint")}</EmptyState> : null}
        {matched.map(({ need, ...match }) => (
          <NeedCard key={need.id} need={need} timeZone={timeZone} now={now}>
            <details className="mt-3">
              <summary className="text-brand">{t("why")}</summary>
              <div className="mt-2">
                <MatchReasons match={match} />
              </div>
            </details>
            <div className="mt-3">
              <ClientMessages of={["needs"]}>
                <MatchFeedback needId={need.id} organisationId={null} given={null} />
              </ClientMessages>
            </div>
          </NeedCard>
        ))}
      </div>
    </>
  );
}
