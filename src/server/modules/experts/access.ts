import { type ReaderClass, readerClassOf } from "@/domain/experts/profile";
import type { Actor } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { isFrameworkConcept } from "@/domain/taxonomy/codes";
import { databaseNow, type Tx } from "@/server/platform/db";
import { findProfiles, type ProfileRows } from "./repo-profiles";
import { knownTags } from "./repo-tags";

/** Nobody: what a class of reader sees of people other than themselves. */
export const nobody = "00000000-0000-0000-0000-000000000000";

export type HeldProfile = { rows: ProfileRows; reader: ReaderClass; now: Date };

/** Loads and checks in one step: who is not listed is not found by anybody but themselves. */
export async function holdProfile(tx: Tx, actor: Actor, personId: string): Promise<HeldProfile> {
  const now = await databaseNow(tx);
  const [rows] = await findProfiles(tx, [personId], now);
  const reader = readerClassOf(actor, personId);
  if (!rows || (!rows.profile.listed && reader !== "owner")) throw new AppError("NOT_FOUND");
  return { rows, reader, now };
}

/** Those of several people whom this reader may find, in the order asked for. */
export async function holdProfiles(tx: Tx, actor: Actor, personIds: readonly string[]): Promise<HeldProfile[]> {
  const now = await databaseNow(tx);
  const found = new Map((await findProfiles(tx, personIds, now)).map((rows) => [rows.profile.personId, rows]));
  return personIds.flatMap((personId) => {
    const rows = found.get(personId);
    const reader = readerClassOf(actor, personId);
    return rows && (rows.profile.listed || reader === "owner") ? [{ rows, reader, now }] : [];
  });
}

export function personOf(ctx: { actor: Actor }): string {
  if (ctx.actor.kind !== "person") throw new AppError("UNAUTHENTICATED", { reason: "signIn" });
  return ctx.actor.id;
}

/** @throws AppError BAD_INPUT where one of these is neither a concept of the frameworks nor a tag that exists */
export async function requireConcepts(tx: Pick<Tx, "localTag">, ids: readonly string[], field: string): Promise<void> {
  const tags = await knownTags(
    tx,
    ids.filter((id) => id.startsWith("tag:")),
  );
  const found = ids.find((id) => !isFrameworkConcept(id) && !tags.has(id));
  if (found !== undefined) throw new AppError("BAD_INPUT", { reason: "conceptUnknown", field, facts: { found } });
}
