"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { minorDigits } from "@/domain/shared/money";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { calendarDay, dateTime, money } from "@/features/shared/format";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { SelectField, TextAreaField, TextField } from "@/ui/field";

type Engagement = Outputs["engagements"]["get"];
type Change = Engagement["changes"][number];
type Line = { milestoneId: string | null; title: string; dueOn: string; amount: string };
const tones = { proposed: "warn", agreed: "good", refused: "bad", withdrawn: "neutral" } as const;

/** What one side asks the other to change; what is agreed stands in the milestones at once. */
export function ChangesCard({ engagement, timeZone }: { engagement: Engagement; timeZone: string }) {
  const t = useTranslations("engagements");
  if (engagement.changes.length === 0 && !engagement.can.requestChange) return null;
  return (
    <Card title={t("changes")}>
      <div className="flex flex-col gap-5">
        {engagement.changes.map((change) => (
          <ChangeView key={change.id} change={change} engagement={engagement} timeZone={timeZone} />
        ))}
        {engagement.can.requestChange ? <ChangeForm engagement={engagement} /> : null}
      </div>
    </Card>
  );
}

function ChangeView({ change, engagement, timeZone }: { change: Change; engagement: Engagement; timeZone: string }) {
  const t = useTranslations("engagements");
  const locale = useLocale() as Locale;
  const [answer, setAnswer] = useState("");
  const decide = (agreed: boolean) => () =>
    api.engagements.decideChange.mutate({ changeId: change.id, agreed, answer });
  return (
    <article className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <strong>{change.title}</strong>
        <Badge tone={tones[change.state]}>{t(`change_${change.state}`)}</Badge>
        <span className="text-ink-soft">
          {t(`side_${change.side}`)} · {t(`changeKind_${change.kind}`)} · {dateTime(change.at, locale, timeZone)}
        </span>
      </p>
      <p className="max-w-prose whitespace-pre-line">{change.reason}</p>
      {change.milestones.length > 0 ? (
        <ul className="list-disc pl-5">
          {change.milestones.map((one) => (
            <li key={`${one.milestoneId}${one.title}`}>
              {one.title} · {one.dueOn ? calendarDay(one.dueOn, locale) : "—"} ·{" "}
              {money(one.amount, engagement.currency, locale)}
              {one.milestoneId === null ? ` · ${t("changeNew")}` : ""}
            </li>
          ))}
        </ul>
      ) : null}
      {change.answer ? <p className="border-l-4 border-brand pl-3">{change.answer}</p> : null}
      {change.can.decide ? (
        <ActForm
          submit={t("changeAgree")}
          send={decide(true)}
          second={{ label: t("changeRefuse"), send: decide(false) }}
        >
          {(errorOf) => (
            <TextField
              id={`answer-${change.id}`}
              label={t("changeAnswer")}
              value={answer}
              onChange={(event) => setAnswer(event.target.value)}
              error={errorOf("answer")}
            />
          )}
        </ActForm>
      ) : null}
      {change.can.withdraw ? (
        <ActForm
          submit={t("changeWithdraw")}
          send={() => api.engagements.withdrawChange.mutate({ changeId: change.id })}
        />
      ) : null}
    </article>
  );
}

function ChangeForm({ engagement }: { engagement: Engagement }) {
  const t = useTranslations("engagements");
  const c = useTranslations("common");
  const units = 10 ** minorDigits(engagement.currency);
  const [kind, setKind] = useState<"change" | "termination">("change");
  const [title, setTitle] = useState("");
  const [reason, setReason] = useState("");
  const [lines, setLines] = useState<Line[]>([]);
  const key = useRef(crypto.randomUUID());
  const set = (index: number, change: Partial<Line>) =>
    setLines(lines.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const add = (item: Engagement["items"][number] | null) =>
    setLines([
      ...lines,
      item
        ? { milestoneId: item.id, title: item.title, dueOn: item.dueOn ?? "", amount: String(item.amount / units) }
        : { milestoneId: null, title: "", dueOn: "", amount: "" },
    ]);
  return (
    <details className="rounded-md border border-line p-4">
      <summary className="font-semibold">{t("changeAsk")}</summary>
      <ActForm
        className="mt-3"
        submit={t("changeSend")}
        send={async () => {
          await api.engagements.requestChange.mutate({
            id: engagement.id,
            kind,
            title,
            reason,
            milestones:
              kind === "termination"
                ? []
                : lines.map(({ milestoneId, title: name, dueOn, amount }) => ({
                    milestoneId,
                    title: name,
                    dueOn: dueOn || null,
                    amount: Math.round(Number(amount.replaceAll(",", "")) * units),
                  })),
            idempotencyKey: key.current,
          });
          key.current = crypto.randomUUID();
          setTitle("");
          setReason("");
          setLines([]);
        }}
      >
        {(errorOf) => (
          <>
            <SelectField
              id="change-kind"
              label={t("changeKind")}
              value={kind}
              onChange={(event) => setKind(event.target.value === "termination" ? "termination" : "change")}
              options={(["change", "termination"] as const).map((one) => ({
                value: one,
                label: t(`changeKind_${one}`),
              }))}
            />
            <TextField
              id="change-title"
              label={t("changeTitle")}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
              error={errorOf("title") ?? errorOf("milestones")}
            />
            <TextAreaField
              id="change-reason"
              label={t("changeReason")}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              error={errorOf("reason")}
            />
            {kind === "change" ? (
              <>
                {lines.map((line, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own and keep their place
                  <div key={index} className="grid gap-3 sm:grid-cols-[2fr_1fr_1fr_auto] sm:items-end">
                    <TextField
                      id={`change-${index}-title`}
                      label={t("milestone")}
                      value={line.title}
                      onChange={(event) => set(index, { title: event.target.value })}
                      error={errorOf(`milestones.${index}.title`)}
                    />
                    <TextField
                      id={`change-${index}-due`}
                      type="date"
                      label={t("due")}
                      value={line.dueOn}
                      onChange={(event) => set(index, { dueOn: event.target.value })}
                    />
                    <TextField
                      id={`change-${index}-amount`}
                      inputMode="decimal"
                      label={`${t("amount")} (${engagement.currency})`}
                      value={line.amount}
                      onChange={(event) => set(index, { amount: event.target.value })}
                      error={errorOf(`milestones.${index}.amount`)}
                    />
                    <Button variant="quiet" onClick={() => setLines(lines.filter((_, at) => at !== index))}>
                      {c("remove")}
                    </Button>
                  </div>
                ))}
                <div className="flex flex-wrap gap-2">
                  {engagement.items
                    .filter(({ id, state }) => state !== "accepted" && !lines.some((line) => line.milestoneId === id))
                    .map((item) => (
                      <Button key={item.id} variant="quiet" onClick={() => add(item)}>
                        {t("changeOf", { title: item.title })}
                      </Button>
                    ))}
                  <Button variant="quiet" onClick={() => add(null)}>
                    {t("changeAdd")}
                  </Button>
                </div>
              </>
            ) : (
              <p className="max-w-prose text-ink-soft">{t("terminationEffect")}</p>
            )}
          </>
        )}
      </ActForm>
    </details>
  );
}
