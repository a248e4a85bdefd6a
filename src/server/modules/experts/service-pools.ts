import type { z } from "zod";
import {
  mayAnswerForOneself,
  mayFoundPool,
  mayKeepPool,
  mayNominate,
  mayReadExperts,
  mayRecruit,
  mayReviewNomination,
} from "@/domain/experts/policy";
import {
  type agreeInput,
  criteriaStanding,
  criterion,
  type decideInput,
  decisionObstacle,
  type leaveInput,
  monthsOn,
  type nominateInput,
  type nominationView,
  type poolInput,
  type renewInput,
  type reviewInput,
} from "@/domain/experts/pools";
import type { Conflict } from "@/domain/shared/conflicts";
import { isErased } from "@/domain/shared/erased";
import { AppError } from "@/domain/shared/errors";
import { issueCredential } from "@/server/modules/credentials/service";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleByEmail, peopleById } from "@/server/modules/identity/service-people";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db, isUniqueViolation, type Tx } from "@/server/platform/db";
import { holdProfile, personOf, requireConcepts } from "./access";
import { insertConsent } from "./repo-my-data";
import {
  findNomination,
  findPool,
  findTerm,
  insertNomination,
  insertPool,
  insertReview,
  insertTerm,
  listNominations,
  listPools,
  listTerms,
  listUses,
  loadsOf,
  lockPool,
  moveNomination,
  openNominationsOf,
  openSeatsOf,
  poolNames,
  updateTerm,
} from "./repo-pools";
import { findProfiles, lockProfile } from "./repo-profiles";
import { tagsAbove } from "./repo-tags";
import { conflictsOf } from "./service-conflicts";
import { reindex } from "./service-profiles";
import { actingId } from "./service-recruit";
import { cardsOf } from "./service-search";
import { namesOfSkill, shownProfile } from "./view-profile";

type Named = { nameZh: string | null; nameEn: string | null };
const namedOf = (one: Named | undefined): Named => ({ nameZh: one?.nameZh ?? null, nameEn: one?.nameEn ?? null });
const later = (one: Date, other: Date) => new Date(Math.max(one.getTime(), other.getTime()));
const criteriaOf = (value: unknown) => criterion.array().parse(value);

export async function readPools(_ctx: Ctx) {
  permitOrThrow(mayReadExperts());
  const rows = await listPools(db(), await databaseNow(db() as Tx));
  const organisations = await organisationsById(rows.map(({ organisationId }) => organisationId));
  return rows.map(({ id, nameZh, nameEn, purpose, organisationId, _count }) => ({
    id,
    nameZh,
    nameEn,
    purpose,
    organisation: namedOf(organisations.get(organisationId)),
    members: _count.terms,
  }));
}

/** A pool with its members. Nominations are shown to those who work on them and to the person they are about. */
export async function readPool(ctx: Ctx, id: string) {
  permitOrThrow(mayReadExperts());
  const pool = found(await findPool(db(), id));
  const now = await databaseNow(db() as Tx);
  const keeps = mayKeepPool(ctx.actor, pool).allowed;
  const reviews = mayReviewNomination(ctx.actor, pool).allowed;
  const [terms, loads, nominations, uses, organisations] = await Promise.all([
    listTerms(db(), id, now),
    loadsOf(db(), id),
    listNominations(db(), id),
    listUses(db(), id),
    organisationsById([pool.organisationId]),
  ]);
  const criteria = criteriaOf(pool.criteria);
  const tags = await tagsAbove(
    db(),
    criteria.map(({ conceptId }) => conceptId),
  );
  const me = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const mine = nominations.filter(({ personId }) => keeps || reviews || personId === me);
  const people = await peopleById([...terms, ...mine].map(({ personId }) => personId));
  const members = keeps || reviews ? people : await namesShown(ctx, people);
  // Whoever was put forward by others and has not agreed is called what their profile shows.
  const asked = mine.filter((row) => row.organisationId !== null && row.agreedAt === null && row.personId !== me);
  const shown = await namesShown(ctx, new Map([...people].filter(([id]) => asked.some((row) => row.personId === id))));
  return {
    id,
    nameZh: pool.nameZh,
    nameEn: pool.nameEn,
    purpose: pool.purpose,
    organisation: namedOf(organisations.get(pool.organisationId)),
    members: terms.length,
    criteria: criteria.map((one) => ({ ...one, ...namesOfSkill(one.conceptId, tags) })),
    termMonths: pool.termMonths,
    workloadCap: pool.workloadCap,
    codeOfConduct: pool.codeOfConduct,
    terms: terms.map((term) => ({
      id: term.id,
      person: { id: term.personId, ...namedOf(members.get(term.personId)) },
      from: term.from.toISOString(),
      until: term.until.toISOString(),
      renewals: term.renewals,
      load: keeps ? (loads.get(term.personId)?.load ?? 0) : 0,
      recusals: keeps ? (loads.get(term.personId)?.recusals ?? 0) : 0,
      leave:
        term.leaveFrom && term.leaveUntil && (keeps || term.personId === me)
          ? { from: term.leaveFrom.toISOString().slice(0, 10), until: term.leaveUntil.toISOString().slice(0, 10) }
          : null,
      mine: term.personId === me,
    })),
    nominations: await Promise.all(
      mine.map((row) =>
        nominationOf(ctx, pool, tags, row, namedOf((asked.includes(row) ? shown : people).get(row.personId))),
      ),
    ),
    uses: keeps ? uses.map(({ at, ...use }) => ({ ...use, at: at.toISOString() })) : [],
    can: {
      keep: keeps,
      review: reviews,
      nominateSelf:
        me !== null &&
        mayNominate(ctx.actor, { personId: me }).allowed &&
        !terms.some(({ personId }) => personId === me),
      nominateOthers: mayRecruit(ctx.actor).allowed,
    },
  };
}

/** Names of members as this reader may see them in their profiles; a pseudonym hides nobody. */
async function namesShown(
  ctx: Ctx,
  people: Awaited<ReturnType<typeof peopleById>>,
): Promise<ReadonlyMap<string, Named>> {
  const cards = await cardsOf(ctx, [...people.keys()]);
  const erased = [...people.values()].filter(({ email }) => isErased(email));
  return new Map([
    ...cards.map((one): [string, Named] => [one.personId, shownName(one)]),
    ...erased.map((one): [string, Named] => [one.id, one]),
  ]);
}

function shownName({ nameZh, nameEn }: { nameZh: string; nameEn: string }): Named {
  return { nameZh: nameZh || null, nameEn: nameEn || null };
}

async function nominationOf(
  ctx: Ctx,
  pool: NonNullable<Awaited<ReturnType<typeof findPool>>>,
  tags: Awaited<ReturnType<typeof tagsAbove>>,
  row: Awaited<ReturnType<typeof listNominations>>[number],
  person: Named,
): Promise<z.output<typeof nominationView>> {
  const me = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const keeps = mayKeepPool(ctx.actor, pool).allowed;
  const open = row.state === "review";
  const conflicts = open
    ? await conflictsOf(pool.reviewerIds, { personIds: [row.personId], organisationIds: [] })
    : new Map<string, Conflict[]>();
  const reviewers = await peopleById([...conflicts.keys()]);
  const own = row.personId === me;
  return {
    id: row.id,
    person: { id: row.personId, ...person },
    self: row.organisationId === null,
    statement: row.statement,
    state: row.state as z.output<typeof nominationView>["state"],
    standing: (row.standing as ReturnType<typeof criteriaStanding>).map((one) => ({
      ...one,
      ...namesOfSkill(one.conceptId, tags),
    })),
    // Reasons belong to who decides; the person gets the decision's own reason.
    reviews: own && !keeps ? [] : row.reviews.map(({ favour, reason }) => ({ favour, reason })),
    barred: keeps
      ? [...conflicts].map(([id, found]) => ({
          reviewer: namedOf(reviewers.get(id)),
          kinds: [...new Set(found.map(({ kind }) => kind))],
        }))
      : [],
    reason: row.reason,
    can: {
      agree: own && row.state === "nominated",
      review:
        open &&
        mayReviewNomination(ctx.actor, pool).allowed &&
        me !== null &&
        !conflicts.has(me) &&
        !row.reviews.some(({ reviewerId }) => reviewerId === me),
      decide: open && keeps && decisionObstacle(false, [], row.reviews) === null,
    },
  };
}

/** Founds a pool of the acting organisation. @throws AppError BAD_INPUT for a reviewer who has no account */
export function foundPool(ctx: Ctx, input: z.output<typeof poolInput>): Promise<{ id: string }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayFoundPool(ctx.actor));
    const { reviewerEmails, ...data } = input;
    const addresses = [...new Set(reviewerEmails.map((email) => email.toLowerCase()))];
    const reviewers = await peopleByEmail(addresses);
    if (reviewers.length < addresses.length || reviewers.length < 2)
      throw new AppError("BAD_INPUT", { reason: "reviewerUnknown", field: "reviewerEmails" });
    await requireConcepts(
      tx,
      input.criteria.map(({ conceptId }) => conceptId),
      "criteria",
    );
    const { id } = await insertPool(tx, {
      ...data,
      organisationId: actingId(ctx),
      reviewerIds: reviewers.map((one) => one.id),
    });
    await record({ act: "pool.founded", entity: "pool", entityId: id });
    return { id };
  });
}

/** Oneself, or somebody one's verified organisation puts forward; the person agrees before any review. */
export function nominate(ctx: Ctx, input: z.output<typeof nominateInput>): Promise<{ id: string }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    permit(mayNominate(ctx.actor, input));
    const { poolId, personId, statement } = input;
    const pool = found(await findPool(tx, poolId));
    const { rows, now } = await holdProfile(tx, ctx.actor, personId);
    if (!rows.profile.listed) throw new AppError("STATE_REFUSED", { reason: "profileNotListed" });
    if ((await listTerms(tx, poolId, now)).some((term) => term.personId === personId))
      throw new AppError("DUPLICATE", { reason: "inPoolAlready" });
    const self = personId === personOf(ctx);
    const standing = criteriaStanding(criteriaOf(pool.criteria), shownProfile(rows, "verified", now).skills);
    const { id } = await insertNomination(tx, {
      poolId,
      personId,
      nominatedById: personOf(ctx),
      organisationId: self ? null : actingId(ctx),
      statement,
      state: "nominated",
      standing,
    });
    await record({ act: "pool.nominated", entity: "pool", entityId: poolId, facts: { personId, self } });
    await follow("pool.nominated", { nominationId: id });
    return { id };
  }).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw new AppError("DUPLICATE", { reason: "nominatedAlready" });
    throw error;
  });
}

/** The person nominated agrees to it and to the code of conduct, or declines. */
export function answerNomination(ctx: Ctx, { id, agree }: z.output<typeof agreeInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow, now }) => {
    permit(mayAnswerForOneself(ctx.actor));
    const row = found(await findNomination(tx, id));
    if (row.personId !== personOf(ctx)) throw new AppError("NOT_FOUND");
    const moved = await moveNomination(tx, id, "nominated", {
      state: agree ? "review" : "declined",
      agreedAt: agree ? await now() : null,
    });
    if (!moved) throw new AppError("STATE_REFUSED", { reason: "nominationState" });
    if (agree)
      await insertConsent(tx, {
        personId: row.personId,
        purpose: "nomination",
        granted: true,
        detail: row.pool.codeOfConduct,
      });
    await record({ act: agree ? "pool.agreed" : "pool.declined", entity: "pool", entityId: row.poolId });
    await follow("pool.agreed", { nominationId: id });
    return { done: true };
  });
}

/** A reviewer without a conflict says yes or no, with reasons, once. */
export function reviewNomination(
  ctx: Ctx,
  { id, favour, reason }: z.output<typeof reviewInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const row = found(await findNomination(tx, id));
    permit(mayReviewNomination(ctx.actor, row.pool));
    if (row.state !== "review") throw new AppError("STATE_REFUSED", { reason: "nominationState" });
    const reviewerId = personOf(ctx);
    const conflicts = await conflictsOf([reviewerId], { personIds: [row.personId], organisationIds: [] }, [], tx);
    if (conflicts.has(reviewerId)) throw new AppError("FORBIDDEN", { reason: "reviewerConflict" });
    if (!(await insertReview(tx, { nominationId: id, reviewerId, favour, reason })))
      throw new AppError("DUPLICATE", { reason: "reviewedAlready" });
    await record({ act: "pool.reviewed", entity: "nomination", entityId: id, facts: { favour } });
    await follow("pool.reviewed", { nominationId: id });
    return { done: true };
  });
}

/** The keeper decides with reasons; an appointment begins a term and asks every criterion again. */
export function decideNomination(
  ctx: Ctx,
  { id, appoint, reason }: z.output<typeof decideInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow, now: clock }) => {
    const row = found(await findNomination(tx, id));
    await lockPool(tx, row.poolId);
    permit(mayKeepPool(ctx.actor, row.pool));
    const decidedById = personOf(ctx);
    if (decidedById === row.personId) throw new AppError("FORBIDDEN", { reason: "ownNomination" });
    const now = await clock();
    const [rows] = await findProfiles(tx, [row.personId], now);
    const standing = rows
      ? criteriaStanding(criteriaOf(row.pool.criteria), shownProfile(rows, "verified", now).skills)
      : [];
    const obstacle = decisionObstacle(appoint, standing, row.reviews);
    if (obstacle) throw new AppError("STATE_REFUSED", { reason: obstacle });
    const state = appoint ? "appointed" : "refused";
    if (!(await moveNomination(tx, id, "review", { state, reason, decidedById, decidedAt: now, standing })))
      throw new AppError("STATE_REFUSED", { reason: "nominationState" });
    if (appoint) {
      await lockProfile(tx, row.personId);
      await insertTerm(tx, {
        poolId: row.poolId,
        personId: row.personId,
        from: now,
        until: monthsOn(now, row.pool.termMonths),
      });
      await reindex(tx, row.personId, now);
    }
    await record({
      act: `pool.${state}`,
      entity: "pool",
      entityId: row.poolId,
      facts: { personId: row.personId, reason },
    });
    await follow("pool.decided", { nominationId: id });
    return { done: true };
  });
}

/** Another term, or the end of this one; whoever served to the end gets a credential for the service. */
export function renewTerm(ctx: Ctx, { id, renew, reason }: z.output<typeof renewInput>): Promise<{ done: true }> {
  return act(ctx, async (given) => {
    const { tx, permit, record, now: clock } = given;
    const term = found(await findTerm(tx, id));
    await lockPool(tx, term.poolId);
    permit(mayKeepPool(ctx.actor, term.pool));
    const now = await clock();
    if (term.endedAt) throw new AppError("STATE_REFUSED", { reason: "termEnded" });
    await updateTerm(
      tx,
      id,
      renew
        ? { until: monthsOn(later(term.until, now), term.pool.termMonths), renewals: { increment: 1 } }
        : { endedAt: now, endReason: reason },
    );
    await record({
      act: renew ? "pool.renewed" : "pool.ended",
      entity: "pool",
      entityId: term.poolId,
      facts: { personId: term.personId, reason },
    });
    if (!renew)
      await issueCredential(given, {
        personId: term.personId,
        kind: "service",
        titleZh: `专家库服务：${term.pool.nameZh}`,
        titleEn: `Service in the expert pool “${term.pool.nameEn}”`,
        descriptionZh: `${term.from.toISOString().slice(0, 10)} 至 ${now.toISOString().slice(0, 10)}`,
        descriptionEn: `From ${term.from.toISOString().slice(0, 10)} to ${now.toISOString().slice(0, 10)}`,
        criteria: term.pool.purpose,
        sourceKind: "poolTerm",
        sourceId: id,
        conceptIds: criteriaOf(term.pool.criteria).map(({ conceptId }) => conceptId),
      });
    await lockProfile(tx, term.personId);
    await reindex(tx, term.personId, now);
    return { done: true };
  });
}

/** Leave of one's own: nobody is drawn while on it. */
export function takeLeave(ctx: Ctx, { id, from, until }: z.output<typeof leaveInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayAnswerForOneself(ctx.actor));
    const term = found(await findTerm(tx, id));
    if (term.personId !== personOf(ctx)) throw new AppError("NOT_FOUND");
    if (until < from) throw new AppError("BAD_INPUT", { reason: "periodUpsideDown", field: "until" });
    await updateTerm(tx, id, { leaveFrom: new Date(from), leaveUntil: new Date(until) });
    await record({ act: "pool.leave", entity: "pool", entityId: term.poolId });
    return { done: true };
  });
}

/** What waits for oneself: nominations to agree to, seats to answer. */
export async function readMine(ctx: Ctx) {
  permitOrThrow(mayAnswerForOneself(ctx.actor));
  const personId = personOf(ctx);
  const [nominations, seats] = await Promise.all([openNominationsOf(db(), personId), openSeatsOf(db(), personId)]);
  return {
    nominations: nominations.map(({ id, poolId, pool, state }) => ({
      id,
      poolId,
      poolZh: pool.nameZh,
      poolEn: pool.nameEn,
      state,
      codeOfConduct: pool.codeOfConduct,
    })),
    seats: seats.map(({ id, useId, use, item, state }) => ({ id, useId, title: use.title, item, state })),
  };
}

/** For other modules: what a pool is called. */
export async function poolNamesById(ids: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  return new Map((await poolNames(db(), ids)).map(({ id, ...names }) => [id, namedOf(names)]));
}
