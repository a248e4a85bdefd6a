export type LeiFault = "LEI_SHAPE" | "LEI_CHECK";

/** Legal entity identifier, ISO 17442: 18 characters and two check digits; as a number (A=10 … Z=35) it is 1 mod 97 (ISO/IEC 7064). */
export function leiFault(text: string): LeiFault | null {
  if (!/^[0-9A-Z]{18}\d{2}$/u.test(text)) return "LEI_SHAPE";
  const remainder = [...text].reduce((rest, character) => {
    const value = Number.parseInt(character, 36);
    return (rest * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);
  return remainder === 1 ? null : "LEI_CHECK";
}
