import { type LegalWork, writeAkomaNtoso } from "@/domain/guidance/akoma-ntoso";
import { isFinished } from "@/domain/guidance/checklist";
import { addDays, dueOn } from "@/domain/guidance/due";
import { legislationData } from "@/domain/guidance/legislation";
import { mayListGuidance, mayReadGuidance, mayReadObligations } from "@/domain/guidance/policy";
import { type DocumentContent, documentContent, obligation, topics } from "@/domain/guidance/schema";
import { isPublic, lawDay, standing } from "@/domain/guidance/states";
import { AppError } from "@/domain/shared/errors";
import { type CalendarEntry, writeAtom, writeCalendar } from "@/domain/shared/feeds";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { sentence } from "@/i18n/sentences";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db } from "@/server/platform/db";
import { publicUrl } from "@/server/platform/env";
import { factsOf, type HeldDocument, holdDocument } from "./access";
import { editionsInOrder, listPublic, publicTitles, readEditionContent } from "./repo";
import { listAcknowledgements, listLines, listRulesOf } from "./repo-applies";
import { listConcerns } from "./repo-concern";
import { actingOf } from "./service-documents";

const shownInFeed = 50;
const shownInCalendar = 500;

/** One public edition as Akoma Ntoso, in the language asked for or the one it has. @throws AppError NOT_FOUND before its minute */
export async function exportAkomaNtoso(ctx: Ctx, id: string, language: Locale): Promise<string> {
  const { held, content } = await publicDocument(ctx, id);
  return writeAkomaNtoso(await workOf(held, content, language));
}

/** schema.org data of a public document, for its page and as a file. */
export async function exportLegislation(ctx: Ctx, id: string): Promise<{ json: string }> {
  const { held, content } = await publicDocument(ctx, id);
  const { document, shown, now } = held;
  const work = await workOf(held, content, ctx.locale);
  const stands = standing(
    { ...shown, repealedAt: document.repealedAt, withdrawnAt: document.withdrawnAt },
    now,
    lawDay(now),
  );
  const data = legislationData({
    ...work,
    url: `${publicUrl()}/${work.language}/guidance/${id}`,
    summary: work.language === "en" ? content.summaryEn : content.summaryZh,
    inForce: stands === "inForce",
    topics: content.topics,
  });
  return { json: JSON.stringify(data, null, 2) };
}

/** The newest public documents, of one topic or of all, as Atom. */
export async function exportFeed(ctx: Ctx, topic: string | undefined): Promise<string> {
  permitOrThrow(mayListGuidance());
  const known = topics.find((one) => one === topic);
  if (topic !== undefined && known === undefined) throw new AppError("NOT_FOUND");
  const now = await databaseNow(db());
  const { rows } = await listPublic(
    db(),
    { topic: known, status: "all", tokens: null, now, today: lawDay(now) },
    { skip: 0, take: shownInFeed },
  );
  const organisations = await organisationsById(rows.map(({ document }) => document.ownerOrganisationId));
  const self = `${publicUrl()}/api/guidance/feed.atom${known ? `?topic=${known}` : ""}`;
  const entries = rows.map((row) => {
    const owner = organisations.get(row.document.ownerOrganisationId);
    const published = (row.publishAt ?? row.createdAt).toISOString();
    return {
      id: row.documentId,
      href: `${publicUrl()}/${ctx.locale}/guidance/${row.documentId}`,
      title: pick(ctx.locale, row.titleZh, row.titleEn),
      summary: pick(ctx.locale, row.summaryZh, row.summaryEn),
      published,
      updated: published,
      authors: [owner ? nameIn(ctx.locale, owner) : "—"],
      topics: row.topics,
    };
  });
  return writeAtom({
    id: self,
    self,
    title: known ? sentence(ctx.locale, "guidance", `topic_${known}`) : sentence(ctx.locale, "guidance", "title"),
    updated: entries[0]?.updated ?? new Date(0).toISOString(),
    language: ctx.locale,
    entries,
  });
}

/** What is still due for the organisation one acts for, as a calendar that other programs take in. */
export async function exportDeadlines(ctx: Ctx): Promise<string> {
  permitOrThrow(mayReadObligations(ctx.actor));
  const { organisationId } = actingOf(ctx);
  const now = await databaseNow(db());
  const concerns = await listConcerns(db(), organisationId, {
    now,
    today: lawDay(now),
    onlyOpen: true,
    skip: 0,
    take: shownInCalendar,
  });
  const certain = concerns.filter(({ applies }) => applies);
  const editions = await editionsInOrder(
    db(),
    certain.map(({ id }) => id),
  );
  const documentIds = editions.map(({ documentId }) => documentId);
  const [rules, lines, acknowledgements] = await Promise.all([
    listRulesOf(
      db(),
      editions.map(({ id }) => id),
    ),
    listLines(db(), organisationId, documentIds),
    listAcknowledgements(db(), organisationId, documentIds),
  ]);
  const entries = editions.flatMap((edition): CalendarEntry[] => {
    const href = `${publicUrl()}/${ctx.locale}/guidance/${edition.documentId}`;
    const title = pick(ctx.locale, edition.titleZh, edition.titleEn);
    const open = obligation
      .array()
      .parse(rules.get(edition.id)?.obligations ?? [])
      .filter(
        ({ key }) =>
          !lines.some((line) => line.documentId === edition.documentId && line.key === key && isFinished(line)),
      );
    const dues = open.flatMap((one): CalendarEntry[] => {
      const day = dueOn(one.due, edition.effectiveOn);
      const text = pick(ctx.locale, one.textZh, one.textEn);
      return day ? [{ uid: `${edition.documentId}-${one.key}@lianfang`, day, title: `${text} — ${title}`, href }] : [];
    });
    const acknowledged = acknowledgements.some(
      (one) => one.documentId === edition.documentId && one.edition === edition.edition,
    );
    if (edition.acknowledgeDays === null || acknowledged || !edition.publishAt) return dues;
    const day = addDays(lawDay(edition.publishAt), edition.acknowledgeDays);
    const name = sentence(ctx.locale, "guidance", "acknowledgement");
    return [...dues, { uid: `${edition.id}-acknowledge@lianfang`, day, title: `${name} — ${title}`, href }];
  });
  return writeCalendar(sentence(ctx.locale, "guidance", "appliesTitle"), now, entries);
}

function pick(locale: Locale, zh: string, en: string): string {
  return locale === "en" ? en || zh : zh || en;
}

async function publicDocument(ctx: Ctx, id: string): Promise<{ held: HeldDocument; content: DocumentContent }> {
  const held = await holdDocument(db(), ctx.actor, id);
  permitOrThrow(mayReadGuidance(ctx.actor, factsOf(held.document, held.shown), held.now));
  if (!isPublic(held.shown, held.now)) throw new AppError("NOT_FOUND");
  return { held, content: documentContent.parse(await readEditionContent(db(), held.shown.id)) };
}

async function workOf(
  { document, shown, editions, now }: HeldDocument,
  content: DocumentContent,
  wanted: Locale,
): Promise<LegalWork> {
  const language = (wanted === "en" ? content.bodyEn : content.bodyZh) ? wanted : wanted === "en" ? "zh-CN" : "en";
  const organisations = await organisationsById([document.ownerOrganisationId, ...shown.issuerIds]);
  const named = content.relations.flatMap(({ documentId }) => documentId ?? []);
  const titles = new Map((await publicTitles(db(), named, now)).map((one) => [one.documentId, one]));
  const first = editions.find((edition) => isPublic(edition, now))?.publishAt ?? shown.publishAt ?? now;
  return {
    uri: `${publicUrl()}/guidance/${document.id}`,
    id: document.id,
    number: document.number,
    kind: document.kind,
    edition: shown.edition,
    language,
    title: pick(language, content.titleZh, content.titleEn),
    code: content.code,
    body: pick(language, content.bodyZh, content.bodyEn),
    createdOn: lawDay(first),
    publishedOn: lawDay(shown.publishAt ?? now),
    effectiveOn: shown.effectiveOn,
    expiresOn: shown.expiresOn,
    repealedOn: document.repealedAt && document.repealedAt <= now ? lawDay(document.repealedAt) : null,
    issuers: [...new Set([document.ownerOrganisationId, ...shown.issuerIds])].map((id) => {
      const organisation = organisations.get(id);
      return { id, name: organisation ? nameIn(language, organisation) : id };
    }),
    relations: content.relations.map(({ kind, documentId, text }) => {
      const title = documentId ? titles.get(documentId) : undefined;
      return {
        kind,
        href: title ? `${publicUrl()}/${language}/guidance/${title.documentId}` : "",
        text: title ? pick(language, title.titleZh, title.titleEn) : text,
      };
    }),
  };
}
