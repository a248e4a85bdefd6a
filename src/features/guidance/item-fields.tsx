"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { DocumentContent } from "@/domain/guidance/schema";
import { api, type Outputs } from "@/features/shared/api";
import { FileField } from "@/features/shared/file-field";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Callout } from "@/ui/callout";
import { DataTable } from "@/ui/data-table";
import { LongList } from "@/ui/long-list";

type Items = DocumentContent["items"];
type Report = Outputs["guidance"]["readItems"];

const largestFile = 700_000;

/** The items of a list come in as a CSV or XLSX table: all rows, or none and every row's faults. */
export function ItemFields({
  items,
  onChange,
  error,
}: {
  items: Items;
  onChange: (next: Items) => void;
  error?: string | undefined;
}) {
  const t = useTranslations("guidance");
  const c = useTranslations("common");
  const acting = useAct();
  const [report, setReport] = useState<Report | null>(null);
  return (
    <div className="flex flex-col gap-3">
      <ProblemSummary acting={acting} />
      <FileField
        id="items-file"
        label={t("itemsFile")}
        hint={t("itemsFileHint")}
        error={error}
        accept=".csv,.xlsx"
        onFiles={async ([file]) => {
          if (!file) return;
          await acting.run(async () => {
            if (file.size > largestFile) throw new Error("too large");
            const read = await api.guidance.readItems.mutate({ name: file.name, base64: await base64Of(file) });
            setReport(read);
            if (read.problems.length === 0) onChange(read.items);
          });
        }}
      />
      {report && report.problems.length > 0 ? (
        <Callout tone="bad" title={t("itemsRefused", { count: report.problems.length })}>
          <LongList more={c("showMore")} className="mt-2 list-disc pl-5">
            {report.problems.map((problem) => (
              <li key={`${problem.row}-${problem.column}-${problem.message}`}>
                {t("itemsProblem", { row: problem.row, column: problem.column || "—" })} {problem.message}
              </li>
            ))}
          </LongList>
        </Callout>
      ) : null}
      {items.length > 0 ? (
        <DataTable
          caption={t("step7")}
          columns={[
            { key: "code", header: t("itemCode") },
            { key: "effect", header: t("itemEffect") },
            { key: "text", header: t("itemText") },
          ]}
          rows={items.slice(0, 100).map((item) => ({
            id: item.code,
            cells: { code: item.code, effect: t(`effect_${item.effect}`), text: item.textZh || item.textEn },
          }))}
        />
      ) : null}
    </div>
  );
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}
