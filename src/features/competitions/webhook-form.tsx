"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { webhookTopics } from "@/domain/competitions/schema";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { CopyField } from "@/ui/copy-field";
import { CheckField, TextField } from "@/ui/field";
import { KeptList, useKeeping } from "./kept-list";

type Competition = Outputs["competitions"]["get"];
type Webhook = Outputs["competitions"]["webhooks"][number];

export function WebhookForm({ competition, webhooks }: { competition: Competition; webhooks: Webhook[] }) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const { acting, run } = useKeeping();
  const key = useRef(crypto.randomUUID());
  const [url, setUrl] = useState("");
  const [topics, setTopics] = useState<(typeof webhookTopics)[number][]>([...webhookTopics]);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <div className="flex flex-col gap-4">
      <ProblemSummary acting={acting} />
      <KeptList
        items={webhooks}
        idOf={({ id }) => id}
        pending={acting.pending}
        remove={({ id }) => run(() => api.competitions.removeWebhook.mutate({ id }))}
      >
        {(webhook) => (
          <>
            <code className="font-mono text-sm break-all">{webhook.url}</code>
            <span className="text-sm text-ink-soft">
              {webhook.topics.map((topic) => t(`topic_${topic}` as "topic_freeze")).join(" · ")}
            </span>
            <DeliveryState delivery={webhook.deliveries[0]} />
          </>
        )}
      </KeptList>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            const made = await api.competitions.createWebhook.mutate({
              competitionId: competition.id,
              url,
              topics,
              idempotencyKey: key.current,
            });
            key.current = crypto.randomUUID();
            setSecret(made.secret);
            setUrl("");
          });
        }}
      >
        <TextField
          id="url"
          label={t("webhookUrl")}
          hint={t("webhookHint")}
          type="url"
          value={url}
          error={acting.errorOf("url")}
          onChange={(event) => setUrl(event.target.value)}
        />
        {webhookTopics.map((topic) => (
          <CheckField
            key={topic}
            id={`topic-${topic}`}
            label={t(`topic_${topic}`)}
            checked={topics.includes(topic)}
            onChange={(event) =>
              setTopics(event.target.checked ? [...topics, topic] : topics.filter((one) => one !== topic))
            }
          />
        ))}
        <div>
          <Button type="submit" pending={acting.pending}>
            {t("addWebhook")}
          </Button>
        </div>
      </form>
      {secret ? (
        <Callout tone="good" title={t("secretOnce")}>
          <CopyField label={t("secretOnce")} value={secret} copy={c("copy")} copied={c("copied")} />
        </Callout>
      ) : null}
    </div>
  );
}

/** What became of the newest call: answered, refused, or not reached. */
function DeliveryState({ delivery }: { delivery: Webhook["deliveries"][number] | undefined }) {
  const t = useTranslations("competitions");
  if (!delivery) return <Badge>{t("neverCalled")}</Badge>;
  const { status } = delivery;
  if (status === null) return <Badge tone="warn">{t("notReached")}</Badge>;
  return <Badge tone={status < 300 ? "good" : "bad"}>{t("answeredWith", { status })}</Badge>;
}
