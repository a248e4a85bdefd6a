import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { sectionsOf } from "@/domain/guidance/markdown";
import { commentsInput } from "@/domain/guidance/schema";
import { nameIn } from "@/domain/shared/names";
import { CommentForm } from "@/features/guidance/comment-form";
import { CommentList } from "@/features/guidance/comment-list";
import { MarkdownView } from "@/features/guidance/markdown-view";
import { RedlineView } from "@/features/guidance/redline-view";
import { AnnotateForm, ClusterDesk, Replies } from "@/features/guidance/resolve-desk";
import { textIn, titleIn } from "@/features/guidance/titles";
import { dateTime, timeLeft, zoneName } from "@/features/shared/format";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Button, LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { PageHeader } from "@/ui/page-header";
import { Pagination } from "@/ui/pagination";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, locale } = await params;
  const consultation = await (await api()).guidance.consultation({ id }).catch(() => null);
  return consultation ? { title: titleIn(localeOf(locale), consultation) } : {};
}

export default async function ConsultationPage({ params, searchParams }: Props) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, account, timeZone, sent] = await Promise.all([
    getTranslations("guidance"),
    getTranslations("common"),
    api(),
    currentAccount(),
    readerTimeZone(),
    searchParams,
  ]);
  const path = `/guidance/consultations/${id}`;
  const consultation = await read(locale, path, caller.guidance.consultation({ id }));
  const filled = Object.fromEntries(Object.entries(sent).filter(([, value]) => typeof value === "string" && value));
  const parsed = commentsInput.safeParse({ ...filled, id });
  const filters = parsed.success ? parsed.data : { id };
  const comments = await read(locale, path, caller.guidance.comments(filters));
  const { content, can } = consultation;
  const body = textIn(locale, content.bodyZh, content.bodyEn);
  const sections = sectionsOf(body.text).filter(({ anchor }) => anchor !== "top");
  const counts = new Map(consultation.sections.map(({ anchor, comments: count }) => [anchor, count]));
  const titleOf = (anchor: string) => sections.find((one) => one.anchor === anchor)?.title ?? t("wholeText");
  const left = timeLeft(consultation.closesAt, new Date(), locale);
  const href = (change: Record<string, string>) =>
    `?${new URLSearchParams({ ...(filled as Record<string, string>), ...change })}#comments`;
  return (
    <>
      <PageHeader
        title={titleIn(locale, consultation)}
        crumbs={[{ href: `/${locale}/guidance/consultations`, label: t("consultations") }]}
        crumbsLabel={c("breadcrumbs")}
        state={<Badge tone={consultation.open ? "good" : "neutral"}>{t(`stage_${consultation.stage}`)}</Badge>}
        meta={
          <>
            <span>{consultation.issuers.map((one) => nameIn(locale, one)).join(locale === "en" ? ", " : "、")}</span>
            <span>
              {t("closesAt")}{" "}
              <time dateTime={consultation.closesAt}>{dateTime(consultation.closesAt, locale, timeZone)}</time>{" "}
              {zoneName(consultation.closesAt, locale, timeZone)}
            </span>
            {left ? <strong className="text-brand">{t("timeLeft", { time: left })}</strong> : null}
            <span>{t("commentsCount", { count: consultation.comments })}</span>
          </>
        }
        action={
          <>
            {consultation.finalPublic ? (
              <LinkButton variant="primary" href={`/${locale}/guidance/${consultation.documentId}`}>
                {t("seeFinal")}
              </LinkButton>
            ) : null}
            {consultation.open ? null : <LinkButton href={`/${locale}${path}/outcome`}>{t("outcome")}</LinkButton>}
          </>
        }
      />
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <Card title={t("draftText")} className="xl:sticky xl:top-20">
          {body.lang === locale ? null : (
            <p className="mb-2 text-ink-soft">{t("otherText", { language: t(`language_${body.lang}`) })}</p>
          )}
          <MarkdownView
            body={body.text}
            lang={body.lang}
            after={(anchor) => (
              <Link href={href({ section: anchor, page: "1" })} className="w-fit text-sm text-brand underline">
                {t("seeComments", { count: counts.get(anchor) ?? 0 })}
              </Link>
            )}
          />
        </Card>
        <div className="flex min-w-0 flex-col gap-6">
          {can.comment ? (
            <ClientMessages of={["guidance"]}>
              <CommentForm
                key={filters.section ?? "top"}
                id={id}
                section={filters.section ?? "top"}
                sections={sections.map(({ anchor, title }) => ({ anchor, title }))}
                questions={(content.consultation?.questions ?? []).map((one) => ({
                  key: one.key,
                  text: textIn(locale, one.textZh, one.textEn).text,
                }))}
                mayActFor={account?.actingId !== null}
              />
            </ClientMessages>
          ) : account ? null : (
            <p>
              {t("commentSignIn")}{" "}
              <Link href={`/${locale}/sign-in?next=/${locale}${path}`} className="text-brand underline">
                {t("toSignIn")}
              </Link>
            </p>
          )}
          <section id="comments" className="flex scroll-mt-20 flex-col gap-4" aria-label={t("comments")}>
            <h2 className="text-xl">
              {filters.section ? t("commentsOn", { title: titleOf(filters.section) }) : t("commentsAll")}
            </h2>
            <form method="get" className="flex flex-wrap items-end gap-3">
              {filters.section ? <input type="hidden" name="section" value={filters.section} /> : null}
              <label className="flex flex-col">
                <span className="text-sm">{t("searchComments")}</span>
                <input
                  name="query"
                  type="search"
                  defaultValue={filters.query ?? ""}
                  className="min-h-11 rounded-md border border-line-strong bg-surface px-3"
                />
              </label>
              {filters.sort ? <input type="hidden" name="sort" value={filters.sort} /> : null}
              <Button type="submit" plain>
                {t("searchGo")}
              </Button>
              <span className="flex flex-wrap gap-3 pb-2">
                {(["support", "newest"] as const).map((sort) => (
                  <Link
                    key={sort}
                    href={href({ sort, page: "1" })}
                    aria-current={(filters.sort ?? "support") === sort ? "true" : undefined}
                    className="text-brand underline aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:no-underline"
                  >
                    {t(sort === "support" ? "sortSupport" : "sortNewest")}
                  </Link>
                ))}
                {filters.section || filters.query ? (
                  <Link href="?#comments" className="text-brand underline">
                    {t("clearFilter")}
                  </Link>
                ) : null}
              </span>
            </form>
            <p role="status" className="text-ink-soft">
              {t("commentsCount", { count: comments.total })}
            </p>
            <ClientMessages of={["guidance"]}>
              <CommentList
                comments={comments.items.map((one) => ({ ...one, sectionTitle: titleOf(one.section) }))}
                timeZone={timeZone}
                groups={can.resolve ? { id, clusters: consultation.clusters } : null}
              />
            </ClientMessages>
            <Pagination
              page={comments.page}
              pages={comments.pages}
              href={(to) => href({ page: String(to) })}
              labels={{
                nav: c("pages"),
                previous: c("previous"),
                next: c("next"),
                position: c("position", { page: comments.page, pages: comments.pages }),
              }}
            />
          </section>
        </div>
      </div>
      <div className="mt-6 flex flex-col gap-6">
        {consultation.annotated ? (
          <section className="flex flex-col gap-4">
            <h2 className="text-xl">{t("annotated")}</h2>
            <RedlineView
              redline={{
                from: 1,
                to: 2,
                titleZh: "",
                titleEn: "",
                reason: "",
                items: [],
                zh: consultation.annotated.zh,
                en: consultation.annotated.en,
              }}
              lang={locale === "en" ? "en" : "zh"}
            />
          </section>
        ) : null}
        <ClientMessages of={["guidance"]}>
          {can.resolve ? (
            <>
              <ClusterDesk id={id} clusters={consultation.clusters} />
              {consultation.open ? null : <AnnotateForm id={id} bodyZh={content.bodyZh} bodyEn={content.bodyEn} />}
            </>
          ) : (
            <Replies clusters={consultation.clusters} />
          )}
        </ClientMessages>
      </div>
    </>
  );
}
