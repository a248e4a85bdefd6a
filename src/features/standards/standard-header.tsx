import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import type { Outputs } from "@/features/shared/api";
import { LinkButton } from "@/ui/button";
import { PageHeader } from "@/ui/page-header";
import { StageBadge } from "./stage-badge";

const tabs = [
  "overview",
  "text",
  "comments",
  "changes",
  "ballots",
  "mapping",
  "trials",
  "checks",
  "redline",
  "life",
] as const;
const groupOnly: readonly string[] = ["checks", "redline", "changes", "trials"];
type Tab = (typeof tabs)[number];

/** Title, stage and the rooms of a standard; who is not of the group sees the public ones. */
export function StandardHeader({ standard, here }: { standard: Outputs["standards"]["get"]; here: Tab }) {
  const t = useTranslations("standards");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const shown = tabs.filter((tab) => {
    if (tab === "ballots") return standard.can.workspace || standard.publishedAt !== null;
    if (tab === "life") return standard.publishedAt !== null;
    return groupOnly.includes(tab) ? standard.can.workspace : true;
  });
  return (
    <>
      <PageHeader
        title={nameIn(locale, { nameZh: standard.titleZh || null, nameEn: standard.titleEn || null })}
        crumbs={[{ href: `/${locale}/standards`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
        state={<StageBadge standard={standard} />}
        meta={
          <>
            <span>{standard.officialNumber || `${t("number")} ${standard.number}`}</span>
            <span>{t(`profile_${standard.profile}`)}</span>
            <span>{nameIn(locale, standard.proposer)}</span>
          </>
        }
      />
      <nav aria-label={t("workspace")} className="no-print mb-6 flex flex-wrap gap-2">
        {shown.map((tab) => (
          <LinkButton
            key={tab}
            href={`/${locale}/standards/${standard.id}${tab === "overview" ? "" : `/${tab}`}`}
            variant={tab === here ? "primary" : "secondary"}
          >
            {t(tab)}
          </LinkButton>
        ))}
      </nav>
    </>
  );
}
