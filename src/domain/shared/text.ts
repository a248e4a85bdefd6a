import { z } from "zod";

/**
 * Characters that show nothing yet change what is stored: zero-width signs, direction overrides (a name that reads
 * backwards), control and unassigned-by-design characters. NUL among them, which PostgreSQL cannot store. Variation
 * selectors stay, because Chinese personal names use them to choose a glyph (IVD).
 */
const invisible =
  /[[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Co}\p{Cs}\u2028\u2029]--[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]]/v;
/** In running text people need line breaks, tabs and the joiners of emoji, Persian and Indic words. */
const harmfulInProse = /[[\p{Cc}\p{Noncharacter_Code_Point}\p{Co}\p{Cs}\u202A-\u202E\u2066-\u2069]--[\t\n\r]]/v;

/** Where a character stands that no reader sees: position from 1 and its number as `U+200B`; null when there is none. */
export function invisibleCharacter(text: string, kind: "line" | "prose" = "line"): Facts | null {
  const pattern = kind === "line" ? invisible : harmfulInProse;
  // The whole text at once: almost none has any, and stored needs are read by the hundred.
  if (!pattern.test(text)) return null;
  const index = [...text].findIndex((character) => pattern.test(character));
  if (index < 0) return null;
  const number = [...text][index]?.codePointAt(0) ?? 0;
  return { position: index + 1, character: `U+${number.toString(16).toUpperCase().padStart(4, "0")}` };
}

type Facts = { position: number; character: string };

/** One line that people type: trimmed, at most `max` UTF-16 units, nothing invisible in it. */
export function line(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .superRefine((text, ctx) => {
      const found = invisibleCharacter(text);
      if (found)
        ctx.addIssue({ code: "custom", params: { code: "TEXT_INVISIBLE", ...found }, message: "TEXT_INVISIBLE" });
    });
}

/** Several lines that people type: trimmed, at most `max` UTF-16 units, no control or direction-overriding characters. */
export function prose(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .superRefine((text, ctx) => {
      const found = invisibleCharacter(text, "prose");
      if (found)
        ctx.addIssue({ code: "custom", params: { code: "TEXT_INVISIBLE", ...found }, message: "TEXT_INVISIBLE" });
    });
}

/** A name of a person, organisation or thing: one line with at least one letter or digit, so that it can be read aloud. */
export function nameOf(max: number) {
  return line(max).refine((text) => text === "" || /[\p{L}\p{N}]/u.test(text), { error: "NAME_NO_LETTER" });
}
