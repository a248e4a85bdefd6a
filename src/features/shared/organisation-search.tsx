"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";

type Found = Outputs["identity"]["findOrganisations"][number];

/** Who can be named: anybody, or those who can work together with the reader's own organisation. */
const offers = {
  all: () => true,
  others: ({ own }: Found) => !own,
  partners: ({ own, kind }: Found) => !own && kind !== "government",
} as const;

/** Finds verified organisations by name; those that are chosen already are not offered again. */
export function OrganisationSearch({
  id,
  among = "all",
  error,
  chosen,
  onChoose,
}: {
  id: string;
  among?: keyof typeof offers;
  error?: string | undefined;
  chosen: readonly string[];
  onChoose: (one: { id: string; name: string }) => void;
}) {
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<readonly Found[] | null>(null);
  const acting = useAct();
  const search = () => {
    if (query.trim().length < 2) return;
    setFound(null);
    void acting.run(async () => setFound(await api.identity.findOrganisations.query({ name: query })));
  };
  const offered = found?.filter((one) => offers[among](one) && !chosen.includes(one.id));
  return (
    <>
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            id={id}
            label={c("organisationSearch")}
            maxLength={120}
            error={error}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              // Enter searches here; it does not send the form around.
              if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
              event.preventDefault();
              search();
            }}
          />
        </div>
        <Button disabled={query.trim().length < 2} pending={acting.pending} onClick={search}>
          {c("search")}
        </Button>
      </div>
      <ProblemSummary acting={acting} />
      <ul className="flex flex-wrap gap-2" aria-live="polite">
        {offered?.map((one) => (
          <li key={one.id}>
            <Button
              variant="quiet"
              onClick={() => {
                onChoose({ id: one.id, name: nameIn(locale, one) });
                setQuery("");
                setFound(null);
              }}
            >
              + {nameIn(locale, one)}
            </Button>
          </li>
        ))}
        {offered?.length === 0 ? <li className="text-ink-soft">{c("organisationNone")}</li> : null}
      </ul>
    </>
  );
}
