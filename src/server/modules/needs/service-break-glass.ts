import { useBreakGlass } from "@/server/modules/identity/service-break-glass";
import { act, found } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { findProposal } from "./repo-proposals";
import { unsealVersion } from "./sealed-version";

/**
 * A sealed proposal, read in an emergency by the operator to whom a security administrator granted it. The reading is
 * recorded and its owner is told; the proposal stays sealed for everybody else.
 */
export function readProposalInEmergency(ctx: Ctx, grantId: string) {
  return act(ctx, async (current) => {
    const proposalId = await useBreakGlass(current, grantId, "proposal");
    const proposal = found(await findProposal(current.tx, proposalId));
    const version = found(proposal.versions[0]);
    await current.record({
      act: "breakGlass.used",
      entity: "proposal",
      entityId: proposalId,
      facts: { grantId, needId: proposal.needId },
    });
    await current.follow("breakGlass.used", { id: grantId, entity: "proposal", entityId: proposalId });
    return {
      needId: proposal.needId,
      organisationId: proposal.organisationId,
      submittedAt: version.submittedAt.toISOString(),
      content: unsealVersion(proposal).content,
    };
  });
}
