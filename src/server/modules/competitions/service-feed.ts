import { createHmac, timingSafeEqual } from "node:crypto";
import * as policy from "@/domain/competitions/policy";
import { feedPush } from "@/domain/competitions/schema";
import { stateAt } from "@/domain/competitions/states";
import { AppError } from "@/domain/shared/errors";
import { act, found } from "@/server/platform/act";
import { type Ctx, systemCtx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { newToken, sealSmall, sha256, unsealSmall } from "@/server/platform/secrets";
import { holdCompetition, readTimes } from "./access";
import { writeEvents } from "./log";
import { findPhase, savePhaseKey, takeSequence, teamsByNumber } from "./repo-webhooks";

const context = (phaseId: string): string => `feed:${phaseId}`;

/** A new key for the engine that pushes scores; the one before ends. It is shown once. */
export function rotateFeedKey(ctx: Ctx, phaseId: string): Promise<{ id: string; secret: string }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const phase = found(await findPhase(tx, phaseId));
    const { row, facts } = await holdCompetition(tx, ctx.actor, phase.competitionId);
    permit(policy.mayManageCompetition(ctx.actor, facts));
    if (phase.kind !== "scoreFeed") throw new AppError("BAD_INPUT", { reason: "phaseUnknown" });
    const secret = newToken();
    await savePhaseKey(tx, phaseId, sealSmall(Buffer.from(secret), context(phaseId)));
    await record({ act: "competition.feedKey", entity: "competition", entityId: row.id, facts: { phaseId } });
    return { id: phaseId, secret };
  });
}

/**
 * Takes the scores that an attack–defence or king-of-the-hill engine pushes. The body is signed with the phase's key
 * (`X-Lianfang-Signature: sha256=…`); the newest push of a team replaces the one before, and an older one is refused.
 */
export async function pushScores(phaseId: string, body: string, signature: string): Promise<{ taken: number }> {
  const phase = await findPhase(db(), phaseId);
  const key = phase?.sealedFeedKey ? unsealSmall(phase.sealedFeedKey, context(phaseId)) : Buffer.from(newToken());
  const expected = `sha256=${createHmac("sha256", key).update(body).digest("hex")}`;
  // Compared through hashes, which are of one length whatever was sent.
  const same = timingSafeEqual(Buffer.from(sha256(expected)), Buffer.from(sha256(signature)));
  if (!same || !phase) throw new AppError("UNAUTHENTICATED", { reason: "feedSignature" });
  const push = feedPush.safeParse(jsonOf(body));
  if (!push.success) throw push.error;
  return act(systemCtx("competitions.feed"), async ({ tx, permit, record }) => {
    permit(policy.mayPushScores());
    const { row, now } = await readTimes(tx, phase.competitionId);
    const state = stateAt(row, now);
    if (state !== "running" && state !== "paused" && state !== "ended")
      throw new AppError("STATE_REFUSED", { reason: "competitionNotRunning" });
    if (!(await takeSequence(tx, phaseId, push.data.sequence)))
      throw new AppError("CONFLICT", { reason: "feedSequence" });
    const teams = await teamsByNumber(
      tx,
      row.id,
      push.data.scores.map(({ team }) => team),
    );
    const unknown = push.data.scores.find(({ team }) => !teams.has(team));
    if (unknown) throw new AppError("BAD_INPUT", { reason: "feedTeam", facts: { team: unknown.team } });
    await writeEvents(
      tx,
      row.id,
      push.data.scores.map(({ team, points }) => ({
        kind: "feed" as const,
        teamId: teams.get(team) ?? "",
        data: { phaseId, points: Math.round(points * 1_000) / 1_000 },
      })),
    );
    await record({
      act: "competition.fed",
      entity: "competition",
      entityId: row.id,
      facts: { phaseId, sequence: push.data.sequence, teams: push.data.scores.length },
    });
    return { taken: push.data.scores.length };
  });
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new AppError("BAD_INPUT");
  }
}
