import type { z } from "zod";
import * as policy from "@/domain/competitions/policy";
import type { submissionInput } from "@/domain/competitions/schema";
import { challengeOpen, frozenSince, registrationOpen, stateAt } from "@/domain/competitions/states";
import { type ChallengeFacts, seesChallenge } from "@/domain/competitions/visibility";
import { AppError } from "@/domain/shared/errors";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { takePoint } from "@/server/platform/limits";
import { sealSmall } from "@/server/platform/secrets";
import { holdCompetition, personOf } from "./access";
import { answerMark, mark, matchFlag, openEventKey } from "./flags";
import { ownerOfFlag } from "./foreign-flags";
import { linkSoon, writeEvents } from "./log";
import {
  findHint,
  insertPurchase,
  isSolved,
  notePractice,
  readSituation,
  type Situation,
  takeAnswer,
} from "./repo-play";
import { openForeignFlagCase } from "./service-integrity";

type Submitted = {
  result: "correct" | "partial" | "wrong" | "alreadySolved";
  attemptsLeft: number | null;
  found: number;
  asked: number;
};

/**
 * Takes an answer. Two statements: one reads all that decides, one takes the answer under the database's clock and
 * writes the log, which is the record of this act (no audit event beside it: it is itself append-only and chained).
 */
export async function submitFlag(
  ctx: Ctx,
  { challengeId, flag }: z.output<typeof submissionInput>,
): Promise<Submitted> {
  const personId = personOf(ctx.actor);
  const situation = await readSituation(personId, challengeId);
  const { facts, teamId } = mayAnswer(ctx, situation);
  const { competitionId, attemptLimit, answersPerMinute, flags: sent } = found(situation);
  await takePoint({ name: `answers-${answersPerMinute}`, points: answersPerMinute, seconds: 60 }, teamId);
  if (facts.solvedAt) return answerOf("alreadySolved", facts, 0);
  const eventKey = openEventKey(competitionId, facts.sealedKey);
  const flags = sent.map((one) => ({ ...one, sealed: Buffer.from(one.sealed, "base64") }));
  const flagId = matchFlag(flags, flag, { eventKey, challengeId, teamId });
  const answer = {
    competitionId,
    teamId,
    challengeId,
    personId,
    asked: askedFlags(facts),
    attemptLimit,
    data: JSON.stringify({ answer: answerMark(eventKey, challengeId, flag) }),
    deviceMark: mark(eventKey, "device", ctx.userAgent),
    addressMark: mark(eventKey, "address", ctx.address),
    sealedAnswer: sealSmall(Buffer.from(flag), `answer:${competitionId}`),
  };
  if (flagId) {
    const taken = await takeAnswer({ ...answer, kind: "right", flagId });
    if (!taken.taken) return notTaken(taken, facts, teamId, challengeId);
    if (taken.solved) linkSoon(competitionId);
    return { ...answerOf(taken.solved ? "correct" : "partial", facts, taken.wrong), found: taken.found };
  }
  const owner = await ownerOfFlag(db(), { competitionId, challengeId, eventKey, flags, answer: flag, teamId });
  const taken = await takeAnswer({ ...answer, kind: owner ? "foreign" : "wrong", flagId: null });
  if (!taken.taken) return notTaken(taken, facts, teamId, challengeId);
  linkSoon(competitionId);
  if (owner) await openForeignFlagCase({ competitionId, challengeId, teamId, ownerId: owner });
  // Whoever sends somebody else's flag is told no more than that it is wrong.
  return answerOf("wrong", facts, taken.wrong);
}

function mayAnswer(ctx: Ctx, situation: Situation | null) {
  const facts = found(situation);
  const competition: policy.CompetitionFacts = {
    state: stateAt(facts, facts.now),
    registrationOpen: registrationOpen(facts, facts.now),
    frozen: frozenSince(facts, facts.now) !== null,
    role: facts.role,
    team: facts.teamId
      ? { id: facts.teamId, state: facts.teamState ?? "pending", captain: facts.captainId === personOf(ctx.actor) }
      : null,
  };
  // Organisers answer as a team does: what teams do not see takes no answers. A draft's challenge is not there at all.
  const seen = seesChallenge({ role: null, division: facts.division }, challengeOf(facts), facts.now);
  if (competition.state === "draft" || !seen) throw new AppError("NOT_FOUND");
  permitOrThrow(policy.mayPlay(ctx.actor, competition));
  if (!challengeOpen({ startsAt: facts.opensAt, endsAt: facts.closesAt }, facts.now))
    throw new AppError("STATE_REFUSED", { reason: "challengeClosed" });
  if (facts.missing > 0) throw new AppError("STATE_REFUSED", { reason: "challengeLocked" });
  return { facts, teamId: facts.teamId ?? "" };
}

const challengeOf = ({ challengeState: state, divisionKeys, opensAt: startsAt }: Situation): ChallengeFacts => ({
  state,
  divisionKeys,
  startsAt,
});

const askedFlags = ({ flagLogic, flags }: Situation): number => (flagLogic === "all" ? flags.length : 1);

/** Between reading and taking the event may have been paused or ended, or teammates may have been faster. */
async function notTaken(
  { open }: { open: boolean },
  facts: Situation,
  teamId: string,
  challengeId: string,
): Promise<Submitted> {
  if (!open) throw new AppError("STATE_REFUSED", { reason: "competitionNotRunning" });
  if (await isSolved(db(), teamId, challengeId)) return answerOf("alreadySolved", facts, 0);
  throw new AppError("STATE_REFUSED", { reason: "attemptsUsed", facts: { limit: facts.attemptLimit ?? 0 } });
}

function answerOf(result: Submitted["result"], facts: Situation, wrong: number): Submitted {
  const { attemptLimit } = facts;
  const used = Math.max(wrong, facts.wrong ?? 0);
  return {
    result,
    attemptsLeft: attemptLimit === null ? null : Math.max(0, attemptLimit - used),
    found: facts.found?.length ?? 0,
    asked: askedFlags(facts),
  };
}

/** Buys a hint for the whole team, once, whoever of it asks. */
export async function buyHint(ctx: Ctx, hintId: string) {
  const hint = found(await findHint(db(), hintId));
  // Before the transaction: a second connection beside it could be waited for without end.
  const personId = personOf(ctx.actor);
  const situation = await readSituation(personId, hint.challengeId);
  return act(ctx, async ({ tx, permit, record }) => {
    const { facts } = await holdCompetition(tx, ctx.actor, hint.challenge.competitionId);
    mayAnswer(ctx, situation);
    permit(policy.mayPlay(ctx.actor, facts));
    const teamId = facts.team?.id ?? "";
    const { competitionId } = hint.challenge;
    const bought = await insertPurchase(tx, { teamId, hintId, personId });
    if (bought)
      await writeEvents(tx, competitionId, [
        { kind: "hint", teamId, challengeId: hint.challengeId, data: { hintId, cost: hint.cost } },
      ]);
    await record({
      act: "competition.hint",
      entity: "competition",
      entityId: competitionId,
      facts: { hintId, teamId },
    });
    return { id: hintId, bodyZh: hint.bodyZh, bodyEn: hint.bodyEn, cost: hint.cost };
  });
}

/** Tries an answer after the event: never in the log, never counted. */
export async function practise(ctx: Ctx, { challengeId, flag }: z.output<typeof submissionInput>) {
  const personId = personOf(ctx.actor);
  const facts = found(await readSituation(personId, challengeId));
  const { facts: competition } = await holdCompetition(db(), ctx.actor, facts.competitionId);
  permitOrThrow(policy.mayPractise(ctx.actor, competition));
  if (!seesChallenge({ role: competition.role, division: facts.division }, challengeOf(facts), facts.now))
    throw new AppError("NOT_FOUND");
  await takePoint({ name: "practice", points: 30, seconds: 60 }, personId);
  const eventKey = openEventKey(facts.competitionId, facts.sealedKey);
  const flags = facts.flags.map((one) => ({ ...one, sealed: Buffer.from(one.sealed, "base64") }));
  const correct = matchFlag(flags, flag, { eventKey, challengeId, teamId: facts.teamId ?? personId }) !== null;
  if (correct)
    await act(ctx, async ({ tx, permit, record }) => {
      permit(policy.mayPractise(ctx.actor, competition));
      await notePractice(tx, personId, challengeId);
      await record({ act: "competition.practised", entity: "challenge", entityId: challengeId });
    });
  return { correct };
}
