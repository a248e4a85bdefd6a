import { searchTokens } from "@/domain/shared/search-tokens";
import type { Tx } from "./db";

export type Searchable = { entity: string; entityId: string; language: string; title: string; text: string };

/** Writes or replaces one document. Call it from a job that follows the change. */
export async function indexDocument(tx: Tx, { entity, entityId, language, title, text }: Searchable): Promise<void> {
  const heading = searchTokens(title).join(" ");
  const body = searchTokens(text).join(" ");
  await tx.$executeRaw`
    INSERT INTO "SearchDocument" ("entity", "entityId", "language", "title", "tokens", "updatedAt")
    VALUES (${entity}, ${entityId}::uuid, ${language}, ${title},
      setweight(to_tsvector('simple', ${heading}), 'A') || setweight(to_tsvector('simple', ${body}), 'B'), now())
    ON CONFLICT ("entity", "entityId", "language") DO UPDATE
      SET "title" = excluded."title", "tokens" = excluded."tokens", "updatedAt" = excluded."updatedAt"`;
}

export async function removeDocument(tx: Tx, entity: string, entityId: string): Promise<void> {
  await tx.searchDocument.deleteMany({ where: { entity, entityId } });
}

/**
 * Ids of the best matches of one entity kind, best first. The caller narrows them by its own visibility rule before
 * anything is shown or counted.
 */
export async function searchIds(
  tx: Pick<Tx, "$queryRaw">,
  entity: string,
  query: string,
  limit = 500,
): Promise<string[]> {
  const tokens = searchTokens(query);
  if (tokens.length === 0) return [];
  const all = tokens.map((token) => `'${token.replaceAll("'", "''")}'`).join(" & ");
  const rows = await tx.$queryRaw<{ entityId: string }[]>`
    SELECT "entityId", max(ts_rank_cd("tokens", q)) AS rank FROM "SearchDocument", to_tsquery('simple', ${all}) q
    WHERE "entity" = ${entity} AND "tokens" @@ q
    GROUP BY "entityId" ORDER BY rank DESC, "entityId" LIMIT ${limit}`;
  return rows.map((row) => row.entityId);
}
