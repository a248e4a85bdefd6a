import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { date } from "@/features/shared/format";
import { SignalForm, SubscribeForm } from "@/features/standards/life-forms";
import { StandardHeader } from "@/features/standards/standard-header";
import { StandardLinks } from "@/features/standards/standard-links";
import { StandingBadge } from "@/features/standards/standing-badge";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { CopyField } from "@/ui/copy-field";
import { EmptyState } from "@/ui/empty-state";

/** What readers of a published standard ask: does it hold, when is it looked at again, how is it cited. */
export default async function LifePage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, s, caller, timeZone] = await Promise.all([
    getTranslations("standardsLife"),
    getTranslations("standards"),
    api(),
    readerTimeZone(),
  ]);
  const here = `/standards/${id}/life`;
  const standard = await read(locale, here, caller.standards.get({ id }));
  const life = await read(locale, here, caller.standardsLife.get({ id }));
  return (
    <>
      <StandardHeader standard={standard} here="life" />
      {life.standing === null ? <EmptyState title={t("notPublishedYet")} /> : null}
      {life.standing !== null ? (
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="flex min-w-0 flex-col gap-6">
            {life.withdrawnAt ? (
              <Callout tone="bad" title={t("withdrawnOn", { date: date(life.withdrawnAt, locale, timeZone) })}>
                <p lang={standard.language}>{life.withdrawalReason}</p>
                <StandardLinks label={t("replacedBy")} standards={life.replacedBy ? [life.replacedBy] : []} />
              </Callout>
            ) : null}
            <Card
              title={`${life.designation} · ${t("edition", { edition: life.edition })}`}
              action={<StandingBadge standing={life.standing} />}
            >
              {life.reviewDueAt ? (
                <p>
                  {life.standing === "reviewDue"
                    ? t("reviewNow")
                    : t("reviewDueOn", { date: date(life.reviewDueAt, locale, timeZone) })}
                </p>
              ) : null}
              <StandardLinks label={t("replaces")} standards={life.replaces} />
              {life.standing === "reviewDue" ? <p className="text-ink-soft">{t("reviewHow")}</p> : null}
              {life.standing === "underReview" ? (
                <Link href={`/${locale}/standards/${id}/ballots`} className="text-brand underline">
                  {s("ballots")}
                </Link>
              ) : null}
            </Card>
            <Card title={t("cite")}>
              <dl className="flex flex-col gap-4">
                {life.citations.map(({ style, text }) => (
                  <div key={style}>
                    <dt className="mb-1 font-semibold">{t(`cite_${style}`)}</dt>
                    <dd className="whitespace-pre-wrap">
                      <CopyField label={t(`cite_${style}`)} value={text} copy={t("copy")} copied={t("copied")} />
                    </dd>
                  </div>
                ))}
              </dl>
            </Card>
          </div>
          <aside className="flex flex-col gap-6">
            {life.can.subscribe ? (
              <Card title={t("subscribe")}>
                <ClientMessages of={["standardsLife"]}>
                  <SubscribeForm id={id} subscribed={life.subscribed} />
                </ClientMessages>
              </Card>
            ) : null}
            <Card title={t("signals")}>
              {life.signals.length === 0 ? <p className="mb-3 text-ink-soft">{t("noSignals")}</p> : null}
              <ul className="mb-4 flex flex-col gap-3">
                {life.signals.map((signal) => (
                  <li key={signal.id}>
                    <Badge tone={signal.kind === "incident" ? "bad" : "warn"}>{t(`signal_${signal.kind}`)}</Badge>{" "}
                    {/^https?:\/\//u.test(signal.link) ? (
                      <a href={signal.link} rel="noreferrer nofollow" className="text-brand underline">
                        {signal.title}
                      </a>
                    ) : (
                      <>
                        {signal.title} {signal.link}
                      </>
                    )}
                    <span className="block text-sm text-ink-soft">{date(signal.at, locale, timeZone)}</span>
                  </li>
                ))}
              </ul>
              {life.can.signal ? (
                <details>
                  <summary className="cursor-pointer font-semibold text-brand">{t("linkSignal")}</summary>
                  <div className="mt-3">
                    <ClientMessages of={["standardsLife"]}>
                      <SignalForm standardId={id} />
                    </ClientMessages>
                  </div>
                </details>
              ) : null}
            </Card>
          </aside>
        </div>
      ) : null}
    </>
  );
}
