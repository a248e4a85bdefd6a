import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "@/ui/button";

const desks = ["console", "challenges", "teams", "log", "settings"] as const;

/** The organisers' own rooms; setters have the challenges. */
export function ManageNav({
  slug,
  here,
  organises,
}: {
  slug: string;
  here: (typeof desks)[number];
  organises: boolean;
}) {
  const t = useTranslations("competitions");
  const locale = useLocale();
  const base = `/${locale}/competitions/${slug}/manage`;
  return (
    <nav aria-label={t("room_manage")} className="mb-6 flex flex-wrap gap-2">
      {desks
        .filter((desk) => organises || desk === "console" || desk === "challenges")
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
  );
}
