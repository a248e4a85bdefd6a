import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { profiles } from "@/domain/standards/profiles";
import { date, dateTime } from "@/features/shared/format";
import { LinkedData } from "@/features/shared/linked-data";
import { DraftFileForm } from "@/features/standards/file-forms";
import { LifeTimeline } from "@/features/standards/life-timeline";
import { StandardHeader } from "@/features/standards/standard-header";
import { StandardLinks } from "@/features/standards/standard-links";
import { StandingBadge } from "@/features/standards/standing-badge";
import {
  ClauseForm,
  MemberForm,
  MoveForm,
  NumberForm,
  PatentForm,
  RemoveMemberForm,
  SnapshotForm,
} from "@/features/standards/workspace-forms";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { Timeline } from "@/ui/timeline";
import { DeletedClauses } from "./deleted-clauses";

/** Moves that stand open; the earlier ones are folded. */
const movesShown = 6;

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, locale } = await params;
  const standard = await (await api()).standards.get({ id }).catch(() => null);
  if (!standard) return {};
  const title = nameIn(localeOf(locale), { nameZh: standard.titleZh || null, nameEn: standard.titleEn || null });
  return { title, description: standard.purpose };
}

export default async function StandardPage({ params }: Props) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, l, caller, timeZone] = await Promise.all([
    getTranslations("standards"),
    getTranslations("standardsLife"),
    api(),
    readerTimeZone(),
  ]);
  const standard = await read(locale, `/standards/${id}`, caller.standards.get({ id }));
  const life = await caller.standardsLife.get({ id });
  const { stages } = profiles[standard.profile];
  const stageName = (code: string) => {
    const stage = stages.find((one) => one.code === code);
    return `${code} ${locale === "en" ? (stage?.en ?? "") : (stage?.zh ?? "")}`.trim();
  };
  const withdrawing = stages.some(({ code, withdrawal }) => code === standard.stage && withdrawal === true);
  const inForce = withdrawing && standard.can.manage ? await caller.standardsLife.inForce({}) : [];
  const moves = standard.moves.toReversed().map(({ stage, substage, reason, at, by }) => ({
    iso: at,
    at: dateTime(at, locale, timeZone),
    title: `${stage}.${substage} ${t(`substage_${substage}`)}`,
    detail: (
      <>
        {by ? <span className="text-sm text-ink-soft">{l("movedBy", { name: nameIn(locale, by) })} · </span> : null}
        <span lang={standard.language}>{reason}</span>
      </>
    ),
  }));
  // What is asked now stands open; what was answered before is folded by stage.
  const patents = Map.groupBy(standard.patents, ({ stage, revision }) => `${revision} ${stage}`);
  const current = `${standard.revision} ${standard.stage}`;
  return (
    <>
      <StandardHeader standard={standard} here="overview" />
      {life.linkedData ? <LinkedData json={life.linkedData} /> : null}
      {life.withdrawnAt ? (
        <div className="mb-6">
          <Callout tone="bad" title={l("withdrawnOn", { date: date(life.withdrawnAt, locale, timeZone) })}>
            <p lang={standard.language}>{life.withdrawalReason}</p>
            <StandardLinks label={l("replacedBy")} standards={life.replacedBy ? [life.replacedBy] : []} />
          </Callout>
        </div>
      ) : null}
      <div className="mb-6">
        <Card
          title={
            standard.edition > 1 ? `${l("timeline")} · ${l("edition", { edition: standard.edition })}` : l("timeline")
          }
          action={life.standing ? <StandingBadge standing={life.standing} /> : null}
        >
          <LifeTimeline standard={standard} now={new Date()} timeZone={timeZone} />
        </Card>
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Card title={t("purpose")}>
            <p lang={standard.language} className="max-w-prose whitespace-pre-line">
              {standard.purpose}
            </p>
          </Card>
          <Card title={t("clauses")}>
            <ol className="mb-4 flex flex-col gap-1">
              {standard.clauses.map((clause) => (
                <li key={clause.id} style={{ paddingLeft: `${(clause.depth - 1) * 1.5}rem` }}>
                  <Link
                    href={
                      standard.can.workspace
                        ? `/${locale}/standards/${id}/clauses/${clause.id}`
                        : `/${locale}/standards/${id}/text#${clause.id}`
                    }
                    className="text-brand underline"
                  >
                    <span className="tabular-nums">{clause.number}</span> {clause.title || t(`kind_${clause.kind}`)}
                  </Link>{" "}
                  {clause.locked ? <Badge tone="warn">{t("locked")}</Badge> : null}
                </li>
              ))}
            </ol>
            {standard.can.shape ? (
              <details>
                <summary className="cursor-pointer font-semibold text-brand">{t("addClause")}</summary>
                <ClientMessages of={["standards"]}>
                  <ClauseForm standard={standard} />
                </ClientMessages>
              </details>
            ) : null}
          </Card>
          {standard.can.workspace ? (
            <Card
              title={t("members")}
              action={
                <Badge tone={standard.balance.holds ? "good" : "warn"}>
                  {standard.balance.holds ? t("balanced") : t("unbalanced")}
                </Badge>
              }
            >
              <p className="mb-3 text-ink-soft">
                {t("balanceLine", { total: standard.balance.total, largest: standard.balance.largest })}
              </p>
              <DataTable
                caption={t("members")}
                columns={[
                  { key: "person", header: t("person") },
                  { key: "organisation", header: t("organisation") },
                  { key: "category", header: t("category") },
                  { key: "role", header: t("role") },
                  ...(standard.can.manage ? [{ key: "end", header: "" }] : []),
                ]}
                rows={standard.members.map((member) => ({
                  id: member.person.id,
                  cells: {
                    person: nameIn(locale, member.person),
                    organisation: nameIn(locale, member.organisation),
                    category: t(`category_${member.category}`),
                    role: t(`role_${member.role}`),
                    end: (
                      <ClientMessages of={["standards"]}>
                        <RemoveMemberForm
                          standardId={id}
                          personId={member.person.id}
                          name={nameIn(locale, member.person)}
                        />
                      </ClientMessages>
                    ),
                  },
                }))}
              />
              {standard.can.manage ? (
                <details className="mt-4">
                  <summary className="cursor-pointer font-semibold text-brand">{t("addMember")}</summary>
                  <ClientMessages of={["standards"]}>
                    <MemberForm standard={standard} />
                  </ClientMessages>
                </details>
              ) : null}
            </Card>
          ) : null}
          {standard.can.declarePatents || standard.patents.length > 0 ? (
            <Card title={t("patents")}>
              {[...patents].map(([key, answers]) => (
                <details key={key} open={key === current} className="mb-2">
                  <summary className="cursor-pointer font-semibold text-brand">
                    {stageName(answers[0]?.stage ?? "")} · {l("patentAnswers", { count: answers.length })}
                  </summary>
                  <ul className="mt-2 mb-4 flex flex-col gap-1">
                    {answers.map((patent) => (
                      <li key={patent.organisation.id}>
                        {nameIn(locale, patent.organisation)}
                        {locale === "en" ? ": " : "："}
                        {patent.holds ? `${t("patentHolds")} — ${patent.details}` : t("patentNone")}
                      </li>
                    ))}
                  </ul>
                </details>
              ))}
              {standard.can.declarePatents ? (
                <ClientMessages of={["standards"]}>
                  <PatentForm standardId={id} />
                </ClientMessages>
              ) : null}
            </Card>
          ) : null}
        </div>
        <aside className="flex flex-col gap-6 max-lg:order-first">
          <Card title={t("whatNext")}>
            <p className="mb-2 text-ink-soft">
              {t("since", { date: dateTime(standard.stageSince, locale, timeZone) })}
              {standard.dueAt ? ` · ${t("due", { date: dateTime(standard.dueAt, locale, timeZone) })}` : ""}
            </p>
            {standard.can.workspace ? (
              <>
                <h3 className="font-semibold">{t("gates")}</h3>
                {standard.gates.length === 0 ? <p className="mb-3">{t("noGates")}</p> : null}
                <ul className="mb-4 flex flex-col gap-2">
                  {standard.gates.map(({ gate, holds, have, need }) => (
                    <li key={gate} className="flex items-start justify-between gap-2">
                      <span>
                        {t(`gate_${gate}`)}
                        <span className="block text-sm text-ink-soft">{l(`evidence_${gate}`, { have, need })}</span>
                      </span>
                      <Badge tone={holds ? "good" : "warn"}>{holds ? t("holds") : t("open")}</Badge>
                    </li>
                  ))}
                </ul>
                <ClientMessages of={["standards"]}>
                  <MoveForm standard={standard} inForce={inForce.filter((one) => one.id !== id)} />
                </ClientMessages>
              </>
            ) : null}
          </Card>
          {standard.can.manage ? (
            <Card title={t("officialNumber")}>
              <ClientMessages of={["standards"]}>
                <NumberForm id={id} number={standard.officialNumber} />
              </ClientMessages>
            </Card>
          ) : null}
          {standard.can.manage ? (
            <Card title={t("versions")}>
              <ClientMessages of={["standards"]}>
                <SnapshotForm standardId={id} />
              </ClientMessages>
            </Card>
          ) : null}
          {standard.can.shape ? (
            <Card title={t("importDraft")}>
              <ClientMessages of={["standards"]}>
                <DraftFileForm standardId={id} />
              </ClientMessages>
            </Card>
          ) : null}
          <Card title={t("history")}>
            <Timeline items={moves.slice(0, movesShown)} />
            {moves.length > movesShown ? (
              <details className="mt-3">
                <summary className="cursor-pointer font-semibold text-brand">
                  {l("earlierMoves", { count: moves.length - movesShown })}
                </summary>
                <div className="mt-3">
                  <Timeline items={moves.slice(movesShown)} />
                </div>
              </details>
            ) : null}
          </Card>
          <DeletedClauses standard={standard} locale={locale} timeZone={timeZone} />
        </aside>
      </div>
    </>
  );
}
