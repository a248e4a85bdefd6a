"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { decisions } from "@/domain/guidance/schema";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { SelectField, TextAreaField, TextField } from "@/ui/field";

type Cluster = Outputs["guidance"]["consultation"]["clusters"][number];
type Suggestion = Outputs["guidance"]["suggestClusters"][number];

const tones = { accepted: "good", partly: "warn", rejected: "bad", noted: "neutral" } as const;

/** The replies as everybody reads them. */
export function Replies({ clusters }: { clusters: readonly Cluster[] }) {
  const t = useTranslations("guidance");
  if (clusters.length === 0) return null;
  return (
    <Card title={t("groups")}>
      <ul className="flex flex-col gap-4">
        {clusters.map((cluster) => (
          <li key={cluster.id}>
            <Reply cluster={cluster} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Reply({ cluster }: { cluster: Cluster }) {
  const t = useTranslations("guidance");
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 font-medium">
        {cluster.title}
        {cluster.decision ? <Badge tone={tones[cluster.decision]}>{t(`decision_${cluster.decision}`)}</Badge> : null}
      </p>
      <p className="text-sm text-ink-soft">
        {t("groupCounts", { comments: cluster.comments, support: cluster.support })}
      </p>
      {cluster.reply ? <p className="mt-1 max-w-prose whitespace-pre-line">{cluster.reply}</p> : null}
    </>
  );
}

/** For the bodies that consult: find duplicates, make groups, reply to each with reasons, complete the outcome. */
export function ClusterDesk({ id, clusters }: { id: string; clusters: readonly Cluster[] }) {
  const t = useTranslations("guidance");
  const router = useRouter();
  const acting = useAct();
  const [suggestions, setSuggestions] = useState<readonly Suggestion[] | null>(null);
  return (
    <Card
      title={t("groups")}
      action={
        <Button
          pending={acting.pending}
          onClick={() => void acting.run(async () => setSuggestions(await api.guidance.suggestClusters.query({ id })))}
        >
          {t("suggest")}
        </Button>
      }
    >
      <p className="mb-3 max-w-prose text-ink-soft">{t("groupsHint")}</p>
      <ProblemSummary acting={acting} />
      {suggestions?.length === 0 ? <p>{t("noSuggestions")}</p> : null}
      <ul className="mb-4 flex flex-col gap-4">
        {suggestions?.map((suggestion) => (
          <li key={suggestion.commentIds[0]} className="rounded-md bg-sunken p-4">
            <p className="text-sm text-ink-soft">{t("suggested", { count: suggestion.commentIds.length })}</p>
            <p className="max-w-prose">{suggestion.text}</p>
            <GroupForm
              id={id}
              suggestion={suggestion}
              onDone={() => {
                setSuggestions(suggestions.filter((one) => one !== suggestion));
                router.refresh();
              }}
            />
          </li>
        ))}
      </ul>
      <ul className="flex flex-col gap-5">
        {clusters.map((cluster) => (
          <li key={cluster.id} className="border-l-4 border-line pl-4">
            <Reply cluster={cluster} />
            <ReplyForm cluster={cluster} />
          </li>
        ))}
      </ul>
      {clusters.length > 0 ? (
        <p className="mt-4">
          <Button
            pending={acting.pending}
            onClick={() =>
              void acting.run(async () => {
                await api.guidance.closeOutcome.mutate({ id });
                router.refresh();
              })
            }
          >
            {t("closeOutcome")}
          </Button>
        </p>
      ) : null}
    </Card>
  );
}

function GroupForm({ id, suggestion, onDone }: { id: string; suggestion: Suggestion; onDone: () => void }) {
  const t = useTranslations("guidance");
  const acting = useAct();
  const [title, setTitle] = useState(suggestion.text.slice(0, 80));
  const key = useRef(crypto.randomUUID());
  return (
    <form
      className="mt-2 flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.guidance.cluster.mutate({
            id,
            title,
            commentIds: suggestion.commentIds,
            idempotencyKey: key.current,
          });
          onDone();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextField
        id={`group-${suggestion.commentIds[0]}`}
        label={t("groupTitle")}
        value={title}
        error={acting.errorOf("title")}
        onChange={(event) => setTitle(event.target.value)}
      />
      <Button type="submit" pending={acting.pending}>
        {t("makeGroup")}
      </Button>
    </form>
  );
}

function ReplyForm({ cluster }: { cluster: Cluster }) {
  const t = useTranslations("guidance");
  const router = useRouter();
  const acting = useAct();
  const [decision, setDecision] = useState<(typeof decisions)[number]>(cluster.decision ?? "accepted");
  const [reply, setReply] = useState(cluster.reply ?? "");
  return (
    <details className="mt-2">
      <summary className="w-fit text-brand underline">{t("replyText")}</summary>
      <form
        className="mt-2 flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void acting.run(async () => {
            await api.guidance.reply.mutate({
              clusterId: cluster.id,
              version: cluster.version,
              title: cluster.title,
              decision,
              reply,
            });
            router.refresh();
          });
        }}
      >
        <ProblemSummary acting={acting} />
        <SelectField
          id={`decision-${cluster.id}`}
          label={t("decision")}
          value={decision}
          onChange={(event) => setDecision(decisions.find((one) => one === event.target.value) ?? "noted")}
          options={decisions.map((one) => ({ value: one, label: t(`decision_${one}`) }))}
        />
        <TextAreaField
          id={`reply-${cluster.id}`}
          label={t("replyText")}
          value={reply}
          error={acting.errorOf("reply")}
          onChange={(event) => setReply(event.target.value)}
        />
        <div>
          <Button type="submit" pending={acting.pending}>
            {t("replySend")}
          </Button>
        </div>
      </form>
    </details>
  );
}

export function AnnotateForm({ id, bodyZh, bodyEn }: { id: string; bodyZh: string; bodyEn: string }) {
  const t = useTranslations("guidance");
  const router = useRouter();
  const acting = useAct();
  const [zh, setZh] = useState(bodyZh);
  const [en, setEn] = useState(bodyEn);
  return (
    <Card title={t("annotate")}>
      <p className="mb-3 max-w-prose text-ink-soft">{t("annotateHint")}</p>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void acting.run(async () => {
            await api.guidance.annotate.mutate({ id, bodyZh: zh, bodyEn: en });
            router.refresh();
          });
        }}
      >
        <ProblemSummary acting={acting} />
        <TextAreaField
          id="bodyZh"
          label={t("fieldBodyZh")}
          rows={10}
          lang="zh-CN"
          value={zh}
          onChange={(event) => setZh(event.target.value)}
        />
        <TextAreaField
          id="bodyEn"
          label={t("fieldBodyEn")}
          rows={10}
          lang="en"
          value={en}
          onChange={(event) => setEn(event.target.value)}
        />
        <div>
          <Button type="submit" pending={acting.pending}>
            {t("annotate")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
