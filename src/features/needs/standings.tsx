import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import type { Outputs } from "@/features/shared/api";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";

type Evaluation = Outputs["needs"]["evaluation"];
type Proposals = Outputs["needs"]["openedProposals"];

const hundredths = 100;

/** The ranking with its arithmetic: every figure here is enough to recompute the total by hand. */
export function Standings({
  needId,
  evaluation,
  proposals,
}: {
  needId: string;
  evaluation: Evaluation;
  proposals: Proposals;
}) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  const { standings, criteria } = evaluation;
  const titles = new Map(criteria.map(({ id, title }) => [id, title]));
  return (
    <Card
      title={t("standings")}
      action={
        standings ? (
          <span className="flex gap-4">
            <a href={`/api/needs/${needId}/evaluation.xlsx?lang=${locale}`} className="text-brand underline">
              {t("evaluationXlsx")}
            </a>
            <a href={`/api/needs/${needId}/evaluation.csv?lang=${locale}`} className="text-brand underline">
              {t("evaluationCsv")}
            </a>
          </span>
        ) : null
      }
    >
      {standings === null ? <p>{t("standingsWait")}</p> : null}
      <ol className="flex flex-col gap-6">
        {standings?.map((standing) => {
          const proposal = proposals.find(({ proposalId }) => proposalId === standing.proposalId);
          return (
            <li key={standing.proposalId}>
              <h3 className="mb-2 text-lg">
                {standing.rank}. {proposal ? nameIn(locale, proposal.organisation) : ""} —{" "}
                <span className="tabular-nums">{(standing.total / hundredths).toFixed(2)}</span>
              </h3>
              <DataTable
                caption={t("standings")}
                columns={[
                  { key: "criterion", header: t("criterion") },
                  { key: "weight", header: t("weight"), align: "right" },
                  { key: "scores", header: t("scores") },
                  { key: "mean", header: t("mean"), align: "right" },
                  { key: "points", header: t("points"), align: "right" },
                ]}
                rows={standing.rows.map((row) => ({
                  id: row.criterionId,
                  cells: {
                    criterion: titles.get(row.criterionId) ?? row.criterionId,
                    weight: `${row.weight}%`,
                    scores: row.kind === "price" ? t("byPrice") : row.scores.join(" · "),
                    mean: (row.mean / hundredths).toFixed(2),
                    points: (row.points / hundredths).toFixed(2),
                  },
                }))}
              />
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
