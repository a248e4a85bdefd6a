import type { JudgedFacts } from "@/domain/competitions/policy-judged";
import { type JudgedSettings, judgedSettings } from "@/domain/competitions/schema-judged";
import type { CompetitionState } from "@/domain/competitions/states";
import type { Actor, Decision } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { databaseNow, type Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";
import { type HeldCompetition, holdCompetition, personOf } from "./access";

type PhaseRow = HeldCompetition["row"]["phases"][number];
type JudgedRow = Prisma.JudgedPhaseGetPayload<object>;

export type HeldPhase = {
  phase: PhaseRow;
  competition: HeldCompetition["row"];
  state: CompetitionState;
  /** Between the phase's moments while the event runs; after its last moment. */
  clock: { startsAt: Date | null; endsAt: Date | null; open: boolean; over: boolean };
  role: "organiser" | "setter" | null;
  team: { id: string; accepted: boolean; captain: boolean } | null;
  now: Date;
};

/** A phase of the kind asked for, of a competition that the actor may see; anything else is not found. */
export async function holdPhase(tx: Tx, actor: Actor, phaseId: string, kind: "judged" | "quiz"): Promise<HeldPhase> {
  const found = await tx.competitionPhase.findUnique({ where: { id: phaseId }, select: { competitionId: true } });
  if (!found) throw new AppError("NOT_FOUND");
  const { row: competition, facts } = await holdCompetition(tx, actor, found.competitionId);
  const phase = competition.phases.find(({ id }) => id === phaseId);
  if (!phase || phase.kind !== kind) throw new AppError("NOT_FOUND");
  // Read again by those who took a lock in between: what counts is the clock after the lock.
  const now = await databaseNow(tx);
  const startsAt = phase.startsAt ?? competition.startsAt;
  const endsAt = phase.endsAt ?? competition.endsAt;
  const over = (endsAt !== null && now >= endsAt) || ["ended", "reviewing", "finalised"].includes(facts.state);
  const open = facts.state === "running" && startsAt !== null && now >= startsAt && !over;
  const { team } = facts;
  return {
    phase,
    competition,
    state: facts.state,
    clock: { startsAt, endsAt, open, over },
    role: facts.role,
    team: team ? { id: team.id, accepted: team.state === "accepted", captain: team.captain } : null,
    now,
  };
}

/** The phase's own hours as its form shows them. */
export function hoursOf({ phase }: HeldPhase): { startsAt: string | null; endsAt: string | null } {
  return { startsAt: phase.startsAt?.toISOString() ?? null, endsAt: phase.endsAt?.toISOString() ?? null };
}

export type HeldJudged = HeldPhase & { row: JudgedRow | null; settings: JudgedSettings | null; facts: JudgedFacts };

/**
 * A judged phase with what the actor is to it. `share` lets entries of teams come in side by side while nobody moves
 * the stage; `update` is for whoever moves it. The clock is read after the lock.
 */
export async function holdJudged(
  tx: Tx,
  actor: Actor,
  phaseId: string,
  lock: "none" | "share" | "update" = "none",
): Promise<HeldJudged> {
  if (lock === "share") await tx.$queryRaw`SELECT 1 FROM "JudgedPhase" WHERE "phaseId" = ${phaseId}::uuid FOR SHARE`;
  if (lock === "update") await tx.$queryRaw`SELECT 1 FROM "JudgedPhase" WHERE "phaseId" = ${phaseId}::uuid FOR UPDATE`;
  const row = await tx.judgedPhase.findUnique({ where: { phaseId } });
  const held = await holdPhase(tx, actor, phaseId, "judged");
  const judge = await tx.phaseJudge.findUnique({
    where: { phaseId_personId: { phaseId, personId: personOf(actor) } },
    select: { state: true },
  });
  const entries = await tx.competitionEntry.count({ where: { phaseId, withdrawnAt: null } });
  return {
    ...held,
    row,
    settings: row ? judgedSettings.parse(row.settings) : null,
    facts: {
      organiser: held.role === "organiser",
      stage: row?.stage ?? "entries",
      prepared: row !== null,
      open: held.clock.open,
      closed: held.clock.over,
      entries,
      team: held.team,
      judge: judge?.state ?? null,
    },
  };
}

/** A phase that has settings, as everything after the setting up needs it. */
export function prepared(held: HeldJudged): { row: JudgedRow; settings: JudgedSettings } {
  if (!held.row || !held.settings) throw new AppError("STATE_REFUSED", { reason: "phaseNotReady" });
  return { row: held.row, settings: held.settings };
}

/** What one may not see is "not found", with the same body as what does not exist. */
export function seeOrNotFound(decision: Decision): void {
  if (!decision.allowed && decision.reason === "notFound") throw new AppError("NOT_FOUND");
}
