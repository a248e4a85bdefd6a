import { db } from "./db";
import type { Prisma } from "./prisma/client";

/** Facts of the installation itself. Only what is safe in a database dump; secrets lie in the data folder. */
export async function readSetting<T>(key: string): Promise<T | null> {
  const row = await db().setting.findUnique({ where: { key } });
  // Written only by `writeSetting` under the same key, whose caller states the type.
  return row ? (row.value as T) : null;
}

export async function writeSetting(key: string, value: Prisma.InputJsonValue): Promise<void> {
  await db().setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}
