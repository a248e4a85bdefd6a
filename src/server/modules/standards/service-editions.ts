import type { z } from "zod";
import { AppError } from "@/domain/shared/errors";
import { mayManageStandard } from "@/domain/standards/policy";
import type { officialNumberInput } from "@/domain/standards/schema";
import type { VersionClauseView } from "@/domain/standards/views";
import { act } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { isUniqueViolation, type Tx } from "@/server/platform/db";
import { announce } from "@/server/platform/live";
import { holdStandard } from "./access";
import { seedState } from "./live-text";
import { deleteClauseRow, insertClause, numberedClauses, setOfficialNumber, updateClauseAtVersion } from "./repo";
import { clauseTopic, writeClause } from "./write-clause";

/**
 * The number that the body in charge gave the standard; empty for the platform's own.
 * @throws AppError DUPLICATE officialNumber where another standard bears it
 */
export async function numberStandard(ctx: Ctx, input: z.output<typeof officialNumberInput>): Promise<{ done: true }> {
  try {
    return await act(ctx, async ({ tx, permit, record, follow }) => {
      const held = await holdStandard(tx, ctx.actor, input.id, { lock: true });
      permit(mayManageStandard(ctx.actor, held.facts));
      await setOfficialNumber(tx, input.id, input.number);
      const facts = { from: held.row.officialNumber, to: input.number };
      await record({ act: "standard.numbered", entity: "standard", entityId: input.id, facts });
      await follow("standard.numbered", { standardId: input.id });
      return { done: true };
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("DUPLICATE", { reason: "officialNumber", field: "number" });
    throw error;
  }
}

/**
 * Puts the clauses back to how an edition has them, under their ids, so that what points to them still does; clauses
 * that came later go with a logged deletion, and the dropped draft stays in its versions.
 */
export async function restoreEdition(
  tx: Tx,
  standardId: string,
  edition: readonly VersionClauseView[],
  by: { reason: string; byId: string },
): Promise<void> {
  const now = await numberedClauses(tx, standardId);
  const kept = new Set(edition.map(({ id }) => id));
  for (const clause of now.filter(({ id }) => !kept.has(id))) {
    await deleteClauseRow(tx, { ...clause, content: [...clause.content] }, by);
    await announce(tx, clauseTopic, { clauseId: clause.id, rights: 1 });
  }
  for (const [index, { id, parentId, kind, title, content }] of edition.entries()) {
    const place = { parentId, kind, title, position: (index + 1) * 1_000 };
    const row = now.find((one) => one.id === id);
    if (!row) {
      await insertClause(tx, { id, standardId, ...place, content, liveState: seedState(content) });
      continue;
    }
    await writeClause(tx, { id, version: row.version }, content, by.byId);
    await updateClauseAtVersion(tx, id, row.version + 1, place);
  }
}
