import type { z } from "zod";
import type { evidenceInput, profileInput } from "@/domain/experts/schema";
import type { organisationInput } from "@/domain/identity/schema";
import { type NeedContent, needContent } from "@/domain/needs/schema";
import { addMilliseconds, day } from "@/domain/shared/time";

/** Invented organisations and people: none of them exists, and each name says so. */

type Person = { email: string; nameZh: string; nameEn: string; role: string };

export const demoPlatformPeople: readonly (Person & { platformRole: "operator" | "securityAdmin" | "auditor" })[] = [
  {
    email: "operator1@demo.example",
    nameZh: "平台运营员甲（演示）",
    nameEn: "Operator One (demo)",
    role: "operator 平台运营员",
    platformRole: "operator",
  },
  {
    email: "operator2@demo.example",
    nameZh: "平台运营员乙（演示）",
    nameEn: "Operator Two (demo)",
    role: "operator 平台运营员",
    platformRole: "operator",
  },
  {
    email: "security@demo.example",
    nameZh: "安全管理员（演示）",
    nameEn: "Security Administrator (demo)",
    role: "security administrator 安全管理员",
    platformRole: "securityAdmin",
  },
  {
    email: "auditor@demo.example",
    nameZh: "审计员（演示）",
    nameEn: "Auditor (demo)",
    role: "auditor 审计员",
    platformRole: "auditor",
  },
];

export type DemoOrganisation = {
  key: string;
  domain: string;
  fields: Omit<z.output<typeof organisationInput>, "idempotencyKey">;
  people: readonly (Person & { memberRole: "owner" | "admin" | "member" })[];
  capability?: Omit<z.output<typeof profileInput>, "organisationId" | "version"> & {
    evidence: readonly Omit<z.output<typeof evidenceInput>, "organisationId" | "idempotencyKey">[];
  };
};

export const demoOrganisations: readonly DemoOrganisation[] = [
  {
    key: "water",
    domain: "linhe-water.example",
    fields: {
      kind: "enterprise",
      nameZh: "临河水务集团（演示）",
      nameEn: "Linhe Water Group (demo)",
      country: "CN",
      region: "CN-33",
      sectors: ["water"],
      sizeBand: "large",
      creditCode: "91330100MA2DEM009A",
    },
    people: [
      {
        email: "buyer1@linhe-water.example",
        nameZh: "陈采（演示）",
        nameEn: "Chen Cai (demo)",
        role: "buyer, owner 采购方负责人",
        memberRole: "owner",
      },
      {
        email: "buyer2@linhe-water.example",
        nameZh: "林购（演示）",
        nameEn: "Lin Gou (demo)",
        role: "buyer, second opener 采购方（第二开启人）",
        memberRole: "admin",
      },
    ],
  },
  {
    key: "shield",
    domain: "dunpai.example",
    fields: {
      kind: "securityFirm",
      nameZh: "盾牌工控安全（演示）",
      nameEn: "Dunpai ICS Security (demo)",
      country: "CN",
      region: "CN-11",
      sectors: ["water", "power"],
      sizeBand: "large",
      creditCode: "91110108MA2DEM0098",
    },
    people: [
      {
        email: "provider1@dunpai.example",
        nameZh: "盾一（演示）",
        nameEn: "Dun Yi (demo)",
        role: "provider 供应方",
        memberRole: "owner",
      },
    ],
    capability: {
      summaryZh: "面向水务与电力行业的工控安全服务：资产测绘、网络分区隔离、等级保护测评与应急响应。",
      summaryEn:
        "ICS security for water and power utilities: asset discovery, segmentation, classified-protection evaluation and incident response.",
      conceptIds: [
        "skill:asset-inventory",
        "skill:segmentation",
        "skill:mlps",
        "skill:incident-response",
        "protocol:modbus",
        "sector:water",
      ],
      regions: ["CN-11", "CN-33"],
      capacity: 3,
      evidence: [
        {
          kind: "delivery",
          title: "某市自来水厂控制网络分区改造",
          body: "为三座水厂梳理 PLC 与 SCADA 资产，部署工业防火墙，按 IEC 62443 划分区域与管道，Modbus/TCP 白名单策略上线后误报低于千分之一。",
          language: "zh-CN",
          date: "2026-04-20",
          visibility: "verified",
          conceptIds: ["skill:segmentation", "skill:asset-inventory", "protocol:modbus", "sector:water"],
        },
        {
          kind: "project",
          title: "Ransomware tabletop for a water utility",
          body: "Exercise with operators and IT over two days; recovery of the SCADA servers from offline backups was timed and improved.",
          language: "en",
          date: "2025-11-03",
          visibility: "everyone",
          conceptIds: ["skill:exercise", "skill:ransomware", "sector:water"],
        },
      ],
    },
  },
  {
    key: "small",
    domain: "shanhe.example",
    fields: {
      kind: "securityFirm",
      nameZh: "山禾安全工作室（演示）",
      nameEn: "Shanhe Security Studio (demo)",
      country: "CN",
      region: "CN-62",
      sectors: ["water", "manufacturing"],
      sizeBand: "micro",
      creditCode: "91620100MA2DEM009A",
    },
    people: [
      {
        email: "provider2@shanhe.example",
        nameZh: "山二（演示）",
        nameEn: "Shan Er (demo)",
        role: "provider, small firm 供应方（小微企业）",
        memberRole: "owner",
      },
    ],
    capability: {
      summaryZh: "小型工控安全团队，专注水处理与制造业现场：资产盘点、主机白名单、备份恢复。",
      summaryEn:
        "A small ICS team for water treatment and factories: asset inventory, allow-listing, backup and recovery.",
      conceptIds: [
        "skill:asset-inventory",
        "skill:endpoint",
        "skill:backup-recovery",
        "skill:segmentation",
        "sector:water",
      ],
      regions: ["CN-62"],
      capacity: 2,
      evidence: [
        {
          kind: "delivery",
          title: "污水处理厂工控资产盘点与备份恢复",
          body: "对两座污水处理厂的 PLC、上位机与历史数据库进行资产清点，建立离线备份，并演练勒索病毒后的恢复。",
          language: "zh-CN",
          date: "2026-06-12",
          visibility: "verified",
          conceptIds: ["skill:asset-inventory", "skill:backup-recovery", "sector:water"],
        },
      ],
    },
  },
  {
    key: "institute",
    domain: "yanjiu.example",
    fields: {
      kind: "research",
      nameZh: "工控安全研究院（演示）",
      nameEn: "Institute of ICS Security (demo)",
      country: "CN",
      region: "CN-31",
      sectors: ["manufacturing", "energy"],
      sizeBand: "medium",
      creditCode: "12310000MA2DEM0092",
    },
    people: [
      {
        email: "expert@yanjiu.example",
        nameZh: "严评（演示）",
        nameEn: "Yan Ping (demo)",
        role: "panel expert 评审专家",
        memberRole: "owner",
      },
    ],
    capability: {
      summaryZh: "工业控制系统漏洞挖掘、固件分析与密码应用研究。",
      summaryEn: "Research on ICS vulnerabilities, firmware analysis and applied cryptography.",
      conceptIds: ["skill:firmware", "skill:cryptography", "protocol:s7comm", "sector:manufacturing"],
      regions: ["CN-31"],
      capacity: 1,
      evidence: [
        {
          kind: "paper",
          title: "Fuzzing S7comm with grammar inference",
          body: "A grammar-inference fuzzer for proprietary controller protocols found eleven faults in four firmware families.",
          language: "en",
          date: "2025-08-01",
          visibility: "everyone",
          conceptIds: ["skill:firmware", "protocol:s7comm"],
        },
      ],
    },
  },
];

/** Needs that are open when the demo starts. */
export function demoNeeds(now: Date): { buyer: string; content: NeedContent }[] {
  const inDays = (days: number): string => addMilliseconds(now, days * day).toISOString();
  return [
    {
      buyer: "water",
      content: needContent.parse({
        language: "zh-CN",
        title: "三座水厂控制网络资产测绘与分区隔离（演示）",
        summary: "三座水厂的 PLC 与 SCADA 与办公网相通，需要摸清资产并做好分区隔离，不得中断供水。",
        translation: {
          title: "Asset discovery and segmentation for three water plants (demo)",
          summary:
            "The controllers of three water plants share a network with the offices. We want to know what is there and to separate it without interrupting supply.",
        },
        whatRuns: "约 40 台西门子与施耐德 PLC，两套 SCADA，Modbus/TCP 与 S7comm。",
        worry: "上月办公网一台电脑中了勒索病毒，担心波及控制网。",
        since: "2026 年 10 月",
        affected: "日供水 60 万吨，约 200 万居民。",
        description:
          "交付物：资产清单、区域与管道设计、工业防火墙部署与策略、应急预案与培训。现场作业须在夜间检修窗口进行。",
        sector: "water",
        region: "CN-33",
        tags: ["protocol:modbus", "asset:plc", "asset:scada", "skill:ransomware"],
        requiredSkills: ["skill:segmentation", "skill:asset-inventory"],
        wantedSkills: ["skill:incident-response"],
        budget: { currency: "CNY", min: 60_000_000, max: 120_000_000 },
        visibility: "public",
        questionsDeadline: inDays(10),
        proposalDeadline: inDays(20),
        showProposerNames: true,
        criteria: [
          {
            id: "approach",
            title: "技术方案 Approach",
            weight: 40,
            kind: "scored",
            anchor: "10 = 完全切合现场，风险可控",
          },
          {
            id: "team",
            title: "团队与业绩 Team and record",
            weight: 30,
            kind: "scored",
            anchor: "10 = 同类水务项目三个以上",
          },
          { id: "price", title: "价格 Price", weight: 30, kind: "price", anchor: "" },
        ],
      }),
    },
    {
      buyer: "water",
      content: needContent.parse({
        language: "en",
        title: "Offline backup and recovery drills for SCADA servers (demo)",
        summary: "Backups exist but nobody has restored one. We want tested offline backups and two recovery drills.",
        description:
          "Design and test offline backups of two SCADA servers and the historian; two recovery drills with the night shift; a one-page plan per plant.",
        sector: "water",
        region: "CN-33",
        tags: ["asset:scada", "asset:historian"],
        requiredSkills: ["skill:backup-recovery"],
        budget: { currency: "CNY", min: null, max: 30_000_000 },
        visibility: "verified",
        proposalDeadline: inDays(30),
        criteria: [
          { id: "quality", title: "Quality of the plan", weight: 60, kind: "scored" },
          { id: "price", title: "Price", weight: 40, kind: "price" },
        ],
      }),
    },
  ];
}
