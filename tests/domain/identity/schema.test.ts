import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { emailAddress } from "@/domain/identity/email";
import { provinces, regionFault } from "@/domain/identity/regions";
import {
  apiTokenInput,
  erasureInput,
  newPassword,
  organisationInput,
  passkeyAnswerInput,
  profileInput,
  signUpInput,
  verificationDecisionInput,
  verificationInput,
} from "@/domain/identity/schema";
import { countryCodes } from "@/domain/shared/countries";
import { line, nameOf, prose } from "@/domain/shared/text";

const uuid = "018f4c1e-7c1a-7000-8000-000000000001";
const other = "018f4c1e-7c1a-7000-8000-000000000002";

/** The codes under which each refused field explains itself. */
function faults(schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`);
}

describe("e-mail addresses", () => {
  it.each([
    ["plain", "li@example.com", "li@example.com"],
    ["capitals and outer spaces do not make another account", "  Li.Wei@Example.COM ", "li.wei@example.com"],
    ["an internationalised domain in ASCII form", "li@xn--fiqs8s.cn", "li@xn--fiqs8s.cn"],
  ])("%s", (_case, given, kept) => expect(emailAddress.parse(given)).toBe(kept));

  it.each([
    ["Cyrillic а in the name", "\u0430dmin@example.com", "EMAIL_NOT_ASCII"],
    ["Cyrillic е in the domain", "admin@\u0435xample.com", "EMAIL_NOT_ASCII"],
    ["full-width letters are refused, not folded", "ａdmin@example.com", "EMAIL_NOT_ASCII"],
    ["full-width @", "victim@example.com＠evil.example", "EMAIL_NOT_ASCII"],
    ["zero-width space", "ad\u200bmin@example.com", "EMAIL_INVISIBLE"],
    ["direction override", "\u202emoc.live@example.com", "EMAIL_INVISIBLE"],
    ["line break (mail header injection)", "a@example.com\nBcc: b@example.com", "EMAIL_INVISIBLE"],
  ])("%s", (_case, given, code) => expect(faults(emailAddress, given)[0]).toBe(`: ${code}`));

  it.each(["", "li", "li@", "@example.com", "li@example", "a@b@example.com", `${"a".repeat(250)}@example.com`])(
    "%j is no address",
    (given) => expect(emailAddress.safeParse(given).success).toBe(false),
  );
});

describe("text that people type", () => {
  it.each([
    ["a zero-width joiner in a name", nameOf(120), "Nord\u200dlicht", [": TEXT_INVISIBLE"]],
    ["NUL, which the database cannot store", line(120), "a\u0000b", [": TEXT_INVISIBLE"]],
    ["a line break in one line", line(120), "a\nb", [": TEXT_INVISIBLE"]],
    ["a direction override in prose", prose(120), "invoice\u202efdp.exe", [": TEXT_INVISIBLE"]],
    ["half of a surrogate pair", prose(120), "\ud800", [": TEXT_INVISIBLE"]],
    ["a name of signs alone", nameOf(120), "———", [": NAME_NO_LETTER"]],
    ["line breaks in prose are fine", prose(120), "one\ntwo\tthree", []],
    ["emoji in prose are fine", prose(120), "done 👩‍🔧", []],
    ["a glyph variant of a Chinese name is fine", nameOf(120), "葛\u{E0100}城", []],
    ["Chinese names are fine", nameOf(120), "联防（示例）有限公司", []],
  ])("%s", (_case, schema, text, expected) => expect(faults(schema, text)).toEqual(expected));

  it("says where the invisible character stands", () => {
    expect(line(20).safeParse("ab\u200bc").error?.issues[0]).toMatchObject({
      params: { code: "TEXT_INVISIBLE", position: 3, character: "U+200B" },
    });
  });
});

describe("sign-up", () => {
  const good = { email: "li@example.com", password: "four quiet owls", locale: "zh-CN" };
  it.each([
    ["complete", good, []],
    ["password of eleven characters", { ...good, password: "elevenchars" }, ["password: PASSWORD_TOO_SHORT"]],
    ["twelve Chinese characters are twelve", { ...good, password: "春风又绿江南岸明月何时还" }, []],
    ["six emoji are six, not twelve", { ...good, password: "😀😁😂😃😄😅" }, ["password: PASSWORD_TOO_SHORT"]],
    ["129 characters", { ...good, password: "x".repeat(129) }, ["password: PASSWORD_TOO_LONG"]],
    ["unknown language", { ...good, locale: "fr" }, [expect.stringContaining("locale: ")]],
    ["a field nobody asked for", { ...good, platformRole: "operator" }, [expect.stringContaining("platformRole")]],
  ])("%s", (_case, given, expected) => expect(faults(signUpInput, given)).toEqual(expected));

  it("spaces belong to a password", () => expect(newPassword.parse("  four quiet owls ")).toBe("  four quiet owls "));
});

describe("organisations", () => {
  const chinese = {
    kind: "enterprise",
    nameZh: "示例水务有限公司",
    country: "CN",
    region: "CN-35",
    sectors: ["water"],
    creditCode: "91350100M000100Y43",
    idempotencyKey: uuid,
  };
  const { creditCode: _, ...withoutCode } = chinese;
  const foreign = {
    ...withoutCode,
    nameEn: "Example Wasser GmbH",
    country: "DE",
    region: "DE-BY",
    registryNumber: "HRB 12345",
  };

  it.each([
    ["a Chinese one with its credit code", chinese, []],
    ["a foreign one with a registry number", foreign, []],
    ["a foreign one with an LEI", { ...foreign, registryNumber: undefined, lei: "7LTWFZYICNSX8D621K86" }, []],
    ["no name at all", { ...chinese, nameZh: "" }, ["nameZh: NAME_MISSING"]],
    ["a Chinese one without a credit code", withoutCode, ["creditCode: CREDIT_CODE_MISSING"]],
    [
      "a code with a space in front",
      { ...chinese, creditCode: " 91350100M000100Y43" },
      ["creditCode: CREDIT_CODE_SPACE"],
    ],
    [
      "a foreign one with a credit code",
      { ...foreign, creditCode: "91350100M000100Y43" },
      ["creditCode: CREDIT_CODE_FOREIGN"],
    ],
    [
      "a foreign one with no identifier",
      { ...foreign, registryNumber: undefined },
      ["registryNumber: FOREIGN_IDENTIFIER_MISSING"],
    ],
    [
      "a registry number without a digit",
      { ...foreign, registryNumber: "unknown" },
      ["registryNumber: REGISTRY_NUMBER_SHAPE"],
    ],
    ["an LEI beside a credit code is checked too", { ...chinese, lei: "7LTWFZYICNSX8D621K87" }, ["lei: LEI_CHECK"]],
    ["a country that does not exist", { ...chinese, country: "XX" }, ["country: COUNTRY_CODE"]],
    ["a city where a province is asked", { ...chinese, region: "CN-3501" }, ["region: REGION_NOT_PROVINCE"]],
    ["a region of another country", { ...foreign, region: "FR-75" }, ["region: REGION_NOT_SUBDIVISION"]],
    ["plain http", { ...chinese, website: "http://example.com" }, ["website: WEBSITE_HTTPS"]],
    ["a script for a website", { ...chinese, website: "javascript:alert(1)" }, ["website: WEBSITE_HTTPS"]],
    [
      "a website that looks like another",
      { ...chinese, website: "https://example.com@evil.example" },
      ["website: WEBSITE_HTTPS"],
    ],
    ["https", { ...chinese, website: "https://example.com/zh" }, []],
    ["a sector twice", { ...chinese, sectors: ["water", "water"] }, ["sectors: SECTOR_TWICE"]],
  ])("%s", (_case, given, expected) => expect(faults(organisationInput, given)).toEqual(expected));
});

describe("codes of places", () => {
  it("knows the 249 countries and regions of ISO 3166-1, each of which the runtime can name", () => {
    const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
    expect(countryCodes.size).toBe(249);
    expect([...countryCodes].filter((code) => !names.of(code))).toEqual([]);
  });
  it("knows the 34 province-level divisions of GB/T 2260", () => {
    expect(new Set(provinces.map(({ code }) => code)).size).toBe(34);
    expect(regionFault("CN", "CN-35")).toBeNull();
    expect(regionFault("CN", "CN-36")).toBeNull();
    expect(regionFault("CN", "CN-99")).toBe("REGION_NOT_PROVINCE");
    expect(regionFault("CN", "350000")).toBe("REGION_NOT_PROVINCE");
  });
});

describe("other inputs", () => {
  const profile = { locale: "en", timeZone: "Europe/Berlin", version: 1 };
  const evidence = { organisationId: uuid, note: "", fileIds: [uuid], idempotencyKey: uuid };
  const token = { name: "SIEM", scopes: ["needs:read"], days: 90, idempotencyKey: uuid };
  const base64url = "AQID";
  const passkey = {
    id: base64url,
    rawId: base64url,
    type: "public-key",
    clientExtensionResults: {},
    response: { clientDataJSON: base64url, authenticatorData: base64url, signature: base64url },
  };
  it.each<[string, z.ZodType, unknown, string[]]>([
    ["a time zone of the IANA database", profileInput, profile, []],
    [
      "a time zone that does not exist",
      profileInput,
      { ...profile, timeZone: "Mars/Olympus" },
      ["timeZone: TIME_ZONE"],
    ],
    ["erasure, with the address typed again", erasureInput, { email: "li@example.com", idempotencyKey: uuid }, []],
    ["evidence", verificationInput, evidence, []],
    ["no evidence", verificationInput, { ...evidence, fileIds: [] }, ["fileIds: EVIDENCE_MISSING"]],
    ["one file twice", verificationInput, { ...evidence, fileIds: [uuid, uuid] }, ["fileIds: EVIDENCE_TWICE"]],
    ["a domain", verificationInput, { ...evidence, emailDomain: "Example.com.cn", fileIds: [uuid, other] }, []],
    [
      "an address where a domain is asked",
      verificationInput,
      { ...evidence, emailDomain: "li@example.com" },
      ["emailDomain: EMAIL_DOMAIN"],
    ],
    [
      "a decision without a reason",
      verificationDecisionInput,
      { id: uuid, approved: false, reason: " " },
      ["reason: REASON_MISSING"],
    ],
    ["a token for ninety days", apiTokenInput, token, []],
    ["a token for longer", apiTokenInput, { ...token, days: 91 }, ["days: TOKEN_TOO_LONG"]],
    ["a token for nothing", apiTokenInput, { ...token, scopes: [] }, ["scopes: SCOPE_MISSING"]],
    ["a passkey's answer", passkeyAnswerInput, { ticket: "t".repeat(20), response: passkey }, []],
  ])("%s", (_case, schema, given, expected) => expect(faults(schema, given)).toEqual(expected));

  it("refuses a passkey's answer with members nobody knows", () => {
    const odd = { ...passkey, response: { ...passkey.response, constructor: "x" } };
    expect(passkeyAnswerInput.safeParse({ ticket: "t".repeat(20), response: odd }).success).toBe(false);
  });
});
