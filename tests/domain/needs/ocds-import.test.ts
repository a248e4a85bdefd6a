import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readOcdsTender } from "@/domain/needs/ocds-import";

/** An invented tender of an invented works; the smallest that is taken. */
const tender = {
  id: "t1",
  title: "水厂工控网络安全改造",
  tenderPeriod: { endDate: "2026-12-31T17:00:00+08:00" },
};
const release = {
  ocid: "ocds-abc123-0001",
  id: "0001-tender",
  date: "2026-11-01T09:00:00+08:00",
  tag: ["tender"],
  initiationType: "tender",
  buyer: { id: "CN-1", name: "虚构水务公司" },
  tender,
};

type Change = { release?: object; tender?: object; package?: object };

function file(change: Change = {}): string {
  const one = { ...release, ...change.release, tender: { ...tender, ...change.tender } };
  return JSON.stringify({ version: "1.1", releases: [one], ...change.package });
}

function problemsOf(text: string): string[] {
  const result = readOcdsTender(text);
  return result.ok ? [] : result.problems.map(({ path, code }) => `${path} ${code}`);
}

function draftOf(text: string) {
  const result = readOcdsTender(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.draft;
}

describe("a tender becomes a draft", () => {
  test("the smallest one; what it leaves open stays open", () => {
    expect(draftOf(file())).toEqual({
      ocid: "ocds-abc123-0001",
      releaseId: "0001-tender",
      releasedAt: "2026-11-01T01:00:00.000Z",
      tenderId: "t1",
      title: "水厂工控网络安全改造",
      description: null,
      language: "zh-CN",
      buyer: { id: "CN-1", name: "虚构水务公司", identifier: null, locality: null, region: null, countryName: null },
      value: null,
      opensAt: null,
      deadline: "2026-12-31T09:00:00.000Z",
      enquiryDeadline: null,
      procurementMethod: null,
      visibility: "public",
      category: null,
      awardCriteria: null,
      items: [],
      cpv: [],
      documents: [],
      lots: [],
      amendments: [],
    });
  });

  test("also as a release without a package around it, and behind a byte order mark", () => {
    expect(draftOf(JSON.stringify(release)).title).toBe(tender.title);
    expect(draftOf(`\ufeff${file()}`).title).toBe(tender.title);
  });

  test.each([
    ["open", "public"],
    ["selective", "verified"],
    ["limited", "invited"],
    ["direct", "invited"],
  ])("the method %s suggests %s", (procurementMethod, visibility) => {
    expect(draftOf(file({ tender: { procurementMethod } })).visibility).toBe(visibility);
  });

  test.each([
    [{ value: { amount: 1_100_000.5, currency: "CNY" } }, { currency: "CNY", min: null, max: 110_000_050 }],
    [{ value: { amount: 5_000_000, currency: "JPY" } }, { currency: "JPY", min: null, max: 5_000_000 }],
    [{ minValue: { amount: 0.1, currency: "EUR" } }, { currency: "EUR", min: 10, max: null }],
    [{ value: {} }, null],
  ])("money %j is %j in minor units", (change, value) => {
    expect(draftOf(file({ tender: change })).value).toEqual(value);
  });

  test.each([
    ["zh", "Security audit", "zh-CN"],
    ["en-GB", "安全评估", "en"],
    ["fr", "Audit de sécurité", "en"],
    [undefined, "PLC 与 SCADA 系统安全评估 (IEC 62443)", "zh-CN"],
  ])("language %s and title %s give %s", (language, title, expected) => {
    expect(draftOf(file({ release: { language }, tender: { title } })).language).toBe(expected);
  });

  test("the last release that tells of the tender holds", () => {
    const later = {
      ...release,
      id: "0001-amendment",
      date: "2026-11-01T02:00:00Z",
      tag: ["tenderAmendment"],
      tender: { ...tender, tenderPeriod: { endDate: "2027-01-15T09:00:00Z" } },
    };
    const draft = draftOf(JSON.stringify({ version: "1.1", releases: [later, release] }));
    expect([draft.releaseId, draft.deadline]).toEqual(["0001-amendment", "2027-01-15T09:00:00.000Z"]);
  });

  test("contact persons are left behind", () => {
    const parties = [
      { id: "CN-1", name: "x", roles: ["buyer"], contactPoint: { name: "Zhang San", email: "zhang@example.com" } },
    ];
    expect(JSON.stringify(draftOf(file({ release: { parties } })))).not.toMatch(/zhang/i);
  });
});

describe("a file is refused, and every fault of it is named at once", () => {
  test.each<[string, string, string[]]>([
    ["an empty file", "", [" IMPORT_EMPTY"]],
    ["no JSON", '{"releases": [', [" IMPORT_NOT_JSON"]],
    ["a list", "[]", [" OCDS_NOT_OCDS"]],
    ["JSON of something else", '{"topics": []}', [" OCDS_NOT_OCDS"]],
    ["a record package", '{"version": "1.1", "records": []}', [" OCDS_RECORDS"]],
    ["no release", '{"version": "1.1", "releases": []}', ["releases OCDS_NO_RELEASE"]],
    ["a package of 1.0", file({ package: { version: undefined } }), ["version OCDS_VERSION_MISSING"]],
    ["a package of 1.2", file({ package: { version: "1.2" } }), ["version OCDS_VERSION"]],
    [
      "two processes in one file",
      file({ package: { releases: [release, { ...release, ocid: "ocds-abc123-0002" }] } }),
      ["releases OCDS_SEVERAL_PROCESSES"],
    ],
    [
      "no tender",
      file({ package: { releases: [{ ...release, tender: undefined }] } }),
      ["releases[0].tender OCDS_NO_TENDER"],
    ],
    ["a plan only", file({ release: { tag: ["planning"] } }), ["releases[0].tender.status OCDS_ONLY_PLANNED"]],
    ["a planned tender", file({ tender: { status: "planned" } }), ["releases[0].tender.status OCDS_ONLY_PLANNED"]],
    ["a finished tender", file({ tender: { status: "complete" } }), ["releases[0].tender.status OCDS_TENDER_OVER"]],
    ["a status unknown to OCDS", file({ tender: { status: "offen" } }), ["releases[0].tender.status OCDS_STATUS"]],
    ["an ocid without prefix", file({ release: { ocid: "2026-7" } }), ["releases[0].ocid OCDS_OCID"]],
    [
      "another initiation",
      file({ release: { initiationType: "ppp" } }),
      ["releases[0].initiationType OCDS_INITIATION"],
    ],
    ["a tag that is no list", file({ release: { tag: "tender" } }), ["releases[0].tag OCDS_TYPE"]],
    ["no title", file({ tender: { title: " " } }), ["releases[0].tender.title OCDS_FIELD_MISSING"]],
    ["a title too long", file({ tender: { title: "x".repeat(201) } }), ["releases[0].tender.title OCDS_TOO_LONG"]],
    ["a number for a title", file({ tender: { title: 7 } }), ["releases[0].tender.title OCDS_TYPE"]],
    ["a hidden character", file({ tender: { title: "a\u202eb" } }), ["releases[0].tender.title TEXT_INVISIBLE"]],
    ["no buyer", file({ release: { buyer: undefined } }), ["releases[0].buyer.name OCDS_FIELD_MISSING"]],
    [
      "no deadline",
      file({ tender: { tenderPeriod: {} } }),
      ["releases[0].tender.tenderPeriod.endDate OCDS_FIELD_MISSING"],
    ],
    [
      "a deadline without time",
      file({ tender: { tenderPeriod: { endDate: "2026-12-31" } } }),
      ["releases[0].tender.tenderPeriod.endDate OCDS_DATE"],
    ],
    [
      "a day that no calendar has",
      file({ tender: { tenderPeriod: { endDate: "2026-02-30T09:00:00Z" } } }),
      ["releases[0].tender.tenderPeriod.endDate OCDS_DATE"],
    ],
    [
      "an end before the start",
      file({ tender: { tenderPeriod: { startDate: "2026-12-31T10:00:00Z", endDate: "2026-12-31T09:00:00Z" } } }),
      ["releases[0].tender.tenderPeriod.endDate OCDS_DATES_ORDER"],
    ],
    [
      "questions after the deadline",
      file({ tender: { enquiryPeriod: { endDate: "2027-01-01T09:00:00Z" } } }),
      ["releases[0].tender.enquiryPeriod.endDate OCDS_ENQUIRY_AFTER_DEADLINE"],
    ],
    [
      "a negative amount",
      file({ tender: { value: { amount: -1, currency: "CNY" } } }),
      ["releases[0].tender.value.amount OCDS_AMOUNT_NEGATIVE"],
    ],
    [
      "a currency that is none",
      file({ tender: { value: { amount: 1, currency: "RMB" } } }),
      ["releases[0].tender.value.currency OCDS_CURRENCY"],
    ],
    [
      "an amount without currency",
      file({ tender: { value: { amount: 1 } } }),
      ["releases[0].tender.value.currency OCDS_FIELD_MISSING"],
    ],
    [
      "an amount in words",
      file({ tender: { value: { amount: "1000", currency: "CNY" } } }),
      ["releases[0].tender.value.amount OCDS_TYPE"],
    ],
    [
      "half a yen",
      file({ tender: { value: { amount: 0.5, currency: "JPY" } } }),
      ["releases[0].tender.value.amount OCDS_AMOUNT_FRACTION"],
    ],
    [
      "an amount beyond reason",
      file({ tender: { value: { amount: 1e300, currency: "CNY" } } }),
      ["releases[0].tender.value.amount OCDS_AMOUNT_LARGE"],
    ],
    [
      "a least above the most",
      file({ tender: { value: { amount: 1, currency: "CNY" }, minValue: { amount: 2, currency: "CNY" } } }),
      ["releases[0].tender.minValue.amount OCDS_VALUE_ORDER"],
    ],
    [
      "two currencies",
      file({ tender: { value: { amount: 3, currency: "CNY" }, minValue: { amount: 2, currency: "EUR" } } }),
      ["releases[0].tender.minValue.currency OCDS_CURRENCY_MIXED"],
    ],
    [
      "a method unknown to OCDS",
      file({ tender: { procurementMethod: "constructor" } }),
      ["releases[0].tender.procurementMethod OCDS_METHOD"],
    ],
    [
      "a document that is no link",
      file({ tender: { documents: [{ id: "1", url: "javascript:alert(1)" }] } }),
      ["releases[0].tender.documents[0].url OCDS_URL"],
    ],
    ["items that are no list", file({ tender: { items: {} } }), ["releases[0].tender.items OCDS_TYPE"]],
    [
      "many faults together",
      file({
        release: { ocid: undefined, date: "yesterday", initiationType: undefined },
        tender: { title: "", value: { amount: -5, currency: "XXX" }, tenderPeriod: undefined },
      }),
      [
        "releases[0].ocid OCDS_FIELD_MISSING",
        "releases[0].date OCDS_DATE",
        "releases[0].initiationType OCDS_FIELD_MISSING",
        "releases[0].tender.title OCDS_FIELD_MISSING",
        "releases[0].tender.value.amount OCDS_AMOUNT_NEGATIVE",
        "releases[0].tender.value.currency OCDS_CURRENCY",
        "releases[0].tender.tenderPeriod.endDate OCDS_FIELD_MISSING",
      ],
    ],
  ])("%s", (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

const folder = join(process.env.LIANFANG_SHARED_DATA ?? "../shared/data", "ocds");

describe.skipIf(!existsSync(folder))(
  "one real procurement, stage by stage (skipped where the files are missing)",
  () => {
    const read = (name: string) => readFileSync(join(folder, name), "utf8");

    test.each([
      ["01-planning.json", ["releases[0].tender.status OCDS_ONLY_PLANNED"]],
      ["02-tender.json", []],
      ["03-tenderAmendment.json", []],
      ["04-award.json", ["releases[0].tender.status OCDS_TENDER_OVER"]],
      ["05-contract.json", ["releases[0].tender OCDS_NO_TENDER"]],
      ["06-implementation.json", ["releases[0].tender OCDS_NO_TENDER"]],
    ])("%s: %j", (name, problems) => {
      expect(problemsOf(read(name))).toEqual(problems);
    });

    test("the tender, field by field", () => {
      const { items, documents, ...draft } = draftOf(read("02-tender.json"));
      expect(draft).toMatchObject({
        ocid: "ocds-213czf-000-00001",
        title: "Planned cycle lane improvements",
        language: "en",
        buyer: {
          id: "GB-LAC-E09000003",
          name: "London Borough of Barnet",
          identifier: { scheme: "GB-LAC", id: "E09000003", legalName: "London Borough of Barnet" },
          countryName: "United Kingdom",
        },
        value: { currency: "GBP", min: 60_000_000, max: 110_000_000 },
        opensAt: "2010-03-01T09:00:00.000Z",
        deadline: "2010-04-01T18:00:00.000Z",
        enquiryDeadline: "2010-03-14T17:30:00.000Z",
        procurementMethod: "open",
        visibility: "public",
        category: "works",
        cpv: ["45233130", "45233162-2"],
      });
      expect(items[0]).toMatchObject({ description: "Cycle lane improvements", quantity: 8, unit: "Miles" });
      expect(documents[0]).toMatchObject({ type: "tenderNotice", format: "text/html" });
    });

    test("the amendment moves the deadline and says why", () => {
      const draft = draftOf(read("03-tenderAmendment.json"));
      expect(draft.deadline).toBe("2010-04-08T18:00:00.000Z");
      expect(draft.amendments[0]?.rationale).toContain("council guidelines");
    });
  },
);
