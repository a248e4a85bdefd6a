"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { TextAreaField } from "@/ui/field";

type Complaints = Outputs["needs"]["complaints"];

/** Complaints about the award and the buyer's replies; the award waits for them. */
export function ComplaintsCard({
  needId,
  complaints: { complaints, can },
  timeZone,
}: {
  needId: string;
  complaints: Complaints;
  timeZone: string;
}) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  const [text, setText] = useState("");
  const key = useRef(crypto.randomUUID());
  if (complaints.length === 0 && !can.complain) return null;
  return (
    <Card title={t("complaints")}>
      <div className="flex flex-col gap-5">
        {complaints.map((one) => (
          <article key={one.id} className="flex flex-col gap-2">
            <p className="flex flex-wrap items-center gap-2">
              <strong>{nameIn(locale, one.organisation)}</strong>
              <span className="text-ink-soft">{dateTime(one.at, locale, timeZone)}</span>
              <Badge tone={one.upheld === null ? "warn" : one.upheld ? "bad" : "neutral"}>
                {one.upheld === null ? t("complaintOpen") : one.upheld ? t("complaintUpheld") : t("complaintDismissed")}
              </Badge>
            </p>
            <p className="max-w-prose whitespace-pre-line">{one.text}</p>
            {one.reply ? (
              <p className="max-w-prose border-l-4 border-brand pl-3 whitespace-pre-line">{one.reply}</p>
            ) : null}
            {one.can.reply ? <ReplyForm complaintId={one.id} /> : null}
          </article>
        ))}
        {can.complain ? (
          <ActForm
            submit={t("complain")}
            send={async () => {
              await api.needs.complain.mutate({ needId, text, idempotencyKey: key.current });
              setText("");
            }}
          >
            {(errorOf) => (
              <TextAreaField
                id="complaint"
                label={t("complaintText")}
                hint={t("complaintHint")}
                value={text}
                onChange={(event) => setText(event.target.value)}
                error={errorOf("text")}
              />
            )}
          </ActForm>
        ) : null}
      </div>
    </Card>
  );
}

function ReplyForm({ complaintId }: { complaintId: string }) {
  const t = useTranslations("needs");
  const [reply, setReply] = useState("");
  const answer = (upheld: boolean) => () => api.needs.replyComplaint.mutate({ complaintId, upheld, reply });
  return (
    <ActForm
      submit={t("complaintDismiss")}
      send={answer(false)}
      second={{ label: t("complaintUphold"), send: answer(true) }}
    >
      {(errorOf) => (
        <TextAreaField
          id={`reply-${complaintId}`}
          label={t("complaintReply")}
          hint={t("complaintReplyHint")}
          value={reply}
          onChange={(event) => setReply(event.target.value)}
          error={errorOf("reply")}
        />
      )}
    </ActForm>
  );
}
