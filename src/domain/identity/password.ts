const common = new Set(
  "password passw0rd password123 password1234 qwertyuiop qwerty123456 123456789012 administrator letmein letmein12345 welcome12345 iloveyou1234 woaini1314520 woaini520131 5201314 1qaz2wsx3edc qazwsxedcrfv changeme1234 adminadmin12 admin1234567 rootroot1234 abc123456789 a12345678910 monkey123456 dragon123456 sunshine1234 princess1234 football1234 zhongguo1234 beijing20081 asdfghjkl123 asdfghjkl; zxcvbnm12345 p@ssw0rd1234 passwordpassword lianfang lianfang1234 lianfang联防".split(
    " ",
  ),
);
const walks = [
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "1234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
];

export type PasswordWeakness = "PASSWORD_COMMON" | "PASSWORD_REPEATS" | "PASSWORD_SEQUENCE" | "PASSWORD_CONTAINS_EMAIL";

/**
 * Why a password of sufficient length is still weak, or null. NIST SP 800-63B-4 section 3.1.1.2: compare with common,
 * repetitive, sequential and context-specific words; no rules about kinds of characters.
 */
export function passwordWeakness(password: string, known: { email: string }): PasswordWeakness | null {
  const folded = password.normalize("NFKC").toLowerCase();
  const [local = ""] = known.email.toLowerCase().split("@");
  if (common.has(folded) || common.has(folded.replace(/[\d!@#$%^&*._-]+$/u, "")) || common.has(plain(folded)))
    return "PASSWORD_COMMON";
  if (/^(.{1,4})\1+.{0,3}$/u.test(folded) || new Set(folded).size < 5) return "PASSWORD_REPEATS";
  if (walks.some((walk) => mostly(folded, walk) || mostly(folded, [...walk].reverse().join(""))))
    return "PASSWORD_SEQUENCE";
  if (local.length >= 4 && folded.includes(local) && folded.length - local.length < 8) return "PASSWORD_CONTAINS_EMAIL";
  return null;
}

/** Letters that people write as digits and signs, read back. */
function plain(text: string): string {
  return text.replaceAll("0", "o").replaceAll("@", "a").replaceAll("$", "s").replaceAll("3", "e").replaceAll("1", "i");
}

/** True when all but a few characters are one run of a keyboard or number walk. */
function mostly(text: string, walk: string): boolean {
  for (let length = Math.min(text.length, walk.length); length >= 8; length--) {
    for (let start = 0; start + length <= walk.length; start++) {
      if (text.includes(walk.slice(start, start + length))) return text.length - length < 5;
    }
  }
  return false;
}
