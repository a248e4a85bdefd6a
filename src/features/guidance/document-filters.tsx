import { useTranslations } from "next-intl";
import { documentKinds, topics } from "@/domain/guidance/schema";
import type { Inputs } from "@/features/shared/api";
import { Button } from "@/ui/button";
import { SelectField, TextField } from "@/ui/field";

/** A plain GET form: the filters are in the address, can be shared, and work without script. */
export function DocumentFilters({ filters }: { filters: Inputs["guidance"]["list"] }) {
  const t = useTranslations("guidance");
  return (
    <form
      method="get"
      className="grid grid-cols-2 items-end gap-4 rounded-lg border border-line bg-surface p-4 lg:grid-cols-[2fr_1fr_1fr_1fr_auto]"
    >
      <div className="col-span-2 sm:col-span-1">
        <TextField
          id="query"
          name="query"
          type="search"
          label={t("search")}
          placeholder={t("searchHint")}
          defaultValue={filters.query ?? ""}
        />
      </div>
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
    </form>
  );
}
