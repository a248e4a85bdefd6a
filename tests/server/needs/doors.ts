import { randomUUID } from "node:crypto";

/** The board's newer doors in the matrix: consortia, confidential parts, draws, complaints, saved views. */

export function boardInputs(needId: string): Record<string, unknown> {
  const id = randomUUID();
  const key = randomUUID();
  const seed = "a".repeat(64);
  return {
    "needs.complaints": { id: needId },
    "needs.complain": { needId, text: "a text of ten", idempotencyKey: key },
    "needs.replyComplaint": { complaintId: id, upheld: false, reply: "a text of ten" },
    "needs.confidential": { id: needId },
    "needs.writeConfidential": { needId, ndaText: "a text of at least twenty", body: "body", fileIds: [] },
    "needs.signNda": { needId, version: 1, signedName: "Somebody", authorised: true },
    "needs.consortia": { id: needId },
    "needs.together": {},
    "needs.formConsortium": {
      needId,
      version: 0,
      agreement: "a text of ten",
      leadRole: "lead",
      leadShare: 50,
      members: [{ organisationId: id, role: "r", share: 50 }],
    },
    "needs.dissolveConsortium": { id: needId },
    "needs.answerConsortium": { consortiumId: id, version: 1, confirmed: true },
    "needs.askTeam": { needId, email: "nobody@people.example", role: "lead" },
    "needs.answerTeam": { requestId: id, consents: true },
    "needs.draws": { id: needId },
    "needs.prepareDraw": {
      needId,
      emails: ["nobody@people.example", "noone@people.example"],
      places: 1,
      reserves: 0,
      idempotencyKey: key,
    },
    "needs.commitSeed": { drawId: id, commitment: seed },
    "needs.revealSeed": { drawId: id, seed },
    "needs.follow": { id: needId, follow: true },
    "needs.savedViews": {},
    "needs.keepView": { name: "mine", query: {} },
    "needs.dropView": { name: "theirs" },
  };
}

type Row = Record<string, string>;

export function boardStated<R extends Row>({
  all,
  except,
  earnest,
}: {
  all: (answer: string) => R;
  except: (base: R, change: Partial<R>) => R;
  earnest: (buyer: string, others?: string) => R;
}): Record<string, R> {
  const change = (base: R, row: Row) => except(base, row as Partial<R>);
  const everybody = all("ok");
  const signIn = { visitor: "UNAUTHENTICATED signIn" };
  const scoped = change(everybody, { ...signIn, token: "FORBIDDEN scope" });
  const unverified = Object.fromEntries(
    ["person", "unverified", "operator", "auditor", "securityAdmin", "oneFactor"].map((one) => [
      one,
      "FORBIDDEN notVerified",
    ]),
  );
  const own = change(everybody, { ...signIn, token: "FORBIDDEN browserOnly" });
  // The need of this world is past its deadline.
  const answering = earnest("FORBIDDEN ownNeed", "FORBIDDEN deadlinePassed");
  // What does not exist is not found, which counts as "ok".
  return {
    "needs.complaints": change(scoped, { oneFactor: "SECOND_FACTOR_REQUIRED secondFactor" }),
    "needs.complain": change(earnest("FORBIDDEN notFound", "FORBIDDEN notFound"), {
      proposer: "FORBIDDEN state_complain",
    }),
    "needs.replyComplaint": everybody,
    "needs.confidential": change(scoped, { ...unverified }),
    "needs.writeConfidential": earnest("FORBIDDEN state_amend"),
    "needs.signNda": answering,
    "needs.consortia": scoped,
    "needs.together": scoped,
    "needs.formConsortium": answering,
    "needs.dissolveConsortium": answering,
    "needs.answerConsortium": everybody,
    "needs.askTeam": answering,
    "needs.answerTeam": change(all("FORBIDDEN notFound"), { ...signIn, token: "FORBIDDEN scope" }),
    "needs.draws": everybody,
    "needs.prepareDraw": earnest("ok"),
    "needs.commitSeed": everybody,
    "needs.revealSeed": everybody,
    "needs.follow": change(scoped, { buyer: "FORBIDDEN ownNeed", viewer: "FORBIDDEN ownNeed" }),
    "needs.savedViews": own,
    "needs.keepView": own,
    "needs.dropView": own,
  };
}
