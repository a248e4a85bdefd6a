import type { z } from "zod";
import { sheetFaults } from "@/domain/competitions/judging";
import {
  mayAnswerJudgeInvitation,
  mayAppeal,
  mayDecideAppeal,
  mayJudge,
  mayReadOwnSheets,
  mayReadSheet,
} from "@/domain/competitions/policy-judged";
import type { appealDecisionInput, appealInput, recuseInput, sheetInput } from "@/domain/competitions/schema-judged";
import type { invitationView, sheetView } from "@/domain/competitions/views-judged";
import { AppError } from "@/domain/shared/errors";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, isUniqueViolation, type Tx } from "@/server/platform/db";
import { personOf } from "./access";
import { type HeldJudged, holdJudged, prepared, seeOrNotFound } from "./access-judged";
import { entriesToReview } from "./judged-scores";
import {
  decideAppealRow,
  findAppeal,
  findAssignment,
  findEntry,
  insertAppeal,
  insertSheet,
  listAssignments,
  listAssignmentsOf,
  listInvitations,
  reopenAssignments,
  teamsOf,
  updateAssignmentAtVersion,
} from "./repo-judged";
import { viewEntry } from "./service-entries";
import { drawFurther } from "./service-judging";

type Assignment = NonNullable<Awaited<ReturnType<typeof findAssignment>>>;
type Draft = { scores?: Record<string, number>; comment?: string; note?: string };

const factsOf = ({ personId, recusedAt, doneAt }: Pick<Assignment, "personId" | "recusedAt" | "doneAt">) => ({
  personId,
  recused: recusedAt !== null,
  done: doneAt !== null,
});

/** Where a person is asked to judge, with the sheets that wait for them. */
export async function readInvitations(ctx: Ctx): Promise<z.output<typeof invitationView>[]> {
  permitOrThrow(mayReadOwnSheets(ctx.actor));
  const [rows, assignments] = await Promise.all([
    listInvitations(db(), personOf(ctx.actor)),
    listAssignmentsOf(db(), personOf(ctx.actor)),
  ]);
  const visible = await Promise.all(rows.map((row) => heldOrNull(ctx, row.phaseId)));
  return Promise.all(
    visible.flatMap((held) =>
      held
        ? [
            invitation(
              ctx,
              held,
              assignments.filter(({ entry }) => entry.phaseId === held.phase.id),
            ),
          ]
        : [],
    ),
  );
}

/** One sheet: the entry under its number, and what the judge has written so far. */
export async function readSheet(ctx: Ctx, assignmentId: string): Promise<z.output<typeof sheetView>> {
  const row = found(await findAssignment(db(), assignmentId));
  seeOrNotFound(mayReadSheet(ctx.actor, factsOf(row)));
  const held = await holdJudged(db(), ctx.actor, row.entry.phaseId);
  const { settings } = prepared(held);
  const { id, number, content, submittedAt, files } = await viewEntry({ ...row.entry, appeal: null });
  const newest = row.sheets[0];
  const draft = row.draft as Draft;
  const written: Draft =
    row.doneAt !== null && newest ? { ...newest, scores: newest.scores as Record<string, number> } : draft;
  return {
    assignmentId,
    phaseId: row.entry.phaseId,
    slug: held.competition.slug,
    titleZh: held.phase.titleZh,
    titleEn: held.phase.titleEn,
    version: row.version,
    settings,
    entry: { id, number, content, submittedAt, files },
    scores: written.scores ?? {},
    comment: written.comment ?? "",
    note: written.note ?? "",
    done: row.doneAt !== null,
    reopenedCause: row.reopenedCause,
    canJudge: mayJudge(ctx.actor, held.facts, factsOf(row)).allowed,
  };
}

/** Keeps a sheet that is not finished. */
export function saveSheet(ctx: Ctx, input: z.output<typeof sheetInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { row, held } = await holdOwnSheet(tx, ctx, input.assignmentId);
    permit(mayJudge(ctx.actor, held.facts, factsOf(row)));
    refuseScores(held, input.scores, { complete: false });
    const { scores, comment, note } = input;
    if (!(await updateAssignmentAtVersion(tx, row.id, input.version, { draft: { scores, comment, note } })))
      throw new AppError("VERSION_CONFLICT");
    await record({ act: "sheet.kept", entity: "judgeAssignment", entityId: row.id });
    return { version: input.version + 1 };
  });
}

/**
 * Hands a sheet in for good. Where it is the last of the declared judges and they are further apart than declared, a
 * further judge is drawn in the same act. Of two windows of one judge the first wins.
 */
export function submitSheet(ctx: Ctx, input: z.output<typeof sheetInput>): Promise<{ further: boolean }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const { row, held } = await holdOwnSheet(tx, ctx, input.assignmentId);
    permit(mayJudge(ctx.actor, held.facts, factsOf(row)));
    refuseScores(held, input.scores, { complete: true });
    if (!(await updateAssignmentAtVersion(tx, row.id, input.version, { doneAt: held.now, draft: {} })))
      throw new AppError("VERSION_CONFLICT");
    const { scores, comment, note } = input;
    await insertSheet(tx, { assignmentId: row.id, number: row.sheets.length + 1, scores, comment, note });
    await record({ act: "sheet.handedIn", entity: "judgeAssignment", entityId: row.id });
    const { settings } = prepared(held);
    const apart = entriesToReview(settings, await listAssignments(tx, held.phase.id)).includes(row.entryId);
    if (!apart) return { further: false };
    const personIds = await drawFurther(tx, held, [{ id: row.entryId, teamId: row.entry.teamId }], "gap");
    await follow("competition.judgesAssigned", { phaseId: held.phase.id, personIds, causeId: row.id });
    return { further: true };
  });
}

/** Gives an entry back that the judge recognised or is not free to judge; another judge is drawn at once. */
export function recuse(ctx: Ctx, { assignmentId, reason }: z.output<typeof recuseInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const { row, held } = await holdOwnSheet(tx, ctx, assignmentId);
    permit(mayJudge(ctx.actor, held.facts, factsOf(row)));
    await updateAssignmentAtVersion(tx, row.id, row.version, { recusedAt: held.now, recusedReason: reason });
    await record({ act: "judge.recused", entity: "judgeAssignment", entityId: row.id });
    const personIds = await drawFurther(tx, held, [{ id: row.entryId, teamId: row.entry.teamId }], "recusal");
    await follow("competition.judgesAssigned", { phaseId: held.phase.id, personIds, causeId: row.id });
    return { done: true };
  });
}

/** A team's one appeal, within the window. */
export async function appeal(ctx: Ctx, { entryId, text }: z.output<typeof appealInput>): Promise<{ id: string }> {
  try {
    return await act(ctx, async ({ tx, permit, record, follow, now }) => {
      const entry = found(await findEntry(tx, entryId));
      const held = await holdJudged(tx, ctx.actor, entry.phaseId, "share");
      const at = await now();
      const until = held.row?.appealsUntil ?? null;
      const decision = mayAppeal(ctx.actor, held.facts, {
        ownEntry: held.team?.id === entry.teamId,
        inTime: until !== null && at < until,
      });
      seeOrNotFound(decision);
      permit(decision);
      const { id } = await insertAppeal(tx, { entryId, byId: personOf(ctx.actor), text, at });
      await record({ act: "appeal.filed", entity: "competitionEntry", entityId: entryId });
      await follow("competition.appealFiled", { phaseId: entry.phaseId, appealId: id });
      return { id };
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("CONFLICT", { reason: "appealFiled" });
    throw error;
  }
}

/** The answer to an appeal: refused with a reply, or upheld with sheets to fill in anew or a further judge. */
export function decideAppeal(ctx: Ctx, input: z.output<typeof appealDecisionInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const row = found(await findAppeal(tx, input.appealId));
    const held = await holdJudged(tx, ctx.actor, row.entry.phaseId, "update");
    const standing = row.entry.assignments.filter(({ recusedAt }) => recusedAt === null);
    permit(
      mayDecideAppeal(ctx.actor, held.facts, {
        open: row.state === "open",
        judged: standing.some(({ personId }) => personId === personOf(ctx.actor)),
      }),
    );
    if (input.uphold && input.reopen.length === 0 && !input.furtherJudge)
      throw new AppError("BAD_INPUT", { reason: "upholdNothing", field: "reopen" });
    const decided = await decideAppealRow(tx, row.id, {
      state: input.uphold ? "upheld" : "rejected",
      reply: input.reply,
      decidedById: personOf(ctx.actor),
      decidedAt: held.now,
    });
    if (!decided) throw new AppError("CONFLICT", { reason: "appealDecided" });
    if (input.uphold) {
      const reopened = await reopenAssignments(tx, row.entryId, input.reopen, input.reply);
      if (reopened !== new Set(input.reopen).size)
        throw new AppError("BAD_INPUT", { reason: "sheetUnknown", field: "reopen" });
      const again = standing.filter(({ id }) => input.reopen.includes(id)).map(({ personId }) => personId);
      const further = input.furtherJudge
        ? await drawFurther(tx, held, [{ id: row.entryId, teamId: row.entry.teamId }], "appeal")
        : [];
      await follow("competition.judgesAssigned", {
        phaseId: held.phase.id,
        personIds: [...again, ...further],
        causeId: row.id,
      });
    }
    await record({
      act: "appeal.decided",
      entity: "competitionEntry",
      entityId: row.entryId,
      facts: { upheld: input.uphold },
    });
    await follow("competition.appealDecided", { appealId: row.id });
    return { done: true };
  });
}

/** The sheet and its phase, with sheets of one entry waiting for each other. */
async function holdOwnSheet(tx: Tx, ctx: Ctx, assignmentId: string): Promise<{ row: Assignment; held: HeldJudged }> {
  const first = found(await findAssignment(tx, assignmentId));
  const held = await holdJudged(tx, ctx.actor, first.entry.phaseId, "update");
  const row = found(await findAssignment(tx, assignmentId));
  seeOrNotFound(mayReadSheet(ctx.actor, factsOf(row)));
  return { row, held };
}

function refuseScores(held: HeldJudged, scores: Record<string, number>, { complete }: { complete: boolean }): void {
  const { criteria } = prepared(held).settings;
  const faults = sheetFaults(criteria, scores).filter((id) => complete || scores[id] !== undefined);
  const [first] = faults;
  if (first === undefined) return;
  const max = criteria.find(({ id }) => id === first)?.max;
  const reason = max === undefined ? "criterionUnknown" : scores[first] === undefined ? "scoreMissing" : "scoreRange";
  throw new AppError("BAD_INPUT", { reason, field: `scores.${first}`, facts: { max: max ?? 0 } });
}

/** Drafts of competitions are shown to nobody, judges included. */
async function heldOrNull(ctx: Ctx, phaseId: string): Promise<HeldJudged | null> {
  try {
    return await holdJudged(db(), ctx.actor, phaseId);
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}

async function invitation(
  ctx: Ctx,
  held: HeldJudged,
  assignments: Awaited<ReturnType<typeof listAssignmentsOf>>,
): Promise<z.output<typeof invitationView>> {
  const canAnswer = mayAnswerJudgeInvitation(ctx.actor, held.facts).allowed;
  return {
    phaseId: held.phase.id,
    slug: held.competition.slug,
    competition: { titleZh: held.competition.titleZh, titleEn: held.competition.titleEn },
    titleZh: held.phase.titleZh,
    titleEn: held.phase.titleEn,
    state: held.facts.judge ?? "invited",
    canAnswer,
    stage: held.facts.stage,
    endsAt: held.clock.endsAt?.toISOString() ?? null,
    teams: canAnswer ? (await teamsOf(db(), held.competition.id)).map(({ id, name }) => ({ id, name })) : [],
    sheets: assignments.map((row) => ({
      assignmentId: row.id,
      number: row.entry.number,
      assistance: row.entry.assistance,
      done: row.doneAt !== null,
      begun: Object.keys((row.draft as Draft).scores ?? {}).length > 0,
      reopened: row.reopenedCause !== "" && row.doneAt === null,
      cause: row.cause,
      canJudge: mayJudge(ctx.actor, held.facts, factsOf(row)).allowed,
    })),
  };
}
