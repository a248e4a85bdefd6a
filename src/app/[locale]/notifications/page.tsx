import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { MarkAllRead } from "@/features/identity/operator-desk";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

export default async function NotificationsPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, caller, timeZone] = await Promise.all([getTranslations("identity"), api(), readerTimeZone()]);
  const { items, unread } = await read(locale, "/notifications", caller.notifications.list({}));
  return (
    <>
      <PageHeader
        title={t("newsTitle")}
        action={
          unread > 0 ? (
            <ClientMessages of={["identity"]}>
              <MarkAllRead />
            </ClientMessages>
          ) : null
        }
      />
      {items.length === 0 ? <EmptyState title={t("newsNone")} /> : null}
      <ul className="flex flex-col gap-2">
        {items.map((item) => (
          <li
            key={item.id}
            className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3"
          >
            <Link href={`/${locale}${item.href}`} className="text-brand underline">
              {item.text}
            </Link>
            {item.read ? null : <Badge tone="brand">{t("unread")}</Badge>}
            <time dateTime={item.createdAt} className="text-sm text-ink-soft">
              {dateTime(item.createdAt, locale, timeZone)}
            </time>
          </li>
        ))}
      </ul>
    </>
  );
}
