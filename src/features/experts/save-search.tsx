"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { api, type Inputs } from "@/features/shared/api";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";

/** Keeps a search under its own words and tells about new people. */
export function SaveSearch({ name, filter }: { name: string; filter: Inputs["experts"]["saveSearch"]["filter"] }) {
  const t = useTranslations("experts");
  const acting = useAct();
  const [saved, setSaved] = useState(false);
  return (
    <span aria-live="polite">
      {saved ? (
        t("searchSaved")
      ) : (
        <Button
          pending={acting.pending}
          onClick={() =>
            void acting.run(async () => {
              await api.experts.saveSearch.mutate({ name, filter, alert: true });
              setSaved(true);
            })
          }
        >
          {t("saveSearch")}
        </Button>
      )}
      {acting.problems[0] ? <span className="ml-2 text-bad">{acting.problems[0].message}</span> : null}
    </span>
  );
}
