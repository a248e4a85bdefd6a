import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { proposersKnown } from "@/domain/needs/policy";
import { nameIn } from "@/domain/shared/names";
import { AssignForm } from "@/features/experts/assign-form";
import { DrawForm } from "@/features/experts/draw-form";
import { NominateForm, NominationCard } from "@/features/experts/nominations";
import { LeaveForm, TermActs } from "@/features/experts/term-acts";
import { inReaders } from "@/features/experts/words";
import { date, dateTime } from "@/features/shared/format";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { DescriptionList } from "@/ui/description-list";
import { PageHeader } from "@/ui/page-header";

type Caller = Awaited<ReturnType<typeof api>>;

/** Own needs whose proposals have been opened: from then on it is known who must not judge them. */
async function openedNeeds(caller: Caller): Promise<{ id: string; title: string }[]> {
  const found: { id: string; title: string }[] = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    const list = await caller.needs.list({ mine: "yes", state: "closed", page });
    found.push(...list.items.filter(proposersKnown));
    pages = list.pages;
  }
  return found.map(({ id, title }) => ({ id, title }));
}

type Props = { params: Promise<{ locale: string; id: string }> };

export default async function PoolPage({ params }: Props) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, account, timeZone] = await Promise.all([
    getTranslations("experts"),
    getTranslations("common"),
    api(),
    currentAccount(),
    readerTimeZone(),
  ]);
  const pool = await read(locale, `/experts/pools/${id}`, caller.experts.pool({ id }));
  const open = pool.nominations.filter(({ state }) => state === "nominated" || state === "review");
  const past = pool.nominations.filter((one) => !open.includes(one));
  const mine = account ? await caller.experts.me({}).catch(() => null) : null;
  const needs = pool.can.keep ? await openedNeeds(caller) : [];
  return (
    <>
      <PageHeader
        title={nameIn(locale, pool)}
        meta={<span>{nameIn(locale, pool.organisation)}</span>}
        crumbs={[{ href: `/${locale}/experts/pools`, label: t("pools") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <ClientMessages of={["experts"]}>
            {open.length > 0 ? (
              <Card title={t("nominations")}>
                <ul className="flex flex-col gap-4">
                  {open.map((nomination) => (
                    <NominationCard key={nomination.id} nomination={nomination} codeOfConduct={pool.codeOfConduct} />
                  ))}
                </ul>
              </Card>
            ) : null}
            {pool.can.keep ? <DrawForm poolId={id} needs={needs} /> : null}
            {pool.can.keep ? (
              <Card title={t("assign")}>
                <p className="max-w-prose text-ink-soft">{t("assignHint")}</p>
                <details className="mt-3">
                  <summary className="inline-flex min-h-6 cursor-pointer items-center text-brand">
                    {t("assignOpen")}
                  </summary>
                  <div className="mt-4">
                    <AssignForm poolId={id} />
                  </div>
                </details>
              </Card>
            ) : null}
            {pool.can.nominateSelf && open.every(({ person }) => person.id !== mine?.personId) ? (
              <Card title={t("nominateMe")}>
                {mine?.listed ? (
                  <NominateForm poolId={id} personId={mine.personId} />
                ) : (
                  <p>
                    {t("listFirst")}{" "}
                    <Link href={`/${locale}/experts/me`} className="text-brand underline">
                      {t("myProfile")}
                    </Link>
                  </p>
                )}
              </Card>
            ) : null}
            {pool.terms
              .filter(({ mine: own }) => own)
              .map((term) => (
                <Card key={term.id} title={t("myTerm")}>
                  <LeaveForm id={term.id} leave={term.leave} />
                </Card>
              ))}
          </ClientMessages>
          <Card title={t("members", { count: pool.members })}>
            {pool.terms.length === 0 ? (
              <p className="text-ink-soft">{t("membersNone")}</p>
            ) : (
              <DataTable
                caption={t("membersOf")}
                columns={[
                  { key: "name", header: t("person") },
                  { key: "until", header: t("termUntil") },
                  ...(pool.can.keep
                    ? [
                        { key: "load", header: t("load"), align: "right" as const },
                        { key: "recusals", header: t("recusals"), align: "right" as const },
                        { key: "acts", header: t("term") },
                      ]
                    : []),
                ]}
                rows={pool.terms.map((term) => ({
                  id: term.id,
                  cells: {
                    name: (
                      <Link href={`/${locale}/experts/${term.person.id}`} className="text-brand underline">
                        {nameIn(locale, term.person) || t("nameWithheld")}
                      </Link>
                    ),
                    until: date(term.until, locale, timeZone),
                    load: `${term.load} / ${pool.workloadCap}`,
                    recusals: term.recusals,
                    acts: pool.can.keep ? (
                      <ClientMessages of={["experts"]}>
                        <TermActs id={term.id} />
                      </ClientMessages>
                    ) : null,
                  },
                }))}
              />
            )}
          </Card>
          {past.length > 0 ? (
            <Card title={t("decided")}>
              <ClientMessages of={["experts"]}>
                <ul className="flex flex-col gap-4">
                  {past.map((nomination) => (
                    <NominationCard key={nomination.id} nomination={nomination} codeOfConduct={pool.codeOfConduct} />
                  ))}
                </ul>
              </ClientMessages>
            </Card>
          ) : null}
        </div>
        <aside className="flex flex-col gap-6">
          <Card>
            <DescriptionList
              items={[
                { term: t("purpose"), detail: pool.purpose },
                {
                  term: t("criteria"),
                  detail: pool.criteria
                    .map(
                      (one) =>
                        `${inReaders(locale, one.nameZh, one.nameEn)} ${one.level}+ (${t(`backing_${one.backing}`)})`,
                    )
                    .join("\n"),
                },
                { term: t("term"), detail: t("months", { count: pool.termMonths }) },
                { term: t("workloadCap"), detail: String(pool.workloadCap) },
                { term: t("codeOfConduct"), detail: pool.codeOfConduct },
              ]}
            />
          </Card>
          {pool.uses.length > 0 ? (
            <Card title={t("uses")}>
              <ul className="flex flex-col gap-2">
                {pool.uses.map((use) => (
                  <li key={use.id}>
                    <Link href={`/${locale}/experts/panels/${use.id}`} className="text-brand underline">
                      {use.title}
                    </Link>
                    <span className="block text-sm text-ink-soft">{dateTime(use.at, locale, timeZone)}</span>
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
        </aside>
      </div>
    </>
  );
}
