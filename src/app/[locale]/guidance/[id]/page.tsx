import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { sectionsOf } from "@/domain/guidance/markdown";
import { nameIn } from "@/domain/shared/names";
import { Checklist } from "@/features/guidance/checklist";
import { DocumentActions } from "@/features/guidance/document-actions";
import { DocumentQuestions } from "@/features/guidance/document-questions";
import { ItemTable } from "@/features/guidance/item-table";
import { MarkdownView } from "@/features/guidance/markdown-view";
import { OwnCard } from "@/features/guidance/own-card";
import { StandingBadge } from "@/features/guidance/standing-badge";
import { textIn, titleIn } from "@/features/guidance/titles";
import { calendarDay, dateTime } from "@/features/shared/format";
import { LinkedData } from "@/features/shared/linked-data";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { LinkButton } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { PageHeader } from "@/ui/page-header";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const document = await (await api()).guidance.get({ id }).catch(() => null);
  if (!document) return {};
  const title = titleIn(locale, document);
  const description = textIn(locale, document.summaryZh, document.summaryEn).text;
  return { title, description, openGraph: { title, description, locale } };
}

export default async function DocumentPage({ params, searchParams }: Props) {
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
  const wanted = typeof sent.edition === "string" ? { edition: Number(sent.edition) } : {};
  const document = await read(locale, `/guidance/${id}`, caller.guidance.get({ id, ...wanted }));
  const published = document.standing !== "unpublished" && document.standing !== "scheduled";
  const [own, questions, legislation] = await Promise.all([
    account?.actingId && published ? caller.guidance.own({ id }).catch(() => null) : null,
    published ? caller.guidance.questions({ id }) : [],
    published ? caller.guidance.legislation({ id }) : null,
  ]);
  const { content } = document;
  const body = textIn(locale, content.bodyZh, content.bodyEn);
  const plain = textIn(locale, content.plainZh, content.plainEn);
  const showPlain = sent.view === "plain" && plain.text !== "";
  const sections = sectionsOf(body.text).filter(({ anchor }) => anchor !== "top");
  const base = `/${locale}/guidance/${id}`;
  const earlier = document.editions.filter(({ edition }) => edition < document.edition).at(-1);
  // Asking and answering have their place below the text.
  const { ask, answer, ...acts } = document.can;
  const makes = Object.values(acts).some(Boolean) || document.signing !== null;
  return (
    <>
      {legislation ? <LinkedData json={legislation.json} /> : null}
      <PageHeader
        title={titleIn(locale, document)}
        crumbs={[{ href: `/${locale}/guidance`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
        state={<StandingBadge document={document} />}
        meta={
          <>
            <span>
              {t("number")} {document.number}
            </span>
            <span>{t(`kind_${document.kind}`)}</span>
            {content.listKind ? <span>{t(`list_${content.listKind}`)}</span> : null}
            {document.code ? <span>{document.code}</span> : null}
          </>
        }
        action={
          plain.text ? (
            <LinkButton href={showPlain ? base : `${base}?view=plain`}>
              {showPlain ? t("readFull") : t("readPlain")}
            </LinkButton>
          ) : null
        }
      />
      <div className="mb-4 flex flex-col gap-3">
        {document.withdrawn ? (
          <Callout tone="bad">
            {t("withdrawnNote", {
              at: dateTime(document.withdrawn.at, locale, timeZone),
              reason: document.withdrawn.reason,
            })}
          </Callout>
        ) : null}
        {document.repealedBy ? (
          <Callout tone="bad">
            {t("repealedBy")}{" "}
            <Link href={`/${locale}/guidance/${document.repealedBy.documentId}`} className="text-brand underline">
              {titleIn(locale, document.repealedBy)}
            </Link>
          </Callout>
        ) : null}
        {document.working ? (
          <Callout tone="info">
            <Link href={`${base}?edition=${document.working.edition}`} className="text-brand underline">
              {t("edition", { edition: document.working.edition })}: {t(`state_${document.working.state}`)}
            </Link>
          </Callout>
        ) : null}
        {document.consultationId ? (
          <Callout tone="info">
            <Link
              href={`/${locale}/guidance/consultations/${document.consultationId}`}
              className="text-brand underline"
            >
              {t("consultationLink")}
            </Link>
          </Callout>
        ) : null}
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-6 lg:row-span-2">
          {showPlain ? (
            <Card title={t("plain")}>
              <MarkdownView body={plain.text} lang={plain.lang} />
              <Files files={document.files.filter(({ form }) => form)} title={t("forms")} />
            </Card>
          ) : (
            <>
              <Card title={t("summary")}>
                <p className="max-w-prose whitespace-pre-line">
                  {textIn(locale, document.summaryZh, document.summaryEn).text}
                </p>
              </Card>
              {sections.length > 2 ? (
                <nav aria-label={t("contents")} className="rounded-lg border border-line bg-surface p-5">
                  <h2 className="mb-2 text-lg">{t("contents")}</h2>
                  <ol className="list-decimal pl-6">
                    {sections.map(({ anchor, title }) => (
                      <li key={anchor}>
                        <a href={`#${anchor}`} className="text-brand underline">
                          {title}
                        </a>
                      </li>
                    ))}
                  </ol>
                </nav>
              ) : null}
              <Card title={t("text")}>
                {body.lang !== locale ? (
                  <p className="mb-2 text-ink-soft">{t("otherText", { language: t(`language_${body.lang}`) })}</p>
                ) : null}
                <MarkdownView body={body.text} lang={body.lang} />
                {content.bodyZh && content.bodyEn ? (
                  <p className="mt-4 text-sm text-ink-soft">
                    {t("authentic", { language: t(`language_${content.language}`) })}
                  </p>
                ) : null}
              </Card>
              {content.items.length > 0 ? (
                <ItemTable id={id} items={content.items} bases={document.bases} published={published} />
              ) : null}
            </>
          )}
          {own && own.lines.length > 0 ? (
            <ClientMessages of={["guidance"]}>
              <section id="checklist" className="scroll-mt-24">
                <Checklist id={id} own={own} />
              </section>
            </ClientMessages>
          ) : null}
          {published ? (
            <ClientMessages of={["guidance"]}>
              <DocumentQuestions id={id} questions={questions} canAsk={ask} canAnswer={answer} timeZone={timeZone} />
            </ClientMessages>
          ) : null}
        </div>
        <aside className="flex flex-col gap-6 max-lg:order-first lg:col-start-2">
          {own ? (
            <ClientMessages of={["guidance"]}>
              <OwnCard id={id} edition={document.edition} own={own} timeZone={timeZone} />
            </ClientMessages>
          ) : null}
          {makes ? (
            <Card title={t("actions")}>
              <ClientMessages of={["guidance"]}>
                <DocumentActions document={document} timeZone={timeZone} />
              </ClientMessages>
            </Card>
          ) : account ? null : (
            <p className="text-ink-soft">
              {t("signInToAct")}{" "}
              <Link href={`/${locale}/sign-in?next=${base}`} className="text-brand underline">
                {t("toSignIn")}
              </Link>
            </p>
          )}
        </aside>
        <aside className="flex flex-col gap-6 lg:col-start-2">
          <Card>
            <DescriptionList
              items={[
                { term: t("issuers"), detail: document.issuers.map((one) => nameIn(locale, one)).join("\n") },
                { term: t("force"), detail: content.force === document.force ? t(`force_${content.force}`) : "" },
                ...(document.publishAt
                  ? [{ term: t("publishedOn"), detail: dateTime(document.publishAt, locale, timeZone) }]
                  : []),
                ...(document.effectiveOn
                  ? [{ term: t("effectiveOn"), detail: calendarDay(document.effectiveOn, locale) }]
                  : []),
                ...(document.expiresOn
                  ? [{ term: t("expiresOn"), detail: calendarDay(document.expiresOn, locale) }]
                  : []),
                { term: t("editions"), detail: t("edition", { edition: document.edition }) },
              ]}
            />
            {earlier ? (
              <p className="mt-3">
                <Link
                  href={`${base}/compare?from=${earlier.edition}&to=${document.edition}`}
                  className="text-brand underline"
                >
                  {t("redline")}
                </Link>
              </p>
            ) : null}
            {published ? (
              <p className="mt-3 flex flex-wrap gap-x-4 gap-y-2">
                <a
                  href={`/api/guidance/${id}/akn.xml`}
                  className="inline-flex min-h-6 items-center text-brand underline"
                >
                  Akoma Ntoso
                </a>
                <a
                  href={`/api/guidance/${id}/legislation.jsonld`}
                  className="inline-flex min-h-6 items-center text-brand underline"
                >
                  JSON-LD
                </a>
              </p>
            ) : null}
            <Files files={document.files} title={t("attachments")} />
          </Card>
          {document.relations.length + document.relatedFrom.length > 0 ? (
            <Card title={t("relations")}>
              <ul className="flex flex-col gap-2">
                {document.relations.map((one) => (
                  <li key={`${one.kind}-${one.document?.documentId ?? one.text}`}>
                    <span className="text-ink-soft">{t(`relation_${one.kind}`)} </span>
                    {one.document ? (
                      <Link href={`/${locale}/guidance/${one.document.documentId}`} className="text-brand underline">
                        {titleIn(locale, one.document)}
                      </Link>
                    ) : (
                      one.text
                    )}
                  </li>
                ))}
                {document.relatedFrom.map((one) => (
                  <li key={`from-${one.kind}-${one.documentId}`}>
                    <span className="text-ink-soft">{t(`relatedFrom_${one.kind}`)} </span>
                    <Link href={`/${locale}/guidance/${one.documentId}`} className="text-brand underline">
                      {titleIn(locale, one)}
                    </Link>
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

function Files({ files, title }: { files: readonly { id: string; name: string; size: number }[]; title: string }) {
  if (files.length === 0) return null;
  return (
    <>
      <h3 className="mt-4 font-semibold">{title}</h3>
      <ul className="list-disc pl-5">
        {files.map(({ id, name, size }) => (
          <li key={id}>
            <a href={`/api/files/${id}`} className="text-brand underline">
              {name}
            </a>{" "}
            <span className="text-sm text-ink-soft">({Math.ceil(size / 1024)} KB)</span>
          </li>
        ))}
      </ul>
    </>
  );
}
