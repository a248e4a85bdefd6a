import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { SeverityBadge } from "@/features/crowdtests/report-badges";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; number: string }> };
const disclosureOf = async (number: string) => (await api()).crowdtests.disclosure({ number });

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const disclosure = await disclosureOf((await params).number).catch(() => null);
  return disclosure ? { title: disclosure.title, description: disclosure.text.slice(0, 200) } : {};
}

export default async function DisclosurePage({ params }: Props) {
  const { number, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, timeZone] = await Promise.all([getTranslations("crowdtests"), readerTimeZone()]);
  const disclosure = await read(locale, `/disclosures/${number}`, disclosureOf(number));
  return (
    <>
      <PageHeader
        title={disclosure.title}
        state={<SeverityBadge severity={disclosure.severity} score={disclosure.score} />}
        meta={<p>{t("disclosedAt", { time: dateTime(disclosure.disclosedAt, locale, timeZone) })}</p>}
      />
      <div className="flex flex-col gap-6">
        <Card title={t("disclosureText")}>
          <p className="max-w-prose whitespace-pre-line">{disclosure.text}</p>
        </Card>
        <Card title={t("about")}>
          <DescriptionList
            items={[
              { term: t("number"), detail: String(disclosure.number) },
              { term: "CVSS 4.0", detail: <code className="text-sm break-all">{disclosure.vector}</code> },
              { term: t("provider"), detail: nameIn(locale, disclosure.organisation) },
              { term: t("finder"), detail: nameIn(locale, disclosure.finder) },
              {
                term: t("programme"),
                detail: (
                  <Link href={`/${locale}/crowd-tests/${disclosure.programme.id}`} className="text-brand underline">
                    {disclosure.programme.title}
                  </Link>
                ),
              },
            ]}
          />
        </Card>
      </div>
    </>
  );
}
