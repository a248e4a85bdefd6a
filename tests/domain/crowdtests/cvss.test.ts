import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedFile } from "#tests/support/shared-data";
import { cvssFault, cvssScore } from "@/domain/crowdtests/cvss";

const good = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H";
const vectors = sharedFile("cvss/cvss4-vectors.json");

describe("a CVSS 4.0 vector", () => {
  it.each([
    ["the highest there is", good, { score: 10, severity: "critical" }],
    [
      "no impact",
      good.replace("VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", "VC:N/VI:N/VA:N/SC:N/SI:N/SA:N"),
      { score: 0, severity: "none" },
    ],
    ["one that nobody exploits yet", `${good}/E:U`, { score: 9.1, severity: "critical" }],
  ])("is scored: %s", (_name, vector, expected) => {
    expect(cvssFault(vector)).toBeNull();
    expect(cvssScore(vector)).toEqual(expected);
  });

  it.each([
    ["another version", good.replace("4.0", "3.1"), { code: "CVSS_PREFIX" }],
    ["a metric missing", good.replace("/AT:N", ""), { code: "CVSS_METRIC_MISSING", metric: "AT" }],
    ["a value that is none", good.replace("AV:N", "AV:Z"), { code: "CVSS_METRIC_UNKNOWN", metric: "AV:Z" }],
    ["a metric of another version", `${good}/RL:O`, { code: "CVSS_METRIC_UNKNOWN", metric: "RL:O" }],
    ["more than a value", good.replace("AV:N", "AV:N:P"), { code: "CVSS_METRIC_UNKNOWN", metric: "AV:N:P" }],
    ["what every object has", `${good}/constructor:N`, { code: "CVSS_METRIC_UNKNOWN", metric: "constructor:N" }],
    ["a metric twice", `${good}/AV:L`, { code: "CVSS_METRIC_TWICE", metric: "AV" }],
    ["nothing", "", { code: "CVSS_PREFIX" }],
  ])("names its fault: %s", (_name, vector, fault) => {
    expect(cvssFault(vector)).toEqual(fault);
    expect(() => cvssScore(vector)).toThrow(RangeError);
  });

  it.skipIf(vectors.missing)("scores as the reference calculator does", () => {
    const { vectors: list } = JSON.parse(readFileSync(vectors.path, "utf8")) as {
      vectors: { vector: string; score: number; severity: string }[];
    };
    expect(list.length).toBeGreaterThan(100);
    for (const { vector, score, severity } of list)
      expect({ vector, ...cvssScore(vector) }).toEqual({ vector, score, severity: severity.toLowerCase() });
  });
});
