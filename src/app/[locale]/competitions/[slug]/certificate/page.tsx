import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { CertificateActs } from "@/features/competitions/certificate-acts";
import { figure, pick } from "@/features/competitions/words";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; slug: string }> };

export default async function CertificatePage({ params }: Props) {
  const { locale: asked, slug } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("competitionsJudged"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const path = `/competitions/${slug}/certificate`;
  const certificate = await read(locale, path, caller.competitionsJudged.certificate({ slug }));
  const { taken } = certificate;
  return (
    <>
      <PageHeader
        title={t("certificate")}
        crumbs={[
          { href: `/${locale}/competitions`, label: t("competitions") },
          { href: `/${locale}/competitions/${slug}`, label: pick(locale, certificate.titleZh, certificate.titleEn) },
        ]}
        crumbsLabel={c("breadcrumbs")}
      />
      <Card title={certificate.teamName}>
        <div className="flex flex-col gap-5">
          <DescriptionList
            items={[
              {
                term: t("rank"),
                detail:
                  certificate.rank === null
                    ? t("outside")
                    : t("rankOf", { rank: certificate.rank, teams: certificate.teams }),
              },
              { term: t("points"), detail: figure(certificate.points, locale) },
              { term: t("resultVersion"), detail: certificate.version },
              ...(taken
                ? [
                    { term: t("takenAt"), detail: dateTime(taken.issuedAt, locale, timeZone) },
                    {
                      term: t("verification"),
                      detail: (
                        <Link href={`/${locale}/credentials/${taken.credentialId}`} className="text-brand underline">
                          {t("verificationPage")}
                        </Link>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          <p className="max-w-prose text-ink-soft">{taken ? t("certificateHeld") : t("certificateText")}</p>
          <ClientMessages of={["competitionsJudged"]}>
            <CertificateActs slug={slug} taken={taken !== null} />
          </ClientMessages>
        </div>
      </Card>
    </>
  );
}
