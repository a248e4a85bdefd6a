import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/app/client-messages";
import { isLocale, type Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { SearchBox } from "@/features/search/search-box";
import { ActingSwitch, LanguageSwitch, NewsBell, SignOut } from "@/features/shared/session-controls";
import { currentAccount } from "@/server/api/caller";
import { Callout } from "@/ui/callout";
import type { NavItem } from "@/ui/nav-links";
import { Shell } from "@/ui/shell";
import "../globals.css";

type Props = { children: ReactNode; params: Promise<{ locale: string }> };
type Account = NonNullable<Awaited<ReturnType<typeof currentAccount>>>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "common" });
  return {
    title: { default: `${t("product")} — ${t("tagline")}`, template: `%s — ${t("product")}` },
    description: t("tagline"),
  };
}

export default async function LocaleLayout({ children, params }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const [t, account] = await Promise.all([getTranslations("common"), currentAccount()]);
  return (
    <html lang={locale}>
      <body>
        <ClientMessages of={[]}>
          <Shell
            brand={{ href: `/${locale}`, name: t("product"), tagline: t("tagline") }}
            skip={t("skipToContent")}
            nav={{ label: t("navigation"), more: t("more"), items: navigation(locale, t, account) }}
            header={
              <>
                <SearchBox />
                {account ? (
                  <ActingSwitch
                    organisations={account.organisations.map((one) => ({ id: one.id, name: nameIn(locale, one) }))}
                    actingId={account.actingId}
                  />
                ) : null}
                <LanguageSwitch />
                {account ? <NewsBell /> : null}
                {account ? (
                  <SignOut />
                ) : (
                  <Link href={`/${locale}/sign-in`} className="font-semibold text-brand underline">
                    {t("signIn")}
                  </Link>
                )}
              </>
            }
            banner={account ? <Banner locale={locale} account={account} /> : null}
            footer={t("footer")}
          >
            {children}
          </Shell>
        </ClientMessages>
      </body>
    </html>
  );
}

function navigation(locale: Locale, t: (key: string) => string, account: Account | null): NavItem[] {
  const item = (path: string, key: string, icon: NavItem["icon"], also: readonly string[] = []): NavItem => ({
    href: `/${locale}${path}`,
    label: t(key),
    icon,
    also: also.map((one) => `/${locale}${one}`),
  });
  const items = [
    item("", "home", "home"),
    item("/needs", "needs", "needs"),
    item("/competitions", "competitions", "competitions"),
    item("/crowd-tests", "crowdTests", "crowdTests"),
    item("/guidance", "guidance", "guidance"),
    item("/standards", "standards", "standards"),
    item("/experts", "experts", "experts", ["/credentials", "/skills-gap"]),
    item("/training", "training", "training", ["/openings"]),
  ];
  if (!account) return items;
  const acting = account.organisations.find(({ id }) => id === account.actingId);
  if (acting?.kind === "government") items.push(item("/guidance/desk", "guidanceDesk", "guidanceDesk"));
  else if (acting) items.push(item("/guidance/applies", "applies", "applies"));
  items.push(
    item("/proposals", "proposals", "proposals"),
    item("/engagements", "engagements", "engagements"),
    item("/panels", "panels", "panels"),
  );
  items.push(
    item(
      account.actingId ? `/organisations/${account.actingId}` : "/organisations/new",
      "organisation",
      "organisation",
    ),
    item("/account", "account", "account"),
  );
  if (account.platformRole === "operator")
    items.push(
      item("/admin/verifications", "verifications", "verifications"),
      item("/admin/outbox", "outbox", "outbox"),
      item("/admin/registry", "registryDesk", "registryDesk"),
    );
  if (account.platformRole)
    items.push(item("/admin/roles", "roles", "roles"), item("/admin/break-glass", "breakGlass", "breakGlass"));
  if (account.platformRole === "auditor") items.push(item("/admin/audit", "audit", "audit"));
  return items;
}

async function Banner({ locale, account }: { locale: Locale; account: Account }) {
  const t = await getTranslations("common");
  const acting = account.organisations.find(({ id }) => id === account.actingId);
  const factor = account.secondFactorRequired && !account.secondFactor;
  if (!factor && (!acting || acting.verified)) return null;
  return (
    <div className="mx-auto w-full max-w-7xl px-4 pt-4">
      <Callout tone="warn">
        {factor ? t("setUpSecondFactor") : t("notVerifiedBanner", { name: acting ? nameIn(locale, acting) : "" })}{" "}
        <Link
          href={factor ? `/${locale}/account/second-factor` : `/${locale}/organisations/${account.actingId}`}
          className="font-semibold text-brand underline"
        >
          {factor ? t("setUpSecondFactorLink") : t("notVerifiedLink")}
        </Link>
      </Callout>
    </div>
  );
}
