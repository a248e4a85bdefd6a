import type { z } from "zod";
import { AppError } from "@/domain/shared/errors";
import type { ContentNode } from "@/domain/standards/content";
import { indexOf, resolveContent } from "@/domain/standards/cross-references";
import { mayApplyChange, mayDecideChange, mayReadChanges, mayRequestChange } from "@/domain/standards/life-policy";
import { redline, shownBlocks } from "@/domain/standards/redline";
import type { changeDecisionInput, changeInput } from "@/domain/standards/schema-life";
import type { changesView } from "@/domain/standards/views-life";
import { peopleById } from "@/server/modules/identity/service-people";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { holdClause, holdStandard, isWithin } from "./access";
import { insertVersion, numberedClauses } from "./repo";
import { listComments } from "./repo-discussion";
import { findChange, insertChange, listChanges, markChanged, updateChange } from "./repo-life";
import { actingOf } from "./service-standards";
import { personName, versionClauses } from "./view";
import { writeClause } from "./write-clause";

/**
 * Asks for a change of a frozen clause, tied to the comments it answers.
 * @throws AppError FORBIDDEN textNotFrozen while the clause may simply be edited; VERSION_CONFLICT when the clause has
 *   changed since it was read; BAD_INPUT commentsElsewhere for comments of another standard or not accepted
 */
export function requestChange(ctx: Ctx, input: z.output<typeof changeInput>): Promise<{ id: string; number: number }> {
  return act(
    ctx,
    async ({ tx, permit, record, follow }) => {
      await holdStandard(tx, ctx.actor, input.standardId, { lock: true });
      const { clause, standard, within } = await holdClause(tx, ctx.actor, input.clauseId);
      permit(mayRequestChange(ctx.actor, standard.facts, { within }));
      if (clause.standardId !== input.standardId) throw new AppError("NOT_FOUND", { field: "clauseId" });
      if (clause.version !== input.clauseVersion) throw new AppError("VERSION_CONFLICT");
      const accepted = new Set(
        (await listComments(tx, input.standardId))
          .filter(({ resolution }) => resolution === "accepted" || resolution === "acceptedInPrinciple")
          .map(({ id }) => id),
      );
      if (input.commentIds.some((id) => !accepted.has(id)))
        throw new AppError("BAD_INPUT", { reason: "commentsNotAccepted", field: "commentIds" });
      const { idempotencyKey: _, ...fields } = input;
      const { id, number } = await insertChange(tx, { ...fields, byId: actingOf(ctx).personId });
      const facts = { changeId: id, number, clauseId: input.clauseId };
      await record({ act: "standard.changeRequested", entity: "standard", entityId: input.standardId, facts });
      await follow("standard.changeRequested", { standardId: input.standardId, changeId: id });
      return { id, number };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "standardsLife.requestChange", input } },
  );
}

/** Somebody else than who asked accepts it or says why not. */
export function decideChange(ctx: Ctx, input: z.output<typeof changeDecisionInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    const { request, held } = await holdChange(tx, ctx, input.id);
    const { personId } = actingOf(ctx);
    permit(mayDecideChange(ctx.actor, held.facts, { own: request.byId === personId }));
    if (request.state !== "open") throw new AppError("STATE_REFUSED", { reason: "changeDecided" });
    await updateChange(tx, request.id, {
      state: input.accept ? "accepted" : "rejected",
      decision: input.reason,
      decidedById: personId,
      decidedAt: await now(),
    });
    const facts = { changeId: request.id, accepted: input.accept };
    await record({ act: "standard.changeDecided", entity: "standard", entityId: request.standardId, facts });
    return { done: true };
  });
}

/**
 * Writes an accepted change into its clause and keeps the whole text as a new version.
 * @throws AppError VERSION_CONFLICT when the clause changed since the request was written: it has to be asked for anew
 */
export function applyChangeRequest(ctx: Ctx, id: string): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const { request, held } = await holdChange(tx, ctx, id);
    permit(mayApplyChange(ctx.actor, held.facts));
    if (request.state !== "accepted") throw new AppError("STATE_REFUSED", { reason: "changeNotAccepted" });
    const { clause } = await holdClause(tx, ctx.actor, request.clauseId, { lock: true });
    const { personId } = actingOf(ctx);
    await writeClause(tx, { id: clause.id, version: request.clauseVersion }, contentOf(request), personId);
    const version = await insertVersion(tx, {
      standardId: request.standardId,
      stage: `${held.row.stage}.${held.row.substage}`,
      clauses: versionClauses(await numberedClauses(tx, request.standardId)),
      reason: request.reason,
      byId: personId,
    });
    await markChanged(tx, request.standardId, request.commentIds, request.clauseVersion + 1);
    await updateChange(tx, id, { state: "applied", appliedVersion: version });
    const facts = { changeId: id, clauseId: clause.id, version };
    await record({ act: "standard.changeApplied", entity: "standard", entityId: request.standardId, facts });
    await follow("standard.changeApplied", { standardId: request.standardId, ...facts });
    return { version };
  });
}

export async function readChanges(ctx: Ctx, standardId: string): Promise<z.output<typeof changesView>> {
  const held = await holdStandard(db(), ctx.actor, standardId);
  permitOrThrow(mayReadChanges(ctx.actor, held.facts));
  const [rows, clauses, comments] = await Promise.all([
    listChanges(db(), standardId),
    numberedClauses(db(), standardId),
    listComments(db(), standardId),
  ]);
  const people = await peopleById(
    rows.flatMap(({ byId, decidedById }) => [byId, ...(decidedById ? [decidedById] : [])]),
  );
  const index = indexOf(clauses);
  const language = held.row.language === "en" ? "en" : "zh-CN";
  const clauseById = new Map(clauses.map((clause) => [clause.id, clause]));
  const numbers = new Map(comments.map(({ id, number }) => [id, number]));
  const me = ctx.actor.kind === "person" ? ctx.actor.id : "";
  return {
    may: { request: mayRequestChange(ctx.actor, held.facts, { within: true }).allowed },
    requests: rows
      .filter(({ clauseId }) => isWithin(held, clauseId))
      .map((row) => {
        const clause = clauseById.get(row.clauseId);
        const content = contentOf(row);
        const settled = row.state === "applied" || row.state === "rejected";
        const outdated = !settled && clause?.version !== row.clauseVersion;
        const shown = (one: typeof content) => resolveContent(one, index, language);
        const [change] =
          clause && !settled
            ? redline([{ ...clause, content: shown(clause.content) }], [{ ...clause, content: shown(content) }])
            : [];
        return {
          id: row.id,
          number: row.number,
          clauseId: row.clauseId,
          clauseNumber: clause?.number ?? "",
          clauseTitle: clause?.title ?? "",
          reason: row.reason,
          comments: row.commentIds.flatMap((id) => numbers.get(id) ?? []),
          by: personName(people, row.byId),
          at: row.at.toISOString(),
          state: row.state as "open" | "accepted" | "rejected" | "applied",
          decision: row.decision,
          decidedBy: row.decidedById === null ? null : personName(people, row.decidedById),
          appliedVersion: row.appliedVersion,
          outdated,
          content,
          blocks: shownBlocks(change?.blocks ?? []),
          can: {
            decide: row.state === "open" && mayDecideChange(ctx.actor, held.facts, { own: row.byId === me }).allowed,
            apply: row.state === "accepted" && !outdated && mayApplyChange(ctx.actor, held.facts).allowed,
          },
        };
      }),
  };
}

function contentOf(row: { content: unknown }): ContentNode[] {
  // Written only through `clauseContent`.
  return row.content as ContentNode[];
}

async function holdChange(tx: Tx, ctx: Ctx, id: string) {
  const request = found(await findChange(tx, id));
  const held = await holdStandard(tx, ctx.actor, request.standardId, { lock: true });
  // Who reads the standard from outside knows nothing of its requests.
  permitOrThrow(mayReadChanges(ctx.actor, held.facts));
  return { request, held };
}
