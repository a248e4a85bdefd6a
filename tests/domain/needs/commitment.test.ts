import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commitmentText } from "@/domain/needs/commitment";

const nonce = "0f".repeat(32);
const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

describe("the commitment of a sealed proposal", () => {
  it("is a text that anybody can write down again from nonce and content", () => {
    const text = commitmentText(nonce, { price: { currency: "CNY", amount: 480 }, approach: "网关" });
    expect(text).toBe(`${nonce}{"approach":"网关","price":{"amount":480,"currency":"CNY"}}`);
    // printf '%s' '<nonce>{"approach":"网关",…}' | sha256sum
    expect(sha256(text)).toBe("1800baaedca99f3cae5b3a4cfa028546694bdbedb24bb403bfb853cd48f80e26");
  });

  it("does not depend on the order of fields, nor on how a letter with an accent is composed", () => {
    expect(commitmentText(nonce, { b: "e\u0301", a: 1 })).toBe(commitmentText(nonce, { a: 1, b: "\u00e9" }));
  });

  it("survives being kept and read back as JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (content) => {
        const again = JSON.parse(JSON.stringify(content)) as unknown;
        expect(commitmentText(nonce, again)).toBe(commitmentText(nonce, content));
      }),
    );
  });

  it("another price or another nonce is another commitment", () => {
    const of = (key: string, amount: number) => sha256(commitmentText(key, { amount }));
    expect(of(nonce, 1)).not.toBe(of(nonce, 2));
    expect(of(nonce, 1)).not.toBe(of("f0".repeat(32), 1));
  });
});
