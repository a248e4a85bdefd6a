import { randomUUID } from "node:crypto";
import {
  content,
  type Member,
  type Organisation,
  organisation,
  passDeadline,
  proposal,
} from "#tests/support/community";
import { appoint, declareConflict, saveScores, submitScores } from "@/server/modules/needs/service-evaluation";
import { createDraft, publishNeed } from "@/server/modules/needs/service-needs";
import { listReceivedProposals, openProposals, submitProposal } from "@/server/modules/needs/service-proposals";

/** A need brought to a stage through the services. */
export type Stage = {
  needId: string;
  buyer: Organisation;
  second: Member;
  firms: [Organisation, Organisation];
  proposals: [string, string];
};

export async function published(): Promise<{ needId: string; buyer: Organisation; second: Member }> {
  const buyer = await organisation("enterprise");
  const second = await buyer.join("admin");
  const draft = await createDraft(buyer.owner.ctx, { content: content(), idempotencyKey: randomUUID() });
  await publishNeed(buyer.owner.ctx, draft);
  return { needId: draft.id, buyer, second };
}

export async function proposed(prices: [number, number] = [50_000_000, 40_000_000]): Promise<Stage> {
  const stage = await published();
  const firms: [Organisation, Organisation] = [await organisation("securityFirm"), await organisation("securityFirm")];
  const proposals: [string, string] = ["", ""];
  for (const [index, firm] of firms.entries()) {
    const receipt = await submitProposal(firm.owner.ctx, {
      needId: stage.needId,
      content: proposal(prices[index] ?? 0),
      idempotencyKey: randomUUID(),
    });
    proposals[index] = receipt.proposalId;
  }
  return { ...stage, firms, proposals };
}

export async function opened(prices?: [number, number], from?: Stage): Promise<Stage> {
  const stage = from ?? (await proposed(prices));
  await passDeadline(stage.needId);
  await openProposals(stage.buyer.owner.ctx, stage.needId);
  await openProposals(stage.second.ctx, stage.needId);
  return stage;
}

export async function evaluated(prices?: [number, number], from?: Stage): Promise<Stage & { expert: Member }> {
  const stage = await opened(prices, from);
  const institute = await organisation("research");
  const expert = institute.owner;
  await appoint(stage.buyer.owner.ctx, { needId: stage.needId, emails: [expert.email] });
  await declareConflict(expert.ctx, { needId: stage.needId, hasConflict: false, note: "" });
  const received = await listReceivedProposals(expert.ctx, stage.needId);
  for (const [index, { proposalId }] of received.entries()) {
    await saveScores(expert.ctx, {
      needId: stage.needId,
      proposalId,
      scores: { quality: { score: 7 + index, comment: "" } },
    });
  }
  await submitScores(expert.ctx, stage.needId);
  return { ...stage, expert };
}
