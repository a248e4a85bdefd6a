import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { mostPages, searchFilter } from "@/domain/experts/search";
import { Facets } from "@/features/experts/facets";
import { PersonCard } from "@/features/experts/person-card";
import { SaveSearch } from "@/features/experts/save-search";
import { SavedSearches } from "@/features/experts/small-acts";
import { filterWords } from "@/features/experts/words";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Button, LinkButton } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { Pagination } from "@/ui/pagination";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: "experts" });
  return { title: t("title"), description: t("intro") };
}

export default async function ExpertsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, caller, account, sent] = await Promise.all([
    getTranslations("experts"),
    api(),
    currentAccount(),
    searchParams,
  ]);
  const asked = await addressOf(sent, account !== null);
  const list = (name: string) => asked.getAll(name).slice(0, 12);
  const filter = searchFilter.safeParse({
    query: asked.get("query") ?? "",
    skills: list("skills"),
    level: Number(asked.get("level") ?? 1),
    backing: asked.get("backing") ?? "self",
    sectors: list("sectors"),
    regions: list("regions"),
    languages: list("languages"),
    availability: list("availability"),
    work: list("work"),
    pools: list("pools"),
  });
  const page = Math.min(Math.max(Number(asked.get("page")) || 1, 1), mostPages);
  const input = filter.success ? filter.data : searchFilter.parse({});
  const found = await read(locale, "/experts", caller.experts.search({ ...input, page }));
  const searches = account ? await caller.experts.searches({}) : [];
  const opened = searches.find(({ id }) => id === sent.saved);
  const isNew = new Set(opened?.news);
  const recruits = account?.actingId != null;
  const base = `/${locale}/experts`;
  const at = (to: number) => {
    const next = new URLSearchParams(asked);
    next.set("page", String(to));
    return `${base}?${next}`;
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={<p className="max-w-prose">{t("intro")}</p>}
        action={
          <>
            <LinkButton href={`${base}/pools`}>{t("pools")}</LinkButton>
            {recruits ? <LinkButton href={`${base}/shortlists`}>{t("shortlists")}</LinkButton> : null}
            {account ? (
              <LinkButton href={`${base}/me`} variant="primary">
                {t("myProfile")}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <form action={base} className="mb-6 flex max-w-2xl flex-wrap items-end gap-3">
        {[...asked.entries()]
          .filter(([name]) => name !== "query" && name !== "page")
          .map(([name, value]) => (
            <input key={`${name}${value}`} type="hidden" name={name} value={value} />
          ))}
        <label className="min-w-0 flex-1 max-sm:basis-full">
          <span className="mb-1 block font-semibold">{t("searchLabel")}</span>
          <input
            type="search"
            name="query"
            defaultValue={input.query}
            className="min-h-11 w-full rounded-md border border-line-strong bg-surface px-3"
          />
        </label>
        <Button type="submit" plain>
          {t("search")}
        </Button>
      </form>
      <div className="grid items-start gap-6 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <aside aria-label={t("filters")} className="max-lg:hidden">
          <Facets facets={found.facets} names={found.names} asked={asked} base={base} />
        </aside>
        <div className="min-w-0">
          <details className="mb-4 rounded-lg border border-line bg-surface p-4 lg:hidden">
            <summary className="cursor-pointer font-semibold">{t("filters")}</summary>
            <div className="mt-3">
              <Facets facets={found.facets} names={found.names} asked={asked} base={base} />
            </div>
          </details>
          <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
            <p aria-live="polite">{t("found", { count: found.total })}</p>
            {account ? (
              <ClientMessages of={["experts"]}>
                <SaveSearch
                  name={filterWords(input, locale, t, found.names).join(" · ").slice(0, 100) || t("everybody")}
                  filter={input}
                />
              </ClientMessages>
            ) : null}
          </div>
          {found.prepared < 100 ? (
            <div className="mb-4">
              <Callout tone="warn" title={t("preparing")}>
                {t("preparingHint", { prepared: found.prepared })}
              </Callout>
            </div>
          ) : null}
          {found.people.length === 0 ? (
            <EmptyState title={t("none")} action={<LinkButton href={base}>{t("clear")}</LinkButton>}>
              {t("noneHint")}
            </EmptyState>
          ) : null}
          <form action={`${base}/compare`}>
            <ul className="flex flex-col gap-4">
              {found.people.map((person) => (
                <PersonCard
                  key={person.personId}
                  person={person}
                  isNew={isNew.has(person.personId)}
                  action={
                    <label className="inline-flex min-h-8 items-center gap-2 text-sm">
                      <input type="checkbox" name="id" value={person.personId} className="size-5 accent-(--brand)" />
                      {t("toCompare")}
                    </label>
                  }
                />
              ))}
            </ul>
            {found.people.length > 1 ? (
              <div className="mt-4">
                <Button type="submit" plain>
                  {t("compare")}
                </Button>
              </div>
            ) : null}
          </form>
          {found.capped && page === found.pages ? (
            <div className="mt-4">
              <Callout>{t("capped")}</Callout>
            </div>
          ) : null}
          <Pagination
            page={page}
            pages={found.pages}
            href={at}
            labels={{
              nav: t("pages"),
              previous: t("previous"),
              next: t("next"),
              position: t("position", { page, pages: found.pages }),
            }}
          />
          {searches.length > 0 ? (
            <div className="mt-6">
              <Card title={t("savedSearches")}>
                <ClientMessages of={["experts"]}>
                  <SavedSearches searches={searches} />
                </ClientMessages>
              </Card>
            </div>
          ) : null}
          <p className="mt-6">
            <Link href={`/${locale}/skills-gap`} className="text-brand underline">
              {t("gapLink")}
            </Link>
          </p>
        </div>
      </div>
    </>
  );

  /** The address as asked; `?saved=<id>` stands for a saved search of one's own. */
  async function addressOf(
    given: Record<string, string | string[] | undefined>,
    signedIn: boolean,
  ): Promise<URLSearchParams> {
    const address = new URLSearchParams();
    if (typeof given.saved === "string" && signedIn) {
      const saved = (await caller.experts.searches({})).find(({ id }) => id === given.saved);
      for (const [name, value] of Object.entries(saved?.filter ?? {}))
        for (const one of [value].flat())
          if (one !== "" && one !== 1 && one !== "self") address.append(name, String(one));
      return address;
    }
    for (const [name, value] of Object.entries(given))
      for (const one of [value].flat()) if (one) address.append(name, one);
    return address;
  }
}
