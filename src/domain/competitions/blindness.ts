import { foldName } from "../shared/folding";

/**
 * Names that would tell a judge whose work an entry is: those that stand in its text, in the order given. Compared
 * after folding (width, case, invisible characters); Latin names as whole words, others anywhere; names of one or two
 * characters are too common to say anything.
 */
export function namesGivenAway(text: string, names: readonly string[]): string[] {
  const folded = foldName(text);
  return [...new Set(names)].filter((name) => {
    const needle = foldName(name);
    if ([...needle].length < 3) return false;
    const at = folded.indexOf(needle);
    if (at < 0) return false;
    if (!/^[\p{Script=Latin}\p{N}\s\p{P}]+$/u.test(needle)) return true;
    const escaped = needle.replaceAll(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`);
    return new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped}(?![\p{L}\p{N}])`, "u").test(folded);
  });
}
