import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { searchInput, searchKinds } from "@/domain/search/schema";
import { nameIn } from "@/domain/shared/names";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { TextField } from "@/ui/field";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ q?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: "common" });
  return { title: t("searchTitle"), robots: { index: false } };
}

export default async function SearchPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, caller, asked] = await Promise.all([getTranslations("common"), api(), searchParams]);
  const { query } = searchInput.catch({ query: "" }).parse({ query: asked.q ?? "" });
  const hits = await read(locale, "/search", caller.search.find({ query }));
  return (
    <>
      <PageHeader title={t("searchTitle")} />
      <form method="get" className="mb-6 flex max-w-2xl flex-wrap items-end gap-3">
        <div className="min-w-60 flex-1">
          <TextField
            id="q"
            name="q"
            type="search"
            label={t("searchEverything")}
            hint={t("searchHint")}
            defaultValue={query}
          />
        </div>
        <Button type="submit" variant="primary" plain>
          {t("searchGo")}
        </Button>
      </form>
      <p role="status" className="mb-4">
        {query === "" ? "" : t("searchCount", { count: hits.length, query })}
      </p>
      {query !== "" && hits.length === 0 ? (
        <EmptyState title={t("searchNone")}>{t("searchNoneText")}</EmptyState>
      ) : null}
      {searchKinds.map((kind) => {
        const found = hits.filter((hit) => hit.kind === kind);
        if (found.length === 0) return null;
        return (
          <section key={kind} className="mb-8">
            <h2 className="mb-3 text-xl">{t(`searchKind_${kind}`)}</h2>
            <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
              {found.map((hit) => (
                <li key={hit.id} className="px-5 py-3">
                  <Link
                    href={`/${locale}${hit.path}`}
                    lang={hit.language ?? undefined}
                    className="font-semibold text-brand underline break-words"
                  >
                    {nameIn(locale, hit.title)}
                  </Link>
                  <p lang={hit.language ?? undefined} className="line-clamp-2 max-w-prose text-ink-soft">
                    {hit.detail}
                  </p>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
