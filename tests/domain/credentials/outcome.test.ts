import { describe, expect, it } from "vitest";
import { badgeDocument, statusBit, statusBits, statusListLength } from "@/domain/credentials/open-badge";
import { type Findings, outcomeOf } from "@/domain/credentials/outcome";
import { presentedOf } from "@/domain/credentials/presented";

const now = new Date("2026-06-01T00:00:00Z");
const good: Findings = {
  signature: true,
  issuersKey: true,
  status: "good",
  validFrom: new Date("2026-01-01T00:00:00Z"),
  validUntil: new Date("2027-01-01T00:00:00Z"),
  issuerKnown: true,
};

describe("what is said of a credential", () => {
  it.each<[string, Partial<Findings>, string]>([
    ["all is well", {}, "valid"],
    ["it has no end", { validUntil: null }, "valid"],
    ["a byte was changed", { signature: false }, "altered"],
    [
      "a byte was changed and it is expired and revoked",
      { signature: false, status: "revoked", validUntil: now },
      "altered",
    ],
    ["the key could not be had", { signature: null }, "issuerUnreachable"],
    ["somebody else signed", { issuersKey: false }, "foreignKey"],
    ["it was taken back", { status: "revoked" }, "revoked"],
    ["it was taken back and is over", { status: "revoked", validUntil: now }, "revoked"],
    ["it is suspended", { status: "suspended" }, "suspended"],
    ["it ends this very moment", { validUntil: now }, "expired"],
    ["it begins later", { validFrom: new Date("2026-06-01T00:00:01Z") }, "notYetValid"],
    ["its list does not answer", { status: null }, "statusUnreachable"],
    ["nobody here knows the issuer", { issuerKnown: false }, "unknownIssuer"],
    ["nobody here knows the issuer and it is over", { issuerKnown: false, validUntil: now }, "expired"],
  ])("%s", (_, change, expected) => {
    expect(outcomeOf({ ...good, ...change }, now)).toBe(expected);
  });
});

describe("the status list", () => {
  it("has the first index as the leftmost bit and says nothing beyond its end", () => {
    const bits = statusBits([0, 7, 8, statusListLength + 9]);
    expect([bits[0], bits[1]]).toEqual([0b1000_0001, 0b1100_0000]);
    expect([0, 1, 7, 8, 9, 10].map((index) => statusBit(bits, index))).toEqual([true, false, true, true, true, false]);
    expect(statusBit(bits, statusListLength)).toBeNull();
  });
});

describe("a badge", () => {
  const facts = {
    id: "7d1c6c2e-8f0e-4a7b-9a53-0a4f6a3c1f11",
    kind: "training",
    titleZh: "工控安全实训",
    titleEn: "Training",
    descriptionZh: "",
    descriptionEn: "Twelve weeks",
    criteria: "All modules",
    evidence: [{ name: "Report", narrative: "", url: "/training/1" }],
    conceptIds: ["skill:ot-segmentation"],
    issuedAt: now,
    expiresAt: null,
    statusIndex: statusListLength + 3,
    identity: { hash: "ab", salt: "cd" },
  } as const;
  const issuer = { id: "https://lianfang.example/api/credentials/issuer", name: "L", url: "https://lianfang.example" };

  it("is read back as what it says, with its place in the second list", () => {
    const read = presentedOf(badgeDocument(facts, issuer, "https://lianfang.example"));
    expect(read).toMatchObject({
      issuerId: issuer.id,
      title: "工控安全实训 / Training",
      validFrom: now,
      validUntil: null,
      statuses: [{ index: 3, list: "https://lianfang.example/api/credentials/status/1", purpose: "revocation" }],
    });
  });

  it("tells a stranger no name and, once its holder is erased, nothing at all about the holder", () => {
    const text = JSON.stringify(badgeDocument({ ...facts, identity: null }, issuer, "https://lianfang.example"));
    expect(text).not.toMatch(/identi(?:ty|fier)|salt/u);
  });

  it.each([
    ["text", "not a document"],
    ["a list", []],
    ["no credential", { type: "Person" }],
    ["no issuer", { type: ["VerifiableCredential"], credentialSubject: {} }],
    ["no subject", { type: ["VerifiableCredential"], issuer: "did:key:z" }],
  ])("%s is none", (_, document) => {
    expect(presentedOf(document)).toBeNull();
  });
});
