import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { ProfileBody } from "@/features/experts/profile-body";
import { inReaders } from "@/features/experts/words";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Two to four people side by side. */
export default async function ComparePage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, c, caller, sent] = await Promise.all([
    getTranslations("experts"),
    getTranslations("common"),
    api(),
    searchParams,
  ]);
  const ids = [sent.id ?? []].flat().slice(0, 4);
  const people =
    ids.length < 2 ? [] : await read(locale, "/experts/compare", caller.experts.compare({ personIds: ids }));
  return (
    <>
      <PageHeader
        title={t("compare")}
        crumbs={[{ href: `/${locale}/experts`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      {people.length === 0 ? <EmptyState title={t("compareNone")}>{t("compareHint")}</EmptyState> : null}
      <div className="grid gap-6 lg:grid-cols-2 xl:grid-cols-[repeat(auto-fit,minmax(20rem,1fr))]">
        {people.map((profile) => (
          <section key={profile.personId} className="min-w-0">
            <h2 className="mb-1 text-xl break-words">
              {inReaders(locale, profile.content.nameZh, profile.content.nameEn) || t("nameWithheld")}
            </h2>
            <p className="mb-4 text-ink-soft">
              {inReaders(locale, profile.content.headlineZh, profile.content.headlineEn)}
            </p>
            <ProfileBody profile={profile} />
          </section>
        ))}
      </div>
    </>
  );
}
