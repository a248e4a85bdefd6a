import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { date } from "@/features/shared/format";
import { StandardHeader } from "@/features/standards/standard-header";
import { RequireTrialsForm, TrialChangeForm, TrialForm } from "@/features/standards/trial-forms";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { EmptyState } from "@/ui/empty-state";

const tones = { passed: "good", partly: "warn", failed: "bad" } as const;

export default async function TrialsPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller, timeZone] = await Promise.all([getTranslations("standardsLife"), api(), readerTimeZone()]);
  const here = `/standards/${id}/trials`;
  const standard = await read(locale, here, caller.standards.get({ id }));
  const [desk, { requests }] = await Promise.all([
    read(locale, here, caller.standardsLife.trials({ id })),
    read(locale, here, caller.standardsLife.changes({ id })),
  ]);
  return (
    <>
      <StandardHeader standard={standard} here="trials" />
      <p className="mb-5 max-w-prose text-ink-soft">{t("trialsIntro")}</p>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {desk.trials.length === 0 ? <EmptyState title={t("noTrials")} /> : null}
          {desk.trials.map((trial) => (
            <Card
              key={trial.id}
              title={`${trial.clauseNumber} ${trial.clauseTitle}`}
              action={<Badge tone={tones[trial.result]}>{t(`result_${trial.result}`)}</Badge>}
            >
              <DescriptionList
                items={[
                  { term: t("provision"), detail: trial.provision },
                  { term: t("method"), detail: trial.method },
                  {
                    term: t("site"),
                    detail: `${trial.site} · ${nameIn(locale, trial.organisation)} · ${date(trial.at, locale, timeZone)}`,
                  },
                  ...(trial.note ? [{ term: t("note"), detail: trial.note }] : []),
                  {
                    term: t("evidence"),
                    detail: (
                      <>
                        {trial.evidenceName} <code className="text-sm break-all">{trial.evidenceHash}</code>
                      </>
                    ),
                  },
                  {
                    term: t("trialChange"),
                    detail: trial.change
                      ? `${t("changeNumber", { number: trial.change.number })}`
                      : t("noChangeLinked"),
                  },
                ]}
              />
              {desk.can.record && trial.result !== "passed" && !trial.change ? (
                <ClientMessages of={["standardsLife"]}>
                  <TrialChangeForm
                    id={trial.id}
                    changes={requests.filter(({ clauseId }) => clauseId === trial.clauseId)}
                  />
                </ClientMessages>
              ) : null}
            </Card>
          ))}
          {desk.can.record ? (
            <Card title={t("recordTrial")}>
              <ClientMessages of={["standards", "standardsLife"]}>
                <TrialForm standard={standard} />
              </ClientMessages>
            </Card>
          ) : null}
        </div>
        <aside className="max-lg:order-first">
          <Card title={t(desk.required ? "trialsRequired" : "trialsOptional")}>
            <p className="mb-3">
              {t("trialsStand", { have: desk.have, need: desk.trials.length === 0 ? 0 : desk.need })}
            </p>
            {desk.can.require ? (
              <ClientMessages of={["standardsLife"]}>
                <RequireTrialsForm id={id} required={desk.required} />
              </ClientMessages>
            ) : null}
          </Card>
        </aside>
      </div>
    </>
  );
}
