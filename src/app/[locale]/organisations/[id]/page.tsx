import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { RecordCard } from "@/features/engagements/record-card";
import { CapabilityForm, EvidenceEditor } from "@/features/identity/capability-form";
import { Members, VerificationForm } from "@/features/identity/organisation-desk";
import { OrganisationForm } from "@/features/identity/organisation-form";
import { Ties } from "@/features/identity/ties";
import { dateTime } from "@/features/shared/format";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { PageHeader } from "@/ui/page-header";

/** The public page of an organisation; its own people see the desk on it. */
export default async function OrganisationPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, m, caller, account, timeZone] = await Promise.all([
    getTranslations("identity"),
    getTranslations("matching"),
    api(),
    currentAccount(),
    readerTimeZone(),
  ]);
  const organisation = await read(locale, `/organisations/${id}`, caller.identity.organisation({ id }));
  const capability = await caller.experts.capability({ organisationId: id });
  const record = await caller.engagements.record({ id });
  const belongs = account?.organisations.some((one) => one.id === id) ?? false;
  const desk = belongs ? await read(locale, `/organisations/${id}`, caller.identity.organisationDesk({ id })) : null;
  const ties =
    account?.actingId === id
      ? await read(locale, `/organisations/${id}`, caller.matching.ties({ organisationId: id }))
      : null;
  const open = desk?.verification?.state === "submitted" || desk?.verification?.state === "firstApproval";
  return (
    <>
      <PageHeader
        title={nameIn(locale, organisation)}
        state={
          <Badge tone={organisation.verified ? "good" : "warn"}>
            {organisation.verified ? t("verified") : t("notVerified")}
          </Badge>
        }
        meta={
          <>
            <span>{t(`kind_${organisation.kind}`)}</span>
            <span>{organisation.country}</span>
            {organisation.verifiedUntil && organisation.verified ? (
              <span>{t("verifiedUntil", { date: dateTime(organisation.verifiedUntil, locale, timeZone) })}</span>
            ) : null}
          </>
        }
      />
      <ClientMessages of={["identity", "needs", "matching", "engagements"]}>
        <div className="grid items-start gap-6 xl:grid-cols-2">
          {desk && !organisation.verified ? (
            <Card title={t("verification")}>
              {desk.verification ? (
                <Callout
                  tone={desk.verification.state === "refused" ? "bad" : "info"}
                  title={t(`state_${desk.verification.state}`)}
                >
                  {desk.verification.reasons.map((reason) => (
                    <p key={reason}>{reason}</p>
                  ))}
                </Callout>
              ) : null}
              {desk.can.manage && !open ? <VerificationForm organisationId={id} /> : null}
            </Card>
          ) : null}
          {capability.can.edit ? (
            <Card title={t("capability")}>
              <CapabilityForm organisationId={id} capability={capability} />
            </Card>
          ) : (
            <Card title={t("capability")}>
              <p className="max-w-prose whitespace-pre-line">
                {(locale === "en"
                  ? capability.summaryEn || capability.summaryZh
                  : capability.summaryZh || capability.summaryEn) || "—"}
              </p>
            </Card>
          )}
          <RecordCard record={record} />
          <Card title={t("evidenceList")}>
            <EvidenceEditor organisationId={id} capability={capability} />
          </Card>
          {desk && account ? (
            <Card title={t("members")}>
              <Members desk={desk} myId={account.id} />
            </Card>
          ) : null}
          {ties ? (
            <Card title={m("ties")}>
              <Ties organisationId={id} ties={ties} mayDeclare={desk?.can.manage === true && organisation.verified} />
            </Card>
          ) : null}
          {desk?.can.manage ? (
            <Card title={t("facts")}>
              <OrganisationForm organisation={organisation} />
            </Card>
          ) : null}
        </div>
      </ClientMessages>
    </>
  );
}
