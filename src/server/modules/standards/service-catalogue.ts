import type { z } from "zod";
import type { SearchHit } from "@/domain/search/schema";
import { nameIn } from "@/domain/shared/names";
import { type Cited, citationStyles, cite, designationOf, linkedData } from "@/domain/standards/citations";
import { plainText } from "@/domain/standards/content";
import { mayLinkSignal, mayReadCatalogue, mayReadLife, maySubscribe } from "@/domain/standards/life-policy";
import { isSettled, type ProfileId, stageOf } from "@/domain/standards/profiles";
import { dueAfterSignal, type Standing, standingOf } from "@/domain/standards/review";
import { pageRows } from "@/domain/standards/schema";
import type { catalogueInput, signalInput, subscribeInput } from "@/domain/standards/schema-life";
import type { catalogueItem, cataloguePage, lifeView, namedStandardView } from "@/domain/standards/views-life";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db } from "@/server/platform/db";
import { publicUrl } from "@/server/platform/env";
import { indexDocument, searchIds } from "@/server/platform/search";
import { transaction } from "@/server/platform/transaction";
import { holdStandard, profileOf } from "./access";
import { findMembers } from "./repo";
import {
  insertSignal,
  isSubscribed,
  listPublished,
  listReplacements,
  listSignals,
  setReviewDue,
  setSubscription,
} from "./repo-life";
import { clausesOfVersion } from "./service-clauses";
import { actingOf } from "./service-standards";
import { organisationName } from "./view";

type Row = Awaited<ReturnType<typeof listPublished>>[number];
type Facet = "profile" | "standing" | "year" | "language";

function standingOfRow(row: Row, now: Date): Standing {
  const profile = profileOf(row.profile);
  const { withdrawnAt, reviewDueAt } = row;
  const stage = stageOf(profile, row.stage);
  const reviewing = stage?.review === true || stage?.withdrawal === true;
  const settled = isSettled(profile, row);
  return standingOf({ withdrawn: withdrawnAt !== null, reviewing, settled, reviewDueAt }, now);
}

const languageOf = ({ language }: Row): "zh-CN" | "en" => (language === "en" ? "en" : "zh-CN");
const published = (row: Row) => row.publishedAt?.toISOString() ?? "";

/**
 * Published standards, withdrawn ones among them and marked so. A facet counts what it would leave with the other
 * filters as they are.
 */
export async function readCatalogue(
  ctx: Ctx,
  input: z.output<typeof catalogueInput>,
): Promise<z.output<typeof cataloguePage>> {
  void ctx;
  permitOrThrow(mayReadCatalogue());
  const search = input.search ?? "";
  const [all, ranked, now] = await Promise.all([
    listPublished(db()),
    search === "" ? null : searchIds(db(), "standard", search),
    databaseNow(db()),
  ]);
  const rank = ranked ? new Map(ranked.map((id, index) => [id, index])) : null;
  const rows = all
    .filter(({ id }) => rank === null || rank.has(id))
    .map((row) => ({
      row,
      profile: row.profile,
      standing: standingOfRow(row, now),
      year: published(row).slice(0, 4),
      language: languageOf(row),
    }));
  const asked: Partial<Record<Facet, string>> = {
    ...(input.profile ? { profile: input.profile } : {}),
    ...(input.standing ? { standing: input.standing } : {}),
    ...(input.year ? { year: String(input.year) } : {}),
    ...(input.language ? { language: input.language } : {}),
  };
  const fits = (one: (typeof rows)[number], except: Facet | null) =>
    (Object.entries(asked) as [Facet, string][]).every(([name, value]) => name === except || one[name] === value);
  const facet = (name: Facet) =>
    [
      ...Map.groupBy(
        rows.filter((one) => fits(one, name)),
        (one) => one[name],
      ),
    ]
      .map(([value, { length }]) => ({ value, count: length }))
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? 1 : -1));
  const chosen = rows.filter((one) => fits(one, null));
  if (rank) chosen.sort((a, b) => (rank.get(a.row.id) ?? 0) - (rank.get(b.row.id) ?? 0));
  const page = input.page ?? 1;
  const shown = chosen.slice((page - 1) * pageRows, page * pageRows);
  const organisations = await organisationsById(shown.map(({ row }) => row.proposerOrganisationId));
  return {
    total: chosen.length,
    page,
    pages: Math.max(1, Math.ceil(chosen.length / pageRows)),
    facets: {
      profile: facet("profile"),
      standing: facet("standing"),
      year: facet("year"),
      language: facet("language"),
    },
    items: shown.map(
      ({ row, standing, language }): z.output<typeof catalogueItem> => ({
        id: row.id,
        designation: designationOf(row, published(row), language),
        profile: row.profile as ProfileId,
        language,
        titleZh: row.titleZh,
        titleEn: row.titleEn,
        purpose: row.purpose,
        publishedAt: published(row),
        standing,
        proposer: organisationName(organisations, row.proposerOrganisationId),
      }),
    ),
  };
}

/** For the one search box: published standards, by the catalogue's own rule. */
export async function findStandardsByText(ctx: Ctx, query: string, limit: number): Promise<SearchHit[]> {
  const { items } = await readCatalogue(ctx, { search: query });
  return items.slice(0, limit).map(({ id, designation, titleZh, titleEn, language, purpose }) => ({
    kind: "standard",
    id,
    title: {
      nameZh: titleZh ? `${designation} ${titleZh}` : null,
      nameEn: titleEn ? `${designation} ${titleEn}` : null,
    },
    language,
    detail: purpose,
    path: `/standards/${id}`,
  }));
}

/** Puts the published text into the search; called when a standard is published. */
export async function indexStandard(id: string): Promise<void> {
  const row = await findMembers(db(), id);
  if (!row?.publishedAt) return;
  const clauses = await clausesOfVersion(db(), row, row.publishedVersion);
  const { titleZh, titleEn } = row;
  const designation = designationOf(row, row.publishedAt.toISOString(), "zh-CN");
  await transaction((tx) =>
    indexDocument(tx, {
      entity: "standard",
      entityId: id,
      language: row.language,
      title: `${designation} ${titleZh} ${titleEn}`,
      text: [row.purpose, ...clauses.map(({ title, content }) => `${title} ${plainText(content)}`)].join("\n"),
    }),
  );
}

/** A published standard by number and name, to link and to pick. */
function namedStandard(
  row: Pick<Row, "id" | "number" | "officialNumber" | "publishedAt" | "language" | "titleZh" | "titleEn">,
) {
  const { id, titleZh, titleEn, publishedAt } = row;
  const language = row.language === "en" ? "en" : "zh-CN";
  return { id, designation: designationOf(row, publishedAt?.toISOString() ?? null, language), titleZh, titleEn };
}

/** Every standard in force, to pick one that takes another's place or that clauses are mapped to. */
export async function listInForce(ctx: Ctx): Promise<z.output<typeof namedStandardView>[]> {
  void ctx;
  permitOrThrow(mayReadCatalogue());
  return (await listPublished(db())).filter(({ withdrawnAt }) => withdrawnAt === null).map(namedStandard);
}

/** How a standard stands, how it is cited, what calls for its review. */
export async function readLife(ctx: Ctx, id: string): Promise<z.output<typeof lifeView>> {
  const held = await holdStandard(db(), ctx.actor, id);
  const { row, facts, now } = held;
  permitOrThrow(mayReadLife(ctx.actor, facts));
  const { actor } = ctx;
  const [signals, subscribed, organisations, others] = await Promise.all([
    listSignals(db(), id),
    actor.kind === "person" ? isSubscribed(db(), id, actor.id) : false,
    organisationsById([row.proposerOrganisationId]),
    listReplacements(db(), id, row.replacedById),
  ]);
  const publisher = organisationName(organisations, row.proposerOrganisationId);
  const language = row.language === "en" ? "en" : "zh-CN";
  const cited: Cited | null = row.publishedAt && {
    designation: designationOf(row, row.publishedAt.toISOString(), language),
    titleZh: row.titleZh,
    titleEn: row.titleEn,
    language,
    publisherZh: nameIn("zh-CN", publisher),
    publisherEn: nameIn("en", publisher),
    published: row.publishedAt.toISOString().slice(0, 10),
    version: row.publishedVersion ?? 1,
    url: `${publicUrl()}/${language}/standards/${id}`,
    keywords: [],
    withdrawn: row.withdrawnAt?.toISOString().slice(0, 10) ?? null,
  };
  const read = now.toISOString().slice(0, 10);
  return {
    designation: designationOf(row, row.publishedAt?.toISOString() ?? null, language),
    standing: row.publishedAt ? standingOfRow(row, now) : null,
    edition: row.edition,
    reviewDueAt: row.reviewDueAt?.toISOString() ?? null,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    withdrawalReason: row.withdrawalReason,
    replacedBy: others.filter((one) => one.id === row.replacedById).map(namedStandard)[0] ?? null,
    replaces: others.filter((one) => one.replacedById === id).map(namedStandard),
    signals: signals.map(({ id: signalId, kind, title, link, at }) => ({
      id: signalId,
      kind: kind === "incident" ? "incident" : "advisory",
      title,
      link,
      at: at.toISOString(),
    })),
    subscribed,
    citations: cited ? citationStyles.map((style) => ({ style, text: cite(style, cited, read) })) : [],
    linkedData: cited ? JSON.stringify(linkedData(cited)) : null,
    can: {
      subscribe: facts.readable && maySubscribe(actor).allowed,
      signal: mayLinkSignal(actor, facts).allowed && row.withdrawnAt === null,
    },
  };
}

export function subscribe(ctx: Ctx, { id, on }: z.output<typeof subscribeInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdStandard(tx, ctx.actor, id);
    permit(maySubscribe(ctx.actor));
    await setSubscription(tx, held.row.id, actingOf(ctx).personId, on);
    await record({ act: "standard.subscribed", entity: "standard", entityId: id, facts: { on } });
    return { done: true };
  });
}

/** Links an incident or advisory to a published standard: its review is due from now on. */
export function linkSignal(ctx: Ctx, input: z.output<typeof signalInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async ({ tx, permit, record, follow }) => {
      const held = await holdStandard(tx, ctx.actor, input.standardId, { lock: true });
      permit(mayLinkSignal(ctx.actor, held.facts));
      const { idempotencyKey: _, ...fields } = input;
      const { id } = await insertSignal(tx, { ...fields, byId: actingOf(ctx).personId });
      await setReviewDue(tx, input.standardId, dueAfterSignal(held.row.reviewDueAt, held.now));
      const facts = { signalId: id, kind: input.kind };
      await record({ act: "standard.signalLinked", entity: "standard", entityId: input.standardId, facts });
      await follow("standard.signalLinked", { standardId: input.standardId, signalId: id });
      return { id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "standardsLife.linkSignal", input } },
  );
}
