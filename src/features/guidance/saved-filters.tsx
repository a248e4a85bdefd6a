"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api, type Inputs, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";

type Filters = Inputs["guidance"]["saveFilter"]["filters"];

/** The filters one keeps, each a link to its list; and the one in the address, to be kept under a name. */
export function SavedFilters({ saved, current }: { saved: Outputs["guidance"]["filters"]; current: Filters }) {
  const t = useTranslations("guidance");
  const router = useRouter();
  const acting = useAct();
  const [name, setName] = useState("");
  const asks = Object.values(current).some((value) => value !== undefined);
  if (saved.length === 0 && !asks) return null;
  return (
    <section aria-label={t("savedFilters")} className="mt-3 flex flex-col gap-3">
      <ProblemSummary acting={acting} />
      {saved.length > 0 ? (
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="text-sm text-ink-soft">{t("savedFilters")}</h2>
          <ul className="flex flex-wrap gap-2">
            {saved.map((one) => (
              <li key={one.id} className="flex items-center rounded-full border border-line-strong bg-surface pl-3">
                <Link href={`?${addressOf(one.filters)}`} className="max-w-60 truncate py-1.5 text-brand underline">
                  {one.name}
                </Link>
                <button
                  type="button"
                  className="grid size-9 place-items-center rounded-full"
                  disabled={acting.pending}
                  aria-label={t("filterRemove", { name: one.name })}
                  onClick={() =>
                    void acting.run(async () => {
                      await api.guidance.removeFilter.mutate({ filterId: one.id });
                      router.refresh();
                    })
                  }
                >
                  <X aria-hidden className="size-4" />
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {asks ? (
        <details>
          <summary className="w-fit text-brand underline">{t("saveFilter")}</summary>
          <form
            className="mt-2 flex flex-wrap items-end gap-3"
            onSubmit={(event) => {
              event.preventDefault();
              void acting.run(async () => {
                await api.guidance.saveFilter.mutate({ name, filters: current });
                setName("");
                router.refresh();
              });
            }}
          >
            <TextField
              id="filter-name"
              label={t("filterName")}
              value={name}
              maxLength={60}
              error={acting.errorOf("name")}
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="submit" pending={acting.pending}>
              {t("saveFilter")}
            </Button>
          </form>
        </details>
      ) : null}
    </section>
  );
}

function addressOf(filters: Filters): string {
  return new URLSearchParams(
    Object.entries(filters).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ).toString();
}
