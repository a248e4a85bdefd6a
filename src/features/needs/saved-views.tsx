"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ActForm } from "@/features/shared/act-form";
import { api, type Inputs, type Outputs } from "@/features/shared/api";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";

type Filters = Omit<Inputs["needs"]["list"], "page">;

const address = (filters: object) =>
  new URLSearchParams(Object.entries(filters).map(([key, value]) => [key, String(value)])).toString();

/** What one follows and filters under names of one's own, beside the list as a file and as a feed. */
export function SavedViews({ views, filters }: { views: Outputs["needs"]["savedViews"] | null; filters: Filters }) {
  const t = useTranslations("needs");
  const c = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const [name, setName] = useState("");
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-2 text-sm">
      {views ? (
        <Link href={`/${locale}/needs?following=yes`} className="py-1 text-brand underline">
          {t("followedView")}
        </Link>
      ) : null}
      {views?.map((view) => (
        <span key={view.name} className="inline-flex items-center rounded-full bg-sunken pl-3">
          <Link href={`/${locale}/needs?${address(view.query)}`} className="py-1.5 font-medium text-brand underline">
            {view.name}
          </Link>
          <Button
            variant="quiet"
            pending={acting.pending}
            aria-label={`${c("remove")} ${view.name}`}
            onClick={() =>
              void acting.run(async () => {
                await api.needs.dropView.mutate({ name: view.name });
                router.refresh();
              })
            }
          >
            ×
          </Button>
        </span>
      ))}
      {views ? (
        <details>
          <summary className="py-1 text-brand">{t("saveView")}</summary>
          <ActForm
            className="mt-2"
            submit={t("saveViewSend")}
            send={async () => {
              await api.needs.keepView.mutate({ name, query: filters });
              setName("");
            }}
          >
            {(errorOf) => (
              <TextField
                id="view-name"
                label={t("viewName")}
                value={name}
                onChange={(event) => setName(event.target.value)}
                error={errorOf("name")}
              />
            )}
          </ActForm>
        </details>
      ) : null}
      <a href={`/api/needs/list.csv?${address({ ...filters, lang: locale })}`} className="py-1 text-brand underline">
        {t("listCsv")}
      </a>
      <a href={`/api/needs/feed.atom?lang=${locale}`} className="py-1 text-brand underline">
        {t("listFeed")}
      </a>
    </div>
  );
}
