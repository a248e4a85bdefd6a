import { expect, test } from "vitest";
import { demandOf } from "@/domain/guidance/demand";
import { documentContent } from "@/domain/guidance/schema";

test.each([
  [
    "skills of title, summary and duties, each once, at the places of every clause",
    {
      titleEn: "Network segmentation of water works",
      summaryZh: "水厂须开展网络分区隔离和应急演练。",
      obligations: [{ key: "a", textEn: "Hold an incident response exercise every year." }],
      rule: {
        include: [
          { regions: ["CN-33"], sectors: ["sector:water"] },
          { regions: ["CN-33", "CN-31"], sectors: ["sector:power"] },
        ],
      },
    },
    { skills: ["skill:segmentation", "skill:exercise"], regions: ["CN-33", "CN-31"], sectors: ["water", "power"] },
  ],
  [
    "no place where none is named",
    { titleEn: "Network segmentation" },
    { skills: ["skill:segmentation"], regions: [], sectors: [] },
  ],
  [
    "nothing that only the body cites",
    { titleEn: "Notice", bodyEn: "Network segmentation" },
    { skills: [], regions: [], sectors: [] },
  ],
])("a document calls for %s", (_what, content, { skills, regions, sectors }) => {
  const demand = demandOf(documentContent.parse({ language: "en", ...content }));
  expect(demand.conceptIds).toEqual(expect.arrayContaining(skills));
  if (skills.length === 0) expect(demand.conceptIds).toEqual([]);
  expect([demand.regions, demand.sectors]).toEqual([regions, sectors]);
});
