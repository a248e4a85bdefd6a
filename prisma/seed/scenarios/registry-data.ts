import type { ProfileContent } from "@/domain/experts/profile";

/** Invented experts and a student: none of them exists, and each name says so. */
type Work = {
  kind: "project" | "paper" | "delivery";
  title: string;
  language: "zh-CN" | "en";
  date: string;
  conceptIds: string[];
};
type DemoExpert = {
  key: string;
  email: string;
  role: string;
  content: Partial<ProfileContent> & { nameZh: string; nameEn: string };
  claims: Record<string, number>;
  works: readonly Work[];
  birthDate?: string;
};

const work = (title: string, conceptIds: string[], date: string, kind: Work["kind"] = "project"): Work => ({
  kind,
  title,
  language: "zh-CN",
  date,
  conceptIds,
});

const expert = (
  key: string,
  nameZh: string,
  nameEn: string,
  headline: readonly [string, string],
  region: string,
  sectors: string[],
  claims: Record<string, number>,
  works: readonly Work[],
): DemoExpert => ({
  key,
  email: `${key.toLowerCase()}@${key.toLowerCase()}-expert.example`,
  role: "expert 专家",
  content: {
    nameZh: `${nameZh}（演示）`,
    nameEn: `${nameEn} (demo)`,
    headlineZh: headline[0],
    headlineEn: headline[1],
    region,
    languages: ["zh", "en"],
    sectors,
    availability: "now",
    hoursPerMonth: 20,
    workKinds: ["review", "advice"],
    contactEmail: `${key.toLowerCase()}@${key.toLowerCase()}-expert.example`,
  },
  claims,
  works,
});

export const demoExperts: readonly DemoExpert[] = [
  expert(
    "segmentation",
    "周隔",
    "Zhou Ge",
    ["车间网络分区隔离，二十年现场经验", "Segmentation of plant networks, twenty years on site"],
    "CN-33",
    ["sector:manufacturing", "sector:water"],
    { "skill:segmentation": 5, "skill:remote-access": 4, "skill:risk-assessment": 3 },
    [
      work("汽车工厂区域与管道改造（演示）", ["skill:segmentation"], "2026-02-01", "delivery"),
      work("水厂远程运维安全加固（演示）", ["skill:remote-access", "skill:segmentation"], "2025-06-01"),
    ],
  ),
  expert(
    "water",
    "吴澜",
    "Wu Lan",
    ["水务行业工控安全评估", "OT security assessments for water utilities"],
    "CN-32",
    ["sector:water"],
    { "skill:segmentation": 4, "skill:risk-assessment": 4, "skill:mlps": 3 },
    [work("三座水厂的风险评估（演示）", ["skill:risk-assessment", "skill:segmentation"], "2025-11-01", "delivery")],
  ),
  expert(
    "power",
    "郑电",
    "Zheng Dian",
    ["变电站监测与应急响应", "Monitoring and incident response in substations"],
    "CN-11",
    ["sector:power"],
    { "skill:segmentation": 3, "skill:monitoring": 4 },
    [work("变电站流量监测试点（演示）", ["skill:monitoring", "skill:segmentation"], "2022-05-01")],
  ),
  expert(
    "reviewerA",
    "何评",
    "He Ping",
    ["标准与评审", "Standards and reviews"],
    "CN-11",
    ["sector:manufacturing"],
    { "skill:compliance": 4 },
    [work("等级保护实施研究（演示）", ["skill:compliance"], "2024-03-01", "paper")],
  ),
  expert(
    "reviewerB",
    "许审",
    "Xu Shen",
    ["工控产品检测认证", "Testing and certification of OT products"],
    "CN-31",
    ["sector:manufacturing"],
    { "skill:product-testing": 4 },
    [work("控制器安全检测方法（演示）", ["skill:product-testing"], "2025-01-01", "paper")],
  ),
  {
    key: "student",
    email: "student@xuesheng.example",
    role: "student 学生",
    birthDate: "2003-05-01",
    content: {
      nameZh: "孙学（演示）",
      nameEn: "Sun Xue (demo)",
      headlineZh: "自动化专业，想做工控安全",
      headlineEn: "Studies automation, wants to work in OT security",
      region: "CN-33",
      languages: ["zh"],
      availability: "withinThreeMonths",
      workKinds: ["internship"],
      talent: "student",
    },
    claims: { "skill:monitoring": 2 },
    works: [],
  },
  {
    key: "starter",
    email: "starter@zhichang.example",
    role: "early career 职业初期",
    birthDate: "1999-09-01",
    content: {
      nameZh: "林初（演示）",
      nameEn: "Lin Chu (demo)",
      headlineZh: "自动化工程师两年，想转做工控安全",
      headlineEn: "Two years an automation engineer, moving to OT security",
      region: "CN-32",
      languages: ["zh", "en"],
      sectors: ["sector:manufacturing"],
      availability: "withinThreeMonths",
      workKinds: ["employment"],
      talent: "earlyCareer",
    },
    claims: { "skill:segmentation": 2, "skill:protocol-analysis": 1 },
    works: [work("产线控制网络改造（演示）", ["skill:segmentation"], "2025-09-01")],
  },
  {
    // The o of the surname is Cyrillic: an operator decides whether this is somebody else.
    key: "lookAlike",
    email: "lookalike@xiangsi.example",
    role: "name that looks like another 形近姓名",
    content: {
      nameZh: "",
      nameEn: "Zh\u043eu Ge (demo)",
      headlineZh: "网络隔离顾问",
      headlineEn: "Consultant for segmentation",
      region: "CN-44",
      languages: ["en"],
      availability: "now",
      workKinds: ["advice"],
    },
    claims: { "skill:segmentation": 5 },
    works: [],
  },
];
