import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { PersonCard } from "@/features/experts/person-card";
import { EntryActs, NewShortlist, ShortlistActs } from "@/features/experts/shortlists";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

/** People whom an organisation has in mind, list by list: compared, taken along, invited. */
export default async function ShortlistsPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, c, caller] = await Promise.all([getTranslations("experts"), getTranslations("common"), api()]);
  const lists = await read(locale, "/experts/shortlists", caller.experts.shortlists({}));
  return (
    <>
      <PageHeader
        title={t("shortlists")}
        meta={<p className="max-w-prose">{t("shortlistsIntro")}</p>}
        crumbs={[{ href: `/${locale}/experts`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <ClientMessages of={["experts"]}>
        <div className="flex max-w-4xl flex-col gap-10">
          {lists.length === 0 ? <EmptyState title={t("shortlistsNone")}>{t("shortlistsHint")}</EmptyState> : null}
          {lists.map((list) => (
            <section key={list.id} aria-labelledby={`list-${list.id}`}>
              <h2 id={`list-${list.id}`} className="text-xl break-words">
                {list.title}
              </h2>
              <p className="mb-3 text-ink-soft">
                {list.people.length > 0 ? t("found", { count: list.people.length }) : t("listEmpty")}
              </p>
              <form id={`compare-${list.id}`} action={`/${locale}/experts/compare`} />
              <ShortlistActs list={list} />
              <ul className="mt-4 flex flex-col gap-4 empty:hidden">
                {list.people.map((person) => (
                  <PersonCard
                    key={person.personId}
                    person={person}
                    action={
                      <div className="flex flex-col gap-3">
                        {list.people.length > 1 ? (
                          <label className="inline-flex min-h-8 items-center gap-2 self-start text-sm">
                            <input
                              type="checkbox"
                              name="id"
                              form={`compare-${list.id}`}
                              value={person.personId}
                              className="size-5 accent-(--brand)"
                            />
                            {t("toCompare")}
                          </label>
                        ) : null}
                        <EntryActs id={list.id} personId={person.personId} note={person.note} />
                      </div>
                    }
                  />
                ))}
              </ul>
            </section>
          ))}
          <Card title={t("listNew")}>
            <NewShortlist />
          </Card>
        </div>
      </ClientMessages>
    </>
  );
}
