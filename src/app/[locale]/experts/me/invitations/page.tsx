import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { AnswerButtons } from "@/features/experts/answer-buttons";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

export default async function InvitationsPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("experts"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const invitations = await read(locale, "/experts/me/invitations", caller.experts.invitations({}));
  return (
    <>
      <PageHeader
        title={t("invitations")}
        crumbs={[{ href: `/${locale}/experts/me`, label: t("myProfile") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      {invitations.length === 0 ? <EmptyState title={t("invitationsNone")} /> : null}
      <ul className="flex max-w-3xl flex-col gap-4">
        {invitations.map((one) => (
          <li key={one.id} className="rounded-lg border border-line bg-surface p-5">
            <div className="flex flex-wrap items-start justify-between gap-2">
              <h2 className="text-lg">
                {nameIn(locale, one.organisation)} → {nameIn(locale, one.person) || t("nameWithheld")}
              </h2>
              <Badge tone={one.accepted ? "good" : "neutral"}>
                {t(one.accepted === null ? "waiting" : one.accepted ? "accepted" : "declined")}
              </Badge>
            </div>
            <p className="text-sm text-ink-soft">
              {t(`work_${one.work}`)} · {dateTime(one.at, locale, timeZone)}
            </p>
            <p className="mt-2 max-w-prose whitespace-pre-line">{one.text}</p>
            {one.mine && one.accepted === null ? (
              <ClientMessages of={["experts"]}>
                <AnswerButtons id={one.id} />
              </ClientMessages>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
