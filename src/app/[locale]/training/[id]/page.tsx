import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { conceptName } from "@/features/shared/concept-names";
import { calendarDay, dateTime } from "@/features/shared/format";
import { LearnerCard } from "@/features/training/learner-card";
import { ApplyForm, ProgrammeActs } from "@/features/training/programme-acts";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; id: string }> };
const tones = { draft: "neutral", open: "good", running: "brand", finished: "neutral" } as const;

export default async function ProgrammePage({ params }: Props) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("training"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const programme = await read(locale, `/training/${id}`, caller.training.get({ id }));
  const { can, outcomes } = programme;
  const figure = (value: number | null) => (value === null ? t("fewerThanFive") : String(value));
  const acts = can.confirm || can.publish || can.start || can.finish || programme.obstacle !== null;
  return (
    <>
      <PageHeader
        title={locale === "en" ? programme.titleEn : programme.titleZh}
        state={<Badge tone={tones[programme.state]}>{t(`state_${programme.state}`)}</Badge>}
        meta={<span>{t("applyUntil", { at: dateTime(programme.applyUntil, locale, timeZone) })}</span>}
        crumbs={[{ href: `/${locale}/training`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Card title={t("what")}>
            <p className="max-w-prose whitespace-pre-line">
              {locale === "en" ? programme.summaryEn : programme.summaryZh}
            </p>
          </Card>
          <Card title={t("modules")}>
            <ol className="flex flex-col gap-2">
              {programme.content.modules.map((module) => (
                <li key={module.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                  <span className="font-medium">{module.title}</span>
                  <span className="text-sm text-ink-soft">{t("hours", { count: module.hours })}</span>
                  {module.practice ? <Badge tone="brand">{t("practice")}</Badge> : null}
                  <span className="text-sm text-ink-soft">
                    {module.conceptIds.map((one) => conceptName(one, locale)).join(" · ")}
                  </span>
                </li>
              ))}
            </ol>
          </Card>
          <ClientMessages of={["training"]}>
            {programme.learners.length > 0 ? (
              <Card title={t("learners")}>
                <ul className="flex flex-col gap-4">
                  {programme.learners.map((learner) => (
                    <LearnerCard key={learner.applicationId} learner={learner} programme={programme} />
                  ))}
                </ul>
              </Card>
            ) : null}
            {can.apply ? (
              <Card title={t("apply")}>
                <ApplyForm id={id} />
              </Card>
            ) : null}
          </ClientMessages>
        </div>
        <aside className="flex flex-col gap-6">
          {acts ? (
            <Card title={t("next")}>
              <ClientMessages of={["training"]}>
                <ProgrammeActs programme={programme} />
              </ClientMessages>
            </Card>
          ) : null}
          <Card>
            <DescriptionList
              items={[
                {
                  term: t("partners"),
                  detail: programme.partners
                    .map((one) => `${nameIn(locale, one)}${one.confirmed ? "" : ` (${t("unconfirmed")})`}`)
                    .join("\n"),
                },
                ...(programme.content.roles.length > 0
                  ? [
                      {
                        term: t("field_roles"),
                        detail: programme.content.roles.map((one) => conceptName(one, locale)).join("\n"),
                      },
                    ]
                  : []),
                ...(programme.mentors.length > 0
                  ? [{ term: t("mentors"), detail: programme.mentors.map((one) => nameIn(locale, one)).join("\n") }]
                  : []),
                {
                  term: t("period"),
                  detail: `${calendarDay(programme.startsOn, locale)} – ${calendarDay(programme.endsOn, locale)}`,
                },
                { term: t("placesLabel"), detail: String(programme.places) },
                ...(programme.content.site ? [{ term: t("field_site"), detail: programme.content.site }] : []),
                ...(programme.content.stipend ? [{ term: t("field_stipend"), detail: programme.content.stipend }] : []),
              ]}
            />
          </Card>
          {programme.state === "draft" ? null : (
            <Card title={t("outcomes")}>
              <DescriptionList
                items={[
                  { term: t("outcome_accepted"), detail: figure(outcomes.accepted) },
                  { term: t("outcome_completed"), detail: figure(outcomes.completed) },
                  { term: t("outcome_placed"), detail: figure(outcomes.placed) },
                  { term: t("outcome_retained"), detail: figure(outcomes.retained) },
                ]}
              />
            </Card>
          )}
        </aside>
      </div>
    </>
  );
}
