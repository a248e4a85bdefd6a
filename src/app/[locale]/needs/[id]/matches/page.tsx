import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { MatchFeedback } from "@/features/needs/match-feedback";
import { MatchReasons } from "@/features/needs/match-reasons";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

export default async function MatchesPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller] = await Promise.all([getTranslations("needs"), getTranslations("common"), api()]);
  const need = await read(locale, `/needs/${id}/matches`, caller.needs.get({ id }));
  const matches = await read(locale, `/needs/${id}/matches`, caller.needs.matches({ id }));
  return (
    <>
      <PageHeader
        title={t("matches")}
        meta={<p className="max-w-prose">{t("matchesNote")}</p>}
        crumbs={[
          { href: `/${locale}/needs`, label: c("needs") },
          { href: `/${locale}/needs/${id}`, label: need.title },
        ]}
        crumbsLabel={c("breadcrumbs")}
      />
      {matches.length === 0 ? <EmptyState title={t("matchesNone")}>{t("matchesNoneHint")}</EmptyState> : null}
      <ol className="flex flex-col gap-4">
        {matches.map((match) => (
          <li key={match.organisation.id}>
            <Card title={`${match.rank}. ${nameIn(locale, match.organisation)}`}>
              <MatchReasons match={match} evidence={match.evidence} />
              <div className="mt-4">
                <ClientMessages of={["needs"]}>
                  <MatchFeedback needId={id} organisationId={match.organisation.id} given={match.feedback} />
                </ClientMessages>
              </div>
            </Card>
          </li>
        ))}
      </ol>
    </>
  );
}
