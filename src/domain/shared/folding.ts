import { confusables } from "./confusables";

/**
 * The form under which a name is unique: two names are one when these agree. Compatibility forms (full width,
 * ligatures), case (also ß and final ς), white space and invisible characters do not count; accents do.
 */
export function foldName(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ς", "σ")
    .normalize("NFKC")
    .replace(/\s+/gu, " ")
    .trim();
}

/**
 * What the eye keeps of a name, after UTS #39, section 4, and coarser: accents, spaces and punctuation fall away too,
 * and I, l and 1 are one letter. Names with one skeleton can be mistaken for each other, so a second one goes to review;
 * a shared skeleton alone is no ground for refusal. Give it the name as written: Η (eta) passes for H, while its small
 * form η passes for n.
 */
export function skeleton(text: string): string {
  const bare = text
    .normalize("NFKD")
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Mn}]/gu, "")
    .normalize("NFC");
  const folded = foldName(imitated(bare));
  return imitated(folded)
    .replace(/[\s\p{P}\p{S}]/gu, "")
    .replaceAll("0", "o")
    .replace(/[i1]/gu, "l")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
}

/** True when a reader could take one name for the other; also when they are the same name. */
export function looksAlike(one: string, other: string): boolean {
  return skeleton(one) === skeleton(other);
}

/**
 * Letters of one name that the other does not have, each once in the order of the name: what the eye cannot tell apart
 * is told by its number. @returns such as `{ letter: "о", code: "U+043E" }`; empty when every letter is shared
 */
export function lettersBesides(name: string, other: string): { letter: string; code: string }[] {
  const shared = new Set(other.normalize("NFC").toLowerCase());
  const own = new Set(name.normalize("NFC"));
  return [...own]
    .filter((letter) => !shared.has(letter.toLowerCase()))
    .map((letter) => ({
      letter,
      code: `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
    }));
}

function imitated(text: string): string {
  return Array.from(text, (letter) => confusables.get(letter) ?? letter).join("");
}
