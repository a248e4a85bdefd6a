import { filePurposeNames, filePurposes } from "@/domain/shared/files";
import { db } from "@/server/platform/db";
import { sealName } from "@/server/platform/stored-files";
import { listClearNames, replaceClearName } from "./repo";

const sealedPurposes = filePurposeNames.filter((purpose) => filePurposes[purpose].sealed);

/**
 * Seals the names of sealed files that were uploaded before names were sealed. A migration cannot: the master key is not
 * in the database. It runs at every start before anybody is answered, so rows of a restored backup are sealed as well,
 * and of two processes that start together each name is taken by one. Backups made before keep what they hold.
 * @returns how many names were sealed now
 */
export async function sealOldNames(): Promise<number> {
  let sealed = 0;
  for (;;) {
    const rows = await listClearNames(db(), sealedPurposes);
    if (rows.length === 0) return sealed;
    for (const { id, name } of rows) sealed += (await replaceClearName(db(), id, sealName(id, name))).count;
  }
}
