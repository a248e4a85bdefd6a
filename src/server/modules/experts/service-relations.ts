import type { z } from "zod";
import { mayAnswerForOneself } from "@/domain/experts/policy";
import type { relationInput } from "@/domain/experts/registry-schema";
import { AppError } from "@/domain/shared/errors";
import { peopleByEmail, peopleById } from "@/server/modules/identity/service-people";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { personOf } from "./access";
import { deleteRelation, insertRelation, listRelations, lockSupervision, supervises } from "./repo-conflicts";

/** Relations that one declared or that others declared about one. Nobody else is shown them. */
export async function readRelations(ctx: Ctx) {
  permitOrThrow(mayAnswerForOneself(ctx.actor));
  const personId = personOf(ctx);
  const rows = await listRelations(db(), [personId]);
  const people = await peopleById(rows.flatMap(({ byId, aboutId }) => [byId, aboutId]));
  return rows.map((row) => {
    const mine = row.byId === personId;
    const other = people.get(mine ? row.aboutId : row.byId);
    return {
      id: row.id,
      kind: row.kind,
      above: mine ? row.above : !row.above,
      mine,
      until: row.until?.toISOString().slice(0, 10) ?? null,
      person: { nameZh: other?.nameZh ?? null, nameEn: other?.nameEn ?? null },
    };
  });
}

/**
 * Declares a tie to somebody by their address. @throws AppError CONFLICT where supervision would come back to its
 * beginning; the same answer for an address that nobody has, so that nobody can try addresses
 */
export function declareRelation(ctx: Ctx, input: z.output<typeof relationInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayAnswerForOneself(ctx.actor));
    const byId = personOf(ctx);
    const [other] = await peopleByEmail([input.email.toLowerCase()]);
    if (other?.id === byId) throw new AppError("BAD_INPUT", { reason: "relationToOneself", field: "email" });
    if (other) {
      const { kind, above } = input;
      if (kind === "supervision") {
        await lockSupervision(tx);
        const [high, low] = above ? [byId, other.id] : [other.id, byId];
        if (await supervises(tx, low, high))
          throw new AppError("CONFLICT", { reason: "supervisionCircle", field: "email" });
      }
      const until = input.until ? new Date(input.until) : null;
      await insertRelation(tx, { byId, aboutId: other.id, kind, above, until });
    }
    await record({ act: "relation.declared", entity: "person", entityId: byId, facts: { kind: input.kind } });
    return { done: true };
  });
}

/** A tie for life stays in the past; what one declared oneself can be withdrawn by oneself. */
export function withdrawRelation(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayAnswerForOneself(ctx.actor));
    if (!(await deleteRelation(tx, id, personOf(ctx)))) throw new AppError("NOT_FOUND");
    await record({ act: "relation.withdrawn", entity: "person", entityId: personOf(ctx) });
    return { done: true };
  });
}
