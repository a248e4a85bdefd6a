import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { MyDataActs } from "@/features/experts/my-data";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { PageHeader } from "@/ui/page-header";

export default async function MyDataPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("experts"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const { reads, consents } = await read(locale, "/experts/me/data", caller.experts.myData({}));
  return (
    <>
      <PageHeader
        title={t("myData")}
        meta={<p className="max-w-prose">{t("myDataIntro")}</p>}
        crumbs={[{ href: `/${locale}/experts/me`, label: t("myProfile") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <div className="flex max-w-3xl flex-col gap-6">
        <ClientMessages of={["experts"]}>
          <MyDataActs />
        </ClientMessages>
        <Card title={t("whoLooked")}>
          {reads.length === 0 ? (
            <p className="text-ink-soft">{t("whoLookedNone")}</p>
          ) : (
            <DataTable
              caption={t("whoLooked")}
              columns={[
                { key: "at", header: t("when") },
                { key: "reader", header: t("reader") },
                { key: "organisation", header: t("organisation") },
              ]}
              rows={reads.map((one) => ({
                id: `${one.at}${one.reader.nameEn}`,
                cells: {
                  at: dateTime(one.at, locale, timeZone),
                  reader: nameIn(locale, one.reader),
                  organisation: one.organisation ? nameIn(locale, one.organisation) : "–",
                },
              }))}
            />
          )}
        </Card>
        <Card title={t("consents")}>
          {consents.length === 0 ? (
            <p className="text-ink-soft">{t("consentsNone")}</p>
          ) : (
            <ul className="flex flex-col gap-2">
              {consents.map((one) => (
                <li key={`${one.at}${one.purpose}`}>
                  {t(`consent_${one.purpose}`)}: {t(one.granted ? "granted" : "takenBack")}
                  <span className="block text-sm text-ink-soft">{dateTime(one.at, locale, timeZone)}</span>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </>
  );
}
