"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { conceptsOf } from "@/domain/taxonomy/all-concepts";
import { api, type Outputs } from "@/features/shared/api";
import { FilePicker } from "@/features/shared/file-picker";
import { ProblemSummary } from "@/features/shared/problem-summary";
import type { Uploaded } from "@/features/shared/upload";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { SelectField, TextAreaField, TextField } from "@/ui/field";
import { CvssFields } from "./cvss-fields";

/** The weakness itself is not kept in this browser: what is typed here must not lie around. */
export function ReportForm({ programme }: { programme: Outputs["crowdtests"]["programme"] }) {
  const t = useTranslations("crowdtests");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const key = useRef(crypto.randomUUID());
  const targets = programme.content.assets.filter(({ inScope }) => inScope);
  const [values, setValues] = useState({ title: "", steps: "", impact: "", vector: "", technique: "" });
  const [assetId, setAssetId] = useState(targets[0]?.id ?? "");
  const [files, setFiles] = useState<Uploaded[]>([]);
  const field = (name: "title" | "steps" | "impact") => ({
    id: name,
    label: t(`report_${name}`),
    value: values[name],
    error: acting.errorOf(`content.${name}`),
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  const send = () =>
    acting.run(async () => {
      const { technique, ...rest } = values;
      const { id } = await api.crowdtests.sendReport.mutate({
        programmeId: programme.id,
        content: {
          ...rest,
          assetId,
          ...(technique ? { technique } : {}),
          ...(files.length > 0 ? { fileIds: files.map(({ id }) => id) } : {}),
        },
        idempotencyKey: key.current,
      });
      router.push(`/${locale}/crowd-tests/reports/${id}`);
    });
  return (
    <form
      className="flex max-w-3xl flex-col gap-5"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ProblemSummary acting={acting} />
      <SelectField
        id="assetId"
        label={t("report_asset")}
        value={assetId}
        error={acting.errorOf("content.assetId")}
        options={targets.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => setAssetId(event.target.value)}
      />
      <TextField {...field("title")} hint={t("report_titleHint")} />
      <TextAreaField {...field("steps")} rows={8} hint={t("report_stepsHint")} />
      <TextAreaField {...field("impact")} rows={3} optional={c("optional")} />
      <CvssFields
        vector={values.vector}
        error={acting.errorOf("content.vector")}
        onChange={(vector) => setValues({ ...values, vector })}
      />
      <SelectField
        id="technique"
        label={t("report_technique")}
        optional={c("optional")}
        value={values.technique}
        options={[
          { value: "", label: c("choose") },
          ...conceptsOf("attack-ics")
            .filter(({ id }) => /^attack-ics:T\d{4}$/u.test(id))
            .map(({ id, titles }) => ({ value: id, label: `${id.slice("attack-ics:".length)} ${titles[locale]}` })),
        ]}
        onChange={(event) => setValues({ ...values, technique: event.target.value })}
      />
      <FilePicker
        id="evidence"
        label={t("report_files")}
        hint={t("report_filesHint")}
        purpose="crowdEvidence"
        value={files}
        onChange={setFiles}
      />
      <p className="max-w-prose text-ink-soft">{t("report_sealedNote")}</p>
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {t("reportSend")}
        </Button>
      </div>
    </form>
  );
}
