import type { EntryContent, JudgedSettings } from "@/domain/competitions/schema-judged";
import type { QuizQuestionContent } from "@/domain/competitions/schema-quiz";

/** Invented words of the demo's judged events. */

export const demoContests = {
  solution: {
    slug: "demo-retrofit-contest",
    titleZh: "老旧产线安全改造方案赛（演示）",
    titleEn: "Retrofit contest: security for old lines (demo)",
    summaryZh: "为运行十年以上的产线设计不停产的安全改造方案，由评委匿名评审。",
    summaryEn: "Design security for lines that have run for ten years and cannot stop. Judged blind by rubric.",
    phases: [{ kind: "judged", titleZh: "方案评审", titleEn: "Solutions", weight: 1 }],
  },
  substation: {
    slug: "demo-substation-contest",
    titleZh: "变电站运维安全方案赛（演示）",
    titleEn: "Substation contest: security in daily work (demo)",
    summaryZh: "为无人值守变电站设计日常运维的安全流程，由评委匿名评审。",
    summaryEn: "Design the daily work in substations where nobody sits. Judged blind by rubric.",
    phases: [{ kind: "judged", titleZh: "方案评审", titleEn: "Solutions", weight: 1 }],
  },
  open: {
    slug: "demo-remote-access-contest",
    titleZh: "远程运维安全方案赛（演示）",
    titleEn: "Remote maintenance contest (demo)",
    summaryZh: "让供应商远程维护而不留后门：正在征集方案。",
    summaryEn: "Suppliers maintain from afar and leave no door open: entries are being taken.",
    phases: [{ kind: "judged", titleZh: "方案评审", titleEn: "Solutions", weight: 1 }],
  },
  theory: {
    slug: "demo-theory-evening",
    titleZh: "工控安全理论之夜（演示）",
    titleEn: "Theory evening (demo)",
    summaryZh: "每队二十分钟，题目与选项的顺序各不相同；结束后公布答案与解析。",
    summaryEn: "Twenty minutes a team, everybody in an order of their own; answers and explanations follow the end.",
    phases: [{ kind: "quiz", titleZh: "理论答题", titleEn: "Theory quiz", weight: 1 }],
  },
  safety: {
    slug: "demo-safety-quiz",
    titleZh: "功能安全与信息安全知识赛（演示）",
    titleEn: "Safety meets security quiz (demo)",
    summaryZh: "每队二十分钟，考察两个领域的交汇处。",
    summaryEn: "Twenty minutes a team on what lies between the two fields.",
    phases: [{ kind: "quiz", titleZh: "理论答题", titleEn: "Theory quiz", weight: 1 }],
  },
  combined: {
    slug: "demo-water-challenge",
    titleZh: "水务工控安全综合赛（演示）",
    titleEn: "Water control security challenge (demo)",
    summaryZh: "方案评审占 60%，理论答题占 40%；成绩已确定。",
    summaryEn: "Solutions count 60 %, the theory quiz 40 %; the result is final.",
    phases: [
      { kind: "judged", titleZh: "方案评审", titleEn: "Solutions", weight: 60 },
      { kind: "quiz", titleZh: "理论答题", titleEn: "Theory quiz", weight: 40 },
    ],
  },
} as const;

export const demoEntrants = [
  { zh: "北岸联队", en: "North Shore" },
  { zh: "蓝阀小组", en: "Blue Valve" },
  { zh: "静默网关", en: "Silent Gateway" },
  { zh: "第七泵房", en: "Pump House Seven" },
  { zh: "梯形图社", en: "Ladder Society" },
];

export const demoJudges = [
  { zh: "评委甲（虚构）", en: "Judge A (invented)" },
  { zh: "评委乙（虚构）", en: "Judge B (invented)" },
  { zh: "评委丙（虚构）", en: "Judge C (invented)" },
  { zh: "评委丁（虚构）", en: "Judge D (invented)" },
];

export const demoRubric: JudgedSettings = {
  criteria: [
    {
      id: "fit",
      titleZh: "适用性",
      titleEn: "Fit for the plant",
      weight: 40,
      max: 10,
      anchors: [
        { score: 3, textZh: "需要停产改造", textEn: "Needs the line to stop" },
        { score: 7, textZh: "可在检修窗口内实施", textEn: "Fits into a maintenance window" },
        { score: 10, textZh: "不停产即可实施，且可随时回退", textEn: "Goes in while the line runs, with a way back" },
      ],
    },
    { id: "effect", titleZh: "安全效果", titleEn: "Effect on security", weight: 40, max: 10, anchors: [] },
    { id: "words", titleZh: "表达", titleEn: "Presentation", weight: 20, max: 10, anchors: [] },
  ],
  judgesPerEntry: 2,
  loadLimit: 10,
  gap: 30,
  method: "additive",
  appealHours: 72,
  accepts: ["document", "pcap", "ladder", "trend"],
  leastFiles: 0,
};

type Entry = Omit<EntryContent, "fileIds">;

export const demoEntries: Entry[] = [
  {
    language: "zh-CN",
    title: "利用现有交换机的分区方案",
    summary: "在不更换设备的前提下，用现有交换机的 VLAN 与访问控制列表把产线分为四个区域。",
    body: "先用镜像口记录两周流量，得出通信矩阵；再按矩阵写白名单，检修时逐台启用，每步都可回退。",
    assistance: "none",
    assistanceNote: "",
  },
  {
    language: "en",
    title: "A one-way path for historian data",
    summary: "A data diode out of two fibre converters sends historian data upwards and nothing back.",
    body: "The receive fibre is left out, so that the direction is a matter of glass and not of rules.",
    assistance: "assisted",
    assistanceNote: "Wording of the English summary.",
  },
  {
    language: "zh-CN",
    title: "工程师站的离线补丁流程",
    summary: "用一次性写入介质和双人核验，把补丁带进隔离网络。",
    body: "",
    assistance: "none",
    assistanceNote: "",
  },
  {
    language: "zh-CN",
    title: "基于趋势数据的异常识别",
    summary: "从历史库趋势中学习泵组的正常节拍，偏离即告警，无需在控制器上安装任何东西。",
    body: "模型只用三个量：液位、流量、电机电流。",
    assistance: "agent",
    assistanceNote: "数据清洗与建模由智能体完成，结论经人工复核。",
  },
  {
    language: "en",
    title: "Keys in the cabinet: mode switches that mean something",
    summary: "Controllers stay in run mode; the key is logged like a badge, and a change without a permit is an alarm.",
    body: "",
    assistance: "none",
    assistanceNote: "",
  },
];

const common = { explanationZh: "", explanationEn: "", topic: "" };

export const demoQuestions: QuizQuestionContent[] = [
  {
    ...common,
    kind: "single",
    textZh: "Modbus/TCP 的注册端口是？",
    textEn: "Which port is registered for Modbus/TCP?",
    explanationZh: "IANA 注册端口为 502。",
    explanationEn: "IANA registered 502.",
    points: 2,
    options: [
      { key: "a", textZh: "502", textEn: "502" },
      { key: "b", textZh: "102", textEn: "102" },
      { key: "c", textZh: "44818", textEn: "44818" },
    ],
    correct: "a",
  },
  {
    ...common,
    kind: "multiple",
    textZh: "IEC 62443 中哪些部分针对系统？",
    textEn: "Which parts of IEC 62443 are about systems?",
    points: 4,
    options: [
      { key: "a", textZh: "3-2 风险评估", textEn: "3-2, risk assessment" },
      { key: "b", textZh: "3-3 系统安全要求", textEn: "3-3, system requirements" },
      { key: "c", textZh: "4-1 产品开发", textEn: "4-1, product development" },
      { key: "d", textZh: "4-2 组件要求", textEn: "4-2, component requirements" },
    ],
    correct: ["a", "b"],
    partial: "balanced",
  },
  {
    ...common,
    kind: "number",
    textZh: "除 0 级外，IEC 62443 有几个安全等级？",
    textEn: "How many security levels has IEC 62443 besides level 0?",
    points: 2,
    value: 4,
    tolerance: 0,
    near: 0,
    unit: "",
  },
];
