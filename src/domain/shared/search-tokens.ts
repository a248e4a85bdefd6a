const cjk = /\p{Script=Han}/u;
const runs =
  /\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}](?:[[[\p{L}\p{N}]--\p{Script=Han}]._\/\-]*[[\p{L}\p{N}]--\p{Script=Han}])?/gv;
const maxTokens = 20_000;

/**
 * Tokens for full text in either language: words lower-cased after NFKC; Chinese as single characters and pairs of
 * neighbours, which on Chinese abstracts found more than word segmenters did. A one-character query works too.
 */
export function searchTokens(text: string): string[] {
  const tokens: string[] = [];
  for (const [run] of text.normalize("NFKC").toLowerCase().matchAll(runs)) {
    if (!cjk.test(run)) {
      tokens.push(run);
      const parts = run.split(/[._/-]/u);
      if (parts.length > 1) tokens.push(...parts.filter((part) => part.length > 0));
    } else {
      const characters = [...run];
      for (const [index, character] of characters.entries()) {
        tokens.push(character);
        const next = characters[index + 1];
        if (next) tokens.push(character + next);
      }
    }
    if (tokens.length > maxTokens) return tokens.slice(0, maxTokens);
  }
  return tokens;
}
