import { useTranslations } from "next-intl";
import { documentKinds, topics } from "@/domain/guidance/schema";
import type { Inputs } from "@/features/shared/api";
import { Button } from "@/ui/button";
import { SelectField } from "@/ui/field";
import { FilterForm } from "@/ui/filter-form";

export function DocumentFilters({ filters }: { filters: Inputs["guidance"]["list"] }) {
  const t = useTranslations("guidance");
  return (
    <FilterForm
      columns="lg:grid-cols-[2fr_1fr_1fr_1fr_auto]"
      search={{ label: t("search"), placeholder: t("searchHint"), value: filters.query }}
    >
      <SelectField
        id="kind"
        name="kind"
        label={t("filterKind")}
        defaultValue={filters.kind ?? ""}
        options={[
          { value: "", label: t("all") },
          ...documentKinds.map((kind) => ({ value: kind, label: t(`kind_${kind}`) })),
        ]}
      />
      <SelectField
        id="topic"
        name="topic"
        label={t("filterTopic")}
        defaultValue={filters.topic ?? ""}
        options={[
          { value: "", label: t("all") },
          ...topics.map((topic) => ({ value: topic, label: t(`topic_${topic}`) })),
        ]}
      />
      <SelectField
        id="status"
        name="status"
        label={t("filterStatus")}
        defaultValue={filters.status ?? "current"}
        options={(["current", "ended", "all"] as const).map((status) => ({
          value: status,
          label: t(`status_${status}`),
        }))}
      />
      <Button type="submit" plain>
        {t("apply")}
      </Button>
    </FilterForm>
  );
}
