import { randomUUID } from "node:crypto";
import { type Organisation, organisation } from "#tests/support/community";
import { paragraphs } from "@/domain/standards/content";
import type { StageAct } from "@/domain/standards/profiles";
import { addObjection, openBallot } from "@/server/modules/standards/service-ballots";
import { readClause, readText, saveClause } from "@/server/modules/standards/service-clauses";
import { addComment } from "@/server/modules/standards/service-comments";
import { addMember, moveStandard, proposeStandard, readStandard } from "@/server/modules/standards/service-standards";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";

/** A standard on its way, made through the services. */

async function propose(ctx: Ctx, profile: "gbt" | "community") {
  return proposeStandard(ctx, {
    profile,
    language: "zh-CN",
    titleZh: "工业控制系统远程运维安全要求",
    titleEn: "Security requirements for remote maintenance of industrial control systems",
    purpose: "远程运维缺少统一的安全要求。",
    category: "vendor",
    idempotencyKey: randomUUID(),
  });
}

async function proposed(profile: "gbt" | "community" = "community") {
  const firm = await organisation("securityFirm");
  const { id } = await propose(firm.owner.ctx, profile);
  return { id, firm, secretary: firm.owner.ctx };
}

/** In consultation, with a comment, a ballot and an objection, for the table of doors. */
export async function consulting(ctx: Ctx) {
  const { id } = await propose(ctx, "community");
  await db().$executeRaw`UPDATE "Standard" SET "stage" = '30' WHERE "id" = ${id}::uuid`;
  const { clauses } = await readText(ctx, id);
  const key = { standardId: id, idempotencyKey: randomUUID() };
  const comment = {
    clauseId: null,
    line: "",
    element: "",
    kind: "ge" as const,
    comment: "a comment",
    proposedChange: "",
  };
  const [made, objection, ballot] = [
    await addComment(ctx, { ...key, ...comment }),
    await addObjection(ctx, { standardId: id, idempotencyKey: randomUUID(), kind: "objection", text: "an objection" }),
    await openBallot(ctx, {
      standardId: id,
      idempotencyKey: randomUUID(),
      rule: "dis",
      closesAt: "2099-01-01T00:00:00Z",
    }),
  ];
  return { id, clauseId: clauses[0]?.id ?? "", commentId: made.id, objectionId: objection.id, ballotId: ballot.id };
}

/** A group of four organisations of four categories. */
export async function convened(profile: "gbt" | "community" = "community") {
  const stage = await proposed(profile);
  const others: Organisation[] = [];
  for (const [kind, category] of [
    ["enterprise", "industryUser"],
    ["research", "research"],
    ["government", "government"],
  ] as const) {
    const one = await organisation(kind);
    others.push(one);
    await addMember(stage.secretary, {
      standardId: stage.id,
      email: one.owner.email,
      category,
      role: "member",
      clauseIds: [],
    });
  }
  return { ...stage, others };
}

/**
 * Leads the standard on; before an approval every organisation of the group has answered the stage's patent call, and
 * the longest consultation has lasted.
 */
export async function move(ctx: Ctx, id: string, act: StageAct): Promise<void> {
  if (act === "approve") await answerCalls(id);
  if (act === "approve")
    await db()
      .$executeRaw`UPDATE "Standard" SET "stageSince" = "stageSince" - interval '60 days' WHERE "id" = ${id}::uuid`;
  const { version } = await readStandard(ctx, id);
  await moveStandard(ctx, { id, version, act, reason: "test" });
}

/** In drafting, with a scope that says something. */
export async function drafting(profile: "gbt" | "community" = "community") {
  const stage = await convened(profile);
  await move(stage.secretary, stage.id, "close");
  await move(stage.secretary, stage.id, "approve");
  const { clauses } = await readText(stage.secretary, stage.id);
  const scopeId = clauses.find(({ kind }) => kind === "scope")?.id ?? "";
  const { version } = await readClause(stage.secretary, scopeId);
  await saveClause(stage.secretary, { id: scopeId, version, content: paragraphs("本文件规定了远程运维的安全要求。") });
  return { ...stage, scopeId };
}

async function answerCalls(id: string): Promise<void> {
  await db().$executeRaw`
    INSERT INTO "PatentDeclaration" ("standardId", "organisationId", "revision", "stage", "holds", "details", "byId")
    SELECT DISTINCT ON (m."organisationId") m."standardId", m."organisationId", s."revision", s."stage", false, '', m."personId"
    FROM "GroupMember" m JOIN "Standard" s ON s."id" = m."standardId" WHERE s."id" = ${id}::uuid
    ON CONFLICT DO NOTHING`;
}

export async function passBallot(ballotId: string): Promise<void> {
  await db()
    .$executeRaw`UPDATE "Ballot" SET "closesAt" = clock_timestamp() - interval '1 second' WHERE "id" = ${ballotId}::uuid`;
}
