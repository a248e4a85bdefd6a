"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { assetKinds, type ProgrammeContent, programmeAccess, rewardCurrencies } from "@/domain/crowdtests/schema";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { CheckField, FieldGroup, SelectField, TextAreaField, TextField } from "@/ui/field";

type Programme = Outputs["crowdtests"]["programme"];
type Asset = ProgrammeContent["assets"][number];
const bands = ["low", "medium", "high", "critical"] as const;
const minorUnits = 100;
const newAsset = (index: number): Asset => ({ id: `asset-${index}`, name: "", kind: "web", inScope: true, note: "" });

/** What a crowd-test need already says. */
export type Beginning = {
  needId: string;
  title: string;
  summary: string;
  rules: string;
  safeHarbour: string;
  asset: string;
};

/** What may be tested, by which rules, for which rewards. */
export function ProgrammeForm({ programme, from = null }: { programme: Programme | null; from?: Beginning | null }) {
  const t = useTranslations("crowdtests");
  const c = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const key = useRef(crypto.randomUUID());
  const before = programme?.content;
  const [text, setText] = useState({
    title: programme?.title ?? from?.title ?? "",
    summary: programme?.summary ?? from?.summary ?? "",
    rules: before?.rules ?? from?.rules ?? "",
    safeHarbour: before?.safeHarbour ?? (from?.safeHarbour || t("safeHarbourText")),
    hours: before?.hours ?? "",
    accounts: programme?.accounts ?? "",
  });
  const [access, setAccess] = useState(programme?.access ?? "public");
  const [assets, setAssets] = useState<Asset[]>(
    before?.assets ?? [{ ...newAsset(1), name: from?.asset.slice(0, 200) ?? "" }],
  );
  const [currency, setCurrency] = useState(before?.rewards?.currency ?? "CNY");
  const [rewards, setRewards] = useState<Record<(typeof bands)[number], string>>({
    low: shown(before?.rewards?.low),
    medium: shown(before?.rewards?.medium),
    high: shown(before?.rewards?.high),
    critical: shown(before?.rewards?.critical),
  });
  const field = (name: keyof typeof text, path = name as string) => ({
    id: name,
    label: t(name),
    value: text[name],
    error: acting.errorOf(path),
    onChange: (event: { target: { value: string } }) => setText({ ...text, [name]: event.target.value }),
  });
  const setAsset = (index: number, change: Partial<Asset>) =>
    setAssets(assets.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const paid = bands.some((band) => rewards[band].trim() !== "");
  const send = () =>
    acting.run(async () => {
      const minor = (band: (typeof bands)[number]) => Math.round(Number(rewards[band] || "0") * minorUnits);
      const fields = {
        language: locale === "en" ? ("en" as const) : ("zh-CN" as const),
        title: text.title,
        summary: text.summary,
        access,
        accounts: text.accounts,
        content: {
          assets,
          rules: text.rules,
          safeHarbour: text.safeHarbour,
          hours: text.hours,
          rewards: paid
            ? { currency, low: minor("low"), medium: minor("medium"), high: minor("high"), critical: minor("critical") }
            : null,
        },
      };
      const id = programme?.id;
      if (id) await api.crowdtests.updateProgramme.mutate({ ...fields, id, version: programme.version });
      const saved =
        id ??
        (
          await api.crowdtests.createProgramme.mutate({
            ...fields,
            ...(from ? { needId: from.needId } : {}),
            idempotencyKey: key.current,
          })
        ).id;
      router.push(`/${locale}/crowd-tests/${saved}`);
      router.refresh();
    });
  return (
    <form
      className="flex max-w-3xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ProblemSummary acting={acting} />
      <FieldGroup legend={`1. ${t("stepWhat")}`}>
        <TextField {...field("title")} label={t("programmeTitle")} />
        <TextAreaField {...field("summary")} hint={t("summaryHint")} />
        <SelectField
          id="access"
          label={t("access")}
          value={access}
          options={programmeAccess.map((one) => ({ value: one, label: t(`access_${one}`) }))}
          onChange={(event) => setAccess(programmeAccess.find((one) => one === event.target.value) ?? "public")}
        />
      </FieldGroup>
      <FieldGroup legend={`2. ${t("stepScope")}`} hint={t("scopeHint")}>
        {acting.errorOf("content.assets") ? (
          <p className="font-medium text-bad">{acting.errorOf("content.assets")}</p>
        ) : null}
        {assets.map((asset, index) => (
          <div key={asset.id} className="grid gap-3 rounded-md border border-line p-4 sm:grid-cols-[2fr_1fr]">
            <TextField
              id={`assets.${index}.name`}
              label={t("assetName")}
              value={asset.name}
              error={acting.errorOf(`content.assets.${index}.name`)}
              onChange={(event) => setAsset(index, { name: event.target.value })}
            />
            <SelectField
              id={`assets.${index}.kind`}
              label={t("assetKind")}
              value={asset.kind}
              options={assetKinds.map((kind) => ({ value: kind, label: t(`asset_${kind}`) }))}
              onChange={(event) =>
                setAsset(index, { kind: assetKinds.find((kind) => kind === event.target.value) ?? "other" })
              }
            />
            <div className="flex flex-wrap items-center justify-between gap-3 sm:col-span-2">
              <CheckField
                id={`assets.${index}.inScope`}
                label={t("inScope")}
                checked={asset.inScope}
                onChange={(event) => setAsset(index, { inScope: event.target.checked })}
              />
              {assets.length > 1 ? (
                <Button variant="quiet" onClick={() => setAssets(assets.filter((_, at) => at !== index))}>
                  {c("remove")}
                </Button>
              ) : null}
            </div>
          </div>
        ))}
        <div>
          <Button
            onClick={() =>
              setAssets([
                ...assets,
                newAsset(Math.max(0, ...assets.map(({ id }) => Number(id.split("-")[1]) || 0)) + 1),
              ])
            }
          >
            {t("assetAdd")}
          </Button>
        </div>
      </FieldGroup>
      <FieldGroup legend={`3. ${t("stepRules")}`}>
        <TextAreaField {...field("rules", "content.rules")} rows={6} hint={t("rulesHint")} />
        <TextAreaField {...field("safeHarbour", "content.safeHarbour")} rows={4} />
        <TextField {...field("hours", "content.hours")} optional={c("optional")} hint={t("hoursHint")} />
        <TextAreaField {...field("accounts")} rows={3} optional={c("optional")} hint={t("accountsHint")} />
      </FieldGroup>
      <FieldGroup legend={`4. ${t("stepRewards")}`} hint={t("rewardsHint")}>
        {acting.errorOf("content.rewards") ? (
          <p className="font-medium text-bad">{acting.errorOf("content.rewards")}</p>
        ) : null}
        <div className="grid gap-3 sm:grid-cols-5">
          <SelectField
            id="currency"
            label={t("currency")}
            value={currency}
            options={rewardCurrencies.map((one) => ({ value: one, label: one }))}
            onChange={(event) => setCurrency(rewardCurrencies.find((one) => one === event.target.value) ?? "CNY")}
          />
          {bands.map((band) => (
            <TextField
              key={band}
              id={`rewards.${band}`}
              label={t(`severity_${band}`)}
              inputMode="decimal"
              value={rewards[band]}
              onChange={(event) => setRewards({ ...rewards, [band]: event.target.value })}
            />
          ))}
        </div>
      </FieldGroup>
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

function shown(minor: number | undefined): string {
  return minor === undefined ? "" : String(minor / minorUnits);
}
