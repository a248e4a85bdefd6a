import { randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { as, outcome, stranger } from "#tests/support/reader";
import { buyersMarks } from "@/server/modules/engagements/service-marks";
import { releaseOverdueReviews } from "@/server/modules/engagements/service-reviews";
import { uploadFile } from "@/server/modules/files/service";
import { db } from "@/server/platform/db";
import { accepted, active, agreeing, awarded, delivered, passStandstill } from "./stages";

useDatabase();
// Each story is brought through every stage before it, from the need on.
vi.setConfig({ testTimeout: 90_000 });

const key = () => randomUUID();
const kindsFor = async (ctx: Parameters<typeof as>[0]) =>
  (await as(ctx).notifications.list({})).items.map(({ kind }) => kind);

describe("an engagement", () => {
  it("goes from the award to the closure, with files, tests, payments and a record for the firm", async () => {
    const stage = await awarded();
    const { needId, buyer, firms } = stage;
    const [loser, winner] = firms;
    expect(await outcome(as(buyer.owner.ctx).engagements.begin({ needId, idempotencyKey: key() }))).toBe(
      "STATE_REFUSED standstill",
    );
    const { engagementId: id } = await agreeing(stage);
    const [b, p] = [as(buyer.owner.ctx), as(winner.owner.ctx)];
    const begun = await b.engagements.get({ id });
    expect(begun).toMatchObject({ state: "agreeing", side: "buyer", amount: 40_000_000, currency: "CNY" });
    expect(begun.items.map(({ title, amount }) => [title, amount])).toEqual([["All of it", 40_000_000]]);
    expect((await p.engagements.begin({ needId, idempotencyKey: key() })).id).toBe(id);
    expect(await outcome(p.engagements.sign({ id, agreementVersion: 1 }))).toBe("BAD_INPUT agreementEmpty");

    await b.engagements.writeAgreement({
      id,
      version: begun.version,
      text: "Delivered as proposed.",
      startsOn: "2026-12-01",
      endsOn: "2027-03-01",
      milestones: begun.items.map(({ id: milestone, title, dueOn }) => ({ id: milestone, title, dueOn })),
    });
    expect(await outcome(p.engagements.sign({ id, agreementVersion: 1 }))).toBe("VERSION_CONFLICT");
    await b.engagements.sign({ id, agreementVersion: 2 });
    expect(await outcome(b.engagements.sign({ id, agreementVersion: 2 }))).toBe("FORBIDDEN signedAlready");
    expect(await p.engagements.sign({ id, agreementVersion: 2 })).toEqual({ state: "active" });
    const signed = await p.engagements.get({ id });
    expect(new Set(signed.signatures.map(({ hash }) => hash))).toEqual(new Set([signed.agreementHash]));
    expect((await b.needs.get({ id: needId })).state).toBe("delivering");
    expect((await p.home.waiting({})).map(({ kind }) => kind)).toContain("milestoneToDeliver");
    expect((await b.home.waiting({})).map(({ kind }) => kind)).not.toContain("milestoneToDeliver");

    const milestoneId = signed.items[0]?.id ?? "";
    const file = await uploadFile(winner.owner.ctx, "engagementFile", "report.txt", Buffer.from("test report"));
    await p.engagements.deliver({
      milestoneId,
      note: "Built and tested.",
      tests: [{ name: "Zones", result: "failed", note: "one rule too many" }],
      fileIds: [file.id],
      idempotencyKey: key(),
    });
    expect(await outcome(b.engagements.decide({ milestoneId, number: 1, accepted: false, reason: "" }))).toBe(
      "BAD_INPUT returnReason",
    );
    await b.engagements.decide({ milestoneId, number: 1, accepted: false, reason: "One test failed." });
    expect(await outcome(b.engagements.decide({ milestoneId, number: 1, accepted: true, reason: "" }))).toBe(
      "FORBIDDEN milestone_accept",
    );
    await p.engagements.deliver({
      milestoneId,
      note: "Rule removed.",
      tests: [{ name: "Zones", result: "passed", note: "" }],
      fileIds: [],
      idempotencyKey: key(),
    });
    expect(await outcome(b.engagements.decide({ milestoneId, number: 1, accepted: true, reason: "" }))).toBe(
      "VERSION_CONFLICT",
    );
    expect(await b.engagements.decide({ milestoneId, number: 2, accepted: true, reason: "" })).toEqual({
      engagementAccepted: true,
    });
    expect((await b.needs.get({ id: needId })).state).toBe("accepted");

    await p.engagements.notePayment({
      id,
      milestoneId,
      kind: "invoiced",
      amount: 40_000_000,
      on: "2027-01-10",
      reference: "INV-1",
      idempotencyKey: key(),
    });
    const paid = {
      id,
      milestoneId: null,
      kind: "paid" as const,
      on: "2027-01-20",
      reference: "",
      idempotencyKey: key(),
    };
    expect(await outcome(p.engagements.notePayment({ ...paid, amount: 1 }))).toBe("FORBIDDEN buyerSideOnly");
    expect(await outcome(b.engagements.notePayment({ ...paid, amount: 40_000_001 }))).toBe("BAD_INPUT paymentTooMuch");
    await b.engagements.notePayment({ ...paid, amount: 30_000_000, idempotencyKey: key() });
    const rest = () => b.engagements.notePayment({ ...paid, amount: 10_000_000, idempotencyKey: key() });
    const twice = await Promise.all([outcome(rest()), outcome(rest())]);
    expect(twice.sort()).toEqual(["BAD_INPUT paymentTooMuch", "ok"]);
    await b.engagements.close({ id, note: "Thank you." });
    expect((await b.needs.get({ id: needId })).state).toBe("archived");
    const closed = await p.engagements.get({ id });
    expect(closed).toMatchObject({ state: "closed", paid: 40_000_000 });
    expect(closed.items[0]?.deliveries[0]?.files).toEqual([{ id: file.id, name: "report.txt", size: 11 }]);
    expect(closed.events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["begun", "agreementWritten", "signed", "active", "delivered", "returned", "accepted"]),
    );

    await settle();
    await settle();
    const record = await as(stranger()).experts.capability({ organisationId: winner.id });
    expect(record.evidence).toMatchObject([{ kind: "delivery", title: closed.title, visibility: "everyone" }]);
    expect(await as(stranger()).engagements.record({ id: winner.id })).toMatchObject({ delivered: 1, bought: 0 });
    expect(await as(stranger()).engagements.record({ id: buyer.id })).toMatchObject({ delivered: 0, bought: 1 });
    expect(await kindsFor(winner.owner.ctx)).toEqual(expect.arrayContaining(["milestoneReturned", "engagementEnded"]));
    expect(await kindsFor(buyer.owner.ctx)).toContain("milestoneDelivered");
    expect(await kindsFor(loser.owner.ctx)).not.toContain("engagementBegun");
  });

  it("is nobody's but its parties'", async () => {
    const { engagementId: id, firms, buyer, milestoneId } = await delivered();
    const canary = `zxengagement${randomUUID().slice(0, 8)}`;
    await as(buyer.owner.ctx).engagements.message({
      id,
      disputeId: null,
      text: canary,
      fileIds: [],
      idempotencyKey: key(),
    });
    const [loser] = firms;
    for (const ctx of [loser.owner.ctx, (await organisation("securityFirm")).owner.ctx]) {
      expect(await outcome(as(ctx).engagements.get({ id }))).toBe(
        await outcome(as(ctx).engagements.get({ id: key() })),
      );
      expect(await outcome(as(ctx).engagements.decide({ milestoneId, number: 1, accepted: true, reason: "" }))).toBe(
        "NOT_FOUND",
      );
      expect(await as(ctx).engagements.list({})).toEqual([]);
    }
    await settle();
    const rows = await db().$queryRaw<{ text: string }[]>`
      SELECT t::text AS text FROM "EngagementMessage" t UNION ALL SELECT t::text FROM "AuditEvent" t
      UNION ALL SELECT t::text FROM "Notification" t UNION ALL SELECT t::text FROM "EngagementEvent" t`;
    expect(rows.filter(({ text }) => text.includes(canary))).toEqual([]);
    expect((await as(firms[1].owner.ctx).engagements.get({ id })).messages[0]?.text).toBe(canary);
  });

  it("of fifty parallel acceptances and returns of one delivery keeps one", async () => {
    const { buyer, second, milestoneId, needId } = await delivered();
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        outcome(
          as(index % 2 ? buyer.owner.ctx : second.ctx).engagements.decide({
            milestoneId,
            number: 1,
            accepted: index % 3 !== 0,
            reason: "race",
          }),
        ),
      ),
    );
    expect(results.filter((one) => one === "ok")).toHaveLength(1);
    for (const refused of results.filter((one) => one !== "ok"))
      expect(refused).toMatch(/^FORBIDDEN (engagementState|milestone_accept|milestone_return)$/);
    const [delivery] = await db().milestoneDelivery.findMany({ where: { milestoneId } });
    expect(delivery?.decidedAt).not.toBeNull();
    expect(await db().auditEvent.count({ where: { act: "need.accepted", entityId: needId } })).toBeLessThanOrEqual(1);
  });

  it("of parallel beginnings makes one", async () => {
    const stage = await awarded();
    await passStandstill(stage.needId);
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        as(index % 2 ? stage.buyer.owner.ctx : stage.firms[1].owner.ctx).engagements.begin({
          needId: stage.needId,
          idempotencyKey: key(),
        }),
      ),
    );
    const ids = results.flatMap((one) => (one.status === "fulfilled" ? [one.value.id] : []));
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(1);
  });
});

describe("a change", () => {
  it("is what the other side agreed to, and moves dates, price and milestones", async () => {
    const { engagementId: id, buyer, firms } = await active();
    const [b, p] = [as(buyer.owner.ctx), as(firms[1].owner.ctx)];
    const [first] = (await p.engagements.get({ id })).items;
    const change = {
      id,
      kind: "change" as const,
      title: "A second site",
      reason: "The buyer asked for the other plant too.",
      milestones: [
        { milestoneId: first?.id ?? "", title: "First site", dueOn: "2027-02-01", amount: 40_000_000 },
        { milestoneId: null, title: "Second site", dueOn: "2027-04-01", amount: 10_000_000 },
      ],
      idempotencyKey: key(),
    };
    const { id: changeId } = await p.engagements.requestChange(change);
    expect(await outcome(p.engagements.decideChange({ changeId, agreed: true, answer: "" }))).toBe(
      "FORBIDDEN otherSideOnly",
    );
    await b.engagements.decideChange({ changeId, agreed: true, answer: "Fine." });
    const changed = await b.engagements.get({ id });
    expect(changed.amount).toBe(50_000_000);
    expect(changed.items.map(({ title, dueOn }) => [title, dueOn])).toEqual([
      ["First site", "2027-02-01"],
      ["Second site", "2027-04-01"],
    ]);
    const undated = { ...change, milestones: [{ milestoneId: null, title: "Some day", dueOn: null, amount: 1 }] };
    const more = await p.engagements.requestChange({ ...undated, idempotencyKey: key() });
    await b.engagements.decideChange({ changeId: more.id, agreed: true, answer: "" });
    expect((await b.engagements.list({}))[0]).toMatchObject({ milestones: 3, nextDue: "2027-02-01" });
    expect(await outcome(b.engagements.decideChange({ changeId, agreed: false, answer: "" }))).toBe(
      "FORBIDDEN changeDecided",
    );
    const other = await b.engagements
      .requestChange({ ...change, milestones: [], title: "x", idempotencyKey: key() })
      .catch((error: { cause?: { reason?: string } }) => error.cause?.reason);
    expect(other).toBe("changeEmpty");
  });

  it("may end the engagement, and the need fails with it", async () => {
    const { engagementId: id, buyer, firms, needId } = await active();
    const { id: changeId } = await as(buyer.owner.ctx).engagements.requestChange({
      id,
      kind: "termination",
      title: "The plant closes",
      reason: "The plant is shut down.",
      milestones: [],
      idempotencyKey: key(),
    });
    await as(firms[1].owner.ctx).engagements.decideChange({ changeId, agreed: true, answer: "" });
    expect((await as(buyer.owner.ctx).engagements.get({ id })).state).toBe("terminated");
    expect((await as(buyer.owner.ctx).needs.get({ id: needId })).state).toBe("failed");
  });
});

it("an agreement that nobody signed ends with the need that its buyer gives up", async () => {
  const { needId, buyer, firms, engagementId: id } = await agreeing();
  const [b, p] = [as(buyer.owner.ctx), as(firms[1].owner.ctx)];
  const { version, items } = await b.engagements.get({ id });
  const milestones = items.map(({ id: one, title, dueOn }) => ({ id: one, title, dueOn }));
  const dates = { startsOn: null, endsOn: null };
  await b.engagements.writeAgreement({ id, version, text: "Delivered as proposed.", milestones, ...dates });
  await b.needs.fail({ id: needId, reason: "The plant was sold." });
  expect(await p.engagements.get({ id })).toMatchObject({ state: "terminated", endedReason: "The plant was sold." });
  expect((await p.home.waiting({})).map(({ kind }) => kind)).not.toContain("agreementToSign");
  expect(await outcome(p.engagements.sign({ id, agreementVersion: 2 }))).toBe("FORBIDDEN engagementState");
  await settle();
  expect(await kindsFor(firms[1].owner.ctx)).toContain("engagementEnded");
});

describe("a dispute", () => {
  it("goes to a mediator of neither side, whose proposal both agree to", async () => {
    const { engagementId: id, buyer, firms, milestoneId } = await delivered();
    const [b, p] = [as(buyer.owner.ctx), as(firms[1].owner.ctx)];
    const mediator = await organisation("research");
    const m = as(mediator.owner.ctx);
    const { id: disputeId } = await p.engagements.openDispute({
      id,
      subject: "Acceptance is held back",
      text: "All tests have passed.",
      idempotencyKey: key(),
    });
    expect(
      await outcome(b.engagements.openDispute({ id, subject: "Mine too", text: "As well.", idempotencyKey: key() })),
    ).toBe("FORBIDDEN disputeOpen");
    expect(await outcome(b.engagements.nameMediator({ disputeId, email: firms[1].owner.email }))).toBe(
      "FORBIDDEN mediatorOfParty",
    );
    await b.engagements.nameMediator({ disputeId, email: mediator.owner.email });
    expect(await outcome(m.engagements.get({ id }))).toBe("NOT_FOUND");
    expect(await outcome(b.engagements.agreeMediator({ disputeId }))).toBe("FORBIDDEN otherSideOnly");
    await p.engagements.agreeMediator({ disputeId });
    expect(await outcome(b.engagements.proposeSettlement({ disputeId, text: "We win this one." }))).toBe(
      "FORBIDDEN mediatorOnly",
    );
    await m.engagements.proposeSettlement({ disputeId, text: "Accept with a test next month." });
    expect(await outcome(m.engagements.decide({ milestoneId, number: 1, accepted: true, reason: "" }))).toBe(
      "FORBIDDEN partyOnly",
    );
    const read = async () => (await m.engagements.get({ id })).disputes[0];
    const first = (await read())?.settlementAt ?? "";
    await b.engagements.agreeSettlement({ disputeId, settlementAt: first });
    await m.engagements.proposeSettlement({ disputeId, text: "Accept with two tests next month." });
    expect(await outcome(p.engagements.agreeSettlement({ disputeId, settlementAt: first }))).toBe("VERSION_CONFLICT");
    const settlementAt = (await read())?.settlementAt ?? "";
    expect(await p.engagements.agreeSettlement({ disputeId, settlementAt })).toEqual({ settled: false });
    expect(await b.engagements.agreeSettlement({ disputeId, settlementAt })).toEqual({ settled: true });
    expect(await read()).toMatchObject({ state: "settled", buyerAgreed: true, providerAgreed: true });
  });
});

describe("reviews", () => {
  it("are released together, and stand in the public record", async () => {
    const { engagementId: id, buyer, firms } = await accepted();
    const [b, p] = [as(buyer.owner.ctx), as(firms[1].owner.ctx)];
    const canary = `zxreview${randomUUID().slice(0, 8)}`;
    const mine = { id, scores: { quality: 5, timeliness: 4, communication: 5 }, text: canary };
    expect(await outcome(b.engagements.review({ ...mine, scores: { quality: 5 }, idempotencyKey: key() }))).toBe(
      "BAD_INPUT reviewQuestions",
    );
    await b.engagements.review({ ...mine, idempotencyKey: key() });
    const { needId } = await db().engagement.findUniqueOrThrow({ where: { id } });
    expect(await buyersMarks([needId])).toEqual(new Map());
    expect(JSON.stringify(await p.engagements.get({ id }))).not.toContain(canary);
    expect(JSON.stringify(await as(stranger()).engagements.record({ id: firms[1].id }))).not.toContain(canary);
    const [row] = await db().$queryRaw<{ text: string }[]>`SELECT t::text AS text FROM "EngagementReview" t`;
    expect(row?.text).not.toContain(canary);
    const yours = { id, scores: { clarity: 4, cooperation: 5, payment: 3 }, text: "Clear and quick." };
    expect(await p.engagements.review({ ...yours, idempotencyKey: key() })).toEqual({ released: true });
    expect((await b.engagements.get({ id })).reviews.map(({ side }) => side).sort()).toEqual(["buyer", "provider"]);
    const record = await as(stranger()).engagements.record({ id: firms[1].id });
    expect(record.reviews).toMatchObject([{ of: "provider", text: canary, scores: { quality: 5 } }]);
    expect(await outcome(b.engagements.review({ ...mine, idempotencyKey: key() }))).toBe("FORBIDDEN reviewedAlready");
    expect((await buyersMarks([needId])).get(needId)).toBeCloseTo(11 / 12, 9);
  });

  it("stand alone once their time is over by the database's clock, and no sooner by another", async () => {
    const { engagementId: id, buyer, firms } = await accepted();
    const [b, p] = [as(buyer.owner.ctx).engagements, as(firms[1].owner.ctx).engagements];
    const mine = { id, scores: { quality: 5, timeliness: 4, communication: 5 }, text: "Well done." };
    await b.review({ ...mine, idempotencyKey: key() });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 15 * 86_400_000 });
    await releaseOverdueReviews().finally(() => vi.useRealTimers());
    expect((await p.get({ id })).reviews).toEqual([]);
    await db().$executeRaw`
      UPDATE "Engagement" SET "acceptedAt" = clock_timestamp() - interval '14 days 1 second' WHERE "id" = ${id}::uuid`;
    const late = { id, scores: { clarity: 4, cooperation: 5, payment: 3 }, text: "Too late.", idempotencyKey: key() };
    expect(await outcome(p.review(late))).toBe("FORBIDDEN reviewOver");
    await releaseOverdueReviews();
    await releaseOverdueReviews();
    expect((await p.get({ id })).reviews.map(({ side, text }) => [side, text])).toEqual([["buyer", "Well done."]]);
    expect((await p.get({ id })).events.filter(({ kind }) => kind === "reviewsReleased")).toHaveLength(1);
  });
});
