import { createHash, randomBytes, randomUUID } from "node:crypto";
import { programmeInput } from "@/domain/crowdtests/schema";
import type { SealedProposal } from "@/domain/needs/schema";
import { seedCommitmentText } from "@/domain/shared/draw";
import { createProgramme, setProgrammeState } from "@/server/modules/crowdtests/service-programmes";
import { readReport, sendReport, takeStep } from "@/server/modules/crowdtests/service-reports";
import { readEngagement } from "@/server/modules/engagements/service-desk";
import { nameMediator, openDispute, writeMessage } from "@/server/modules/engagements/service-disputes";
import { beginEngagement, signAgreement, writeAgreement } from "@/server/modules/engagements/service-engagements";
import {
  decide,
  decideChange,
  deliver,
  notePayment,
  requestChange,
} from "@/server/modules/engagements/service-milestones";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { answerConsortium, formConsortium } from "@/server/modules/needs/service-consortia";
import { commitSeed, prepareDraw, revealSeed } from "@/server/modules/needs/service-draws";
import {
  award,
  declareConflict,
  readEvaluation,
  saveScores,
  submitScores,
} from "@/server/modules/needs/service-evaluation";
import { createDraft, publishNeed } from "@/server/modules/needs/service-needs";
import { openProposals, submitProposal } from "@/server/modules/needs/service-proposals";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { boardNeeds } from "./board-data";
import { demoExperts } from "./registry-data";

type Made = ReadonlyMap<string, { organisationId: string; ownerId: string; peopleIds: readonly string[] }>;
type CtxOf = (key: string, index?: number) => Promise<Ctx>;
const key = () => randomUUID();

/** A delivery under way with a change and a dispute, a consortium that is being formed, and a crowd test with reports. */
export async function seedBoard(made: Made): Promise<void> {
  const organisation = (name: string) => {
    const found = made.get(name);
    if (!found) throw new Error(`no demo organisation ${name}`);
    return found;
  };
  const ctxOf: CtxOf = async (name, index = 0) => {
    const { peopleIds, organisationId } = organisation(name);
    return contextOfPerson(peopleIds[index] ?? "", organisationId);
  };
  const { delivery, research } = boardNeeds(new Date());
  const buyer = await ctxOf("dongqiao");
  await seedDelivery(await published(buyer, delivery), ctxOf);
  const needId = await published(buyer, research);
  const { id: consortiumId } = await formConsortium(await ctxOf("beita"), {
    needId,
    version: 0,
    agreement: "各方按约定分工与经费比例共同完成研究，成果共享。Each member does its part and results are shared.",
    leadRole: "协议语义推断 Semantics",
    leadShare: 55,
    members: [
      { organisationId: organisation("qingshi").organisationId, role: "现场验证 Validation", share: 30 },
      { organisationId: organisation("hongye").organisationId, role: "流量采集 Capture", share: 15 },
    ],
  });
  await answerConsortium(await ctxOf("qingshi"), { consortiumId, version: 1, confirmed: true });
  await seedCrowdTest(await ctxOf("hongye"), await ctxOf("qingshi"), await ctxOf("beita"));
}

async function published(buyer: Ctx, content: Parameters<typeof createDraft>[1]["content"]): Promise<string> {
  const draft = await createDraft(buyer, { content, idempotencyKey: key() });
  await publishNeed(buyer, draft);
  return draft.id;
}

function answer(approach: string, amounts: readonly [number, number]): SealedProposal {
  const [first, second] = amounts;
  return {
    approach,
    team: [{ name: "项目经理（演示）", role: "lead", consents: true }],
    milestones: [
      { title: "隔离设计与加固 Separation and hardening", weeks: 6, amount: first },
      { title: "验证测试与手册 Tests and handbook", weeks: 4, amount: second },
    ],
    price: { currency: "CNY", amount: first + second, taxIncluded: true },
    validDays: 90,
    noConflict: true,
    fileIds: [],
    answers: {},
  } as SealedProposal;
}

async function seedDelivery(needId: string, ctxOf: CtxOf): Promise<void> {
  const [buyer, second, winner] = [await ctxOf("dongqiao"), await ctxOf("dongqiao", 1), await ctxOf("qingshi")];
  const { proposalId } = await submitProposal(winner, {
    needId,
    content: answer("旁路镜像先行验证，检修窗口逐段割接，全程可回退。", [30_000_000, 18_000_000]),
    idempotencyKey: key(),
  });
  const { proposalId: otherId } = await submitProposal(await ctxOf("hongye"), {
    needId,
    content: answer("大修期间一次性切换到新的隔离网络。", [38_000_000, 17_000_000]),
    idempotencyKey: key(),
  });
  // A demo begins in the middle of things: the deadline passes as it would in time.
  await db()
    .$executeRaw`UPDATE "Need" SET "proposalDeadline" = clock_timestamp() - interval '1 second' WHERE "id" = ${needId}::uuid`;
  await openProposals(buyer, needId);
  await openProposals(second, needId);
  const expertIds = await drawn(needId, buyer);
  for (const personId of expertIds) {
    const expert = await contextOfPerson(personId, null);
    await declareConflict(expert, { needId, hasConflict: false, note: "" });
    for (const [id, score] of [
      [proposalId, 9],
      [otherId, 6],
    ] as const)
      await saveScores(expert, { needId, proposalId: id, scores: { approach: { score, comment: "" } } });
    await submitScores(expert, needId);
  }
  await award(buyer, {
    needId,
    proposalId,
    reason: "不停车实施，风险最小。Work while the plant runs, with the least risk.",
    feedback: [proposalId, otherId].map((id) => ({ proposalId: id, text: "感谢参与。Thank you for your proposal." })),
    idempotencyKey: key(),
  });
  await seedEngagement(needId, buyer, winner);
}

/** Two of three invented experts, by a draw whose record anybody can recompute. */
async function drawn(needId: string, buyer: Ctx): Promise<string[]> {
  const { id: drawId } = await prepareDraw(buyer, {
    needId,
    poolId: null,
    withoutIds: [],
    emails: demoExperts.slice(0, 3).map(({ email }) => email),
    places: 2,
    reserves: 1,
    idempotencyKey: key(),
  });
  const seed = randomBytes(32).toString("hex");
  const text = seedCommitmentText(drawId, { party: "buyer", seed });
  await commitSeed(buyer, { drawId, commitment: createHash("sha256").update(text).digest("hex") });
  await revealSeed(buyer, { drawId, seed });
  return (await readEvaluation(buyer, needId)).panel.map(({ personId }) => personId);
}

async function seedEngagement(needId: string, buyer: Ctx, provider: Ctx): Promise<void> {
  const { id } = await beginEngagement(buyer, { needId, idempotencyKey: key() });
  const { version, items } = await readEngagement(buyer, id);
  const [first, last] = items;
  if (!first || !last) throw new Error("the demo's proposal has two milestones");
  await writeAgreement(buyer, {
    id,
    version,
    text: "按中选方案交付；每个里程碑凭测试结果验收。Delivered as proposed; each milestone is accepted on its tests.",
    startsOn: "2026-12-01",
    endsOn: "2027-03-01",
    milestones: [
      { id: first.id, title: first.title, dueOn: "2027-01-15" },
      { id: last.id, title: last.title, dueOn: "2027-02-26" },
    ],
  });
  const { agreementVersion } = await readEngagement(buyer, id);
  for (const party of [buyer, provider]) await signAgreement(party, { id, agreementVersion });
  await deliver(provider, {
    milestoneId: first.id,
    note: "两张网已物理隔离，加固清单见附件。Both networks are separated; see the list of measures.",
    tests: [
      { name: "隔离测试 Separation", result: "passed", note: "" },
      { name: "联锁功能 Interlocks", result: "passed", note: "" },
    ],
    fileIds: [],
    idempotencyKey: key(),
  });
  await decide(buyer, { milestoneId: first.id, number: 1, accepted: true, reason: "" });
  await notePayment(buyer, {
    id,
    milestoneId: first.id,
    kind: "paid",
    amount: 30_000_000,
    on: "2027-01-20",
    reference: "演示 demo 0001",
    idempotencyKey: key(),
  });
  const change = (title: string, dueOn: string) =>
    requestChange(provider, {
      id,
      kind: "change",
      title,
      reason: "装置检修推迟。The plant's maintenance window moved.",
      milestones: [{ milestoneId: last.id, title: last.title, dueOn, amount: 18_000_000 }],
      idempotencyKey: key(),
    });
  const agreed = await change("验证测试延后两周 Tests two weeks later", "2027-03-12");
  await decideChange(buyer, { changeId: agreed.id, agreed: true, answer: "同意。Agreed." });
  await change("验证测试再延后一周 Tests one more week later", "2027-03-19");
  await writeMessage(buyer, {
    id,
    disputeId: null,
    text: "请确认检修窗口的进场名单。Please confirm who enters the site during the window.",
    fileIds: [],
    idempotencyKey: key(),
  });
  const dispute = await openDispute(buyer, {
    id,
    subject: "联锁复测由谁承担 Who bears the repeated interlock test",
    text: "厂方要求复测，双方对费用有不同理解。The site asked for a second test; the parties differ on its cost.",
    idempotencyKey: key(),
  });
  await nameMediator(buyer, { disputeId: dispute.id, email: "expert@yanjiu.example" });
}

async function seedCrowdTest(provider: Ctx, finder: Ctx, other: Ctx): Promise<void> {
  const { id: programmeId } = await createProgramme(
    provider,
    programmeInput.parse({
      language: "zh-CN",
      title: "工业网关众测（演示）",
      summary: "请在测试环境中查找网关固件与管理界面的弱点。Find weaknesses in the gateway's firmware and console.",
      access: "public",
      accounts: "tester / demo-only",
      content: {
        assets: [
          { id: "gateway", name: "网关固件 Gateway firmware", kind: "firmware", inScope: true },
          { id: "console", name: "管理界面 Console", kind: "web", inScope: true },
          { id: "plant", name: "客户现场 Customers' plants", kind: "hardware", inScope: false },
        ],
        rules: "仅限测试环境，不得影响生产。Only in the test environment.",
        safeHarbour: "遵守规则的测试者不被追究。Nobody who keeps to the rules is pursued.",
        hours: "工作日 9:00–18:00",
        rewards: { currency: "CNY", low: 50_000, medium: 200_000, high: 800_000, critical: 2_000_000 },
      },
      idempotencyKey: key(),
    }),
  );
  await setProgrammeState(provider, { id: programmeId, version: 1, state: "open" });
  const report = (from: Ctx, title: string, assetId: string, vector: string) =>
    sendReport(from, {
      programmeId,
      content: {
        title,
        assetId,
        steps: "在测试环境中按附带步骤复现，设备在十秒内重启。Reproduce in the test environment.",
        impact: "",
        vector,
      },
      idempotencyKey: key(),
    });
  const high = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";
  const low = "CVSS:4.0/AV:L/AC:L/AT:N/PR:L/UI:N/VC:N/VI:L/VA:N/SC:N/SI:N/SA:N";
  const first = await report(finder, "诊断端口未鉴权 Unauthenticated diagnostic port", "gateway", high);
  const same = await report(other, "诊断服务可被任意访问 Diagnostics open to all", "gateway", high);
  const step = async (id: string, name: Parameters<typeof takeStep>[1]["step"], more: object = {}) => {
    const { version } = await readReport(provider, id);
    await takeStep(provider, { id, version, step: name, note: "", ...more });
  };
  for (const name of ["triage", "accept", "beginFix", "finishFix", "verifyFix"] as const) await step(first.id, name);
  await step(first.id, "disclose", {
    disclosure: "诊断端口自 2.4 版起须经鉴权。Since release 2.4 the diagnostic port asks for credentials.",
  });
  await step(same.id, "triage");
  await step(same.id, "markDuplicate", { originalId: first.id });
  await report(finder, "登录失败无次数限制 No limit of failed logins", "console", low);
}
