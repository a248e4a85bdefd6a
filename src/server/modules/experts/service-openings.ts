import type { z } from "zod";
import type { answerInput, applyInput, openingInput } from "@/domain/experts/openings";
import { mayAnswerForOneself, mayReadExperts, mayRecruit } from "@/domain/experts/policy";
import { AppError } from "@/domain/shared/errors";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db, type Tx } from "@/server/platform/db";
import { holdProfiles, personOf } from "./access";
import {
  answerApplication,
  closeOpeningRow,
  findOpening,
  insertOpening,
  insertOpeningApplication,
  listOpenings,
  lockOpening,
  removeOpeningApplication,
} from "./repo-openings";
import { actingId } from "./service-recruit";

type Row = NonNullable<Awaited<ReturnType<typeof findOpening>>>;

/** Open internships, first jobs and mentors; what one's own organisation has closed stays on its list. */
export async function readOpenings(ctx: Ctx) {
  permitOrThrow(mayReadExperts());
  const now = await databaseNow(db() as Tx);
  const acting = ctx.actor.kind === "person" ? (ctx.actor.acting?.id ?? null) : null;
  return viewsOf(ctx, await listOpenings(db(), now, acting), now);
}

export async function readOpening(ctx: Ctx, id: string) {
  permitOrThrow(mayReadExperts());
  const row = found(await findOpening(db(), id));
  const [view] = await viewsOf(ctx, [row], await databaseNow(db() as Tx), true);
  return found(view);
}

/** @param whole with who has applied, for the organisation and for oneself; a list goes without */
async function viewsOf(ctx: Ctx, rows: readonly Row[], now: Date, whole = false) {
  const me = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const acting = ctx.actor.kind === "person" ? ctx.actor.acting?.id : null;
  const keeps = ({ organisationId }: Row) => organisationId === acting && mayRecruit(ctx.actor).allowed;
  const applicants = whole ? rows.filter(keeps).flatMap((row) => row.applications.map(({ personId }) => personId)) : [];
  const [organisations, people, listed] = await Promise.all([
    organisationsById(rows.map(({ organisationId }) => organisationId)),
    peopleById(applicants),
    holdProfiles(db() as Tx, ctx.actor, applicants),
  ]);
  const withProfile = new Set(listed.map(({ rows: { profile } }) => profile.personId));
  return rows.map((opening) => {
    const { organisationId, applications, createdById: _by, at: _at, closesAt, ...row } = opening;
    const own = whole ? applications.find(({ personId }) => personId === me) : undefined;
    const organisation = organisations.get(organisationId);
    const closed = closesAt <= now;
    const answers = keeps(opening);
    return {
      ...row,
      kind: row.kind as z.output<typeof openingInput>["kind"],
      closesAt: closesAt.toISOString(),
      closed,
      taken: applications.filter(({ accepted }) => accepted).length,
      organisation: { nameZh: organisation?.nameZh ?? null, nameEn: organisation?.nameEn ?? null },
      applications:
        answers && whole
          ? applications.map(({ personId, note, accepted, reason }) => ({
              person: {
                id: personId,
                nameZh: people.get(personId)?.nameZh ?? null,
                nameEn: people.get(personId)?.nameEn ?? null,
                listed: withProfile.has(personId),
              },
              note,
              accepted,
              reason,
            }))
          : [],
      own: own ? { accepted: own.accepted, reason: own.reason } : null,
      can: {
        apply: mayAnswerForOneself(ctx.actor).allowed && !own && !answers && !closed,
        withdraw: own !== undefined && own.accepted === null,
        answer: answers,
        close: answers && !closed,
      },
    };
  });
}

export function createOpening(ctx: Ctx, input: z.output<typeof openingInput>): Promise<{ id: string }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    permit(mayRecruit(ctx.actor));
    const closesAt = new Date(input.closesAt);
    if (closesAt <= (await now())) throw new AppError("BAD_INPUT", { reason: "deadlinePast", field: "closesAt" });
    const { id } = await insertOpening(tx, {
      ...input,
      closesAt,
      organisationId: actingId(ctx),
      createdById: personOf(ctx),
    });
    await record({ act: "opening.created", entity: "opening", entityId: id });
    return { id };
  });
}

export function applyForOpening(ctx: Ctx, { id, note }: z.output<typeof applyInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow, now }) => {
    permit(mayAnswerForOneself(ctx.actor));
    const opening = found(await findOpening(tx, id));
    if (opening.closesAt <= (await now())) throw new AppError("DEADLINE_PASSED");
    if (!(await insertOpeningApplication(tx, { openingId: id, personId: personOf(ctx), note })))
      throw new AppError("DUPLICATE", { reason: "appliedAlready" });
    await record({ act: "opening.applied", entity: "opening", entityId: id });
    await follow("opening.applied", { openingId: id, personId: personOf(ctx) });
    return { done: true };
  });
}

/** Takes one's own application back while nobody has answered it. */
export function withdrawFromOpening(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayAnswerForOneself(ctx.actor));
    if (!(await removeOpeningApplication(tx, id, personOf(ctx)))) throw new AppError("NOT_FOUND");
    await record({ act: "opening.withdrawn", entity: "opening", entityId: id });
    return { done: true };
  });
}

/** Ends the time for applications now; those that were made can still be answered. */
export function closeOpening(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    permit(mayRecruit(ctx.actor));
    const opening = await heldOpening(ctx, tx, id);
    const at = await now();
    if (opening.closesAt <= at) throw new AppError("STATE_REFUSED", { reason: "openingClosed" });
    await closeOpeningRow(tx, id, at);
    await record({ act: "opening.closed", entity: "opening", entityId: id });
    return { done: true };
  });
}

/** Accepts or refuses; places are given one after the other, and never more than there are. */
export function answerOpening(ctx: Ctx, input: z.output<typeof answerInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    permit(mayRecruit(ctx.actor));
    const opening = await heldOpening(ctx, tx, input.id);
    const { accept: accepted, reason, personId } = input;
    const taken = opening.applications.filter((one) => one.accepted).length;
    if (accepted && taken >= opening.places) throw new AppError("STATE_REFUSED", { reason: "trainingFull" });
    if (!(await answerApplication(tx, { openingId: input.id, personId }, { accepted, reason })))
      throw new AppError("STATE_REFUSED", { reason: "applicationAnswered" });
    await record({ act: "opening.answered", entity: "opening", entityId: input.id, facts: { accepted } });
    await follow("opening.answered", { openingId: input.id, personId });
    return { done: true };
  });
}

/** An opening of the acting organisation, locked; another one's is not found. */
async function heldOpening(ctx: Ctx, tx: Tx, id: string): Promise<Row> {
  await lockOpening(tx, id);
  const opening = found(await findOpening(tx, id));
  if (opening.organisationId !== actingId(ctx)) throw new AppError("NOT_FOUND");
  return opening;
}
