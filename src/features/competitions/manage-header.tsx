import { useLocale, useTranslations } from "next-intl";
import type { Outputs } from "@/features/shared/api";
import { LinkButton } from "@/ui/button";
import { CompetitionHeader } from "./competition-header";

const desks = ["console", "challenges", "teams", "log", "settings"] as const;

type Props = { competition: Outputs["competitions"]["get"]; here: (typeof desks)[number] };

/** What stands above each of the organisers' own rooms; setters have the challenges. */
export function ManageHeader({ competition, here }: Props) {
  const { slug, can } = competition;
  const t = useTranslations("competitions");
  const locale = useLocale();
  const jeopardy = competition.phases.includes("jeopardy");
  const base = `/${locale}/competitions/${slug}/manage`;
  return (
    <>
      <CompetitionHeader competition={competition} here="manage" />
      <nav aria-label={t("room_manage")} className="mb-6 flex flex-wrap gap-2">
        {desks
          .filter((desk) => (desk === "challenges" ? jeopardy : can.manage || desk === "console"))
          .map((desk) => (
            <LinkButton
              key={desk}
              href={desk === "console" ? base : `${base}/${desk}`}
              variant={desk === here ? "secondary" : "quiet"}
            >
              {t(`desk_${desk}`)}
            </LinkButton>
          ))}
      </nav>
    </>
  );
}
