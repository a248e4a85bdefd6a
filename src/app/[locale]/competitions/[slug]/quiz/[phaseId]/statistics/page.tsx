import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { GrantTime, VoidQuestion } from "@/features/competitions/quiz-desk";
import { figure, pick } from "@/features/competitions/words";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; slug: string; phaseId: string }> };

export default async function QuizStatisticsPage({ params }: Props) {
  const { locale: asked, slug, phaseId } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("competitionsJudged"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const path = `/competitions/${slug}/quiz/${phaseId}`;
  const statistics = await read(locale, `${path}/statistics`, caller.competitionsJudged.quizStatistics({ phaseId }));
  const share = (value: number | null) =>
    value === null ? "—" : new Intl.NumberFormat(locale, { style: "percent" }).format(value);
  return (
    <>
      <PageHeader
        title={t("statistics")}
        crumbs={[
          { href: `/${locale}/competitions`, label: t("competitions") },
          { href: `/${locale}${path}`, label: t("quiz") },
        ]}
        crumbsLabel={c("breadcrumbs")}
        meta={
          <span>
            {t("reliability")} {statistics.reliability === null ? "—" : statistics.reliability.toFixed(2)}
          </span>
        }
      />
      <div className="flex flex-col gap-6">
        <Card title={t("questions")}>
          <p className="mb-3 max-w-prose text-ink-soft">{t("statisticsText")}</p>
          <DataTable
            caption={t("questions")}
            columns={[
              { key: "question", header: t("question") },
              { key: "facility", header: t("facility"), align: "right" },
              { key: "discrimination", header: t("discrimination"), align: "right" },
              { key: "left", header: t("leftOpenCount"), align: "right" },
              { key: "options", header: t("chosen") },
              { key: "act", header: t("step") },
            ]}
            rows={statistics.items.map((item) => ({
              id: item.id,
              cells: {
                question: (
                  <span className="flex max-w-prose flex-col">
                    <span>
                      <span className="font-semibold">{item.position}.</span> {pick(locale, item.textZh, item.textEn)}
                    </span>
                    <span className="text-sm text-ink-soft">
                      {t(`kind_${item.kind as "single" | "multiple" | "number" | "text"}`)} ·{" "}
                      {t("pointsCount", { count: item.points })}
                    </span>
                  </span>
                ),
                facility: share(item.facility),
                discrimination: (
                  <span className={(item.discrimination ?? 1) < 0 ? "font-semibold text-bad" : ""}>
                    {item.discrimination === null ? "—" : item.discrimination.toFixed(2)}
                  </span>
                ),
                left: `${item.left} / ${item.shown}`,
                options:
                  item.options.length === 0 ? (
                    "—"
                  ) : (
                    <ul className="text-sm">
                      {item.options.map((option) => (
                        <li key={option.key} className={option.correct ? "font-semibold" : ""}>
                          {pick(locale, option.textZh, option.textEn)}: {option.chosen}
                          {option.correct ? ` · ${t("right")}` : ""}
                        </li>
                      ))}
                    </ul>
                  ),
                act: item.voided ? (
                  <span>
                    <Badge tone="warn">{t("voided")}</Badge> {item.voidReason}
                  </span>
                ) : statistics.canVoid ? (
                  <ClientMessages of={["competitionsJudged"]}>
                    <VoidQuestion questionId={item.id} />
                  </ClientMessages>
                ) : null,
              },
            }))}
          />
        </Card>
        <Card title={t("attempts")}>
          {statistics.attempts.length === 0 ? (
            <EmptyState title={t("noAttempts")} />
          ) : (
            <DataTable
              caption={t("attempts")}
              columns={[
                { key: "team", header: t("team") },
                { key: "started", header: t("startedAt") },
                { key: "state", header: t("sheetState") },
                { key: "points", header: t("points"), align: "right" },
                { key: "act", header: t("step") },
              ]}
              rows={statistics.attempts.map((one) => ({
                id: one.id,
                cells: {
                  team: [one.teamName, one.personName].filter(Boolean).join(" · "),
                  started: dateTime(one.startedAt, locale, timeZone),
                  state: (
                    <span className="flex flex-wrap gap-2">
                      <Badge tone={one.running ? "brand" : "neutral"}>
                        {one.running ? t("attemptRunning") : one.handedIn ? t("handedIn") : t("attemptEnded")}
                      </Badge>
                      {one.extraMinutes > 0 ? <Badge>{t("extra", { count: one.extraMinutes })}</Badge> : null}
                    </span>
                  ),
                  points: `${figure(one.points, locale)} / ${figure(statistics.most, locale)}`,
                  act: one.canGrant ? (
                    <ClientMessages of={["competitionsJudged"]}>
                      <GrantTime attemptId={one.id} />
                    </ClientMessages>
                  ) : null,
                },
              }))}
            />
          )}
        </Card>
      </div>
    </>
  );
}
