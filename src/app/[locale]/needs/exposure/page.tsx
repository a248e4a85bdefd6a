import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { ExposureTable } from "@/features/needs/exposure-table";
import { regionName } from "@/features/shared/concept-names";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

/** Fairness measured, for everybody who is ranked: who stands on first pages, by size and by region. */
export default async function ExposurePage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, c, caller] = await Promise.all([getTranslations("matching"), getTranslations("common"), api()]);
  const figures = await read(locale, "/needs/exposure", caller.matching.exposure({}));
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  const size = (key: string) => (key === "" ? t("notStated") : t.has(`size_${key}`) ? t(`size_${key}`) : key);
  const region = (key: string) => (key === "" ? t("notStated") : regionName(key, locale));
  return (
    <>
      <PageHeader
        title={t("exposure")}
        meta={<p className="max-w-prose">{t("exposureIntro")}</p>}
        crumbs={[{ href: `/${locale}/needs`, label: c("needs") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      {figures.rankings === 0 ? (
        <EmptyState title={t("exposureNone")}>{t("exposureNoneHint")}</EmptyState>
      ) : (
        <div className="flex flex-col gap-6">
          <p className="max-w-prose">
            {t("exposureFacts", {
              rankings: figures.rankings,
              lifted: figures.lifted,
              cost: percent.format(figures.cost),
            })}
          </p>
          <Card>
            <ExposureTable
              caption={t("exposureGroup")}
              rows={figures.groups.map(({ id, ...row }) => ({ ...row, key: id, label: t(`group_${id}`) }))}
            />
          </Card>
          <div className="grid items-start gap-6 lg:grid-cols-2">
            <Card>
              <ExposureTable
                caption={t("bySize")}
                rows={figures.bySize.map((row) => ({ ...row, label: size(row.key) }))}
              />
            </Card>
            <Card>
              <ExposureTable
                caption={t("byRegion")}
                rows={figures.byRegion.map((row) => ({ ...row, label: region(row.key) }))}
              />
            </Card>
          </div>
        </div>
      )}
    </>
  );
}
