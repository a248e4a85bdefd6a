import { randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { content, organisation, passDeadline, proposal } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { as, outcome } from "#tests/support/reader";
import { recompute, type ShownMatch } from "@/domain/matching/shown";
import { createDraft, publishNeed } from "@/server/modules/needs/service-needs";
import { openProposals, submitProposal } from "@/server/modules/needs/service-proposals";
import { db } from "@/server/platform/db";
import { evidence, listed, somebody } from "../experts/stages";

useDatabase();
vi.setConfig({ testTimeout: 60_000 });

const asked = { requiredSkills: ["skill:segmentation", "skill:incident-response"] };

async function need() {
  const buyer = await organisation("enterprise");
  const second = await buyer.join("admin");
  const draft = await createDraft(buyer.owner.ctx, { content: content(asked), idempotencyKey: randomUUID() });
  await publishNeed(buyer.owner.ctx, draft);
  return { buyer, second, needId: draft.id };
}

describe("experts for a need", () => {
  it("are ranked by what the buyer may see of them, with reasons that recompute", async () => {
    const [both, one, hidden] = [await somebody(), await somebody(), await somebody()];
    await listed(both, {}, { claims: { "skill:segmentation": 4, "skill:incident-response": 4 } });
    const canary = `zxhidden${randomUUID().slice(0, 8)}`;
    await as(both.ctx).experts.addOwnEvidence(evidence());
    await as(both.ctx).experts.addOwnEvidence({ ...evidence({ title: canary }), audience: "onlyMe" as const });
    await listed(one);
    await listed(hidden, { headlineEn: canary }, { audiences: { skills: "onlyMe" } });
    const { buyer, needId } = await need();
    const found = await as(buyer.owner.ctx).needs.expertMatches({ id: needId });
    const ids = found.map(({ person }) => person.personId);
    expect(ids).toEqual([both.id, one.id]);
    expect(JSON.stringify(found)).not.toContain(canary);
    for (const match of found) expect(recompute(match as unknown as ShownMatch).score).toBeCloseTo(match.score, 6);
    expect(found[0]?.text.items.map(({ title }) => title)).toContain(null);
    expect(found[0]?.text.items.map(({ title }) => title)).not.toContain("");
    expect(found[0]?.skills.map(({ coverage }) => coverage)).toEqual([1, 1]);
    expect(found[1]?.missing).toContainEqual(
      expect.objectContaining({ step: "addSkill", demand: "must", concepts: ["skill:incident-response"] }),
    );
    const rival = await organisation("securityFirm");
    expect(await outcome(as(rival.owner.ctx).needs.expertMatches({ id: needId }))).toBe("FORBIDDEN notFound");
  });

  it("who has a conflict with a proposer is left out from the opening on, and not a moment before", async () => {
    const { buyer, second, needId } = await need();
    const firm = await organisation("securityFirm");
    const member = await firm.join("member");
    await listed(member);
    await submitProposal(firm.owner.ctx, { needId, content: proposal(1_000), idempotencyKey: randomUUID() });
    const shown = async () =>
      (await as(buyer.owner.ctx).needs.expertMatches({ id: needId })).some(
        ({ person }) => person.personId === member.id,
      );
    expect(await shown()).toBe(true);
    await passDeadline(needId);
    await openProposals(buyer.owner.ctx, needId);
    await openProposals(second.ctx, needId);
    expect(await shown()).toBe(false);
    expect(await db().need.findUnique({ where: { id: needId } })).toMatchObject({ state: "opened" });
  });

  it("a need without skills finds nobody, and says so", async () => {
    const buyer = await organisation("enterprise");
    const draft = await createDraft(buyer.owner.ctx, {
      content: content({ requiredSkills: [], wantedSkills: [], tags: [] }),
      idempotencyKey: randomUUID(),
    });
    await publishNeed(buyer.owner.ctx, draft);
    expect(await as(buyer.owner.ctx).needs.expertMatches({ id: draft.id })).toEqual([]);
  });
});
