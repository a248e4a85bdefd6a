import { getTranslations } from "next-intl/server";
import { localeOf, readerTimeZone } from "@/app/reader";
import { WaitingList } from "@/features/home/waiting-list";
import { NeedCard } from "@/features/needs/need-card";
import { api, currentAccount } from "@/server/api/caller";
import { LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

const shown = 3;

export default async function HomePage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  return (await currentAccount()) ? <Desk locale={locale} /> : <Front locale={locale} />;
}

type Props = { locale: "zh-CN" | "en" };

/** For visitors: what this is, how it works, what is open now. */
async function Front({ locale }: Props) {
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("needs"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const { items } = await caller.needs.list({});
  const now = new Date();
  return (
    <>
      <section className="mb-8 rounded-xl bg-brand-soft px-6 py-10">
        <h1 className="text-3xl sm:text-4xl">{t("home_title")}</h1>
        <p className="mt-3 max-w-prose text-lg">{t("home_lead")}</p>
        <p className="mt-6 flex flex-wrap gap-3">
          <LinkButton variant="primary" href={`/${locale}/sign-up`}>
            {c("signUp")}
          </LinkButton>
          <LinkButton href={`/${locale}/needs`}>{t("home_all")}</LinkButton>
        </p>
      </section>
      <ol className="mb-10 grid gap-4 md:grid-cols-3">
        {([1, 2, 3] as const).map((step) => (
          <li key={step}>
            <Card title={`${step}. ${t(`home_step${step}`)}`} className="h-full">
              <p>{t(`home_step${step}Text`)}</p>
            </Card>
          </li>
        ))}
      </ol>
      <h2 className="mb-3 text-xl">{t("home_latest")}</h2>
      <div className="flex flex-col gap-4">
        {items.length === 0 ? <EmptyState title={t("none")} /> : null}
        {items.slice(0, shown).map((need) => (
          <NeedCard key={need.id} need={need} timeZone={timeZone} now={now} />
        ))}
      </div>
    </>
  );
}

/** Fitting needs on the first screen; the rest stands one click away, with the reasons. */
const mostMatched = 3;

/** For people signed in: what waits for them, then what fits them; for the new, three first steps. */
async function Desk({ locale }: Props) {
  const [t, m, c, caller, timeZone, account] = await Promise.all([
    getTranslations("needs"),
    getTranslations("matching"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
    currentAccount(),
  ]);
  const acting = account?.actingId ?? null;
  const [waiting, ours, matched] = await Promise.all([
    caller.home.waiting({}),
    acting ? caller.needs.list({ mine: "yes" }).then(({ items }) => items) : [],
    acting ? caller.needs.matchedNeeds({}).then((needs) => needs.filter(({ qualified }) => qualified)) : [],
  ]);
  const now = new Date();
  const newcomer = ours.length === 0 && matched.length === 0 && waiting.length === 0;
  return (
    <>
      <PageHeader
        title={t("home_todo")}
        action={
          acting ? (
            <LinkButton variant="primary" href={`/${locale}/needs/new`}>
              {t("post")}
            </LinkButton>
          ) : null
        }
      />
      {newcomer ? (
        <Card title={t("home_first")}>
          <ol className="list-decimal pl-5">
            <li>{t("home_first1")}</li>
            <li>{t("home_first2")}</li>
            <li>{t("home_first3")}</li>
          </ol>
          <p className="mt-4">
            <LinkButton
              variant="primary"
              href={acting ? `/${locale}/organisations/${acting}` : `/${locale}/organisations/new`}
            >
              {c("organisation")}
            </LinkButton>
          </p>
        </Card>
      ) : null}
      {newcomer ? null : <WaitingList waiting={waiting} timeZone={timeZone} now={now} />}
      {ours.length > 0 ? <h2 className="mt-6 mb-3 text-xl">{t("home_ours")}</h2> : null}
      <div className="flex flex-col gap-4">
        {ours.map((need) => (
          <NeedCard key={need.id} need={need} timeZone={timeZone} now={now} />
        ))}
      </div>
      {matched.length > 0 ? <h2 className="mt-8 mb-3 text-xl">{t("matchedNeeds")}</h2> : null}
      <div className="flex flex-col gap-4">
        {matched.slice(0, mostMatched).map(({ need }) => (
          <NeedCard key={need.id} need={need} timeZone={timeZone} now={now} />
        ))}
      </div>
      {matched.length > 0 ? (
        <p className="mt-4">
          <LinkButton href={`/${locale}/proposals`}>{m("allFitting", { count: matched.length })}</LinkButton>
        </p>
      ) : null}
    </>
  );
}
