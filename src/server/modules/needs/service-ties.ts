import type { z } from "zod";
import { mayDeclareTie, mayReadTies } from "@/domain/needs/policy";
import type { tieEndInput, tieInput } from "@/domain/needs/schema";
import { AppError } from "@/domain/shared/errors";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db, isUniqueViolation } from "@/server/platform/db";
import { endTieRow, insertTie, listDeclaredTies } from "./repo-exclusions";
import { personId } from "./service-needs";
import { nameOf } from "./view";

/** What the organisation has declared about others; others do not see it, the exclusion rules do. */
export async function readTies(ctx: Ctx, organisationId: string) {
  permitOrThrow(mayReadTies(ctx.actor, organisationId));
  const rows = await listDeclaredTies(db(), organisationId);
  const organisations = await organisationsById(rows.map(({ otherId }) => otherId));
  return rows.map(({ id, otherId, kind, note, at, until }) => ({
    id,
    other: nameOf(organisations, otherId),
    kind,
    note,
    at: at.toISOString(),
    until: until?.toISOString() ?? null,
  }));
}

/** Declares a tie to an owner, supplier, investment or competitor. An open one of the same kind is not declared twice. */
export function declareTie(ctx: Ctx, input: z.output<typeof tieInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      permit(mayDeclareTie(ctx.actor, input.organisationId));
      const { organisationId, otherId, kind, note } = input;
      if (organisationId === otherId) throw new AppError("BAD_INPUT", { reason: "tieToItself", field: "otherId" });
      if (!(await organisationsById([otherId])).has(otherId))
        throw new AppError("BAD_INPUT", { reason: "organisationUnknown", field: "otherId" });
      const row = await insertTie(tx, { declaredById: organisationId, otherId, kind, note, byId: personId(ctx) });
      await record({ act: "tie.declared", entity: "organisation", entityId: organisationId, facts: { otherId, kind } });
      return { id: row.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "matching.declareTie", input } },
  ).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw new AppError("DUPLICATE", { reason: "tieOpen", field: "otherId" });
    throw error;
  });
}

/** The tie is over; it counts for three more years, as the rules say. */
export function endTie(ctx: Ctx, { organisationId, id }: z.output<typeof tieEndInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayDeclareTie(ctx.actor, organisationId));
    if (!(await endTieRow(tx, organisationId, id, await databaseNow(tx)))) throw new AppError("NOT_FOUND");
    await record({ act: "tie.ended", entity: "organisation", entityId: organisationId, facts: { id } });
    return { done: true };
  });
}
