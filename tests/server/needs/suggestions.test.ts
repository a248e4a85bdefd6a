import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { content, organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { as, outcome } from "#tests/support/reader";
import { createDraft, publishNeed } from "@/server/modules/needs/service-needs";
import { published } from "./stages";

useDatabase();

describe("while a need is written", () => {
  it("tags are suggested from the text in either language, and similar needs that the writer may see", async () => {
    const buyer = await organisation();
    const tags = ["skill:segmentation", "protocol:modbus"];
    const publish = async (change: Parameters<typeof content>[0]) => {
      const draft = await createDraft(buyer.owner.ctx, { content: content(change), idempotencyKey: randomUUID() });
      await publishNeed(buyer.owner.ctx, draft);
      return draft.id;
    };
    const both = await publish({ tags });
    const one = await publish({ tags: tags.slice(1) });
    const invited = await publish({ tags, visibility: "invited", invitedOrganisationIds: [(await organisation()).id] });
    const writer = as((await organisation()).owner.ctx).needs;
    for (const text of [
      "Network segmentation is missing; anybody in the office reaches Modbus",
      "缺少网络分区隔离，办公网可以直接访问 Modbus 设备",
    ]) {
      const found = await writer.suggest({ text });
      expect(found.tags.map(({ id }) => id)).toEqual(expect.arrayContaining(tags));
      expect(found.similar.map(({ id }) => id)).toEqual([both, one]);
      expect(found.similar.map(({ id }) => id)).not.toContain(invited);
    }
    expect((await writer.suggest({ text: "Modbus", except: both })).similar.map(({ id }) => id)).toEqual([one]);
    expect(await writer.suggest({ text: "nothing of the field" })).toEqual({ tags: [], similar: [] });
  });
});

describe("what people say of matches", () => {
  it("an invitation is told, passing over is not, and neither hides the need from the provider", async () => {
    const firm = await organisation("securityFirm");
    await as(firm.owner.ctx).experts.saveCapability({
      organisationId: firm.id,
      version: 0,
      summaryZh: "车间网络分区隔离与工业防火墙。",
      summaryEn: "Segmentation of plant networks, industrial firewalls.",
      conceptIds: ["skill:segmentation"],
      regions: [],
      capacity: 2,
    });
    const { needId, buyer } = await published();
    await settle();
    const buying = as(buyer.owner.ctx).needs;
    const selling = as(firm.owner.ctx);
    expect(await outcome(selling.needs.matchFeedback({ needId, act: "invited", organisationId: firm.id }))).toBe(
      "FORBIDDEN buyerOnly",
    );
    expect(await outcome(buying.matchFeedback({ needId, act: "invited" }))).toBe("BAD_INPUT");
    await buying.matchFeedback({ needId, act: "dismissed", organisationId: firm.id, reason: "too far away" });
    await settle();
    const kinds = async () => (await selling.notifications.list({})).items.map(({ kind }) => kind);
    expect(await kinds()).not.toContain("needInvited");
    const before = (await selling.needs.matchedNeeds({})).some(({ need }) => need.id === needId);
    await buying.matchFeedback({ needId, act: "invited", organisationId: firm.id });
    await settle();
    expect(await kinds()).toContain("needInvited");
    const row = (await buying.matches({ id: needId })).matches.find(({ organisation: { id } }) => id === firm.id);
    expect(row?.feedback).toEqual({ act: "invited", reason: null });
    await selling.needs.matchFeedback({ needId, act: "dismissed", reason: "no capacity" });
    expect((await selling.needs.matchedNeeds({})).some(({ need }) => need.id === needId)).toBe(false);
    expect(before).toBe(true);
  });
});
