import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { OutcomeCallout } from "@/features/credentials/outcome";
import { RevokeDialog } from "@/features/credentials/revoke-dialog";
import { conceptName } from "@/features/shared/concept-names";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, locale: asked } = await params;
  const found = await (await api()).credentials.get({ id }).catch(() => null);
  if (!found) return {};
  return { title: localeOf(asked) === "en" ? found.titleEn : found.titleZh || found.titleEn, robots: { index: false } };
}

/** What a stranger sees who scanned the code on a certificate: first whether it holds, then what it says. */
export default async function CredentialPage({ params }: Props) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller, timeZone] = await Promise.all([getTranslations("credentials"), api(), readerTimeZone()]);
  const found = await read(locale, `/credentials/${id}`, caller.credentials.get({ id }));
  const inReaders = (zh: string, en: string) => (locale === "en" ? en || zh : zh || en);
  return (
    <>
      <PageHeader
        title={inReaders(found.titleZh, found.titleEn)}
        meta={<span>{t(`kind_${found.kind}`)}</span>}
        action={
          found.can.revoke ? (
            <ClientMessages of={["credentials"]}>
              <RevokeDialog id={id} />
            </ClientMessages>
          ) : null
        }
      />
      <div className="flex max-w-3xl flex-col gap-6">
        <OutcomeCallout outcome={found.outcome} reason={found.revokedReason} />
        <Card>
          <DescriptionList
            items={[
              { term: t("holder"), detail: found.holder ? nameIn(locale, found.holder) : t("holderErased") },
              { term: t("issuedBy"), detail: found.issuer.name },
              { term: t("issuedAt"), detail: dateTime(found.issuedAt, locale, timeZone) },
              {
                term: t("validUntil"),
                detail: found.expiresAt ? dateTime(found.expiresAt, locale, timeZone) : t("noEnd"),
              },
              ...(found.revokedAt
                ? [{ term: t("revokedAt"), detail: dateTime(found.revokedAt, locale, timeZone) }]
                : []),
              { term: t("description"), detail: inReaders(found.descriptionZh, found.descriptionEn) },
              { term: t("criteria"), detail: found.criteria },
              ...(found.conceptIds.length > 0
                ? [{ term: t("skills"), detail: found.conceptIds.map((one) => conceptName(one, locale)).join(" · ") }]
                : []),
            ]}
          />
        </Card>
        {found.evidence.length > 0 ? (
          <Card title={t("evidence")}>
            <ul className="flex flex-col gap-3">
              {found.evidence.map((one) => (
                <li key={`${one.name}${one.url ?? ""}`}>
                  {one.url ? (
                    <a
                      href={one.url.startsWith("/") ? `/${locale}${one.url}` : one.url}
                      rel="noreferrer"
                      className="text-brand underline"
                    >
                      {one.name}
                    </a>
                  ) : (
                    <span className="font-medium">{one.name}</span>
                  )}
                  {one.narrative ? <p className="max-w-prose text-ink-soft">{one.narrative}</p> : null}
                </li>
              ))}
            </ul>
          </Card>
        ) : null}
        <Card title={t("checkElsewhere")}>
          <p className="max-w-prose">{t("checkElsewhereHint")}</p>
          <p className="mt-3 flex flex-wrap gap-x-5 gap-y-2">
            <a
              href={`/api/credentials/${id}.json`}
              className="inline-flex min-h-6 items-center font-semibold text-brand underline"
            >
              {t("download")}
            </a>
            <a href="/api/credentials/issuer" className="inline-flex min-h-6 items-center text-brand underline">
              {t("issuerKeys")}
            </a>
          </p>
          <details className="mt-4">
            <summary className="cursor-pointer text-brand">{t("showJson")}</summary>
            <pre className="mt-2 max-h-96 overflow-auto rounded-md bg-sunken p-3 text-xs break-all whitespace-pre-wrap">
              {found.document}
            </pre>
          </details>
        </Card>
      </div>
    </>
  );
}
