import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { AnnounceForm, Steps } from "@/features/competitions/event-steps";
import { ManageHeader } from "@/features/competitions/manage-header";
import { PhaseList } from "@/features/competitions/phase-list";
import { RefreshLive } from "@/features/competitions/refresh-live";
import { titleIn } from "@/features/competitions/title";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";

export default async function ManagePage({ params }: { params: Promise<{ locale: string; slug: string }> }) {
  const { slug, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller] = await Promise.all([getTranslations("competitions"), api()]);
  const path = `/competitions/${slug}/manage`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  const statistics = await read(locale, path, caller.competitions.statistics({ slug }));
  const waiting = competition.can.manage ? (await caller.competitions.teamDesk({ slug, state: "pending" })).total : 0;
  const cases = competition.can.manage
    ? (await caller.competitions.cases({ slug })).filter(({ state }) => state !== "decided").length
    : 0;
  const share = (value: number | null) =>
    value === null ? "–" : new Intl.NumberFormat(locale, { style: "percent" }).format(value);
  const time = (seconds: number | null) => {
    if (seconds === null) return "–";
    return seconds < 60 ? `< ${t("minutes", { count: 1 })}` : t("minutes", { count: Math.round(seconds / 60) });
  };
  return (
    <>
      <ManageHeader competition={competition} here="console" />
      <ClientMessages of={["competitions"]}>
        <RefreshLive slug={slug} on={["board", "state"]} />
        <div className="flex flex-col gap-6">
          {competition.can.manage ? (
            <Card title={t("nextStep")}>
              <p className="mb-3 max-w-prose">{t(`manageText_${competition.state}`)}</p>
              <Steps competition={competition} />
              <ul className="mt-4 flex flex-wrap gap-x-6 gap-y-2">
                <li>
                  <Link href={`/${locale}${path}/teams`} className="text-brand underline">
                    {t("waitingTeams", { count: waiting })}
                  </Link>
                </li>
                <li>
                  <Link href={`/${locale}/competitions/${slug}/cases`} className="text-brand underline">
                    {t("openCases", { count: cases })}
                  </Link>
                </li>
              </ul>
            </Card>
          ) : null}
          {competition.phases.some((kind) => kind !== "jeopardy") ? <PhaseList competition={competition} /> : null}
          {competition.phases.includes("jeopardy") ? (
            <Card title={t("statistics")}>
              {statistics.length === 0 ? (
                <EmptyState title={t("noChallenges")}>{t("noChallengesManage")}</EmptyState>
              ) : (
                <DataTable
                  caption={t("statistics")}
                  columns={[
                    { key: "name", header: t("challenge") },
                    { key: "value", header: t("value"), align: "right" },
                    { key: "solves", header: t("solvesShort"), align: "right" },
                    { key: "tried", header: t("tried"), align: "right" },
                    { key: "wrong", header: t("wrongShort"), align: "right" },
                    { key: "facility", header: t("facility"), align: "right" },
                    { key: "discrimination", header: t("discrimination"), align: "right" },
                    { key: "median", header: t("medianTime"), align: "right" },
                    { key: "fastest", header: t("fastestTime"), align: "right" },
                  ]}
                  rows={statistics.map((one) => ({
                    id: one.challengeId,
                    cells: {
                      name: titleIn(locale, one),
                      value: one.value,
                      solves: one.solves,
                      tried: one.tried,
                      wrong: one.wrong,
                      facility: share(one.facility),
                      discrimination: one.discrimination === null ? "–" : one.discrimination.toFixed(2),
                      median: time(one.medianSeconds),
                      fastest: time(one.fastestSeconds),
                    },
                  }))}
                />
              )}
            </Card>
          ) : null}
          {competition.can.manage ? (
            <Card title={t("announceTitle")}>
              <p className="mb-3 max-w-prose text-ink-soft">{t("announceText")}</p>
              <AnnounceForm competition={competition} />
            </Card>
          ) : null}
        </div>
      </ClientMessages>
    </>
  );
}
