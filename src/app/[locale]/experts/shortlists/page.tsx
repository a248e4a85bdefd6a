import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { PersonCard } from "@/features/experts/person-card";
import { TakeOff } from "@/features/experts/small-acts";
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
              <PersonCard
                key={person.personId}
                person={person}
                action={
                  <ClientMessages of={["experts"]}>
                    {person.note ? <p className="mb-3 max-w-prose">{person.note}</p> : null}
                    <TakeOff id={id} personId={person.personId} />
                  </ClientMessages>
                }
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
