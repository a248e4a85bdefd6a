"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import type { packReport } from "@/domain/competitions/schema-results";
import { api } from "@/features/shared/api";
import { FilePicker } from "@/features/shared/file-picker";
import { ProblemSummary } from "@/features/shared/problem-summary";
import type { Uploaded } from "@/features/shared/upload";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { SelectField } from "@/ui/field";
import { saveFile } from "./words";

type Report = z.output<typeof packReport>;
type Props = { slug: string; phases: readonly { id: string; title: string }[] };

/** Packs of challenges in and out: looked at first, then taken. */
export function PackDesk({ slug, phases }: Props) {
  const t = useTranslations("competitionsJudged");
  const router = useRouter();
  const acting = useAct();
  const [phaseId, setPhaseId] = useState(phases[0]?.id ?? "");
  const [files, setFiles] = useState<Uploaded[]>([]);
  const [report, setReport] = useState<Report | null>(null);
  const fileId = files.at(-1)?.id;
  const run = (take: boolean) =>
    acting.run(async () => {
      if (!fileId) return;
      setReport(await api.competitionsJudged.importPack.mutate({ slug, phaseId, fileId, take }));
      if (take) router.refresh();
    });
  const taken = report?.challenges.some((one) => one.taken) ?? false;
  return (
    <div className="flex flex-col gap-6">
      <ProblemSummary acting={acting} />
      <Card title={t("packImport")}>
        <div className="flex max-w-3xl flex-col gap-4">
          <p className="max-w-prose text-ink-soft">{t("packImportHint")}</p>
          {phases.length > 1 ? (
            <SelectField
              id="phaseId"
              label={t("packPhase")}
              value={phaseId}
              onChange={(event) => setPhaseId(event.target.value)}
              options={phases.map(({ id, title }) => ({ value: id, label: title }))}
            />
          ) : null}
          <FilePicker
            id="fileId"
            label={t("packFile")}
            hint={t("packFileHint")}
            purpose="challengePack"
            value={files}
            onChange={(next) => {
              setFiles(next.slice(-1));
              setReport(null);
            }}
          />
          <div className="flex flex-wrap gap-2">
            <Button
              variant={report ? "secondary" : "primary"}
              disabled={!fileId}
              pending={acting.pending}
              onClick={() => void run(false)}
            >
              {t("packLook")}
            </Button>
            {report && report.challenges.length > 0 && !taken ? (
              <Button variant="primary" pending={acting.pending} onClick={() => void run(true)}>
                {t("packTake", { count: report.challenges.length })}
              </Button>
            ) : null}
          </div>
        </div>
        {report ? (
          <div className="mt-5 flex flex-col gap-4" role="status">
            {report.problems.length > 0 ? (
              <DataTable
                caption={t("packProblems")}
                columns={[
                  { key: "file", header: t("packPath") },
                  { key: "sentence", header: t("packProblem") },
                ]}
                rows={report.problems.map(({ file, sentence, refused }, at) => ({
                  id: `${file}-${String(at)}`,
                  cells: {
                    file: <code className="break-all">{file || "—"}</code>,
                    sentence: <span className={refused ? "text-bad" : ""}>{sentence}</span>,
                  },
                }))}
              />
            ) : null}
            {report.challenges.length > 0 ? (
              <DataTable
                caption={t("packFound")}
                columns={[
                  { key: "name", header: t("packName") },
                  { key: "category", header: t("packCategory") },
                  { key: "flags", header: t("packFlags"), align: "right" },
                  { key: "files", header: t("packFiles"), align: "right" },
                  { key: "state", header: t("packState") },
                ]}
                rows={report.challenges.map((one) => ({
                  id: one.folder,
                  cells: {
                    name: one.name,
                    category: one.category,
                    flags: one.flags,
                    files: one.files,
                    state: one.taken ? <Badge tone="good">{t("packTaken")}</Badge> : <Badge>{t("packReady")}</Badge>,
                  },
                }))}
              />
            ) : null}
          </div>
        ) : null}
      </Card>
      <Card title={t("packExport")}>
        <div className="flex max-w-3xl flex-col gap-4">
          <p className="max-w-prose text-ink-soft">{t("packExportHint")}</p>
          <div>
            <Button
              pending={acting.pending}
              onClick={() =>
                void acting.run(async () =>
                  saveFile(await api.competitionsJudged.exportPack.query({ slug }), "application/zip"),
                )
              }
            >
              {t("packDownload")}
            </Button>
          </div>
        </div>
      </Card>
    </div>
  );
}
