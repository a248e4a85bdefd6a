"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { topics } from "@/domain/guidance/schema";
import type { Locale } from "@/domain/shared/locale";
import { conceptsOf } from "@/domain/taxonomy/all-concepts";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { FieldGroup, SelectField } from "@/ui/field";
import { RegionPicker } from "./region-picker";
import { Checks } from "./rule-fields";

type Subscriptions = Outputs["guidance"]["subscriptions"];
const frequencies = ["never", "daily", "weekly"] as const;

/** What one wants to hear about, and how often. */
export function SubscriptionForm({ subscriptions }: { subscriptions: Subscriptions }) {
  const t = useTranslations("guidance");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [wanted, setWanted] = useState(subscriptions);
  const [saved, setSaved] = useState(false);
  const sectors = conceptsOf("sector").map(({ id, titles }) => ({
    value: id.slice("sector:".length),
    label: titles[locale],
  }));
  return (
    <form
      className="flex max-w-3xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.guidance.saveSubscriptions.mutate(wanted);
          setSaved(true);
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <FieldGroup legend={t("subscribe")} hint={t("subscribeHint")}>
        <Checks
          id="topics"
          label={t("topics")}
          options={topics.map((topic) => ({ value: topic, label: t(`topic_${topic}`) }))}
          chosen={wanted.topics}
          onChange={(chosen) => setWanted({ ...wanted, topics: chosen })}
        />
        <Checks
          id="sectors"
          label={t("facet_sectors")}
          options={sectors}
          chosen={wanted.sectors}
          onChange={(chosen) => setWanted({ ...wanted, sectors: chosen })}
        />
        <RegionPicker id="regions" value={wanted.regions} onChange={(regions) => setWanted({ ...wanted, regions })} />
        <SelectField
          id="digest"
          label={t("digest")}
          value={wanted.digest}
          onChange={(event) =>
            setWanted({ ...wanted, digest: frequencies.find((one) => one === event.target.value) ?? "never" })
          }
          options={frequencies.map((one) => ({ value: one, label: t(`digest_${one}`) }))}
        />
        <div className="flex items-center gap-3">
          <Button type="submit" variant="primary" pending={acting.pending}>
            {c("save")}
          </Button>
          <span role="status" className="text-good">
            {saved ? c("saved") : ""}
          </span>
        </div>
      </FieldGroup>
    </form>
  );
}
