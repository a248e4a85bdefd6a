import { type NeedContent, needContent } from "@/domain/needs/schema";
import { addMilliseconds, day } from "@/domain/shared/time";
import type { DemoOrganisation } from "./demo-data";

/** Invented parties of a delivery, of a consortium and of a crowd test: none of them exists, and each name says so. */

const firm = (
  key: string,
  names: readonly [string, string],
  fields: Partial<DemoOrganisation["fields"]> & Pick<DemoOrganisation["fields"], "kind" | "region" | "creditCode">,
  people: readonly (readonly [string, string, string, "owner" | "admin"])[],
): DemoOrganisation => ({
  key,
  domain: `${key}.example`,
  fields: {
    nameZh: `${names[0]}（演示）`,
    nameEn: `${names[1]} (demo)`,
    country: "CN",
    sectors: ["petrochemical"],
    sizeBand: "medium",
    ...fields,
  },
  people: people.map(([name, zh, en, memberRole], index) => ({
    email: `${name}@${key}.example`,
    nameZh: `${zh}（演示）`,
    nameEn: `${en} (demo)`,
    role: `${key}, ${index === 0 ? "running delivery 交付中的项目" : "second person 第二人"}`,
    memberRole,
  })),
});

export const demoBoardOrganisations: readonly DemoOrganisation[] = [
  firm(
    "dongqiao",
    ["东桥化工", "Dongqiao Chemicals"],
    { kind: "enterprise", region: "CN-32", creditCode: "91320100MA2DEM0171" },
    [
      ["buyer1", "乔一", "Qiao Yi", "owner"],
      ["buyer2", "乔二", "Qiao Er", "admin"],
    ],
  ),
  firm(
    "qingshi",
    ["青石工控安全", "Qingshi ICS Security"],
    { kind: "securityFirm", region: "CN-51", creditCode: "91510100MA2DEM0255", sizeBand: "small" },
    [["provider", "石青", "Shi Qing", "owner"]],
  ),
  firm(
    "hongye",
    ["鸿业网络", "Hongye Networks"],
    { kind: "securityFirm", region: "CN-44", creditCode: "91440100MA2DEM033M", sizeBand: "large" },
    [["provider", "洪业", "Hong Ye", "owner"]],
  ),
  firm(
    "beita",
    ["北塔大学工控实验室", "Beita University ICS Laboratory"],
    { kind: "research", region: "CN-61", creditCode: "12610000MA2DEM041H" },
    [["lead", "塔北", "Ta Bei", "owner"]],
  ),
];

export function boardNeeds(now: Date): { delivery: NeedContent; research: NeedContent } {
  const inDays = (days: number): string => addMilliseconds(now, days * day).toISOString();
  return {
    delivery: needContent.parse({
      language: "zh-CN",
      title: "化工园区安全仪表系统加固（演示）",
      summary: "两套安全仪表系统与过程控制网相连，需要隔离、加固并验证，不得影响装置运行。",
      translation: {
        title: "Hardening of the safety instrumented systems of a chemical site (demo)",
        summary:
          "Two safety instrumented systems share a network with process control. They are to be separated, hardened and tested while the plant runs.",
      },
      whatRuns: "两套安全仪表系统、一套 DCS，约 600 个测点。",
      worry: "工程师站可以同时访问两张网。",
      description: "交付物：隔离设计、加固实施、验证测试报告与运维手册。",
      sector: "petrochemical",
      region: "CN-32",
      budget: { currency: "CNY", min: 40_000_000, max: 70_000_000 },
      proposalDeadline: inDays(1),
      showProposerNames: true,
      standstillDays: 0,
      criteria: [
        { id: "approach", title: "技术方案 Approach", weight: 70, kind: "scored", anchor: "10 = 不停车即可实施" },
        { id: "price", title: "价格 Price", weight: 30, kind: "price", anchor: "" },
      ],
    }),
    research: needContent.parse({
      kind: "jointResearch",
      language: "zh-CN",
      title: "揭榜挂帅：工控协议异常检测（演示）",
      summary: "在不依赖厂商私有文档的情况下识别控制指令异常，欢迎联合体揭榜。",
      translation: {
        title: "Open challenge: anomalies in control protocols (demo)",
        summary: "Detect anomalous control commands without the vendors' documents. Consortia are welcome.",
      },
      description: "研究私有工控协议的语义推断与异常检测方法，在两处现场验证。",
      sector: "petrochemical",
      region: "CN-32",
      budget: { currency: "CNY", min: null, max: 300_000_000 },
      proposalDeadline: inDays(40),
      consortia: true,
      criteria: [
        { id: "novelty", title: "创新性 Novelty", weight: 60, kind: "scored", anchor: "" },
        { id: "price", title: "经费 Funding", weight: 40, kind: "price", anchor: "" },
      ],
      details: {
        challenge: "私有协议没有公开文档，误报不能影响生产。",
        targets: "检出率 95% 以上，误报每日少于一次。",
        resultRights: "shared",
        publication: "afterPatent",
      },
      workPackages: [
        { title: "协议语义推断 Inference of protocol semantics", goal: "从流量推断字段与状态机。" },
        { title: "现场验证 Validation on site", goal: "在两处装置连续运行三个月。" },
      ],
    }),
  };
}
