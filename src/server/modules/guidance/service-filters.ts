import type { z } from "zod";
import { mayKeepFilters } from "@/domain/guidance/policy";
import { filterInput, mostFilters } from "@/domain/guidance/schema";
import type { filtersView } from "@/domain/guidance/views";
import { AppError } from "@/domain/shared/errors";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { deleteFilter, keepFilter, listFilters } from "./repo-filters";
import { actingOf } from "./service-documents";

/** The filters one keeps for the list of documents, by name. */
export async function readFilters(ctx: Ctx): Promise<z.output<typeof filtersView>> {
  permitOrThrow(mayKeepFilters(ctx.actor));
  const rows = await listFilters(db(), actingOf(ctx).personId);
  // A filter that named what no longer exists is left out, as a mistyped address is.
  return rows.flatMap(({ id, name, filters }) => {
    const parsed = filterInput.shape.filters.safeParse(filters);
    return parsed.success ? [{ id, name, filters: parsed.data }] : [];
  });
}

/** Keeps a filter under a name; a name that is there already gets the new filter. */
export function saveFilter(ctx: Ctx, { name, filters }: z.output<typeof filterInput>): Promise<{ id: string }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayKeepFilters(ctx.actor));
    const { personId } = actingOf(ctx);
    const kept = await listFilters(tx, personId);
    if (kept.length >= mostFilters && !kept.some((one) => one.name === name))
      throw new AppError("STATE_REFUSED", { reason: "filtersFull", facts: { most: mostFilters } });
    const { id } = await keepFilter(tx, personId, name, filters);
    await record({ act: "guidance.filterKept", entity: "person", entityId: personId, facts: { id } });
    return { id };
  });
}

export function removeFilter(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayKeepFilters(ctx.actor));
    const { personId } = actingOf(ctx);
    if (!(await deleteFilter(tx, personId, id))) throw new AppError("NOT_FOUND");
    await record({ act: "guidance.filterRemoved", entity: "person", entityId: personId, facts: { id } });
    return { done: true };
  });
}
