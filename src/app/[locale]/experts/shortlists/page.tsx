import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { PersonCard } from "@/features/experts/person-card";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

export default async function ShortlistsPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, c, caller] = await Promise.all([getTranslations("experts"), getTranslations("common"), api()]);
  const lists = await read(locale, "/experts/shortlists", caller.experts.shortlists({}));
  return (
    <>
      <PageHeader
        title={t("shortlists")}
        crumbs={[{ href: `/${locale}/experts`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      {lists.length === 0 ? <EmptyState title={t("shortlistsNone")}>{t("shortlistsHint")}</EmptyState> : null}
      {lists.map(({ id, title, people }) => (
        <section key={id} className="mb-8">
          <h2 className="mb-3 text-xl">{title}</h2>
          <ul className="flex flex-col gap-4">
            {people.map((person) => (
              <PersonCard key={person.personId} person={person} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
