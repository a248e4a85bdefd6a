import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldName, lettersBesides, looksAlike, skeleton } from "@/domain/shared/folding";

describe("names that are one name", () => {
  it.each([
    ["case", "Example Security", "EXAMPLE SECURITY"],
    ["full-width letters", "Ｌianfang", "lianfang"],
    ["full-width brackets", "示例（北京）公司", "示例(北京)公司"],
    ["white space of any kind", " Example\u3000 Security\n", "Example Security"],
    ["zero-width characters", "Exam\u200bple\ufeff", "Example"],
    ["a glyph variant", "葛\u{E0100}城", "葛城"],
    ["ligatures", "ﬁeld", "field"],
    ["German ß", "Straße", "STRASSE"],
    ["Greek final sigma", "οδος", "ΟΔΟΣ"],
    ["composed and decomposed accents", "Café", "Cafe\u0301"],
  ])("%s", (_why, one, other) => expect(foldName(one)).toBe(foldName(other)));

  it.each([
    ["accents", "Cafe", "Café"],
    ["Cyrillic letters", "Lianfang", "Li\u0430nfang"],
    ["an additional word", "示例公司", "示例 公司"],
  ])("not one name, though near: %s", (_why, one, other) => expect(foldName(one)).not.toBe(foldName(other)));
});

describe("names that can be mistaken for each other", () => {
  it.each([
    ["Cyrillic а", "Lianfang", "Li\u0430nfang"],
    ["a whole name in Cyrillic capitals", "CEBEP", "СЕВЕР"],
    ["Greek capitals, whose small forms look otherwise", "HTH", "ΗΤΗ"],
    ["Greek small letters", "nova", "nονα"],
    ["Cherokee letters", "ABB", "ᎪBB"],
    ["zero for O", "Control", "C0ntrol"],
    ["one, capital i and small L", "Illinois", "1lIinois"],
    ["a bar", "Alpha", "A|pha"],
    ["r and n", "Modern", "Modem"],
    ["two v", "Water", "VVater"],
    ["accents", "Café", "Cafe"],
    ["a stroke", "Łódź", "Lodz"],
    ["spaces and punctuation", "示例公司", "示例·公 司"],
    ["mathematical letters", "Example", "𝐄𝐱𝐚𝐦𝐩𝐥𝐞"],
    ["Katakana for Chinese characters", "人口工力", "人ロエカ"],
    ["earth and scholar", "乐土安全", "乐士安全"],
    ["sun and say", "日新", "曰新"],
    ["a name that was folded before", foldName("СЕВЕР"), foldName("CEBEP")],
  ])("%s", (_why, one, other) => expect([skeleton(one), looksAlike(one, other)]).toEqual([skeleton(other), true]));

  it.each([
    ["one letter more", "Lianfang", "Lianfangs"],
    ["another character", "联防公司", "联合公司"],
    ["another order", "Alpha Beta", "Beta Alpha"],
    ["another digit", "Plant 2", "Plant 3"],
  ])("not mistaken: %s", (_why, one, other) => expect(looksAlike(one, other)).toBe(false));
});

describe("letters that only one of two names has", () => {
  it.each([
    ["Cyrillic o", "Zhоu Ge", "Zhou Ge", ["о U+043E"]],
    ["two of them, in order", "СEBER", "CEBER", ["С U+0421"]],
    ["case is no difference", "ZHOU ge", "Zhou Ge", []],
    ["beyond the first plane", "𝐄x", "Ex", ["𝐄 U+1D404"]],
    ["the same name", "周隔", "周隔", []],
  ])("%s", (_what, name, other, told) =>
    expect(lettersBesides(name, other).map(({ letter, code }) => `${letter} ${code}`)).toEqual(told),
  );
});

describe("whatever people type", () => {
  const text = fc.string({ unit: "grapheme" });
  it("folding twice changes nothing", () =>
    fc.assert(fc.property(text, (name) => foldName(foldName(name)) === foldName(name))));
  it("one name always looks like itself, folded by case or width", () =>
    fc.assert(fc.property(fc.string({ unit: "grapheme-ascii" }), (name) => looksAlike(name, foldName(name)))));
});
