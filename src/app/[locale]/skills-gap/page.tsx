import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { conceptName, regionName } from "@/features/shared/concept-names";
import { api } from "@/server/api/caller";
import { Callout } from "@/ui/callout";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: "experts" });
  return { title: t("gap"), description: t("gapIntro") };
}

const shown = 30;

/** One picture to plan from: where skills are asked for and where they are. Every cell says its figures in words. */
export default async function SkillsGapPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, caller, sent] = await Promise.all([getTranslations("experts"), api(), searchParams]);
  const by = sent.by === "sector" ? "sector" : "region";
  const { prepared, places, rows } = await caller.experts.skillsGap({ by });
  const placeName = (place: string) =>
    by === "region" ? regionName(place, locale) : conceptName(`sector:${place}`, locale);
  const figure = (value: number | null) => (value === null ? t("fewerThanFive") : value.toLocaleString(locale));
  return (
    <>
      <PageHeader title={t("gap")} meta={<p className="max-w-prose">{t("gapIntro")}</p>} />
      <nav aria-label={t("gapBy")} className="mb-4 flex gap-2">
        {(["region", "sector"] as const).map((one) => (
          <Link
            key={one}
            href={`/${locale}/skills-gap?by=${one}`}
            aria-current={one === by ? "page" : undefined}
            className={`inline-flex min-h-9 items-center rounded-full px-3 ${one === by ? "bg-brand text-on-brand" : "bg-sunken text-brand underline"}`}
          >
            {t(`gapBy_${one}`)}
          </Link>
        ))}
      </nav>
      {prepared < 100 ? <Callout tone="warn">{t("gapPreparing", { prepared })}</Callout> : null}
      {prepared === 100 && rows.length === 0 ? <EmptyState title={t("gapNone")}>{t("gapNoneHint")}</EmptyState> : null}
      {rows.length > 0 ? (
        <section
          className="overflow-x-auto rounded-lg border border-line bg-surface"
          aria-label={t("gap")}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by key
          tabIndex={0}
        >
          <table className="w-full border-collapse text-sm">
            <caption className="sr-only">{t("gapIntro")}</caption>
            <thead>
              <tr className="border-b border-line text-left">
                <th scope="col" className="sticky left-0 bg-surface px-3 py-2">
                  {t("skills")}
                </th>
                <th scope="col" className="px-3 py-2 text-right whitespace-nowrap">
                  {t("demand")}
                </th>
                <th scope="col" className="px-3 py-2 text-right whitespace-nowrap">
                  {t("supply")}
                </th>
                {places.map((place) => (
                  <th key={place} scope="col" className="px-2 py-2 text-center font-medium whitespace-nowrap">
                    {placeName(place)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, shown).map((row) => (
                <tr key={row.conceptId} className="border-b border-line last:border-0">
                  <th
                    scope="row"
                    className="sticky left-0 max-w-48 min-w-32 bg-surface px-3 py-2 text-left font-medium"
                  >
                    {conceptName(row.conceptId, locale)}
                  </th>
                  <td className="px-3 py-2 text-right tabular-nums">{row.total.demand}</td>
                  <td className="px-3 py-2 text-right tabular-nums">{figure(row.total.supply)}</td>
                  {row.cells.map((cell) => (
                    <td key={cell.place} className="p-1 text-center whitespace-nowrap tabular-nums">
                      <span
                        className="block rounded px-1 py-1.5"
                        style={{ backgroundColor: heat(cell.demand, cell.supply) }}
                        title={t("gapCell", { demand: cell.demand, supply: figure(cell.supply) })}
                      >
                        {cell.demand} / {figure(cell.supply)}
                      </span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      <p className="mt-4 max-w-prose text-sm text-ink-soft">{t("gapNote")}</p>
    </>
  );
}

/** The more is asked for beside what is there, the stronger; half strength at most, so that figures stay readable. */
function heat(demand: number, supply: number | null): string {
  if (demand === 0) return "transparent";
  const share = Math.min(1, demand / Math.max(supply ?? 4, 1));
  return `color-mix(in srgb, var(--bad) ${Math.round(8 + share * 30)}%, transparent)`;
}
