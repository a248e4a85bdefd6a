"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { traitKinds } from "@/domain/experts/pools";
import { organisationKinds } from "@/domain/shared/actor";
import type { Locale } from "@/domain/shared/locale";
import { regions } from "@/domain/taxonomy/regions";
import { api } from "@/features/shared/api";
import { type NamedOrganisation, OrganisationsField } from "@/features/shared/organisations-field";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { SelectField, TextField } from "@/ui/field";
import { TagPicker } from "@/ui/tag-picker";
import { claimable } from "./words";

type Rule = { key: number; of: (typeof traitKinds)[number]; value: string; least: string };
type Item = { key: number; title: string; demand: string; conceptIds: string[]; organisations: NamedOrganisation[] };

/** Many items at once: who serves which is computed from skills, loads, conflicts and balance. */
export function AssignForm({ poolId }: { poolId: string }) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [title, setTitle] = useState("");
  const [kindMost, setKindMost] = useState("");
  const [regionMost, setRegionMost] = useState("");
  const [rules, setRules] = useState<Rule[]>([]);
  const [items, setItems] = useState<Item[]>([blank(0)]);
  const tags = claimable(locale);
  const change = (at: number, part: Partial<Item>) =>
    setItems(items.map((item, index) => (index === at ? { ...item, ...part } : item)));
  const changeRule = (at: number, part: Partial<Rule>) =>
    setRules(rules.map((rule, index) => (index === at ? { ...rule, ...part } : rule)));
  const ruleOptions = {
    organisationKind: organisationKinds.map((value) => ({ value, label: t(`okind_${value}`) })),
    region: regions.map(({ id, titles }) => ({ value: id.slice("region:".length), label: titles[locale] })),
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          const { id } = await api.experts.assignPanel.mutate({
            poolId,
            title,
            organisationKindMost: kindMost === "" ? null : Number(kindMost),
            regionMost: regionMost === "" ? null : Number(regionMost),
            atLeast: rules.map(({ of, value, least }) => ({ of, value, least: Number(least) })),
            seed: crypto.getRandomValues(new Uint32Array(1)).reduce((_, one) => one % 2_147_483_647, 0),
            items: items.map((item) => ({
              title: item.title,
              demand: Number(item.demand),
              conceptIds: item.conceptIds,
              organisationIds: item.organisations.map(({ id }) => id),
            })),
          });
          router.push(`/${locale}/experts/panels/${id}`);
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextField
        id="assign-title"
        label={t("assignTitle")}
        value={title}
        error={acting.errorOf("title")}
        onChange={(event) => setTitle(event.target.value)}
      />
      <fieldset className="flex min-w-0 flex-col gap-3">
        <legend className="mb-1 font-semibold">{t("balance")}</legend>
        <p className="max-w-prose text-sm text-ink-soft">{t("balanceHint")}</p>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            id="assign-kind-most"
            type="number"
            min={1}
            max={15}
            label={t("kindMost")}
            optional={c("optional")}
            value={kindMost}
            error={acting.errorOf("organisationKindMost")}
            onChange={(event) => setKindMost(event.target.value)}
          />
          <TextField
            id="assign-region-most"
            type="number"
            min={1}
            max={15}
            label={t("regionMost")}
            optional={c("optional")}
            value={regionMost}
            error={acting.errorOf("regionMost")}
            onChange={(event) => setRegionMost(event.target.value)}
          />
        </div>
        {rules.map((rule, at) => (
          <fieldset key={rule.key} className="flex min-w-0 flex-col gap-3 rounded-lg border border-line p-4">
            <legend className="px-1 font-medium">{t("atLeastRule", { number: at + 1 })}</legend>
            <div className="grid gap-3 sm:grid-cols-[8rem_1fr]">
              <TextField
                id={`rule-least-${rule.key}`}
                type="number"
                min={1}
                max={9}
                label={t("atLeastCount")}
                value={rule.least}
                error={acting.errorOf(`atLeast.${at}.least`)}
                onChange={(event) => changeRule(at, { least: event.target.value })}
              />
              <SelectField
                id={`rule-of-${rule.key}`}
                label={t("atLeastOf")}
                value={rule.of}
                options={traitKinds.map((value) => ({ value, label: t(`trait_${value}`) }))}
                onChange={(event) => {
                  const of = traitKinds.find((one) => one === event.target.value) ?? "skill";
                  changeRule(at, { of, value: of === "skill" ? "" : (ruleOptions[of][0]?.value ?? "") });
                }}
              />
            </div>
            {rule.of === "skill" ? (
              <TagPicker
                id={`rule-value-${rule.key}`}
                label={t("trait_skill")}
                tags={tags}
                value={rule.value ? [rule.value] : []}
                onChange={(chosen) => changeRule(at, { value: chosen.at(-1) ?? "" })}
                words={{ remove: c("remove"), none: c("nothingFound") }}
              />
            ) : (
              <SelectField
                id={`rule-value-${rule.key}`}
                label={t(`trait_${rule.of}`)}
                value={rule.value}
                options={ruleOptions[rule.of]}
                onChange={(event) => changeRule(at, { value: event.target.value })}
              />
            )}
            <div>
              <Button onClick={() => setRules(rules.filter((one) => one !== rule))}>{c("remove")}</Button>
            </div>
          </fieldset>
        ))}
        <div>
          <Button
            onClick={() =>
              setRules([...rules, { key: (rules.at(-1)?.key ?? 0) + 1, of: "skill", value: "", least: "1" }])
            }
          >
            {t("addAtLeast")}
          </Button>
        </div>
      </fieldset>
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
            optional={c("optional")}
            tags={tags}
            value={item.conceptIds}
            onChange={(conceptIds) => change(at, { conceptIds })}
            words={{ remove: c("remove"), none: c("nothingFound") }}
          />
          <OrganisationsField
            id={`item-organisations-${item.key}`}
            legend={t("concernsOrganisations")}
            optional={c("optional")}
            hint={t("concernsOrganisationsHint")}
            chosen={item.organisations}
            error={acting.errorIn(`items.${at}.organisationIds`)}
            onChange={(organisations) => change(at, { organisations })}
          />
          {items.length > 1 ? (
            <div>
              <Button onClick={() => setItems(items.filter((one) => one !== item))}>{c("remove")}</Button>
            </div>
          ) : null}
        </fieldset>
      ))}
      <div>
        <Button onClick={() => setItems([...items, blank((items.at(-1)?.key ?? 0) + 1)])}>{t("addItem")}</Button>
      </div>
      <div>
        <Button type="submit" pending={acting.pending}>
          {t("assignNow")}
        </Button>
      </div>
    </form>
  );
}

function blank(key: number): Item {
  return { key, title: "", demand: "1", conceptIds: [], organisations: [] };
}
