import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { CommentFiles, CommentForm, ResolveForm } from "@/features/standards/discussion-forms";
import { StandardHeader } from "@/features/standards/standard-header";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";

export default async function CommentsPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller] = await Promise.all([getTranslations("standards"), api()]);
  const standard = await read(locale, `/standards/${id}/comments`, caller.standards.get({ id }));
  const comments = await caller.standards.comments({ id });
  return (
    <>
      <StandardHeader standard={standard} here="comments" />
      <div className="flex flex-col gap-6">
        {comments.length === 0 ? <p>{t("noComments")}</p> : null}
        {comments.map((comment) => (
          <Card
            key={comment.id}
            title={`${comment.number} · ${comment.clauseNumber || t("wholeText")} · ${comment.kind} ${t(`type_${comment.kind}`)}`}
            action={
              <Badge tone={comment.resolution ? "good" : "warn"}>
                {comment.resolution
                  ? t(`resolution_${comment.resolution}`)
                  : comment.duplicateOfId
                    ? t("duplicate")
                    : t("unresolved")}
              </Badge>
            }
          >
            <p className="max-w-prose whitespace-pre-line">{comment.comment}</p>
            {comment.proposedChange ? (
              <p className="mt-2 max-w-prose whitespace-pre-line">
                <strong>{t("proposedChange")}</strong> {comment.proposedChange}
              </p>
            ) : null}
            {comment.observation ? (
              <p className="mt-2 max-w-prose whitespace-pre-line">
                <strong>{t("observation")}</strong> {comment.observation}
              </p>
            ) : null}
            {standard.can.resolve && !comment.resolution ? (
              <details className="mt-3">
                <summary className="cursor-pointer font-semibold text-brand">{t("resolve")}</summary>
                <ClientMessages of={["standards"]}>
                  <ResolveForm id={comment.id} />
                </ClientMessages>
              </details>
            ) : null}
          </Card>
        ))}
        {standard.can.comment ? (
          <Card title={t("addComment")}>
            <ClientMessages of={["standards"]}>
              <CommentForm standard={standard} />
            </ClientMessages>
          </Card>
        ) : null}
        <Card title={t("downloads")}>
          <ClientMessages of={["standards"]}>
            <CommentFiles standardId={id} mayImport={standard.can.comment} />
          </ClientMessages>
        </Card>
      </div>
    </>
  );
}
