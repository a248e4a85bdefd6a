import { createHash, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { content, organisation, passDeadline, proposal } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { outcome } from "#tests/support/reader";
import { commitmentText } from "@/domain/needs/commitment";
import {
  appoint,
  award,
  declareConflict,
  moderate,
  readAward,
  readEvaluation,
  saveScores,
  submitScores,
} from "@/server/modules/needs/service-evaluation";
import { amendNeed, readNeed } from "@/server/modules/needs/service-needs";
import {
  listReceivedProposals,
  openProposals,
  readOpenedProposals,
  readOwnProposal,
  submitProposal,
  withdrawProposal,
} from "@/server/modules/needs/service-proposals";
import { answerQuestion, askQuestion, readQuestions } from "@/server/modules/needs/service-questions";
import { readNews } from "@/server/modules/notifications/service";
import { db } from "@/server/platform/db";
import { evaluated, opened, proposed, published } from "./stages";

useDatabase();

describe("questions and answers", () => {
  it("go to everybody who sees the need, without the asker", async () => {
    const { needId, buyer } = await published();
    const firm = await organisation("securityFirm");
    const other = await organisation("securityFirm");
    const { id } = await askQuestion(firm.owner.ctx, {
      needId,
      text: "Which controllers?",
      language: "en",
      idempotencyKey: randomUUID(),
    });
    await answerQuestion(buyer.owner.ctx, { questionId: id, text: "Forty of two makers." });
    expect(await outcome(answerQuestion(buyer.owner.ctx, { questionId: id, text: "Four, of one maker." }))).toBe(
      "FORBIDDEN questionAnswered",
    );
    const seen = await readQuestions(other.owner.ctx, needId);
    expect(seen).toMatchObject([{ text: "Which controllers?", answer: "Forty of two makers.", mine: false }]);
    expect(JSON.stringify(seen)).not.toContain(firm.id);
    expect(await readQuestions(firm.owner.ctx, needId)).toMatchObject([{ mine: true }]);
    await settle();
    expect((await readNews(firm.owner.ctx)).items.map(({ kind }) => kind)).toContain("questionAnswered");
  });

  it("an answer is news for everybody who works on the need and still sees it", async () => {
    const { needId, buyer, firms } = await proposed();
    const [asker, other, onlooker] = [
      await organisation("securityFirm"),
      await organisation("securityFirm"),
      await organisation("securityFirm"),
    ];
    const ask = (one: typeof asker) =>
      askQuestion(one.owner.ctx, { needId, text: "How many?", language: "en", idempotencyKey: randomUUID() });
    await ask(other);
    const { id } = await ask(asker);
    // Since then the need is for invited organisations, and of them the buyer names one.
    await db().need.update({ where: { id: needId }, data: { visibility: "invited" } });
    await db().needInvitation.createMany({
      data: [asker, firms[0]].map((one) => ({ needId, organisationId: one.id })),
    });
    await answerQuestion(buyer.owner.ctx, { questionId: id, text: "Forty." });
    await settle();
    const told = async (one: typeof asker) =>
      (await readNews(one.owner.ctx)).items.filter(({ kind }) => kind === "questionAnswered").length;
    expect(await Promise.all([asker, firms[0]].map(told))).toEqual([1, 1]);
    expect(await Promise.all([firms[1], other, onlooker].map(told))).toEqual([0, 0, 0]);
  });

  it("are refused to the buyer and to those without a verified organisation", async () => {
    const { needId, buyer } = await published();
    const unverified = await organisation("securityFirm", { verified: false });
    const ask = (ctx: typeof buyer.owner.ctx) =>
      askQuestion(ctx, { needId, text: "A question", language: "en", idempotencyKey: randomUUID() });
    await expect(ask(buyer.owner.ctx)).rejects.toMatchObject({ reason: "ownNeed" });
    await expect(ask(unverified.owner.ctx)).rejects.toMatchObject({ reason: "notVerified" });
  });
});

describe("proposals", () => {
  it("can be replaced and withdrawn until the deadline, and not one millisecond later", async () => {
    const { needId, firms } = await proposed();
    const again = await submitProposal(firms[0].owner.ctx, {
      needId,
      content: proposal(45_000_000),
      idempotencyKey: randomUUID(),
    });
    expect(again.number).toBe(2);
    await withdrawProposal(firms[1].owner.ctx, needId);
    await passDeadline(needId);
    await expect(
      submitProposal(firms[1].owner.ctx, { needId, content: proposal(1), idempotencyKey: randomUUID() }),
    ).rejects.toMatchObject({ reason: "deadlinePassed" });
    await expect(withdrawProposal(firms[0].owner.ctx, needId)).rejects.toMatchObject({ reason: "deadlinePassed" });
    expect(await readOwnProposal(firms[0].owner.ctx, needId)).toMatchObject({
      content: { price: { amount: 45_000_000 } },
      receipt: { number: 2 },
    });
    expect(await listReceivedProposals(firms[1].owner.ctx, needId)).toHaveLength(1);
  });

  it("in another currency than the need's are refused with the reason", async () => {
    const { needId, firms } = await proposed();
    const wrong = proposal(1_000, { price: { currency: "USD", amount: 1_000, taxIncluded: true } });
    await expect(
      submitProposal(firms[0].owner.ctx, { needId, content: wrong, idempotencyKey: randomUUID() }),
    ).rejects.toMatchObject({ code: "BAD_INPUT", reason: "currencyOther" });
  });

  it("tell their senders about an amendment, whose deadline can only move later", async () => {
    const { needId, buyer, firms } = await proposed();
    const { version } = await readNeed(buyer.owner.ctx, needId);
    const sooner = amendNeed(buyer.owner.ctx, {
      id: needId,
      version,
      content: content({ proposalDeadline: new Date(Date.now() + 60_000).toISOString() }),
      reason: "sooner",
    });
    await expect(sooner).rejects.toMatchObject({ reason: "deadlineEarlier" });
    await amendNeed(buyer.owner.ctx, {
      id: needId,
      version,
      content: content({ proposalDeadline: new Date(Date.now() + 200_000_000).toISOString() }),
      reason: "More time",
    });
    await settle();
    expect((await readNews(firms[0].owner.ctx)).items.map(({ kind }) => kind)).toContain("needAmended");
    await expect(
      amendNeed(buyer.owner.ctx, { id: needId, version, content: content(), reason: "stale" }),
    ).rejects.toMatchObject({ reason: "deadlineEarlier" });
  });
});

describe("the opening", () => {
  it("takes two different people of the buyer, after the deadline", async () => {
    const { needId, buyer, second, firms } = await proposed();
    await expect(openProposals(buyer.owner.ctx, needId)).rejects.toMatchObject({ reason: "state_open" });
    await passDeadline(needId);
    await expect(openProposals(firms[0].owner.ctx, needId)).rejects.toMatchObject({ reason: "buyerOnly" });
    expect(await openProposals(buyer.owner.ctx, needId)).toEqual({ opened: false, count: 0 });
    await expect(openProposals(buyer.owner.ctx, needId)).rejects.toMatchObject({ reason: "openedByYou" });
    await expect(readOpenedProposals(buyer.owner.ctx, needId)).rejects.toMatchObject({ reason: "stillSealed" });
    expect(await openProposals(second.ctx, needId)).toEqual({ opened: true, count: 2 });
  });

  it("shows contents whose published commitments recompute", async () => {
    const { needId, buyer } = await opened();
    const proposals = await readOpenedProposals(buyer.owner.ctx, needId);
    expect(proposals).toHaveLength(2);
    for (const { commitment, nonce, content: text } of proposals) {
      expect(createHash("sha256").update(commitmentText(nonce, text)).digest("hex")).toBe(commitment);
    }
  });
});

describe("the panel", () => {
  it("has nobody of a proposing organisation, and nobody scores before declaring", async () => {
    const { needId, buyer, firms, proposals } = await opened();
    await expect(appoint(buyer.owner.ctx, { needId, emails: [firms[0].owner.email] })).rejects.toMatchObject({
      reason: "panelConflict_sameOrganisation",
    });
    await expect(appoint(buyer.owner.ctx, { needId, emails: ["nobody@people.example"] })).rejects.toMatchObject({
      reason: "personUnknown",
    });
    const expert = (await organisation("research")).owner;
    await appoint(buyer.owner.ctx, { needId, emails: [expert.email] });
    const score = () =>
      saveScores(expert.ctx, { needId, proposalId: proposals[0], scores: { quality: { score: 5, comment: "" } } });
    await expect(score()).rejects.toMatchObject({ reason: "declareFirst" });
    await expect(readOpenedProposals(expert.ctx, needId)).rejects.toMatchObject({ reason: "notFound" });
    await declareConflict(expert.ctx, { needId, hasConflict: true, note: "we worked together" });
    await expect(score()).rejects.toMatchObject({ reason: "conflicted" });
  });

  it("scores blind until all are in", async () => {
    const { needId, buyer, proposals } = await opened();
    const experts = [(await organisation("research")).owner, (await organisation("research")).owner];
    await appoint(buyer.owner.ctx, { needId, emails: experts.map(({ email }) => email) });
    for (const { ctx } of experts) {
      await declareConflict(ctx, { needId, hasConflict: false, note: "" });
      for (const proposalId of proposals)
        await saveScores(ctx, { needId, proposalId, scores: { quality: { score: 6, comment: "good" } } });
    }
    const [first, last] = experts;
    if (!first || !last) throw new Error("two experts");
    expect(await submitScores(first.ctx, needId)).toEqual({ complete: false });
    expect(await readEvaluation(last.ctx, needId)).toMatchObject({ standings: null, complete: false });
    expect(await readEvaluation(buyer.owner.ctx, needId)).toMatchObject({ standings: null, mine: {} });
    await expect(
      saveScores(first.ctx, { needId, proposalId: proposals[0], scores: { quality: { score: 9, comment: "" } } }),
    ).rejects.toMatchObject({ reason: "scoresSubmitted" });
    expect(await submitScores(last.ctx, needId)).toEqual({ complete: true });
    expect((await readEvaluation(buyer.owner.ctx, needId)).standings).toHaveLength(2);
  });

  it("cannot hand in with a sheet missing", async () => {
    const { needId, buyer, proposals } = await opened();
    const expert = (await organisation("research")).owner;
    await appoint(buyer.owner.ctx, { needId, emails: [expert.email] });
    await declareConflict(expert.ctx, { needId, hasConflict: false, note: "" });
    await saveScores(expert.ctx, { needId, proposalId: proposals[0], scores: { quality: { score: 6, comment: "" } } });
    await expect(submitScores(expert.ctx, needId)).rejects.toMatchObject({ reason: "sheetsMissing" });
  });
});

describe("the award", () => {
  it("reaches winner and loser with their own feedback and keeps its arithmetic", async () => {
    const { needId, buyer, firms, proposals } = await evaluated([50_000_000, 40_000_000]);
    const { standings } = await readEvaluation(buyer.owner.ctx, needId);
    // Quality 7.00 × 60 % = 42.00, 8.00 × 60 % = 48.00; price 40/50 × 40 = 32.00 and 40.00.
    expect(standings).toMatchObject([
      { proposalId: proposals[1], rank: 1, total: 8_800 },
      { proposalId: proposals[0], rank: 2, total: 7_400 },
    ]);
    const feedback = proposals.map((proposalId, index) => ({ proposalId, text: `feedback ${index}` }));
    await expect(
      award(buyer.owner.ctx, {
        needId,
        proposalId: proposals[1],
        reason: "best",
        feedback: feedback.slice(0, 1),
        idempotencyKey: randomUUID(),
      }),
    ).rejects.toMatchObject({ reason: "feedbackMissing" });
    await award(buyer.owner.ctx, {
      needId,
      proposalId: proposals[1],
      reason: "Best total",
      feedback,
      idempotencyKey: randomUUID(),
    });
    await settle();
    expect(await readAward(firms[1].owner.ctx, needId)).toMatchObject({
      mine: true,
      feedback: "feedback 1",
      amount: 40_000_000,
    });
    expect(await readAward(firms[0].owner.ctx, needId)).toMatchObject({ mine: false, feedback: "feedback 0" });
    expect((await readNews(firms[1].owner.ctx)).items.map(({ kind }) => kind)).toContain("awardWon");
    expect((await readNews(firms[0].owner.ctx)).items.map(({ kind }) => kind)).toContain("awardLost");
  });
});

it("a moderation moves the ranking with its reason, of this need's proposals and scored criteria alone", async () => {
  const { needId, buyer, proposals } = await evaluated();
  const other = await proposed();
  const adjust = (change: object = {}) =>
    moderate(buyer.owner.ctx, {
      needId,
      proposalId: proposals[0],
      criterionId: "quality",
      adjustment: 20,
      reason: "The panel read the plan again.",
      ...change,
    });
  expect(await outcome(adjust({ proposalId: other.proposals[0] }))).toBe("NOT_FOUND");
  expect(await outcome(adjust({ criterionId: "price" }))).toBe("BAD_INPUT criterionUnknown");
  await adjust();
  const { standings, moderations } = await readEvaluation(buyer.owner.ctx, needId);
  expect(moderations).toMatchObject([{ proposalId: proposals[0], adjustment: 20 }]);
  const row = standings?.find(({ proposalId }) => proposalId === proposals[0])?.rows[0];
  expect(row).toMatchObject({ scores: [7], mean: 900, adjustment: 20, points: 5_400 });
});
