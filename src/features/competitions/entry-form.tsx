"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { assistanceKinds } from "@/domain/competitions/choices";
import type { EntryContent } from "@/domain/competitions/schema-judged";
import type { Locale } from "@/domain/shared/locale";
import { api } from "@/features/shared/api";
import { FilePicker } from "@/features/shared/file-picker";
import { ProblemSummary } from "@/features/shared/problem-summary";
import type { Uploaded } from "@/features/shared/upload";
import { useAct } from "@/features/shared/use-act";
import { useKept } from "@/features/shared/use-kept";
import { Button } from "@/ui/button";
import { CheckField, FieldGroup, SelectField, TextAreaField, TextField } from "@/ui/field";

type Props = {
  phaseId: string;
  version: number;
  content: EntryContent | null;
  files: readonly Uploaded[];
  accepts: string;
  back: string;
};

/** A team's entry, kept in this browser until it is handed in. */
export function EntryForm({ phaseId, version, content, files, accepts, back }: Props) {
  const t = useTranslations("competitionsJudged");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [draft, keep, clear] = useKept<EntryContent>(
    `entry:${phaseId}:${version}`,
    content ?? {
      language: locale,
      title: "",
      summary: "",
      body: "",
      assistance: "none",
      assistanceNote: "",
      fileIds: [],
    },
  );
  const [uploads, setUploads] = useState<Uploaded[]>([...files]);
  const [namesSeen, setNamesSeen] = useState(false);
  const change = (part: Partial<EntryContent>) => keep({ ...draft, ...part });
  return (
    <form
      className="flex max-w-3xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.competitionsJudged.enter.mutate({
            phaseId,
            version,
            content: { ...draft, fileIds: uploads.map(({ id }) => id) },
            namesSeen,
          });
          clear();
          router.push(`/${locale}${back}`);
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <FieldGroup legend={t("entryText")} hint={t("entryBlindHint")}>
        <TextField
          id="content.title"
          label={t("entryTitle")}
          value={draft.title}
          error={acting.errorOf("content.title")}
          onChange={(event) => change({ title: event.target.value })}
        />
        <TextAreaField
          id="content.summary"
          label={t("entrySummary")}
          hint={t("entrySummaryHint")}
          value={draft.summary}
          error={acting.errorOf("content.summary")}
          onChange={(event) => change({ summary: event.target.value })}
        />
        <TextAreaField
          id="content.body"
          label={t("entryBody")}
          rows={10}
          value={draft.body}
          error={acting.errorOf("content.body")}
          onChange={(event) => change({ body: event.target.value })}
        />
      </FieldGroup>
      <FieldGroup legend={t("entryFiles")}>
        <FilePicker
          id="content.fileIds"
          label={t("entryFilesLabel")}
          hint={t("entryFilesHint", { kinds: accepts })}
          purpose="competitionEntry"
          value={uploads}
          onChange={setUploads}
        />
        {acting.errorOf("content.fileIds") ? (
          <p className="font-medium text-bad">{acting.errorOf("content.fileIds")}</p>
        ) : null}
      </FieldGroup>
      <FieldGroup legend={t("assistance")} hint={t("assistanceHint")}>
        <SelectField
          id="content.assistance"
          label={t("assistanceKind")}
          value={draft.assistance}
          onChange={(event) => change({ assistance: event.target.value as EntryContent["assistance"] })}
          options={assistanceKinds.map((value) => ({ value, label: t(`assistance_${value}`) }))}
        />
        {draft.assistance === "none" ? null : (
          <TextAreaField
            id="content.assistanceNote"
            label={t("assistanceNote")}
            rows={2}
            value={draft.assistanceNote}
            error={acting.errorOf("content.assistanceNote")}
            onChange={(event) => change({ assistanceNote: event.target.value })}
          />
        )}
      </FieldGroup>
      {acting.errorOf("namesSeen") || namesSeen ? (
        <CheckField
          id="namesSeen"
          label={t("namesSeen")}
          error={namesSeen ? undefined : acting.errorOf("namesSeen")}
          checked={namesSeen}
          onChange={(event) => setNamesSeen(event.target.checked)}
        />
      ) : null}
      <div className="flex flex-col gap-2">
        <p className="max-w-prose text-ink-soft">{t("handInEffects")}</p>
        <div>
          <Button type="submit" variant="primary" pending={acting.pending}>
            {version === 0 ? t("handInEntry") : t("handInAgain")}
          </Button>
        </div>
      </div>
    </form>
  );
}
