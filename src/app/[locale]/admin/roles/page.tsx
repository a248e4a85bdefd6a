import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { GrantRoleForm } from "@/features/identity/grant-role-form";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

export default async function RolesPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, caller] = await Promise.all([getTranslations("identity"), api()]);
  const { holders, can } = await read(locale, "/admin/roles", caller.identity.platformRoles({}));
  return (
    <>
      <PageHeader title={t("rolesTitle")} meta={<p className="max-w-prose">{t("rolesText")}</p>} />
      <div className="flex flex-col gap-6">
        {can.grant || can.nameFirst ? (
          <Card title={can.nameFirst ? t("roleNameFirst") : t("roleGrant")}>
            <ClientMessages of={["identity"]}>
              <GrantRoleForm firstOnly={can.nameFirst} />
            </ClientMessages>
          </Card>
        ) : null}
        <Card title={t("roleHolders")}>
          {holders.length === 0 ? <EmptyState title={t("roleNobody")} /> : null}
          <ul className="flex flex-col divide-y divide-line">
            {holders.map((holder) => (
              <li key={holder.email} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2">
                <span>
                  {nameIn(locale, holder)} <span className="text-ink-soft">{holder.email}</span>
                </span>
                <strong className="font-semibold">{t(`platform_${holder.role ?? "none"}`)}</strong>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}
