import type { z } from "zod";
import * as policy from "@/domain/competitions/policy";
import type { writeupInput, writeupListInput } from "@/domain/competitions/schema";
import { AppError } from "@/domain/shared/errors";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { holdCompetition, personOf, writeupsVisibleTo } from "./access";
import { findChallenge } from "./repo-challenges";
import { assistanceOf, listWriteups, saveWriteup } from "./repo-writeups";

/** A team's solution, once it has solved the challenge; it may be bettered until the embargo ends and after. */
export function writeUp(ctx: Ctx, input: z.output<typeof writeupInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const challenge = found(await findChallenge(tx, input.challengeId));
    const { row, facts } = await holdCompetition(tx, ctx.actor, challenge.competitionId);
    permit(policy.mayWriteUp(ctx.actor, facts));
    const teamId = facts.team?.id ?? "";
    const progress = await tx.challengeProgress.findUnique({
      where: { teamId_challengeId: { teamId, challengeId: challenge.id } },
    });
    if (!progress?.solvedAt) throw new AppError("STATE_REFUSED", { reason: "writeupUnsolved" });
    await saveWriteup(tx, { teamId, byId: personOf(ctx.actor), ...input });
    await record({ act: "competition.writeup", entity: "competition", entityId: row.id, facts: { teamId } });
    return { done: true as const };
  });
}

/**
 * Writeups that a reader may see: one's own always, organisers all, everybody else what its embargo lets out: from its
 * moment on, and never while the event takes answers.
 */
export async function readWriteups(ctx: Ctx, { slug, challengeId, assistance }: z.output<typeof writeupListInput>) {
  const held = await holdCompetition(db(), ctx.actor, slug);
  const { row, facts } = held;
  permitOrThrow(policy.mayReadCompetition(ctx.actor, facts));
  const visible = writeupsVisibleTo(held);
  if (!visible) return [];
  const rows = await listWriteups(db(), {
    ...visible,
    ...(challengeId ? { challengeId } : {}),
    ...(assistance ? { assistance } : {}),
  });
  const challenges = await db().challenge.findMany({ where: { competitionId: row.id } });
  const byId = new Map(challenges.map((one) => [one.id, one]));
  return rows.flatMap((one) => {
    const challenge = byId.get(one.challengeId);
    if (!challenge) return [];
    return [
      {
        id: one.id,
        team: { id: one.teamId, name: one.team.name },
        challenge: { id: challenge.id, key: challenge.key, titleZh: challenge.titleZh, titleEn: challenge.titleEn },
        language: one.language,
        body: one.body,
        assistance: assistanceOf(one.assistance),
        at: one.at.toISOString(),
        own: one.teamId === facts.team?.id,
      },
    ];
  });
}
