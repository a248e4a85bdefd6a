"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { api, type Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { TextAreaField } from "@/ui/field";

type Comment = Outputs["guidance"]["comments"]["items"][number] & { sectionTitle: string };
type History = Outputs["guidance"]["commentHistory"];

/** What people said, with their support; an edited comment shows every wording it has had. */
export function CommentList({ comments, timeZone }: { comments: readonly Comment[]; timeZone: string }) {
  return (
    <ul className="flex flex-col gap-4">
      {comments.map((comment) => (
        <li key={comment.id} className="rounded-lg border border-line bg-surface p-4">
          <OneComment comment={comment} timeZone={timeZone} />
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
                {one.pieces.map(({ kind, text: piece }, index) => {
                  const key = `${index}-${kind}`;
                  if (kind === "added") return <ins key={key}>{piece}</ins>;
                  return kind === "removed" ? <del key={key}>{piece}</del> : <span key={key}>{piece}</span>;
                })}
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
