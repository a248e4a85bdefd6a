import { createHash } from "node:crypto";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { db, type Tx } from "./db";
import type { ScheduledJob } from "./queue";
import { transaction } from "./transaction";

/**
 * The chain: hash(n) = SHA-256(hash(n−1) ‖ canonical JSON of event n). Events are written inside the acts' own
 * transactions; links are appended here by one linker at a time, so that acts never wait for one another.
 */
const genesis = "0".repeat(64);
const batchSize = 500;

type Event = Awaited<ReturnType<Tx["auditEvent"]["findFirstOrThrow"]>>;

function linkHash(previous: string, event: Event): string {
  const { at, ...rest } = event;
  return createHash("sha256")
    .update(previous)
    .update(canonicalJson({ ...rest, at: at.toISOString() }))
    .digest("hex");
}

/** Appends links for all committed events that have none. @returns how many */
export async function linkAudit(): Promise<number> {
  let linked = 0;
  for (;;) {
    const added = await transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('lianfang:audit'))`;
      const events = await tx.auditEvent.findMany({
        where: { link: null },
        orderBy: [{ at: "asc" }, { id: "asc" }],
        take: batchSize,
      });
      let previous = (await tx.auditLink.findFirst({ orderBy: { position: "desc" } }))?.hash ?? genesis;
      const links = events.map((event) => {
        previous = linkHash(previous, event);
        return { eventId: event.id, hash: previous };
      });
      await tx.auditLink.createMany({ data: links });
      return links.length;
    });
    linked += added;
    if (added < batchSize) return linked;
  }
}

export type AuditReport = { events: number; unlinked: number; brokenAt: { position: bigint; eventId: string } | null };

/** Walks the chain from its beginning and recomputes every hash. */
export async function verifyAudit(): Promise<AuditReport> {
  let previous = genesis;
  let position = 0n;
  let events = 0;
  for (;;) {
    const links = await db().auditLink.findMany({
      where: { position: { gt: position } },
      orderBy: { position: "asc" },
      take: batchSize,
      include: { event: true },
    });
    for (const link of links) {
      if (linkHash(previous, link.event) !== link.hash) {
        return { events, unlinked: 0, brokenAt: { position: link.position, eventId: link.eventId } };
      }
      previous = link.hash;
      position = link.position;
      events += 1;
    }
    if (links.length < batchSize) break;
  }
  return { events, unlinked: await db().auditEvent.count({ where: { link: null } }), brokenAt: null };
}

const pageSize = 50;

/** Newest first, for the auditor. @param page from 1 */
export async function readAuditPage(page: number) {
  const rows = await db().auditEvent.findMany({
    orderBy: [{ at: "desc" }, { id: "desc" }],
    skip: (page - 1) * pageSize,
    take: pageSize + 1,
  });
  return {
    hasMore: rows.length > pageSize,
    events: rows.slice(0, pageSize).map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actorKind: row.actorKind,
      actorId: row.actorId,
      act: row.act,
      entity: row.entity,
      entityId: row.entityId,
      facts: JSON.stringify(row.facts),
      requestId: row.requestId,
    })),
  };
}

export const auditJobs: readonly ScheduledJob[] = [
  { queue: "audit.link", cron: "* * * * *", handle: async () => void (await linkAudit()) },
];
