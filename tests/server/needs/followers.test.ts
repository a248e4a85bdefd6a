import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { content, type Member, organisation, person } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { as, outcome, stranger } from "#tests/support/reader";
import { acceptInvitationFor } from "@/server/modules/identity/service-organisations";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { exportNeedList } from "@/server/modules/needs/service-views";
import type { Ctx } from "@/server/platform/ctx";
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

  it("finds what they follow as a list of their own, in any state, in a file too, until they stop", async () => {
    const stage = await evaluated();
    const { needId: open, buyer } = await published();
    const hidden = await published();
    const [follower, other] = [await reader(), await reader()];
    const listed = async (ctx: Ctx, more: object = {}) =>
      (await as(ctx).needs.list({ following: "yes", ...more })).items.map(({ id }) => id).sort();
    expect(await listed(follower.ctx)).toEqual([]);
    for (const id of [stage.needId, open, hidden.needId]) await follow(follower, id);
    await follow(other, open);
    expect(await listed(follower.ctx)).toEqual([stage.needId, open, hidden.needId].sort());
    expect(await listed(other.ctx)).toEqual([open]);
    expect(await listed(follower.ctx, { state: "closed" })).toEqual([stage.needId]);
    // What one does not see any more stands in no list, followed or not.
    await db().need.update({ where: { id: hidden.needId }, data: { visibility: "verified" } });
    const { total } = await as(follower.ctx).needs.list({ following: "yes" });
    expect(total).toBe(2);
    expect(await exportNeedList(follower.ctx, { following: "yes" })).toContain(open);
    expect(await exportNeedList(other.ctx, { following: "yes" })).not.toContain(stage.needId);
    await follow(follower, open, false);
    expect(await listed(follower.ctx)).toEqual([stage.needId]);
    expect(await listed(stranger())).toEqual([]);
    expect(await listed(buyer.owner.ctx)).toEqual([]);
  });

  it("may stop after joining the buyer, who cannot begin", async () => {
    const { needId, buyer } = await published();
    const follower = await reader();
    await follow(follower, needId);
    await acceptInvitationFor(buyer.owner.ctx, follower.id, buyer.id, "member");
    const joined = await contextOfPerson(follower.id, buyer.id);
    expect((await as(joined).needs.get({ id: needId })).can.follow).toBe(true);
    await follow({ ctx: joined }, needId, false);
    expect((await as(joined).needs.get({ id: needId })).can.follow).toBe(false);
    expect(await outcome(follow({ ctx: joined }, needId))).toBe("FORBIDDEN ownNeed");
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
