import type { BallotRuleId } from "./ballot-rules";

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
  "changesApplied",
  "trialEvidence",
  "reviewBallotHeld",
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
  /** Comments of the public are taken in this stage for so many days at least. */
  readonly consultationDays?: number;
  /** Clauses may be edited freely; elsewhere text changes only through change requests. */
  readonly drafting?: boolean;
  readonly publication?: boolean;
  /** The published text is looked at again: it is confirmed, revised or withdrawn. */
  readonly review?: boolean;
  readonly withdrawal?: boolean;
  /** Where trials are asked for, they must stand before this stage is approved. */
  readonly trials?: boolean;
};
export type Profile = {
  readonly id: ProfileId;
  readonly zh: string;
  readonly en: string;
  /** Years after publication or confirmation at which the systematic review is due. */
  readonly reviewYears: number;
  /** No category may hold more than half of the votes that count, whatever the ballot's own rule says. */
  readonly balancedBallots: boolean;
  /** The ballots that may decide in this process. */
  readonly ballots: readonly BallotRuleId[];
  readonly stages: readonly Stage[];
};

const month = 30;

export const profiles: Readonly<Record<ProfileId, Profile>> = {
  gbt: {
    id: "gbt",
    zh: "国家标准（推荐性）",
    en: "Chinese national standard (GB/T)",
    reviewYears: 5,
    balancedBallots: true,
    ballots: ["gbCommittee", "experts34Capped"],
    stages: [
      { code: "00", zh: "预阶段", en: "Preliminary", gates: ["patentCallAnswered"], dueDays: null },
      {
        code: "10",
        zh: "立项",
        en: "Proposal",
        gates: ["groupConvened", "balanced", "patentCallAnswered"],
        dueDays: 3 * month,
      },
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
        gates: ["consultationLasted", "commentsResolved", "changesApplied", "patentCallAnswered"],
        dueDays: 5 * month,
        consultationDays: 60,
      },
      {
        code: "40",
        zh: "审查",
        en: "Examination",
        gates: [
          "balanced",
          "commentsResolved",
          "changesApplied",
          "ballotApproved",
          "objectionsAnswered",
          "patentCallAnswered",
        ],
        dueDays: 4 * month,
        trials: true,
      },
      {
        code: "50",
        zh: "批准",
        en: "Approval",
        gates: ["objectionsAnswered", "patentCallAnswered", "noLintErrors"],
        dueDays: 3 * month,
      },
      { code: "60", zh: "出版", en: "Publication", gates: [], dueDays: 3 * month, publication: true },
      { code: "90", zh: "复审", en: "Review", gates: ["reviewBallotHeld"], dueDays: 6 * month, review: true },
      { code: "95", zh: "废止", en: "Withdrawal", gates: ["objectionsAnswered"], dueDays: 3 * month, withdrawal: true },
    ],
  },
  iso: {
    id: "iso",
    zh: "国际标准（ISO/IEC 阶段）",
    en: "International standard (ISO/IEC stages)",
    reviewYears: 5,
    balancedBallots: false,
    ballots: ["dis", "oasisSpecial"],
    stages: [
      { code: "00", zh: "预研", en: "Preliminary", gates: ["patentCallAnswered"], dueDays: null },
      {
        code: "10",
        zh: "提案",
        en: "Proposal",
        gates: ["groupConvened", "patentCallAnswered"],
        dueDays: 3 * month,
      },
      {
        code: "20",
        zh: "准备",
        en: "Preparatory",
        gates: ["textPresent", "patentCallAnswered"],
        dueDays: 12 * month,
        drafting: true,
      },
      {
        code: "30",
        zh: "委员会",
        en: "Committee",
        gates: ["commentsResolved", "changesApplied", "patentCallAnswered"],
        dueDays: 6 * month,
      },
      {
        code: "40",
        zh: "询问",
        en: "Enquiry",
        gates: [
          "consultationLasted",
          "ballotApproved",
          "commentsResolved",
          "changesApplied",
          "objectionsAnswered",
          "patentCallAnswered",
        ],
        dueDays: 5 * month,
        trials: true,
        consultationDays: 60,
      },
      {
        code: "50",
        zh: "批准",
        en: "Approval",
        gates: ["objectionsAnswered", "noLintErrors", "patentCallAnswered"],
        dueDays: 2 * month,
      },
      { code: "60", zh: "出版", en: "Publication", gates: [], dueDays: 2 * month, publication: true },
      { code: "90", zh: "复审", en: "Review", gates: ["reviewBallotHeld"], dueDays: 5 * month, review: true },
      { code: "95", zh: "撤销", en: "Withdrawal", gates: ["objectionsAnswered"], dueDays: 3 * month, withdrawal: true },
    ],
  },
  community: {
    id: "community",
    zh: "社区指南",
    en: "Community guideline",
    reviewYears: 5,
    balancedBallots: false,
    ballots: ["oasisSpecial", "experts34", "experts34Capped", "dis"],
    stages: [
      {
        code: "10",
        zh: "提议",
        en: "Propose",
        gates: ["groupConvened", "patentCallAnswered"],
        dueDays: month,
      },
      {
        code: "20",
        zh: "起草",
        en: "Draft",
        gates: ["textPresent", "patentCallAnswered"],
        dueDays: 6 * month,
        drafting: true,
      },
      {
        code: "30",
        zh: "征求意见",
        en: "Consult",
        gates: [
          "consultationLasted",
          "commentsResolved",
          "changesApplied",
          "ballotApproved",
          "objectionsAnswered",
          "patentCallAnswered",
        ],
        dueDays: 2 * month,
        trials: true,
        consultationDays: 14,
      },
      { code: "60", zh: "发布", en: "Publish", gates: [], dueDays: month, publication: true },
      { code: "90", zh: "复审", en: "Review", gates: ["reviewBallotHeld"], dueDays: 3 * month, review: true },
      { code: "95", zh: "停用", en: "Withdraw", gates: ["objectionsAnswered"], dueDays: month, withdrawal: true },
    ],
  },
};

export const stageActs = [
  "close",
  "approve",
  "return",
  "repeat",
  "drop",
  "review",
  "confirm",
  "revise",
  "withdraw",
] as const;
export type StageAct = (typeof stageActs)[number];
export const reviewActs = ["confirm", "revise", "withdraw"] as const satisfies readonly StageAct[];
export type Position = { readonly stage: string; readonly substage: string };

const registered = (code: string): Position[] => [
  { stage: code, substage: "00" },
  { stage: code, substage: "20" },
];

/**
 * Where an act leads, with every sub-stage it passes (.00 registered, .20 started, .60 closed, .92 returned,
 * .93 repeated or confirmed, .98 dropped, .99 approved); null when the act is not possible from here. After publication
 * the way leads through the review and back (confirm), to a new draft (revise) or to the withdrawal.
 */
export function follow(profile: Profile, at: Position, act: StageAct): Position[] | null {
  const index = profile.stages.findIndex(({ code }) => code === at.stage);
  const here = profile.stages[index];
  if (!here || at.substage === "98" || (here.withdrawal && at.substage === "99")) return null;
  const { code } = here;
  const of = (is: (stage: Stage) => boolean | undefined) => profile.stages.find((stage) => is(stage) === true)?.code;
  const decided = at.substage === "60";
  if (act === "close") return at.substage === "20" ? [{ stage: code, substage: "60" }] : null;
  if (act === "review") {
    const review = of((stage) => stage.review);
    return here.publication && decided && review ? registered(review) : null;
  }
  if (here.publication) return act === "drop" && at.substage === "20" ? [{ stage: code, substage: "98" }] : null;
  if (here.review) {
    if (!decided) return null;
    const published = of((stage) => stage.publication);
    const draft = of((stage) => stage.drafting);
    const withdrawal = of((stage) => stage.withdrawal);
    if (act === "confirm" && published)
      return [
        { stage: code, substage: "93" },
        { stage: published, substage: "60" },
      ];
    if (act === "revise" && draft) return [{ stage: code, substage: "92" }, ...registered(draft)];
    if (act === "withdraw" && withdrawal) return [{ stage: code, substage: "99" }, ...registered(withdrawal)];
    return act === "repeat" ? [{ stage: code, substage: "20" }] : null;
  }
  if (act === "drop") return here.withdrawal ? null : [{ stage: code, substage: "98" }];
  if (!decided) return null;
  if (here.withdrawal) {
    const review = of((stage) => stage.review);
    if (act === "approve") return [{ stage: code, substage: "99" }];
    return act === "return" && review ? [{ stage: code, substage: "92" }, ...registered(review)] : null;
  }
  if (act === "repeat")
    return [
      { stage: code, substage: "93" },
      { stage: code, substage: "20" },
    ];
  const next = act === "approve" || act === "return" ? profile.stages[act === "approve" ? index + 1 : index - 1] : null;
  if (!next) return null;
  return act === "approve"
    ? [{ stage: code, substage: "99" }, ...registered(next.code)]
    : [
        { stage: code, substage: "92" },
        { stage: next.code, substage: "20" },
      ];
}

/**
 * Where dropping a revision leads: what was published holds again, as it stood.
 * @returns null where no revision is being drafted
 */
export function dropRevision(profile: Profile, at: Position): Position[] | null {
  const publication = profile.stages.find((stage) => stage.publication);
  if (!publication || isSettled(profile, at) || at.substage === "98") return null;
  return [
    { stage: at.stage, substage: "98" },
    { stage: publication.code, substage: "60" },
  ];
}

/** Acts that a stage's gates stand before. */
export function isGated(act: StageAct): boolean {
  return act === "approve" || reviewActs.some((one) => one === act);
}

/** The published text is what holds: published, under review or withdrawn, but not in the drafting of a revision. */
export function isSettled(profile: Profile, at: Position): boolean {
  const publication = profile.stages.findIndex((stage) => stage.publication);
  const index = profile.stages.findIndex(({ code }) => code === at.stage);
  return index > publication || (index === publication && at.substage === "60");
}

export function stageOf(profile: Profile, code: string): Stage | null {
  return profile.stages.find((stage) => stage.code === code) ?? null;
}

/** What a gate asks for and what is there; both in the unit that the gate's sentence names. */
export type GateEvidence = { readonly holds: boolean; readonly have: number; readonly need: number };
export type GateFacts = Readonly<Record<Gate, GateEvidence>>;
export type GateAnswer = GateEvidence & { readonly gate: Gate };

/** Each gate of the stage with its answer, so that a reader sees what is still missing. */
export function answerGates(profile: Profile, at: Position, facts: GateFacts, trialsRequired: boolean): GateAnswer[] {
  const stage = stageOf(profile, at.stage);
  const asked: readonly Gate[] = [
    ...(stage?.gates ?? []),
    ...(stage?.trials === true && trialsRequired ? ["trialEvidence" as const] : []),
  ];
  return asked.map((gate) => ({ gate, ...facts[gate] }));
}
