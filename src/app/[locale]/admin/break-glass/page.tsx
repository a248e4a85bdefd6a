import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { AskBreakGlass, DecideBreakGlass, ReadInEmergency } from "@/features/identity/break-glass-desk";
import { dateTime } from "@/features/shared/format";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

const tones = { waiting: "warn", granted: "good", refused: "bad", over: "neutral" } as const;

export default async function BreakGlassPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, caller, timeZone, account] = await Promise.all([
    getTranslations("identity"),
    api(),
    readerTimeZone(),
    currentAccount(),
  ]);
  const requests = await read(locale, "/admin/break-glass", caller.identity.breakGlass({}));
  return (
    <>
      <PageHeader title={t("breakGlassTitle")} meta={<p className="max-w-prose">{t("breakGlassText")}</p>} />
      <ClientMessages of={["identity"]}>
        <div className="flex flex-col gap-6">
          {account?.platformRole === "operator" ? (
            <Card title={t("breakGlassAsk")}>
              <AskBreakGlass />
            </Card>
          ) : null}
          {requests.length === 0 ? <EmptyState title={t("breakGlassNone")} /> : null}
          {requests.map((request) => (
            <Card key={request.id} title={t(`sealed_${request.entity}`)}>
              <p className="mb-2 flex flex-wrap items-center gap-3 text-sm text-ink-soft">
                <Badge tone={tones[request.state]}>{t(`breakGlass_${request.state}`)}</Badge>
                <code className="break-all">{request.entityId}</code>
                <span>{request.requestedBy}</span>
                <time dateTime={request.requestedAt}>{dateTime(request.requestedAt, locale, timeZone)}</time>
                {request.expiresAt ? (
                  <span>{t("breakGlassUntil", { time: dateTime(request.expiresAt, locale, timeZone) })}</span>
                ) : null}
              </p>
              <p className="max-w-prose whitespace-pre-line">{request.reason}</p>
              {request.can.decide ? <DecideBreakGlass id={request.id} /> : null}
              {request.can.use ? <ReadInEmergency id={request.id} /> : null}
            </Card>
          ))}
        </div>
      </ClientMessages>
    </>
  );
}
