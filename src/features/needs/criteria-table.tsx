import { useTranslations } from "next-intl";
import type { Criterion } from "@/domain/needs/schema";
import { DataTable } from "@/ui/data-table";

export function CriteriaTable({ criteria }: { criteria: readonly Criterion[] }) {
  const t = useTranslations("needs");
  return (
    <DataTable
      caption={t("criteria")}
      columns={[
        { key: "title", header: t("criterion") },
        { key: "weight", header: t("weight"), align: "right" },
        { key: "anchor", header: t("anchor") },
      ]}
      rows={criteria.map(({ id, title, weight, kind, anchor }) => ({
        id,
        cells: { title, weight: `${weight}%`, anchor: kind === "price" ? t("byPrice") : anchor || t("byPanel") },
      }))}
    />
  );
}
