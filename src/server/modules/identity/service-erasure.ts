import { erasedDomain } from "@/domain/shared/erased";
import { AppError } from "@/domain/shared/errors";
import { db, type Tx } from "@/server/platform/db";
import { countOwnersLeft, eraseWaysIn, readAccountRows } from "./repo-erasure";
import { updatePerson } from "./repo-people";

/** What the account itself holds about a person, without secrets. */
export function accountData(personId: string) {
  return readAccountRows(db(), personId);
}

/**
 * Takes an account out of use for good, inside the caller's act: address, names and every way in are gone; the row and
 * its id stay, so that what others rely on keeps an author, under a pseudonym.
 * @throws AppError CONFLICT for a platform role or the last owner of an organisation: both hand over first
 */
export async function eraseAccount(tx: Tx, personId: string, now: Date): Promise<void> {
  const person = await tx.person.findUniqueOrThrow({ where: { id: personId } });
  if (person.platformRole) throw new AppError("CONFLICT", { reason: "eraseRole" });
  if (await countOwnersLeft(tx, personId)) throw new AppError("CONFLICT", { reason: "eraseLastOwner" });
  await eraseWaysIn(tx, personId, now);
  const mark = personId.slice(-6).toUpperCase();
  await updatePerson(tx, personId, {
    email: `${personId}${erasedDomain}`,
    emailVerifiedAt: null,
    passwordHash: null,
    nameZh: `已注销成员 ${mark}`,
    nameEn: `Former member ${mark}`,
    disabledAt: now,
  });
}
