export type LeiFault =
  | { code: "LEI_LENGTH"; found: number }
  | { code: "LEI_CHARACTER"; position: number; character: string }
  | { code: "LEI_CHECK" };

const length = 20;

/**
 * Legal entity identifier, ISO 17442: 18 characters and two check digits; written as one number (A=10 … Z=35) it is
 * 1 mod 97 (ISO/IEC 7064). Checked as given: lower case and spaces are faults, not mended.
 * @returns which check failed first, positions counted from 1, or null for a good identifier
 */
export function leiFault(text: string): LeiFault | null {
  const characters = [...text];
  const wrong = characters.findIndex((character, i) => !(i < length - 2 ? /[0-9A-Z]/u : /\d/u).test(character));
  if (characters.length !== length) return { code: "LEI_LENGTH", found: characters.length };
  if (wrong >= 0) return { code: "LEI_CHARACTER", position: wrong + 1, character: characters[wrong] ?? "" };
  const remainder = characters.reduce((rest, character) => {
    const value = Number.parseInt(character, 36);
    return (rest * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);
  return remainder === 1 ? null : { code: "LEI_CHECK" };
}
