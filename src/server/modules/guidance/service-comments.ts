import type { z } from "zod";
import { duplicateGroups } from "@/domain/guidance/clusters";
import { sectionsOf } from "@/domain/guidance/markdown";
import {
  mayComment,
  mayEditComment,
  mayListGuidance,
  mayReadComment,
  mayResolveConsultation,
  maySupportComment,
} from "@/domain/guidance/policy";
import {
  type clusterInput,
  type commentEditInput,
  type commentInput,
  type commentsInput,
  documentContent,
  type moveInput,
  pageRows,
  type replyInput,
  type supportInput,
} from "@/domain/guidance/schema";
import type { commentHistory, commentPage } from "@/domain/guidance/views";
import { AppError } from "@/domain/shared/errors";
import { redlineText } from "@/domain/shared/redline";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { holdConsultation } from "./access-consultations";
import {
  editComment,
  findCluster,
  findComment,
  insertCluster,
  insertComment,
  listComments,
  listUngrouped,
  listVersions,
  moveToCluster,
  replyToCluster,
  setSupport,
  supportersByVersion,
} from "./repo-comments";
import { actingOf, queryOf } from "./service-documents";
import { organisationName } from "./view";

/** So many take about half a second; once they are grouped, the next ones are looked at. */
const comparedAtOnce = 2_000;

/** A page of comments on one section or all of them, with the same rule for rows, count and search. */
export async function readComments(
  ctx: Ctx,
  input: z.output<typeof commentsInput>,
): Promise<z.output<typeof commentPage>> {
  permitOrThrow(mayListGuidance());
  const { open, makers } = await holdConsultation(db(), ctx.actor, input.id);
  const page = input.page ?? 1;
  const personId = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const { rows, total } = await db().$transaction((tx) =>
    listComments(
      tx,
      {
        consultationId: input.id,
        makers,
        personId,
        section: input.section,
        clusterId: input.cluster,
        tokens: queryOf(input.query),
        newest: input.sort === "newest",
      },
      { skip: (page - 1) * pageRows, take: pageRows },
    ),
  );
  const organisations = await organisationsById(rows.flatMap(({ organisationId }) => organisationId ?? []));
  return {
    total,
    page,
    pages: Math.max(1, Math.ceil(total / pageRows)),
    items: rows.map((row) => ({
      id: row.id,
      number: row.number,
      section: row.section,
      questionKey: row.questionKey,
      text: row.text,
      language: row.language,
      organisation: row.organisationId ? organisationName(organisations, row.organisationId) : null,
      confidential: row.confidential,
      mine: row.personId === personId,
      version: row.version,
      support: row.supportCount,
      supported: row.supports.length > 0,
      clusterId: row.clusterId,
      createdAt: row.createdAt.toISOString(),
      editedAt: row.editedAt?.toISOString() ?? null,
      can: {
        support: maySupportComment(ctx.actor, { open, makers }, row).allowed,
        edit: mayEditComment(ctx.actor, { open, makers }, row).allowed,
      },
    })),
  };
}

export function writeComment(ctx: Ctx, input: z.output<typeof commentInput>): Promise<{ id: string; number: number }> {
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      const { row, open, makers } = await holdConsultation(tx, ctx.actor, input.id);
      permit(mayComment(ctx.actor, { open, makers }));
      const content = documentContent.parse(row.content);
      const anchors = new Set([
        "top",
        ...[content.bodyZh, content.bodyEn].flatMap(sectionsOf).map(({ anchor }) => anchor),
      ]);
      if (!anchors.has(input.section)) throw new AppError("BAD_INPUT", { reason: "SECTION_UNKNOWN", field: "section" });
      const asked = content.consultation?.questions ?? [];
      if (input.questionKey && !asked.some(({ key }) => key === input.questionKey))
        throw new AppError("BAD_INPUT", { reason: "SECTION_UNKNOWN", field: "questionKey" });
      const { personId, organisationId } = actingOf(ctx);
      const comment = await insertComment(tx, {
        consultationId: input.id,
        section: input.section,
        questionKey: input.questionKey ?? null,
        personId,
        organisationId: input.forOrganisation && organisationId ? organisationId : null,
        confidential: input.confidential,
        text: input.text,
        language: input.language,
      });
      await record({ act: "comment.written", entity: "consultation", entityId: input.id, facts: { id: comment.id } });
      return { id: comment.id, number: comment.number };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "guidance.comment", input } },
  );
}

/** A new wording beside the old ones: whoever supported it sees what they supported. */
export function changeComment(
  ctx: Ctx,
  { commentId, version, text }: z.output<typeof commentEditInput>,
): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const comment = found(await findComment(tx, commentId));
    const { open, makers, now } = await holdConsultation(tx, ctx.actor, comment.consultationId);
    permit(mayEditComment(ctx.actor, { open, makers }, comment));
    if (!(await editComment(tx, commentId, version, text, now, comment.consultationId)))
      throw new AppError("VERSION_CONFLICT");
    await record({
      act: "comment.edited",
      entity: "consultation",
      entityId: comment.consultationId,
      facts: { id: commentId },
    });
    return { version: version + 1 };
  });
}

/** Supports exactly the wording that was read. */
export function supportComment(
  ctx: Ctx,
  { commentId, version, support }: z.output<typeof supportInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const comment = found(await findComment(tx, commentId));
    const { facts, open, makers } = await holdConsultation(tx, ctx.actor, comment.consultationId);
    if (!mayReadComment(ctx.actor, facts, comment).allowed) throw new AppError("NOT_FOUND");
    permit(maySupportComment(ctx.actor, { open, makers }, comment));
    if (support && comment.version !== version) throw new AppError("VERSION_CONFLICT");
    await setSupport(tx, commentId, actingOf(ctx).personId, version, support);
    await record({
      act: support ? "comment.supported" : "comment.unsupported",
      entity: "consultation",
      entityId: comment.consultationId,
      facts: { id: commentId },
    });
    return { done: true };
  });
}

/** Every wording a comment has had, what changed, and how many supported which. */
export async function readCommentHistory(ctx: Ctx, commentId: string): Promise<z.output<typeof commentHistory>> {
  const comment = found(await findComment(db(), commentId));
  const { facts } = await holdConsultation(db(), ctx.actor, comment.consultationId);
  const decision = mayReadComment(ctx.actor, facts, comment);
  if (!decision.allowed) throw new AppError("NOT_FOUND");
  permitOrThrow(decision);
  const [versions, supporters] = await Promise.all([
    listVersions(db(), commentId),
    supportersByVersion(db(), commentId),
  ]);
  return versions.map(({ version, text, at }, index) => ({
    version,
    text,
    at: at.toISOString(),
    pieces: redlineText(versions[index - 1]?.text ?? text, text),
    supportersThen: supporters.get(version) ?? 0,
  }));
}

/** Suggests groups of comments that say nearly the same; nothing is grouped until somebody says so. */
export async function suggestClusters(ctx: Ctx, id: string): Promise<{ commentIds: string[]; text: string }[]> {
  const { facts } = await holdConsultation(db(), ctx.actor, id);
  permitOrThrow(mayResolveConsultation(ctx.actor, facts));
  const rows = await listUngrouped(db(), id, comparedAtOnce);
  const texts = new Map(rows.map((row) => [row.id, row.text]));
  return duplicateGroups(rows)
    .slice(0, 50)
    .map((commentIds) => ({
      commentIds: commentIds.slice(0, 1_000),
      text: (texts.get(commentIds[0] ?? "") ?? "").slice(0, 300),
    }));
}

export function makeCluster(ctx: Ctx, input: z.output<typeof clusterInput>): Promise<{ id: string; moved: number }> {
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      const { facts } = await holdConsultation(tx, ctx.actor, input.id);
      permit(mayResolveConsultation(ctx.actor, facts));
      const made = await insertCluster(tx, input.id, input.title, input.commentIds);
      await record({ act: "cluster.made", entity: "consultation", entityId: input.id, facts: { moved: made.moved } });
      return made;
    },
    { idempotency: { key: input.idempotencyKey, procedure: "guidance.cluster", input } },
  );
}

/** Puts comments into a group of the same consultation, or out of any: what nobody else said deserves its reply too. */
export function moveComments(
  ctx: Ctx,
  { id, clusterId, commentIds }: z.output<typeof moveInput>,
): Promise<{ moved: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { facts } = await holdConsultation(tx, ctx.actor, id);
    permit(mayResolveConsultation(ctx.actor, facts));
    if (clusterId !== null && (await findCluster(tx, clusterId))?.consultationId !== id)
      throw new AppError("NOT_FOUND");
    const moved = await moveToCluster(tx, id, clusterId, commentIds);
    await record({ act: "cluster.moved", entity: "consultation", entityId: id, facts: { moved } });
    return { moved };
  });
}

/** The one reasoned reply to everybody in the group; public from now on. */
export function replyCluster(ctx: Ctx, input: z.output<typeof replyInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const cluster = found(await findCluster(tx, input.clusterId));
    const { facts, now } = await holdConsultation(tx, ctx.actor, cluster.consultationId);
    permit(mayResolveConsultation(ctx.actor, facts));
    const { title, decision, reply } = input;
    const data = { title, decision, reply, repliedById: actingOf(ctx).personId, repliedAt: now };
    if (!(await replyToCluster(tx, input.clusterId, input.version, data))) throw new AppError("VERSION_CONFLICT");
    await record({
      act: "cluster.replied",
      entity: "consultation",
      entityId: cluster.consultationId,
      facts: { id: input.clusterId, decision },
    });
    return { version: input.version + 1 };
  });
}
