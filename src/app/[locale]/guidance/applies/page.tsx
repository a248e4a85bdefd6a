import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { daysUntil } from "@/domain/guidance/due";
import { appliesInput } from "@/domain/guidance/schema";
import { lawDay } from "@/domain/guidance/states";
import { AssetForm } from "@/features/guidance/asset-form";
import { DocumentCard } from "@/features/guidance/document-card";
import { titleIn } from "@/features/guidance/titles";
import { VerdictReasons } from "@/features/guidance/verdict";
import { dateTime } from "@/features/shared/format";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { Pagination } from "@/ui/pagination";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function AppliesPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, c, caller, timeZone, account, sent] = await Promise.all([
    getTranslations("guidance"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
    currentAccount(),
    searchParams,
  ]);
  const parsed = appliesInput.safeParse(sent);
  const filters = parsed.success ? parsed.data : {};
  const view = await read(locale, "/guidance/applies", caller.guidance.applies(filters));
  const { page, pages } = view;
  const today = lawDay(new Date());
  return (
    <>
      <PageHeader
        title={t("appliesTitle")}
        crumbs={[{ href: `/${locale}/guidance`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
        meta={
          <>
            <p className="max-w-prose">{t("appliesIntro")}</p>
            {view.lastVisit ? <p>{t("sinceVisit", { at: dateTime(view.lastVisit, locale, timeZone) })}</p> : null}
          </>
        }
        action={
          <>
            <LinkButton href={filters.only === "open" ? "?" : "?only=open"}>
              {filters.only === "open" ? t("all") : t("onlyOpen")}
            </LinkButton>
            <LinkButton href="/api/guidance/deadlines.ics">{t("calendar")}</LinkButton>
          </>
        }
      />
      {view.unknown.length > 0 ? (
        <div className="mb-4">
          <Callout tone="info">
            {t("tellMore", {
              facets: view.unknown.map((facet) => t(`facet_${facet}`)).join(locale === "en" ? ", " : "、"),
            })}{" "}
            {account?.actingId ? (
              <Link
                href={`/${locale}/organisations/${account.actingId}`}
                className="font-semibold text-brand underline"
              >
                {t("tellMoreLink")}
              </Link>
            ) : null}
          </Callout>
        </div>
      ) : null}
      {view.ended.length > 0 ? (
        <div className="mb-4">
          <Callout tone="warn" title={t("endedTitle")}>
            <ul className="mt-1 flex flex-col gap-1">
              {view.ended.map((one) => (
                <li key={one.documentId}>
                  <Link href={`/${locale}/guidance/${one.documentId}`} className="text-brand underline">
                    {titleIn(locale, one)}
                  </Link>{" "}
                  {t(`standing_${one.how}`)}
                </li>
              ))}
            </ul>
          </Callout>
        </div>
      ) : null}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <p role="status" className="text-ink-soft">
            {t("found", { count: view.total })}
          </p>
          {view.items.length === 0 ? <EmptyState title={t("nothingApplies")} /> : null}
          {view.items.map((item) => (
            <DocumentCard key={item.id} document={item}>
              <p className="mt-3 flex flex-wrap items-center gap-2">
                <Badge tone={item.status === "applies" ? "good" : "warn"}>{t(`applies_${item.status}`)}</Badge>
                {item.changed ? <Badge tone="brand">{t(`changed_${item.changed}`)}</Badge> : null}
                {item.acknowledged === false ? <Badge tone="warn">{t("ackWaiting")}</Badge> : null}
                {item.acknowledged ? <Badge tone="good">{t("ackDone")}</Badge> : null}
                {item.lines > 0 ? (
                  <Badge tone={item.done === item.lines ? "good" : "neutral"}>
                    {t("progress", { done: item.done, lines: item.lines })}
                  </Badge>
                ) : null}
                {item.nextDueOn ? (
                  <span className="flex flex-wrap items-center gap-2 text-sm">
                    {t("nextDue")} <time dateTime={item.nextDueOn}>{item.nextDueOn}</time>
                    {item.nextDueOn < today ? (
                      <Badge tone="bad">{t("overdue")}</Badge>
                    ) : (
                      <span className="text-ink-soft">
                        {t("daysLeft", { count: daysUntil(item.nextDueOn, today) })}
                      </span>
                    )}
                  </span>
                ) : null}
              </p>
              <details className="mt-2">
                <summary className="w-fit text-brand underline">{t("why")}</summary>
                <div className="mt-2">
                  <VerdictReasons verdict={item.verdict} />
                </div>
              </details>
            </DocumentCard>
          ))}
          <Pagination
            page={page}
            pages={pages}
            href={(to) => `?page=${to}${filters.only ? `&only=${filters.only}` : ""}`}
            labels={{
              nav: c("pages"),
              previous: c("previous"),
              next: c("next"),
              position: c("position", { page, pages }),
            }}
          />
        </div>
        <aside>
          <Card>
            <ClientMessages of={["guidance"]}>
              <AssetForm assets={view.assets} />
            </ClientMessages>
          </Card>
        </aside>
      </div>
    </>
  );
}
