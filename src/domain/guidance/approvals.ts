/** Who still has to sign before an edition may be published: each issuing body, and never one person alone. */
export type ApprovalFacts = {
  readonly ownerOrganisationId: string;
  /** All issuing bodies, the owner among them. */
  readonly issuerIds: readonly string[];
  readonly createdById: string;
  readonly submittedById: string | null;
};
export type SignedDecision = { readonly organisationId: string; readonly personId: string; readonly approved: boolean };

/**
 * Bodies whose approval is missing. In a joint document handing in is the owner's signature, because another body's
 * person signs as well; a document of one body needs a second person of that body.
 */
export function missingApprovals(facts: ApprovalFacts, decisions: readonly SignedDecision[]): string[] {
  const signed = new Set(decisions.filter(({ approved }) => approved).map(({ organisationId }) => organisationId));
  const joint = facts.issuerIds.some((id) => id !== facts.ownerOrganisationId);
  if (joint && facts.submittedById !== null) signed.add(facts.ownerOrganisationId);
  return [...new Set([facts.ownerOrganisationId, ...facts.issuerIds])].filter((id) => !signed.has(id));
}

/** Why this person may not sign for this body, or null. */
export function signingFault(
  facts: ApprovalFacts,
  decisions: readonly SignedDecision[],
  signer: { personId: string; organisationId: string },
): "notIssuer" | "ownWork" | "alreadySigned" | null {
  if (signer.organisationId !== facts.ownerOrganisationId && !facts.issuerIds.includes(signer.organisationId))
    return "notIssuer";
  if (signer.personId === facts.submittedById || signer.personId === facts.createdById) return "ownWork";
  return missingApprovals(facts, decisions).includes(signer.organisationId) ? null : "alreadySigned";
}
