import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { DecideVerification } from "@/features/identity/operator-desk";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

export default async function VerificationsPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, caller, timeZone] = await Promise.all([getTranslations("identity"), api(), readerTimeZone()]);
  const queue = await read(locale, "/admin/verifications", caller.identity.verifications({ open: true }));
  return (
    <>
      <PageHeader title={t("queueTitle")} />
      {queue.length === 0 ? <EmptyState title={t("queueNone")} /> : null}
      <div className="flex flex-col gap-4">
        {queue.map((one) => (
          <Card key={one.id} title={nameIn(locale, one.organisation)}>
            {one.lookAlikeOfId ? <Callout tone="warn">{t("lookAlike")}</Callout> : null}
            <DescriptionList
              items={[
                { term: t("orgKind"), detail: t(`kind_${one.organisation.kind}`) },
                { term: t("country"), detail: one.organisation.country },
                {
                  term: t("creditCode"),
                  detail: one.organisation.creditCode ?? one.organisation.lei ?? one.organisation.registryNumber ?? "—",
                },
                { term: t("emailDomain"), detail: one.emailDomain ?? "—" },
                { term: t("note"), detail: one.note || "—" },
                { term: t("submittedAt"), detail: dateTime(one.submittedAt, locale, timeZone) },
                {
                  term: t("evidence"),
                  detail: one.files.map(({ id, name }) => (
                    <a key={id} href={`/api/files/${id}`} className="mr-3 text-brand underline">
                      {name}
                    </a>
                  )),
                },
              ]}
            />
            {one.decisions.length > 0 ? <p className="mt-2">{t("decided", { count: one.decisions.length })}</p> : null}
            {one.can.decide ? (
              <ClientMessages of={["identity"]}>
                <DecideVerification id={one.id} />
              </ClientMessages>
            ) : null}
          </Card>
        ))}
      </div>
    </>
  );
}
