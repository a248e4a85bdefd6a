/** Stage profiles as data: two profiles never mean the same by a number, so each carries its own names and gates. */
export const profileIds = ["gbt", "iso", "community"] as const;
export type ProfileId = (typeof profileIds)[number];

export const gates = [
  "groupConvened",
  "balanced",
  "patentCallAnswered",
  "textPresent",
  "noLintErrors",
  "commentsResolved",
  "consultationLasted",
  "ballotApproved",
  "objectionsAnswered",
] as const;
export type Gate = (typeof gates)[number];

export type Stage = {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** What must hold before the stage may be approved. */
  readonly gates: readonly Gate[];
  /** Days until a reminder is raised; null where the profile sets none. */
  readonly dueDays: number | null;
  /** Comments of the public are taken in this stage, for at least so many days. */
  readonly consultationDays?: number;
  /** Clauses may be edited freely; elsewhere text changes only through change requests. */
  readonly drafting?: boolean;
  readonly publication?: boolean;
};
export type Profile = {
  readonly id: ProfileId;
  readonly zh: string;
  readonly en: string;
  readonly stages: readonly Stage[];
};

const month = 30;

export const profiles: Readonly<Record<ProfileId, Profile>> = {
  gbt: {
    id: "gbt",
    zh: "国家标准（推荐性）",
    en: "Chinese national standard (GB/T)",
    stages: [
      { code: "00", zh: "预阶段", en: "Preliminary", gates: [], dueDays: null },
      { code: "10", zh: "立项", en: "Proposal", gates: ["groupConvened", "balanced"], dueDays: 3 * month },
      {
        code: "20",
        zh: "起草",
        en: "Drafting",
        gates: ["balanced", "patentCallAnswered", "textPresent", "noLintErrors"],
        dueDays: 10 * month,
        drafting: true,
      },
      {
        code: "30",
        zh: "征求意见",
        en: "Consultation",
        gates: ["consultationLasted", "commentsResolved", "patentCallAnswered"],
        dueDays: null,
        consultationDays: 60,
      },
      {
        code: "40",
        zh: "审查",
        en: "Examination",
        gates: ["balanced", "commentsResolved", "ballotApproved", "objectionsAnswered", "patentCallAnswered"],
        dueDays: 4 * month,
      },
      {
        code: "50",
        zh: "批准",
        en: "Approval",
        gates: ["objectionsAnswered", "patentCallAnswered", "noLintErrors"],
        dueDays: 3 * month,
      },
      { code: "60", zh: "出版", en: "Publication", gates: [], dueDays: 3 * month, publication: true },
      { code: "90", zh: "复审", en: "Review", gates: [], dueDays: 6 * month },
      { code: "95", zh: "废止", en: "Withdrawal", gates: [], dueDays: null },
    ],
  },
  iso: {
    id: "iso",
    zh: "国际标准（ISO/IEC 阶段）",
    en: "International standard (ISO/IEC stages)",
    stages: [
      { code: "00", zh: "预研", en: "Preliminary", gates: [], dueDays: null },
      { code: "10", zh: "提案", en: "Proposal", gates: ["groupConvened"], dueDays: 3 * month },
      { code: "20", zh: "准备", en: "Preparatory", gates: ["textPresent"], dueDays: 12 * month, drafting: true },
      { code: "30", zh: "委员会", en: "Committee", gates: ["commentsResolved"], dueDays: 6 * month },
      {
        code: "40",
        zh: "询问",
        en: "Enquiry",
        gates: ["ballotApproved", "commentsResolved", "patentCallAnswered"],
        dueDays: 5 * month,
        consultationDays: 60,
      },
      { code: "50", zh: "批准", en: "Approval", gates: ["objectionsAnswered", "noLintErrors"], dueDays: 2 * month },
      { code: "60", zh: "出版", en: "Publication", gates: [], dueDays: 2 * month, publication: true },
      { code: "90", zh: "复审", en: "Review", gates: [], dueDays: 5 * month },
      { code: "95", zh: "撤销", en: "Withdrawal", gates: [], dueDays: null },
    ],
  },
  community: {
    id: "community",
    zh: "社区指南",
    en: "Community guideline",
    stages: [
      { code: "10", zh: "提议", en: "Propose", gates: ["groupConvened"], dueDays: month },
      { code: "20", zh: "起草", en: "Draft", gates: ["textPresent"], dueDays: 6 * month, drafting: true },
      {
        code: "30",
        zh: "征求意见",
        en: "Consult",
        gates: ["commentsResolved", "ballotApproved"],
        dueDays: 2 * month,
        consultationDays: 14,
      },
      { code: "60", zh: "发布", en: "Publish", gates: [], dueDays: month, publication: true },
    ],
  },
};

export const stageActs = ["close", "approve", "return", "repeat", "drop"] as const;
export type StageAct = (typeof stageActs)[number];
export type Position = { readonly stage: string; readonly substage: string };

/**
 * Where an act leads, with every sub-stage it passes (.60 closed, .92 returned, .93 repeat, .98 dropped, .99
 * approved); null when the act is not possible from here.
 */
export function follow(profile: Profile, at: Position, act: StageAct): Position[] | null {
  const index = profile.stages.findIndex(({ code }) => code === at.stage);
  const here = profile.stages[index];
  if (!here || at.substage === "98") return null;
  const { code } = here;
  if (act === "drop") return here.publication && at.substage === "60" ? null : [{ stage: code, substage: "98" }];
  if (act === "close") return at.substage === "20" ? [{ stage: code, substage: "60" }] : null;
  if (at.substage !== "60") return null;
  if (act === "repeat")
    return here.publication
      ? null
      : [
          { stage: code, substage: "93" },
          { stage: code, substage: "20" },
        ];
  const next = profile.stages[act === "approve" ? index + 1 : index - 1];
  if (!next || (act === "return" && here.publication)) return null;
  return [
    { stage: code, substage: act === "approve" ? "99" : "92" },
    { stage: next.code, substage: "20" },
  ];
}

export function stageOf(profile: Profile, code: string): Stage | null {
  return profile.stages.find((stage) => stage.code === code) ?? null;
}

export type GateFacts = Readonly<Record<Gate, boolean>>;
export type GateAnswer = { readonly gate: Gate; readonly holds: boolean };

/** Each gate of the stage with its answer, so that a reader sees what is still missing. */
export function answerGates(profile: Profile, at: Position, facts: GateFacts): GateAnswer[] {
  return (stageOf(profile, at.stage)?.gates ?? []).map((gate) => ({ gate, holds: facts[gate] }));
}
