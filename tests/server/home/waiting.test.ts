import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { content, organisation, passDeadline } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { readWaiting } from "@/server/modules/home/service";
import { appoint, declareConflict, saveScores, submitScores } from "@/server/modules/needs/service-evaluation";
import { createDraft, submitForReview } from "@/server/modules/needs/service-needs";
import { openProposals } from "@/server/modules/needs/service-proposals";
import { askQuestion } from "@/server/modules/needs/service-questions";
import type { Ctx } from "@/server/platform/ctx";
import { systemCtx } from "@/server/platform/ctx";
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

  it("the platform itself has no list", async () => {
    await expect(readWaiting(systemCtx("test"))).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });
});
