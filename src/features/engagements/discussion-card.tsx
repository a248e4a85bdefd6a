"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { FilePicker } from "@/features/shared/file-picker";
import { dateTime } from "@/features/shared/format";
import type { Uploaded } from "@/features/shared/upload";
import { Card } from "@/ui/card";
import { TextAreaField } from "@/ui/field";

type Engagement = Outputs["engagements"]["get"];

/** What the parties write to each other; sealed where it is kept. */
export function DiscussionCard({ engagement, timeZone }: { engagement: Engagement; timeZone: string }) {
  const t = useTranslations("engagements");
  const locale = useLocale() as Locale;
  const [text, setText] = useState("");
  const [files, setFiles] = useState<Uploaded[]>([]);
  const key = useRef(crypto.randomUUID());
  return (
    <Card title={t("discussion")}>
      {engagement.messages.length === 0 ? <p className="mb-3 text-ink-soft">{t("discussionNone")}</p> : null}
      <ul className="mb-4 flex flex-col gap-3">
        {engagement.messages.map((one) => (
          <li key={one.id} className={one.mine ? "rounded-md bg-brand-soft p-3" : "rounded-md bg-sunken p-3"}>
            <p className="text-sm text-ink-soft">
              {nameIn(locale, one.person)} · {one.organisation ? nameIn(locale, one.organisation) : t("mediator")} ·{" "}
              {dateTime(one.at, locale, timeZone)}
            </p>
            <p className="max-w-prose whitespace-pre-line">{one.text}</p>
            {one.files.map(({ id, name }) => (
              <a key={id} href={`/api/files/${id}`} className="mr-3 text-brand underline">
                {name}
              </a>
            ))}
          </li>
        ))}
      </ul>
      {engagement.can.message ? (
        <ActForm
          submit={t("messageSend")}
          send={async () => {
            await api.engagements.message.mutate({
              id: engagement.id,
              disputeId: null,
              text,
              fileIds: files.map(({ id }) => id),
              idempotencyKey: key.current,
            });
            key.current = crypto.randomUUID();
            setText("");
            setFiles([]);
          }}
        >
          {(errorOf) => (
            <>
              <TextAreaField
                id="message"
                label={t("message")}
                rows={3}
                value={text}
                onChange={(event) => setText(event.target.value)}
                error={errorOf("text")}
              />
              <FilePicker
                id="message-files"
                label={t("files")}
                purpose="engagementFile"
                value={files}
                onChange={setFiles}
              />
            </>
          )}
        </ActForm>
      ) : null}
    </Card>
  );
}
