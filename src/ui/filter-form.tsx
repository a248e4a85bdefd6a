import type { ReactNode } from "react";
import { TextField } from "./field";

/**
 * A plain GET form: the filters are in the address, can be shared, and work without script. On a phone its lists stand
 * side by side, so that what was found begins on the first screen.
 */
export function FilterForm({
  columns,
  search,
  children,
}: {
  /** The grid on a desk. */
  columns: string;
  search: { label: string; placeholder: string; value: string | undefined };
  children: ReactNode;
}) {
  return (
    <form
      method="get"
      className={`grid grid-cols-2 items-end gap-4 rounded-lg border border-line bg-surface p-4 ${columns}`}
    >
      <div className="col-span-2 sm:col-span-1">
        <TextField
          id="query"
          name="query"
          type="search"
          label={search.label}
          placeholder={search.placeholder}
          defaultValue={search.value ?? ""}
        />
      </div>
      {children}
    </form>
  );
}
