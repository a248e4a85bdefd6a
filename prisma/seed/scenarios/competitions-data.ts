import type { z } from "zod";
import type { challengeInput, competitionInput } from "@/domain/competitions/schema";

/** Invented events, tasks and teams. */

type Task = Omit<z.input<typeof challengeInput>, "competitionId" | "phaseId" | "idempotencyKey"> & { answer: string };
type Cup = Omit<
  z.input<typeof competitionInput>,
  "idempotencyKey" | "registrationOpensAt" | "startsAt" | "endsAt" | "freezeAt" | "phases"
>;

type Phases = z.input<typeof competitionInput>["phases"];

export const demoCups = {
  running: {
    slug: "polar-light-2026",
    titleZh: "极光杯工业控制安全赛（演示）",
    titleEn: "Polar Light Cup (demo)",
    summaryZh: "面向工业控制系统的解题赛：协议分析、梯形图、历史趋势与取证。虚构赛事，仅供演示。",
    summaryEn:
      "A jeopardy event on industrial control systems: protocols, ladder logic, historian trends and forensics. Invented, for demonstration.",
    rulesZh:
      "一、不得攻击平台与其他战队。\n二、不得共享答案；每队答案不同的赛题会自动识别。\n三、使用人工智能须在解题报告中声明。",
    rulesEn:
      "1. Do not attack the platform or other teams.\n2. Do not share flags; where each team has its own, sharing shows.\n3. Declare help by artificial intelligence in your writeup.",
    timeZone: "Asia/Shanghai",
    maxTeamSize: 4,
    approval: false,
    answersPerMinute: 60,
    bloodBonus: [5, 3, 1],
    divisions: [
      { key: "open", nameZh: "公开组", nameEn: "Open" },
      { key: "students", nameZh: "学生组", nameEn: "Students", eligibility: { student: true } },
    ],
  },
  frozen: {
    slug: "tidal-range-2026",
    titleZh: "潮汐攻防演练赛（演示）",
    titleEn: "Tidal Range Cup (demo)",
    summaryZh: "最后一小时封榜，最终成绩公布时解除。虚构赛事，仅供演示。",
    summaryEn: "The board is frozen for the last hour and thaws with the final result. Invented, for demonstration.",
    rulesZh: "公平竞赛，结果可复算。",
    rulesEn: "Play fair; the result can be recomputed.",
    timeZone: "Asia/Singapore",
    maxTeamSize: 4,
    approval: false,
    answersPerMinute: 60,
    bloodBonus: [],
  },
  finalised: {
    slug: "stone-bridge-2025",
    titleZh: "石桥杯（演示）",
    titleEn: "Stone Bridge Cup (demo)",
    summaryZh: "成绩已确定：任何人都可以下载公开记录重新计算。虚构赛事，仅供演示。",
    summaryEn:
      "The result is final: anybody can download the public record and recompute it. Invented, for demonstration.",
    rulesZh: "公平竞赛，结果可复算。",
    rulesEn: "Play fair; the result can be recomputed.",
    timeZone: "UTC",
    maxTeamSize: 4,
    approval: false,
    answersPerMinute: 60,
    bloodBonus: [5],
  },
  spring: {
    slug: "spring-gate-2026",
    titleZh: "春闸邀请赛（演示）",
    titleEn: "Spring Gate Invitational (demo)",
    summaryZh: "赛季第一站，成绩已确定。虚构赛事，仅供演示。",
    summaryEn: "The first event of the season; the result is final. Invented, for demonstration.",
    rulesZh: "公平竞赛，结果可复算。",
    rulesEn: "Play fair; the result can be recomputed.",
    timeZone: "Asia/Shanghai",
    maxTeamSize: 4,
    approval: false,
    answersPerMinute: 60,
    bloodBonus: [],
  },
  autumn: {
    slug: "autumn-relay-2026",
    titleZh: "秋继保护公开赛（演示）",
    titleEn: "Autumn Relay Open (demo)",
    summaryZh: "赛季第二站，成绩已确定。虚构赛事，仅供演示。",
    summaryEn: "The second event of the season; the result is final. Invented, for demonstration.",
    rulesZh: "公平竞赛，结果可复算。",
    rulesEn: "Play fair; the result can be recomputed.",
    timeZone: "Europe/Berlin",
    maxTeamSize: 4,
    approval: false,
    answersPerMinute: 60,
    bloodBonus: [],
  },
  engine: {
    slug: "substation-siege-2026",
    titleZh: "变电站攻防赛（演示）",
    titleEn: "Substation Siege (demo)",
    summaryZh: "攻防部分由外部引擎逐轮推送得分，占 70%；解题部分占 30%。虚构赛事，仅供演示。",
    summaryEn:
      "Attack and defence counts 70 %, scored round by round by an engine outside; jeopardy counts 30 %. Invented, for demonstration.",
    rulesZh: "只许攻击其他战队的靶场主机，不得攻击平台与计分引擎。",
    rulesEn: "Attack the other teams' hosts in the range only, never the platform or the engine.",
    timeZone: "Asia/Shanghai",
    maxTeamSize: 4,
    approval: false,
    answersPerMinute: 60,
    bloodBonus: [],
  },
} satisfies Record<string, Cup>;

const jeopardy = { kind: "jeopardy" as const, titleZh: "解题赛", titleEn: "Jeopardy" };
export const demoPhases: Record<keyof typeof demoCups, Phases> = {
  running: [jeopardy],
  frozen: [jeopardy],
  finalised: [jeopardy],
  spring: [jeopardy],
  autumn: [jeopardy],
  engine: [
    { kind: "scoreFeed", titleZh: "攻防", titleEn: "Attack and defence", weight: 70 },
    { ...jeopardy, weight: 30 },
  ],
};

const parabolic = { kind: "parabolic" as const, initial: 500, minimum: 100, decay: 8 };
export const demoTasks: readonly Task[] = [
  {
    key: "modbus-1",
    category: "协议 Protocols",
    difficulty: 1,
    titleZh: "谁改了设定值",
    titleEn: "Who changed the setpoint",
    statementZh: "从流量中找出写入保持寄存器 40021 的主机。答案形如 LF{地址末段的十进制数}。",
    statementEn: "Find the host that wrote holding register 40021. The flag is LF{last octet in decimal}.",
    scoring: parabolic,
    flags: [{ kind: "static", text: "LF{42}" }],
    answer: "LF{42}",
    conceptIds: ["attack-ics:T0836"],
    hints: [
      {
        titleZh: "从何看起",
        titleEn: "Where to look",
        bodyZh: "功能码 6 与 16。",
        bodyEn: "Function codes 6 and 16.",
        cost: 20,
      },
    ],
  },
  {
    key: "ladder-1",
    category: "梯形图 Ladder logic",
    difficulty: 2,
    titleZh: "永不停机的泵",
    titleEn: "The pump that never stops",
    statementZh: "联锁少了一个触点。它的标签是什么？",
    statementEn: "One contact is missing from the interlock. What is its tag?",
    scoring: parabolic,
    flags: [{ kind: "caseInsensitive", text: "LF{XS-1042}" }],
    answer: "LF{xs-1042}",
  },
  {
    key: "trend-1",
    category: "历史数据 Historian",
    difficulty: 2,
    titleZh: "被抹平的曲线",
    titleEn: "The curve that was smoothed",
    statementZh: "有人在凌晨用平均值覆盖了原始数据。是哪一分钟？",
    statementEn: "Somebody replaced raw values by their mean at night. In which minute?",
    scoring: parabolic,
    flags: [{ kind: "regex", text: "LF\\{0?3[:：]17\\}" }],
    answer: "LF{03:17}",
    attemptLimit: 10,
  },
  {
    key: "forensics-1",
    category: "取证 Forensics",
    difficulty: 3,
    titleZh: "工程师站的遗物",
    titleEn: "What the engineering station kept",
    statementZh: "每队的镜像不同，答案也不同。",
    statementEn: "Every team has its own image and its own flag.",
    scoring: parabolic,
    flags: [{ kind: "perTeam", text: "LF{" }],
    answer: "",
  },
  {
    key: "opcua-1",
    category: "协议 Protocols",
    difficulty: 4,
    titleZh: "信任谁的证书",
    titleEn: "Whose certificate is trusted",
    statementZh: "服务器接受了一个不该接受的证书。写出它的主题。",
    statementEn: "The server accepts a certificate that it should not. Give its subject.",
    scoring: parabolic,
    flags: [{ kind: "static", text: "LF{CN=spare}" }],
    answer: "LF{CN=spare}",
  },
];

export const demoTeams: readonly { name: string; country: string; student: boolean }[] = [
  { name: "北斗七星", country: "CN", student: false },
  { name: "Harbour Lights", country: "SG", student: false },
  { name: "Fjordfuchs", country: "DE", student: true },
  { name: "铁锚", country: "CN", student: true },
  { name: "Quiet Relay", country: "BR", student: false },
  { name: "Copper Owls", country: "KE", student: true },
  { name: "白石滩", country: "CN", student: false },
  { name: "Third Rail", country: "GB", student: false },
  { name: "Low Tide", country: "NL", student: true },
  { name: "清风闸口", country: "CN", student: false },
  { name: "Paper Breakers", country: "IN", student: true },
  { name: "Slow Clock", country: "JP", student: false },
];

/** Who solves what, in this order: indexes of teams and tasks. */
export const demoSolves: readonly (readonly [number, number])[] = [
  [0, 0],
  [2, 1],
  [1, 0],
  [0, 1],
  [3, 0],
  [2, 2],
  [1, 1],
  [0, 2],
  [4, 0],
  [0, 4],
  [2, 0],
];
export const demoLate: readonly (readonly [number, number])[] = [
  [1, 2],
  [1, 4],
  [5, 1],
];

/** Who solved what in the events that are final. The longest of them has twelve teams, enough for its statistics. */
export const demoField = {
  spring: [
    [1, 0],
    [0, 0],
    [2, 1],
    [1, 1],
    [3, 0],
    [4, 2],
    [0, 1],
    [5, 0],
  ],
  autumn: [
    [2, 0],
    [0, 2],
    [2, 2],
    [1, 0],
    [0, 0],
    [3, 1],
    [2, 4],
    [4, 0],
  ],
  finalised: [
    ...demoSolves,
    ...demoLate,
    [6, 0],
    [7, 0],
    [6, 1],
    [8, 0],
    [7, 2],
    [9, 0],
    [6, 2],
    [9, 1],
    [10, 0],
    [6, 4],
    [11, 1],
  ],
} satisfies Record<string, readonly (readonly [number, number])[]>;

/** Points of the six teams after each round of the engine. */
export const demoPushes: readonly (readonly number[])[] = [
  [120, 90, 140, 60, 30, 75],
  [260, 210, 255, 130, 45, 160],
  [395.5, 372.25, 340, 215, 88, 241],
];

type Writeup = {
  team: number;
  task: number;
  language: "zh-CN" | "en";
  body: string;
  assistance: "none" | "assisted" | "agent";
};
export const demoWriteups: readonly Writeup[] = [
  {
    team: 0,
    task: 0,
    language: "zh-CN",
    body: "一、用功能码 6 与 16 过滤写请求。\n二、保持寄存器 40021 在协议里的地址是 20（十六进制 0x14）。\n三、只有末段为 42 的主机写过它，时间在凌晨三点之后。",
    assistance: "none",
  },
  {
    team: 2,
    task: 1,
    language: "en",
    body: "The rung that stops the pump has two contacts in series in the old version and one in the new. A diff of both exports shows the missing one; its tag stands in the symbol table.",
    assistance: "assisted",
  },
  {
    team: 1,
    task: 2,
    language: "en",
    body: "Raw values carry noise in the last digit; means do not. We computed the variance over a sliding minute and looked for the first window in which it falls to zero.",
    assistance: "agent",
  },
];
