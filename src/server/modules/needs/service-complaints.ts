import type { z } from "zod";
import { mayComplain, mayReadComplaints, mayReplyComplaint } from "@/domain/needs/policy";
import type { complaintInput, complaintReply } from "@/domain/needs/schema";
import { AppError } from "@/domain/shared/errors";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, isUniqueViolation } from "@/server/platform/db";
import { holdNeed } from "./access";
import { setNeedState } from "./repo";
import {
  annulAwardRow,
  findAward,
  findComplaint,
  insertComplaint,
  listComplaints,
  presentRound,
  replyComplaintRow,
} from "./repo-evaluation";
import { proposerIds } from "./repo-proposals";
import { actingId, personId } from "./service-needs";
import { nameOf } from "./view";

/** A complaint against the award, until its standstill ends by the database's clock. The award waits for the reply. */
export function complain(ctx: Ctx, input: z.output<typeof complaintInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async ({ tx, permit, record, follow }) => {
      const held = await holdNeed(tx, ctx.actor, input.needId, { lock: true });
      const award = await findAward(tx, input.needId);
      const proposers = await proposerIds(tx, input.needId);
      const organisationId = actingId(ctx);
      permit(
        mayComplain(ctx.actor, held.facts, {
          proposed: proposers.some((one) => one.organisationId === organisationId),
          won: award?.proposal.organisationId === organisationId,
          beforeStandstillEnds: award !== null && held.now < award.standstillUntil,
        }),
      );
      if (!award) throw new AppError("NOT_FOUND");
      const complaint = await insertComplaint(tx, {
        needId: input.needId,
        organisationId,
        byId: personId(ctx),
        awardAt: award.at,
        text: input.text,
        at: held.now,
      });
      await record({ act: "complaint.made", entity: "need", entityId: input.needId, facts: { id: complaint.id } });
      await follow("complaint.made", { needId: input.needId, complaintId: complaint.id });
      return { id: complaint.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "needs.complain", input } },
  ).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw new AppError("DUPLICATE", { reason: "complaintAlready" });
    throw error;
  });
}

/** The buyer's reply. An upheld complaint annuls its award, which is kept as it stood, and the evaluation goes on. */
export function replyComplaint(
  ctx: Ctx,
  { complaintId, upheld, reply }: z.output<typeof complaintReply>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const first = await findComplaint(tx, complaintId);
    const held = await holdNeed(tx, ctx.actor, first?.needId ?? complaintId, { lock: true });
    const complaint = await findComplaint(tx, complaintId);
    permit(
      mayReplyComplaint(ctx.actor, held.facts, {
        replied: complaint?.repliedAt !== null,
        conflicted: held.panel.conflicted,
      }),
    );
    await replyComplaintRow(tx, complaintId, { upheld, reply, repliedById: personId(ctx), repliedAt: held.now });
    const needId = held.row.id;
    const award = await findAward(tx, needId);
    // One about an earlier award, annulled for another complaint, says nothing against the present one.
    if (upheld && complaint?.awardAt.getTime() === award?.at.getTime()) {
      await annulAwardRow(tx, needId, await presentRound(tx, needId), complaintId);
      await setNeedState(tx, needId, "evaluating");
      await record({ act: "award.annulled", entity: "need", entityId: needId, facts: { complaintId } });
      await follow("need.awardAnnulled", { needId, complaintId });
    }
    await record({ act: "complaint.replied", entity: "need", entityId: needId, facts: { complaintId, upheld } });
    await follow("complaint.replied", { needId, complaintId });
    return { done: true };
  });
}

/** All complaints for the buyer, one's own for a proposer; for everybody else there are none. */
export async function readComplaints(ctx: Ctx, needId: string) {
  permitOrThrow(mayReadComplaints(ctx.actor));
  const held = await holdNeed(db(), ctx.actor, needId);
  const organisationId = actingId(ctx);
  const buys = organisationId === held.row.buyerOrganisationId;
  const [all, award, proposers] = await Promise.all([
    listComplaints(db(), needId),
    findAward(db(), needId),
    proposerIds(db(), needId),
  ]);
  const rows = all.filter((one) => buys || one.organisationId === organisationId);
  const organisations = await organisationsById(rows.map((one) => one.organisationId));
  return {
    complaints: rows.map((one) => ({
      id: one.id,
      organisation: nameOf(organisations, one.organisationId),
      text: one.text,
      at: one.at.toISOString(),
      reply: one.reply,
      upheld: one.upheld,
      repliedAt: one.repliedAt?.toISOString() ?? null,
      can: {
        reply: mayReplyComplaint(ctx.actor, held.facts, {
          replied: one.repliedAt !== null,
          conflicted: held.panel.conflicted,
        }).allowed,
      },
    })),
    can: {
      complain:
        !all.some((one) => one.organisationId === organisationId && one.awardAt.getTime() === award?.at.getTime()) &&
        mayComplain(ctx.actor, held.facts, {
          proposed: proposers.some((one) => one.organisationId === organisationId),
          won: award?.proposal.organisationId === organisationId,
          beforeStandstillEnds: award !== null && held.now < award.standstillUntil,
        }).allowed,
    },
  };
}
