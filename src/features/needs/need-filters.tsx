import { useTranslations } from "next-intl";
import { sectorIds } from "@/domain/identity/schema";
import { needKinds } from "@/domain/needs/schema";
import type { Inputs } from "@/features/shared/api";
import { Button } from "@/ui/button";
import { SelectField, TextField } from "@/ui/field";

/** A plain GET form: the filters are in the address, can be shared, and work without script. */
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
    <form
      method="get"
      className="grid grid-cols-2 items-end gap-4 rounded-lg border border-line bg-surface p-4 lg:grid-cols-3"
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
    </form>
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
