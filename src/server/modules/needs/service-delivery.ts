import type { z } from "zod";
import { awardWaits } from "@/domain/needs/award-rules";
import { type NeedState, needContent, sealedProposal, type WorkPackage } from "@/domain/needs/schema";
import { after, type NeedAct } from "@/domain/needs/states";
import type { Decision } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import type { Act } from "@/server/platform/act";
import { databaseNow, type Tx } from "@/server/platform/db";
import { findNeedForService, lockNeed } from "./access";
import { setNeedState } from "./repo";
import { findAward, listComplaints } from "./repo-evaluation";
import { findProposal } from "./repo-proposals";

/** An award that came into force, as an engagement is made of it. */
export type AwardInForce = {
  proposalId: string;
  kind: string;
  title: string;
  language: string;
  conceptIds: string[];
  /** Everybody could see the need. */
  isPublic: boolean;
  buyerOrganisationId: string;
  winnerId: string;
  content: z.output<typeof sealedProposal>;
  workPackages: readonly WorkPackage[];
  now: Date;
};

/**
 * For the engagements module: locks the need and gives its award, once the standstill is over and every complaint is
 * answered. `ask` is the caller's policy over the award's parties.
 * @throws AppError NOT_FOUND without an award, STATE_REFUSED (standstill, complaintOpen, state_beginDelivery)
 */
export async function awardInForce(
  { tx, permit }: Act,
  needId: string,
  ask: (parties: { buyerOrganisationId: string; winnerId: string }) => Decision,
): Promise<AwardInForce> {
  await lockNeed(tx, needId);
  const [row, award] = [await findNeedForService(tx, needId), await findAward(tx, needId)];
  // Without an award the policy is asked with nobody's parties, so that a stranger learns nothing of the need.
  permit(
    ask({
      buyerOrganisationId: row && award ? row.buyerOrganisationId : "",
      winnerId: award?.proposal.organisationId ?? "",
    }),
  );
  if (!row || !award) throw new AppError("NOT_FOUND");
  const now = await databaseNow(tx);
  const waits = awardWaits(award, await listComplaints(tx, needId), now);
  if (waits) throw new AppError("STATE_REFUSED", { reason: waits });
  const delivering: readonly NeedState[] = ["awarded", "delivering", "accepted", "archived"];
  if (!delivering.includes(row.state)) throw new AppError("STATE_REFUSED", { reason: "state_beginDelivery" });
  const opened = (await findProposal(tx, award.proposalId))?.versions[0]?.opened as { content: unknown } | null;
  const asked = needContent.parse(row.content);
  return {
    proposalId: award.proposalId,
    kind: row.kind,
    title: row.title,
    language: row.language,
    conceptIds: row.conceptIds,
    isPublic: row.visibility === "public",
    buyerOrganisationId: row.buyerOrganisationId,
    winnerId: award.proposal.organisationId,
    content: sealedProposal.parse(opened?.content),
    workPackages: asked.workPackages,
    now,
  };
}

/**
 * For the engagements module: moves the need with its engagement, in the engagement's own transaction.
 * @throws AppError STATE_REFUSED where the table of transitions does not know the move
 */
export async function moveNeed(
  { tx, record, follow }: Act,
  needId: string,
  move: Extract<NeedAct, "beginDelivery" | "accept" | "archive" | "terminate">,
): Promise<void> {
  await lockNeed(tx, needId);
  const row = await findNeedForService(tx, needId);
  const state = row ? after(row.state, move) : null;
  if (state === null) throw new AppError("STATE_REFUSED", { reason: `state_${move}` });
  await setNeedState(tx, needId, state);
  await record({ act: `need.${state}`, entity: "need", entityId: needId });
  await follow("need.moved", { needId, state });
}

/** For crowd tests: a published need of this kind that the organisation posted itself. */
export async function isOwnCrowdNeed(tx: Tx, needId: string, organisationId: string): Promise<boolean> {
  const row = await findNeedForService(tx, needId);
  return row?.kind === "crowdTest" && row.publishedAt !== null && row.buyerOrganisationId === organisationId;
}
