import type { z } from "zod";
import { AppError } from "@/domain/shared/errors";
import { conceptById } from "@/domain/taxonomy/all-concepts";
import {
  mayJudgeLearner,
  mayLearn,
  mayPlanTraining,
  mayReadTraining,
  mayRecordLearning,
  mayRunTraining,
} from "@/domain/training/policy";
import { figuresOf, modulesLeft, publishObstacle } from "@/domain/training/rules";
import {
  type applyInput,
  type decideInput,
  type learnerView,
  type moveInput,
  type outcomeInput,
  programmeContent,
  type programmeInput,
  type programmeView,
  type recordInput,
} from "@/domain/training/schema";
import { credentialsFrom, issueCredential } from "@/server/modules/credentials/service";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleByEmail, peopleById } from "@/server/modules/identity/service-people";
import { needIsReleased } from "@/server/modules/needs/service-demand";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db, type Tx } from "@/server/platform/db";
import { actingOf, factsOf, holdProgramme, personOf } from "./access";
import {
  type ApplicationRow,
  confirmPartner,
  findApplication,
  insertApplication,
  insertProgramme,
  listProgrammes,
  lockProgramme,
  moveApplication,
  moveProgramme,
  type ProgrammeRow,
  saveOutcome,
  saveRecord,
} from "./repo";

type Named = { nameZh: string | null; nameEn: string | null };
const namedOf = (one: Named | undefined): Named => ({ nameZh: one?.nameZh ?? null, nameEn: one?.nameEn ?? null });
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/** Programmes that are open, running or finished, and drafts of the acting organisation. */
export async function readProgrammes(ctx: Ctx) {
  permitOrThrow(mayReadTraining());
  const rows = await listProgrammes(db(), ctx.actor.kind === "person" ? (ctx.actor.acting?.id ?? null) : null);
  const organisations = await organisationsById(rows.map(({ organisationId }) => organisationId));
  return rows.map((row) => cardOf(row, namedOf(organisations.get(row.organisationId))));
}

function cardOf(row: Omit<ProgrammeRow, "partners" | "applications">, organisation: Named) {
  const { id, titleZh, titleEn, summaryZh, summaryEn, places } = row;
  return {
    id,
    titleZh,
    titleEn,
    summaryZh,
    summaryEn,
    places,
    state: row.state as z.output<typeof programmeView>["state"],
    applyUntil: row.applyUntil.toISOString(),
    startsOn: dayOf(row.startsOn),
    endsOn: dayOf(row.endsOn),
    organisation,
  };
}

/** A programme; applications and learning records go to its partners, mentors and, each their own, to learners. */
export async function readProgramme(ctx: Ctx, id: string): Promise<z.output<typeof programmeView>> {
  permitOrThrow(mayReadTraining());
  const row = await holdProgramme(db() as Tx, ctx.actor, id);
  const now = await databaseNow(db() as Tx);
  const me = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const runs = mayRunTraining(ctx.actor, factsOf(row)).allowed;
  const records = mayRecordLearning(ctx.actor, factsOf(row)).allowed;
  const shown = row.applications.filter(({ personId }) => records || personId === me);
  const [organisations, people, credentials] = await Promise.all([
    organisationsById([row.organisationId, ...row.partners.map(({ organisationId }) => organisationId)]),
    peopleById([
      ...row.mentorIds,
      ...shown.flatMap(({ personId, mentorId }) => [personId, ...(mentorId ? [mentorId] : [])]),
    ]),
    credentialsFrom(
      "training",
      shown.map((one) => one.id),
    ),
  ]);
  const obstacle = obstacleOf(row, organisations, now);
  const acting = ctx.actor.kind === "person" ? ctx.actor.acting?.id : undefined;
  const own = row.partners.find(({ organisationId }) => organisationId === acting);
  return {
    ...cardOf(row, namedOf(organisations.get(row.organisationId))),
    version: row.version,
    content: programmeContent.parse(row.content),
    partners: row.partners.map(({ organisationId, confirmedAt }) => ({
      id: organisationId,
      kind: organisations.get(organisationId)?.kind ?? "",
      confirmed: confirmedAt !== null,
      ...namedOf(organisations.get(organisationId)),
    })),
    mentors: row.mentorIds.map((mentorId) => ({ id: mentorId, ...namedOf(people.get(mentorId)) })),
    outcomes: figuresOf(row.applications),
    learners: shown.map((one) => learnerOf(one, people, credentials.get(one.id) ?? null)),
    obstacle: runs && row.state === "draft" ? obstacle : null,
    can: {
      confirm: runs && row.state === "draft" && own !== undefined && own.confirmedAt === null,
      publish: runs && row.state === "draft" && obstacle === null,
      start: runs && row.state === "open",
      finish: runs && row.state === "running",
      apply:
        mayLearn(ctx.actor).allowed &&
        !runs &&
        row.state === "open" &&
        row.applyUntil > now &&
        !row.applications.some(({ personId }) => personId === me),
      run: records,
    },
  };
}

function learnerOf(
  row: ApplicationRow,
  people: ReadonlyMap<string, Named>,
  credentialId: string | null,
): z.output<typeof learnerView> {
  return {
    applicationId: row.id,
    person: { id: row.personId, ...namedOf(people.get(row.personId)) },
    statement: row.statement,
    state: row.state as z.output<typeof learnerView>["state"],
    reason: row.reason,
    mentor: row.mentorId ? namedOf(people.get(row.mentorId)) : null,
    records: row.records.map(({ moduleId, passed, note, needId, at }) => ({
      moduleId,
      passed,
      note,
      needId,
      at: at.toISOString(),
    })),
    placedOn: row.placedOn ? dayOf(row.placedOn) : null,
    retained: row.retained,
    credentialId,
  };
}

function obstacleOf(
  row: ProgrammeRow,
  organisations: Awaited<ReturnType<typeof organisationsById>>,
  now: Date,
): ReturnType<typeof publishObstacle> {
  const partners = row.partners.flatMap(({ organisationId, confirmedAt }) => {
    const one = organisations.get(organisationId);
    const verified = one?.verifiedUntil !== null && one?.verifiedUntil !== undefined && one.verifiedUntil > now;
    return one ? [{ kind: one.kind, verified, confirmed: confirmedAt !== null }] : [];
  });
  return publishObstacle(partners, row.applyUntil <= now);
}

/** A draft; the acting organisation confirms its own part with it, the others do so themselves. */
export function createProgramme(ctx: Ctx, input: z.output<typeof programmeInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async ({ tx, permit, record, follow, now }) => {
      permit(mayPlanTraining(ctx.actor));
      const { idempotencyKey: _, mentorEmails, partnerIds, applyUntil, startsOn, endsOn, ...data } = input;
      const organisationId = actingOf(ctx);
      const mentors = await peopleByEmail(mentorEmails.map((email) => email.toLowerCase()));
      if (mentors.length < new Set(mentorEmails.map((email) => email.toLowerCase())).size)
        throw new AppError("BAD_INPUT", { reason: "mentorUnknown", field: "mentorEmails" });
      const named = [...data.content.roles, ...data.content.modules.flatMap(({ conceptIds }) => conceptIds)];
      const unknown = named.find((id) => !conceptById(id));
      if (unknown)
        throw new AppError("BAD_INPUT", {
          reason: "conceptUnknown",
          field: data.content.roles.includes(unknown) ? "content.roles" : "content.modules",
          facts: { found: unknown },
        });
      const partners = [...new Set([organisationId, ...partnerIds])];
      if ((await organisationsById(partners)).size < partners.length)
        throw new AppError("BAD_INPUT", { reason: "partnerUnknown", field: "partnerIds" });
      const at = await now();
      const id = await insertProgramme(
        tx,
        {
          ...data,
          organisationId,
          mentorIds: mentors.map((one) => one.id),
          applyUntil: new Date(applyUntil),
          startsOn: new Date(startsOn),
          endsOn: new Date(endsOn),
          createdById: personOf(ctx),
        },
        partners.map((one) => ({ organisationId: one, confirmedAt: one === organisationId ? at : null })),
      );
      await record({ act: "training.created", entity: "training", entityId: id });
      await follow("training.created", { programmeId: id });
      return { id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "training.create", input } },
  );
}

export function confirmProgramme(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    await lockProgramme(tx, id);
    const row = await holdProgramme(tx, ctx.actor, id);
    permit(mayRunTraining(ctx.actor, factsOf(row)));
    if (!(await confirmPartner(tx, id, actingOf(ctx), await now())))
      throw new AppError("STATE_REFUSED", { reason: "partnerConfirmed" });
    await record({ act: "training.confirmed", entity: "training", entityId: id });
    return { done: true };
  });
}

const steps = {
  publish: { from: "draft", to: "open" },
  start: { from: "open", to: "running" },
  finish: { from: "running", to: "finished" },
} as const;

/** Publishes, starts or finishes. @throws AppError STATE_REFUSED with what stands against publishing */
export function moveOn(ctx: Ctx, { id, version, act: step }: z.output<typeof moveInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    await lockProgramme(tx, id);
    const row = await holdProgramme(tx, ctx.actor, id);
    permit(mayRunTraining(ctx.actor, factsOf(row)));
    if (step === "publish") {
      const organisations = await organisationsById(row.partners.map(({ organisationId }) => organisationId));
      const obstacle = obstacleOf(row, organisations, await now());
      if (obstacle) throw new AppError("STATE_REFUSED", { reason: obstacle });
    }
    const { from, to } = steps[step];
    if (row.state !== from) throw new AppError("STATE_REFUSED", { reason: "trainingState" });
    if (!(await moveProgramme(tx, id, version, from, to))) throw new AppError("VERSION_CONFLICT");
    await record({ act: `training.${to}`, entity: "training", entityId: id });
    return { version: version + 1 };
  });
}

export function apply(ctx: Ctx, { id, statement }: z.output<typeof applyInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow, now }) => {
    permit(mayLearn(ctx.actor));
    const row = await holdProgramme(tx, ctx.actor, id);
    if (row.state !== "open") throw new AppError("STATE_REFUSED", { reason: "trainingState" });
    if (row.applyUntil <= (await now())) throw new AppError("DEADLINE_PASSED");
    if (!(await insertApplication(tx, { programmeId: id, personId: personOf(ctx), statement })))
      throw new AppError("DUPLICATE", { reason: "appliedAlready" });
    await record({ act: "training.applied", entity: "training", entityId: id });
    await follow("training.applied", { programmeId: id, personId: personOf(ctx) });
    return { done: true };
  });
}

/** Accepts with a mentor or refuses, with reasons; never more than there are places. */
export function decideApplication(ctx: Ctx, input: z.output<typeof decideInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const { application, row } = await heldApplication(ctx, tx, input.applicationId);
    permit(mayRunTraining(ctx.actor, factsOf(row)));
    permit(mayJudgeLearner(ctx.actor, application));
    const { accept, reason, mentorId } = input;
    const taken = row.applications.filter(({ state }) => state === "accepted" || state === "completed").length;
    if (accept && taken >= row.places) throw new AppError("STATE_REFUSED", { reason: "trainingFull" });
    if (mentorId && !row.mentorIds.includes(mentorId)) throw new AppError("BAD_INPUT", { reason: "mentorUnknown" });
    const state = accept ? "accepted" : "refused";
    const decidedById = personOf(ctx);
    if (!(await moveApplication(tx, application.id, "submitted", { state, reason, mentorId, decidedById })))
      throw new AppError("STATE_REFUSED", { reason: "applicationAnswered" });
    await record({
      act: `training.${state}`,
      entity: "training",
      entityId: row.id,
      facts: { personId: application.personId },
    });
    await follow("training.decided", { applicationId: application.id });
    return { done: true };
  });
}

async function heldApplication(ctx: Ctx, tx: Tx, id: string) {
  const application = found(await findApplication(tx, id));
  await lockProgramme(tx, application.programmeId);
  const row = await holdProgramme(tx, ctx.actor, application.programmeId);
  const own = application.personId === personOf(ctx);
  if (!own && !mayRecordLearning(ctx.actor, factsOf(row)).allowed) throw new AppError("NOT_FOUND");
  return { application, row };
}

/** A line of the learning record. A practice names the real need it worked on, which has to be public. */
export function recordLearning(ctx: Ctx, input: z.output<typeof recordInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { application, row } = await heldApplication(ctx, tx, input.applicationId);
    permit(mayRecordLearning(ctx.actor, factsOf(row)));
    permit(mayJudgeLearner(ctx.actor, application));
    const learner = row.applications.find(({ id }) => id === application.id);
    if (learner?.state !== "accepted") throw new AppError("STATE_REFUSED", { reason: "applicationAnswered" });
    const asked = programmeContent.parse(row.content).modules.find(({ id }) => id === input.moduleId);
    if (!asked) throw new AppError("NOT_FOUND");
    if (asked.practice && input.passed && !(input.needId && (await needIsReleased(input.needId))))
      throw new AppError("BAD_INPUT", { reason: "practiceNeed", field: "needId" });
    await saveRecord(tx, { ...input, byId: personOf(ctx) });
    await record({
      act: "training.recorded",
      entity: "training",
      entityId: row.id,
      facts: { moduleId: input.moduleId, passed: input.passed },
    });
    return { done: true };
  });
}

/** Every module passed: the training is finished and its credential issued. */
export function completeLearning(ctx: Ctx, applicationId: string): Promise<{ credentialId: string }> {
  return act(ctx, async (given) => {
    const { tx, permit, record, now } = given;
    const { application, row } = await heldApplication(ctx, tx, applicationId);
    permit(mayRunTraining(ctx.actor, factsOf(row)));
    permit(mayJudgeLearner(ctx.actor, application));
    const content = programmeContent.parse(row.content);
    const learner = row.applications.find(({ id }) => id === application.id);
    const left = modulesLeft(content, learner?.records ?? []);
    if (left.length > 0) throw new AppError("STATE_REFUSED", { reason: "modulesLeft", facts: { count: left.length } });
    if (!(await moveApplication(tx, applicationId, "accepted", { state: "completed", completedAt: await now() })))
      throw new AppError("STATE_REFUSED", { reason: "applicationAnswered" });
    await record({
      act: "training.completed",
      entity: "training",
      entityId: row.id,
      facts: { personId: application.personId },
    });
    const titles = content.modules.map(({ title }) => title).join("; ");
    const hours = content.modules.reduce((sum, module) => sum + module.hours, 0);
    const credentialId = await issueCredential(given, {
      personId: application.personId,
      kind: "training",
      titleZh: row.titleZh,
      titleEn: row.titleEn,
      descriptionZh: row.summaryZh,
      descriptionEn: row.summaryEn,
      // A credential holds 5,000 characters of criteria and 20 pieces of evidence; a programme may have more.
      criteria: `${titles.slice(0, 4_900).toWellFormed()} — ${hours} h`,
      sourceKind: "training",
      sourceId: applicationId,
      evidence: (learner?.records ?? [])
        .flatMap(({ needId, moduleId, note }) =>
          needId
            ? [
                {
                  name: content.modules.find(({ id }) => id === moduleId)?.title ?? moduleId,
                  narrative: note,
                  url: `/needs/${needId}`,
                },
              ]
            : [],
        )
        .slice(0, 20),
      conceptIds: [...new Set(content.modules.flatMap(({ conceptIds }) => conceptIds))].slice(0, 30),
    });
    return { credentialId };
  });
}

/** What became of a learner, told by themselves or by who ran the programme. */
export function tellOutcome(
  ctx: Ctx,
  { applicationId, placedOn, retained }: z.output<typeof outcomeInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayLearn(ctx.actor));
    const { application, row } = await heldApplication(ctx, tx, applicationId);
    if (row.applications.find(({ id }) => id === application.id)?.state !== "completed")
      throw new AppError("STATE_REFUSED", { reason: "applicationAnswered" });
    await saveOutcome(tx, application.id, { placedOn: placedOn ? new Date(placedOn) : null, retained });
    await record({ act: "training.outcome", entity: "training", entityId: row.id });
    return { done: true };
  });
}

/** One's own application, while nobody has decided or the training has not ended. */
export function withdrawApplication(ctx: Ctx, applicationId: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayLearn(ctx.actor));
    const { application, row } = await heldApplication(ctx, tx, applicationId);
    if (application.personId !== personOf(ctx)) throw new AppError("NOT_FOUND");
    const moved =
      (await moveApplication(tx, applicationId, "submitted", { state: "withdrawn" })) ||
      (await moveApplication(tx, applicationId, "accepted", { state: "withdrawn" }));
    if (!moved) throw new AppError("STATE_REFUSED", { reason: "applicationAnswered" });
    await record({ act: "training.withdrawn", entity: "training", entityId: row.id });
    return { done: true };
  });
}
