import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { ClaimsForm, TagProposal } from "@/features/experts/claims-form";
import { EvidenceForms } from "@/features/experts/evidence-forms";
import { ProfileForm } from "@/features/experts/profile-form";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { LinkButton } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: "experts" });
  return { title: t("myProfile") };
}

export default async function MyProfilePage({ params }: Props) {
  const locale = localeOf((await params).locale);
  const [t, c, caller] = await Promise.all([getTranslations("experts"), getTranslations("common"), api()]);
  const mine = await read(locale, "/experts/me", caller.experts.me({}));
  const [tags, waiting] = await Promise.all([caller.experts.tags({}), caller.experts.mine({})]);
  const { keeping } = mine;
  const open = waiting.nominations.filter(({ state }) => state === "nominated");
  return (
    <>
      <PageHeader
        title={t("myProfile")}
        crumbs={[{ href: `/${locale}/experts`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
        action={
          mine.version > 0 ? <LinkButton href={`/${locale}/experts/${mine.personId}`}>{t("preview")}</LinkButton> : null
        }
      />
      <div className="mb-6 flex max-w-3xl flex-col gap-3">
        {open.map(({ id, poolId, poolZh, poolEn }) => (
          <Callout key={id} title={t("nominatedFor", { pool: locale === "en" ? poolEn : poolZh })}>
            <Link href={`/${locale}/experts/pools/${poolId}`} className="text-brand underline">
              {t("lookAndAnswer")}
            </Link>
          </Callout>
        ))}
        {waiting.seats
          .filter(({ state }) => state === "drawn")
          .map(({ id, useId, title }) => (
            <Callout key={id} title={t("seatedOn", { title })}>
              <Link href={`/${locale}/experts/panels/${useId}`} className="text-brand underline">
                {t("lookAndAnswer")}
              </Link>
            </Callout>
          ))}
        {keeping && mine.version > 0 && keeping.next[0] ? (
          <Callout title={t("percent", { percent: keeping.percent })}>
            {t("nextStep")} {t(`add_${keeping.next[0]}`)}
          </Callout>
        ) : null}
        <p className="flex flex-wrap gap-x-5 gap-y-2">
          <Link href={`/${locale}/experts/me/invitations`} className="text-brand underline">
            {t("invitations")}
          </Link>
          <Link href={`/${locale}/experts/me/relations`} className="text-brand underline">
            {t("relations")}
          </Link>
          <Link href={`/${locale}/experts/shortlists`} className="text-brand underline">
            {t("shortlists")}
          </Link>
          <Link href={`/${locale}/credentials`} className="text-brand underline">
            {t("credentials")}
          </Link>
          <Link href={`/${locale}/experts/me/data`} className="text-brand underline">
            {t("myData")}
          </Link>
        </p>
      </div>
      <ClientMessages of={["experts"]}>
        {mine.version > 0 ? (
          <div className="mb-6 flex max-w-3xl flex-col gap-6">
            <Card title={t("skills")}>
              <ClaimsForm mine={mine} tags={tags} />
              <TagProposal />
            </Card>
            <Card title={t("evidence")}>
              <EvidenceForms mine={mine} />
            </Card>
          </div>
        ) : null}
        <ProfileForm mine={mine} />
      </ClientMessages>
    </>
  );
}
