import { useTranslations } from "next-intl";
import { sectorIds } from "@/domain/identity/schema";
import { needKinds } from "@/domain/needs/schema";
import type { Inputs } from "@/features/shared/api";
import { Button } from "@/ui/button";
import { SelectField } from "@/ui/field";
import { FilterForm } from "@/ui/filter-form";

export function NeedFilters({
  filters,
  mayBeMine,
  mayFollow,
}: {
  filters: Inputs["needs"]["list"];
  mayBeMine: boolean;
  mayFollow: boolean;
}) {
  const t = useTranslations("needs");
  return (
    <FilterForm
      columns="lg:grid-cols-3"
      search={{ label: t("search"), placeholder: t("searchHint"), value: filters.query }}
    >
      <SelectField
        id="state"
        name="state"
        label={t("filterState")}
        defaultValue={filters.state ?? (filters.mine || filters.following ? "all" : "open")}
        options={[
          { value: "open", label: t("state_open") },
          { value: "closed", label: t("state_closed") },
          { value: "awarded", label: t("state_awarded") },
          { value: "all", label: t("all") },
        ]}
      />
      <SelectField
        id="kind"
        name="kind"
        label={t("listKind")}
        defaultValue={filters.kind ?? ""}
        options={[{ value: "", label: t("all") }, ...needKinds.map((id) => ({ value: id, label: t(`kind_${id}`) }))]}
      />
      <SelectField
        id="sector"
        name="sector"
        label={t("filterSector")}
        defaultValue={filters.sector ?? ""}
        options={[{ value: "", label: t("all") }, ...sectorIds.map((id) => ({ value: id, label: t(`sector_${id}`) }))]}
      />
      <SelectField
        id="sort"
        name="sort"
        label={t("filterSort")}
        defaultValue={filters.sort ?? "newest"}
        options={[
          { value: "newest", label: t("sortNewest") },
          { value: "deadline", label: t("sortDeadline") },
        ]}
      />
      <div className="col-span-2 flex flex-wrap items-center gap-3 sm:col-span-1">
        {mayBeMine ? <Only name="mine" label={t("mineOnly")} checked={filters.mine === "yes"} /> : null}
        {mayFollow ? <Only name="following" label={t("followedOnly")} checked={filters.following === "yes"} /> : null}
        <Button type="submit" plain>
          {t("apply")}
        </Button>
      </div>
    </FilterForm>
  );
}

function Only({ name, label, checked }: { name: string; label: string; checked: boolean }) {
  return (
    <label className="flex items-center gap-2">
      <input type="checkbox" name={name} value="yes" defaultChecked={checked} className="size-5 accent-(--brand)" />
      {label}
    </label>
  );
}
