import { AppError, isAppError } from "@/domain/shared/errors";
import { mayKeepFigure } from "@/domain/standards/life-policy";
import { mayReadStandard } from "@/domain/standards/policy";
import { act } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { attachFiles } from "@/server/platform/stored-files";
import { holdStandard } from "./access";
import { actingOf } from "./service-standards";

/** Keeps an uploaded picture with the standard, so that whoever reads the text sees it. */
export function keepFigure(ctx: Ctx, input: { standardId: string; fileId: string }): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdStandard(tx, ctx.actor, input.standardId);
    permit(mayKeepFigure(ctx.actor, held.facts));
    const kept = await attachFiles(tx, [input.fileId], {
      uploadedById: actingOf(ctx).personId,
      purpose: "standardFigure",
      entity: "standardFigure",
      entityId: input.standardId,
    });
    if (kept !== 1) throw new AppError("BAD_INPUT", { reason: "fileGone", field: "fileId" });
    const facts = { fileId: input.fileId };
    await record({ act: "standard.figureKept", entity: "standard", entityId: input.standardId, facts });
    return { done: true };
  });
}

/** For the file door: a picture is read by whoever may read the standard. */
export async function mayReadStandardFigure(ctx: Ctx, standardId: string): Promise<boolean> {
  try {
    const { facts } = await holdStandard(db(), ctx.actor, standardId);
    return mayReadStandard(ctx.actor, facts).allowed;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}
