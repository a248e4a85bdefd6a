import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { newsKinds } from "@/domain/notifications/schema";
import { errorCatalogue } from "@/domain/shared/errors";
import { messages } from "@/i18n/messages";
import { hasSentence } from "@/i18n/sentences";

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
}

function argumentsOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.tag) return [element.value, ...argumentsOf(element.children)];
    const inner = "options" in element ? Object.values(element.options).flatMap(({ value }) => argumentsOf(value)) : [];
    return [element.value, ...inner];
  });
}

const zh = new Map(flat(messages["zh-CN"] as Tree));
const en = new Map(flat(messages.en as Tree));

describe("both languages", () => {
  it("say the same things", () => {
    expect([...zh.keys()].filter((key) => !en.has(key))).toEqual([]);
    expect([...en.keys()].filter((key) => !zh.has(key))).toEqual([]);
  });

  it("with the same facts in them, and as messages that can be read", () => {
    const differing = [...zh].flatMap(([key, text]) => {
      const [inZh, inEn] = [text, en.get(key) ?? ""].map((one) =>
        // A name comes in both languages and each sentence takes its own.
        [...new Set(argumentsOf(parse(one)).map((name) => name.replace(/^(name|title)(?:Zh|En)$/u, "$1")))].sort(),
      );
      return JSON.stringify(inZh) === JSON.stringify(inEn) ? [] : [`${key}: ${inZh} / ${inEn}`];
    });
    expect(differing).toEqual([]);
  });

  it("name every kind of news, and every kind that has a name can be chosen or switched off", () => {
    const named = [...en.keys()].flatMap((key) => /^notifications\.kind_(.+)$/u.exec(key)?.[1] ?? []);
    expect(named.toSorted()).toEqual(newsKinds.toSorted());
    for (const kind of newsKinds) expect(en.has(`notifications.${kind}`)).toBe(true);
  });

  it("each in its own script", () => {
    const han = /\p{Script=Han}/u;
    // Names, units and codes stay as they are; a sentence of several words does not.
    expect([...zh].filter(([, text]) => /[a-z]{3,} [a-z]{3,} [a-z]{3,}/u.test(text) && !han.test(text))).toEqual([]);
    expect(
      [...en].filter(([key, text]) => han.test(text) && !/language|name|brand|locale|chinese|hint/iu.test(key)),
    ).toEqual([]);
  });
});

describe("what the code says", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/u.test(name) && !name.includes("platform/prisma"))
    .map((name) => ({ name, text: readFileSync(join("src", name), "utf8") }));
  const spoken = (pattern: RegExp, only = (_name: string) => true): string[] => [
    ...new Set(
      files
        .filter(({ name }) => only(name))
        .flatMap(({ text }) => [...text.matchAll(pattern)].map(([, word = ""]) => word)),
    ),
  ];
  const silent = (words: readonly string[]) => words.filter((word) => !hasSentence("zh-CN", "errors", word));

  it("has a sentence for every code of the catalogue", () => {
    expect(silent(Object.keys(errorCatalogue))).toEqual([]);
  });

  it("has a sentence for every reason of a refusal", () => {
    const reasons = spoken(/reason: "([a-z]\w+)"/gu);
    expect(reasons.length).toBeGreaterThan(30);
    const codes = Object.keys(errorCatalogue);
    const without = silent(reasons).filter(
      (reason) => !codes.some((code) => hasSentence("zh-CN", "errors", `${code}_${reason}`)),
    );
    expect(without).toEqual([]);
  });

  it("has a sentence for every reason of a policy", () => {
    const reasons = spoken(/[^"\s]\s*,\s*"([a-z]\w+)",?\s*\]/gu, (name) => /policy(-[a-z]+)?\.ts$/u.test(name));
    expect(reasons.length).toBeGreaterThan(20);
    expect(silent(reasons.filter((reason) => reason !== "notFound"))).toEqual([]);
  });

  it("has a sentence for every code of a wrong field", () => {
    const codes = spoken(/(?:error|code|message): "([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)"/gu);
    expect(codes.length).toBeGreaterThan(40);
    expect(silent(codes)).toEqual([]);
  });
});
