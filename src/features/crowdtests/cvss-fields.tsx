"use client";

import { useTranslations } from "next-intl";
import { cvssFault, cvssScore } from "@/domain/crowdtests/cvss";
import { Field, SelectField } from "@/ui/field";

const metrics = [
  ["AV", "NALP"],
  ["AC", "LH"],
  ["AT", "NP"],
  ["PR", "NLH"],
  ["UI", "NPA"],
  ["VC", "HLN"],
  ["VI", "HLN"],
  ["VA", "HLN"],
  ["SC", "HLN"],
  ["SI", "HLN"],
  ["SA", "HLN"],
] as const;

/** Eleven questions in words make the vector; who has one already pastes it. The score is shown as it changes. */
export function CvssFields({
  vector,
  error,
  onChange,
}: {
  vector: string;
  error: string | undefined;
  onChange: (vector: string) => void;
}) {
  const t = useTranslations("crowdtests");
  const chosen = new Map(vector.split("/").map((part) => part.split(":") as [string, string]));
  const choose = (metric: string, value: string) => {
    const next = new Map(chosen).set(metric, value);
    const parts = metrics.flatMap(([name]) => (next.get(name) ? [`${name}:${next.get(name)}`] : []));
    const more = [...next].filter(([name]) => name !== "CVSS" && name && !metrics.some(([known]) => known === name));
    onChange(["CVSS:4.0", ...parts, ...more.map(([name, one]) => `${name}:${one}`)].join("/"));
  };
  const whole = vector !== "" && cvssFault(vector) === null;
  const result = whole ? cvssScore(vector) : null;
  return (
    <fieldset className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-5">
      <legend className="float-left mb-1 w-full font-semibold">{t("cvss")}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        {metrics.map(([metric, values]) => (
          <SelectField
            key={metric}
            id={`cvss-${metric}`}
            label={t(`cvss_${metric}`)}
            value={chosen.get(metric) ?? ""}
            options={[
              { value: "", label: "—" },
              ...[...values].map((value) => ({ value, label: t(`cvss_${metric}_${value}`) })),
            ]}
            onChange={(event) => choose(metric, event.target.value)}
          />
        ))}
      </div>
      <Field id="vector" label={t("cvssVector")} hint={t("cvssVectorHint")} error={error}>
        <input
          id="vector"
          value={vector}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value.trim())}
          className="min-h-11 w-full rounded-md border border-line-strong bg-surface px-3 py-2 font-mono text-sm"
        />
      </Field>
      <p role="status" className="text-lg font-semibold tabular-nums">
        {result ? `${result.score.toFixed(1)} · ${t(`severity_${result.severity}`)}` : ""}
      </p>
    </fieldset>
  );
}
