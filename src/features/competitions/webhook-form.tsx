"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { webhookTopics } from "@/domain/competitions/schema";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { Button } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { CopyField } from "@/ui/copy-field";
import { CheckField, TextField } from "@/ui/field";
import { KeptList, useKeeping } from "./kept-list";

type Competition = Outputs["competitions"]["get"];

export function WebhookForm({
  competition,
  webhooks,
}: {
  competition: Competition;
  webhooks: Outputs["competitions"]["webhooks"];
}) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const { acting, run } = useKeeping();
  const key = useRef(crypto.randomUUID());
  const [url, setUrl] = useState("");
  const [topics, setTopics] = useState<(typeof webhookTopics)[number][]>([...webhookTopics]);
  const [secret, setSecret] = useState<string | null>(null);
  const feeds = competition.phasesOf.filter(({ kind }) => kind === "scoreFeed");
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
      {feeds.map((phase) => (
        <div key={phase.id} className="flex flex-wrap items-center gap-3">
          <span>{t("feedFor", { number: phase.position + 1 })}</span>
          <Button
            pending={acting.pending}
            onClick={() =>
              run(async () => setSecret((await api.competitions.rotateFeedKey.mutate({ id: phase.id })).secret))
            }
          >
            {t("rotateFeedKey")}
          </Button>
        </div>
      ))}
      {secret ? (
        <Callout tone="good" title={t("secretOnce")}>
          <CopyField label={t("secretOnce")} value={secret} copy={c("copy")} copied={c("copied")} />
        </Callout>
      ) : null}
    </div>
  );
}
