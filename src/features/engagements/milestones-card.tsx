"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { testResults } from "@/domain/engagements/schema";
import type { Locale } from "@/domain/shared/locale";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { FilePicker } from "@/features/shared/file-picker";
import { calendarDay, dateTime, money } from "@/features/shared/format";
import type { Uploaded } from "@/features/shared/upload";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { SelectField, TextAreaField, TextField } from "@/ui/field";

type Engagement = Outputs["engagements"]["get"];
type Milestone = Engagement["items"][number];
const tones = { planned: "neutral", delivered: "warn", returned: "bad", accepted: "good" } as const;
const testTones = { passed: "good", failed: "bad", notRun: "neutral" } as const;

export function MilestonesCard({ engagement, timeZone }: { engagement: Engagement; timeZone: string }) {
  const t = useTranslations("engagements");
  const locale = useLocale() as Locale;
  return (
    <Card title={t("milestones")}>
      <ol className="flex flex-col gap-5">
        {engagement.items.map((item) => (
          <li key={item.id} className="flex flex-col gap-3 border-b border-line pb-5 last:border-0 last:pb-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <strong>
                {item.position}. {item.title}
              </strong>
              <Badge tone={tones[item.state]}>{t(`milestone_${item.state}`)}</Badge>
              <span className="tabular-nums">{money(item.amount, engagement.currency, locale)}</span>
              {item.dueOn ? (
                <span className="text-ink-soft">{t("dueOn", { date: calendarDay(item.dueOn, locale) })}</span>
              ) : null}
            </p>
            {item.deliveries.map((delivery) => (
              <DeliveryView key={delivery.id} delivery={delivery} timeZone={timeZone} />
            ))}
            {item.can.deliver ? <DeliveryForm milestone={item} /> : null}
            {item.can.accept || item.can.return ? <DecisionForm milestone={item} /> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function DeliveryView({ delivery, timeZone }: { delivery: Milestone["deliveries"][number]; timeZone: string }) {
  const t = useTranslations("engagements");
  const locale = useLocale() as Locale;
  const decision = delivery.accepted === null ? "waiting" : delivery.accepted ? "accepted" : "returned";
  return (
    <article className="rounded-md bg-sunken p-4">
      <p className="flex flex-wrap items-center gap-2">
        <strong>{t("delivery", { number: delivery.number })}</strong>
        <span className="text-ink-soft">{dateTime(delivery.at, locale, timeZone)}</span>
        <Badge tone={decision === "waiting" ? "warn" : decision === "accepted" ? "good" : "bad"}>
          {t(`decision_${decision}`)}
        </Badge>
      </p>
      <p className="mt-2 max-w-prose whitespace-pre-line">{delivery.note}</p>
      {delivery.tests.length > 0 ? (
        <ul className="mt-2 flex flex-col gap-1">
          {delivery.tests.map((test) => (
            <li key={test.name}>
              <Badge tone={testTones[test.result]}>{t(`test_${test.result}`)}</Badge> {test.name}
              {test.note ? <span className="text-ink-soft"> — {test.note}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {delivery.files.length > 0 ? (
        <p className="mt-2">
          {delivery.files.map(({ id, name }) => (
            <a key={id} href={`/api/files/${id}`} className="mr-3 text-brand underline">
              {name}
            </a>
          ))}
        </p>
      ) : null}
      {delivery.reason ? <p className="mt-2 max-w-prose border-l-4 border-brand pl-3">{delivery.reason}</p> : null}
    </article>
  );
}

function DeliveryForm({ milestone }: { milestone: Milestone }) {
  const t = useTranslations("engagements");
  const c = useTranslations("common");
  const [note, setNote] = useState("");
  const [tests, setTests] = useState<Milestone["deliveries"][number]["tests"]>([]);
  const [files, setFiles] = useState<Uploaded[]>([]);
  const key = useRef(crypto.randomUUID());
  const at = (name: string) => `${milestone.id}-${name}`;
  const set = (index: number, change: Partial<(typeof tests)[number]>) =>
    setTests(tests.map((one, place) => (place === index ? { ...one, ...change } : one)));
  return (
    <details className="rounded-md border border-line p-4" open>
      <summary className="font-semibold">{t("deliver")}</summary>
      <ActForm
        className="mt-3"
        variant="primary"
        submit={t("deliverSend")}
        send={async () => {
          await api.engagements.deliver.mutate({
            milestoneId: milestone.id,
            note,
            tests,
            fileIds: files.map(({ id }) => id),
            idempotencyKey: key.current,
          });
          key.current = crypto.randomUUID();
          setNote("");
          setTests([]);
          setFiles([]);
        }}
      >
        {(errorOf) => (
          <>
            <TextAreaField
              id={at("note")}
              label={t("deliveryNote")}
              value={note}
              onChange={(event) => setNote(event.target.value)}
              error={errorOf("note")}
            />
            {tests.map((test, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own and keep their place
              <div key={index} className="grid gap-3 sm:grid-cols-[2fr_1fr_auto] sm:items-end">
                <TextField
                  id={at(`test-${index}`)}
                  label={t("testName")}
                  value={test.name}
                  onChange={(event) => set(index, { name: event.target.value })}
                  error={errorOf(`tests.${index}.name`)}
                />
                <SelectField
                  id={at(`result-${index}`)}
                  label={t("testResult")}
                  value={test.result}
                  onChange={(event) =>
                    set(index, { result: testResults.find((one) => one === event.target.value) ?? "notRun" })
                  }
                  options={testResults.map((one) => ({ value: one, label: t(`test_${one}`) }))}
                />
                <Button variant="quiet" onClick={() => setTests(tests.filter((_, place) => place !== index))}>
                  {c("remove")}
                </Button>
              </div>
            ))}
            <div>
              <Button onClick={() => setTests([...tests, { name: "", result: "passed", note: "" }])}>
                {t("addTest")}
              </Button>
            </div>
            <FilePicker
              id={at("files")}
              label={t("files")}
              purpose="engagementFile"
              value={files}
              onChange={setFiles}
            />
          </>
        )}
      </ActForm>
    </details>
  );
}

function DecisionForm({ milestone }: { milestone: Milestone }) {
  const t = useTranslations("engagements");
  const [reason, setReason] = useState("");
  const decide = (accepted: boolean) => () =>
    api.engagements.decide.mutate({
      milestoneId: milestone.id,
      number: milestone.deliveries.length,
      accepted,
      reason,
    });
  const field = (errorOf: (name: string) => string | undefined) => (
    <TextAreaField
      id={`${milestone.id}-reason`}
      label={t("decisionReason")}
      hint={t("decisionHint")}
      rows={2}
      value={reason}
      onChange={(event) => setReason(event.target.value)}
      error={errorOf("reason")}
    />
  );
  if (!milestone.can.accept)
    return (
      <ActForm submit={t("return")} send={decide(false)}>
        {field}
      </ActForm>
    );
  return (
    <ActForm
      variant="primary"
      submit={t("accept")}
      send={decide(true)}
      second={{ label: t("return"), send: decide(false) }}
    >
      {field}
    </ActForm>
  );
}
