import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { only, text } from "#tests/domain/guidance/cast";
import { organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { listItem } from "@/domain/guidance/schema";
import { exportDeadlines } from "@/server/modules/guidance/service-exports";
import { db } from "@/server/platform/db";
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

    // Whom it does not concern may read it, and is asked for nothing.
    expect(await as(farm.owner).guidance.own({ id })).toMatchObject({
      verdict: { status: "doesNot" },
      acknowledgement: { asked: false },
      lines: [],
      can: { acknowledge: false },
    });
    await as(water.owner).guidance.markRead({ id });
    await as(water.owner).guidance.acknowledge({ id, edition: 1 });
    const calendar = async () => (await exportDeadlines(water.owner.ctx)).replaceAll("\r\n ", "");
    expect(await calendar()).toContain(`UID:${id}-inventory@lianfang`);
    expect(await calendar()).toContain("DTSTART;VALUE=DATE:20270131");
    await as(water.owner).guidance.saveLine({ id, key: "inventory", version: 0, state: "done", ownerId: null });
    expect(await calendar()).not.toContain(`${id}-inventory`);
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

describe("since the last visit", () => {
  it("what is new, amended or at an end is marked, however often the page is opened within one visit", async () => {
    const both = await bodies();
    const firm = await organisation("enterprise");
    await describeAs(firm.id, { country: "CN", region: "CN-65", sectors: ["rail"], sizeBand: "small" });
    const rule = only({ kinds: ["enterprise"], regions: ["CN-65"] });
    const change = { rule, acknowledgeDays: undefined };
    const [amended, withdrawn, repealed] = [
      await approved(both, change),
      await approved(both, change),
      await approved(both, change),
    ];
    const look = async () => {
      const view = await as(firm.owner).guidance.applies({});
      await as(firm.owner).guidance.markVisit({});
      return {
        changed: Object.fromEntries(view.items.flatMap(({ id, changed }) => (changed ? [[id, changed]] : []))),
        ended: Object.fromEntries(view.ended.map(({ documentId, how }) => [documentId, how])),
      };
    };
    expect(await look()).toEqual({ changed: {}, ended: {} });
    await db().$executeRaw`UPDATE "AppliesVisit" SET "at" = now() - interval '1 day'
      WHERE "organisationId" = ${firm.id}::uuid`;
    await as(both.lead.owner).guidance.amend({ id: amended, reason: "New facts", idempotencyKey: randomUUID() });
    const draft = await as(both.lead.owner).guidance.get({ id: amended, edition: 2 });
    const handed = await as(both.lead.owner).guidance.submit({ id: amended, version: draft.version });
    await as(both.second.owner).guidance.sign({ id: amended, version: handed.version, approve: true, reason: "" });
    await as(both.lead.owner).guidance.withdraw({ id: withdrawn, reason: "Issued in error" });
    const fresh = await approved(both, {
      ...change,
      relations: [{ kind: "repeals", documentId: repealed, text: "" }],
    });
    const news = {
      changed: { [amended]: "amended", [fresh]: "new" },
      ended: { [withdrawn]: "withdrawn", [repealed]: "repealed" },
    };
    expect(await look()).toEqual(news);
    // Reading it again a moment later is the same visit.
    expect(await look()).toEqual(news);
    const other = await organisation("enterprise");
    await describeAs(other.id, { country: "CN", region: "CN-44", sectors: ["rail"], sizeBand: "small" });
    await as(other.owner).guidance.markVisit({});
    await db().$executeRaw`UPDATE "AppliesVisit" SET "at" = now() - interval '1 day'
      WHERE "organisationId" = ${other.id}::uuid`;
    expect((await as(other.owner).guidance.applies({})).ended).toEqual([]);
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
    const desk = await as(both.lead.owner).guidance.desk({});
    expect(desk.find((one) => one.id === id)?.refusedReason).toBe("Clause 2 is too wide.");
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

  it("an item or an obligation that rests on a section that is not there, or on a document nobody can read", async () => {
    const both = await bodies();
    const draft = await as(both.lead.owner).guidance.create({
      kind: "notice",
      content: text(),
      idempotencyKey: randomUUID(),
    });
    const item = listItem.parse({ code: "N-1", effect: "forbidden", textZh: "甲", textEn: "A" });
    const content = text({
      listKind: "negative",
      obligations: [{ key: "a", textZh: "甲", textEn: "A", section: "s99", due: { from: "none" } }],
      items: [
        { ...item, code: "N-1", basisSection: "s2" },
        { ...item, code: "N-2", basisSection: "s77" },
      ],
    });
    const list = await as(both.lead.owner).guidance.create({ kind: "list", content, idempotencyKey: randomUUID() });
    expect(await problems(as(both.lead.owner).guidance.submit(list))).toEqual([
      "content.obligations.0.section SECTION_UNKNOWN",
      "content.items.1.basisSection SECTION_UNKNOWN",
    ]);
    const ground = await approved(both);
    const rests = (basisDocumentId: string) => ({
      listKind: "negative" as const,
      items: [{ ...item, basisDocumentId, basisSection: "s1" }],
    });
    expect(await problems(submitted(both, rests(draft.id), "list"))).toEqual([
      "content.items.0.basisDocumentId RELATION_UNKNOWN",
    ]);
    const id = await approved(both, rests(ground), "list");
    expect((await as(both.lead.owner).guidance.get({ id })).bases.map(({ documentId }) => documentId)).toEqual([
      ground,
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
    // The relation is read from either end.
    expect(repealed.relatedFrom).toMatchObject([{ kind: "repeals", documentId: first.id }]);
    expect((await as(both.lead.owner).guidance.get({ id: first.id })).relations).toMatchObject([
      { kind: "repeals", document: { documentId: old } },
    ]);
  });
});
