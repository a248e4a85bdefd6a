import { panelComplete } from "@/domain/needs/evaluation";
import { mayListNeeds, mayReadAllScores, mayReadNeed } from "@/domain/needs/policy";
import { type Criterion, needContent } from "@/domain/needs/schema";
import { csvOf } from "@/domain/shared/csv";
import { AppError } from "@/domain/shared/errors";
import { writeAtom } from "@/domain/shared/feeds";
import { toMajorUnits } from "@/domain/shared/money";
import { nameIn } from "@/domain/shared/names";
import { sentence } from "@/i18n/sentences";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { found, permitOrThrow, recordRead } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { publicUrl } from "@/server/platform/env";
import { pdfTable, renderPdf } from "@/server/platform/pdf";
import { writeXlsx } from "@/server/platform/xlsx";
import { holdNeed } from "./access";
import { lastVersions } from "./repo";
import { findAward } from "./repo-evaluation";
import { listReceived } from "./repo-proposals";
import { readEvaluation } from "./service-evaluation";
import { listNeeds } from "./service-needs";
import { nameOf } from "./view";

type Cell = string | number | null;
type Standing = { proposalId: string; rank: number; price: number; total: number; rows: Row[] };
type Row = { criterionId: string; weight: number; kind: string; mean: number; adjustment: number; points: number };

/** The newest open needs that the reader may see, as Atom: the list's own rule and rows. */
export async function exportNeedFeed(ctx: Ctx): Promise<string> {
  permitOrThrow(mayListNeeds());
  const { items } = await listNeeds(ctx, { state: "open", sort: "newest" });
  const base = publicUrl();
  const amended = await lastVersions(
    db(),
    items.map(({ id }) => id),
  );
  /** An amendment is what readers of the feed have to see again (RFC 4287, 4.2.15). */
  const updatedOf = ({ id, publishedAt }: (typeof items)[number]) => {
    const at = amended.get(id)?.toISOString() ?? "";
    return publishedAt !== null && publishedAt > at ? publishedAt : at;
  };
  const entries = items.map((need) => ({
    id: need.id,
    href: `${base}/${ctx.locale}/needs/${need.id}`,
    title: need.title,
    summary: need.summary,
    published: need.publishedAt ?? "",
    updated: updatedOf(need),
    authors: [nameIn(ctx.locale, need.buyer)],
    topics: [need.kind, ...(need.sector ? [need.sector] : [])],
  }));
  return writeAtom({
    id: `${base}/api/needs/feed.atom`,
    self: `${base}/api/needs/feed.atom?lang=${ctx.locale}`,
    title: sentence(ctx.locale, "needs", "feedTitle"),
    updated:
      entries
        .map(({ updated }) => updated)
        .sort()
        .at(-1) ?? new Date(0).toISOString(),
    language: ctx.locale,
    entries,
  });
}

/** The ranking with its arithmetic as CSV, for those who may read all scores once they are in. */
export async function exportEvaluationCsv(ctx: Ctx, needId: string): Promise<string> {
  const { ranking } = await evaluationRows(ctx, needId);
  return csvOf(ranking.map((row) => row.map((cell) => String(cell ?? ""))));
}

/** The same as a workbook, with the moderations on a sheet of their own. */
export async function exportEvaluationXlsx(ctx: Ctx, needId: string): Promise<Buffer> {
  const { ranking, moderations } = await evaluationRows(ctx, needId);
  const say = (key: string) => sentence(ctx.locale, "needs", key);
  return writeXlsx([
    { name: say("ranking"), rows: ranking },
    { name: say("moderations"), rows: moderations },
  ]);
}

async function evaluationRows(ctx: Ctx, needId: string): Promise<{ ranking: Cell[][]; moderations: Cell[][] }> {
  const held = await holdNeed(db(), ctx.actor, needId);
  permitOrThrow(mayReadAllScores(ctx.actor, held.facts, held.panel, { complete: panelComplete(held.row.panel) }));
  await recordRead(ctx, { act: "evaluation.exported", entity: "need", entityId: needId });
  const evaluation = await readEvaluation(ctx, needId);
  const received = await listReceived(db(), needId);
  const organisations = await organisationsById(received.map(({ organisationId }) => organisationId));
  const name = (proposalId: string) => {
    const row = received.find(({ id }) => id === proposalId);
    return row ? nameIn(ctx.locale, nameOf(organisations, row.organisationId)) : proposalId;
  };
  const { currency } = needContent.parse(held.row.content).budget ?? { currency: "CNY" };
  const say = (key: string) => sentence(ctx.locale, "needs", key);
  const title = (id: string) => evaluation.criteria.find((one) => one.id === id)?.title ?? id;
  return {
    ranking: [
      [say("rank"), say("proposer"), `${say("price")} (${currency})`, say("total"), ...heads(evaluation.criteria)],
      ...(evaluation.standings ?? []).map((one) => [
        one.rank,
        name(one.proposalId),
        toMajorUnits(one.price, currency),
        one.total / 100,
        ...one.rows.map(({ points }) => points / 100),
      ]),
    ],
    moderations: [
      [say("proposer"), say("criterion"), say("adjustment"), say("reason")],
      ...evaluation.moderations.map((one) => [
        name(one.proposalId),
        title(one.criterionId),
        one.adjustment / 10,
        one.reason,
      ]),
    ],
  };
}

const heads = (criteria: readonly Criterion[]): string[] =>
  criteria.map(({ title, weight }) => `${title} (${weight} %)`);

/**
 * The record of the award as PDF, for everybody who sees the need: who, why, for how much, and the arithmetic. Of the
 * others it says what the page says: names only where the need's rules name them, prices and totals never.
 */
export async function exportAwardRecord(ctx: Ctx, needId: string): Promise<Buffer> {
  const held = await holdNeed(db(), ctx.actor, needId);
  permitOrThrow(held.panel.appointed ? { allowed: true } : mayReadNeed(ctx.actor, held.facts));
  const award = found(await findAward(db(), needId));
  const content = needContent.parse(held.row.content);
  const [organisations, received] = await Promise.all([
    organisationsById([held.row.buyerOrganisationId, award.proposal.organisationId]),
    listReceived(db(), needId),
  ]);
  const standings = award.evaluation as Standing[];
  const winner = standings.find(({ proposalId }) => proposalId === award.proposalId);
  if (!winner) throw new AppError("NOT_FOUND");
  const say = (key: string) => sentence(ctx.locale, "needs", key);
  const name = (id: string) => nameIn(ctx.locale, nameOf(organisations, id));
  const title = (id: string) => content.criteria.find((one) => one.id === id)?.title ?? id;
  const amount = `${toMajorUnits(Number(award.amount), award.currency).toLocaleString(ctx.locale)} ${award.currency}`;
  const facts: [string, string][] = [
    [say("number"), String(held.row.number)],
    [say("buyer"), name(held.row.buyerOrganisationId)],
    [say("awardedTo"), name(award.proposal.organisationId)],
    [say("price"), amount],
    [say("awardedAt"), award.at.toISOString()],
    [say("standstill"), award.standstillUntil.toISOString()],
    [say("tenderers"), String(received.length)],
    [say("commitment"), received.find(({ id }) => id === award.proposalId)?.versions[0]?.commitment ?? ""],
  ];
  return renderPdf({
    title: `${say("awardRecord")} · ${held.row.title}`,
    language: ctx.locale,
    runningHead: `${say("awardRecord")} · ${held.row.number}`,
    content: [
      { text: say("awardRecord"), style: "title" },
      { text: held.row.title, style: "heading" },
      pdfTable(
        ["", ""],
        facts.map(([term, detail]) => [{ text: term, bold: true }, detail]),
        [120, "*"],
      ),
      { text: say("awardReason"), style: "heading" },
      { text: award.reason },
      { text: say("arithmetic"), style: "heading" },
      pdfTable(
        [say("criterion"), say("weight"), say("points")],
        [
          ...winner.rows.map((row) => [title(row.criterionId), `${row.weight} %`, (row.points / 100).toFixed(2)]),
          [{ text: say("total"), bold: true }, "100 %", { text: (winner.total / 100).toFixed(2), bold: true }],
        ],
        ["*", 70, 70],
      ),
    ],
  });
}
