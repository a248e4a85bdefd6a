import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Locale } from "@/domain/shared/locale";
import type { Outputs } from "@/features/shared/api";
import { PageHeader } from "@/ui/page-header";
import { ScrollTabs } from "@/ui/scroll-tabs";
import { CompetitionStateBadge } from "./competition-state";
import { titleIn } from "./title";

type Competition = Outputs["competitions"]["get"];
const rooms = ["overview", "challenges", "board", "teams", "team", "writeups", "cases", "manage"] as const;
export type Room = (typeof rooms)[number];

/** Title, state and the rooms of an event; each reader sees those that are theirs. */
export function CompetitionHeader({
  competition,
  here,
  action,
}: {
  competition: Competition;
  here: Room | null;
  action?: ReactNode;
}) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const { can, slug, team, state } = competition;
  const base = `/${locale}/competitions/${slug}`;
  const jeopardy = competition.phases.includes("jeopardy");
  const begun = ["running", "paused", "ended", "reviewing", "finalised"].includes(state);
  const shown = rooms.filter((room) => {
    if (room === "challenges") return jeopardy && can.readChallenges;
    if (room === "team") return team !== null;
    if (room === "cases") return team !== null || competition.role === "organiser";
    if (room === "manage") return can.watch;
    if (room === "writeups") return begun;
    return true;
  });
  return (
    <>
      <PageHeader
        title={titleIn(locale, competition)}
        crumbs={[{ href: `/${locale}/competitions`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
        state={<CompetitionStateBadge state={state} />}
        meta={<span>{t("by", { name: organiserName(locale, competition.organisation) })}</span>}
        action={action}
      />
      <ScrollTabs label={t("rooms")} here={here}>
        {shown.map((room) => (
          <li key={room}>
            <Link
              href={room === "overview" ? base : `${base}/${room}`}
              aria-current={room === here ? "page" : undefined}
              className={`inline-flex min-h-11 items-center border-b-3 px-3 no-underline ${
                room === here ? "border-brand font-semibold text-brand" : "border-transparent text-ink hover:bg-sunken"
              }`}
            >
              {t(`room_${room}`)}
            </Link>
          </li>
        ))}
      </ScrollTabs>
    </>
  );
}

function organiserName(locale: Locale, { nameZh, nameEn }: { nameZh: string | null; nameEn: string | null }): string {
  return titleIn(locale, { titleZh: nameZh, titleEn: nameEn });
}
