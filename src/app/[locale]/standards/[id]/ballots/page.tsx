import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { dateTime } from "@/features/shared/format";
import { CountForm, OpenBallotForm, VoteForm } from "@/features/standards/discussion-forms";
import { StandardHeader } from "@/features/standards/standard-header";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";

export default async function BallotsPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller, timeZone] = await Promise.all([getTranslations("standards"), api(), readerTimeZone()]);
  const standard = await read(locale, `/standards/${id}/ballots`, caller.standards.get({ id }));
  const ballots = await read(locale, `/standards/${id}/ballots`, caller.standards.ballots({ id }));
  const open = ballots.some(({ closed }) => !closed);
  return (
    <>
      <StandardHeader standard={standard} here="ballots" />
      <div className="flex flex-col gap-6">
        {ballots.length === 0 ? <p>{t("noBallots")}</p> : null}
        {ballots.map((ballot) => {
          const names = new Map(
            ballot.roster.map(({ organisation }) => [organisation.id, nameIn(locale, organisation)]),
          );
          const { outcome } = ballot;
          return (
            <Card
              key={ballot.id}
              title={t(`rule_${ballot.rule}`)}
              action={
                <Badge tone={outcome ? (outcome.approved ? "good" : "bad") : "brand"}>
                  {outcome
                    ? t(outcome.approved ? "approved" : "notApproved")
                    : t(ballot.can.close ? "ballotWaiting" : "ballotOpen")}
                </Badge>
              }
            >
              <p className="mb-3 text-ink-soft">
                {t("version", { version: ballot.standardVersion })} · {t("closesAt")}{" "}
                {dateTime(ballot.closesAt, locale, timeZone)}
              </p>
              {outcome ? (
                <div className="flex flex-col gap-4">
                  <DataTable
                    caption={t("outcome")}
                    columns={[
                      { key: "condition", header: t("condition") },
                      { key: "sum", header: t("sum") },
                      { key: "holds", header: t("outcome") },
                    ]}
                    rows={outcome.arithmetic.map(({ id: condition, part, base, is, share, holds }) => ({
                      id: condition,
                      cells: {
                        condition: t(`arith_${condition}`),
                        sum: t(`sum_${is}`, { part, base, top: share[0], bottom: share[1] }),
                        holds: <Badge tone={holds ? "good" : "bad"}>{holds ? t("holds") : t("open")}</Badge>,
                      },
                    }))}
                  />
                  <DataTable
                    caption={t("rollCall")}
                    columns={[
                      { key: "organisation", header: t("organisation") },
                      { key: "vote", header: t("vote") },
                      { key: "reason", header: t("voteReason") },
                      { key: "receipt", header: t("receipt") },
                    ]}
                    rows={outcome.rollCall.map((vote) => ({
                      id: vote.organisationId,
                      cells: {
                        organisation: names.get(vote.organisationId) ?? "",
                        vote: t(`vote_${vote.vote}`),
                        reason: vote.reason,
                        receipt: <code className="text-sm break-all">{vote.receipt}</code>,
                      },
                    }))}
                  />
                </div>
              ) : null}
              {ballot.mine && !outcome ? (
                <p className="mb-3">
                  {t(`vote_${ballot.mine.vote}`)} · {t("receipt")}{" "}
                  <code className="break-all">{ballot.mine.receipt}</code>
                </p>
              ) : null}
              <ClientMessages of={["standards"]}>
                {ballot.can.vote ? <VoteForm ballotId={ballot.id} /> : null}
                {ballot.can.close ? <CountForm ballotId={ballot.id} /> : null}
              </ClientMessages>
            </Card>
          );
        })}
        {standard.can.manage && !standard.publishedAt && !open ? (
          <Card title={t("openBallot")}>
            <ClientMessages of={["standards"]}>
              <OpenBallotForm standardId={id} />
            </ClientMessages>
          </Card>
        ) : null}
      </div>
    </>
  );
}
