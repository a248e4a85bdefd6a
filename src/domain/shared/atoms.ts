/**
 * The smallest pieces of a text: a run of letters, a run of digits, or one CJK character. Words and concept names are
 * both built from them, so that `IEC62443`, `IEC 62443` and `IEC-62443` name the same thing.
 */
export type Atom = {
  readonly kind: "letters" | "digits" | "cjk";
  /** Lower case. */
  readonly text: string;
  /** True when the source wrote every letter as a capital. */
  readonly capital: boolean;
  /** Where it stands in the text after NFKC, in UTF-16 units; `end` is the first unit behind it. */
  readonly start: number;
  readonly end: number;
  /** How it joins the atom before: written together, apart, or across punctuation that ends a phrase. */
  readonly joint: "together" | "apart" | "broken";
};

type Kind = Atom["kind"];

const letter = /[\p{L}\p{M}]/u;
const digit = /\p{N}/u;
const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const phraseEnd = /[,;:!?。，；：！？、()[\]{}"“”《》|]/u;

/** Splits a text after Unicode NFKC, which makes full-width and ligature forms plain. */
export function splitAtoms(text: string): Atom[] {
  const source = text.normalize("NFKC");
  const atoms: Atom[] = [];
  let joint: Atom["joint"] = "broken";
  let at = 0;
  while (at < source.length) {
    const character = characterAt(source, at);
    const kind = kindOf(character);
    if (kind === null) {
      if (joint !== "broken") joint = character !== " " && phraseEnd.test(character) ? "broken" : "apart";
      at += character.length;
      continue;
    }
    const start = at;
    at += character.length;
    if (kind !== "cjk") {
      while (at < source.length) {
        const following = characterAt(source, at);
        if (kindOf(following) !== kind) break;
        at += following.length;
      }
    }
    const raw = source.slice(start, at);
    const lower = raw.toLowerCase();
    atoms.push({ kind, text: lower, capital: raw !== lower && raw === raw.toUpperCase(), start, end: at, joint });
    joint = "together";
  }
  return atoms;
}

function characterAt(source: string, at: number): string {
  const unit = source.charCodeAt(at);
  const surrogate = unit >= 0xd800 && unit <= 0xdbff;
  return surrogate ? source.slice(at, at + 2) : source.charAt(at);
}

/** Plain ASCII and the common Han block first, because they are nearly every character of nearly every text. */
function kindOf(character: string): Kind | null {
  const unit = character.charCodeAt(0);
  if (unit < 0x80) {
    if ((unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90)) return "letters";
    return unit >= 48 && unit <= 57 ? "digits" : null;
  }
  if (unit >= 0x4e00 && unit <= 0x9fff) return "cjk";
  if (cjk.test(character)) return "cjk";
  if (letter.test(character)) return "letters";
  return digit.test(character) ? "digits" : null;
}
