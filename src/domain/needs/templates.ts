import type { NeedKind } from "./kinds";

/**
 * Beginnings of needs as they are often posted, by sector: plain words in both languages, skills and criteria. Whoever
 * takes one changes what does not fit; nothing of it is published by itself.
 */
export type NeedTemplate = {
  readonly id: string;
  readonly kind: NeedKind;
  readonly sector: string;
  readonly text: Readonly<
    Record<
      "zh-CN" | "en",
      {
        readonly title: string;
        readonly whatRuns: string;
        readonly worry: string;
        readonly summary: string;
        readonly description: string;
        readonly details?: Readonly<Record<string, string>>;
        readonly criteria: readonly string[];
      }
    >
  >;
  /** Weights of the criteria named in the text, then of the price; together 100. */
  readonly weights: readonly number[];
  readonly skills: readonly string[];
  readonly details?: Readonly<Record<string, string>>;
};

export const needTemplates: readonly NeedTemplate[] = [
  {
    id: "water-remote",
    kind: "procurement",
    sector: "water",
    weights: [40, 30, 30],
    skills: ["skill:segmentation", "skill:remote-access"],
    text: {
      "zh-CN": {
        title: "泵站远程运维安全改造",
        whatRuns: "泵站 PLC 与上位机，经 4G 路由器由多家厂商远程维护。",
        worry: "厂商账号共用，不知道谁在什么时候连进来过。",
        summary: "为泵站远程运维建立统一接入、实名账号和操作审计，改造期间不得中断供水。",
        description: "交付统一接入网关、账号与授权流程、操作录屏审计、应急断开办法，并培训值班人员。",
        criteria: ["技术方案", "实施与保障"],
      },
      en: {
        title: "Secure remote maintenance of pumping stations",
        whatRuns: "PLCs and operator stations, maintained by several vendors over 4G routers.",
        worry: "Vendor accounts are shared; nobody knows who connected and when.",
        summary:
          "One controlled entry, named accounts and recorded sessions for remote maintenance, without interrupting supply.",
        description:
          "Access gateway, account and approval process, session recording, a way to cut the line in an emergency, and training of the people on duty.",
        criteria: ["Technical approach", "Delivery and support"],
      },
    },
  },
  {
    id: "manufacturing-zones",
    kind: "procurement",
    sector: "manufacturing",
    weights: [50, 20, 30],
    skills: ["skill:segmentation", "skill:asset-inventory"],
    text: {
      "zh-CN": {
        title: "车间网络分区与资产清查",
        whatRuns: "数控设备、机器人与 MES 服务器与办公网互通。",
        worry: "办公电脑中毒会波及产线停产。",
        summary: "清查车间资产，按区域和管道划分网络并落实访问控制，产线停机时间须事先约定。",
        description: "交付资产清单、分区方案、防火墙策略、变更与回退方案、验收测试记录。",
        criteria: ["技术方案", "同类业绩"],
      },
      en: {
        title: "Zones and asset inventory for a plant network",
        whatRuns: "CNC machines, robots and MES servers share one network with the offices.",
        worry: "An infected office computer would stop production.",
        summary:
          "Inventory the plant's assets, divide the network into zones and conduits and enforce access, with agreed downtime only.",
        description: "Asset list, zone plan, firewall rules, change and rollback plan, records of acceptance tests.",
        criteria: ["Technical approach", "Similar deliveries"],
      },
    },
  },
  {
    id: "power-research",
    kind: "jointResearch",
    sector: "power",
    weights: [60, 25, 15],
    skills: ["skill:intrusion-detection"],
    details: { resultRights: "shared", publication: "afterPatent" },
    text: {
      "zh-CN": {
        title: "变电站通信异常检测联合攻关",
        whatRuns: "变电站过程层与站控层按 IEC 61850 通信。",
        worry: "现有检测误报过多，值班人员无法处置。",
        summary: "联合研究面向 IEC 61850 通信的异常检测方法，在不增加误报的前提下发现未知攻击。",
        description: "研究方法、公开可复核的评测、样机和一处变电站的试用报告。",
        details: {
          challenge: "在加密与高速采样值条件下发现未知攻击。",
          targets: "检出率不低于 95%，每站每日误报不超过 1 次，时延不超过 100 毫秒。",
        },
        criteria: ["科学方法与创新", "团队与条件"],
      },
      en: {
        title: "Joint research: anomaly detection in substation traffic",
        whatRuns: "Process and station bus talk IEC 61850.",
        worry: "Present detection raises more alarms than the people on duty can look at.",
        summary: "A method that finds unknown attacks in IEC 61850 traffic without more false alarms.",
        description:
          "Method, an evaluation that others can repeat, a prototype, and a report of its trial in one substation.",
        details: {
          challenge: "Finding unknown attacks with encryption and fast sampled values in the way.",
          targets: "Detection of at least 95 %, at most one false alarm a station and day, delay under 100 ms.",
        },
        criteria: ["Method and novelty", "Team and means"],
      },
    },
  },
  {
    id: "petrochemical-pilot",
    kind: "pilot",
    sector: "petrochemical",
    weights: [50, 30, 20],
    skills: ["skill:monitoring"],
    details: { weeks: "12" },
    text: {
      "zh-CN": {
        title: "装置工控安全监测试点",
        whatRuns: "一套装置的 DCS 与安全仪表系统。",
        worry: "不清楚监测设备是否影响生产。",
        summary: "在一套装置上试点被动监测，验证效果与影响后再决定推广。",
        description: "部署被动监测，提供每周报告，试点结束提交评估并可完整拆除。",
        details: {
          site: "一套非关键装置的控制网络。",
          success: "识别全部资产，零次影响生产，每周有可执行的处置建议。",
        },
        criteria: ["方案与风险控制", "试点团队"],
      },
      en: {
        title: "Pilot: security monitoring of one production unit",
        whatRuns: "DCS and safety system of one unit.",
        worry: "Nobody knows whether monitoring would disturb production.",
        summary: "Try passive monitoring on one unit and decide about more once effect and side effects are known.",
        description: "Passive monitoring, a weekly report, an assessment at the end, and complete removal if asked.",
        details: {
          site: "The control network of one unit that is not critical.",
          success: "All assets known, production never disturbed, advice every week that can be acted on.",
        },
        criteria: ["Plan and risk control", "Pilot team"],
      },
    },
  },
  {
    id: "manufacturing-crowd",
    kind: "crowdTest",
    sector: "manufacturing",
    weights: [50, 30, 20],
    skills: ["skill:penetration-test"],
    text: {
      "zh-CN": {
        title: "工业网关固件众测",
        whatRuns: "自研工业网关，已在客户现场使用。",
        worry: "上市前没有做过独立的安全测试。",
        summary: "组织可信团队在测试环境中对网关固件进行众测，按严重程度给予奖励。",
        description: "组织测试人员，核实报告，给出修复建议并复测。",
        details: {
          assets: "网关固件及其管理页面（提供测试设备）。",
          testRules: "仅限测试设备，不得触碰客户现场。",
          safeHarbour: "遵守规则的测试人员不被追究责任。",
        },
        criteria: ["测试组织能力", "核实与复测"],
      },
      en: {
        title: "Crowd test of industrial gateway firmware",
        whatRuns: "A gateway of our own, in use at customers' sites.",
        worry: "Nobody independent has ever tested it.",
        summary: "Trusted testers examine the firmware on test devices and are rewarded by severity.",
        description: "Find testers, verify reports, advise on fixes and test again.",
        details: {
          assets: "Firmware and management pages of the gateway; test devices are provided.",
          testRules: "Test devices only; customers' sites are out of bounds.",
          safeHarbour: "Nobody who keeps to the rules is pursued.",
        },
        criteria: ["Organisation of the test", "Verification and retest"],
      },
    },
  },
  {
    id: "transport-training",
    kind: "training",
    sector: "transport",
    weights: [60, 15, 25],
    skills: ["skill:incident-response"],
    details: { participants: "20", level: "beginner", format: "onSite" },
    text: {
      "zh-CN": {
        title: "轨道交通值班人员应急处置培训",
        whatRuns: "信号与综合监控系统，三班值守。",
        worry: "值班人员遇到网络安全事件不知如何处置。",
        summary: "为值班人员提供以演练为主的应急处置培训。",
        description: "两天课程加一次桌面推演，提供处置卡片和考核记录。",
        details: { outcome: "每位学员能按处置卡片在 15 分钟内完成上报与隔离。" },
        criteria: ["课程设计", "师资"],
      },
      en: {
        title: "Incident training for rail operations staff",
        whatRuns: "Signalling and supervision, three shifts.",
        worry: "People on duty would not know what to do in an incident.",
        summary: "Training by exercise for the people on duty.",
        description: "Two days and one table-top exercise, with action cards and a record of the assessment.",
        details: { outcome: "Everybody reports and isolates within 15 minutes with the action card." },
        criteria: ["Course design", "Trainers"],
      },
    },
  },
  {
    id: "energy-advice",
    kind: "expertAdvice",
    sector: "energy",
    weights: [75, 10, 15],
    skills: ["skill:risk-assessment"],
    details: { days: "5", format: "mixed" },
    text: {
      "zh-CN": {
        title: "新能源场站安全整改专家咨询",
        whatRuns: "两座光伏场站，远程集控。",
        worry: "检查指出多项问题，不知先改哪一项。",
        summary: "请专家按风险给出整改顺序和预算建议。",
        description: "现场两天，报告一份，答疑一次。",
        details: { question: "十二项检查问题，应按什么顺序整改，各需多少投入？" },
        criteria: ["专家经历", "工作计划"],
      },
      en: {
        title: "Expert advice: what to mend first at two solar sites",
        whatRuns: "Two solar sites under remote control.",
        worry: "An inspection found many faults; it is not clear where to begin.",
        summary: "An expert puts the faults in order of risk and names what each would cost.",
        description: "Two days on site, one report, one round of questions.",
        details: { question: "In which order should twelve findings be mended, and what would each take?" },
        criteria: ["Experience", "Plan of work"],
      },
    },
  },
];
