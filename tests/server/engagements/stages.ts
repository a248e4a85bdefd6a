import { randomUUID } from "node:crypto";
import pg from "pg";
import { as } from "#tests/support/reader";
import { award } from "@/server/modules/needs/service-evaluation";
import { listReceivedProposals } from "@/server/modules/needs/service-proposals";
import { evaluated, type Stage } from "../needs/stages";

/** An award brought to a stage of its delivery through the doors. */
export type Delivery = Stage & { engagementId: string };

/** Awards to the second proposal, 400,000 yuan. */
export async function awarded(from?: Stage): Promise<Stage> {
  const stage = await evaluated(undefined, from);
  const received = await listReceivedProposals(stage.buyer.owner.ctx, stage.needId);
  await award(stage.buyer.owner.ctx, {
    needId: stage.needId,
    proposalId: stage.proposals[1],
    reason: "The best plan.",
    feedback: received.map(({ proposalId }) => ({ proposalId, text: "Thank you." })),
    idempotencyKey: randomUUID(),
  });
  return stage;
}

/** What only time can do to rows that are insert-only: the triggers are passed by. */
async function asTime(sql: string, needId: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query("SET session_replication_role = replica");
  await client.query(sql, [needId]);
  await client.end();
}

/** Moves the end of the standstill into the past. */
export function passStandstill(needId: string): Promise<void> {
  return asTime(
    `UPDATE "Award" SET "standstillUntil" = clock_timestamp() - interval '1 millisecond' WHERE "needId" = $1`,
    needId,
  );
}

/** Moves the deadline as it was published to before the opening. */
export function publishedDeadlinePassed(needId: string): Promise<void> {
  return asTime(
    `UPDATE "NeedVersion" SET "content" = jsonb_set("content", '{proposalDeadline}', '"2026-01-01T00:00:00Z"') WHERE "needId" = $1`,
    needId,
  );
}

export async function agreeing(stage?: Stage): Promise<Delivery> {
  const made = stage ?? (await awarded());
  await passStandstill(made.needId);
  const { id } = await as(made.buyer.owner.ctx).engagements.begin({
    needId: made.needId,
    idempotencyKey: randomUUID(),
  });
  return { ...made, engagementId: id };
}

export async function active(stage?: Stage): Promise<Delivery> {
  const made = await agreeing(stage);
  const buyer = as(made.buyer.owner.ctx).engagements;
  const before = await buyer.get({ id: made.engagementId });
  await buyer.writeAgreement({
    id: made.engagementId,
    version: before.version,
    text: "What was proposed is delivered as proposed.",
    startsOn: "2026-12-01",
    endsOn: "2027-03-01",
    milestones: before.items.map(({ id, title, dueOn }) => ({ id, title, dueOn })),
  });
  const { agreementVersion } = await buyer.get({ id: made.engagementId });
  await buyer.sign({ id: made.engagementId, agreementVersion });
  await as(made.firms[1].owner.ctx).engagements.sign({ id: made.engagementId, agreementVersion });
  return made;
}

export async function delivered(stage?: Stage): Promise<Delivery & { milestoneId: string }> {
  const made = await active(stage);
  const provider = as(made.firms[1].owner.ctx).engagements;
  const milestoneId = (await provider.get({ id: made.engagementId })).items[0]?.id ?? "";
  await provider.deliver({
    milestoneId,
    note: "Zones and conduits are built.",
    tests: [{ name: "Segmentation test", result: "passed", note: "" }],
    fileIds: [],
    idempotencyKey: randomUUID(),
  });
  return { ...made, milestoneId };
}

export async function accepted(): Promise<Delivery & { milestoneId: string }> {
  const made = await delivered();
  await as(made.buyer.owner.ctx).engagements.decide({
    milestoneId: made.milestoneId,
    number: 1,
    accepted: true,
    reason: "",
  });
  return made;
}
