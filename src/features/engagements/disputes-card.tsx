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
import { TextAreaField, TextField } from "@/ui/field";

type Engagement = Outputs["engagements"]["get"];
type Dispute = Engagement["disputes"][number];
const tones = { open: "warn", mediating: "warn", settled: "good", withdrawn: "neutral" } as const;

export function DisputesCard({ engagement, timeZone }: { engagement: Engagement; timeZone: string }) {
  const t = useTranslations("engagements");
  const [subject, setSubject] = useState("");
  const [text, setText] = useState("");
  const key = useRef(crypto.randomUUID());
  if (engagement.disputes.length === 0 && !engagement.can.openDispute) return null;
  return (
    <Card title={t("disputes")}>
      <div className="flex flex-col gap-5">
        {engagement.disputes.map((dispute) => (
          <DisputeView key={dispute.id} dispute={dispute} timeZone={timeZone} />
        ))}
        {engagement.can.openDispute ? (
          <details>
            <summary className="font-semibold">{t("disputeOpen")}</summary>
            <ActForm
              className="mt-3"
              submit={t("disputeSend")}
              send={async () => {
                await api.engagements.openDispute.mutate({
                  id: engagement.id,
                  subject,
                  text,
                  idempotencyKey: key.current,
                });
                setSubject("");
                setText("");
              }}
            >
              {(errorOf) => (
                <>
                  <p className="max-w-prose text-ink-soft">{t("disputeHint")}</p>
                  <TextField
                    id="dispute-subject"
                    label={t("disputeSubject")}
                    value={subject}
                    onChange={(event) => setSubject(event.target.value)}
                    error={errorOf("subject")}
                  />
                  <TextAreaField
                    id="dispute-text"
                    label={t("disputeText")}
                    value={text}
                    onChange={(event) => setText(event.target.value)}
                    error={errorOf("text")}
                  />
                </>
              )}
            </ActForm>
          </details>
        ) : null}
      </div>
    </Card>
  );
}

function DisputeView({ dispute, timeZone }: { dispute: Dispute; timeZone: string }) {
  const t = useTranslations("engagements");
  const locale = useLocale() as Locale;
  const { can, id: disputeId } = dispute;
  const [email, setEmail] = useState("");
  const [text, setText] = useState(dispute.settlement ?? "");
  return (
    <article className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-2">
        <strong>{dispute.subject}</strong>
        <Badge tone={tones[dispute.state]}>{t(`dispute_${dispute.state}`)}</Badge>
        <span className="text-ink-soft">
          {t(`side_${dispute.side}`)} · {dateTime(dispute.at, locale, timeZone)}
        </span>
      </p>
      <p className="max-w-prose whitespace-pre-line">{dispute.text}</p>
      {dispute.mediator ? (
        <p>
          {t("mediator")}: <strong>{nameIn(locale, dispute.mediator)}</strong>
        </p>
      ) : null}
      {dispute.settlement ? (
        <div className="border-l-4 border-brand pl-3">
          <p className="font-semibold">{t("settlement")}</p>
          <p className="max-w-prose whitespace-pre-line">{dispute.settlement}</p>
          <p className="text-ink-soft">
            {t("side_buyer")}: {dispute.buyerAgreed ? t("agreed") : t("notAgreed")} · {t("side_provider")}:{" "}
            {dispute.providerAgreed ? t("agreed") : t("notAgreed")}
          </p>
        </div>
      ) : null}
      {can.agreeMediator ? (
        <ActForm submit={t("mediatorAgree")} send={() => api.engagements.agreeMediator.mutate({ disputeId })} />
      ) : null}
      {can.nameMediator ? (
        <ActForm
          submit={t("mediatorName")}
          send={async () => {
            await api.engagements.nameMediator.mutate({ disputeId, email });
            setEmail("");
          }}
        >
          {(errorOf) => (
            <TextField
              id={`mediator-${disputeId}`}
              type="email"
              label={t("mediatorEmail")}
              hint={t("mediatorHint")}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              error={errorOf("email")}
            />
          )}
        </ActForm>
      ) : null}
      {can.proposeSettlement ? (
        <ActForm
          submit={t("settlementSend")}
          send={() => api.engagements.proposeSettlement.mutate({ disputeId, text })}
        >
          {(errorOf) => (
            <TextAreaField
              id={`settlement-${disputeId}`}
              label={t("settlement")}
              value={text}
              onChange={(event) => setText(event.target.value)}
              error={errorOf("text")}
            />
          )}
        </ActForm>
      ) : null}
      {can.agreeSettlement ? (
        <ActForm
          submit={t("settlementAgree")}
          send={() =>
            api.engagements.agreeSettlement.mutate({ disputeId, settlementAt: dispute.settlementAt ?? dispute.at })
          }
        />
      ) : null}
      {can.withdraw ? (
        <ActForm submit={t("disputeWithdraw")} send={() => api.engagements.withdrawDispute.mutate({ disputeId })} />
      ) : null}
    </article>
  );
}
