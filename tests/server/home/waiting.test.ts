import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { content, organisation, passDeadline } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { as } from "#tests/support/reader";
import { readWaiting } from "@/server/modules/home/service";
import { appoint, declareConflict, saveScores, submitScores } from "@/server/modules/needs/service-evaluation";
import { createDraft, submitForReview } from "@/server/modules/needs/service-needs";
import { openProposals } from "@/server/modules/needs/service-proposals";
import { askQuestion } from "@/server/modules/needs/service-questions";
import type { Ctx } from "@/server/platform/ctx";
import { systemCtx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { drafted, step, team } from "../competitions/stages";
import { listed, somebody } from "../experts/stages";
import { proposed, published } from "../needs/stages";

useDatabase();

const kinds = async (ctx: Ctx) => (await readWaiting(ctx)).map(({ kind }) => kind);

describe("what waits for whom", () => {
  it("a member's draft waits for an owner, not for the member", async () => {
    const buyer = await organisation("enterprise");
    const member = await buyer.join("member");
    const draft = await createDraft(member.ctx, { content: content(), idempotencyKey: randomUUID() });
    await submitForReview(member.ctx, draft);
    expect(await kinds(buyer.owner.ctx)).toEqual(["needReview"]);
    expect(await kinds(member.ctx)).toEqual([]);
  });

  it("a question waits for the buyer until it is answered, and for nobody else", async () => {
    const { needId, buyer } = await published();
    const firm = await organisation("securityFirm");
    await askQuestion(firm.owner.ctx, {
      needId,
      text: "Which protocol?",
      language: "en",
      idempotencyKey: randomUUID(),
    });
    expect(await kinds(buyer.owner.ctx)).toEqual(["questionsToAnswer"]);
    expect(await kinds(firm.owner.ctx)).toEqual([]);
  });

  it("opening, declaration, scores and award wait one after the other, each for the person whose step it is", async () => {
    const { needId, buyer, second, proposals } = await proposed();
    const expert = (await organisation("research")).owner;
    await passDeadline(needId);
    expect(await kinds(buyer.owner.ctx)).toEqual(["openingCall"]);
    await openProposals(buyer.owner.ctx, needId);
    expect(await kinds(buyer.owner.ctx)).toEqual([]);
    expect(await kinds(second.ctx)).toEqual(["openingConfirm"]);
    await openProposals(second.ctx, needId);
    await appoint(buyer.owner.ctx, { needId, emails: [expert.email] });
    expect(await kinds(expert.ctx)).toEqual(["panelDeclare"]);
    await declareConflict(expert.ctx, { needId, hasConflict: false, note: "" });
    expect(await kinds(expert.ctx)).toEqual(["panelScore"]);
    for (const proposalId of proposals)
      await saveScores(expert.ctx, { needId, proposalId, scores: { quality: { score: 8, comment: "" } } });
    await submitScores(expert.ctx, needId);
    expect(await kinds(expert.ctx)).toEqual([]);
    expect(await kinds(buyer.owner.ctx)).toEqual(["awardDue"]);
  });

  it("the registry asks for answers to nominations and invitations, until they are given", async () => {
    const keeper = await organisation("alliance");
    const reviewers = [await somebody(), await somebody()];
    const { id: poolId } = await as(keeper.owner.ctx).experts.foundPool({
      nameZh: "评审专家库",
      nameEn: "Reviewers",
      purpose: "Reviews of plant security projects",
      criteria: [{ conceptId: "skill:segmentation", level: 3, backing: "evidenced" }],
      termMonths: 24,
      workloadCap: 2,
      codeOfConduct: "Be fair and be on time.",
      reviewerEmails: reviewers.map(({ email }) => email),
    });
    const expert = await somebody();
    await listed(expert, {}, { claims: { "skill:segmentation": 4 } });
    const e = as(expert.ctx).experts;
    const { id } = await e.nominate({ poolId, personId: expert.id, statement: "Twenty years of plant networks" });
    await as(keeper.owner.ctx).experts.invite({
      personId: expert.id,
      work: "review",
      text: "Please review our plan.",
      idempotencyKey: randomUUID(),
    });
    expect(await kinds(expert.ctx)).toEqual(["nominationToAnswer", "invitationToAnswer"]);
    expect(await kinds(keeper.owner.ctx)).toEqual([]);
    await e.answerNomination({ id, agree: true });
    const [invitation] = await e.invitations({});
    await e.answerInvitation({ id: invitation?.id ?? "", accept: false });
    expect(await kinds(expert.ctx)).toEqual([]);
  });

  it("a training programme waits for its partner, then for who decides on applications", async () => {
    const [institute, works] = [await organisation("research"), await organisation("enterprise")];
    const { id } = await as(institute.owner.ctx).training.create({
      titleZh: "工控安全联合培养",
      titleEn: "Joint training in OT security",
      summaryZh: "十二周",
      summaryEn: "Twelve weeks",
      content: {
        roles: ["nice:PD-WRL-007"],
        modules: [{ id: "basics", title: "Basics", hours: 40, practice: false, conceptIds: ["skill:segmentation"] }],
        site: "Linhe",
        stipend: "",
      },
      places: 2,
      mentorEmails: [],
      partnerIds: [works.id],
      applyUntil: new Date(Date.now() + 86_400_000).toISOString(),
      startsOn: "2027-03-01",
      endsOn: "2027-06-01",
      idempotencyKey: randomUUID(),
    });
    expect(await kinds(works.owner.ctx)).toEqual(["trainingToConfirm"]);
    expect(await kinds(institute.owner.ctx)).toEqual([]);
    await as(works.owner.ctx).training.confirm({ id });
    await as(institute.owner.ctx).training.move({ id, version: 1, act: "publish" });
    expect(await kinds(works.owner.ctx)).toEqual([]);
    const learner = await somebody();
    await as(learner.ctx).training.applyFor({ id, statement: "I want to learn how plants are protected." });
    expect(await kinds(institute.owner.ctx)).toEqual(["applicationsToDecide"]);
    expect(await kinds(learner.ctx)).toEqual([]);
  });

  it("teams wait for organisers, a case of fair play for the captain's answer and each organiser's word", async () => {
    const event = await drafted({ approval: true });
    await step(event, "publish");
    const { id: teamId, captain } = await team(event);
    expect(await kinds(event.organiser.ctx)).toEqual(["teamsToAdmit"]);
    await as(event.organiser.ctx).competitions.decideTeam({ teamId, version: 1, step: "accept", reason: "" });
    expect(await kinds(event.organiser.ctx)).toEqual([]);
    const { id: caseId } = await db().integrityCase.create({
      data: { competitionId: event.id, teamId, signal: "quickFlags", cause: randomUUID(), evidence: {} },
    });
    expect(await kinds(captain.ctx)).toEqual(["caseToAnswer"]);
    expect(await kinds(event.organiser.ctx)).toEqual(["caseToDecide"]);
    await as(captain.ctx).competitions.replyToCase({ caseId, reply: "We had worked on it the day before." });
    expect(await kinds(captain.ctx)).toEqual([]);
    await as(event.organiser.ctx).competitions.decideCase({ caseId, sanction: "none", reason: "They explained it." });
    expect(await kinds(event.organiser.ctx)).toEqual([]);
  });

  it("the platform itself has no list", async () => {
    await expect(readWaiting(systemCtx("test"))).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });
});
