import { randomUUID } from "node:crypto";
import { expect, it, vi } from "vitest";
import { content, organisation, passDeadline, proposal } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { as } from "#tests/support/reader";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { db } from "@/server/platform/db";
import { delivered } from "./stages";

useDatabase();
// The story is brought through every stage before it, from the need on.
vi.setConfig({ testTimeout: 90_000 });

const key = () => randomUUID();

/** A delivery by a firm with an expert of the registry in its team, accepted by the buyer. */
async function acceptedWithExpert(visibility: "public" | "verified") {
  const [buyer, firm, judge] = [
    await organisation("enterprise"),
    await organisation("securityFirm"),
    await organisation("research"),
  ];
  const second = await buyer.join("admin");
  const expert = (await organisation("research")).owner;
  const b = as(buyer.owner.ctx).needs;
  const title = `Zones of a plant ${randomUUID().slice(0, 8)}`;
  const draft = await b.createDraft({
    content: content({ title, visibility, requiredSkills: ["skill:segmentation"], standstillDays: 0 }),
    idempotencyKey: key(),
  });
  await b.publish(draft);
  const needId = draft.id;
  const { id: requestId } = await as(firm.owner.ctx).needs.askTeam({ needId, email: expert.email, role: "analyst" });
  await as(expert.ctx).needs.answerTeam({ requestId, consents: true });
  const team = [
    { name: "An Expert", role: "analyst", consents: true as const, personId: expert.id },
    { name: "Somebody else", role: "lead", consents: true as const },
  ];
  const sealed = await as(firm.owner.ctx).needs.propose({
    needId,
    content: proposal(1_000_000, { team }),
    idempotencyKey: key(),
  });
  const { proposalId } = sealed;
  await passDeadline(needId);
  await b.open({ id: needId });
  await as(second.ctx).needs.open({ id: needId });
  await b.appointPanel({ needId, emails: [judge.owner.email] });
  const j = as(judge.owner.ctx).needs;
  await j.declareConflict({ needId, hasConflict: false, note: "" });
  await j.saveScores({ needId, proposalId, scores: { quality: { score: 8, comment: "" } } });
  await j.submitScores({ id: needId });
  await b.award({
    needId,
    proposalId,
    reason: "A good plan.",
    feedback: [{ proposalId, text: "Thank you." }],
    idempotencyKey: key(),
  });
  const made = await delivered({ needId, buyer, second, firms: [firm, firm], proposals: [proposalId, proposalId] });
  const decision = { milestoneId: made.milestoneId, number: 1, accepted: true, reason: "" };
  await as(buyer.owner.ctx).engagements.decide(decision);
  await settle();
  await settle();
  return { title, expert, engagementId: made.engagementId };
}

it("an accepted delivery credits the people of its team, once, and their profiles carry its skills", async () => {
  const { title, expert, engagementId } = await acceptedWithExpert("public");
  const alone = await contextOfPerson(expert.id, null);
  const own = await as(alone).credentials.mine({});
  expect(own).toMatchObject([{ kind: "delivery", titleEn: `Delivery: ${title}`, outcome: "valid" }]);
  expect(await db().credential.count({ where: { sourceId: engagementId } })).toBe(1);
  const evidence = await db().profileEvidence.findMany({ where: { personId: expert.id } });
  expect(evidence).toMatchObject([
    { kind: "delivery", standing: "earned", credentialId: own[0]?.id, conceptIds: ["skill:segmentation"] },
  ]);
  expect((await as(alone).notifications.list({})).items.map(({ kind }) => kind)).toContain("credentialIssued");
});

it("and a need that was not public keeps its title", async () => {
  const { title, expert } = await acceptedWithExpert("verified");
  const rows = await db().credential.findMany({ where: { personId: expert.id } });
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(title);
  expect(JSON.stringify(await db().profileEvidence.findMany({ where: { personId: expert.id } }))).not.toContain(title);
});
