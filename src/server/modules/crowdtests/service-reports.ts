import { randomUUID } from "node:crypto";
import { z } from "zod";
import { cvssScore } from "@/domain/crowdtests/cvss";
import { hallOfFame } from "@/domain/crowdtests/hall-of-fame";
import * as policy from "@/domain/crowdtests/policy";
import {
  type authorityInput,
  type noteInput,
  programmeContent,
  type ReportContent,
  type reportInput,
  rewardFor,
  type stepInput,
} from "@/domain/crowdtests/schema";
import { authorityDue, cameBefore, reportStepNames, reportSteps } from "@/domain/crowdtests/states";
import { AppError } from "@/domain/shared/errors";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { type Act, act, found, permitOrThrow, recordRead } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { attachFiles, listFilesOf } from "@/server/platform/stored-files";
import { type HeldReport, holdProgramme, holdReport, reportsVisibleTo } from "./access";
import {
  findDisclosure,
  findReport,
  insertReport,
  insertReportEvent,
  listAccepted,
  listReports,
  updateReport,
} from "./repo";
import { sealNote, sealReport, unsealNote, unsealReport } from "./sealed-report";

const listed = 200;
const personId = (ctx: Ctx): string => (ctx.actor.kind === "person" ? ctx.actor.id : "");

/** Takes a report: sealed as it comes in, first by the database's clock, refused where the asset is out of scope. */
export function sendReport(ctx: Ctx, input: z.output<typeof reportInput>): Promise<{ id: string; number: number }> {
  return act(
    ctx,
    async (current) => {
      const { tx, permit, record, follow } = current;
      const held = await holdProgramme(tx, ctx.actor, input.programmeId);
      permit(policy.mayReport(ctx.actor, held.facts, env().LIANFANG_JURISDICTION));
      const asset = programmeContent.parse(held.row.content).assets.find(({ id }) => id === input.content.assetId);
      if (!asset) throw new AppError("BAD_INPUT", { reason: "assetUnknown", field: "content.assetId" });
      if (!asset.inScope)
        throw new AppError("BAD_INPUT", {
          reason: "assetOutOfScope",
          field: "content.assetId",
          facts: { asset: asset.name },
        });
      const id = randomUUID();
      const report = await insertReport(tx, {
        id,
        programmeId: input.programmeId,
        reporterId: personId(ctx),
        ...sealReport(id, input.content),
      });
      const fileIds = input.content.fileIds ?? [];
      const bound = await attachFiles(tx, fileIds, {
        uploadedById: personId(ctx),
        purpose: "crowdEvidence",
        entity: "crowdReport",
        entityId: id,
      });
      if (bound !== fileIds.length)
        throw new AppError("BAD_INPUT", { reason: "fileNotYours", field: "content.fileIds" });
      const first = { reportId: id, byId: personId(ctx), state: "new" as const, note: null, at: held.now };
      const event = await insertReportEvent(tx, first);
      await record({ act: "report.received", entity: "crowdReport", entityId: id });
      await follow("crowd.reportChanged", { reportId: id, eventId: event.id });
      return { id, number: report.number };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "crowdtests.report", input } },
  );
}

/** The reports of one's own and, for a provider, of its programmes; every reading of sealed content is recorded. */
export async function readReports(ctx: Ctx, which: "mine" | "received") {
  permitOrThrow(policy.mayReadReport(ctx.actor, { organisationId: "", reporterId: personId(ctx), state: "new" }));
  const acting = ctx.actor.kind === "person" ? (ctx.actor.acting?.id ?? "none") : "none";
  const where =
    which === "mine"
      ? { reporterId: personId(ctx) }
      : { AND: [reportsVisibleTo(ctx.actor), { programme: { organisationId: acting } }] };
  if (which === "received" && !z.uuid().safeParse(acting).success) return [];
  const rows = await listReports(db(), where, listed);
  if (rows.length > 0)
    await recordRead(ctx, {
      act: "report.listed",
      entity: "crowdReport",
      entityId: which,
      facts: { reports: rows.length },
    });
  return rows.map((row) => summaryOf(row, unsealReport(row)));
}

export async function readReport(ctx: Ctx, id: string) {
  const held = await holdReport(db(), ctx.actor, id);
  permitOrThrow(policy.mayReadReport(ctx.actor, held.facts));
  await recordRead(ctx, { act: "report.read", entity: "crowdReport", entityId: id });
  const { row, facts } = held;
  const content = unsealReport(row);
  const provider = policy.mayTakeStep(ctx.actor, { ...facts, state: "new" }, "triage").allowed;
  const suggested = rewardFor(programmeContent.parse(row.programme.content), cvssScore(content.vector).severity);
  const currency = programmeContent.parse(row.programme.content).rewards?.currency ?? "CNY";
  return {
    ...summaryOf(row, content),
    version: row.version,
    content,
    files: (await listFilesOf(db(), "crowdReport", [id])).map((file) => ({
      id: file.id,
      name: file.name,
      size: file.size,
    })),
    own: row.reporterId === personId(ctx),
    // A reporter learns that it is a duplicate, not whose report came first.
    original: row.original && provider ? { id: row.original.id, number: row.original.number } : null,
    reward:
      row.rewardAmount === null || row.rewardCurrency === null
        ? null
        : { currency: row.rewardCurrency, amount: Number(row.rewardAmount) },
    suggestedReward: suggested === null ? null : { currency, amount: suggested },
    authorityNumber: provider ? row.authorityNumber : null,
    history: row.events.map((event) => ({
      state: event.state,
      at: event.at.toISOString(),
      note: unsealNote(row.id, event.note),
      byProvider: event.byId !== row.reporterId,
    })),
    earlier: provider && row.state === "triaged" ? await earlierReports(held) : [],
    steps: reportStepNames.filter((step) => policy.mayTakeStep(ctx.actor, facts, step).allowed),
    can: {
      comment: policy.mayCommentReport(ctx.actor, facts).allowed,
      tellAuthority: row.authorityToldAt === null && policy.mayTellAuthority(ctx.actor, facts).allowed,
    },
  };
}

/**
 * One step of the provider. A duplicate points at a report of the same programme that came first; an acceptance sets
 * the reward and starts the clock for the authority; a disclosure ends the embargo with the text that was given.
 */
export function takeStep(ctx: Ctx, input: z.output<typeof stepInput>): Promise<{ version: number }> {
  return act(ctx, async (current) => {
    const held = await holdReport(current.tx, ctx.actor, input.id, { lock: true });
    current.permit(policy.mayTakeStep(ctx.actor, held.facts, input.step));
    if (held.row.version !== input.version) throw new AppError("VERSION_CONFLICT");
    const state = reportSteps[input.step].to;
    const saved = await updateReport(current.tx, input.id, { state, ...(await effectOf(current, held, input)) });
    const event = await insertReportEvent(current.tx, {
      reportId: input.id,
      byId: personId(ctx),
      state,
      note: sealNote(input.id, input.note),
      at: held.now,
    });
    await current.record({ act: `report.${state}`, entity: "crowdReport", entityId: input.id });
    await current.follow("crowd.reportChanged", { reportId: input.id, eventId: event.id });
    return { version: saved.version };
  });
}

async function effectOf({ tx }: Act, { row, now }: HeldReport, input: z.output<typeof stepInput>) {
  const content = unsealReport(row);
  const { score, severity } = cvssScore(content.vector);
  const programme = programmeContent.parse(row.programme.content);
  switch (input.step) {
    case "markDuplicate": {
      const original = input.originalId ? await findReport(tx, input.originalId) : null;
      if (!original || original.programmeId !== row.programmeId)
        throw new AppError("BAD_INPUT", { reason: "originalUnknown", field: "originalId" });
      if (original.state === "duplicate" || !cameBefore(original, row))
        throw new AppError("BAD_INPUT", { reason: "originalLater", field: "originalId" });
      return { originalId: original.id };
    }
    case "accept": {
      const amount = input.reward ?? rewardFor(programme, severity);
      return {
        acceptedAt: now,
        ...(amount === null || !programme.rewards
          ? {}
          : { rewardAmount: BigInt(amount), rewardCurrency: programme.rewards.currency }),
      };
    }
    case "disclose":
      return {
        disclosedAt: now,
        disclosed: { title: content.title, text: input.disclosure ?? "", vector: content.vector, score, severity },
      };
    default:
      return {};
  }
}

export function addNote(ctx: Ctx, input: z.output<typeof noteInput>): Promise<{ done: true }> {
  return act(
    ctx,
    async ({ tx, permit, record, follow }) => {
      const held = await holdReport(tx, ctx.actor, input.id);
      permit(policy.mayCommentReport(ctx.actor, held.facts));
      const note = sealNote(input.id, input.note);
      const event = await insertReportEvent(tx, {
        reportId: input.id,
        byId: personId(ctx),
        state: held.row.state,
        note,
        at: held.now,
      });
      await record({ act: "report.note", entity: "crowdReport", entityId: input.id });
      await follow("crowd.reportChanged", { reportId: input.id, eventId: event.id });
      return { done: true as const };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "crowdtests.note", input } },
  );
}

/** The provider told the authority, under this number. */
export function tellAuthority(
  ctx: Ctx,
  { id, version, number }: z.output<typeof authorityInput>,
): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdReport(tx, ctx.actor, id, { lock: true });
    permit(policy.mayTellAuthority(ctx.actor, held.facts));
    if (held.row.version !== version) throw new AppError("VERSION_CONFLICT");
    if (held.row.authorityToldAt) throw new AppError("STATE_REFUSED", { reason: "authorityTold" });
    const saved = await updateReport(tx, id, { authorityToldAt: held.now, authorityNumber: number });
    await record({ act: "report.authorityTold", entity: "crowdReport", entityId: id });
    return { version: saved.version };
  });
}

const disclosedContent = z.object({
  title: z.string(),
  text: z.string(),
  vector: z.string(),
  score: z.number(),
  severity: z.enum(["none", "low", "medium", "high", "critical"]),
});

/** The public page; before the disclosure there is none. @throws AppError NOT_FOUND */
export async function readDisclosure(_ctx: Ctx, number: number) {
  permitOrThrow(policy.mayReadDisclosures());
  const row = found(await findDisclosure(db(), number));
  const [organisations, people] = await Promise.all([
    organisationsById([row.programme.organisationId]),
    peopleById([row.reporterId]),
  ]);
  const organisation = organisations.get(row.programme.organisationId);
  const finder = people.get(row.reporterId);
  return {
    number: row.number,
    ...disclosedContent.parse(row.disclosed),
    disclosedAt: row.disclosedAt?.toISOString() ?? "",
    organisation: {
      id: row.programme.organisationId,
      nameZh: organisation?.nameZh ?? null,
      nameEn: organisation?.nameEn ?? null,
    },
    programme: { id: row.programmeId, title: row.programme.title },
    finder: { nameZh: finder?.nameZh ?? null, nameEn: finder?.nameEn ?? null },
  };
}

/** Who found what was accepted; points are the scores of what is disclosed, so that the embargo holds here too. */
export async function readHallOfFame(ctx: Ctx, programmeId: string) {
  await holdProgramme(db(), ctx.actor, programmeId);
  const rows = await listAccepted(db(), programmeId);
  const byPerson = Map.groupBy(rows, ({ reporterId }) => reporterId);
  const people = await peopleById([...byPerson.keys()]);
  return hallOfFame(
    [...byPerson].map(([id, list]) => ({
      nameZh: people.get(id)?.nameZh ?? null,
      nameEn: people.get(id)?.nameEn ?? null,
      scores: list.map(({ disclosed }) => (disclosed ? disclosedContent.parse(disclosed).score : null)),
    })),
  );
}

async function earlierReports({ row }: HeldReport) {
  const rows = await listReports(
    db(),
    {
      programmeId: row.programmeId,
      receivedAt: { lte: row.receivedAt },
      state: { not: "duplicate" },
      NOT: { id: row.id },
    },
    listed,
  );
  return rows
    .filter((one) => cameBefore(one, row))
    .map((one) => ({ id: one.id, number: one.number, title: unsealReport(one).title }));
}

type Row = Awaited<ReturnType<typeof listReports>>[number];

function summaryOf(row: Row, content: ReportContent) {
  const told = row.authorityToldAt !== null;
  return {
    id: row.id,
    number: row.number,
    title: content.title,
    state: row.state,
    ...cvssScore(content.vector),
    receivedAt: row.receivedAt.toISOString(),
    programme: { id: row.programmeId, title: row.programme.title },
    authorityDue: row.acceptedAt && !told ? authorityDue(row.acceptedAt).toISOString() : null,
    authorityTold: told,
  };
}
