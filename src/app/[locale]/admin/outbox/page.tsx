import { getTranslations } from "next-intl/server";
import { localeOf, readerTimeZone } from "@/app/reader";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

export default async function OutboxPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, caller, timeZone] = await Promise.all([getTranslations("identity"), api(), readerTimeZone()]);
  const letters = await read(locale, "/admin/outbox", caller.identity.outbox({}));
  return (
    <>
      <PageHeader title={t("outboxTitle")} meta={<p>{t("outboxText")}</p>} />
      {letters.length === 0 ? <EmptyState title={t("outboxNone")} /> : null}
      <div className="flex flex-col gap-3">
        {letters.map((letter) => (
          <Card key={letter.id} title={letter.subject}>
            <p className="mb-2 text-sm text-ink-soft">
              {letter.to} · {dateTime(letter.at, locale, timeZone)}
            </p>
            <pre className="font-sans text-sm break-all whitespace-pre-wrap">{letter.text}</pre>
          </Card>
        ))}
      </div>
    </>
  );
}
