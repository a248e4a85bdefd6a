import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/ui/button";
import { SelectField, TextField } from "@/ui/field";

/** One more way to narrow a list: all, or one of these. */
export function ListChoice({
  name,
  label,
  all,
  value,
  options,
}: {
  name: string;
  label: string;
  all: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
}) {
  return (
    <SelectField
      id={name}
      name={name}
      label={label}
      defaultValue={value ?? ""}
      options={[{ value: "", label: all }, ...options]}
    />
  );
}

/** Search by a team's name, with whatever else narrows the list; the choice stands in the address. */
export function ListFilter({ name, value, children }: { name: string; value: string; children?: ReactNode }) {
  const t = useTranslations("competitions");
  return (
    <form method="get" className="mb-4 flex flex-wrap items-end gap-3">
      <TextField id={name} name={name} type="search" label={t("teamSearch")} defaultValue={value} maxLength={60} />
      {children}
      <Button type="submit">{t("filter")}</Button>
    </form>
  );
}
