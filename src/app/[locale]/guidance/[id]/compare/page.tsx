import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { redlineInput } from "@/domain/guidance/schema";
import { RedlineView } from "@/features/guidance/redline-view";
import { titleIn } from "@/features/guidance/titles";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { PageHeader } from "@/ui/page-header";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ComparePage({ params, searchParams }: Props) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, sent] = await Promise.all([
    getTranslations("guidance"),
    getTranslations("common"),
    api(),
    searchParams,
  ]);
  const parsed = redlineInput.safeParse({ id, from: sent.from, to: sent.to });
  if (!parsed.success) notFound();
  const redline = await read(locale, `/guidance/${id}`, caller.guidance.compare(parsed.data));
  return (
    <>
      <PageHeader
        title={t("compareTitle", { from: redline.from, to: redline.to })}
        crumbs={[{ href: `/${locale}/guidance/${id}`, label: titleIn(locale, redline) }]}
        crumbsLabel={c("breadcrumbs")}
        meta={redline.reason ? <p className="max-w-prose">{redline.reason}</p> : null}
      />
      <RedlineView redline={redline} lang={locale === "en" ? "en" : "zh"} />
    </>
  );
}
