import type { FaultWords } from "./words";

type Sentence = (words: FaultWords) => string;

/** Something the person who gave the command can put right; carries the sentences that say what. */
export class InputFault extends Error {
  readonly sentences: readonly Sentence[];

  constructor(...sentences: readonly Sentence[]) {
    super("input fault");
    this.name = "InputFault";
    this.sentences = sentences;
  }
}

/** The code of a file system error, such as `ENOENT`. */
export function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
