import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { dateTime } from "@/features/shared/format";
import { ApplyForm, DecideForm, RequestChangeForm } from "@/features/standards/change-forms";
import { RedlineBlocks } from "@/features/standards/redline-blocks";
import { StandardHeader } from "@/features/standards/standard-header";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { SelectField } from "@/ui/field";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const tones = { open: "warn", accepted: "brand", rejected: "neutral", applied: "good" } as const;

export default async function ChangesPage({ params, searchParams }: Props) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, s, caller, timeZone, sent] = await Promise.all([
    getTranslations("standardsLife"),
    getTranslations("standards"),
    api(),
    readerTimeZone(),
    searchParams,
  ]);
  const here = `/standards/${id}/changes`;
  const standard = await read(locale, here, caller.standards.get({ id }));
  const { requests, may } = await read(locale, here, caller.standardsLife.changes({ id }));
  const chosen = standard.clauses.find((clause) => clause.id === sent.clause);
  const [clause, comments] =
    may.request && chosen
      ? await Promise.all([caller.standards.clause({ id: chosen.id }), caller.standards.comments({ id })])
      : [null, []];
  const accepted = comments.filter(
    (one) =>
      one.clauseId === chosen?.id &&
      one.changedVersion === null &&
      (one.resolution === "accepted" || one.resolution === "acceptedInPrinciple"),
  );
  return (
    <>
      <StandardHeader standard={standard} here="changes" />
      <p className="mb-5 max-w-prose text-ink-soft">{t("changesIntro")}</p>
      <div className="flex flex-col gap-6">
        {may.request ? (
          <Card title={t("requestChange")}>
            <form className="mb-5 flex flex-wrap items-end gap-3">
              <SelectField
                id="clause"
                name="clause"
                label={t("chooseClause")}
                defaultValue={chosen?.id}
                options={standard.clauses.map(({ id: clauseId, number, title, kind }) => ({
                  value: clauseId,
                  label: `${number} ${title || s(`kind_${kind}`)}`.trim(),
                }))}
              />
              <Button type="submit" plain>
                {t("show")}
              </Button>
            </form>
            {clause ? (
              <ClientMessages of={["standards", "standardsLife"]}>
                <RequestChangeForm
                  key={`${clause.id}${clause.version}`}
                  clause={clause}
                  clauses={standard.clauses}
                  language={standard.language}
                  comments={accepted}
                />
              </ClientMessages>
            ) : null}
          </Card>
        ) : null}
        {requests.length === 0 ? <EmptyState title={t("noChanges")} /> : null}
        {requests.map((request) => (
          <Card
            key={request.id}
            title={`${t("changeNumber", { number: request.number })} · ${request.clauseNumber} ${request.clauseTitle}`}
            action={
              <Badge tone={tones[request.state]}>
                {t(`state_${request.state}`, { version: request.appliedVersion ?? 0 })}
              </Badge>
            }
          >
            <div className="flex flex-col gap-3">
              <p className="text-ink-soft">
                {nameIn(locale, request.by)} · {dateTime(request.at, locale, timeZone)}
                {request.comments.length > 0
                  ? ` · ${t("commentsAnswered", { numbers: request.comments.join(", ") })}`
                  : ""}
              </p>
              <p className="max-w-prose whitespace-pre-line">{request.reason}</p>
              {request.blocks.length > 0 ? (
                <div className="rounded-md border border-line bg-sunken p-4">
                  <RedlineBlocks blocks={request.blocks} language={standard.language} />
                </div>
              ) : null}
              {request.decidedBy ? (
                <p>
                  {nameIn(locale, request.decidedBy)}
                  {request.decision ? ` · ${request.decision}` : ""}
                </p>
              ) : null}
              {request.outdated ? <Callout tone="warn" title={t("outdated")} /> : null}
              <ClientMessages of={["standardsLife"]}>
                {request.can.decide ? <DecideForm id={request.id} /> : null}
                {request.can.apply ? <ApplyForm id={request.id} /> : null}
              </ClientMessages>
            </div>
          </Card>
        ))}
      </div>
    </>
  );
}
