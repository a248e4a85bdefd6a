import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { OutcomeBadge } from "@/features/credentials/outcome";
import { VerifyForm } from "@/features/credentials/verify-form";
import { dateTime } from "@/features/shared/format";
import { api, currentAccount } from "@/server/api/caller";
import { Card } from "@/ui/card";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: "credentials" });
  return { title: t("title"), description: t("intro") };
}

export default async function CredentialsPage({ params }: Props) {
  const locale = localeOf((await params).locale);
  const [t, caller, account, timeZone] = await Promise.all([
    getTranslations("credentials"),
    api(),
    currentAccount(),
    readerTimeZone(),
  ]);
  const mine = account ? await caller.credentials.mine({}) : [];
  return (
    <>
      <PageHeader title={t("title")} meta={<p className="max-w-prose">{t("intro")}</p>} />
      <div className="flex flex-col gap-6">
        {account ? (
          <Card title={t("mine")}>
            {mine.length === 0 ? <p className="max-w-prose text-ink-soft">{t("mineNone")}</p> : null}
            <ul className="flex flex-col divide-y divide-line">
              {mine.map((one) => (
                <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
                  <Link
                    href={`/${locale}/credentials/${one.id}`}
                    className="min-w-0 font-semibold break-words text-brand underline"
                  >
                    {locale === "en" ? one.titleEn : one.titleZh || one.titleEn}
                  </Link>
                  <OutcomeBadge outcome={one.outcome} />
                  <span className="text-sm text-ink-soft">{t(`kind_${one.kind}`)}</span>
                  <time dateTime={one.issuedAt} className="text-sm text-ink-soft">
                    {dateTime(one.issuedAt, locale, timeZone)}
                  </time>
                </li>
              ))}
            </ul>
          </Card>
        ) : null}
        <Card title={t("verify")}>
          <p className="mb-4 max-w-prose text-ink-soft">{t("verifyHint")}</p>
          <ClientMessages of={["credentials"]}>
            <VerifyForm />
          </ClientMessages>
        </Card>
      </div>
    </>
  );
}
