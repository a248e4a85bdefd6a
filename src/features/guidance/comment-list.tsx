"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { api, type Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { SelectField, TextAreaField, TextField } from "@/ui/field";
import { RedlinedText } from "@/ui/redline";

type Comment = Outputs["guidance"]["comments"]["items"][number] & { sectionTitle: string };
type Groups = { id: string; clusters: Outputs["guidance"]["consultation"]["clusters"] };
type History = Outputs["guidance"]["commentHistory"];

/** What people said, with their support; an edited comment shows every wording it has had. */
export function CommentList({
  comments,
  timeZone,
  groups,
}: {
  comments: readonly Comment[];
  timeZone: string;
  /** For the bodies that consult: where a comment can be put. */
  groups: Groups | null;
}) {
  return (
    <ul className="flex flex-col gap-4">
      {comments.map((comment) => (
        <li key={comment.id} className="rounded-lg border border-line bg-surface p-4">
          <OneComment comment={comment} timeZone={timeZone} />
          {groups ? <GroupChoice key={comment.clusterId} comment={comment} groups={groups} /> : null}
        </li>
      ))}
    </ul>
  );
}

function OneComment({ comment, timeZone }: { comment: Comment; timeZone: string }) {
  const t = useTranslations("guidance");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [history, setHistory] = useState<History | null>(null);
  const [text, setText] = useState(comment.text);
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
        {comment.confidential ? (
          <Badge tone="warn">{t("confidentialNumber", { number: comment.number })}</Badge>
        ) : (
          <span>#{comment.number}</span>
        )}
        <span>{comment.organisation ? nameIn(locale, comment.organisation) : t("citizen")}</span>
        <span>{comment.sectionTitle}</span>
        <time dateTime={comment.createdAt}>{dateTime(comment.createdAt, locale, timeZone)}</time>
        {comment.clusterId ? <Badge tone="brand">{t("inGroup")}</Badge> : null}
      </p>
      <p lang={comment.language} className="mt-1 max-w-prose break-words whitespace-pre-line">
        {comment.text}
      </p>
      <ProblemSummary acting={acting} />
      <p className="mt-2 flex flex-wrap items-center gap-3 text-sm">
        <span>{t("supportCount", { count: comment.support })}</span>
        {comment.can.support ? (
          <Button
            pending={acting.pending}
            aria-pressed={comment.supported}
            onClick={() =>
              void acting.run(async () => {
                await api.guidance.support.mutate({
                  commentId: comment.id,
                  version: comment.version,
                  support: !comment.supported,
                });
                router.refresh();
              })
            }
          >
            {comment.supported ? t("supported") : t("support")}
          </Button>
        ) : null}
        {comment.editedAt ? (
          <Button
            variant="quiet"
            onClick={() =>
              void acting.run(async () =>
                setHistory(await api.guidance.commentHistory.query({ commentId: comment.id })),
              )
            }
          >
            {t("edited")} · {t("editedHistory")}
          </Button>
        ) : null}
      </p>
      {history ? (
        <ol className="mt-2 flex flex-col gap-3 border-l-4 border-line pl-4 text-sm">
          {history.map((one) => (
            <li key={one.version}>
              <p className="text-ink-soft">
                {t("wording", { version: one.version })} · {dateTime(one.at, locale, timeZone)} ·{" "}
                {t("supportersThen", { count: one.supportersThen })}
              </p>
              <p className="whitespace-pre-line">
                <RedlinedText pieces={one.pieces} />
              </p>
            </li>
          ))}
        </ol>
      ) : null}
      {comment.can.edit ? (
        <details className="mt-2 text-sm">
          <summary className="w-fit text-brand underline">{t("editComment")}</summary>
          <form
            className="mt-2 flex flex-col gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              void acting.run(async () => {
                await api.guidance.editComment.mutate({ commentId: comment.id, version: comment.version, text });
                router.refresh();
              });
            }}
          >
            <TextAreaField
              id={`edit-${comment.id}`}
              label={t("commentText")}
              value={text}
              error={acting.errorOf("text")}
              onChange={(event) => setText(event.target.value)}
            />
            <div>
              <Button type="submit" pending={acting.pending}>
                {c("save")}
              </Button>
            </div>
          </form>
        </details>
      ) : null}
    </>
  );
}

const fresh = "new";

/** Puts one comment into a group that is there, or into a new one; so that none has to be twice said to be answered. */
function GroupChoice({ comment, groups: { id, clusters } }: { comment: Comment; groups: Groups }) {
  const t = useTranslations("guidance");
  const router = useRouter();
  const acting = useAct();
  const [chosen, setChosen] = useState(comment.clusterId ?? fresh);
  const [title, setTitle] = useState(comment.text.slice(0, 80));
  const key = useRef(crypto.randomUUID());
  return (
    <details className="mt-2 text-sm">
      <summary className="w-fit text-brand underline">{t("takeUpComment")}</summary>
      <form
        className="mt-2 flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void acting.run(async () => {
            const commentIds = [comment.id];
            if (chosen === fresh)
              await api.guidance.cluster.mutate({ id, title, commentIds, idempotencyKey: key.current });
            else await api.guidance.moveComments.mutate({ id, clusterId: chosen || null, commentIds });
            router.refresh();
          });
        }}
      >
        <ProblemSummary acting={acting} />
        <SelectField
          id={`group-of-${comment.id}`}
          label={t("groupChoose")}
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          options={[
            { value: fresh, label: t("groupNew") },
            ...clusters.map((cluster) => ({ value: cluster.id, label: cluster.title })),
            ...(comment.clusterId ? [{ value: "", label: t("groupNone") }] : []),
          ]}
        />
        {chosen === fresh ? (
          <TextField
            id={`group-title-${comment.id}`}
            label={t("groupTitle")}
            value={title}
            error={acting.errorOf("title")}
            onChange={(event) => setTitle(event.target.value)}
          />
        ) : null}
        <Button type="submit" pending={acting.pending}>
          {t("takeUpComment")}
        </Button>
      </form>
    </details>
  );
}
