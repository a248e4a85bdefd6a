import { describe, expect, it, test } from "vitest";
import { sectorIds } from "@/domain/identity/schema";
import { tagsOfNeed } from "@/domain/needs/suggested-tags";
import { conceptsOf } from "@/domain/taxonomy/all-concepts";

const idsOf = (text: string) => tagsOfNeed(text).map(({ id }) => id);

describe("tags suggested while a need is written", () => {
  test.each<[kind: string, id: string, zh: string, en: string]>([
    ["sector", "sector:water", "我们是一家水厂", "We run a water utility"],
    ["region", "region:CN-33", "厂区在浙江", "The plant is in Zhejiang"],
    ["kind of asset", "asset:plc", "产线上的 PLC", "the PLCs of the line"],
    ["protocol", "protocol:modbus", "通过 Modbus 通信", "they speak Modbus"],
    ["technique", "attack-ics:T0855", "有人下发未授权指令（T0855）", "unauthorised commands (T0855)"],
    ["part of IEC 62443", "iec62443:3-3", "按 IEC 62443-3-3 评估", "assessed by IEC 62443-3-3"],
    ["skill", "skill:segmentation", "没有网络分区隔离", "there is no network segmentation"],
    ["work role", "ecsf:penetration-tester", "需要渗透测试人员", "we look for a penetration tester"],
  ])("%s: %s", (_, id, zh, en) => {
    expect(idsOf(zh)).toContain(id);
    expect(idsOf(en)).toContain(id);
  });

  it("name one role once, though both frameworks have it, and no maker", () => {
    const found = idsOf("A penetration tester for our Siemens PLCs, and a SOC analyst.");
    expect(found.filter((id) => /penetration/u.test(id) || id === "nice:PD-WRL-007")).toEqual([
      "ecsf:penetration-tester",
    ]);
    expect(found).toContain("nice:PD-WRL-001");
    expect(found.filter((id) => id.startsWith("vendor:"))).toEqual([]);
  });

  it("name sectors that the form has", () => {
    const known: readonly string[] = sectorIds;
    expect(conceptsOf("sector").filter(({ id }) => !known.includes(id.slice("sector:".length)))).toEqual([]);
  });
});
