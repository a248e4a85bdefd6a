"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { commentKinds } from "@/domain/standards/schema";
import { api, type Inputs, type Outputs } from "@/features/shared/api";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { SelectField, TextAreaField } from "@/ui/field";
import { ActForm } from "./act-form";

type Collection = Outputs["standardsText"]["collection"];

/** One organisation's comments before anybody outside it sees them; its voter pauses, edits and sends them. */
export function CollectionPanel({ standardId, collection }: { standardId: string; collection: Collection }) {
  const t = useTranslations("standards");
  const { state, may, comments } = collection;
  if (state === null && !may.lead) return null;
  const set = (next: "collecting" | "paused") => async () => {
    await api.standardsText.setCollection.mutate({ standardId, state: next });
  };
  return (
    <Card
      title={t("collection")}
      action={state ? <Badge tone={state === "paused" ? "warn" : "good"}>{t(`collection_${state}`)}</Badge> : undefined}
    >
      <p className="mb-3 max-w-prose text-ink-soft">{t(state === null ? "collectionOffer" : "collectionNote")}</p>
      <ul className="mb-4 flex flex-col gap-4">
        {comments.map((comment) => (
          <Collected key={comment.id} comment={comment} may={may} />
        ))}
      </ul>
      {may.lead ? (
        <div className="flex flex-wrap gap-3">
          {state === "collecting" ? (
            <ActForm submit={t("collectionPause")} onSend={set("paused")}>
              {null}
            </ActForm>
          ) : (
            <ActForm submit={t(state === null ? "collectionStart" : "collectionResume")} onSend={set("collecting")}>
              {null}
            </ActForm>
          )}
          {state ? (
            <ActForm
              submit={t("collectionSend", { count: comments.length })}
              variant="primary"
              onSend={async () => {
                await api.standardsText.sendCollection.mutate({ standardId });
              }}
            >
              {null}
            </ActForm>
          ) : null}
        </div>
      ) : null}
    </Card>
  );
}

function Collected({ comment, may }: { comment: Collection["comments"][number]; may: Collection["may"] }) {
  const t = useTranslations("standards");
  const locale = useLocale() as Locale;
  return (
    <li className="border-l-4 border-line pl-3">
      <p className="font-semibold">
        {comment.clauseNumber || t("wholeText")} · {t(`type_${comment.kind}`)} · {nameIn(locale, comment.by)}
      </p>
      <p className="max-w-prose whitespace-pre-line">{comment.comment}</p>
      {may.lead || (comment.mine && may.add) ? (
        <details>
          <summary className="cursor-pointer text-brand">{t("editing")}</summary>
          <ActForm
            submit={t("save")}
            onSend={async ({ text }) => {
              const kind = text("kind") as Inputs["standardsText"]["changeCollected"]["kind"];
              await api.standardsText.changeCollected.mutate({
                commentId: comment.id,
                kind,
                comment: text("comment"),
                proposedChange: text("proposedChange"),
              });
            }}
          >
            <SelectField
              id={`kind-${comment.id}`}
              name="kind"
              label={t("commentType")}
              defaultValue={comment.kind}
              options={commentKinds.map((value) => ({ value, label: `${value} ${t(`type_${value}`)}` }))}
            />
            <TextAreaField
              id={`comment-${comment.id}`}
              name="comment"
              label={t("comment")}
              defaultValue={comment.comment}
              required
            />
            <TextAreaField
              id={`change-${comment.id}`}
              name="proposedChange"
              label={t("proposedChange")}
              defaultValue={comment.proposedChange}
            />
          </ActForm>
          <ActForm
            submit={t("collectionDrop")}
            variant="danger"
            onSend={async () => {
              await api.standardsText.dropCollected.mutate({ commentId: comment.id });
            }}
          >
            {null}
          </ActForm>
        </details>
      ) : null}
    </li>
  );
}
