"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { evidenceKinds } from "@/domain/experts/schema";
import type { Locale } from "@/domain/shared/locale";
import { api, type Inputs, type Outputs } from "@/features/shared/api";
import { FileField } from "@/features/shared/file-field";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { saveFile } from "@/features/shared/save-file";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { SelectField, TextAreaField, TextField } from "@/ui/field";
import { LongList } from "@/ui/long-list";
import { TagPicker } from "@/ui/tag-picker";
import { EvidenceList } from "./evidence-list";
import { inReaders } from "./words";

type Mine = Outputs["experts"]["me"];
const formats = ["csv", "bibtex", "orcid"] as const;

/** What backs the skills: one by one, or from a file. */
export function EvidenceForms({ mine }: { mine: Mine }) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const blank = {
    kind: "project" as (typeof evidenceKinds)[number],
    title: "",
    body: "",
    date: "",
    url: "",
    supports: "3",
    conceptIds: [] as string[],
  };
  const [item, setItem] = useState(blank);
  const [format, setFormat] = useState<(typeof formats)[number]>("csv");
  const [report, setReport] = useState<Outputs["experts"]["importEvidence"] | null>(null);
  const call = (work: () => Promise<unknown>) =>
    acting.run(async () => {
      await work();
      router.refresh();
    });
  return (
    <div className="flex flex-col gap-6">
      <ProblemSummary acting={acting} />
      {mine.evidence.length > 0 ? <EvidenceList evidence={mine.evidence} /> : null}
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void call(async () => {
            const draft: Inputs["experts"]["addOwnEvidence"]["item"] = {
              ...item,
              url: item.url || null,
              supports: Number(item.supports),
              language: /\p{Script=Han}/u.test(item.title) ? "zh-CN" : "en",
            };
            await api.experts.addOwnEvidence.mutate({
              item: draft,
              audience: "everyone",
              idempotencyKey: crypto.randomUUID(),
            });
            setItem(blank);
          });
        }}
      >
        <h3 className="text-lg">{t("addEvidence")}</h3>
        <SelectField
          id="evidence-kind"
          label={t("kind")}
          value={item.kind}
          options={evidenceKinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
          onChange={(event) => setItem({ ...item, kind: event.target.value as typeof item.kind })}
        />
        <TextField
          id="evidence-title"
          label={t("evidenceTitle")}
          value={item.title}
          error={acting.errorOf("item.title")}
          onChange={(event) => setItem({ ...item, title: event.target.value })}
        />
        <TextAreaField
          id="evidence-body"
          label={t("evidenceBody")}
          optional={c("optional")}
          value={item.body}
          onChange={(event) => setItem({ ...item, body: event.target.value })}
        />
        <TextField
          id="evidence-date"
          type="date"
          label={t("date")}
          className="max-w-56"
          value={item.date}
          error={acting.errorOf("item.date")}
          onChange={(event) => setItem({ ...item, date: event.target.value })}
        />
        <TextField
          id="evidence-url"
          type="url"
          label={t("link")}
          optional={c("optional")}
          value={item.url}
          error={acting.errorOf("item.url")}
          onChange={(event) => setItem({ ...item, url: event.target.value })}
        />
        <TagPicker
          id="evidence-skills"
          label={t("evidenceSkills")}
          tags={mine.skills.map(({ conceptId, nameZh, nameEn }) => ({
            id: conceptId,
            label: inReaders(locale, nameZh, nameEn),
            aliases: [],
          }))}
          value={item.conceptIds}
          onChange={(conceptIds) => setItem({ ...item, conceptIds })}
          words={{ remove: c("remove"), none: c("nothingFound") }}
        />
        <SelectField
          id="evidence-supports"
          label={t("supports")}
          value={item.supports}
          options={["1", "2", "3", "4"].map((value) => ({ value, label: `${value} · ${t(`level_${value}`)}` }))}
          onChange={(event) => setItem({ ...item, supports: event.target.value })}
        />
        <div>
          <Button type="submit" pending={acting.pending}>
            {t("addEvidence")}
          </Button>
        </div>
      </form>
      {mine.evidence.length > 0 ? (
        <div>
          <Button
            pending={acting.pending}
            onClick={() =>
              void acting.run(async () =>
                saveFile("evidence.csv", "text/csv;charset=utf-8", (await api.experts.exportEvidence.query({})).csv),
              )
            }
          >
            {t("exportEvidence")}
          </Button>
        </div>
      ) : null}
      <ForeignCredential mine={mine} />
      <div className="flex flex-col gap-4">
        <h3 className="text-lg">{t("import")}</h3>
        <SelectField
          id="import-format"
          label={t("format")}
          value={format}
          options={formats.map((value) => ({ value, label: t(`format_${value}`) }))}
          onChange={(event) => setFormat(event.target.value as typeof format)}
        />
        <FileField
          id="import-file"
          label={t("file")}
          hint={t(`formatHint_${format}`)}
          onFiles={([file]) =>
            call(async () =>
              setReport(await api.experts.importEvidence.mutate({ format, text: (await file?.text()) ?? "" })),
            )
          }
        />
        <div aria-live="polite">
          {report ? (
            <Callout tone={report.problems.length > 0 ? "warn" : "good"}>
              {t("importReport", { added: report.added, known: report.known, refused: report.problems.length })}
              <LongList more={c("showMore")} className="mt-2 list-disc pl-5">
                {report.problems.map((problem) => (
                  <li key={`${problem.row}${problem.column}`}>
                    {t("importRow", { row: problem.row, message: problem.message })}
                  </li>
                ))}
              </LongList>
            </Callout>
          ) : null}
        </div>
      </div>
    </div>
  );
}

/** A credential of another issuer, checked here and kept as evidence. */
function ForeignCredential({ mine }: { mine: Mine }) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [conceptIds, setConcepts] = useState<string[]>([]);
  const [kept, setKept] = useState<Outputs["experts"]["attachCredential"] | null>(null);
  return (
    <div className="flex flex-col gap-4">
      <h3 className="text-lg">{t("attachTitle")}</h3>
      <ProblemSummary acting={acting} />
      <TagPicker
        id="attach-skills"
        label={t("evidenceSkills")}
        tags={mine.skills.map(({ conceptId, nameZh, nameEn }) => ({
          id: conceptId,
          label: inReaders(locale, nameZh, nameEn),
          aliases: [],
        }))}
        value={conceptIds}
        onChange={setConcepts}
        words={{ remove: c("remove"), none: c("nothingFound") }}
      />
      <FileField
        id="attach-file"
        label={t("attachFile")}
        hint={t("attachHint")}
        error={acting.errorOf("credential")}
        onFiles={async ([file]) => {
          setKept(null);
          await acting.run(async () => {
            const credential = { text: (await file?.text()) ?? "" };
            setKept(await api.experts.attachCredential.mutate({ credential, conceptIds, audience: "everyone" }));
            router.refresh();
          });
        }}
      />
      <p aria-live="polite">{kept ? t(`attachedAs_${kept.standing}`, { title: kept.title }) : ""}</p>
    </div>
  );
}
