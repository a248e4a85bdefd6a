import type { SealedProposal } from "@/domain/needs/schema";
import { unseal } from "@/server/platform/secrets";
import type { ProposalRow } from "./repo-proposals";

/** What is sealed: the content, and the random number that makes its published commitment say nothing. */
export type Envelope = { nonce: string; content: SealedProposal };

/** Binds the ciphertext to its row, so that one proposal's seal cannot be put in the place of another's. */
export const sealContext = (proposalId: string, number: number) => `proposal:${proposalId}:${number}`;

/** Opens the current version. Every caller has asked a policy and records the reading. */
export function unsealVersion(proposal: ProposalRow): Envelope {
  const version = proposal.versions[0];
  if (!version) throw new Error("a proposal without a version");
  return JSON.parse(unseal(version, sealContext(proposal.id, version.number)).toString("utf8")) as Envelope;
}
