import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { creditCodeFault } from "@/domain/identity/credit-code";
import { identifierFault } from "@/domain/identity/identifiers";
import { leiFault } from "@/domain/identity/lei";

describe("unified social credit codes (GB 32100-2015)", () => {
  it.each(["91350100M000100Y43", "91440300708461136T", "12100000400010275N"])("%s is good", (code) =>
    expect(creditCodeFault(code)).toBeNull(),
  );

  it.each([
    ["nothing", "", { code: "CREDIT_CODE_LENGTH", found: 0 }],
    ["one character short", "91350100M000100Y4", { code: "CREDIT_CODE_LENGTH", found: 17 }],
    ["one too many", "91350100M000100Y433", { code: "CREDIT_CODE_LENGTH", found: 19 }],
    ["a space in front is said, not trimmed", " 91350100M000100Y43", { code: "CREDIT_CODE_SPACE", position: 1 }],
    ["a space within", "91350100 M000100Y43", { code: "CREDIT_CODE_SPACE", position: 9 }],
    ["a zero-width space", "91350100M000100Y43\u200b", { code: "CREDIT_CODE_SPACE", position: 19 }],
    ["lower case", "91350100m000100Y43", { code: "CREDIT_CODE_LOWER_CASE", position: 9, character: "m" }],
    ["letter O for zero", "9135010OM000100Y43", { code: "CREDIT_CODE_CHARACTER", position: 8, character: "O" }],
    ["letter I for one", "91440300708461136I", { code: "CREDIT_CODE_CHARACTER", position: 18, character: "I" }],
    ["letter Z", "91350100M000100Y4Z", { code: "CREDIT_CODE_CHARACTER", position: 18, character: "Z" }],
    [
      "small o, which would not be right in capitals either",
      "9135010oM000100Y43",
      { code: "CREDIT_CODE_CHARACTER", position: 8, character: "o" },
    ],
    ["full-width digit", "９1350100M000100Y43", { code: "CREDIT_CODE_CHARACTER", position: 1, character: "９" }],
    [
      "a character outside the basic plane counts once",
      "91350100M000100Y4😀",
      { code: "CREDIT_CODE_CHARACTER", position: 18, character: "😀" },
    ],
    ["no such province", "91990100M000100Y43", { code: "CREDIT_CODE_REGION", found: "990100" }],
    ["letters where the division stands", "91A50100M000100Y43", { code: "CREDIT_CODE_REGION", found: "A50100" }],
    [
      "the last two swapped",
      "91350100M000100Y34",
      { code: "CREDIT_CODE_ORGANISATION_CHECK", found: "3", expected: "4" },
    ],
    [
      "an error inside the organisation code",
      "91350100M000101Y43",
      { code: "CREDIT_CODE_ORGANISATION_CHECK", found: "4", expected: "0" },
    ],
    [
      "an error in the division, which only the last character notices",
      "91350200M000100Y43",
      { code: "CREDIT_CODE_CHECK", found: "3", expected: "8" },
    ],
    ["a wrong last character", "91350100M000100Y44", { code: "CREDIT_CODE_CHECK", found: "4", expected: "3" }],
  ])("%s", (_case, code, fault) => expect(creditCodeFault(code)).toEqual(fault));

  it("notices every single wrong character and every swap of neighbours", () => {
    const good = "91350100M000100Y43";
    const letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    for (let i = 0; i < good.length; i++) {
      for (const letter of letters) {
        const changed = good.slice(0, i) + letter + good.slice(i + 1);
        if (changed !== good) expect(creditCodeFault(changed), changed).not.toBeNull();
      }
      const swapped = good.slice(0, i) + good.slice(i + 1, i + 2) + good.slice(i, i + 1) + good.slice(i + 2);
      if (swapped !== good) expect(creditCodeFault(swapped), swapped).not.toBeNull();
    }
  });
});

const vectors = join(process.env.LIANFANG_SHARED_DATA ?? "../shared/data", "codes/uscc-vectors.json");
const given = existsSync(vectors)
  ? (JSON.parse(readFileSync(vectors, "utf8")) as { valid: string[]; invalid: string[] })
  : { valid: [], invalid: [] };

describe.skipIf(given.valid.length === 0)(`the shared vectors (${vectors}; skipped when they are not there)`, () => {
  it.each(given.valid)("%s is good", (code) => expect(creditCodeFault(code)).toBeNull());
  it.each(given.invalid)("%s is not", (code) => expect(creditCodeFault(code)).not.toBeNull());
});

describe("legal entity identifiers (ISO 17442)", () => {
  it.each([
    ["good", "7LTWFZYICNSX8D621K86", null],
    ["good", "506700GE1G29325QX363", null],
    ["one short", "7LTWFZYICNSX8D621K8", { code: "LEI_LENGTH", found: 19 }],
    ["lower case", "7ltwfzyicnsx8d621k86", { code: "LEI_CHARACTER", position: 2, character: "l" }],
    [
      "a letter among the check digits",
      "7LTWFZYICNSX8D621KO6",
      { code: "LEI_CHARACTER", position: 19, character: "O" },
    ],
    ["a wrong check digit", "7LTWFZYICNSX8D621K87", { code: "LEI_CHECK" }],
    ["two characters swapped", "L7TWFZYICNSX8D621K86", { code: "LEI_CHECK" }],
  ])("%s: %s", (_case, code, fault) => expect(leiFault(code)).toEqual(fault));
});

describe("which identifier an organisation gives", () => {
  const creditCode = "91350100M000100Y43";
  const lei = "7LTWFZYICNSX8D621K86";
  it.each([
    ["Chinese with credit code", { country: "CN", creditCode }, null],
    ["Chinese with credit code and LEI", { country: "CN", creditCode, lei }, null],
    ["Chinese with an LEI alone", { country: "CN", lei }, "CREDIT_CODE_MISSING"],
    ["foreign with LEI", { country: "SG", lei }, null],
    ["foreign with registry number", { country: "DE", registryNumber: "HRB 12345" }, null],
    ["foreign with company number", { country: "ZA", registryNumber: "2019/123456/07" }, null],
    ["foreign with neither", { country: "DE" }, "FOREIGN_IDENTIFIER_MISSING"],
    ["foreign with a credit code", { country: "DE", creditCode }, "CREDIT_CODE_FOREIGN"],
    ["foreign, words for a number", { country: "DE", registryNumber: "see letter" }, "REGISTRY_NUMBER_SHAPE"],
    ["foreign, markup for a number", { country: "DE", registryNumber: "<b>1</b>" }, "REGISTRY_NUMBER_SHAPE"],
  ])("%s", (_case, facts, code) => expect(identifierFault(facts)?.code ?? null).toBe(code));
});
