import type { z } from "zod";
import { causeOf, decisionOf, type Signal, signalsIn } from "@/domain/competitions/integrity";
import * as policy from "@/domain/competitions/policy";
import type { caseDecisionInput, replyInput } from "@/domain/competitions/schema";
import { allow } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { peopleById } from "@/server/modules/identity/service-people";
import { act, found, permitOrThrow } from "@/server/platform/act";
import { type Ctx, systemCtx } from "@/server/platform/ctx";
import { db, isUniqueViolation, type Tx } from "@/server/platform/db";
import { holdCompetition, holdTeam, personOf } from "./access";
import { linkLog, writeEvents } from "./log";
import {
  findCase,
  insertCase,
  insertDecision,
  listCases,
  lockCase,
  readForSignals,
  updateCase,
} from "./repo-integrity";
import { boardOf } from "./service-board";
import { changeTeamState } from "./service-teams";

const shown = 200;
type Row = NonNullable<Awaited<ReturnType<typeof findCase>>>;

/** A flag that belongs to another team scores nothing and opens a case at once. */
export function openForeignFlagCase(of: {
  competitionId: string;
  challengeId: string;
  teamId: string;
  ownerId: string;
}): Promise<void> {
  const signal: Signal = {
    kind: "foreignFlag",
    teamId: of.teamId,
    otherTeamId: of.ownerId,
    challengeId: of.challengeId,
    facts: {},
  };
  return openCases(of.competitionId, [signal]).then(() => {});
}

/** @returns how many cases are new */
async function openCases(competitionId: string, signals: readonly Signal[]): Promise<number> {
  return act(systemCtx("competitions.integrity"), async ({ tx, permit, record, follow }) => {
    permit(allow);
    let opened = 0;
    for (const signal of signals) {
      const id = await insertCase(tx, {
        competitionId,
        teamId: signal.teamId,
        otherTeamId: signal.otherTeamId,
        challengeId: signal.challengeId,
        signal: signal.kind,
        cause: causeOf(signal),
        evidence: { ...signal.facts },
      });
      if (!id) continue;
      opened += 1;
      await follow("competition.caseOpened", { competitionId, caseId: id });
    }
    await record({ act: "competition.signals", entity: "competition", entityId: competitionId, facts: { opened } });
    return opened;
  });
}

/** Reads the log for signals and opens a case for each that is new. */
export async function scanForSignals(ctx: Ctx, slug: string): Promise<{ opened: number }> {
  const { row, facts } = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(policy.mayManageCompetition(ctx.actor, facts));
  return { opened: await scanCompetition(row.id) };
}

export async function scanCompetition(competitionId: string): Promise<number> {
  const { answers, views } = await readForSignals(db(), competitionId);
  return openCases(competitionId, signalsIn(answers, views));
}

/** Organisers read all cases, a team those about itself. */
export async function readCases(ctx: Ctx, slug: string) {
  const { row, facts } = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(policy.mayListCases(ctx.actor, facts));
  const organises = facts.role === "organiser";
  const rows = await listCases(
    db(),
    { competitionId: row.id, ...(organises ? {} : { teamId: facts.team?.id ?? "" }) },
    shown,
  );
  const [teams, challenges, people] = await Promise.all([
    teamNames(db(), rows),
    db().challenge.findMany({
      where: { id: { in: rows.flatMap(({ challengeId }) => (challengeId ? [challengeId] : [])) } },
      select: { id: true, key: true, titleZh: true, titleEn: true },
    }),
    organises ? peopleById(rows.flatMap(({ decisions }) => decisions.map(({ personId }) => personId))) : new Map(),
  ]);
  const named = new Map(challenges.map((one) => [one.id, one]));
  return rows.map((one) => ({
    id: one.id,
    number: one.number,
    signal: one.signal,
    state: one.state,
    team: { id: one.teamId, name: teams.get(one.teamId) ?? "" },
    // Whose flag it was is for organisers to know.
    otherTeam: organises && one.otherTeamId ? { id: one.otherTeamId, name: teams.get(one.otherTeamId) ?? "" } : null,
    challenge: (one.challengeId ? named.get(one.challengeId) : null) ?? null,
    evidence: Object.entries(one.evidence as Record<string, string | number>).map(([key, value]) => ({
      key,
      value: String(value),
    })),
    reply: one.reply,
    repliedAt: one.repliedAt?.toISOString() ?? null,
    openedAt: one.openedAt.toISOString(),
    sanction: one.sanction,
    reason: one.reason,
    decidedAt: one.decidedAt?.toISOString() ?? null,
    decisions: organises
      ? one.decisions.map(({ personId, sanction, reason, at }) => ({
          personId,
          nameZh: people.get(personId)?.nameZh ?? null,
          nameEn: people.get(personId)?.nameEn ?? null,
          sanction,
          reason,
          at: at.toISOString(),
        }))
      : [],
    can: {
      reply: one.state !== "decided" && policy.mayReplyToCase(ctx.actor, facts, one.teamId).allowed,
      decide:
        one.state !== "decided" &&
        policy.mayManageCompetition(ctx.actor, facts).allowed &&
        !one.decisions.some(({ personId }) => personId === personOf(ctx.actor)),
    },
  }));
}

async function teamNames(tx: Pick<Tx, "competitionTeam">, rows: readonly Pick<Row, "teamId" | "otherTeamId">[]) {
  const ids = rows.flatMap(({ teamId, otherTeamId }) => [teamId, ...(otherTeamId ? [otherTeamId] : [])]);
  const teams = await tx.competitionTeam.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(teams.map(({ id, name }) => [id, name]));
}

async function holdCase(tx: Tx, ctx: Ctx, caseId: string) {
  await lockCase(tx, caseId);
  const row = found(await findCase(tx, caseId));
  const held = await holdTeam(tx, ctx.actor, row.teamId, { lock: true });
  if (!policy.mayReadCase(ctx.actor, held.facts, row.teamId).allowed) throw new AppError("NOT_FOUND");
  return { row, held };
}

export function replyToCase(ctx: Ctx, { caseId, reply }: z.output<typeof replyInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const { row, held } = await holdCase(tx, ctx, caseId);
    permit(policy.mayReplyToCase(ctx.actor, held.facts, row.teamId));
    if (row.state === "decided") throw new AppError("STATE_REFUSED", { reason: "caseDecided" });
    await updateCase(tx, caseId, { reply, repliedAt: held.now, state: "replied" });
    await record({ act: "competition.caseReplied", entity: "integrityCase", entityId: caseId });
    await follow("competition.caseReplied", { competitionId: row.competitionId, caseId });
    return { done: true as const };
  });
}

/** One organiser's word. The second of the same mind decides, and what follows happens at once. */
export function decideCase(
  ctx: Ctx,
  { caseId, sanction, reason }: z.output<typeof caseDecisionInput>,
): Promise<{ decided: boolean }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const { row, held } = await holdCase(tx, ctx, caseId);
    permit(policy.mayManageCompetition(ctx.actor, held.facts));
    if (row.state === "decided") throw new AppError("STATE_REFUSED", { reason: "caseDecided" });
    if (sanction === "voidSolve" && !row.challengeId)
      throw new AppError("BAD_INPUT", { reason: "caseNoSolve", field: "sanction" });
    await insertDecision(tx, { caseId, personId: personOf(ctx.actor), sanction, reason });
    const decided = decisionOf([...row.decisions, { personId: personOf(ctx.actor), sanction }]);
    if (decided) {
      await updateCase(tx, caseId, { state: "decided", sanction: decided, reason, decidedAt: held.now });
      await punish(tx, row, held, decided, `case ${row.number}: ${reason}`);
      await follow("competition.caseDecided", { competitionId: row.competitionId, caseId });
      if (held.facts.state === "finalised")
        await follow("competition.resultDue", {
          competitionId: row.competitionId,
          reason: `case ${row.number}: ${reason}`,
        });
    }
    await record({
      act: decided ? "competition.caseDecided" : "competition.caseVoted",
      entity: "integrityCase",
      entityId: caseId,
      facts: { sanction },
    });
    return { decided: decided !== null };
  }).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw new AppError("CONFLICT", { reason: "caseVoted" });
    throw error;
  });
}

async function punish(
  tx: Tx,
  row: Row,
  held: Awaited<ReturnType<typeof holdTeam>>,
  sanction: "none" | "warning" | "voidSolve" | "suspendTeam",
  reason: string,
): Promise<void> {
  if (sanction === "suspendTeam" && held.team.state === "accepted")
    await changeTeamState(tx, held, "suspend", reason, held.team.version);
  if (sanction !== "voidSolve" || !row.challengeId) return;
  await linkLog(row.competitionId);
  // The board knows the team's solve also where it is an answer that was granted.
  const { live } = await boardOf(row.competitionId);
  const target = live.teams.get(row.teamId)?.solves.get(row.challengeId)?.position;
  if (target !== undefined) await writeEvents(tx, row.competitionId, [{ kind: "void", data: { target, reason } }]);
}
