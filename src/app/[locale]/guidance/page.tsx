import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { listInput } from "@/domain/guidance/schema";
import { DocumentCard } from "@/features/guidance/document-card";
import { DocumentFilters } from "@/features/guidance/document-filters";
import { SavedFilters } from "@/features/guidance/saved-filters";
import { api, currentAccount } from "@/server/api/caller";
import { LinkButton } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { Pagination } from "@/ui/pagination";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "guidance" });
  return {
    title: t("title"),
    description: t("intro"),
    alternates: { types: { "application/atom+xml": "/api/guidance/feed.atom" } },
  };
}

export default async function GuidancePage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, c, sent, account] = await Promise.all([
    getTranslations("guidance"),
    getTranslations("common"),
    searchParams,
    currentAccount(),
  ]);
  // A filter that somebody mistyped in the address is left out rather than answered with an error.
  const filled = Object.fromEntries(
    Object.entries(sent).filter(([, value]) => typeof value === "string" && value !== ""),
  );
  const parsed = listInput.safeParse(filled);
  const filters = parsed.success ? parsed.data : {};
  const { page: _, ...asked } = filters;
  const caller = await api();
  const [{ items, total, page, pages }, saved] = await Promise.all([
    caller.guidance.list(filters),
    account ? caller.guidance.filters({}) : [],
  ]);
  const href = (to: number) => `?${new URLSearchParams({ ...(filled as Record<string, string>), page: String(to) })}`;
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={<p className="max-w-prose">{t("intro")}</p>}
        action={
          <>
            {account?.actingId ? (
              <LinkButton variant="primary" href={`/${locale}/guidance/applies`}>
                {t("whatApplies")}
              </LinkButton>
            ) : null}
            <LinkButton href={`/${locale}/guidance/consultations`}>{t("consultations")}</LinkButton>
            <LinkButton href={`/${locale}/guidance/subscriptions`}>{t("subscribe")}</LinkButton>
          </>
        }
      />
      <DocumentFilters filters={filters} />
      {account ? (
        <ClientMessages of={["guidance"]}>
          <SavedFilters saved={saved} current={asked} />
        </ClientMessages>
      ) : null}
      <p className="my-4 text-ink-soft" role="status">
        {t("found", { count: total })}
      </p>
      {items.length === 0 ? <EmptyState title={t("none")}>{t("noneHint")}</EmptyState> : null}
      <div className="flex flex-col gap-4">
        {items.map((document) => (
          <DocumentCard key={document.id} document={document} />
        ))}
      </div>
      <Pagination
        page={page}
        pages={pages}
        href={href}
        labels={{ nav: c("pages"), previous: c("previous"), next: c("next"), position: c("position", { page, pages }) }}
      />
    </>
  );
}
