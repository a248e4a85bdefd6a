import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { compareInput } from "@/domain/experts/registry-schema";
import { Comparison } from "@/features/experts/comparison";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { LinkButton } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};
const most = 4;

/** Two to four people side by side. */
export default async function ComparePage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, c, caller, sent] = await Promise.all([
    getTranslations("experts"),
    getTranslations("common"),
    api(),
    searchParams,
  ]);
  const ticked = [...new Set([sent.id ?? []].flat())];
  const asked = compareInput.safeParse({ personIds: ticked.slice(0, most) });
  const people = asked.success ? await read(locale, "/experts/compare", caller.experts.compare(asked.data)) : [];
  return (
    <>
      <PageHeader
        title={t("compare")}
        meta={people.length > 1 ? <p className="max-w-prose">{t("compareIntro")}</p> : null}
        crumbs={[{ href: `/${locale}/experts`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      {ticked.length > most ? (
        <div className="mb-4">
          <Callout tone="warn">{t("compareMost", { ticked: ticked.length, most })}</Callout>
        </div>
      ) : null}
      {people.length < 2 ? (
        <EmptyState
          title={t("compareNone")}
          action={<LinkButton href={`/${locale}/experts`}>{t("backToSearch")}</LinkButton>}
        >
          {t("compareHint")}
        </EmptyState>
      ) : (
        <ClientMessages of={["experts"]}>
          <Comparison people={people} />
        </ClientMessages>
      )}
    </>
  );
}
