import type { z } from "zod";
import { mayEditCapability, mayReadCapability, maySeeEvidence } from "@/domain/experts/policy";
import type { evidenceInput, evidenceRemoval, profileInput } from "@/domain/experts/schema";
import { AppError } from "@/domain/shared/errors";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { findCapability, insertEvidence, removeEvidence, saveCapability } from "./repo";

/** What an organisation offers, with the evidence that this reader may see. */
export async function readCapability(ctx: Ctx, organisationId: string) {
  permitOrThrow(mayReadCapability());
  const row = await findCapability(db(), organisationId);
  return {
    version: row?.version ?? 0,
    summaryZh: row?.summaryZh ?? "",
    summaryEn: row?.summaryEn ?? "",
    conceptIds: row?.conceptIds ?? [],
    regions: row?.regions ?? [],
    capacity: row?.capacity ?? 1,
    evidence: (row?.evidence ?? [])
      .filter((item) => maySeeEvidence(ctx.actor, item))
      .map(({ id, kind, title, body, language, date, visibility, conceptIds }) => ({
        id,
        kind,
        title,
        body,
        language,
        date: date.toISOString().slice(0, 10),
        visibility,
        conceptIds,
      })),
    can: { edit: mayEditCapability(ctx.actor, { organisationId }).allowed },
  };
}

export function updateCapability(
  ctx: Ctx,
  { organisationId, version, ...data }: z.output<typeof profileInput>,
): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayEditCapability(ctx.actor, { organisationId }));
    if (!(await saveCapability(tx, organisationId, version, data))) throw new AppError("VERSION_CONFLICT");
    await record({ act: "capability.saved", entity: "organisation", entityId: organisationId });
    return { version: version + 1 };
  });
}

export function addEvidence(ctx: Ctx, input: z.output<typeof evidenceInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      permit(mayEditCapability(ctx.actor, input));
      const { idempotencyKey: _, date, ...data } = input;
      await saveCapability(tx, input.organisationId, 0, {});
      const row = await insertEvidence(tx, { ...data, date: new Date(date) });
      await record({ act: "evidence.added", entity: "organisation", entityId: input.organisationId });
      return { id: row.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "experts.addEvidence", input } },
  );
}

export function deleteEvidence(
  ctx: Ctx,
  { organisationId, id }: z.output<typeof evidenceRemoval>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayEditCapability(ctx.actor, { organisationId }));
    if (!(await removeEvidence(tx, organisationId, id))) throw new AppError("NOT_FOUND");
    await record({ act: "evidence.removed", entity: "organisation", entityId: organisationId });
    return { done: true };
  });
}
