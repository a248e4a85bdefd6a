import { audienceMap, maySeeField } from "@/domain/experts/profile";
import { AppError, isAppError } from "@/domain/shared/errors";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { attachFiles, dropFilesOf } from "@/server/platform/stored-files";
import { holdProfile } from "./access";

const entity = "avatar";

/** For the file door: a picture is read by whoever may see that part of the profile. */
export async function mayReadAvatar(ctx: Ctx, personId: string): Promise<boolean> {
  try {
    const { rows, reader } = await holdProfile(db() as Tx, ctx.actor, personId);
    return maySeeField(reader, audienceMap.parse(rows.profile.audiences).avatar);
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}

/**
 * Takes an uploaded picture as one's own and lets go of the one before.
 * @returns storage keys of what goes, for `files.dropped`
 * @throws AppError BAD_INPUT where the file is not one's own upload of a picture
 */
export async function takeAvatar(
  tx: Tx,
  personId: string,
  avatarId: string | null,
  before: string | null,
): Promise<string[]> {
  if (avatarId === before) return [];
  const kept = avatarId === null ? [] : [avatarId];
  const taken = await attachFiles(tx, kept, { uploadedById: personId, purpose: "avatar", entity, entityId: personId });
  if (taken < kept.length) throw new AppError("BAD_INPUT", { reason: "avatarUnknown", field: "content.avatarId" });
  return dropFilesOf(tx, entity, personId, kept);
}
