import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { only, text } from "#tests/domain/guidance/cast";
import { organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { approved, as, bodies, describeAs, problems, submitted } from "./stages";

useDatabase();

describe("two regulators and an enterprise", () => {
  it("draft, sign, publish; the enterprise sees it applies and why, acknowledges, ticks off; the regulator sees reach", async () => {
    const both = await bodies();
    const water = await organisation("enterprise");
    await describeAs(water.id, { country: "CN", region: "CN-33", sectors: ["water"], sizeBand: "medium" });
    const idle = await organisation("enterprise");
    await describeAs(idle.id, { country: "CN", region: "CN-33", sectors: ["water", "power"], sizeBand: "micro" });
    const farm = await organisation("enterprise");
    await describeAs(farm.id, { country: "CN", region: "CN-44", sectors: ["telecom"], sizeBand: "large" });
    const { id, version } = await submitted(both, {
      rule: only({ kinds: ["enterprise"], sectors: ["sector:water"], regions: ["CN-33"] }),
      effectiveOn: "2027-01-01",
      acknowledgeDays: 15,
      obligations: [
        { key: "inventory", textZh: "梳理资产", textEn: "List assets", due: { from: "effect", days: 30 } },
        { key: "report", textZh: "报送", textEn: "Report", due: { from: "none" } },
      ],
    });

    const desk = await as(both.second.owner).guidance.desk({});
    expect(desk.find((one) => one.id === id)).toMatchObject({ waitsForUs: true, mine: false });
    await settle();
    const news = await as(both.second.owner).notifications.list({});
    expect(news.items.map(({ kind }) => kind)).toContain("guidanceToSign");

    expect(await as(both.second.owner).guidance.sign({ id, version, approve: true, reason: "" })).toMatchObject({
      state: "approved",
    });
    await settle();
    expect((await as(water.owner).notifications.list({})).items.map(({ kind }) => kind)).toContain("guidanceApplies");
    expect((await as(farm.owner).notifications.list({})).items.map(({ kind }) => kind)).not.toContain(
      "guidanceApplies",
    );

    const ours = await as(water.owner).guidance.applies({});
    const item = ours.items.find((one) => one.id === id);
    expect(item).toMatchObject({ status: "applies", acknowledged: false, lines: 2, done: 0 });
    expect(item?.verdict.clauses[0]?.facets.map(({ facet, answer }) => [facet, answer])).toEqual([
      ["kinds", "yes"],
      ["sectors", "yes"],
      ["regions", "yes"],
    ]);
    expect((await as(farm.owner).guidance.applies({})).items.map((one) => one.id)).not.toContain(id);

    await as(water.owner).guidance.markRead({ id });
    await as(water.owner).guidance.acknowledge({ id, edition: 1 });
    await as(water.owner).guidance.saveLine({ id, key: "inventory", version: 0, state: "done", ownerId: null });
    const own = await as(water.owner).guidance.own({ id });
    expect(own.acknowledgement.at).not.toBeNull();
    expect(own.lines.map(({ key, state, dueOn }) => [key, state, dueOn])).toEqual([
      ["inventory", "done", "2027-01-31"],
      ["report", "notStarted", null],
    ]);

    const reach = await as(both.lead.owner).guidance.reach({ id });
    // Who has touched nothing counts among the lines and in nothing else.
    expect(reach.total).toEqual({ applies: 2, read: 1, acknowledged: 1, lines: 4, finished: 1, completed: 0 });
    expect(reach.regions).toMatchObject([{ key: "CN-33", applies: 2 }]);
    expect(reach.sizes.map(({ key, finished }) => [key, finished])).toEqual([
      ["medium", 1],
      ["micro", 0],
    ]);
  });
});

describe("four eyes", () => {
  it("nobody publishes alone: not the author of one body's document, not the lead of a joint one", async () => {
    const both = await bodies();
    const { lead, colleague } = both;
    const alone = await as(lead.owner).guidance.create({
      kind: "notice",
      content: text({ issuerIds: [] }),
      idempotencyKey: randomUUID(),
    });
    const { version } = await as(lead.owner).guidance.submit(alone);
    await expect(
      as(lead.owner).guidance.sign({ id: alone.id, version, approve: true, reason: "" }),
    ).rejects.toMatchObject({ cause: { code: "FORBIDDEN", reason: "ownWork" } });
    expect(await as(colleague).guidance.sign({ id: alone.id, version, approve: true, reason: "" })).toMatchObject({
      state: "approved",
    });
    const joint = await submitted(both);
    await expect(
      as(colleague).guidance.sign({ id: joint.id, version: joint.version, approve: true, reason: "" }),
    ).rejects.toMatchObject({ cause: { reason: "alreadySigned" } });
  });

  it("two bodies that disagree: the refusal sends the text back with its reason, and earlier signatures are void", async () => {
    const both = await bodies();
    const third = await organisation("government");
    const { id, version } = await submitted(both, { issuerIds: [both.lead.id, both.second.id, third.id] });
    expect(await as(both.second.owner).guidance.sign({ id, version, approve: true, reason: "" })).toMatchObject({
      state: "countersign",
    });
    await expect(
      as(third.owner).guidance.sign({ id, version: version + 1, approve: false, reason: "" }),
    ).rejects.toMatchObject({ cause: { reason: "REASON_MISSING" } });
    expect(
      await as(third.owner).guidance.sign({
        id,
        version: version + 1,
        approve: false,
        reason: "Clause 2 is too wide.",
      }),
    ).toMatchObject({ state: "draft" });
    const seen = await as(both.lead.owner).guidance.get({ id });
    expect(seen.signing?.decisions.map(({ approved, standing, reason }) => [approved, standing, reason])).toEqual([
      [true, false, ""],
      [false, false, "Clause 2 is too wide."],
    ]);
    expect(seen.state).toBe("draft");
    await settle();
    expect((await as(both.lead.owner).notifications.list({})).items.map(({ kind }) => kind)).toContain(
      "guidanceRefused",
    );
  });

  it("a signature at the same moment as a refusal: one of them is too late", async () => {
    const both = await bodies();
    const third = await organisation("government");
    const { id, version } = await submitted(both, { issuerIds: [both.lead.id, both.second.id, third.id] });
    const answers = await Promise.allSettled([
      as(both.second.owner).guidance.sign({ id, version, approve: true, reason: "" }),
      as(third.owner).guidance.sign({ id, version, approve: false, reason: "No." }),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("bad input", () => {
  it("a publication date in the past, a missing text and an empty rule are said field by field", async () => {
    const { lead } = await bodies();
    const content = text({ publishAt: "2020-01-01T00:00:00Z", bodyZh: "", rule: only() });
    const draft = await as(lead.owner).guidance.create({ kind: "notice", content, idempotencyKey: randomUUID() });
    expect(await problems(as(lead.owner).guidance.submit(draft))).toEqual([
      "content.bodyZh FIELD_MISSING",
      "content.rule RULE_EMPTY",
      "content.publishAt PUBLISH_IN_PAST",
    ]);
  });

  it("a repeal of what is repealed already is refused, also when both were under way", async () => {
    const both = await bodies();
    const old = await approved(both);
    const repeal = (): Parameters<typeof submitted>[1] => ({
      relations: [{ kind: "repeals" as const, documentId: old, text: "" }],
    });
    const first = await submitted(both, repeal());
    const second = await submitted(both, repeal());
    await as(both.second.owner).guidance.sign({ ...first, approve: true, reason: "" });
    expect(await problems(as(both.second.owner).guidance.sign({ ...second, approve: true, reason: "" }))).toEqual([
      "content.relations.0 REPEAL_TWICE",
    ]);
    expect((await as(both.lead.owner).guidance.get({ id: second.id })).state).toBe("countersign");
    const repealed = await as(both.lead.owner).guidance.get({ id: old });
    expect(repealed).toMatchObject({ standing: "repealed", repealedBy: { documentId: first.id } });
  });
});
