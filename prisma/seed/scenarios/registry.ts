import { randomUUID } from "node:crypto";
import { audienceMap, type ProfileContent, profileContent } from "@/domain/experts/profile";
import { searchFilter } from "@/domain/experts/search";
import { addMilliseconds, day } from "@/domain/shared/time";
import { expertsScheduledJobs } from "@/server/modules/experts/jobs";
import { addProfileEvidence } from "@/server/modules/experts/service-evidence";
import { applyForOpening, createOpening } from "@/server/modules/experts/service-openings";
import {
  answerNomination,
  decideNomination,
  foundPool,
  nominate,
  reviewNomination,
} from "@/server/modules/experts/service-pools";
import { readContact, saveClaims, saveProfile } from "@/server/modules/experts/service-profiles";
import { createShortlist, inviteExpert, putOnShortlist } from "@/server/modules/experts/service-recruit";
import { declareRelation } from "@/server/modules/experts/service-relations";
import { saveSearch } from "@/server/modules/experts/service-search";
import { proposeTag } from "@/server/modules/experts/service-tags";
import { makePerson } from "@/server/modules/identity/service-operators";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import {
  apply,
  completeLearning,
  confirmProgramme,
  createProgramme,
  decideApplication,
  moveOn,
  readProgramme,
  recordLearning,
} from "@/server/modules/training/service";
import type { Ctx } from "@/server/platform/ctx";
import { demoExperts } from "./registry-data";

type Made = ReadonlyMap<string, { organisationId: string; ownerId: string; peopleIds: readonly string[] }>;
type DemoPerson = { email: string; role: string };

/** Invented experts with evidence of different strength, a pool with a member, a training with a graduate. */
export async function seedRegistry(made: Made, passwordHash: string): Promise<DemoPerson[]> {
  const ctxOf = async (key: string, index = 0): Promise<Ctx> => {
    const organisation = made.get(key);
    const personId = organisation?.peopleIds[index];
    if (!organisation || !personId) throw new Error(`no demo organisation ${key}`);
    return contextOfPerson(personId, organisation.organisationId);
  };
  const people = new Map<string, { id: string; ctx: Ctx }>();
  for (const { key, email, content, claims, works, birthDate } of demoExperts) {
    // Saved when only the first expert was to be found: the alert at the end tells of the others.
    if (people.size === 1) await saveSegmentationSearch(await ctxOf("shield"));
    const { nameZh, nameEn } = content;
    const id = await makePerson({ email, passwordHash, nameZh, nameEn, locale: "zh-CN", platformRole: null });
    const ctx = await contextOfPerson(id, null);
    people.set(key, { id, ctx });
    await list(ctx, content, birthDate ?? null);
    await saveClaims(ctx, { claims: Object.entries(claims).map(([conceptId, level]) => ({ conceptId, level })) });
    for (const item of works)
      await addProfileEvidence(ctx, {
        item: { body: "", url: null, people: [], doi: null, supports: 4, ...item },
        audience: "everyone",
        idempotencyKey: randomUUID(),
      });
  }
  const person = (key: string) => {
    const found = people.get(key);
    if (!found) throw new Error(`no demo expert ${key}`);
    return found;
  };
  await seedPool(await ctxOf("institute"), person);
  await seedTraining(await ctxOf("institute"), await ctxOf("water"), made, person);
  const opening = await createOpening(await ctxOf("shield"), {
    kind: "internship",
    title: "工控协议分析实习生（演示）",
    text: "参与协议解析与流量分析，配有导师，为期三个月。",
    language: "zh-CN",
    conceptIds: ["skill:protocol-analysis"],
    sector: "manufacturing",
    region: "CN-31",
    places: 2,
    closesAt: addMilliseconds(new Date(), 40 * day).toISOString(),
  });
  await applyForOpening(person("student").ctx, {
    id: opening.id,
    note: "我在课程中用开源工具分析过 Modbus 流量，暑期可到岗三个月。",
  });
  await applyForOpening(person("starter").ctx, { id: opening.id, note: "我熟悉现场控制器，想系统学习协议分析。" });
  await seedRecruiting(await ctxOf("shield"), person);
  await proposeTag(person("power").ctx, { nameZh: "梯级水电站防护", nameEn: "Cascade hydropower protection" });
  await proposeTag(person("water").ctx, { nameZh: "梯级电站安全", nameEn: "Security of cascaded hydropower" });
  await declareRelation(person("water").ctx, {
    email: demoExperts.find(({ key }) => key === "power")?.email ?? "",
    kind: "supervision",
    above: true,
    until: null,
  });
  for (const { handle } of expertsScheduledJobs) await handle();
  return demoExperts.map(({ email, role }) => ({ email, role }));
}

/** A firm keeps two people on a list, is told of new ones, and asks one of them. */
async function seedRecruiting(firm: Ctx, person: Find): Promise<void> {
  const { id } = await createShortlist(firm, { title: "水务项目专家（演示）" });
  await putOnShortlist(firm, { id, personId: person("water").id, note: "适合方案评审。" });
  await putOnShortlist(firm, { id, personId: person("segmentation").id, note: "" });
  await readContact(firm, person("water").id);
  await inviteExpert(firm, {
    personId: person("water").id,
    work: "advice",
    text: "诚邀您为一座水厂的分区改造提供咨询，约三个工作日。",
    idempotencyKey: randomUUID(),
  });
}

async function saveSegmentationSearch(firm: Ctx): Promise<void> {
  await saveSearch(firm, {
    name: "水务行业 · 网络隔离",
    filter: searchFilter.parse({ skills: ["skill:segmentation"], sectors: ["sector:water"] }),
    alert: true,
  });
}

async function list(ctx: Ctx, content: Partial<ProfileContent>, birthDate: string | null): Promise<void> {
  await saveProfile(ctx, {
    version: 0,
    content: profileContent.parse(content),
    audiences: audienceMap.parse({ contact: "verified" }),
    birthDate,
    listed: true,
  });
}

type Find = (key: string) => { id: string; ctx: Ctx };

async function seedPool(keeper: Ctx, person: Find): Promise<void> {
  const reviewers = ["reviewerA", "reviewerB"].map(person);
  const { id } = await foundPool(keeper, {
    nameZh: "工控安全评审专家库（演示）",
    nameEn: "Pool of OT security reviewers (demo)",
    purpose: "为网络分区、远程运维等工控安全项目提供评审专家。",
    criteria: [{ conceptId: "skill:segmentation", level: 3, backing: "evidenced" }],
    termMonths: 24,
    workloadCap: 3,
    codeOfConduct: "公正评审，按时完成，保守秘密；存在利益冲突时主动回避。",
    reviewerEmails: demoExperts.filter(({ key }) => key.startsWith("reviewer")).map(({ email }) => email),
  });
  for (const key of ["segmentation", "water", "power"]) {
    const { id: personId, ctx } = person(key);
    const nomination = await nominate(ctx, { poolId: id, personId, statement: "长期从事工控网络分区与评审工作。" });
    await answerNomination(ctx, { id: nomination.id, agree: true });
    for (const reviewer of reviewers)
      await reviewNomination(reviewer.ctx, { id: nomination.id, favour: true, reason: "证据充分，符合条件。" });
    await decideNomination(keeper, { id: nomination.id, appoint: true, reason: "评审一致同意。" });
  }
}

async function seedTraining(institute: Ctx, works: Ctx, made: Made, person: Find): Promise<void> {
  const mentor = demoExperts.find(({ key }) => key === "segmentation");
  const { id } = await createProgramme(institute, {
    titleZh: "工控安全联合培养一期（演示）",
    titleEn: "Joint training in OT security, first round (demo)",
    summaryZh: "研究所授课，企业现场实践，结业后颁发可核验的凭证。",
    summaryEn: "Taught at the institute, practised on site, and ended with a credential that anybody can check.",
    content: {
      roles: ["ecsf:incident-responder"],
      modules: [
        {
          id: "basics",
          title: "工控网络基础 OT network basics",
          hours: 40,
          practice: false,
          conceptIds: ["skill:segmentation"],
        },
        {
          id: "monitoring",
          title: "监测与响应 Monitoring and response",
          hours: 60,
          practice: false,
          conceptIds: ["skill:monitoring"],
        },
      ],
      site: "临河 Linhe",
      stipend: "每月 3000 元 3,000 CNY a month",
    },
    places: 12,
    mentorEmails: mentor ? [mentor.email] : [],
    partnerIds: [made.get("water")?.organisationId ?? ""],
    applyUntil: addMilliseconds(new Date(), 30 * day).toISOString(),
    startsOn: addMilliseconds(new Date(), 45 * day)
      .toISOString()
      .slice(0, 10),
    endsOn: addMilliseconds(new Date(), 135 * day)
      .toISOString()
      .slice(0, 10),
    idempotencyKey: randomUUID(),
  });
  await confirmProgramme(works, id);
  await moveOn(institute, { id, version: 1, act: "publish" });
  const student = person("student");
  await apply(student.ctx, { id, statement: "我学自动化，想从事工控安全，希望在真实现场学习。" });
  const [learner] = (await readProgramme(institute, id)).learners;
  const applicationId = learner?.applicationId ?? "";
  await decideApplication(institute, {
    applicationId,
    accept: true,
    reason: "基础扎实，目标明确。",
    mentorId: person("segmentation").id,
  });
  await apply(person("starter").ctx, { id, statement: "我做过两年产线自动化，希望学会监测与响应。" });
  for (const moduleId of ["basics", "monitoring"])
    await recordLearning(institute, { applicationId, moduleId, passed: true, note: "", needId: null });
  await completeLearning(institute, applicationId);
}
