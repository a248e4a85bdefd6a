"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { SelectField, TextField } from "@/ui/field";
import { TagPicker } from "@/ui/tag-picker";
import { claimable, idInAddress, words } from "./words";

const balances = ["none", "organisationKind", "region"] as const;
type Item = { key: number; title: string; demand: string; conceptIds: string[]; organisations: string };

/** Many items at once: who serves which is computed from skills, loads, conflicts and balance. */
export function AssignForm({ poolId }: { poolId: string }) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [title, setTitle] = useState("");
  const [balance, setBalance] = useState<(typeof balances)[number]>("none");
  const [most, setMost] = useState("1");
  const [items, setItems] = useState<Item[]>([blank(0)]);
  const tags = claimable(locale);
  const change = (at: number, part: Partial<Item>) =>
    setItems(items.map((item, index) => (index === at ? { ...item, ...part } : item)));
  return (
    <Card title={t("assign")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void acting.run(async () => {
            const { id } = await api.experts.assignPanel.mutate({
              poolId,
              title,
              balance,
              most: Number(most),
              seed: crypto.getRandomValues(new Uint32Array(1)).reduce((_, one) => one % 2_147_483_647, 0),
              items: items.map((item) => ({
                title: item.title,
                demand: Number(item.demand),
                conceptIds: item.conceptIds,
                organisationIds: words(item.organisations).map(idInAddress),
              })),
            });
            router.push(`/${locale}/experts/panels/${id}`);
          });
        }}
      >
        <ProblemSummary acting={acting} />
        <p className="max-w-prose text-ink-soft">{t("assignHint")}</p>
        <TextField
          id="assign-title"
          label={t("assignTitle")}
          value={title}
          error={acting.errorOf("title")}
          onChange={(event) => setTitle(event.target.value)}
        />
        <SelectField
          id="assign-balance"
          label={t("balance")}
          value={balance}
          options={balances.map((value) => ({ value, label: t(`balance_${value}`) }))}
          onChange={(event) => setBalance(event.target.value as typeof balance)}
        />
        {balance === "none" ? null : (
          <TextField
            id="assign-most"
            type="number"
            min={1}
            max={15}
            label={t("balanceMost")}
            className="max-w-32"
            value={most}
            error={acting.errorOf("most")}
            onChange={(event) => setMost(event.target.value)}
          />
        )}
        {items.map((item, at) => (
          <fieldset key={item.key} className="flex min-w-0 flex-col gap-3 rounded-lg border border-line p-4">
            <legend className="px-1 font-semibold">{t("itemNumber", { number: at + 1 })}</legend>
            <TextField
              id={`item-title-${item.key}`}
              label={t("itemTitle")}
              value={item.title}
              error={acting.errorOf(`items.${at}.title`)}
              onChange={(event) => change(at, { title: event.target.value })}
            />
            <TextField
              id={`item-demand-${item.key}`}
              type="number"
              min={1}
              max={9}
              label={t("itemDemand")}
              className="max-w-32"
              value={item.demand}
              error={acting.errorOf(`items.${at}.demand`)}
              onChange={(event) => change(at, { demand: event.target.value })}
            />
            <TagPicker
              id={`item-skills-${item.key}`}
              label={t("itemSkills")}
              tags={tags}
              value={item.conceptIds}
              onChange={(conceptIds) => change(at, { conceptIds })}
              words={{ remove: c("remove"), none: c("nothingFound") }}
            />
            <TextField
              id={`item-organisations-${item.key}`}
              label={t("concernsOrganisations")}
              hint={t("concernsOrganisationsHint")}
              value={item.organisations}
              error={acting.errorOf(`items.${at}.organisationIds.0`)}
              onChange={(event) => change(at, { organisations: event.target.value })}
            />
            {items.length > 1 ? (
              <div>
                <Button onClick={() => setItems(items.filter((one) => one !== item))}>{c("remove")}</Button>
              </div>
            ) : null}
          </fieldset>
        ))}
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setItems([...items, blank((items.at(-1)?.key ?? 0) + 1)])}>{t("addItem")}</Button>
          <Button type="submit" pending={acting.pending}>
            {t("assignNow")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function blank(key: number): Item {
  return { key, title: "", demand: "1", conceptIds: [], organisations: "" };
}
