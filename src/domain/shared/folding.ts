/**
 * Letters that look alike, folded to one: the part of UTS #39's confusables that names of organisations and teams are
 * written in (Latin, Cyrillic, Greek, digits). Full-width and other compatibility forms are folded by NFKC before.
 */
const lookalikes: Readonly<Record<string, string>> = {
  а: "a",
  в: "b",
  с: "c",
  ԁ: "d",
  е: "e",
  һ: "h",
  і: "i",
  ј: "j",
  к: "k",
  ӏ: "l",
  м: "m",
  н: "h",
  о: "o",
  р: "p",
  ԛ: "q",
  ѕ: "s",
  т: "t",
  у: "y",
  ѵ: "v",
  ԝ: "w",
  х: "x",
  з: "3",
  α: "a",
  β: "b",
  γ: "y",
  ε: "e",
  η: "n",
  ι: "i",
  κ: "k",
  μ: "u",
  ν: "v",
  ο: "o",
  ρ: "p",
  σ: "o",
  τ: "t",
  υ: "u",
  χ: "x",
  ω: "w",
  ı: "i",
  ł: "l",
  ø: "o",
  đ: "d",
  ħ: "h",
  "0": "o",
  "1": "l",
  i: "l",
  "|": "l",
  〇: "o",
  "○": "o",
  "５": "5",
};

/** Names are one name when these agree: NFKC, case, white space and invisible characters do not count. */
export function foldName(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .toLowerCase()
    .replace(/\s+/gu, " ")
    .trim();
}

/** What the eye keeps of a name: two names with one skeleton can be mistaken for each other. */
export function skeleton(text: string): string {
  const bare = foldName(text)
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[\s\p{P}\p{S}]/gu, "");
  return [...bare]
    .map((letter) => lookalikes[letter] ?? letter)
    .join("")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
}
