import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { PanelEnd } from "@/features/experts/panel-end";
import { SeatAnswer } from "@/features/experts/seat-answer";
import type { Outputs } from "@/features/shared/api";
import { conceptName, regionName } from "@/features/shared/concept-names";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; id: string }> };
const tones = { drawn: "neutral", accepted: "good", recused: "warn" } as const;

/** Who was drawn, who was left out and why, and everything to recompute it. */
export default async function PanelPage({ params }: Props) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("experts"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const panel = await read(locale, `/experts/panels/${id}`, caller.experts.panel({ id }));
  const own = panel.seats.find(({ mine, state }) => mine && state === "drawn");
  return (
    <>
      <PageHeader
        title={panel.title}
        meta={
          <>
            <span>{t(`method_${panel.method}`)}</span>
            <span>{dateTime(panel.at, locale, timeZone)}</span>
            {panel.endedAt ? (
              <Badge tone="neutral">{t("panelEndedOn", { time: dateTime(panel.endedAt, locale, timeZone) })}</Badge>
            ) : null}
          </>
        }
        crumbs={[{ href: `/${locale}/experts/pools`, label: t("pools") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <div className="flex max-w-4xl flex-col gap-6">
        {own && !panel.endedAt ? (
          <ClientMessages of={["experts"]}>
            <SeatAnswer id={own.id} />
          </ClientMessages>
        ) : null}
        <Card title={t("seatsOf")}>
          <DataTable
            caption={t("seatsOf")}
            columns={[
              { key: "person", header: t("person") },
              ...(panel.method === "assignment" ? [{ key: "item", header: t("item") }] : []),
              { key: "state", header: t("state") },
              { key: "reason", header: t("reason") },
            ]}
            rows={panel.seats.map((seat) => ({
              id: seat.id,
              cells: {
                person: (
                  <Link href={`/${locale}/experts/${seat.person.id}`} className="text-brand underline">
                    {nameIn(locale, seat.person) || t("nameWithheld")}
                  </Link>
                ),
                item: seat.item,
                state: (
                  <>
                    <Badge tone={tones[seat.state]}>{t(`seat_${seat.state}`)}</Badge>
                    {seat.instead ? <span className="ml-2 text-sm text-ink-soft">{t("steppedIn")}</span> : null}
                  </>
                ),
                reason: seat.reason ?? "",
              },
            }))}
          />
        </Card>
        {panel.excluded.length > 0 ? (
          <Card title={t("excluded")}>
            <p className="mb-3 text-ink-soft">
              {t("excludedOf", { count: panel.excluded.length, considered: panel.considered })}
            </p>
            <DataTable
              caption={t("excluded")}
              columns={[
                { key: "person", header: t("person") },
                { key: "why", header: t("reason") },
              ]}
              rows={panel.excluded.map((one) => ({
                id: `${one.person.id}${one.reason}${one.kinds.join()}`,
                cells: {
                  person: nameIn(locale, one.person) || t("nameWithheld"),
                  why: [t(`excluded_${one.reason}`), ...one.kinds.map((kind) => t(`conflict_${kind}`))].join(" · "),
                },
              }))}
            />
          </Card>
        ) : null}
        {panel.obstacles.length > 0 ? <Obstacles locale={locale} panel={panel} t={t} /> : null}
        {panel.record ? (
          <Card title={t("recompute")}>
            <p className="max-w-prose text-ink-soft">{t(`recompute_${panel.method}`)}</p>
            {panel.commitment ? <code className="mt-2 block text-sm break-all">{panel.commitment}</code> : null}
            <details className="mt-3">
              <summary className="cursor-pointer text-brand">{t("record")}</summary>
              <pre className="mt-2 max-h-96 overflow-auto rounded-md bg-sunken p-3 text-xs break-all whitespace-pre-wrap">
                {panel.record}
              </pre>
            </details>
          </Card>
        ) : null}
        {panel.canEnd ? (
          <ClientMessages of={["experts"]}>
            <PanelEnd id={id} />
          </ClientMessages>
        ) : null}
      </div>
    </>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"experts">>>;

/** What stopped the assignment, and the fewest steps after which every place can be filled. */
function Obstacles({ locale, panel, t }: { locale: Locale; panel: Outputs["experts"]["panel"]; t: Words }) {
  const list = (names: readonly string[]) => new Intl.ListFormat(locale).format(names);
  const facts = (one: (typeof panel.obstacles)[number] | (typeof panel.relaxation)[number]) => ({
    items: list(one.items.map((item) => t("quoted", { item }))),
    people: list(one.people.map((person) => nameIn(locale, person) || t("nameWithheld"))),
    trait: one.trait ? traitName(one.trait, locale, t) : "",
  });
  return (
    <Card title={t("obstacles")}>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {panel.obstacles.map((one) => (
          <li key={JSON.stringify(one)}>
            {t(one.kind === "limit" && one.items.length > 0 ? "obstacle_limits" : `obstacle_${one.kind}`, {
              ...facts(one),
              wanted: one.wanted,
              available: one.available,
            })}
          </li>
        ))}
      </ul>
      {panel.relaxation.length > 0 ? (
        <>
          <h3 className="mt-4 mb-1 font-semibold">{t("relaxation")}</h3>
          <ul className="flex list-disc flex-col gap-1 pl-5">
            {panel.relaxation.map((one) => (
              <li key={JSON.stringify(one)}>{t(`step_${one.kind}`, { ...facts(one), by: one.by })}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  );
}

type Trait = NonNullable<Outputs["experts"]["panel"]["obstacles"][number]["trait"]>;

function traitName({ of, value }: Trait, locale: Locale, t: Words): string {
  switch (of) {
    case "organisationKind":
      return t.has(`okind_${value}`) ? t(`okind_${value}`) : value;
    case "region":
      return regionName(value, locale);
    case "skill":
      return conceptName(value, locale);
    default:
      return value;
  }
}
