import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { type ReaderClass, readerClasses } from "@/domain/experts/profile";
import { Portrait } from "@/features/experts/portrait";
import { ProfileActions } from "@/features/experts/profile-actions";
import { ProfileBody } from "@/features/experts/profile-body";
import { SeenAs } from "@/features/experts/seen-as";
import { inReaders } from "@/features/experts/words";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { PageHeader } from "@/ui/page-header";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, locale } = await params;
  const profile = await (await api()).experts.profile({ personId: id }).catch(() => null);
  return profile ? { title: inReaders(localeOf(locale), profile.content.nameZh, profile.content.nameEn) } : {};
}

export default async function ProfilePage({ params, searchParams }: Props) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, account, sent] = await Promise.all([
    getTranslations("experts"),
    getTranslations("common"),
    api(),
    currentAccount(),
    searchParams,
  ]);
  const as = readerClasses.find((one): one is ReaderClass => one === sent.as);
  const profile = await read(locale, `/experts/${id}`, caller.experts.profile({ personId: id, ...(as ? { as } : {}) }));
  const [shortlists, pools] = profile.can.recruit
    ? await Promise.all([caller.experts.shortlists({}), caller.experts.pools({})])
    : [[], []];
  const { content } = profile;
  const name = inReaders(locale, content.nameZh, content.nameEn) || t("nameWithheld");
  return (
    <>
      <PageHeader
        title={name}
        crumbs={[{ href: `/${locale}/experts`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
        meta={
          <span className="flex items-center gap-4">
            {content.avatarId ? <Portrait fileId={content.avatarId} label={t("avatarOf", { name })} /> : null}
            {inReaders(locale, content.headlineZh, content.headlineEn)}
          </span>
        }
        action={
          profile.can.edit ? (
            <LinkButton href={`/${locale}/experts/me`} variant="primary">
              {t("edit")}
            </LinkButton>
          ) : null
        }
      />
      {profile.own ? <SeenAs id={id} seenAs={profile.seenAs} /> : null}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <ClientMessages of={["experts"]}>
          <ProfileBody profile={profile} />
        </ClientMessages>
        {account && !profile.own && (profile.can.recruit || profile.can.endorse || profile.hasContact) ? (
          <aside>
            <Card title={t("actions")}>
              <ClientMessages of={["experts"]}>
                <ProfileActions profile={profile} shortlists={shortlists} pools={pools} />
              </ClientMessages>
            </Card>
          </aside>
        ) : null}
      </div>
    </>
  );
}
