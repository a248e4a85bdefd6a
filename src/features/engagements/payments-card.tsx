"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { minorDigits } from "@/domain/shared/money";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { money } from "@/features/shared/format";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { SelectField, TextField } from "@/ui/field";

type Engagement = Outputs["engagements"]["get"];

/** Notes of payments; the money itself moves elsewhere. */
export function PaymentsCard({ engagement, today }: { engagement: Engagement; today: string }) {
  const t = useTranslations("engagements");
  const locale = useLocale() as Locale;
  const kinds = [
    ...(engagement.can.notePaid ? (["paid"] as const) : []),
    ...(engagement.can.noteInvoice ? (["invoiced", "received"] as const) : []),
  ];
  if (engagement.payments.length === 0 && kinds.length === 0) return null;
  return (
    <Card title={t("payments")}>
      <p className="mb-3 text-ink-soft">
        {t("paidOf", {
          paid: money(engagement.paid, engagement.currency, locale),
          total: money(engagement.amount, engagement.currency, locale),
        })}
      </p>
      {engagement.payments.length > 0 ? (
        <div className="mb-4">
          <DataTable
            caption={t("payments")}
            columns={[
              { key: "on", header: t("on") },
              { key: "kind", header: t("paymentKind") },
              { key: "amount", header: t("amount"), align: "right" },
              { key: "reference", header: t("reference") },
            ]}
            rows={engagement.payments.map((one) => ({
              id: one.id,
              cells: {
                on: one.on,
                kind: t(`payment_${one.kind}`),
                amount: money(one.amount, engagement.currency, locale),
                reference: one.reference || "—",
              },
            }))}
          />
        </div>
      ) : null}
      {kinds.length > 0 ? <PaymentForm engagement={engagement} kinds={kinds} today={today} /> : null}
    </Card>
  );
}

function PaymentForm({
  engagement,
  kinds,
  today,
}: {
  engagement: Engagement;
  kinds: readonly ("paid" | "invoiced" | "received")[];
  today: string;
}) {
  const t = useTranslations("engagements");
  const [kind, setKind] = useState<(typeof kinds)[number]>(kinds[0] ?? "paid");
  const [amount, setAmount] = useState("");
  const [on, setOn] = useState(today);
  const [reference, setReference] = useState("");
  const key = useRef(crypto.randomUUID());
  return (
    <details>
      <summary className="font-semibold">{t("paymentNote")}</summary>
      <ActForm
        className="mt-3"
        submit={t("paymentSave")}
        send={async () => {
          await api.engagements.notePayment.mutate({
            id: engagement.id,
            milestoneId: null,
            kind,
            amount: Math.round(Number(amount.replaceAll(",", "")) * 10 ** minorDigits(engagement.currency)),
            on,
            reference,
            idempotencyKey: key.current,
          });
          key.current = crypto.randomUUID();
          setAmount("");
          setReference("");
        }}
      >
        {(errorOf) => (
          <div className="grid gap-3 sm:grid-cols-2">
            <SelectField
              id="payment-kind"
              label={t("paymentKind")}
              value={kind}
              onChange={(event) => setKind(kinds.find((one) => one === event.target.value) ?? kind)}
              options={kinds.map((one) => ({ value: one, label: t(`payment_${one}`) }))}
            />
            <TextField
              id="payment-amount"
              inputMode="decimal"
              label={`${t("amount")} (${engagement.currency})`}
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
              error={errorOf("amount")}
            />
            <TextField
              id="payment-on"
              type="date"
              label={t("on")}
              value={on}
              onChange={(event) => setOn(event.target.value)}
              error={errorOf("on")}
            />
            <TextField
              id="payment-reference"
              label={t("reference")}
              value={reference}
              onChange={(event) => setReference(event.target.value)}
              error={errorOf("reference")}
            />
          </div>
        )}
      </ActForm>
    </details>
  );
}
