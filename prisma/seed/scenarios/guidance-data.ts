import { addDays } from "@/domain/guidance/due";
import { type DocumentContent, type DocumentKind, documentContent } from "@/domain/guidance/schema";
import { lawDay } from "@/domain/guidance/states";
import { addMilliseconds, day, minute } from "@/domain/shared/time";
import type { DemoOrganisation } from "./demo-data";

/** Invented regulators, utilities and texts: none of them exists, and each name says so. */

export const demoRegulators: readonly DemoOrganisation[] = [
  {
    key: "regulator",
    domain: "gongye-anquan.example",
    fields: {
      kind: "government",
      nameZh: "工业网络安全监管办公室（演示）",
      nameEn: "Office for Industrial Network Security (demo)",
      country: "CN",
      region: "CN-11",
      sectors: [],
      creditCode: "11100000MADEM01G03",
    },
    people: [
      {
        email: "regulator1@gongye-anquan.example",
        nameZh: "管策（演示）",
        nameEn: "Guan Ce (demo)",
        role: "regulator, owner 监管部门（起草）",
        memberRole: "owner",
      },
      {
        email: "regulator2@gongye-anquan.example",
        nameZh: "管签（演示）",
        nameEn: "Guan Qian (demo)",
        role: "regulator, second pair of eyes 监管部门（复核）",
        memberRole: "admin",
      },
    ],
  },
  {
    key: "province",
    domain: "zhejiang-gongxin.example",
    fields: {
      kind: "government",
      nameZh: "浙江省工业安全协调处（演示）",
      nameEn: "Zhejiang Industrial Security Office (demo)",
      country: "CN",
      region: "CN-33",
      sectors: [],
      creditCode: "11330000MADEM02G78",
    },
    people: [
      {
        email: "regulator3@zhejiang-gongxin.example",
        nameZh: "浙会签（演示）",
        nameEn: "Zhe Huiqian (demo)",
        role: "regulator, second body 监管部门（联合发文）",
        memberRole: "owner",
      },
    ],
  },
];

type Utility = readonly [
  region: string,
  zh: string,
  en: string,
  code: string,
  sector: "water" | "power",
  size: "micro" | "small" | "medium" | "large",
];
const utilities: readonly Utility[] = [
  ["CN-11", "永泉供水（演示）", "Yongquan Water Supply (demo)", "91110000MADEM03E7X", "water", "medium"],
  ["CN-31", "沪滨热电（演示）", "Hubin Heat and Power (demo)", "91310000MADEM04E3L", "power", "large"],
  ["CN-32", "江畔水务（演示）", "Jiangpan Water (demo)", "91320000MADEM05EXY", "water", "small"],
  ["CN-33", "越溪小水电（演示）", "Yuexi Small Hydropower (demo)", "91330000MADEM06E6H", "power", "micro"],
  ["CN-37", "岱下供水（演示）", "Daixia Water Supply (demo)", "91370000MADEM07E2B", "water", "small"],
  ["CN-44", "粤海配电（演示）", "Yuehai Distribution (demo)", "91440000MADEM08E91", "power", "large"],
  ["CN-51", "蜀源水电（演示）", "Shuyuan Hydropower (demo)", "91510000MADEM09E5L", "power", "medium"],
];

export const demoUtilities: readonly DemoOrganisation[] = utilities.map(
  ([region, nameZh, nameEn, creditCode, sector, sizeBand], index) => ({
    key: `utility${index}`,
    domain: `utility${index}.example`,
    fields: { kind: "enterprise", nameZh, nameEn, country: "CN", region, sectors: [sector], sizeBand, creditCode },
    people: [
      {
        email: `owner@utility${index}.example`,
        nameZh: `负责人${index + 1}（演示）`,
        nameEn: `Utility Owner ${index + 1} (demo)`,
        role: "utility, owner 公用事业企业",
        memberRole: "owner",
      },
    ],
  }),
);

type Draft = { kind: DocumentKind; content: DocumentContent };
const utilitiesOnly = {
  include: [{ kinds: ["enterprise" as const], sectors: ["sector:energy", "sector:water"], regions: ["CN"] }],
};

export function demoDocuments(
  now: Date,
  issuers: { lead: string; second: string },
): Record<"guide" | "list" | "notice" | "scheduled" | "consultation", Draft> {
  const today = lawDay(now);
  const inMinutes = (minutes: number) =>
    new Date(Math.ceil(now.getTime() / minute) * minute + minutes * minute).toISOString();
  return {
    guide: {
      kind: "guidance",
      content: documentContent.parse({
        language: "zh-CN",
        code: "演示〔2026〕1号",
        titleZh: "工业控制系统远程运维安全指南（演示）",
        titleEn: "Guidance on secure remote maintenance of industrial control systems (demo)",
        summaryZh: "水务和能源企业开放远程运维前应当做到的四件事，以及供应商须遵守的要求。",
        summaryEn:
          "Four things that water and energy utilities do before they open remote maintenance, and what suppliers have to keep to.",
        bodyZh:
          "## 总则\n\n为降低远程运维带来的风险，制定本指南。供水、供电和其他能源企业适用。\n\n## 资产与账号\n\n- 梳理所有可远程访问的**控制器、工程师站和网关**\n- 每名运维人员使用自己的账号，并启用第二重验证\n\n## 接入方式\n\n远程运维须经由隔离区内的堡垒机，不得直接访问控制器。\n\n| 情形 | 要求 |\n|---|---|\n| 日常巡检 | 只读，时段预约 |\n| 参数修改 | 双人在场，事后复核 |\n\n## 记录与报告\n\n会话记录保存不少于六个月。发现异常，应当在两日内报告。",
        bodyEn:
          "## General\n\nThis guidance lowers the risks of remote maintenance. It is for water, power and other energy utilities.\n\n## Assets and accounts\n\n- List every **controller, engineering station and gateway** that can be reached from outside\n- Each maintainer uses an account of their own with a second factor\n\n## Access\n\nRemote maintenance goes through a jump host in a separate zone, never directly to a controller.\n\n| Case | Requirement |\n|---|---|\n| Routine inspection | Read-only, booked in advance |\n| Changes of parameters | Two people present, reviewed afterwards |\n\n## Records and reports\n\nSessions are recorded for six months at least. Anything unusual is reported within two days.",
        plainZh:
          "## 四步做完\n\n1. 列一张表：哪些设备能从外面连进来\n2. 把共用账号换成每人一个，打开第二重验证\n3. 关掉直接连控制器的通道，改走一台专用电脑\n4. 把录像存半年，有问题两天内打电话\n\n没有安全人员？先做第 1 步和第 3 步。",
        plainEn:
          "## Four steps\n\n1. Write down which devices can be reached from outside\n2. Replace shared accounts by one for each person, with a second factor\n3. Close direct ways to controllers and use one dedicated computer instead\n4. Keep recordings for half a year; call within two days when something is wrong\n\nNo security staff? Do steps 1 and 3 first.",
        force: "recommended",
        issuerIds: [issuers.lead, issuers.second],
        topics: ["industrialControl", "supplyChain", "incidentReporting"],
        effectiveOn: addDays(today, 10),
        rule: utilitiesOnly,
        relations: [{ kind: "implements", text: "《网络安全法》Cybersecurity Law" }],
        acknowledgeDays: 20,
        obligations: [
          {
            key: "inventory",
            textZh: "列出可远程访问的资产",
            textEn: "List what can be reached from outside",
            section: "s2",
            due: { from: "effect", days: 30 },
          },
          {
            key: "accounts",
            textZh: "取消共用账号，启用第二重验证",
            textEn: "Replace shared accounts and use a second factor",
            section: "s2",
            due: { from: "effect", days: 60 },
          },
          {
            key: "jump-host",
            textZh: "远程运维改经堡垒机",
            textEn: "Move remote maintenance to a jump host",
            section: "s3",
            due: { from: "effect", days: 90 },
          },
          {
            key: "records",
            textZh: "会话记录保存六个月",
            textEn: "Keep session recordings for six months",
            section: "s4",
            due: { from: "none" },
          },
        ],
      }),
    },
    list: {
      kind: "list",
      content: documentContent.parse({
        language: "zh-CN",
        code: "演示〔2026〕2号",
        titleZh: "工业系统众测与远程测试负面清单（演示）",
        titleEn: "Negative list for crowd tests and remote tests of industrial systems (demo)",
        summaryZh: "哪些测试不得进行，哪些须事先取得同意。发布需求和众测时会自动提示。",
        summaryEn:
          "Which tests must not be run, and which need consent first. People who post needs and crowd tests are told by themselves.",
        bodyZh:
          "## 说明\n\n本清单列出禁止和须事先取得同意的测试活动。\n\n## 禁止的测试\n\n可能使安全仪表系统失效的测试，任何单位不得进行。\n\n## 须事先取得同意的测试\n\n可能影响供水、供电等公共服务的测试，须事先取得所在地监管部门同意。",
        bodyEn:
          "## About\n\nThis list names tests that are forbidden and tests that need consent first.\n\n## Forbidden tests\n\nNobody runs a test that may disable a safety instrumented system.\n\n## Tests that need consent\n\nA test that may touch public services such as water and power needs the local regulator's consent first.",
        force: "binding",
        issuerIds: [issuers.lead],
        topics: ["crowdTesting", "industrialControl"],
        rule: { include: [{}] },
        listKind: "negative",
        items: [
          {
            code: "N-01",
            effect: "forbidden",
            textZh: "对运行中的安全仪表系统做主动扫描或压力测试",
            textEn: "Active scans or stress tests of safety instrumented systems in operation",
            basis: "本清单“禁止的测试”",
            basisSection: "s2",
            body: "工业网络安全监管办公室（演示）",
            consequence: "立即停止并报告",
            activities: ["need", "crowdTest"],
            keywords: ["主动扫描", "压力测试", "stress test", "active scan"],
            concepts: ["asset:sis"],
          },
          {
            code: "N-02",
            effect: "permission",
            textZh: "不停产条件下对供水控制网络的渗透测试",
            textEn: "Penetration tests of water supply control networks during operation",
            basis: "本清单“须事先取得同意的测试”",
            basisSection: "s3",
            body: "所在地监管部门",
            process: "提前十个工作日书面申请",
            timeLimit: "十个工作日",
            subject: { sectors: ["sector:water"] },
            activities: ["need", "crowdTest"],
            keywords: ["不得中断供水", "渗透测试", "penetration test"],
          },
          {
            code: "N-03",
            effect: "permission",
            textZh: "境外人员远程接入控制网络",
            textEn: "Remote access to control networks from abroad",
            basis: "本清单“须事先取得同意的测试”",
            basisSection: "s3",
            body: "所在地监管部门",
            process: "逐次报备",
            keywords: ["境外", "from abroad"],
            activities: ["need", "crowdTest"],
          },
        ],
      }),
    },
    notice: {
      kind: "notice",
      content: documentContent.parse({
        language: "zh-CN",
        code: "浙演示〔2026〕3号",
        titleZh: "关于小微企业安全事件报告的通知（演示）",
        titleEn: "Notice on incident reports by small firms in Zhejiang (demo)",
        summaryZh: "浙江省内小微企业发生安全事件时怎样报告。",
        summaryEn: "How small firms in Zhejiang report a security incident.",
        bodyZh: "## 报告\n\n发生事件后 48 小时内，通过平台或电话报告。\n\n## 内容\n\n时间、影响、已采取的措施。",
        bodyEn:
          "## Report\n\nWithin 48 hours, on the platform or by telephone.\n\n## What to say\n\nWhen, what is affected, what was done.",
        force: "binding",
        issuerIds: [issuers.lead, issuers.second],
        topics: ["incidentReporting"],
        rule: {
          include: [
            { kinds: ["enterprise"], regions: ["CN-33"], sizes: ["micro", "small"] },
            { kinds: ["enterprise"], regions: ["CN-33"], sectors: ["sector:water"] },
          ],
        },
        obligations: [
          {
            key: "contact",
            textZh: "指定一名报告联系人",
            textEn: "Name one person who reports",
            due: { from: "date", date: addDays(today, 25) },
          },
        ],
      }),
    },
    scheduled: {
      kind: "warning",
      content: documentContent.parse({
        language: "zh-CN",
        titleZh: "网关固件风险提示（演示，待发布）",
        titleEn: "Warning about gateway firmware (demo, scheduled)",
        summaryZh: "将在约定的分钟公开。",
        summaryEn: "Becomes public in its minute.",
        bodyZh: "## 风险\n\n演示内容。",
        bodyEn: "## Risk\n\nDemo content.",
        issuerIds: [issuers.lead, issuers.second],
        topics: ["vulnerabilities"],
        publishAt: inMinutes(24 * 60),
        rule: { include: [{ kinds: ["enterprise"], assets: ["asset:gateway"] }] },
      }),
    },
    consultation: {
      kind: "actionPlan",
      content: documentContent.parse({
        language: "zh-CN",
        titleZh: "工业互联网安全三年行动计划（征求意见稿，演示）",
        titleEn: "Three-year action plan for industrial Internet security (consultation draft, demo)",
        summaryZh: "目标、任务和保障措施。",
        summaryEn: "Aims, tasks and support.",
        bodyZh:
          "## 目标\n\n三年内，规模以上企业完成分类分级。\n\n## 任务\n\n- 建立供应商清单\n- 每年一次应急演练\n\n## 保障\n\n对小微企业给予培训和工具支持。",
        bodyEn:
          "## Aims\n\nWithin three years all larger enterprises are classified and graded.\n\n## Tasks\n\n- Keep a list of suppliers\n- One exercise every year\n\n## Support\n\nSmall firms are given training and tools.",
        issuerIds: [issuers.lead, issuers.second],
        topics: ["industrialPlatform", "talent"],
        rule: { include: [{ regions: ["CN"] }] },
        consultation: {
          opensAt: new Date(Math.floor(now.getTime() / minute) * minute).toISOString(),
          closesAt: new Date(Math.floor(addMilliseconds(now, 30 * day).getTime() / minute) * minute).toISOString(),
          questions: [{ key: "time", textZh: "三年是否够用？", textEn: "Are three years enough?" }],
        },
      }),
    },
  };
}

/** What people said about the plan; two of them copied the same letter. */
export const demoComments: readonly {
  by: string;
  section: string;
  language: "zh-CN" | "en";
  text: string;
  confidential?: boolean;
}[] = [
  {
    by: "utility2",
    section: "s2",
    language: "zh-CN",
    text: "每年一次应急演练对小型水厂负担过重，建议小微企业每两年一次，并提供演练模板和脚本。",
  },
  {
    by: "utility4",
    section: "s2",
    language: "zh-CN",
    text: "每年一次应急演练对小型水厂负担过重，建议小微企业每两年一次，并提供演练模板和脚本。谢谢。",
  },
  { by: "shield", section: "s2", language: "zh-CN", text: "供应商清单建议采用统一格式，便于企业之间互认。" },
  {
    by: "water",
    section: "s3",
    language: "en",
    text: "Please fund night-shift training: most incidents happen when the control room has two people.",
  },
  {
    by: "utility1",
    section: "s1",
    language: "zh-CN",
    text: "本单位现有系统短期内难以完成分级，具体情况仅供起草部门参考。",
    confidential: true,
  },
];
