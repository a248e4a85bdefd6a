"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { csvOf } from "@/domain/shared/csv";
import type { Locale } from "@/domain/shared/locale";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { conceptName, regionName } from "@/features/shared/concept-names";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { saveFile } from "@/features/shared/save-file";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { TextAreaField, TextField } from "@/ui/field";
import { InviteDialog } from "./invite-dialog";
import { inReaders, languageName } from "./words";

type Shortlist = Outputs["experts"]["shortlists"][number];

export function NewShortlist() {
  const t = useTranslations("experts");
  const [title, setTitle] = useState("");
  return (
    <ActForm
      submit={t("listCreate")}
      send={async () => {
        await api.experts.createShortlist.mutate({ title });
        setTitle("");
      }}
    >
      {(errorOf) => (
        <TextField
          id="title"
          label={t("listTitle")}
          hint={t("listTitleHint")}
          value={title}
          error={errorOf("title")}
          onChange={(event) => setTitle(event.target.value)}
        />
      )}
    </ActForm>
  );
}

/** What can be done with a whole list: compare whom one ticked, take it along as a table, name it anew, give it up. */
export function ShortlistActs({ list }: { list: Shortlist }) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const [title, setTitle] = useState(list.title);
  return (
    <div className="flex flex-wrap items-start gap-2">
      {list.people.length > 1 ? (
        <Button type="submit" form={`compare-${list.id}`} plain>
          {t("compareTicked")}
        </Button>
      ) : null}
      {list.people.length > 0 ? (
        <Button onClick={() => saveFile(`${list.title}.csv`, "text/csv;charset=utf-8", `\ufeff${csvOf(table())}\r\n`)}>
          {t("exportList")}
        </Button>
      ) : null}
      <details className="basis-full">
        <summary className="inline-flex min-h-6 cursor-pointer items-center text-brand">{t("listChange")}</summary>
        <div className="mt-3 flex flex-wrap items-end gap-x-4 gap-y-3">
          <ActForm
            submit={c("save")}
            send={() => api.experts.renameShortlist.mutate({ id: list.id, title })}
            className="min-w-0 flex-1 basis-60"
          >
            {(errorOf) => (
              <TextField
                id={`title-${list.id}`}
                label={t("listTitle")}
                value={title}
                error={errorOf("title")}
                onChange={(event) => setTitle(event.target.value)}
              />
            )}
          </ActForm>
          <DropShortlist id={list.id} />
        </div>
      </details>
    </div>
  );

  /** What the page shows, one row a person; contact data is not among it. */
  function table(): string[][] {
    const of = (ids: readonly string[], name: (id: string, locale: Locale) => string) =>
      ids.map((id) => name(id, locale)).join("; ");
    return [
      [
        t("person"),
        t("headline"),
        t("region"),
        t("languages"),
        t("sectors"),
        t("availability"),
        t("skills"),
        t("inPool"),
        t("listNote"),
        t("link"),
      ],
      ...list.people.map((one) => [
        inReaders(locale, one.nameZh, one.nameEn) || t("nameWithheld"),
        inReaders(locale, one.headlineZh, one.headlineEn),
        one.region ? regionName(one.region, locale) : "",
        of(one.languages, languageName),
        of(one.sectors, conceptName),
        one.availability ? t(`availability_${one.availability}`) : "",
        one.skills
          .map(({ nameZh, nameEn, level, backing }) =>
            [inReaders(locale, nameZh, nameEn), level, `(${t(`backing_${backing}`)})`].join(" "),
          )
          .join("; "),
        c(one.pools > 0 ? "yes" : "no"),
        one.note,
        `${window.location.origin}/${locale}/experts/${one.personId}`,
      ]),
    ];
  }
}

function DropShortlist({ id }: { id: string }) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  return (
    <ConfirmDialog
      trigger={t("listDrop")}
      title={t("listDrop")}
      confirm={t("listDrop")}
      cancel={c("cancel")}
      tone="danger"
      pending={acting.pending}
      onConfirm={async () => {
        if (!(await acting.run(() => api.experts.dropShortlist.mutate({ id })))) return false;
        router.refresh();
        return true;
      }}
    >
      <p>{t("listDropEffect")}</p>
      <ProblemSummary acting={acting} />
    </ConfirmDialog>
  );
}

/** Why somebody is on the list, for one's own organisation; and the way off it. */
export function EntryActs({ id, personId, note }: { id: string; personId: string; note: string }) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const [text, setText] = useState(note);
  return (
    <div className="flex flex-col gap-3">
      {note ? <p className="max-w-prose whitespace-pre-line">{note}</p> : null}
      <div className="flex flex-wrap items-center gap-2">
        <InviteDialog personId={personId} quiet />
        <ActForm submit={t("takeOff")} send={() => api.experts.takeOffShortlist.mutate({ id, personId })} />
      </div>
      <details>
        <summary className="inline-flex min-h-6 cursor-pointer items-center text-brand">
          {t(note ? "noteChange" : "noteAdd")}
        </summary>
        <ActForm
          className="mt-3"
          submit={c("save")}
          send={() => api.experts.putOnShortlist.mutate({ id, personId, note: text })}
        >
          {(errorOf) => (
            <TextAreaField
              id={`note-${id}-${personId}`}
              label={t("listNote")}
              hint={t("listNoteHint")}
              rows={2}
              value={text}
              error={errorOf("note")}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </ActForm>
      </details>
    </div>
  );
}
