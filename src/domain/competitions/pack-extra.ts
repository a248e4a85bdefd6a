import { z } from "zod";
import { challengeFields } from "./schema";

/**
 * What `challenge.yml` has no field for: the second language, formulas and kinds of flags that CTFd does not know. It
 * stands in a file of its own beside it, which other readers pass over.
 */
export const extraFile = "lianfang.yml";

const packExtra = z
  .strictObject(challengeFields)
  .pick({
    titleZh: true,
    titleEn: true,
    statementZh: true,
    statementEn: true,
    difficulty: true,
    conceptIds: true,
    wrongPenalty: true,
    scoring: true,
    flags: true,
    flagLogic: true,
    hints: true,
  })
  .extend({ format: z.literal(1) });
export type PackExtra = z.output<typeof packExtra>;

/** @returns the fields, or the path of the first that does not fit */
export function readExtra(value: unknown): { extra: PackExtra } | { extra: null; path: string } {
  const read = packExtra.safeParse(value);
  return read.success ? { extra: read.data } : { extra: null, path: read.error.issues[0]?.path.join(".") ?? "" };
}

/** Of a challenge, what stands in that file. @throws ZodError where it is no challenge */
export function extraOf(one: Omit<PackExtra, "format">): PackExtra {
  const own = Object.keys(packExtra.shape).map((key) => [key, one[key as keyof typeof one]]);
  return packExtra.parse({ ...Object.fromEntries(own), format: 1 });
}
