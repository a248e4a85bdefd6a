"use client";

import { useTranslations } from "next-intl";
import { signalKinds } from "@/domain/standards/review";
import { api } from "@/features/shared/api";
import { SelectField, TextField } from "@/ui/field";
import { ActForm } from "./act-form";

export function SubscribeForm({ id, subscribed }: { id: string; subscribed: boolean }) {
  const t = useTranslations("standardsLife");
  return (
    <ActForm
      submit={t(subscribed ? "unsubscribe" : "subscribe")}
      onSend={async () => {
        await api.standardsLife.subscribe.mutate({ id, on: !subscribed });
      }}
    >
      <p>{t(subscribed ? "subscribed" : "notSubscribed")}</p>
    </ActForm>
  );
}

export function SignalForm({ standardId }: { standardId: string }) {
  const t = useTranslations("standardsLife");
  return (
    <ActForm
      submit={t("linkSignal")}
      onSend={async ({ text, key }) => {
        await api.standardsLife.linkSignal.mutate({
          standardId,
          kind: text("kind") === "incident" ? "incident" : "advisory",
          title: text("title"),
          link: text("link"),
          idempotencyKey: key,
        });
      }}
    >
      <p className="text-ink-soft">{t("signalsHint")}</p>
      <SelectField
        id="signal-kind"
        name="kind"
        label={t("signalKind")}
        options={signalKinds.map((value) => ({ value, label: t(`signal_${value}`) }))}
      />
      <TextField id="signal-title" name="title" label={t("signalTitle")} required maxLength={300} />
      <TextField id="signal-link" name="link" label={t("signalLink")} maxLength={500} />
    </ActForm>
  );
}
