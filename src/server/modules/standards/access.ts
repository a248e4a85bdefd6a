import type { Actor } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { mayReadStandard, type StandardFacts } from "@/domain/standards/policy";
import { isSettled, type Profile, type ProfileId, profiles, stageOf } from "@/domain/standards/profiles";
import type { GroupRole } from "@/domain/standards/schema";
import { databaseNow, type Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

const withMembers = { members: { orderBy: { at: "asc" } } } as const;
type Row = Prisma.StandardGetPayload<{ include: typeof withMembers }>;

export type HeldStandard = {
  row: Row;
  profile: Profile;
  facts: StandardFacts;
  /** Clauses a foreign expert is limited to; empty for no limit. */
  onlyClauses: readonly string[];
  now: Date;
};

/** Loads and checks in one step: what the actor may not see is not found. With `lock`, the row is held to the end. */
export async function holdStandard(
  tx: Tx,
  actor: Actor,
  id: string,
  options: { lock: boolean } = { lock: false },
): Promise<HeldStandard> {
  if (options.lock) await tx.$queryRaw`SELECT 1 FROM "Standard" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const row = await tx.standard.findUnique({ where: { id }, include: withMembers });
  const now = await databaseNow(tx);
  if (!row) throw new AppError("NOT_FOUND");
  const member = actor.kind === "person" ? row.members.find(({ personId }) => personId === actor.id) : undefined;
  const facts = { ...stageFacts(row), role: (member?.role ?? null) as GroupRole | null };
  if (!mayReadStandard(actor, facts).allowed) throw new AppError("NOT_FOUND");
  const onlyClauses = member?.role === "foreignExpert" ? member.clauseIds : [];
  return { row, profile: profileOf(row.profile), facts, onlyClauses, now };
}

/** The clause with its standard; `within` is false where a foreign expert is limited to others. */
export async function holdClause(tx: Tx, actor: Actor, id: string, options: { lock: boolean } = { lock: false }) {
  if (options.lock) await tx.$queryRaw`SELECT 1 FROM "Clause" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const clause = await tx.clause.findUnique({ where: { id } });
  if (!clause) throw new AppError("NOT_FOUND");
  const standard = await holdStandard(tx, actor, clause.standardId);
  return { clause, standard, within: isWithin(standard, id) };
}

/**
 * Whether what the group says of a clause is for this reader: a foreign expert can be limited to some of them. Null is
 * the whole text.
 */
export function isWithin({ onlyClauses }: Pick<HeldStandard, "onlyClauses">, clauseId: string | null): boolean {
  return onlyClauses.length === 0 || clauseId === null || onlyClauses.includes(clauseId);
}

/** Whether a clause's present text is for this reader; what is out for comments or published is for everybody. */
export function mayReadPresent(held: HeldStandard, clauseId: string): boolean {
  return held.facts.consulting || held.facts.published || isWithin(held, clauseId);
}

export function profileOf(id: string): Profile {
  return profiles[id as ProfileId];
}

export function stageFacts(row: { profile: string; stage: string; substage: string; publishedAt: Date | null }) {
  const stage = stageOf(profileOf(row.profile), row.stage);
  const running = row.substage === "20";
  return {
    readable: row.publishedAt !== null,
    published: row.publishedAt !== null && isSettled(profileOf(row.profile), row),
    drafting: stage?.drafting === true && running,
    consulting: stage?.consultationDays !== undefined && running,
    dropped: row.substage === "98",
  };
}

/** The visibility rule as a condition for lists: published, in consultation, or of one's own working group. */
export function visibleStandards(actor: Actor): Prisma.StandardWhereInput {
  if (actor.kind === "system") return {};
  if (actor.kind === "person" && actor.platformRole === "auditor" && actor.secondFactor) return {};
  const any: Prisma.StandardWhereInput[] = [{ publishedAt: { not: null } }, consultingFilter()];
  if (actor.kind === "person") any.push({ members: { some: { personId: actor.id } } });
  return { OR: any };
}

export function consultingFilter(): Prisma.StandardWhereInput {
  return {
    substage: "20",
    OR: Object.values(profiles).map(({ id, stages }) => ({
      profile: id,
      stage: { in: stages.filter(({ consultationDays }) => consultationDays !== undefined).map(({ code }) => code) },
    })),
  };
}
