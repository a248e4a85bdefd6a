import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { listInput } from "@/domain/needs/schema";
import { FollowButton } from "@/features/needs/follow-button";
import { NeedCard } from "@/features/needs/need-card";
import { NeedFilters } from "@/features/needs/need-filters";
import { SavedViews } from "@/features/needs/saved-views";
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
  const t = await getTranslations({ locale: (await params).locale, namespace: "needs" });
  return { title: t("title"), description: t("intro") };
}

export default async function NeedsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, c, sent, account, timeZone] = await Promise.all([
    getTranslations("needs"),
    getTranslations("common"),
    searchParams,
    currentAccount(),
    readerTimeZone(),
  ]);
  // A filter that somebody mistyped in the address is left out rather than answered with an error.
  const filled = Object.fromEntries(
    Object.entries(sent).filter(([, value]) => typeof value === "string" && value !== ""),
  );
  const parsed = listInput.safeParse(filled);
  const filters = parsed.success ? parsed.data : {};
  const caller = await api();
  const { items, total, page, pages } = await caller.needs.list(filters);
  const views = account ? await caller.needs.savedViews({}) : null;
  const { page: _, ...kept } = filters;
  const onlyFollowed = filters.following && Object.keys(kept).every((key) => key === "following" || key === "sort");
  const now = new Date();
  const href = (to: number) => `?${new URLSearchParams({ ...(filled as Record<string, string>), page: String(to) })}`;
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={<p className="max-w-prose">{t("intro")}</p>}
        action={
          account ? (
            <LinkButton variant="primary" href={`/${locale}/needs/new`}>
              {t("post")}
            </LinkButton>
          ) : null
        }
      />
      {/* The fields hold what the address says also after a link to another view. */}
      <NeedFilters
        key={JSON.stringify(filters)}
        filters={filters}
        mayBeMine={account?.actingId != null}
        mayFollow={account !== null}
      />
      <ClientMessages of={["needs"]}>
        <SavedViews views={views} filters={kept} />
      </ClientMessages>
      <p className="my-4 text-ink-soft" role="status">
        {t("found", { count: total })}
      </p>
      {items.length > 0 ? null : onlyFollowed ? (
        <EmptyState
          title={t("followedNone")}
          action={<LinkButton href={`/${locale}/needs`}>{t("followedBrowse")}</LinkButton>}
        >
          {t("followedNoneHint")}
        </EmptyState>
      ) : (
        <EmptyState title={t("none")}>{t("noneHint")}</EmptyState>
      )}
      <ClientMessages of={filters.following ? ["needs"] : []}>
        <div className="flex flex-col gap-4">
          {items.map((need) => (
            <NeedCard key={need.id} need={need} timeZone={timeZone} now={now}>
              {filters.following ? (
                <div className="mt-3">
                  <FollowButton needId={need.id} following title={need.title} />
                </div>
              ) : null}
            </NeedCard>
          ))}
        </div>
      </ClientMessages>
      <Pagination
        page={page}
        pages={pages}
        href={href}
        labels={{ nav: c("pages"), previous: c("previous"), next: c("next"), position: c("position", { page, pages }) }}
      />
    </>
  );
}
