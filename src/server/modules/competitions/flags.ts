import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import { RE2JS } from "re2js";
import { sealSmall, sha256, unsealSmall } from "@/server/platform/secrets";

/** What an answer is compared with. The expected text lies sealed and is opened for one comparison. */
export type Flag = {
  readonly id: string;
  readonly kind: "static" | "caseInsensitive" | "regex" | "perTeam";
  readonly sealed: Uint8Array;
};

const context = (flagId: string): string => `flag:${flagId}`;
export const sealFlag = (flagId: string, text: string) => sealSmall(Buffer.from(text), context(flagId));
export const openFlag = ({ id, sealed }: Pick<Flag, "id" | "sealed">): string =>
  unsealSmall(sealed, context(id)).toString("utf8");

export const openEventKey = (competitionId: string, sealedKey: Uint8Array): KeyObject =>
  createSecretKey(unsealSmall(sealedKey, `competition:${competitionId}`));

/**
 * A team's own flag: prefix ‖ HMAC-SHA-256(event key, challenge id ‖ team id), 32 hexadecimal digits; a prefix that
 * opens a brace closes it.
 */
export function teamFlag(prefix: string, eventKey: KeyObject, challengeId: string, teamId: string): string {
  const mark = createHmac("sha256", eventKey).update(`${challengeId}${teamId}`).digest("hex").slice(0, 32);
  return `${prefix}${mark}${prefix.endsWith("{") ? "}" : ""}`;
}

/** The keyed hash under which an answer stands in the log: equal answers are seen, no answer is read. */
export function answerMark(eventKey: KeyObject, challengeId: string, answer: string): string {
  return createHmac("sha256", eventKey).update(`answer:${challengeId}:${answer}`).digest("hex");
}

/** Marks of a device or network, comparable inside one event only. */
export function mark(eventKey: KeyObject, kind: "device" | "address", text: string): string {
  return createHmac("sha256", eventKey).update(`${kind}:${text}`).digest("hex").slice(0, 32);
}

/** Compared through hashes, so that the time it takes says nothing of how much was right. */
function same(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)));
}

const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

/** @returns the id of the flag that the answer is, or null */
export function matchFlag(
  flags: readonly Flag[],
  answer: string,
  of: { eventKey: KeyObject; challengeId: string; teamId: string },
): string | null {
  for (const flag of flags) {
    const text = openFlag(flag);
    const matches =
      flag.kind === "static"
        ? same(text, answer)
        : flag.kind === "caseInsensitive"
          ? same(folded(text), folded(answer))
          : flag.kind === "perTeam"
            ? same(teamFlag(text, of.eventKey, of.challengeId, of.teamId), answer)
            : patternOf(text).matcher(answer).matches();
    if (matches) return flag.id;
  }
  return null;
}

/**
 * RE2 runs in time linear in the answer, whatever the pattern; back-references, which need more, are refused when the
 * flag is written. The whole answer has to match.
 */
function patternOf(text: string): RE2JS {
  return RE2JS.compile(text);
}

/** What is wrong with a pattern, or null. */
export function patternFault(text: string): "flagPattern" | "flagPatternEmpty" | null {
  try {
    // A pattern that lets nothing through as an answer would give the points away.
    return patternOf(text).matcher("").matches() ? "flagPatternEmpty" : null;
  } catch {
    return "flagPattern";
  }
}
