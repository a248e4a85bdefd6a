import type { DocumentFacts } from "@/domain/guidance/policy";
import { isPublic } from "@/domain/guidance/states";
import { maySeeEdition, sharedStates, worksFor } from "@/domain/guidance/visibility";
import type { Actor } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { databaseNow, type Tx } from "@/server/platform/db";
import { Prisma } from "@/server/platform/prisma/client";

const withEditions = {
  editions: { omit: { content: true }, orderBy: { edition: "asc" }, include: { decisions: true } },
} as const satisfies Prisma.GuidanceDocumentInclude;
type DocumentRow = Prisma.GuidanceDocumentGetPayload<{ include: typeof withEditions }>;
export type EditionRow = DocumentRow["editions"][number];

/** A document with the editions that its holder may see. `shown` is what the page shows, `working` what acts act on. */
export type HeldDocument = {
  document: Omit<DocumentRow, "editions">;
  editions: EditionRow[];
  shown: EditionRow;
  working: EditionRow;
  now: Date;
};

/**
 * Loads and checks in one step: a document of which the actor may see no edition is not found. With `lock`, its row is
 * held until the transaction ends and the clock is read after the lock was gained.
 * @param options.edition that edition, or not found; without it the newest public one, else the newest visible one
 */
export async function holdDocument(
  tx: Tx,
  actor: Actor,
  id: string,
  options: { lock?: boolean; edition?: number | undefined } = {},
): Promise<HeldDocument> {
  if (options.lock) await tx.$queryRaw`SELECT 1 FROM "GuidanceDocument" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const row = await tx.guidanceDocument.findUnique({ where: { id }, include: withEditions });
  const now = await databaseNow(tx);
  if (!row) throw new AppError("NOT_FOUND");
  const { editions: all, ...document } = row;
  const editions = all.filter((edition) => maySeeEdition(actor, factsOf(document, edition), now));
  const visible = editions.filter(({ state }) => state !== "abandoned");
  const shown =
    options.edition === undefined
      ? (visible.filter((edition) => isPublic(edition, now)).at(-1) ?? visible.at(-1))
      : editions.find(({ edition }) => edition === options.edition);
  const working = visible.at(-1);
  if (!shown || !working) throw new AppError("NOT_FOUND");
  return { document, editions, shown, working, now };
}

export function factsOf(
  document: Pick<DocumentRow, "ownerOrganisationId" | "withdrawnAt">,
  edition: Pick<EditionRow, "issuerIds" | "state" | "publishAt" | "createdById" | "submittedById">,
): DocumentFacts {
  return {
    ownerOrganisationId: document.ownerOrganisationId,
    issuerIds: edition.issuerIds,
    state: edition.state,
    publishAt: edition.publishAt,
    createdById: edition.createdById,
    submittedById: edition.submittedById,
    withdrawn: document.withdrawnAt !== null,
  };
}

/** The visibility rule as SQL over `e` (edition) and `d` (document); `public` alone for lists, counts, search, feeds. */
export function publicEdition(now: Date): Prisma.Sql {
  return Prisma.sql`e."state" = 'approved' AND e."publishAt" <= ${now}`;
}

/** The one public edition that counts now, of documents that were not withdrawn or repealed. */
export function currentEdition(now: Date): Prisma.Sql {
  return Prisma.sql`${publicEdition(now)} AND (e."endsAt" IS NULL OR e."endsAt" > ${now})`;
}

/** What the actor's own body works on and has not published yet. */
export function deskEditions(actor: Actor, now: Date): Prisma.GuidanceEditionWhereInput {
  const own = worksFor(actor);
  if (own === null) return { id: { in: [] } };
  return {
    NOT: { state: "abandoned" },
    OR: [{ publishAt: null }, { publishAt: { gt: now } }, { NOT: { state: "approved" } }],
    AND: {
      OR: [{ document: { ownerOrganisationId: own } }, { issuerIds: { has: own }, state: { in: [...sharedStates] } }],
    },
  };
}
