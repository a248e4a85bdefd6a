import { describe, expect, it } from "vitest";
import { firm } from "#tests/domain/guidance/cast";
import { programmeContent } from "@/domain/crowdtests/schema";
import { undertakingText } from "@/domain/crowdtests/undertaking";
import { touchedBy } from "@/domain/guidance/list-check";
import { listItem } from "@/domain/guidance/schema";

const item = listItem.parse({
  code: "N-1",
  effect: "forbidden",
  textEn: "No active scans",
  activities: ["crowdTest"],
  keywords: ["active scan", "主动扫描"],
});
const programme = (assets: { name: string; inScope: boolean; note?: string }[], rules: string) => ({
  title: "Water plant",
  summary: "Find weak points",
  content: programmeContent.parse({
    assets: assets.map((one, index) => ({ id: `a${index}`, kind: "web", ...one })),
    rules,
    safeHarbour: "We do not sue.",
    rewards: null,
  }),
});

describe("what a programme says to lists before it opens", () => {
  it.each([
    ["its rules", [{ name: "Portal", inScope: true }], "Active scan at night only", "active scan"],
    ["a note on what is in scope", [{ name: "SIS", inScope: true, note: "允许主动扫描" }], "Be kind", "主动扫描"],
    ["nothing that is out of scope", [{ name: "SIS", inScope: false, note: "主动扫描" }], "Be kind", null],
  ])("%s", (_, assets, rules, found) => {
    const text = undertakingText(programme(assets, rules));
    expect(touchedBy(item, { activity: "crowdTest", text, conceptIds: [] }, firm())?.found ?? null).toBe(found);
  });
});
