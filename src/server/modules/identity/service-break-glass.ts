import type { z } from "zod";
import { accessEnd, breakGlassState, type SealedEntity, sealedEntities } from "@/domain/identity/break-glass";
import {
  mayDecideBreakGlass,
  mayListBreakGlass,
  mayRequestBreakGlass,
  mayUseBreakGlass,
} from "@/domain/identity/policy";
import type { breakGlassDecisionInput, breakGlassInput } from "@/domain/identity/schema";
import { AppError } from "@/domain/shared/errors";
import { type Act, act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { decideRequest, findRequest, insertRequest, listRequests, lockRequest } from "./repo-break-glass";
import { findPeople } from "./repo-people";

const listed = 50;

/** Asks for sealed content. Nothing is opened by it; the thing need not even exist, so that asking tells nothing. */
export function requestBreakGlass(ctx: Ctx, input: z.output<typeof breakGlassInput>): Promise<{ id: string }> {
  const { idempotencyKey, ...asked } = input;
  return act(
    ctx,
    async ({ tx, permit, record, now }) => {
      permit(mayRequestBreakGlass(ctx.actor));
      const requestedById = ctx.actor.kind === "person" ? ctx.actor.id : "";
      const { id } = await insertRequest(tx, { ...asked, requestedById, requestedAt: await now() });
      await record({ act: "breakGlass.requested", entity: asked.entity, entityId: asked.entityId, facts: { id } });
      return { id };
    },
    { idempotency: { key: idempotencyKey, procedure: "breakGlass.request", input } },
  );
}

/** The second person's word. A grant lasts an hour, and the owner is told at once. */
export function decideBreakGlass(
  ctx: Ctx,
  { id, granted }: z.output<typeof breakGlassDecisionInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow, now }) => {
    const request = found(await lockRequest(tx, id));
    const at = await now();
    permit(
      mayDecideBreakGlass(ctx.actor, {
        requestedById: request.requestedById,
        state: breakGlassState(request, at),
      }),
    );
    const decidedById = ctx.actor.kind === "person" ? ctx.actor.id : "";
    await decideRequest(tx, id, { granted, decidedById, decidedAt: at, expiresAt: granted ? accessEnd(at) : null });
    await record({
      act: granted ? "breakGlass.granted" : "breakGlass.refused",
      entity: request.entity,
      entityId: request.entityId,
      facts: { id },
    });
    if (granted) await follow("breakGlass.granted", { id, entity: request.entity, entityId: request.entityId });
    return { done: true };
  });
}

export async function readBreakGlass(ctx: Ctx) {
  permitOrThrow(mayListBreakGlass(ctx.actor));
  const rows = await listRequests(db(), listed);
  const people = new Map(
    (
      await findPeople(
        db(),
        rows.map(({ requestedById }) => requestedById),
      )
    ).map((row) => [row.id, row]),
  );
  const now = new Date();
  return rows.map((row) => {
    const facts = { requestedById: row.requestedById, state: breakGlassState(row, now) };
    return {
      id: row.id,
      entity: entityOf(row.entity),
      entityId: row.entityId,
      reason: row.reason,
      requestedBy: people.get(row.requestedById)?.email ?? "",
      requestedAt: row.requestedAt.toISOString(),
      state: facts.state,
      expiresAt: row.expiresAt?.toISOString() ?? null,
      can: {
        decide: mayDecideBreakGlass(ctx.actor, facts).allowed,
        use: mayUseBreakGlass(ctx.actor, facts).allowed,
      },
    };
  });
}

/**
 * For the module that holds the seal: checks the grant inside the act that opens.
 * @returns the id of the thing that may be opened now
 * @throws AppError NOT_FOUND for another kind of thing, FORBIDDEN breakGlassOver after its hour
 */
export async function useBreakGlass(current: Act, id: string, entity: SealedEntity): Promise<string> {
  const request = found(await findRequest(current.tx, id));
  if (request.entity !== entity) throw new AppError("NOT_FOUND");
  const state = breakGlassState(request, await current.now());
  current.permit(mayUseBreakGlass(current.ctx.actor, { requestedById: request.requestedById, state }));
  return request.entityId;
}

function entityOf(stored: string): SealedEntity {
  return sealedEntities.find((entity) => entity === stored) ?? "proposal";
}
