import { clsx } from "clsx";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { z } from "zod";
import { localeOf, readerTimeZone } from "@/app/reader";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { listInput } from "@/domain/standards/schema";
import { catalogueInput } from "@/domain/standards/schema-life";
import { date } from "@/features/shared/format";
import { StageBadge } from "@/features/standards/stage-badge";
import { StandingBadge } from "@/features/standards/standing-badge";
import { api, currentAccount } from "@/server/api/caller";
import { Button, LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { TextField } from "@/ui/field";
import { PageHeader } from "@/ui/page-header";
import { Pagination } from "@/ui/pagination";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "standards" });
  return { title: t("title"), description: t("intro") };
}

export default async function StandardsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, sent, account] = await Promise.all([getTranslations("standards"), searchParams, currentAccount()]);
  const filled = Object.fromEntries(
    Object.entries(sent).filter(([, value]) => typeof value === "string" && value !== ""),
  );
  const { scope: asked, search, page } = filled;
  const parsed = listInput.safeParse({
    ...(asked ? { scope: asked } : {}),
    ...(search ? { search } : {}),
    ...(page ? { page } : {}),
  });
  const filters = parsed.success ? parsed.data : {};
  const scope = filters.scope ?? "catalogue";
  const scopes = account
    ? (["catalogue", "consultations", "mine"] as const)
    : (["catalogue", "consultations"] as const);
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={<p className="max-w-prose">{t("intro")}</p>}
        action={
          account ? (
            <LinkButton variant="primary" href={`/${locale}/standards/new`}>
              {t("propose")}
            </LinkButton>
          ) : null
        }
      />
      <nav aria-label={t("title")} className="mb-4 flex flex-wrap gap-2">
        {scopes.map((one) => (
          <LinkButton key={one} href={`?scope=${one}`} variant={one === scope ? "primary" : "secondary"}>
            {t(one)}
          </LinkButton>
        ))}
      </nav>
      {scope === "catalogue" ? <Catalogue locale={locale} filled={filled} /> : null}
      {scope === "catalogue" ? null : <Working locale={locale} filters={filters} scope={scope} filled={filled} />}
    </>
  );
}

type Filled = Record<string, unknown>;
type Scope = "consultations" | "mine";

const hrefOf = (filled: Filled, change: Record<string, string>) =>
  `?${new URLSearchParams(Object.entries({ ...(filled as Record<string, string>), page: "", ...change }).filter(([, value]) => value !== ""))}`;

/** What is open or one's own, as work that goes on. */
async function Working({
  locale,
  filters,
  scope,
  filled,
}: {
  locale: Locale;
  filters: z.output<typeof listInput>;
  scope: Scope;
  filled: Filled;
}) {
  const [t, c, caller] = await Promise.all([getTranslations("standards"), getTranslations("common"), api()]);
  const { items, total, page, pages } = await caller.standards.list(filters);
  return (
    <>
      <form className="mb-4 flex flex-wrap items-end gap-2">
        <input type="hidden" name="scope" value={scope} />
        <TextField id="search" name="search" label={t("search")} defaultValue={filters.search} />
        <Button type="submit" plain>
          {t("search")}
        </Button>
      </form>
      <p className="my-4 text-ink-soft" role="status">
        {t("found", { count: total })}
      </p>
      {items.length === 0 ? <EmptyState title={t("none")}>{t("noneHint")}</EmptyState> : null}
      <div className="flex flex-col gap-4">
        {items.map((standard) => (
          <Card key={standard.id}>
            <h2 className="text-xl">
              <Link href={`/${locale}/standards/${standard.id}`} className="text-brand underline">
                {nameIn(locale, { nameZh: standard.titleZh || null, nameEn: standard.titleEn || null })}
              </Link>
            </h2>
            <p className="my-2 flex flex-wrap gap-3 text-ink-soft">
              <StageBadge standard={standard} />
              <span>
                {t("number")} {standard.number}
              </span>
              <span>{nameIn(locale, standard.proposer)}</span>
            </p>
            <p lang={standard.language} className="max-w-prose">
              {standard.purpose}
            </p>
          </Card>
        ))}
      </div>
      <Pagination
        page={page}
        pages={pages}
        href={(to) => hrefOf(filled, { page: String(to) })}
        labels={{ nav: c("pages"), previous: c("previous"), next: c("next"), position: c("position", { page, pages }) }}
      />
    </>
  );
}

const facets = ["standing", "profile", "year", "language"] as const;

/** Published standards: search in both languages, and counts by which to narrow. */
async function Catalogue({ locale, filled }: { locale: Locale; filled: Filled }) {
  const [t, l, c, caller, timeZone] = await Promise.all([
    getTranslations("standards"),
    getTranslations("standardsLife"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const { scope: _, ...asked } = filled;
  const parsed = catalogueInput.safeParse(asked);
  const filters = parsed.success ? parsed.data : {};
  const found = await caller.standardsLife.catalogue(filters);
  const label = (facet: (typeof facets)[number], value: string) => {
    if (facet === "standing") return l(`standing_${value}`);
    if (facet === "profile") return t(`profile_${value}`);
    return facet === "language" ? t(`lang_${value}`) : value;
  };
  return (
    <>
      <form className="mb-5 flex flex-wrap items-end gap-2">
        {facets.map((facet) =>
          filters[facet] ? <input key={facet} type="hidden" name={facet} value={String(filters[facet])} /> : null,
        )}
        <div className="min-w-60 flex-1">
          <TextField
            id="search"
            name="search"
            type="search"
            label={l("searchCatalogue")}
            defaultValue={filters.search}
          />
        </div>
        <Button type="submit" plain>
          {t("search")}
        </Button>
      </form>
      <div className="grid items-start gap-6 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <nav aria-label={l("filters")} className="grid gap-5 max-lg:grid-cols-2">
          {facets.map((facet) =>
            found.facets[facet].length === 0 ? null : (
              <section key={facet}>
                <h2 className="mb-1 text-base font-semibold">{l(`facet_${facet}`)}</h2>
                <ul>
                  <li>
                    <FacetLink href={hrefOf(asked, { [facet]: "" })} chosen={filters[facet] === undefined}>
                      {l("any")}
                    </FacetLink>
                  </li>
                  {found.facets[facet].map(({ value, count }) => (
                    <li key={value}>
                      <FacetLink
                        href={hrefOf(asked, { [facet]: value })}
                        chosen={String(filters[facet] ?? "") === value}
                      >
                        {label(facet, value)} <span className="tabular-nums text-ink-soft">{count}</span>
                      </FacetLink>
                    </li>
                  ))}
                </ul>
              </section>
            ),
          )}
        </nav>
        <div className="min-w-0">
          <p className="mb-4 text-ink-soft" role="status">
            {t("found", { count: found.total })}
          </p>
          {found.items.length === 0 ? <EmptyState title={t("none")}>{t("noneHint")}</EmptyState> : null}
          <div className="flex flex-col gap-4">
            {found.items.map((standard) => (
              <Card key={standard.id}>
                <h2 className="text-xl">
                  <Link href={`/${locale}/standards/${standard.id}`} className="text-brand underline">
                    {nameIn(locale, { nameZh: standard.titleZh || null, nameEn: standard.titleEn || null })}
                  </Link>
                </h2>
                <p className="my-2 flex flex-wrap items-center gap-3 text-ink-soft">
                  <StandingBadge standing={standard.standing} />
                  <span className="tabular-nums">{standard.designation}</span>
                  <span>{l("publishedOn", { date: date(standard.publishedAt, locale, timeZone) })}</span>
                  <span>{nameIn(locale, standard.proposer)}</span>
                </p>
                <p lang={standard.language} className="max-w-prose">
                  {standard.purpose}
                </p>
              </Card>
            ))}
          </div>
          <Pagination
            page={found.page}
            pages={found.pages}
            href={(to) => hrefOf(asked, { page: String(to) })}
            labels={{
              nav: c("pages"),
              previous: c("previous"),
              next: c("next"),
              position: c("position", { page: found.page, pages: found.pages }),
            }}
          />
        </div>
      </div>
    </>
  );
}

function FacetLink({ href, chosen, children }: { href: string; chosen: boolean; children: ReactNode }) {
  return (
    <Link
      href={href}
      aria-current={chosen ? "true" : undefined}
      className={clsx("block min-h-8 py-1", chosen ? "font-semibold text-ink" : "text-brand underline")}
    >
      {children}
    </Link>
  );
}
