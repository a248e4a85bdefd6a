import { randomUUID } from "node:crypto";
import type { z } from "zod";
import * as policy from "@/domain/crowdtests/policy";
import {
  type inviteTesterInput,
  type ProgrammeContent,
  programmeContent,
  type programmeInput,
  type programmeStateInput,
  type programmeUpdateInput,
  type testerDecisionInput,
} from "@/domain/crowdtests/schema";
import { AppError } from "@/domain/shared/errors";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleByEmail, peopleById } from "@/server/modules/identity/service-people";
import { isOwnCrowdNeed } from "@/server/modules/needs/service-delivery";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, isUniqueViolation } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { seal, unseal } from "@/server/platform/secrets";
import { type HeldProgramme, holdProgramme, programmesVisibleTo } from "./access";
import {
  decideTester,
  insertProgramme,
  insertTester,
  listProgrammes,
  listTesters,
  updateProgrammeAtVersion,
} from "./repo";

const listed = 100;
const accountsContext = (id: string) => `crowdAccounts:${id}`;

export async function readProgrammes(ctx: Ctx) {
  permitOrThrow(policy.mayListProgrammes());
  const rows = await listProgrammes(db(), programmesVisibleTo(ctx.actor), listed);
  const organisations = await organisationsById(rows.map(({ organisationId }) => organisationId));
  return rows.map((row) => summaryOf(row, row._count.reports, organisations));
}

export async function readProgramme(ctx: Ctx, id: string) {
  const held = await holdProgramme(db(), ctx.actor, id);
  const { row, facts } = held;
  const [organisations, summaries] = await Promise.all([
    organisationsById([row.organisationId]),
    listProgrammes(db(), { id }, 1),
  ]);
  const jurisdiction = env().LIANFANG_JURISDICTION;
  const decides = policy.mayDecideTester(ctx.actor, facts).allowed;
  const set = (to: "open" | "paused" | "closed") => policy.maySetProgrammeState(ctx.actor, facts, to).allowed;
  return {
    ...summaryOf(row, summaries[0]?._count.reports ?? 0, organisations),
    version: row.version,
    content: programmeContent.parse(row.content),
    accounts: policy.mayReadAccounts(ctx.actor, facts, jurisdiction).allowed ? accountsOf(row) : null,
    tester: facts.tester,
    testers: decides ? await testersOf(id) : [],
    can: {
      edit: policy.mayEditProgramme(ctx.actor, facts).allowed,
      open: set("open"),
      pause: set("paused"),
      close: set("closed"),
      askToTest: policy.mayAskToTest(ctx.actor, facts, jurisdiction).allowed,
      report: policy.mayReport(ctx.actor, facts, jurisdiction).allowed,
      decideTesters: decides,
    },
  };
}

export function createProgramme(ctx: Ctx, input: z.output<typeof programmeInput>): Promise<{ id: string }> {
  const { idempotencyKey, accounts, ...fields } = input;
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      permit(policy.mayWriteProgramme(ctx.actor));
      const actor = ctx.actor.kind === "person" ? ctx.actor : null;
      const id = randomUUID();
      if (fields.needId && !(await isOwnCrowdNeed(tx, fields.needId, actor?.acting?.id ?? "")))
        throw new AppError("NOT_FOUND");
      await insertProgramme(tx, {
        id,
        organisationId: actor?.acting?.id ?? "",
        createdById: actor?.id ?? "",
        ...fields,
        content: fields.content,
        ...sealedAccounts(id, accounts),
      });
      await record({ act: "programme.drafted", entity: "crowdProgramme", entityId: id });
      return { id };
    },
    { idempotency: { key: idempotencyKey, procedure: "crowdtests.create", input } },
  );
}

export function updateProgramme(
  ctx: Ctx,
  { id, version, accounts, ...fields }: z.output<typeof programmeUpdateInput>,
): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdProgramme(tx, ctx.actor, id, { lock: true });
    permit(policy.mayEditProgramme(ctx.actor, held.facts));
    const saved = await updateProgrammeAtVersion(tx, id, version, {
      ...fields,
      content: fields.content,
      ...sealedAccounts(id, accounts),
    });
    if (!saved) throw new AppError("VERSION_CONFLICT");
    await record({ act: "programme.updated", entity: "crowdProgramme", entityId: id });
    if (held.row.state === "open") await follow("crowd.programmeChanged", { programmeId: id, version: version + 1 });
    return { version: version + 1 };
  });
}

export function setProgrammeState(
  ctx: Ctx,
  { id, version, state }: z.output<typeof programmeStateInput>,
): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdProgramme(tx, ctx.actor, id, { lock: true });
    permit(policy.maySetProgrammeState(ctx.actor, held.facts, state));
    const first = state === "open" && held.row.openedAt === null;
    const saved = await updateProgrammeAtVersion(tx, id, version, { state, ...(first ? { openedAt: held.now } : {}) });
    if (!saved) throw new AppError("VERSION_CONFLICT");
    await record({ act: `programme.${state}`, entity: "crowdProgramme", entityId: id });
    return { version: version + 1 };
  });
}

export function askToTest(ctx: Ctx, programmeId: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdProgramme(tx, ctx.actor, programmeId);
    permit(policy.mayAskToTest(ctx.actor, held.facts, env().LIANFANG_JURISDICTION));
    const personId = ctx.actor.kind === "person" ? ctx.actor.id : "";
    await insertTester(tx, { programmeId, personId, state: "requested" });
    await record({ act: "tester.requested", entity: "crowdProgramme", entityId: programmeId });
    await follow("crowd.testerRequested", { programmeId, personId });
    return { done: true as const };
  }).catch(alreadyThere);
}

/** Invites a person by address; whoever is invited may report at once. */
export function inviteTester(
  ctx: Ctx,
  { programmeId, email }: z.output<typeof inviteTesterInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdProgramme(tx, ctx.actor, programmeId);
    permit(policy.mayDecideTester(ctx.actor, held.facts));
    const [person] = await peopleByEmail([email.toLowerCase()]);
    if (!person) throw new AppError("NOT_FOUND", { reason: "noSuchPerson", field: "email" });
    await insertTester(tx, { programmeId, personId: person.id, state: "admitted" });
    await record({
      act: "tester.invited",
      entity: "crowdProgramme",
      entityId: programmeId,
      facts: { personId: person.id },
    });
    await follow("crowd.testerAdmitted", { programmeId, personId: person.id });
    return { done: true as const };
  }).catch(alreadyThere);
}

export function decideTesterRequest(
  ctx: Ctx,
  { programmeId, personId, admitted }: z.output<typeof testerDecisionInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdProgramme(tx, ctx.actor, programmeId);
    permit(policy.mayDecideTester(ctx.actor, held.facts));
    const decidedById = ctx.actor.kind === "person" ? ctx.actor.id : "";
    const state = admitted ? "admitted" : "refused";
    if (!(await decideTester(tx, programmeId, personId, { state, decidedById }))) throw new AppError("NOT_FOUND");
    await record({ act: `tester.${state}`, entity: "crowdProgramme", entityId: programmeId, facts: { personId } });
    if (admitted) await follow("crowd.testerAdmitted", { programmeId, personId });
    return { done: true };
  });
}

function alreadyThere(error: unknown): never {
  if (isUniqueViolation(error)) throw new AppError("DUPLICATE", { reason: "testerAlready" });
  throw error;
}

function sealedAccounts(id: string, accounts: string) {
  if (accounts === "") return { sealedAccounts: null, accountsKey: null };
  const { sealed, wrappedKey } = seal(Buffer.from(accounts), accountsContext(id));
  return { sealedAccounts: sealed, accountsKey: wrappedKey };
}

function accountsOf({ id, sealedAccounts: sealed, accountsKey: wrappedKey }: HeldProgramme["row"]): string | null {
  return sealed && wrappedKey ? unseal({ sealed, wrappedKey }, accountsContext(id)).toString("utf8") : null;
}

async function testersOf(programmeId: string) {
  const rows = await listTesters(db(), programmeId);
  const people = await peopleById(rows.map(({ personId }) => personId));
  return rows.flatMap(({ personId, state }) => {
    const person = people.get(personId);
    if (!person) return [];
    return [{ personId, state, email: person.email, nameZh: person.nameZh, nameEn: person.nameEn }];
  });
}

type Organisations = Awaited<ReturnType<typeof organisationsById>>;

function summaryOf(
  row: Omit<HeldProgramme["row"], "sealedAccounts" | "accountsKey" | "testers">,
  disclosed: number,
  organisations: Organisations,
) {
  const content: ProgrammeContent = programmeContent.parse(row.content);
  const organisation = organisations.get(row.organisationId);
  return {
    id: row.id,
    title: row.title,
    summary: row.summary,
    language: row.language,
    access: row.access,
    state: row.state,
    organisation: {
      id: row.organisationId,
      nameZh: organisation?.nameZh ?? null,
      nameEn: organisation?.nameEn ?? null,
    },
    openedAt: row.openedAt?.toISOString() ?? null,
    assets: content.assets.filter(({ inScope }) => inScope).length,
    topReward: content.rewards ? { currency: content.rewards.currency, amount: content.rewards.critical } : null,
    disclosed,
  };
}
