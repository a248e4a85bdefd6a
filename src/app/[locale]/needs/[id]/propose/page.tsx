import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { ProposalForm } from "@/features/needs/proposal-form";
import { TogetherCard } from "@/features/needs/together-card";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Callout } from "@/ui/callout";
import { PageHeader } from "@/ui/page-header";

export default async function ProposePage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller] = await Promise.all([getTranslations("needs"), getTranslations("common"), api()]);
  const need = await read(locale, `/needs/${id}/propose`, caller.needs.get({ id }));
  const own = await read(locale, `/needs/${id}/propose`, caller.needs.ownProposal({ id }));
  if (!need.can.propose) notFound();
  const together = await read(locale, `/needs/${id}/propose`, caller.needs.consortia({ id }));
  return (
    <>
      <PageHeader
        title={own ? t("replaceProposal") : t("propose")}
        crumbs={[
          { href: `/${locale}/needs`, label: c("needs") },
          { href: `/${locale}/needs/${id}`, label: need.title },
        ]}
        crumbsLabel={c("breadcrumbs")}
      />
      <div className="flex max-w-3xl flex-col gap-6">
        <Callout>{t("proposeIntro")}</Callout>
        <ClientMessages of={["needs"]}>
          {together.led || together.asked.length > 0 || need.content.consortia || together.can.askTeam ? (
            <TogetherCard needId={id} together={together} />
          ) : null}
          <ProposalForm
            needId={id}
            kind={need.kind}
            currency={need.content.budget?.currency ?? "CNY"}
            before={own}
            people={together.team
              .filter(({ state }) => state === "consented")
              .map((one) => ({ personId: one.personId, name: nameIn(locale, one), role: one.role }))}
          />
        </ClientMessages>
      </div>
    </>
  );
}
