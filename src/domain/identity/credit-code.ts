import { isInProvince } from "./regions";

/** Unified social credit code, GB 32100-2015; its characters 9 to 17 are an organisation code, GB 11714-1997. */

const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const length = 18;
/** Weight of character i (from 1) is 3^(i−1) mod 31: GB 32100-2015, annex on the check character. */
const weights = Array.from({ length: length - 1 }, (_, i) =>
  Array.from({ length: i }).reduce<number>((power) => (power * 3) % 31, 1),
);
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
/** Registered with a central body instead of a province: State Council, ministries. */
const national = "100000";

export type CreditCodeFault =
  | { code: "CREDIT_CODE_SPACE"; position: number }
  | { code: "CREDIT_CODE_LENGTH"; found: number }
  | { code: "CREDIT_CODE_LOWER_CASE"; position: number; character: string }
  | { code: "CREDIT_CODE_CHARACTER"; position: number; character: string }
  | { code: "CREDIT_CODE_REGION"; found: string }
  | { code: "CREDIT_CODE_ORGANISATION_CHECK"; found: string; expected: string }
  | { code: "CREDIT_CODE_CHECK"; found: string; expected: string };

/**
 * Checks a code exactly as it was given: nothing is trimmed or turned into capitals, because a code that was mended
 * on the way in is not the code on the certificate.
 *
 * The order is that of what a person can act on: a space or a missing character first, then a wrong letter, then the
 * division in characters 3 to 8 (GB/T 2260), then the two check characters, inner before outer, since an error in
 * characters 9 to 16 breaks both and the inner one says where to look. Characters 1 and 2 (registering authority and
 * kind) are not checked: their list has grown since 2015.
 *
 * @returns which check failed first, with positions counted from 1, or null for a good code
 */
export function creditCodeFault(text: string): CreditCodeFault | null {
  const characters = [...text];
  const space = characters.findIndex((character) => /[\s\p{Default_Ignorable_Code_Point}]/u.test(character));
  if (space >= 0) return { code: "CREDIT_CODE_SPACE", position: space + 1 };
  if (characters.length !== length) return { code: "CREDIT_CODE_LENGTH", found: characters.length };
  const wrong = characters.findIndex((character) => !alphabet.includes(character));
  if (wrong >= 0) {
    const character = characters[wrong] ?? "";
    const lowerCase = /[a-z]/u.test(character) && alphabet.includes(character.toUpperCase());
    return { code: lowerCase ? "CREDIT_CODE_LOWER_CASE" : "CREDIT_CODE_CHARACTER", position: wrong + 1, character };
  }
  const division = text.slice(2, 8);
  if (division !== national && !isInProvince(division)) return { code: "CREDIT_CODE_REGION", found: division };
  const organisation = organisationCheck(characters.slice(8, 16));
  if (characters[16] !== organisation)
    return { code: "CREDIT_CODE_ORGANISATION_CHECK", found: characters[16] ?? "", expected: organisation };
  const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(characters[i] ?? ""), 0);
  const expected = alphabet[(31 - (sum % 31)) % 31] ?? "";
  if (characters[17] !== expected) return { code: "CREDIT_CODE_CHECK", found: characters[17] ?? "", expected };
  return null;
}

/** GB 11714-1997: C9 = 11 − Σ mod 11, written X for 10 and 0 for 11; letters count A=10 … Z=35. */
function organisationCheck(characters: readonly string[]): string {
  const sum = characters.reduce(
    (total, character, i) => total + (organisationWeights[i] ?? 0) * Number.parseInt(character, 36),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? "X" : check === 11 ? "0" : String(check);
}
