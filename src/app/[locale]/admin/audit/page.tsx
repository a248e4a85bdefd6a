import { getTranslations } from "next-intl/server";
import { localeOf, readerTimeZone } from "@/app/reader";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Callout } from "@/ui/callout";
import { DataTable } from "@/ui/data-table";
import { PageHeader } from "@/ui/page-header";
import { Pagination } from "@/ui/pagination";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ page?: string }> };

export default async function AuditPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, c, caller, timeZone, sent] = await Promise.all([
    getTranslations("identity"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
    searchParams,
  ]);
  const page = Math.min(1_000, Math.max(1, Number.parseInt(sent.page ?? "1", 10) || 1));
  const { events, hasMore } = await read(locale, "/admin/audit", caller.identity.audit({ page }));
  const chain = await caller.identity.auditCheck({});
  return (
    <>
      <PageHeader title={t("auditTitle")} />
      <Callout tone={chain.intact ? "good" : "bad"}>
        {chain.intact
          ? t("auditIntact", { events: chain.events, unlinked: chain.unlinked })
          : t("auditBroken", { position: chain.brokenAt ?? 0 })}
      </Callout>
      <div className="mt-4">
        <DataTable
          caption={t("auditTitle")}
          columns={[
            { key: "at", header: t("when") },
            { key: "who", header: t("who") },
            { key: "act", header: t("what") },
            { key: "about", header: t("about") },
          ]}
          rows={events.map((event) => ({
            id: event.id,
            cells: {
              at: dateTime(event.at, locale, timeZone),
              who: <code className="text-xs break-all">{event.actorId ?? event.actorKind}</code>,
              act: event.act,
              about: (
                <code className="text-xs break-all">
                  {event.entity} {event.entityId} {event.facts === "{}" ? "" : event.facts}
                </code>
              ),
            },
          }))}
        />
      </div>
      <Pagination
        page={page}
        pages={hasMore ? page + 1 : page}
        href={(to) => `?page=${to}`}
        labels={{ nav: c("pages"), previous: c("previous"), next: c("next"), position: String(page) }}
      />
    </>
  );
}
