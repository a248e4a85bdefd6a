/** What Windows-1252 has at 0x80 to 0x9F, where Latin-1 and Unicode have control characters; a blank for what it leaves undefined. */
const windows1252 = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/**
 * Puts right what files from offices carry without anybody having typed it: quotes and dashes of Windows-1252 that a
 * wrong decoding turned into control characters, and zero-width spaces, byte order marks and soft hyphens from web
 * pages. Everything else that cannot be seen stays, so that it is refused and not hidden.
 */
export function repairText(text: string): string {
  return text
    .replace(/[\u0080-\u009f]/gu, (character) => windows1252[character.charCodeAt(0) - 0x80] ?? character)
    .replace(/[\u200b\ufeff\u00ad]/gu, "");
}
