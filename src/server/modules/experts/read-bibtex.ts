import { entries } from "bibtex-parse";
import { type BibtexEntry, texLetters } from "@/domain/experts/imports";
import { AppError } from "@/domain/shared/errors";

/** @throws AppError BAD_INPUT with reason `noBibtex` where the text cannot be read or holds no entry */
export function readBibtex(text: string): BibtexEntry[] {
  try {
    const read = entries(texLetters(text));
    if (read.length > 0) return read;
  } catch (cause) {
    throw new AppError("BAD_INPUT", { reason: "noBibtex", field: "text", cause });
  }
  throw new AppError("BAD_INPUT", { reason: "noBibtex", field: "text" });
}
