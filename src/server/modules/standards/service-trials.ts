import type { z } from "zod";
import { AppError } from "@/domain/shared/errors";
import { mayReadTrials, mayRecordTrial, mayRequireTrials } from "@/domain/standards/life-policy";
import type { requireTrialsInput, trialChangeInput, trialInput } from "@/domain/standards/schema-life";
import { judgeTrials, type TrialResult } from "@/domain/standards/trials";
import type { trialsView } from "@/domain/standards/views-life";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { holdClause, holdStandard, isWithin } from "./access";
import { numberedClauses } from "./repo";
import { answerTrialRow, findChange, findTrial, insertTrial, listTrials, setTrialsRequired } from "./repo-life";
import { actingOf } from "./service-standards";
import { organisationName } from "./view";

/** Records what a trial of a provision showed; the evidence stays with the site, its SHA-256 is kept. */
export function recordTrial(ctx: Ctx, input: z.output<typeof trialInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      const { clause, standard } = await holdClause(tx, ctx.actor, input.clauseId);
      permit(mayRecordTrial(ctx.actor, standard.facts));
      if (clause.standardId !== input.standardId) throw new AppError("NOT_FOUND", { field: "clauseId" });
      const { personId, organisationId } = actingOf(ctx);
      const { idempotencyKey: _, ...fields } = input;
      const { id } = await insertTrial(tx, { ...fields, organisationId, byId: personId });
      const facts = { trialId: id, clauseId: input.clauseId, result: input.result };
      await record({ act: "standard.trialRecorded", entity: "standard", entityId: input.standardId, facts });
      return { id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "standardsLife.recordTrial", input } },
  );
}

/** Says which change request answers what a trial showed. */
export function answerTrial(ctx: Ctx, input: z.output<typeof trialChangeInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const trial = found(await findTrial(tx, input.id));
    const held = await holdStandard(tx, ctx.actor, trial.standardId);
    permit(mayRecordTrial(ctx.actor, held.facts));
    const request = await findChange(tx, input.changeRequestId);
    if (request?.standardId !== trial.standardId) throw new AppError("NOT_FOUND", { field: "changeRequestId" });
    if (request.clauseId !== trial.clauseId)
      throw new AppError("CONFLICT", { reason: "changeElsewhere", field: "changeRequestId" });
    await answerTrialRow(tx, trial.id, request.id);
    const facts = { trialId: trial.id, changeId: request.id };
    await record({ act: "standard.trialAnswered", entity: "standard", entityId: trial.standardId, facts });
    return { done: true };
  });
}

/** Makes trials a condition of the stage before publication, or takes that back; the history says who did. */
export function requireTrials(ctx: Ctx, input: z.output<typeof requireTrialsInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdStandard(tx, ctx.actor, input.id, { lock: true });
    permit(mayRequireTrials(ctx.actor, held.facts));
    await setTrialsRequired(tx, input.id, input.required);
    const facts = { required: input.required };
    await record({ act: "standard.trialsRequired", entity: "standard", entityId: input.id, facts });
    return { done: true };
  });
}

export async function readTrials(ctx: Ctx, id: string): Promise<z.output<typeof trialsView>> {
  const held = await holdStandard(db(), ctx.actor, id);
  permitOrThrow(mayReadTrials(ctx.actor, held.facts));
  const [rows, clauses] = await Promise.all([listTrials(db(), id), numberedClauses(db(), id)]);
  const organisations = await organisationsById(rows.map(({ organisationId }) => organisationId));
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const { holds, have, need } = judgeTrials(
    rows.map((row) => ({ ...row, result: row.result as TrialResult, changed: row.change?.state === "applied" })),
  );
  return {
    required: held.row.trialsRequired,
    holds,
    have,
    need,
    trials: rows
      .filter(({ clauseId }) => isWithin(held, clauseId))
      .map((row) => ({
        id: row.id,
        clauseId: row.clauseId,
        clauseNumber: byId.get(row.clauseId)?.number ?? "",
        clauseTitle: byId.get(row.clauseId)?.title ?? "",
        provision: row.provision,
        method: row.method,
        site: row.site,
        result: row.result as TrialResult,
        note: row.note,
        evidenceName: row.evidenceName,
        evidenceHash: row.evidenceHash,
        change: row.change,
        organisation: organisationName(organisations, row.organisationId),
        at: row.at.toISOString(),
      })),
    can: {
      record: mayRecordTrial(ctx.actor, held.facts).allowed,
      require: mayRequireTrials(ctx.actor, held.facts).allowed,
    },
  };
}
