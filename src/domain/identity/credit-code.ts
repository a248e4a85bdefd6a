/** Unified social credit code, GB 32100-2015; its characters 9 to 17 are an organisation code, GB 11714-1997. */

const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const length = 18;
/** Weight of character i (from 1) is 3^(i−1) mod 31: GB 32100-2015, 5.2.5. */
const weights = Array.from({ length: length - 1 }, (_, i) =>
  Array.from({ length: i }).reduce<number>((power) => (power * 3) % 31, 1),
);
/** GB 11714-1997, 3.4. */
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

export type CreditCodeFault =
  | { code: "CREDIT_CODE_LENGTH"; found: number }
  | { code: "CREDIT_CODE_CHARACTER"; position: number; character: string }
  | { code: "CREDIT_CODE_ORGANISATION_CHECK"; found: string; expected: string }
  | { code: "CREDIT_CODE_CHECK"; found: string; expected: string };

/** @returns which check failed first, with what stands there and what should, or null for a good code */
export function creditCodeFault(text: string): CreditCodeFault | null {
  const characters = [...text];
  if (characters.length !== length) return { code: "CREDIT_CODE_LENGTH", found: characters.length };
  const wrong = characters.findIndex((character) => !alphabet.includes(character));
  if (wrong >= 0) return { code: "CREDIT_CODE_CHARACTER", position: wrong + 1, character: characters[wrong] ?? "" };
  const organisation = organisationCheck(characters.slice(8, 16));
  if (characters[16] !== organisation)
    return { code: "CREDIT_CODE_ORGANISATION_CHECK", found: characters[16] ?? "", expected: organisation };
  const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(characters[i] ?? ""), 0);
  const expected = alphabet[(31 - (sum % 31)) % 31] ?? "";
  if (characters[17] !== expected) return { code: "CREDIT_CODE_CHECK", found: characters[17] ?? "", expected };
  return null;
}

/** C9 = 11 − Σ mod 11, written X for 10 and 0 for 11; letters count A=10 … Z=35. */
function organisationCheck(characters: readonly string[]): string {
  const sum = characters.reduce(
    (total, character, i) => total + (organisationWeights[i] ?? 0) * Number.parseInt(character, 36),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? "X" : check === 11 ? "0" : String(check);
}
