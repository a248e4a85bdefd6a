import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { topics } from "@/domain/guidance/schema";
import { SubscriptionForm } from "@/features/guidance/subscription-form";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { PageHeader } from "@/ui/page-header";

export default async function SubscriptionsPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, c, caller, account] = await Promise.all([
    getTranslations("guidance"),
    getTranslations("common"),
    api(),
    currentAccount(),
  ]);
  const subscriptions = account
    ? await read(locale, "/guidance/subscriptions", caller.guidance.subscriptions({}))
    : null;
  return (
    <>
      <PageHeader
        title={t("subscribe")}
        crumbs={[{ href: `/${locale}/guidance`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <div className="flex flex-col gap-6">
        {subscriptions ? (
          <ClientMessages of={["guidance"]}>
            <SubscriptionForm subscriptions={subscriptions} />
          </ClientMessages>
        ) : (
          <p>
            {t("subscribeSignIn")}{" "}
            <Link href={`/${locale}/sign-in?next=/${locale}/guidance/subscriptions`} className="text-brand underline">
              {t("toSignIn")}
            </Link>
          </p>
        )}
        <Card title={t("feedsTitle")}>
          <p className="mb-2 max-w-prose">{t("feedsHint")}</p>
          <ul className="list-disc gap-x-8 pl-5 sm:columns-2 lg:columns-3">
            <li>
              <a href={`/api/guidance/feed.atom?lang=${locale}`} className="text-brand underline">
                {t("all")}
              </a>
            </li>
            {topics.map((topic) => (
              <li key={topic}>
                <a href={`/api/guidance/feed.atom?topic=${topic}&lang=${locale}`} className="text-brand underline">
                  {t(`topic_${topic}`)}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}
