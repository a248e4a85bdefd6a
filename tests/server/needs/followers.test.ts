import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { content, type Member, organisation, person } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { as, outcome } from "#tests/support/reader";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { db } from "@/server/platform/db";
import { evaluated, proposed, published } from "./stages";

useDatabase();

const reader = async () => {
  const { id } = await person();
  return { id, ctx: await contextOfPerson(id, null) };
};
const news = async (who: Pick<Member, "ctx">, needId: string) =>
  (await as(who.ctx).notifications.list({})).items
    .filter(({ href }) => href === `/needs/${needId}`)
    .map(({ kind }) => kind);
const follow = (who: Pick<Member, "ctx">, id: string, on = true) => as(who.ctx).needs.follow({ id, follow: on });

describe("who follows a need", () => {
  it("hears of amendments and answers without having asked or proposed, until they stop", async () => {
    const { needId, buyer } = await published();
    const [follower, other] = [await reader(), await reader()];
    expect((await as(follower.ctx).needs.get({ id: needId })).following).toBe(false);
    await Promise.all([follow(follower, needId), follow(follower, needId)]);
    expect((await as(follower.ctx).needs.get({ id: needId })).following).toBe(true);
    const amend = async (reason: string) => {
      const { version, content: before } = await as(buyer.owner.ctx).needs.get({ id: needId });
      await as(buyer.owner.ctx).needs.amend({ id: needId, version, reason, content: before });
      await settle();
    };
    await amend("The scope is clearer.");
    expect(await news(follower, needId)).toEqual(["needAmended"]);
    expect(await news(other, needId)).toEqual([]);
    const asking = await organisation("securityFirm");
    const { id } = await as(asking.owner.ctx).needs.ask({
      needId,
      text: "Which protocols?",
      language: "en",
      idempotencyKey: randomUUID(),
    });
    await as(buyer.owner.ctx).needs.answer({ questionId: id, text: "Modbus and OPC UA." });
    await settle();
    expect((await news(follower, needId)).sort()).toEqual(["needAmended", "questionAnswered"]);
    await follow(follower, needId, false);
    await amend("Once more.");
    expect((await news(follower, needId)).sort()).toEqual(["needAmended", "questionAnswered"]);
  });

  it("hears of the award, once even where they proposed, and the winner of nothing but winning", async () => {
    const stage = await evaluated();
    const { needId, buyer, firms, proposals } = stage;
    const follower = await reader();
    for (const who of [follower, firms[0].owner, firms[1].owner]) await follow(who, needId);
    await as(buyer.owner.ctx).needs.award({
      needId,
      proposalId: proposals[0],
      reason: "The best plan.",
      feedback: proposals.map((proposalId) => ({ proposalId, text: "Thank you." })),
      idempotencyKey: randomUUID(),
    });
    await settle();
    const awards = async (who: Pick<Member, "ctx">) =>
      (await news(who, needId)).filter((kind) => kind.startsWith("award"));
    expect(await awards(follower)).toEqual(["awardLost"]);
    expect(await awards(firms[0].owner)).toEqual(["awardWon"]);
    expect(await awards(firms[1].owner)).toEqual(["awardLost"]);
  });

  it("is told nothing of a need that they cannot see any more, and cannot follow what they do not see", async () => {
    const { needId, buyer, firms } = await proposed();
    const follower = await reader();
    await follow(follower, needId);
    await db().need.update({ where: { id: needId }, data: { visibility: "verified" } });
    await as(buyer.owner.ctx).needs.cancel({ id: needId, reason: "The plant closes." });
    await settle();
    expect(await news(follower, needId)).toEqual([]);
    expect(await news(firms[0].owner, needId)).toContain("needCancelled");
    expect(await outcome(follow(await reader(), needId))).toBe("NOT_FOUND");
    const draft = await as(buyer.owner.ctx).needs.createDraft({ content: content(), idempotencyKey: randomUUID() });
    expect(await outcome(follow(await reader(), draft.id))).toBe("NOT_FOUND");
    expect(await outcome(follow(buyer.owner, needId))).toBe("FORBIDDEN ownNeed");
  });
});
