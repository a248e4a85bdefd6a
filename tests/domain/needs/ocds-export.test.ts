import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type AwardFacts, type OcdsExport, type PublishedNeed, writeOcdsPackage } from "@/domain/needs/ocds-export";
import { readOcdsTender } from "@/domain/needs/ocds-import";
import { ocdsFaults } from "./ocds-rules";

const at = (text: string) => new Date(text);

/** An invented need of an invented works. */
const need: PublishedNeed = {
  version: 1,
  at: at("2026-11-01T01:00:00Z"),
  reason: "",
  title: "水厂工控网络安全改造",
  description: "两座水厂的控制网与办公网尚未隔离。",
  language: "zh-CN",
  budget: { currency: "CNY", min: 20_000_050, max: 50_000_000 },
  opensAt: at("2026-11-01T01:00:00Z"),
  deadline: at("2026-12-01T09:00:00Z"),
  questionsDeadline: at("2026-11-20T09:00:00Z"),
  visibility: "public",
  criteria: [
    { title: "技术方案", weight: 70 },
    { title: "价格", weight: 30 },
  ],
};
const amended: PublishedNeed = {
  ...need,
  version: 2,
  at: at("2026-11-15T01:00:00Z"),
  reason: "应答期延长",
  deadline: at("2026-12-15T09:00:00Z"),
};
const award: AwardFacts = {
  id: "award-1",
  openedAt: at("2026-12-15T10:00:00Z"),
  at: at("2026-12-22T02:00:00Z"),
  reason: "综合得分最高",
  value: { currency: "CNY", amount: 43_210_987 },
  suppliers: [
    { id: "CN-USCC-B", name: "虚构安全公司", identifier: { scheme: "CN-USCC", id: "B" } },
    { id: "CN-USCC-C", name: "Invented Institute", countryName: "China" },
  ],
  numberOfTenderers: 3,
  standstillUntil: at("2026-12-27T02:00:00Z"),
};
const facts: OcdsExport = {
  prefix: "ocds-abc123",
  needId: "need-7",
  uri: "https://example.org/needs/7/ocds.json",
  publishedAt: at("2026-12-23T00:00:00Z"),
  publisher: { name: "Lianfang" },
  buyer: { id: "CN-USCC-A", name: "虚构水务公司", region: "福建省" },
  versions: [need, amended],
  stage: { at: "tender" },
};
const contract = {
  id: "contract-1",
  signedAt: at("2027-01-05T02:00:00Z"),
  startsAt: at("2027-01-10T00:00:00Z"),
  endsAt: null,
  milestones: [
    { id: "1", title: "资产清单", dueAt: at("2027-02-01T00:00:00Z"), metAt: at("2027-01-30T00:00:00Z") },
    { id: "2", title: "隔离改造", dueAt: null, metAt: null },
  ],
  accepted: false,
};

type Release = {
  id: string;
  tag: string[];
  tender?: Record<string, unknown>;
  awards?: unknown[];
  contracts?: unknown[];
};

function releasesOf(file: unknown): Release[] {
  return (file as { releases: Release[] }).releases;
}

describe("every package holds the rules of OCDS 1.1", () => {
  test.each<[string, OcdsExport, string[]]>([
    ["open need", facts, ["planning", "tender", "tenderAmendment"]],
    [
      "opened",
      { ...facts, stage: { at: "opened", openedAt: award.openedAt, numberOfTenderers: 3 } },
      ["planning", "tender", "tenderAmendment", "tenderUpdate"],
    ],
    [
      "awarded, standstill over",
      { ...facts, publishedAt: award.standstillUntil, stage: { at: "award", award } },
      ["planning", "tender", "tenderAmendment", "award", "awardUpdate"],
    ],
    [
      "awarded, standstill over, a complaint open",
      { ...facts, publishedAt: award.standstillUntil, stage: { at: "award", award: { ...award, answeredAt: null } } },
      ["planning", "tender", "tenderAmendment", "award"],
    ],
    [
      "cancelled",
      { ...facts, stage: { at: "ended", how: "cancelled", on: at("2026-12-16T00:00:00Z"), reason: "预算取消" } },
      ["planning", "tender", "tenderAmendment", "tenderCancellation"],
    ],
    [
      "without result",
      { ...facts, stage: { at: "ended", how: "unsuccessful", on: at("2026-12-16T00:00:00Z"), reason: "无人应答" } },
      ["planning", "tender", "tenderAmendment", "tenderUpdate"],
    ],
    ["awarded", { ...facts, stage: { at: "award", award } }, ["planning", "tender", "tenderAmendment", "award"]],
    [
      "under contract",
      { ...facts, stage: { at: "contract", award, contract } },
      ["planning", "tender", "tenderAmendment", "award", "contract", "implementation"],
    ],
    [
      "paid and accepted",
      {
        ...facts,
        stage: {
          at: "contract",
          award,
          contract: {
            ...contract,
            accepted: true,
            endedAt: at("2027-03-01T00:00:00Z"),
            value: { currency: "CNY", amount: 45_000_000 },
            payments: [{ id: "p1", on: at("2027-02-10T00:00:00Z"), amount: { currency: "CNY", amount: 45_000_000 } }],
          },
        },
      },
      ["planning", "tender", "tenderAmendment", "award", "contract", "implementation", "contractTermination"],
    ],
    [
      "a need that says little",
      {
        ...facts,
        versions: [
          { ...need, description: "", budget: null, questionsDeadline: null, criteria: [], visibility: "invited" },
        ],
        buyer: { id: "A", name: "B" },
      },
      ["planning", "tender"],
    ],
  ])("%s", (_, input, tags) => {
    const file = writeOcdsPackage(input);
    expect(ocdsFaults(file)).toEqual([]);
    expect(releasesOf(file).flatMap(({ tag }) => tag)).toEqual(tags);
  });

  const folder = join(process.env.LIANFANG_SHARED_DATA ?? "../shared/data", "ocds");
  test
    .skipIf(!existsSync(folder))
    .each(["01-planning", "02-tender", "03-tenderAmendment", "04-award", "05-contract", "06-implementation"])(
    "and the rules themselves pass what others published: %s",
    (name) => {
      expect(ocdsFaults(JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")))).toEqual([]);
    },
  );
});

describe("what is told, and when", () => {
  test("an award tells the awarded price, in whole units, and counts the others", () => {
    const file = writeOcdsPackage({ ...facts, stage: { at: "award", award } });
    const last = releasesOf(file).at(-1);
    expect(last?.awards).toEqual([
      {
        id: "award-1",
        title: need.title,
        description: "综合得分最高",
        status: "pending",
        date: "2026-12-22T02:00:00.000Z",
        value: { amount: 432_109.87, currency: "CNY" },
        suppliers: [
          { id: "CN-USCC-B", name: "虚构安全公司" },
          { id: "CN-USCC-C", name: "Invented Institute" },
        ],
      },
    ]);
    expect(last?.tender?.numberOfTenderers).toBe(3);
  });

  test("before the award no release holds anything but the buyer's own figures", () => {
    const text = JSON.stringify(writeOcdsPackage(facts));
    expect([...text.matchAll(/"amount":([\d.]+)/gu)].map(([, amount]) => Number(amount))).toEqual([
      500_000, 200_000.5, 500_000, 200_000.5, 500_000,
    ]);
    expect(text).not.toContain("tenderers");
  });

  test.each<[string, OcdsExport]>([
    ["an opening before the deadline", stageWith({ openedAt: at("2026-12-15T08:59:59Z") })],
    ["an award before the opening", stageWith({ at: at("2026-12-15T09:30:00Z") })],
    ["a prefix that is none", { ...facts, prefix: "abc123" }],
  ])("%s is written into no file", (_, input) => {
    expect(() => writeOcdsPackage(input)).toThrow(RangeError);
  });

  test("an amendment names the release it amends", () => {
    const [, first, second] = releasesOf(writeOcdsPackage(facts));
    expect(second?.tender?.amendments).toEqual([
      {
        id: "2",
        date: "2026-11-15T01:00:00.000Z",
        rationale: "应答期延长",
        amendsReleaseID: first?.id,
        releaseID: second?.id,
      },
    ]);
  });
});

function stageWith(change: Partial<AwardFacts>): OcdsExport {
  return { ...facts, stage: { at: "award", award: { ...award, ...change } } };
}

test("what is written can be read again", () => {
  const result = readOcdsTender(JSON.stringify(writeOcdsPackage(facts)));
  expect(result.ok && result.draft).toMatchObject({
    ocid: "ocds-abc123-need-7",
    title: need.title,
    description: need.description,
    language: "zh-CN",
    buyer: { id: "CN-USCC-A", name: "虚构水务公司", region: "福建省" },
    value: need.budget,
    deadline: "2026-12-15T09:00:00.000Z",
    enquiryDeadline: "2026-11-20T09:00:00.000Z",
    visibility: "public",
  });
});
