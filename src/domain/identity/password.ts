import { commonNumbers, commonWords } from "./common-words";

export type PasswordWeakness =
  | "PASSWORD_COMMON"
  | "PASSWORD_REPEATS"
  | "PASSWORD_SEQUENCE"
  | "PASSWORD_CONTAINS_EMAIL"
  | "PASSWORD_CONTAINS_NAME"
  | "PASSWORD_CONTAINS_ORGANISATION"
  | "PASSWORD_PERSONAL_NUMBER";

type Known = { email: string; names?: readonly string[]; organisationNames?: readonly string[] };
type Piece = { readonly length: number; readonly weakness: PasswordWeakness };

/** A password of fewer pieces than this, each taken from a short list, is found in an afternoon. */
const fewestPieces = 5;

const walks = [
  "`1234567890-=",
  "qwertyuiop[]",
  "asdfghjkl;'",
  "zxcvbnm,./",
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
  "1q2w3e4r5t6y7u8i9o0p",
  "qazwsxedcrfvtgbyhnujmikolp",
  "qawsedrftgyhujikolp",
  "147258369",
  "741852963",
].flatMap((walk) => [walk, [...walk].reverse().join("")]);

/** What the digits of the top row become with shift held, on the keyboards of both languages. */
const shifted = new Map([...'~!@#$%^&*()_+{}|:"<>?'].map((sign, i) => [sign, "`1234567890-=[]\\;',./"[i] ?? sign]));

/**
 * Why a password of sufficient length is still weak, or null. NIST SP 800-63B-4, 3.1.1.2: it is compared with common,
 * repetitive, sequential and context-specific words; there is no rule about kinds of characters.
 *
 * The password is cut into as few pieces as it can be: a common word, a keyboard walk, a repetition, a date, a word the
 * person is known by, each one piece; every other character a piece of its own. Fewer than five pieces is weak; a
 * word the person is known by says why, else the longest piece. So `Admin@123456` is three pieces, and four unrelated words nobody listed are twenty-odd.
 *
 * @param known the person's address, and names of the person and the organisation in any script
 */
export function passwordWeakness(password: string, known: Known): PasswordWeakness | null {
  const text = password.normalize("NFKC").toLowerCase();
  if (/^(.{1,6})\1+.{0,3}$/su.test(text) || new Set(text).size < 5) return "PASSWORD_REPEATS";
  const personal = personalWords(known);
  const readings = [text, Array.from(text, (sign) => shifted.get(sign) ?? sign).join("")];
  const cuts = readings.map((reading) => cut(reading, personal));
  const weakest = cuts.reduce((least, pieces) => (pieces.length < least.length ? pieces : least));
  if (weakest.length >= fewestPieces) return null;
  const telling = weakest.filter(({ weakness }) => weakness.startsWith("PASSWORD_CONTAINS"));
  return (telling.length > 0 ? telling : weakest).reduce((longest, piece) =>
    piece.length > longest.length ? piece : longest,
  ).weakness;
}

/** The fewest pieces a text falls into: position by position from the end, the best of all pieces that begin there. */
function cut(text: string, personal: readonly Personal[]): Piece[] {
  const best: Piece[][] = [];
  best[text.length] = [];
  for (let from = text.length - 1; from >= 0; from--) {
    const single: Piece = { length: 1, weakness: "PASSWORD_COMMON" };
    const options = [single, ...piecesAt(text, from, personal)].map((piece) => [
      piece,
      ...(best[from + piece.length] ?? []),
    ]);
    best[from] = options.reduce((least, pieces) => (pieces.length < least.length ? pieces : least));
  }
  return best[0] ?? [];
}

function piecesAt(text: string, from: number, personal: readonly Personal[]): Piece[] {
  const rest = text.slice(from);
  const pieces: Piece[] = [];
  const found = (length: number, weakness: PasswordWeakness) => {
    if (length > 1) pieces.push({ length, weakness });
  };
  found(/^(?:1[3-9]\d{9}|\d{17}[\dx])/u.exec(rest)?.[0].length ?? 0, "PASSWORD_PERSONAL_NUMBER");
  for (const { word, weakness } of personal) if (rest.startsWith(word)) found(word.length, weakness);
  found(/^(.)\1{2,}/su.exec(rest)?.[0].length ?? 0, "PASSWORD_REPEATS");
  found(dateLength(rest), "PASSWORD_COMMON");
  for (let length = 2; length <= Math.min(rest.length, 16); length++) {
    const part = rest.slice(0, length);
    if (commonNumbers.has(part) || isCommonWord(part)) found(length, "PASSWORD_COMMON");
  }
  found(walkLength(rest), "PASSWORD_SEQUENCE");
  return pieces;
}

/** A listed word, also with digits and signs in place of letters, but never digits alone. */
function isCommonWord(part: string): boolean {
  if (part.length < 3 || !/\p{L}/u.test(part)) return false;
  const plain = part
    .replaceAll("0", "o")
    .replaceAll("@", "a")
    .replaceAll("4", "a")
    .replace(/[$5]/gu, "s")
    .replaceAll("3", "e")
    .replaceAll("7", "t");
  return (
    commonWords.has(part) ||
    commonWords.has(plain.replace(/[1!|]/gu, "i")) ||
    commonWords.has(plain.replace(/[1!|]/gu, "l"))
  );
}

/** How far the text goes along a keyboard, the alphabet or the digits; three steps are chance, four are a walk. */
function walkLength(rest: string): number {
  let longest = 0;
  for (let length = 4; length <= rest.length; length++) {
    const part = rest.slice(0, length);
    if (!walks.some((walk) => walk.includes(part))) break;
    longest = length;
  }
  return longest;
}

/** A year, or a date written with or without signs: `1990`, `19900131`, `1990-01-31`, `31.01.1990`. */
function dateLength(rest: string): number {
  const year = "(?:19[2-9]\\d|20[0-4]\\d)";
  const month = "(?:0[1-9]|1[0-2])";
  const dayOfMonth = "(?:0[1-9]|[12]\\d|3[01])";
  const sign = "[-./]?";
  const dates = [
    `${year}${sign}${month}${sign}${dayOfMonth}`,
    `${dayOfMonth}${sign}${month}${sign}${year}`,
    `${year}${sign}${month}`,
    year,
  ];
  return Math.max(0, ...dates.map((date) => new RegExp(`^${date}`, "u").exec(rest)?.[0].length ?? 0));
}

type Personal = { readonly word: string; readonly weakness: PasswordWeakness };

/** Words somebody who knows the person tries first: parts of the address, of names, of the organisation's name. */
function personalWords({ email, names = [], organisationNames = [] }: Known): Personal[] {
  const [local = "", domain = ""] = email.toLowerCase().split("@");
  return [
    ...[local, local.replace(/[._+-]/gu, ""), domain.split(".")[0] ?? ""].flatMap((word) =>
      wordsOf(word, "PASSWORD_CONTAINS_EMAIL"),
    ),
    ...names.flatMap((name) => wordsOf(name, "PASSWORD_CONTAINS_NAME")),
    ...organisationNames.flatMap((name) => wordsOf(name, "PASSWORD_CONTAINS_ORGANISATION")),
  ];
}

function wordsOf(text: string, weakness: PasswordWeakness): Personal[] {
  const folded = text.normalize("NFKC").toLowerCase();
  const words = [folded, folded.replace(/\s/gu, ""), ...folded.split(/[^\p{L}\p{N}]+/u)];
  // Chinese names are whole words at two characters; two Latin letters are anybody's.
  return words
    .filter((word) => word.length >= (/\p{Script=Han}/u.test(word) ? 2 : 3))
    .map((word) => ({ word, weakness }));
}
