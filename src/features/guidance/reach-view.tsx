import { useLocale, useTranslations } from "next-intl";
import type { Facet } from "@/domain/guidance/applicability";
import type { Locale } from "@/domain/shared/locale";
import { regionTiles } from "@/domain/taxonomy/region-tiles";
import { regions } from "@/domain/taxonomy/regions";
import type { Outputs } from "@/features/shared/api";
import { Card } from "@/ui/card";
import { ShareTable } from "@/ui/share-table";
import { TileMap } from "@/ui/tile-map";
import { useFactNames } from "./verdict";

type Reach = Outputs["guidance"]["reach"];
type Figures = Reach["total"];

/** How far a document has come: totals, the map, and each cut as a chart that is its own table. */
export function ReachView({ reach }: { reach: Reach }) {
  const t = useTranslations("guidance");
  const locale = useLocale() as Locale;
  const nameOf = useFactNames();
  const share = (one: Figures) =>
    one.lines > 0 ? one.finished / one.lines : one.applies > 0 ? one.read / one.applies : 0;
  const byRegion = new Map(reach.regions.map((one) => [one.key, one]));
  const tiles = regions.flatMap(({ id, titles }) => {
    const code = id.slice("region:".length);
    const place = regionTiles[code];
    if (!place) return [];
    const figures = byRegion.get(code);
    return [
      {
        key: code,
        label: titles[locale],
        short: locale === "en" ? place.short.en : place.short.zh,
        column: place.column,
        row: place.row,
        share: figures ? share(figures) : null,
        detail: figures ? `${t("reach_applies")} ${figures.applies}, ${Math.round(share(figures) * 100)}%` : "",
      },
    ];
  });
  const columns = [
    t("reach_applies"),
    t("reach_read"),
    ...(reach.acknowledgementAsked ? [t("reach_acknowledged")] : []),
    ...(reach.obligations > 0 ? [t("reach_completed")] : []),
  ];
  const rows = (cut: Reach["regions"], facet: Facet) =>
    cut.map((one) => ({
      key: one.key,
      label: one.key === "" ? t("notSaid") : nameOf(facet, one.key),
      whole: one.applies,
      parts: [
        one.read,
        ...(reach.acknowledgementAsked ? [one.acknowledged] : []),
        ...(reach.obligations > 0 ? [one.completed] : []),
      ],
    }));
  return (
    <div className="flex flex-col gap-6">
      <dl className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        {(["applies", "read", "acknowledged", "completed"] as const).map((figure) => (
          <div key={figure} className="rounded-lg border border-line bg-surface p-4">
            <dt className="text-sm text-ink-soft">{t(`reach_${figure}`)}</dt>
            <dd className="text-3xl font-semibold tabular-nums">{reach.total[figure]}</dd>
          </div>
        ))}
      </dl>
      <Card title={t("mapTitle")}>
        <p className="mb-3 max-w-prose text-sm text-ink-soft">{t("mapHint")}</p>
        <TileMap title={t("mapTitle")} tiles={tiles} />
      </Card>
      <Card>
        <ShareTable caption={t("byRegion")} columns={columns} rows={rows(reach.regions, "regions")} />
      </Card>
      <Card>
        <ShareTable caption={t("bySector")} columns={columns} rows={rows(reach.sectors, "sectors")} />
      </Card>
      <Card>
        <ShareTable caption={t("bySize")} columns={columns} rows={rows(reach.sizes, "sizes")} />
      </Card>
    </div>
  );
}
