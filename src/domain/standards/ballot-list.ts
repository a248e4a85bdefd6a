import { z } from "zod";
import { canonicalJson } from "../shared/canonical-json";
import type { Sha256 } from "../shared/draw";
import { type BallotRule, countBallot, type Outcome, voteKinds } from "./ballot-rules";

/**
 * The list that is published when a ballot closes: the rule as data, the roster and every vote with what its receipt
 * was made of, so that a voter finds the own vote, and anybody counts again without asking this platform.
 */
const fraction = z.tuple([z.int().min(0), z.int().min(1)]);
export const ballotList = z.strictObject({
  ballotId: z.string(),
  title: z.string(),
  standardVersion: z.int(),
  closedAt: z.string(),
  rule: z.strictObject({
    id: z.string(),
    source: z.string(),
    choices: z.enum(["text", "review"]),
    observersVote: z.boolean(),
    excludesDrafter: z.boolean(),
    capsCategories: z.boolean(),
    conditions: z.array(
      z.strictObject({
        id: z.enum(["yes", "no", "quorum"]),
        part: z.enum(["yes", "yesFull", "no", "voted"]),
        of: z.enum(["cast", "castFull", "voted", "roster"]),
        is: z.enum(["atLeast", "atMost"]),
        share: fraction,
      }),
    ),
  }),
  drafterId: z.string().nullable(),
  roster: z.array(
    z.strictObject({ organisationId: z.string(), name: z.string(), category: z.string(), full: z.boolean() }),
  ),
  votes: z.array(
    z.strictObject({
      organisationId: z.string(),
      vote: z.enum(voteKinds),
      reason: z.string(),
      nonce: z.string(),
      receipt: z.string(),
    }),
  ),
  announced: z.strictObject({ approved: z.boolean(), decision: z.string().nullable() }),
});
export type BallotList = z.output<typeof ballotList>;

export type SealedVote = Omit<BallotList["votes"][number], "receipt">;

/** What a receipt commits to: the vote's canonical JSON with a random nonce. */
export function committedText(ballotId: string, vote: SealedVote): string {
  const { organisationId, vote: kind, reason, nonce } = vote;
  return canonicalJson({ ballotId, organisationId, vote: kind, reason, nonce });
}

/** A receipt is the SHA-256 of that text, 64 lower-case hex digits. */
export function receiptOf(ballotId: string, vote: SealedVote, sha256: Sha256): string {
  return sha256(committedText(ballotId, vote));
}

export type Recount = {
  readonly outcome: Outcome;
  /** Receipts that are not those of the vote beside them, organisations that stand twice, an announced result that differs. */
  readonly faults: readonly { readonly code: "receipt" | "twice" | "result"; readonly name: string }[];
};

/** Counts a published list again and looks for what does not hold in it. */
export function recount(list: BallotList, sha256: Sha256): Recount {
  const seen = new Set<string>();
  const faults: Recount["faults"][number][] = [];
  const names = new Map(list.roster.map(({ organisationId, name }) => [organisationId, name]));
  for (const vote of list.votes) {
    const name = names.get(vote.organisationId) ?? vote.organisationId;
    if (seen.has(vote.organisationId)) faults.push({ code: "twice", name });
    seen.add(vote.organisationId);
    if (receiptOf(list.ballotId, vote, sha256) !== vote.receipt) faults.push({ code: "receipt", name });
  }
  const categories = new Map(list.roster.map(({ organisationId, category }) => [organisationId, category]));
  const rule: Omit<BallotRule, "id" | "zh" | "en"> = list.rule;
  const outcome = countBallot(
    rule,
    list.roster,
    list.votes.map(({ organisationId, vote, reason }) => ({
      organisationId,
      category: categories.get(organisationId) ?? "",
      vote,
      hasReason: reason !== "",
    })),
    list.drafterId,
  );
  if (outcome.approved !== list.announced.approved || outcome.decision !== list.announced.decision)
    faults.push({ code: "result", name: "" });
  return { outcome, faults };
}
