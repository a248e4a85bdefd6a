import type { z } from "zod";
import type { answerInput, applyInput, openingInput } from "@/domain/experts/openings";
import { mayAnswerForOneself, mayReadExperts, mayRecruit } from "@/domain/experts/policy";
import { AppError } from "@/domain/shared/errors";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db, type Tx } from "@/server/platform/db";
import { personOf } from "./access";
import { answerApplication, findOpening, insertOpening, insertOpeningApplication, listOpenings } from "./repo-openings";
import { actingId } from "./service-recruit";

type Row = NonNullable<Awaited<ReturnType<typeof findOpening>>>;

/** Open internships, first jobs and mentors. */
export async function readOpenings(ctx: Ctx) {
  permitOrThrow(mayReadExperts());
  const rows = await listOpenings(db(), await databaseNow(db() as Tx));
  return viewsOf(
    ctx,
    rows.map((row) => ({ ...row, applications: [] })),
  );
}

export async function readOpening(ctx: Ctx, id: string) {
  permitOrThrow(mayReadExperts());
  const [view] = await viewsOf(ctx, [found(await findOpening(db(), id))]);
  return found(view);
}

async function viewsOf(ctx: Ctx, rows: readonly Row[]) {
  const me = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const acting = ctx.actor.kind === "person" ? ctx.actor.acting?.id : null;
  const [organisations, people] = await Promise.all([
    organisationsById(rows.map(({ organisationId }) => organisationId)),
    peopleById(rows.flatMap(({ applications }) => applications.map(({ personId }) => personId))),
  ]);
  return rows.map(({ organisationId, applications, createdById: _by, at: _at, closesAt, ...row }) => {
    const keeps = organisationId === acting && mayRecruit(ctx.actor).allowed;
    const own = applications.find(({ personId }) => personId === me);
    const organisation = organisations.get(organisationId);
    return {
      ...row,
      kind: row.kind as z.output<typeof openingInput>["kind"],
      closesAt: closesAt.toISOString(),
      organisation: { nameZh: organisation?.nameZh ?? null, nameEn: organisation?.nameEn ?? null },
      applications: keeps
        ? applications.map(({ personId, note, accepted }) => ({
            person: {
              id: personId,
              nameZh: people.get(personId)?.nameZh ?? null,
              nameEn: people.get(personId)?.nameEn ?? null,
            },
            note,
            accepted,
          }))
        : [],
      own: own ? { accepted: own.accepted, reason: own.reason } : null,
      can: { apply: mayAnswerForOneself(ctx.actor).allowed && !own && !keeps, answer: keeps },
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

export function answerOpening(ctx: Ctx, input: z.output<typeof answerInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    permit(mayRecruit(ctx.actor));
    const opening = found(await findOpening(tx, input.id));
    if (opening.organisationId !== actingId(ctx)) throw new AppError("NOT_FOUND");
    const { accept: accepted, reason, personId } = input;
    if (!(await answerApplication(tx, { openingId: input.id, personId }, { accepted, reason })))
      throw new AppError("STATE_REFUSED", { reason: "applicationAnswered" });
    await record({ act: "opening.answered", entity: "opening", entityId: input.id, facts: { accepted } });
    await follow("opening.answered", { openingId: input.id, personId });
    return { done: true };
  });
}
