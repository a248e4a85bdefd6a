import type { z } from "zod";
import { AppError } from "@/domain/shared/errors";
import { atMostHalf } from "@/domain/standards/balance";
import {
  mayDeclarePatents,
  mayListStandards,
  mayManageStandard,
  mayProposeStandard,
  mayReadStandard,
  mayReadWorkspace,
} from "@/domain/standards/policy";
import { answerGates, dropRevision, follow, isGated, reviewActs, stageOf } from "@/domain/standards/profiles";
import { reviewDue } from "@/domain/standards/review";
import {
  type addMemberInput,
  type listInput,
  type memberInput,
  type moveInput,
  pageRows,
  type patentInput,
  type proposalInput,
} from "@/domain/standards/schema";
import type { standardPage, standardView } from "@/domain/standards/views";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleByEmail, peopleById } from "@/server/modules/identity/service-people";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { announce } from "@/server/platform/live";
import { consultingFilter, type HeldStandard, holdStandard, profileOf, visibleStandards } from "./access";
import { gateFacts } from "./gates";
import { seedState } from "./live-text";
import {
  clausesOfEdition,
  countStandards,
  findStandards,
  insertClause,
  insertMove,
  insertStandard,
  insertVersion,
  listMoves,
  listPatents,
  listVersions,
  numberedClauses,
  putMember,
  putPatent,
  removeMemberRow,
  updateStandardAtVersion,
} from "./repo";
import { findMapped } from "./repo-life";
import { restoreEdition } from "./service-editions";
import { clauseSummaryOf, organisationName, personName, standardViewOf, summaryOf, versionClauses } from "./view";
import { clauseTopic } from "./write-clause";

export function actingOf(ctx: Ctx): { personId: string; organisationId: string } {
  if (ctx.actor.kind !== "person") throw new AppError("UNAUTHENTICATED", { reason: "signIn" });
  return { personId: ctx.actor.id, organisationId: ctx.actor.acting?.id ?? "" };
}

const firstClauses = [
  { kind: "foreword", zh: "前言", en: "Foreword" },
  { kind: "scope", zh: "范围", en: "Scope" },
  { kind: "references", zh: "规范性引用文件", en: "Normative references" },
  { kind: "terms", zh: "术语和定义", en: "Terms and definitions" },
] as const;

/** Proposes a standard; whoever proposes is its secretary until the group says otherwise. */
export function proposeStandard(ctx: Ctx, input: z.output<typeof proposalInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      permit(mayProposeStandard(ctx.actor));
      const { personId, organisationId } = actingOf(ctx);
      const { category, preliminary = false, idempotencyKey: _, ...fields } = input;
      const { stages } = profileOf(input.profile);
      const first = stages.find(({ code }) => (code === "00") === preliminary);
      if (!first) throw new AppError("BAD_INPUT", { reason: "noPreliminaryStage", field: "preliminary" });
      const at = { stage: first.code, substage: "20" };
      const row = await insertStandard(tx, {
        ...fields,
        ...at,
        proposerOrganisationId: organisationId,
        createdById: personId,
      });
      const { id } = row;
      await putMember(tx, { standardId: id, personId, organisationId, category, role: "secretary", clauseIds: [] });
      for (const [index, clause] of firstClauses.entries())
        await insertClause(tx, {
          standardId: id,
          kind: clause.kind,
          title: input.language === "en" ? clause.en : clause.zh,
          position: (index + 1) * 1_000,
          content: [],
          liveState: seedState([]),
        });
      for (const substage of ["00", at.substage])
        await insertMove(tx, { standardId: id, ...at, substage, reason: input.purpose, gates: [], byId: personId });
      await record({ act: "standard.proposed", entity: "standard", entityId: id });
      return { id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "standards.propose", input } },
  );
}

/** Moves through the stages: the gates are answered under the lock, and their answers are kept with the move. */
export function moveStandard(ctx: Ctx, input: z.output<typeof moveInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record, follow: queue }) => {
    const held = await holdStandard(tx, ctx.actor, input.id, { lock: true });
    permit(mayManageStandard(ctx.actor, held.facts));
    const { row, profile, now } = held;
    const dropsRevision = input.act === "drop" && row.publishedAt !== null;
    const passed = dropsRevision ? dropRevision(profile, row) : follow(profile, row, input.act);
    const last = passed?.at(-1);
    if (!passed || !last) throw new AppError("STATE_REFUSED", { reason: "stageMove" });
    const { facts: evidence, decision } = await gateFacts(tx, held);
    const gates = answerGates(profile, row, evidence, row.trialsRequired);
    const missing = gates.filter(({ holds }) => !holds);
    if (isGated(input.act) && missing.length > 0)
      throw new AppError("STATE_REFUSED", {
        reason: `gate_${missing[0]?.gate ?? ""}`,
        facts: { missing: missing.length },
      });
    if (reviewActs.some((one) => one === input.act) && decision !== input.act)
      throw new AppError("STATE_REFUSED", { reason: "reviewDecidedOtherwise" });
    const { personId } = actingOf(ctx);
    const withdrawing = stageOf(profile, row.stage)?.withdrawal === true && input.act === "approve";
    const publishing = input.act === "close" && stageOf(profile, row.stage)?.publication === true;
    if (input.replacedById !== undefined) await checkReplacement(tx, row.id, input.replacedById, withdrawing);
    let publishedVersion: number | null = null;
    if (publishing || dropsRevision || (input.act === "approve" && !held.facts.published))
      publishedVersion = await insertVersion(tx, {
        standardId: row.id,
        stage: `${row.stage}.${row.substage}`,
        clauses: versionClauses(await numberedClauses(tx, row.id)),
        reason: input.reason,
        byId: personId,
      });
    const moved = await updateStandardAtVersion(tx, row.id, input.version, {
      ...last,
      ...(last.stage === row.stage ? {} : { stageSince: now }),
      ...(publishing
        ? { publishedAt: now, publishedVersion, reviewDueAt: reviewDue(profile, now), edition: row.edition + 1 }
        : {}),
      ...(input.act === "confirm" ? { reviewDueAt: reviewDue(profile, now) } : {}),
      ...(input.act === "revise" ? { revision: row.revision + 1 } : {}),
      ...(withdrawing
        ? {
            withdrawnAt: now,
            withdrawalReason: input.reason,
            reviewDueAt: null,
            replacedById: input.replacedById ?? null,
          }
        : {}),
    });
    if (!moved) throw new AppError("VERSION_CONFLICT");
    if (dropsRevision) {
      const edition = await clausesOfEdition(tx, row.id, row.publishedVersion);
      await restoreEdition(tx, row.id, edition, { reason: input.reason, byId: personId });
    }
    for (const at of passed)
      await insertMove(tx, { standardId: row.id, ...at, reason: input.reason, gates: [...gates], byId: personId });
    const facts = { act: input.act, to: `${last.stage}.${last.substage}`, version: input.version + 1 };
    await record({ act: "standard.moved", entity: "standard", entityId: row.id, facts });
    await announce(tx, clauseTopic, { standardId: row.id });
    await queue("standard.moved", { standardId: row.id, published: publishing, ...facts });
    return { version: input.version + 1 };
  });
}

/** Only a withdrawal names what comes in its place: another standard that is in force. */
async function checkReplacement(tx: Tx, id: string, replacedById: string, withdrawing: boolean): Promise<void> {
  const [other] = await findMapped(tx, [replacedById]);
  if (!withdrawing || !other || other.withdrawnAt !== null || replacedById === id)
    throw new AppError("BAD_INPUT", { reason: "replacement", field: "replacedById" });
}

/** Adds a person for one of the person's own organisations; a second call changes role, category and clauses. */
export function addMember(ctx: Ctx, input: z.output<typeof addMemberInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdStandard(tx, ctx.actor, input.standardId, { lock: true });
    permit(mayManageStandard(ctx.actor, held.facts));
    const [person] = await peopleByEmail([input.email.toLowerCase()]);
    const organisationId = input.organisationId ?? person?.organisationIds[0];
    if (!person || !organisationId || !person.organisationIds.includes(organisationId))
      throw new AppError("BAD_INPUT", { reason: "memberUnknown", field: "email" });
    // One organisation stands for one interest, otherwise it could sit on both sides of the balance.
    const other = held.row.members.find((one) => one.organisationId === organisationId && one.personId !== person.id);
    if (other && other.category !== input.category)
      throw new AppError("CONFLICT", { reason: "memberCategory", field: "category" });
    const { category, role, clauseIds } = input;
    if (person.id === held.row.members.find((one) => one.role === "secretary")?.personId && role !== "secretary")
      throw new AppError("CONFLICT", { reason: "lastSecretary", field: "role" });
    await putMember(tx, {
      standardId: input.standardId,
      personId: person.id,
      organisationId,
      category,
      role,
      clauseIds,
    });
    await record({
      act: "standard.memberAdded",
      entity: "standard",
      entityId: input.standardId,
      facts: { personId: person.id, role },
    });
    return { done: true };
  });
}

export function removeMember(ctx: Ctx, input: z.output<typeof memberInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdStandard(tx, ctx.actor, input.standardId, { lock: true });
    permit(mayManageStandard(ctx.actor, held.facts));
    const others = held.row.members.filter(({ personId }) => personId !== input.personId);
    if (!others.some(({ role }) => role === "secretary")) throw new AppError("CONFLICT", { reason: "lastSecretary" });
    await removeMemberRow(tx, input.standardId, input.personId);
    await announce(tx, clauseTopic, { standardId: input.standardId });
    await record({
      act: "standard.memberRemoved",
      entity: "standard",
      entityId: input.standardId,
      facts: { personId: input.personId },
    });
    return { done: true };
  });
}

/** Answers the patent call of the present stage for the own organisation. */
export function declarePatents(ctx: Ctx, input: z.output<typeof patentInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdStandard(tx, ctx.actor, input.standardId, { lock: true });
    permit(mayDeclarePatents(ctx.actor, held.facts));
    const { personId, organisationId } = actingOf(ctx);
    const { standardId, holds, details } = input;
    const { stage, revision } = held.row;
    await putPatent(tx, { standardId, organisationId, revision, stage, holds, details, byId: personId });
    await record({
      act: "standard.patentsDeclared",
      entity: "standard",
      entityId: standardId,
      facts: { organisationId, holds },
    });
    return { done: true };
  });
}

export async function listStandards(
  ctx: Ctx,
  input: z.output<typeof listInput>,
): Promise<z.output<typeof standardPage>> {
  permitOrThrow(mayListStandards());
  const page = input.page ?? 1;
  const scope = input.scope ?? "catalogue";
  const search = input.search ?? "";
  const mine = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const where = {
    AND: [
      visibleStandards(ctx.actor),
      scope === "catalogue" ? { publishedAt: { not: null } } : {},
      scope === "consultations" ? { ...consultingFilter(), publishedAt: null } : {},
      scope === "mine" ? { members: { some: { personId: mine ?? "00000000-0000-0000-0000-000000000000" } } } : {},
      search
        ? {
            OR: [
              { titleZh: { contains: search, mode: "insensitive" as const } },
              { titleEn: { contains: search, mode: "insensitive" as const } },
              { purpose: { contains: search, mode: "insensitive" as const } },
            ],
          }
        : {},
    ],
  };
  const [rows, total] = await Promise.all([
    findStandards(db(), where, { skip: (page - 1) * pageRows, take: pageRows }),
    countStandards(db(), where),
  ]);
  const organisations = await organisationsById(rows.map(({ proposerOrganisationId }) => proposerOrganisationId));
  return {
    total,
    page,
    pages: Math.max(1, Math.ceil(total / pageRows)),
    items: rows.map((row) => summaryOf(row, organisations)),
  };
}

export async function readStandard(ctx: Ctx, id: string): Promise<z.output<typeof standardView>> {
  const held: HeldStandard = await holdStandard(db(), ctx.actor, id);
  permitOrThrow(mayReadStandard(ctx.actor, held.facts));
  const [moves, patents, clauses, versions, facts] = await Promise.all([
    listMoves(db(), id),
    listPatents(db(), id),
    numberedClauses(db(), id),
    listVersions(db(), id),
    gateFacts(db(), held),
  ]);
  const { members, proposerOrganisationId } = held.row;
  const [organisations, people] = await Promise.all([
    organisationsById([proposerOrganisationId, ...members.map(({ organisationId }) => organisationId)]),
    peopleById([...members.map(({ personId }) => personId), ...moves.map(({ byId }) => byId)]),
  ]);
  // During a revision the draft belongs to the group; everybody else reads on in what is published.
  const outside = !mayReadWorkspace(ctx.actor, held.facts).allowed && !held.facts.consulting && held.facts.readable;
  const shown =
    outside && !held.facts.published
      ? (await clausesOfEdition(db(), id, held.row.publishedVersion)).map((clause) =>
          clauseSummaryOf({ ...clause, locked: false, version: 1 }),
        )
      : clauses.map(clauseSummaryOf);
  const distinct = new Map(members.map(({ organisationId, category }) => [organisationId, category]));
  return standardViewOf(ctx, held, {
    organisations,
    moves,
    people,
    clauses: shown,
    versions,
    balance: atMostHalf([...distinct.values()]),
    gates: answerGates(held.profile, held.row, facts.facts, held.row.trialsRequired),
    decision: facts.decision,
    members: members.map((member) => ({
      person: personName(people, member.personId),
      organisation: organisationName(organisations, member.organisationId),
      category: member.category,
      role: member.role,
      clauseIds: member.clauseIds,
    })),
    patents: patents.map((patent) => ({
      organisation: organisationName(organisations, patent.organisationId),
      stage: patent.stage,
      revision: patent.revision,
      holds: patent.holds,
      details: patent.details,
    })),
  });
}
