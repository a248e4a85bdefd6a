import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { ClauseDesk } from "@/features/standards/clause-desk";
import { ClauseText } from "@/features/standards/clause-text";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { PageHeader } from "@/ui/page-header";

type Props = {
  params: Promise<{ locale: string; id: string; clauseId: string }>;
  searchParams: Promise<{ form?: string | string[] }>;
};

export default async function ClausePage({ params, searchParams }: Props) {
  const { id, clauseId, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, account, { form }] = await Promise.all([
    getTranslations("standards"),
    getTranslations("common"),
    api(),
    currentAccount(),
    searchParams,
  ]);
  const here = `/standards/${id}/clauses/${clauseId}`;
  const standard = await read(locale, here, caller.standards.get({ id }));
  const clause = await read(locale, here, caller.standards.clause({ id: clauseId }));
  const title = nameIn(locale, { nameZh: standard.titleZh || null, nameEn: standard.titleEn || null });
  return (
    <>
      <PageHeader
        title={`${clause.number} ${clause.title || t(`kind_${clause.kind}`)}`}
        crumbs={[
          { href: `/${locale}/standards`, label: t("title") },
          { href: `/${locale}/standards/${id}`, label: title },
        ]}
        crumbsLabel={c("breadcrumbs")}
      />
      {account && standard.can.workspace ? (
        <ClientMessages of={["standards"]}>
          <ClauseDesk
            clause={clause}
            clauses={standard.clauses}
            language={standard.language}
            name={nameIn(locale, account)}
            byForm={form === "1"}
          />
        </ClientMessages>
      ) : (
        <ClauseText content={clause.content} language={standard.language} />
      )}
    </>
  );
}
