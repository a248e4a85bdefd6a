import { z } from "zod";
import { challengeFields } from "./schema";

/**
 * What `challenge.yml` has no field for: the second language, formulas and kinds of flags that CTFd does not know. It
 * stands in a file of its own beside it, which other readers pass over.
 */
export const extraFile = "lianfang.yml";

const { titleZh, titleEn, statementZh, statementEn, difficulty, conceptIds, wrongPenalty, scoring, flags, flagLogic } =
  challengeFields;
const { hints } = challengeFields;

const packExtra = z.strictObject({
  format: z.literal(1),
  titleZh,
  titleEn,
  statementZh,
  statementEn,
  difficulty,
  conceptIds,
  wrongPenalty,
  scoring,
  flags,
  flagLogic,
  hints,
});
export type PackExtra = z.output<typeof packExtra>;

/** @returns the fields, or the path of the first that does not fit */
export function readExtra(value: unknown): { extra: PackExtra } | { extra: null; path: string } {
  const read = packExtra.safeParse(value);
  return read.success ? { extra: read.data } : { extra: null, path: read.error.issues[0]?.path.join(".") ?? "" };
}
