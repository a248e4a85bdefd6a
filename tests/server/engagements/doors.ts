import { randomUUID } from "node:crypto";
import { active } from "./stages";

/** The engagements' part of the matrix: its parties are not among the matrix's readers, so nobody finds it. */

const world = { id: "", milestoneId: "" };

export async function engagementsWorld(): Promise<void> {
  const { engagementId } = await active();
  world.id = engagementId;
}

export function engagementsInputs(): Record<string, unknown> {
  const { id } = world;
  const part = randomUUID();
  const key = randomUUID();
  return {
    "engagements.list": {},
    "engagements.get": { id },
    "engagements.ofNeed": { needId: part },
    "engagements.record": { id: part },
    "engagements.begin": { needId: part, idempotencyKey: key },
    "engagements.writeAgreement": {
      id,
      version: 1,
      text: "a text of ten",
      startsOn: null,
      endsOn: null,
      milestones: [],
    },
    "engagements.sign": { id, agreementVersion: 1 },
    "engagements.close": { id },
    "engagements.deliver": { milestoneId: part, note: "note", tests: [], fileIds: [], idempotencyKey: key },
    "engagements.decide": { milestoneId: part, number: 1, accepted: true },
    "engagements.requestChange": {
      id,
      kind: "change",
      title: "t",
      reason: "because",
      milestones: [],
      idempotencyKey: key,
    },
    "engagements.decideChange": { changeId: part, agreed: true },
    "engagements.withdrawChange": { changeId: part },
    "engagements.notePayment": {
      id,
      milestoneId: null,
      kind: "paid",
      amount: 1,
      on: "2026-01-01",
      idempotencyKey: key,
    },
    "engagements.message": { id, disputeId: null, text: "t", fileIds: [], idempotencyKey: key },
    "engagements.openDispute": { id, subject: "subject", text: "because", idempotencyKey: key },
    "engagements.nameMediator": { disputeId: part, email: "nobody@people.example" },
    "engagements.agreeMediator": { disputeId: part },
    "engagements.proposeSettlement": { disputeId: part, text: "a text of ten" },
    "engagements.agreeSettlement": { disputeId: part, settlementAt: "2026-01-01T00:00:00Z" },
    "engagements.withdrawDispute": { disputeId: part },
    "engagements.review": { id, scores: {}, text: "because", idempotencyKey: key },
    "engagements.saveWorkPackages": { id, packages: [], version: 1 },
    "engagements.saveResult": {
      id,
      resultId: null,
      kind: "paper",
      title: "t",
      shares: [{ organisationId: part, percent: 100 }],
      idempotencyKey: key,
    },
    "engagements.confirmResult": { resultId: part, version: 1 },
    "engagements.publishResult": { resultId: part, venue: "v", url: null, publishedOn: "2026-01-01" },
  };
}

type Row = Record<string, string>;

export function engagementsStated<R extends Row>({
  all,
  except,
}: {
  all: (answer: string) => R;
  except: (base: R, change: Partial<R>) => R;
}): Record<string, R> {
  const change = (base: R, row: Row) => except(base, row as Partial<R>);
  const everybody = all("ok");
  // An engagement that is not one's own is not found, which counts as "ok" in the matrix.
  const ofParties = change(everybody, { visitor: "UNAUTHENTICATED signIn", token: "FORBIDDEN scope" });
  const nobodyOf = Object.fromEntries(
    ["person", "operator", "oneFactor", "auditor", "securityAdmin"].map((one) => [one, "FORBIDDEN noOrganisation"]),
  );
  const begin = change(all("FORBIDDEN notFound"), {
    visitor: "UNAUTHENTICATED signIn",
    token: "FORBIDDEN scope",
    ...nobodyOf,
    unverified: "FORBIDDEN notVerified",
    viewer: "FORBIDDEN memberRole",
  });
  return {
    ...Object.fromEntries(Object.keys(engagementsInputs()).map((door) => [door, ofParties])),
    "engagements.record": everybody,
    "engagements.begin": begin,
  };
}
