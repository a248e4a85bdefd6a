import type { Actor } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { mayRecordLearning, type ProgrammeFacts } from "@/domain/training/policy";
import type { Tx } from "@/server/platform/db";
import { findProgramme, type ProgrammeRow } from "./repo";

export function factsOf({ partners, mentorIds }: Pick<ProgrammeRow, "partners" | "mentorIds">): ProgrammeFacts {
  return { partnerIds: partners.map(({ organisationId }) => organisationId), mentorIds };
}

/** Loads and checks in one step: a draft is found by its partners only. */
export async function holdProgramme(tx: Tx, actor: Actor, id: string): Promise<ProgrammeRow> {
  const row = await findProgramme(tx, id);
  if (!row || (row.state === "draft" && !mayRecordLearning(actor, factsOf(row)).allowed))
    throw new AppError("NOT_FOUND");
  return row;
}

export function personOf(ctx: { actor: Actor }): string {
  if (ctx.actor.kind !== "person") throw new AppError("UNAUTHENTICATED", { reason: "signIn" });
  return ctx.actor.id;
}

export function actingOf(ctx: { actor: Actor }): string {
  const id = ctx.actor.kind === "person" ? ctx.actor.acting?.id : undefined;
  if (!id) throw new AppError("FORBIDDEN", { reason: "noOrganisation" });
  return id;
}
