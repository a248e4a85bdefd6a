import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { CollectionPanel } from "@/features/standards/collection-panel";
import { CommentForm, GroupForm, ResolveForm } from "@/features/standards/discussion-forms";
import { CommentFileForm } from "@/features/standards/file-forms";
import { RepliesSeen } from "@/features/standards/replies-seen";
import { StandardHeader } from "@/features/standards/standard-header";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";

export default async function CommentsPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller, account] = await Promise.all([getTranslations("standards"), api(), currentAccount()]);
  const standard = await read(locale, `/standards/${id}/comments`, caller.standards.get({ id }));
  const comments = await caller.standards.comments({ id });
  const collection =
    account?.actingId && standard.can.comment ? await caller.standardsText.collection({ standardId: id }) : null;
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const open = comments.filter(({ resolution, duplicateOfId }) => !resolution && !duplicateOfId).length;
  const leaders = comments
    .filter(({ duplicateOfId }) => duplicateOfId === null)
    .map(({ id: other, number, clauseNumber, comment }) => ({
      id: other,
      label: `${number} · ${clauseNumber || t("wholeText")} · ${comment.slice(0, 40)}`,
    }));
  return (
    <>
      <StandardHeader standard={standard} here="comments" />
      {comments.some(({ mine, resolution }) => mine && resolution) ? <RepliesSeen standardId={id} /> : null}
      <div className="flex flex-col gap-6">
        {collection ? (
          <ClientMessages of={["standards"]}>
            <CollectionPanel standardId={id} collection={collection} />
          </ClientMessages>
        ) : null}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p>{comments.length === 0 ? t("noComments") : t("commentCount", { count: comments.length, open })}</p>
          {comments.length > 0 ? (
            <LinkButton href={`/${locale}/standards/${id}/comments/report`}>{t("disposition")}</LinkButton>
          ) : null}
        </div>
        {comments.map((comment) => (
          <Card
            key={comment.id}
            title={[
              t("commentNumber", { number: comment.number }),
              comment.clauseNumber ? t("onClause", { number: comment.clauseNumber }) : t("wholeText"),
              t(`type_${comment.kind}`),
            ].join(" · ")}
            action={
              <Badge tone={comment.resolution ? "good" : "warn"}>
                {comment.resolution ? t(`resolution_${comment.resolution}`) : t("unresolved")}
              </Badge>
            }
          >
            <p className="mb-2 text-sm text-ink-soft">
              {[comment.body || (comment.organisation ? nameIn(locale, comment.organisation) : ""), comment.element]
                .filter(Boolean)
                .join(" · ")}
              {comment.duplicateOfId
                ? ` · ${t("groupedUnder", { number: byId.get(comment.duplicateOfId)?.number ?? "" })}`
                : ""}
            </p>
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
              <div className="mt-3 flex flex-col gap-2">
                <details>
                  <summary className="cursor-pointer font-semibold text-brand">{t("resolve")}</summary>
                  <ClientMessages of={["standards"]}>
                    <ResolveForm id={comment.id} />
                  </ClientMessages>
                </details>
                {leaders.length > 1 && comment.duplicateOfId === null ? (
                  <details>
                    <summary className="cursor-pointer font-semibold text-brand">{t("group")}</summary>
                    <ClientMessages of={["standards"]}>
                      <GroupForm id={comment.id} others={leaders.filter((one) => one.id !== comment.id)} />
                    </ClientMessages>
                  </details>
                ) : null}
              </div>
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
        {standard.can.comment ? (
          <Card title={t("importComments")}>
            <ClientMessages of={["standards"]}>
              <CommentFileForm standardId={id} />
            </ClientMessages>
          </Card>
        ) : null}
      </div>
    </>
  );
}
