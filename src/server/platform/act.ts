import type { Decision } from "@/domain/shared/actor";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { AppError, type ErrorCode, type ErrorFacts } from "@/domain/shared/errors";
import type { Ctx } from "./ctx";
import { databaseNow, db, type Tx } from "./db";
import type { Prisma } from "./prisma/client";
import { type FollowOptions, publish } from "./queue";
import { hashToken } from "./secrets";
import { transaction } from "./transaction";

/** What is written down about a change, in the change's own transaction. */
export type Story = {
  act: string;
  entity: string;
  entityId: string;
  /** Never sealed or secret content: the auditor reads this. */
  facts?: Prisma.InputJsonObject;
};

export type Act = {
  readonly tx: Tx;
  readonly ctx: Ctx;
  /** The database's clock at the moment of asking. */
  now(): Promise<Date>;
  /** Asks a policy. A refusal ends the act; without any permit nothing is recorded and the act fails as a bug. */
  permit(decision: Decision): void;
  /** Audit event, in this transaction. */
  record(story: Story): Promise<void>;
  /**
   * Work that follows once this transaction has committed: `topic` fans out to the queues that subscribed to it.
   * With `at`, not before that moment by the database's clock.
   */
  follow(topic: string, payload: Prisma.InputJsonObject, options?: FollowOptions): Promise<void>;
};

type Options = {
  /** Makes a repeated call return the first answer instead of acting twice. */
  idempotency?: { key: string; procedure: string; input: unknown };
};

/**
 * One change: one transaction in which a policy is asked, rows change, the story is recorded and following work is
 * queued. The answer is what the caller sees; with an idempotency key it must be plain JSON.
 */
export async function act<T>(ctx: Ctx, work: (act: Act) => Promise<T>, options: Options = {}): Promise<T> {
  return transaction(async (tx) => {
    const { idempotency } = options;
    if (idempotency && ctx.actor.kind === "person") {
      const earlier = await claimKey(tx, ctx.actor.id, idempotency);
      if (earlier) return earlier.answer as T;
    }
    let permitted = false;
    let recorded = false;
    const answer = await work({
      tx,
      ctx,
      now: () => databaseNow(tx),
      permit(decision) {
        permitOrThrow(decision);
        permitted = true;
      },
      async record(story) {
        if (!permitted) throw new Error(`${story.act} was recorded before any policy was asked`);
        await writeAudit(tx, ctx, story);
        recorded = true;
      },
      follow: (topic, payload, options) => publish(tx, topic, payload, options),
    });
    if (!recorded) throw new Error("an act changed rows without recording what happened");
    if (idempotency && ctx.actor.kind === "person") {
      await tx.idempotencyKey.update({
        where: { personId_key: { personId: ctx.actor.id, key: idempotency.key } },
        data: { answer: (answer ?? null) as Prisma.InputJsonValue },
      });
    }
    return answer;
  });
}

/** For reads of sealed or personal data, which are recorded too. */
export async function recordRead(ctx: Ctx, story: Story): Promise<void> {
  await writeAudit(db(), ctx, story);
}

/** Refusals that are answers, not faults: a second factor that is missing gets its own code, so that pages can ask for it. */
export function permitOrThrow(decision: Decision): void {
  if (decision.allowed) return;
  const byReason: Partial<Record<string, ErrorCode>> = {
    signIn: "UNAUTHENTICATED",
    secondFactor: "SECOND_FACTOR_REQUIRED",
  };
  throw new AppError(byReason[decision.reason] ?? "FORBIDDEN", { reason: decision.reason });
}

/** @throws AppError NOT_FOUND with the same body for "does not exist" and "not yours to see" */
export function found<T>(row: T | null | undefined, facts?: ErrorFacts): T {
  if (row === null || row === undefined) throw new AppError("NOT_FOUND", facts ? { facts } : {});
  return row;
}

async function writeAudit(tx: Pick<Tx, "auditEvent">, ctx: Ctx, story: Story): Promise<void> {
  const { actor } = ctx;
  await tx.auditEvent.create({
    data: {
      actorKind: actor.kind === "system" ? `system:${actor.job}` : actor.kind,
      actorId: actor.kind === "person" ? actor.id : null,
      actingOrganisationId: actor.kind === "person" ? (actor.acting?.id ?? null) : null,
      act: story.act,
      entity: story.entity,
      entityId: story.entityId,
      facts: story.facts ?? {},
      requestId: ctx.requestId,
    },
  });
}

/** The insert waits for a concurrent call with the same key, so that a double click sees the first answer. */
async function claimKey(tx: Tx, personId: string, { key, procedure, input }: NonNullable<Options["idempotency"]>) {
  // Keyed, because the input may be sealed content with a guessable price in it.
  const inputHash = hashToken(canonicalJson(input));
  const claimed = await tx.$executeRaw`
    INSERT INTO "IdempotencyKey" ("personId", "key", "procedure", "inputHash", "answer")
    VALUES (${personId}::uuid, ${key}::uuid, ${procedure}, ${inputHash}, 'null'::jsonb) ON CONFLICT DO NOTHING`;
  if (claimed === 1) return undefined;
  const earlier = await tx.idempotencyKey.findUniqueOrThrow({ where: { personId_key: { personId, key } } });
  if (earlier.procedure !== procedure || earlier.inputHash !== inputHash)
    throw new AppError("CONFLICT", { reason: "keyReused" });
  return { answer: earlier.answer };
}
