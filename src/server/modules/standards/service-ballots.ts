import type { z } from "zod";
import { allow } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { nameIn } from "@/domain/shared/names";
import { type BallotList, receiptOf, type SealedVote } from "@/domain/standards/ballot-list";
import {
  type BallotRule,
  type BallotRuleId,
  ballotRules,
  countBallot,
  entitledTo,
  type RosterEntry,
  reviewVotes,
  textVotes,
  type VoteKind,
} from "@/domain/standards/ballot-rules";
import { mayManageStandard, mayObject, mayReadBallot, mayVote } from "@/domain/standards/policy";
import { stageOf } from "@/domain/standards/profiles";
import type { answerInput, objectionInput, openBallotInput, voteInput } from "@/domain/standards/schema";
import { ballotOutcome, type ballotView, type objectionView } from "@/domain/standards/views";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, isUniqueViolation } from "@/server/platform/db";
import { newToken, sealSmall, sha256, unsealSmall } from "@/server/platform/secrets";
import { holdStandard } from "./access";
import { insertVersion, numberedClauses } from "./repo";
import {
  answerObjectionRow,
  closeBallotRow,
  findBallot,
  findObjection,
  insertBallot,
  insertObjection,
  listBallots,
  listObjections,
  putVote,
} from "./repo-discussion";
import { findBallotOf } from "./repo-life";
import { actingOf } from "./service-standards";
import { organisationName, versionClauses } from "./view";

type Ballot = Awaited<ReturnType<typeof listBallots>>[number];
const sealName = (ballotId: string, organisationId: string) => `vote:${ballotId}:${organisationId}`;
const full = new Set(["secretary", "editor", "member"]);

/** Opens a ballot on the text as it stands: it becomes a version, and the roster is the group of this moment. */
export async function openBallot(ctx: Ctx, input: z.output<typeof openBallotInput>): Promise<{ id: string }> {
  try {
    return await act(
      ctx,
      async ({ tx, permit, record, follow, now }) => {
        const held = await holdStandard(tx, ctx.actor, input.standardId, { lock: true });
        permit(mayManageStandard(ctx.actor, held.facts));
        const rule = ballotRules[input.rule];
        const reviewing = stageOf(held.profile, held.row.stage)?.review === true;
        if (held.facts.published && !reviewing) throw new AppError("STATE_REFUSED", { reason: "standardPublished" });
        const fits = reviewing ? rule.choices === "review" : held.profile.ballots.includes(input.rule);
        if (!fits) throw new AppError("BAD_INPUT", { reason: "ruleNotHere", field: "rule" });
        if (new Date(input.closesAt) <= (await now()))
          throw new AppError("BAD_INPUT", { reason: "ballotPast", field: "closesAt" });
        const { personId } = actingOf(ctx);
        const stage = held.row.stage;
        const roster = rosterOfGroup(held.row.members);
        const standardVersion = await insertVersion(tx, {
          standardId: input.standardId,
          stage: `${stage}.${held.row.substage}`,
          clauses: versionClauses(await numberedClauses(tx, input.standardId)),
          reason: "ballot",
          byId: personId,
        });
        const { id } = await insertBallot(tx, {
          standardId: input.standardId,
          standardVersion,
          stage,
          rule: input.rule,
          capsCategories: rule.capsCategories || held.profile.balancedBallots,
          roster: roster.map((entry) => ({ ...entry })),
          drafterId: held.row.proposerOrganisationId,
          openedById: personId,
          closesAt: new Date(input.closesAt),
        });
        await record({
          act: "standard.ballotOpened",
          entity: "standard",
          entityId: input.standardId,
          facts: { ballotId: id, rule: input.rule },
        });
        await follow("standard.ballotOpened", { standardId: input.standardId, ballotId: id });
        return { id };
      },
      { idempotency: { key: input.idempotencyKey, procedure: "standards.openBallot", input } },
    );
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("CONFLICT", { reason: "ballotRunning" });
    throw error;
  }
}

/** One vote an organisation, changeable until the close by the database's clock. @returns the receipt to find it by */
export function castVote(ctx: Ctx, input: z.output<typeof voteInput>): Promise<{ receipt: string }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    const ballot = found(await findBallot(tx, input.ballotId));
    const held = await holdStandard(tx, ctx.actor, ballot.standardId);
    const { personId, organisationId } = actingOf(ctx);
    const entitled = isEntitled(ballot, organisationId);
    permit(
      mayVote(ctx.actor, held.facts, { open: ballot.closedAt === null && ballot.closesAt > (await now()), entitled }),
    );
    if (!choicesOf(termsOf(ballot)).includes(input.vote))
      throw new AppError("BAD_INPUT", { reason: "voteNotHere", field: "vote" });
    const vote: SealedVote = { organisationId, vote: input.vote, reason: input.reason, nonce: newToken() };
    const receipt = receiptOf(ballot.id, vote, sha256);
    const sealed = sealSmall(Buffer.from(JSON.stringify(vote)), sealName(ballot.id, organisationId));
    await putVote(tx, { ballotId: ballot.id, organisationId, sealed, byId: personId, receipt });
    // How somebody voted is not told before the close, not even to the auditor.
    await record({
      act: "standard.voted",
      entity: "standard",
      entityId: ballot.standardId,
      facts: { ballotId: ballot.id, organisationId },
    });
    return { receipt };
  });
}

/** Counts a ballot whose time has passed; anybody of the group may ask, and a job asks anyway. */
export function closeBallot(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow, now }) => {
    const ballot = found(await findBallot(tx, id));
    const held = await holdStandard(tx, ctx.actor, ballot.standardId);
    permit(ctx.actor.kind === "system" ? allow : mayManageStandard(ctx.actor, held.facts));
    const at = await now();
    if (ballot.closedAt !== null) throw new AppError("STATE_REFUSED", { reason: "ballotClosed" });
    if (ballot.closesAt > at) throw new AppError("STATE_REFUSED", { reason: "ballotRunning" });
    const outcome = countOf(ballot);
    await closeBallotRow(tx, id, { closedAt: at, outcome });
    const facts = { ballotId: id, approved: outcome.approved, decision: outcome.decision };
    await record({ act: "standard.ballotClosed", entity: "standard", entityId: ballot.standardId, facts });
    await follow("standard.ballotClosed", { standardId: ballot.standardId, ...facts });
    return { done: true };
  });
}

/** One entry an organisation; it has a full vote when any of its people are full members. */
function rosterOfGroup(members: readonly { organisationId: string; category: string; role: string }[]): RosterEntry[] {
  const eligible = members.filter(({ role }) => full.has(role) || role === "observer");
  return [...Map.groupBy(eligible, ({ organisationId }) => organisationId)].map(([organisationId, people]) => ({
    organisationId,
    category: people[0]?.category ?? "",
    full: people.some(({ role }) => full.has(role)),
  }));
}

export function rosterOf(ballot: { roster: unknown }): RosterEntry[] {
  // Written only by `openBallot`.
  return ballot.roster as RosterEntry[];
}

/** The rule as it holds for this ballot: with the cap that the profile asked for when it opened. */
function termsOf(ballot: { rule: string; capsCategories: boolean }): BallotRule {
  return { ...ballotRules[ballot.rule as BallotRuleId], capsCategories: ballot.capsCategories };
}

export function isEntitled(
  ballot: { rule: string; capsCategories: boolean; roster: unknown; drafterId: string },
  organisationId: string,
): boolean {
  return entitledTo(termsOf(ballot), rosterOf(ballot), ballot.drafterId).some(
    (entry) => entry.organisationId === organisationId,
  );
}

function choicesOf({ choices }: BallotRule): readonly VoteKind[] {
  return choices === "review" ? reviewVotes : textVotes;
}

function openVote(ballotId: string, vote: { organisationId: string; sealed: Uint8Array }): SealedVote {
  return JSON.parse(unsealSmall(vote.sealed, sealName(ballotId, vote.organisationId)).toString()) as SealedVote;
}

function countOf(ballot: Ballot) {
  const roster = rosterOf(ballot);
  const categories = new Map(roster.map(({ organisationId, category }) => [organisationId, category]));
  const rollCall = ballot.votes
    .map((vote) => ({
      ...openVote(ballot.id, vote),
      category: categories.get(vote.organisationId) ?? "",
      receipt: vote.receipt,
    }))
    .toSorted((a, b) => (a.organisationId < b.organisationId ? -1 : 1));
  const { approved, decision, tally, arithmetic } = countBallot(
    termsOf(ballot),
    roster,
    rollCall.map((vote) => ({ ...vote, hasReason: vote.reason !== "" })),
    ballot.drafterId,
  );
  return {
    approved,
    decision,
    tally: { ...tally },
    arithmetic: arithmetic.map((line) => ({ ...line, share: [line.share[0], line.share[1]] })),
    rollCall,
  };
}

/** What is published once a ballot is counted, for anybody who wants to count again. */
export async function readBallotList(ctx: Ctx, id: string): Promise<BallotList> {
  const ballot = found(await findBallotOf(db(), id));
  const held = await holdStandard(db(), ctx.actor, ballot.standardId);
  permitOrThrow(mayReadBallot(ctx.actor, held.facts));
  if (ballot.outcome === null || ballot.closedAt === null)
    throw new AppError("STATE_REFUSED", { reason: "ballotRunning" });
  const outcome = ballotOutcome.parse(ballot.outcome);
  const roster = rosterOf(ballot);
  const organisations = await organisationsById(roster.map(({ organisationId }) => organisationId));
  const { choices, observersVote, excludesDrafter, capsCategories, conditions, source, id: ruleId } = termsOf(ballot);
  const { titleZh, titleEn } = ballot.standard;
  return {
    ballotId: ballot.id,
    title: nameIn(ctx.locale, { nameZh: titleZh || null, nameEn: titleEn || null }),
    standardVersion: ballot.standardVersion,
    closedAt: ballot.closedAt.toISOString(),
    rule: {
      id: ruleId,
      source,
      choices,
      observersVote,
      excludesDrafter,
      capsCategories,
      conditions: conditions.map((one) => ({ ...one, share: [one.share[0], one.share[1]] })),
    },
    drafterId: ballot.drafterId,
    roster: roster.map((entry) => ({
      ...entry,
      name: nameIn(ctx.locale, organisationName(organisations, entry.organisationId)),
    })),
    votes: outcome.rollCall.map(({ category: _, ...vote }) => vote),
    announced: { approved: outcome.approved, decision: outcome.decision },
  };
}

export async function readBallots(ctx: Ctx, standardId: string): Promise<z.output<typeof ballotView>[]> {
  const held = await holdStandard(db(), ctx.actor, standardId);
  permitOrThrow(mayReadBallot(ctx.actor, held.facts));
  const ballots = await listBallots(db(), standardId);
  const organisations = await organisationsById(
    ballots.flatMap((ballot) => rosterOf(ballot).map(({ organisationId }) => organisationId)),
  );
  const own = ctx.actor.kind === "person" ? ctx.actor.acting?.id : undefined;
  return ballots.map((ballot) => {
    const open = ballot.closedAt === null && ballot.closesAt > held.now;
    const roster = rosterOf(ballot);
    const mine =
      held.facts.role === null ? undefined : ballot.votes.find(({ organisationId }) => organisationId === own);
    return {
      id: ballot.id,
      standardVersion: ballot.standardVersion,
      stage: ballot.stage,
      rule: ballot.rule as BallotRuleId,
      openedAt: ballot.openedAt.toISOString(),
      closesAt: ballot.closesAt.toISOString(),
      closed: ballot.closedAt !== null,
      roster: roster.map(({ organisationId, category, full: isFull }) => ({
        organisation: organisationName(organisations, organisationId),
        category,
        full: isFull,
        entitled: isEntitled(ballot, organisationId),
      })),
      choices: [...choicesOf(termsOf(ballot))],
      votesCast: ballot.votes.length,
      outcome: ballot.outcome === null ? null : ballotOutcome.parse(ballot.outcome),
      mine: mine
        ? { vote: openVote(ballot.id, mine).vote, reason: openVote(ballot.id, mine).reason, receipt: mine.receipt }
        : null,
      can: {
        vote: mayVote(ctx.actor, held.facts, {
          open,
          entitled: own !== undefined && isEntitled(ballot, own),
        }).allowed,
        close: !open && ballot.closedAt === null && mayManageStandard(ctx.actor, held.facts).allowed,
      },
    };
  });
}

export function addObjection(ctx: Ctx, input: z.output<typeof objectionInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async ({ tx, permit, record, follow }) => {
      const held = await holdStandard(tx, ctx.actor, input.standardId, { lock: true });
      permit(mayObject(ctx.actor, held.facts));
      const { personId, organisationId } = actingOf(ctx);
      const { standardId, kind, text } = input;
      const { id } = await insertObjection(tx, { standardId, kind, text, organisationId, byId: personId });
      await record({
        act: "standard.objected",
        entity: "standard",
        entityId: standardId,
        facts: { objectionId: id, kind },
      });
      await follow("standard.objected", { standardId, objectionId: id });
      return { id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "standards.object", input } },
  );
}

/** The secretary answers, once, and not to an objection of the own: somebody else has to. */
export function answerObjection(ctx: Ctx, input: z.output<typeof answerInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    const { standardId } = found(await findObjection(tx, input.id));
    const held = await holdStandard(tx, ctx.actor, standardId, { lock: true });
    const objection = found(await findObjection(tx, input.id));
    permit(mayManageStandard(ctx.actor, held.facts));
    const { personId } = actingOf(ctx);
    if (objection.byId === personId) throw new AppError("CONFLICT", { reason: "ownObjection" });
    if (objection.answer !== null) throw new AppError("CONFLICT", { reason: "objectionAnswered" });
    await answerObjectionRow(tx, objection.id, {
      answer: input.answer,
      answeredById: personId,
      answeredAt: await now(),
    });
    await record({
      act: "standard.objectionAnswered",
      entity: "standard",
      entityId: objection.standardId,
      facts: { objectionId: objection.id },
    });
    return { done: true };
  });
}

export async function readObjections(ctx: Ctx, standardId: string): Promise<z.output<typeof objectionView>[]> {
  const held = await holdStandard(db(), ctx.actor, standardId);
  permitOrThrow(mayReadBallot(ctx.actor, held.facts));
  const rows = await listObjections(db(), standardId);
  const organisations = await organisationsById(rows.map(({ organisationId }) => organisationId));
  return rows.map(({ id, kind, text, organisationId, at, answer }) => ({
    id,
    kind: kind === "appeal" ? "appeal" : "objection",
    text,
    organisation: organisationName(organisations, organisationId),
    at: at.toISOString(),
    answer,
  }));
}
