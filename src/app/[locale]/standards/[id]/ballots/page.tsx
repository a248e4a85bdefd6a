import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { dateTime } from "@/features/shared/format";
import {
  AnswerForm,
  CountForm,
  ListDownload,
  ObjectionForm,
  OpenBallotForm,
  VoteForm,
} from "@/features/standards/ballot-forms";
import { BallotPicture } from "@/features/standards/ballot-picture";
import { StandardHeader } from "@/features/standards/standard-header";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";

export default async function BallotsPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, l, caller, timeZone] = await Promise.all([
    getTranslations("standards"),
    getTranslations("standardsLife"),
    api(),
    readerTimeZone(),
  ]);
  const standard = await read(locale, `/standards/${id}/ballots`, caller.standards.get({ id }));
  const [ballots, objections] = await Promise.all([
    read(locale, `/standards/${id}/ballots`, caller.standards.ballots({ id })),
    caller.standards.objections({ id }),
  ]);
  const open = ballots.some(({ closed }) => !closed);
  const mayOpen = standard.can.manage && !open && (!standard.publishedAt || standard.acts.length > 0);
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
          const entitled = ballot.roster.filter((entry) => entry.entitled).length;
          return (
            <Card
              key={ballot.id}
              title={t(`rule_${ballot.rule}`)}
              action={
                <Badge tone={outcome ? (outcome.approved ? "good" : "bad") : "brand"}>
                  {outcome
                    ? outcome.decision
                      ? t(`vote_${outcome.decision}`)
                      : t(outcome.approved ? "approved" : "notApproved")
                    : t(ballot.can.close ? "ballotWaiting" : "ballotOpen")}
                </Badge>
              }
            >
              <p className="mb-4 text-ink-soft">
                {t("version", { version: ballot.standardVersion })} · {t("closesAt")}{" "}
                {dateTime(ballot.closesAt, locale, timeZone)}
              </p>
              {outcome ? (
                <div className="flex flex-col gap-5">
                  {ballot.choices.includes("confirm") ? (
                    <p className="text-lg font-semibold">
                      {outcome.decision ? l("decision", { decision: t(`vote_${outcome.decision}`) }) : l("noDecision")}
                    </p>
                  ) : null}
                  <BallotPicture ballot={ballot} outcome={outcome} />
                  <div className="flex flex-wrap items-center gap-3">
                    <ClientMessages of={["standardsLife"]}>
                      <ListDownload ballotId={ballot.id} />
                    </ClientMessages>
                    <Link href={`/${locale}/standards/recount`} className="text-brand underline">
                      {l("recount")}
                    </Link>
                  </div>
                  <h3 className="font-semibold">{t("rollCall")}</h3>
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
                        reason: vote.reason || "–",
                        receipt: <code className="text-sm break-all">{vote.receipt}</code>,
                      },
                    }))}
                  />
                </div>
              ) : (
                <div className="mb-4 flex flex-col gap-2">
                  <p>
                    {l("voted", { cast: ballot.votesCast, roster: entitled })} {l("sealedNote")}
                  </p>
                  <ul aria-label={l("roster")} className="flex flex-wrap gap-2">
                    {ballot.roster.map(({ organisation, category, full, entitled: may }) => (
                      <li key={organisation.id} className="rounded-md border border-line px-3 py-1">
                        {nameIn(locale, organisation)}{" "}
                        <span className="text-sm text-ink-soft">
                          {t(`category_${category}`)}
                          {full ? "" : ` · ${l("observer")}`}
                          {may || !full ? "" : ` · ${l("standsAside")}`}
                        </span>
                      </li>
                    ))}
                  </ul>
                </div>
              )}
              {ballot.mine && !outcome ? (
                <p className="mb-3">
                  {t(`vote_${ballot.mine.vote}`)} · {t("receipt")}{" "}
                  <code className="break-all">{ballot.mine.receipt}</code>
                </p>
              ) : null}
              <ClientMessages of={["standards"]}>
                {ballot.can.vote ? <VoteForm ballot={ballot} /> : null}
                {ballot.can.close ? <CountForm ballotId={ballot.id} /> : null}
              </ClientMessages>
            </Card>
          );
        })}
        {mayOpen ? (
          <Card title={t("openBallot")}>
            <ClientMessages of={["standards"]}>
              <OpenBallotForm standardId={id} profile={standard.profile} stage={standard.stage} />
            </ClientMessages>
          </Card>
        ) : null}
        <Card title={l("objections")}>
          {objections.length === 0 ? <p className="mb-4 text-ink-soft">{l("noObjections")}</p> : null}
          <ul className="flex flex-col divide-y divide-line">
            {objections.map((objection) => (
              <li key={objection.id} className="flex flex-col gap-2 py-3">
                <p className="flex flex-wrap items-center gap-2">
                  <strong>{l(`kind_${objection.kind}`)}</strong>
                  <span className="text-ink-soft">
                    {nameIn(locale, objection.organisation)} · {dateTime(objection.at, locale, timeZone)}
                  </span>
                  <Badge tone={objection.answer ? "good" : "warn"}>
                    {l(objection.answer ? "answered" : "unanswered")}
                  </Badge>
                </p>
                <p className="max-w-prose whitespace-pre-line">{objection.text}</p>
                {objection.answer ? (
                  <p className="max-w-prose border-l-2 border-line pl-3 whitespace-pre-line">{objection.answer}</p>
                ) : standard.can.manage ? (
                  <ClientMessages of={["standardsLife"]}>
                    <AnswerForm id={objection.id} />
                  </ClientMessages>
                ) : null}
              </li>
            ))}
          </ul>
          {standard.can.object ? (
            <details className="mt-3">
              <summary className="cursor-pointer font-semibold text-brand">{l("object")}</summary>
              <div className="mt-3">
                <ClientMessages of={["standardsLife"]}>
                  <ObjectionForm standardId={id} />
                </ClientMessages>
              </div>
            </details>
          ) : null}
        </Card>
      </div>
    </>
  );
}
