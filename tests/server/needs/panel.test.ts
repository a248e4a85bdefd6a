import { createHash, randomBytes, randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { content, type Organisation, organisation, passDeadline, proposal } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { as, outcome } from "#tests/support/reader";
import { db } from "@/server/platform/db";
import { evaluated, opened, proposed } from "./stages";

useDatabase();
// Each story is brought through every stage before it, from the need on.
vi.setConfig({ testTimeout: 90_000 });

const key = () => randomUUID();
const needs = (one: Organisation) => as(one.owner.ctx).needs;
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const news = async (ctx: Parameters<typeof as>[0]) =>
  (await as(ctx).notifications.list({})).items.map(({ kind }) => kind);
const related = (one: Organisation, email: string) =>
  as(one.owner.ctx).experts.declareRelation({ email, kind: "kinship", above: false, until: null });

/** A paper that both carry in their profiles. */
async function paperOf(...personIds: string[]): Promise<void> {
  const workKey = `work-${randomUUID()}`;
  for (const personId of personIds)
    await db().profileEvidence.create({
      data: { personId, kind: "paper", title: "A paper", language: "en", date: new Date(), workKey, source: "self" },
    });
}

describe("after the opening, the panel", () => {
  it("takes nobody with a declared relation to, or work in common with, the people behind a proposal", async () => {
    const { needId, buyer, firms } = await opened();
    const [kin, author] = [await organisation("research"), await organisation("research")];
    await related(kin, firms[0].owner.email);
    await paperOf(author.owner.id, firms[1].owner.id);
    const appoint = (one: Organisation) => needs(buyer).appointPanel({ needId, emails: [one.owner.email] });
    expect(await outcome(appoint(kin))).toBe("CONFLICT panelConflict_declaredRelation");
    expect(await outcome(appoint(author))).toBe("CONFLICT panelConflict_sharedWork");
    const draw = { needId, places: 1, reserves: 0, idempotencyKey: key() };
    const emails = [kin.owner.email, (await organisation("research")).owner.email];
    expect(await outcome(needs(buyer).prepareDraw({ ...draw, emails }))).toBe(
      "CONFLICT panelConflict_declaredRelation",
    );
    expect((await needs(buyer).evaluation({ id: needId })).panel).toEqual([]);
  });

  it("counts people of the registry in a team, and members of a consortium, as behind the proposal", async () => {
    const buyer = await organisation("enterprise");
    const second = await buyer.join("admin");
    const draft = await needs(buyer).createDraft({ content: content({ consortia: true }), idempotencyKey: key() });
    await needs(buyer).publish(draft);
    const needId = draft.id;
    const [lead, partner, engineer, judge] = [
      await organisation("securityFirm"),
      await organisation("research"),
      await organisation("research"),
      await organisation("research"),
    ];
    const { id: consortiumId } = await needs(lead).formConsortium({
      needId,
      version: 0,
      agreement: "We answer together and share as stated.",
      leadRole: "lead",
      leadShare: 60,
      members: [{ organisationId: partner.id, role: "research", share: 40 }],
    });
    await needs(partner).answerConsortium({ consortiumId, version: 1, confirmed: true });
    const { id: requestId } = await needs(lead).askTeam({ needId, email: engineer.owner.email, role: "engineer" });
    await needs(engineer).answerTeam({ requestId, consents: true });
    const team = [{ name: "Engineer", role: "engineer", consents: true as const, personId: engineer.owner.id }];
    await needs(lead).propose({ needId, content: proposal(1_000, { team }), idempotencyKey: key() });
    await passDeadline(needId);
    await paperOf(judge.owner.id, engineer.owner.id);
    // Before the opening nobody is refused: who could not be appointed would tell who proposed.
    await needs(buyer).appointPanel({ needId, emails: [judge.owner.email, partner.owner.email, engineer.owner.email] });
    await needs(buyer).open({ id: needId });
    await as(second.ctx).needs.open({ id: needId });
    const { panel } = await needs(buyer).evaluation({ id: needId });
    expect(
      new Map(panel.map(({ personId, hasConflict, conflicts }) => [personId, [hasConflict, conflicts[0]]])),
    ).toEqual(
      new Map([
        [judge.owner.id, [true, "sharedWork"]],
        [partner.owner.id, [true, "sameOrganisation"]],
        [engineer.owner.id, [true, "needList"]],
      ]),
    );
  });

  it("strikes at the award whom a conflict has reached since, with the reason, and goes on without them", async () => {
    const { needId, buyer, firms, proposals, expert } = await evaluated();
    await paperOf(expert.id, firms[1].owner.id);
    const award = () =>
      needs(buyer).award({
        needId,
        proposalId: proposals[1],
        reason: "The best plan.",
        feedback: proposals.map((proposalId) => ({ proposalId, text: "Thank you." })),
        idempotencyKey: key(),
      });
    expect(await outcome(award())).toBe("CONFLICT panelConflict_sharedWork");
    await needs(buyer).waive({ needId, personId: expert.id, reason: "Wrote a paper with them." });
    expect(await outcome(award())).toBe("FORBIDDEN scoresMissing");
  });
});

it("a draw that was left open seats nobody once all scores are in: the ranking is known", async () => {
  const { needId, buyer, firms, proposals } = await opened();
  const [judge, ...others] = [
    await organisation("research"),
    await organisation("research"),
    await organisation("research"),
  ];
  const { id: drawId } = await needs(buyer).prepareDraw({
    needId,
    emails: others.map(({ owner }) => owner.email),
    places: 1,
    reserves: 1,
    idempotencyKey: key(),
  });
  const seed = randomBytes(32).toString("hex");
  await needs(buyer).commitSeed({ drawId, commitment: sha256(JSON.stringify({ drawId, party: "buyer", seed })) });
  await needs(buyer).appointPanel({ needId, emails: [judge.owner.email] });
  await needs(judge).declareConflict({ needId, hasConflict: false, note: "" });
  for (const proposalId of proposals)
    await needs(judge).saveScores({ needId, proposalId, scores: { quality: { score: 5, comment: "" } } });
  await needs(judge).submitScores({ id: needId });
  const before = await needs(buyer).evaluation({ id: needId });
  expect(before.standings).toHaveLength(2);
  expect(await outcome(needs(buyer).revealSeed({ drawId, seed }))).toBe("FORBIDDEN scoresIn");
  expect((await needs(buyer).draws({ id: needId }))[0]?.can).toEqual({ commit: false, reveal: false });
  expect((await needs(firms[0]).draws({ id: needId }))[0]?.can).toEqual({ commit: false, reveal: false });
  expect(await needs(buyer).evaluation({ id: needId })).toEqual(before);
});

it("who stands aside neither seats nor waives the others", async () => {
  const { needId, buyer, second } = await opened();
  const [judge, other] = [await organisation("research"), await organisation("research")];
  await needs(buyer).appointPanel({ needId, emails: [second.email, judge.owner.email] });
  const aside = as(second.ctx).needs;
  await aside.declareConflict({ needId, hasConflict: true, note: "My brother works there." });
  expect(await outcome(aside.waive({ needId, personId: judge.owner.id, reason: "Not needed." }))).toBe(
    "FORBIDDEN conflicted",
  );
  const emails = [other.owner.email];
  expect(await outcome(aside.appointPanel({ needId, emails }))).toBe("FORBIDDEN conflicted");
  const draw = { needId, emails, places: 1, reserves: 0, idempotencyKey: key() };
  expect(await outcome(aside.prepareDraw(draw))).toBe("FORBIDDEN conflicted");
  expect((await aside.get({ id: needId })).can.appointPanel).toBe(false);
  await needs(judge).declareConflict({ needId, hasConflict: false, note: "" });
  const waiting = async () => (await as(judge.owner.ctx).home.waiting({})).map(({ kind }) => kind);
  expect(await waiting()).toContain("panelScore");
  expect(await outcome(needs(buyer).waive({ needId, personId: judge.owner.id, reason: "Is ill." }))).toBe("ok");
  expect(await waiting()).not.toContain("panelScore");
  expect(await outcome(needs(judge).submitScores({ id: needId }))).toBe("FORBIDDEN panelWaived");
});

describe("a draw from an expert pool", () => {
  const poolOf = async (members: readonly string[], workloadCap = 1) => {
    const { id } = await db().expertPool.create({
      data: {
        organisationId: (await organisation("alliance")).id,
        nameZh: "评审专家库",
        nameEn: "Reviewers",
        purpose: "Reviews of plant security",
        criteria: [],
        termMonths: 12,
        workloadCap,
        codeOfConduct: "Be fair and keep what you read to yourself.",
        reviewerIds: [],
      },
    });
    const until = new Date(Date.now() + 86_400_000);
    await db().poolTerm.createMany({
      data: members.map((personId) => ({ poolId: id, personId, from: new Date(0), until })),
    });
    return id;
  };
  const institutes = async (count: number) => {
    const made: Organisation[] = [];
    while (made.length < count) made.push(await organisation("research"));
    return made;
  };

  it("leaves out who is busy, in conflict or named by the buyer, says so, and holds for anybody", async () => {
    const { needId, buyer, firms } = await opened();
    const [author, left, ...free] = await institutes(4);
    if (!author || !left) throw new Error("four institutes");
    await paperOf(author.owner.id, firms[0].owner.id);
    const poolId = await poolOf([author, left, ...free].map(({ owner }) => owner.id));
    const ask = (withoutIds: string[], places = 1) =>
      needs(buyer).prepareDraw({ needId, poolId, withoutIds, places, reserves: 1, idempotencyKey: key() });
    expect(await outcome(ask([left.owner.id], 2))).toBe("BAD_INPUT drawTooFew");
    const { id: drawId } = await ask([left.owner.id]);
    const [draw] = await needs(buyer).draws({ id: needId });
    expect(draw?.poolName).toEqual({ nameZh: "评审专家库", nameEn: "Reviewers" });
    expect(new Set(draw?.leftOut.map(({ reason }) => reason))).toEqual(new Set(["conflict", "byBuyer"]));
    expect(draw?.pool).toEqual({ id: poolId, leftOut: { conflict: 1, byBuyer: 1 } });
    const [public_] = await needs(firms[0]).draws({ id: needId });
    expect(public_).toMatchObject({ leftOut: [], names: {}, pool: draw?.pool });
    const seed = randomBytes(32).toString("hex");
    await needs(buyer).commitSeed({ drawId, commitment: sha256(JSON.stringify({ drawId, party: "buyer", seed })) });
    await needs(buyer).revealSeed({ drawId, seed });
    const { panel } = await needs(buyer).evaluation({ id: needId });
    expect(panel).toHaveLength(1);
    expect(free.map(({ owner }) => owner.id)).toContain(panel[0]?.personId);
    // Who sits on this panel is at the pool's limit of one: another draw passes them over.
    const other = await opened();
    await needs(other.buyer).prepareDraw({
      needId: other.needId,
      poolId,
      places: 1,
      reserves: 1,
      idempotencyKey: key(),
    });
    const [next] = await needs(other.buyer).draws({ id: other.needId });
    expect(next?.pool?.leftOut).toEqual({ unavailable: 1 });
    expect(next?.candidates).toHaveLength(3);
  });

  it("is from a pool or from people, not from both or nothing, and not from a pool that is not there", async () => {
    const { needId, buyer } = await opened();
    const draw = { needId, places: 1, reserves: 0, idempotencyKey: key() };
    const refused = { code: "BAD_REQUEST", message: expect.stringContaining("POOL_OR_PEOPLE") };
    await expect(needs(buyer).prepareDraw(draw)).rejects.toMatchObject(refused);
    const both = { ...draw, poolId: randomUUID(), emails: ["a@people.example", "b@people.example"] };
    await expect(needs(buyer).prepareDraw(both)).rejects.toMatchObject(refused);
    expect(await outcome(needs(buyer).prepareDraw({ ...draw, poolId: randomUUID() }))).toBe("NOT_FOUND");
  });

  it("passes over who sits on the panel, and a reserve takes the place of who was seated since the list was frozen", async () => {
    const { needId, buyer } = await opened();
    const people = (await institutes(6)).map(({ owner }) => owner);
    const ids = people.map(({ id }) => id);
    const seat = (from: number, to: number) =>
      needs(buyer).appointPanel({ needId, emails: people.slice(from, to).map(({ email }) => email) });
    const poolId = await poolOf(ids, 2);
    const { id: drawId } = await needs(buyer).prepareDraw({
      needId,
      poolId,
      places: 3,
      reserves: 3,
      idempotencyKey: key(),
    });
    await seat(0, 3);
    const next = { needId, places: 1, reserves: 1, idempotencyKey: key() };
    const emails = people.slice(2, 4).map(({ email }) => email);
    expect(await outcome(needs(buyer).prepareDraw({ ...next, emails }))).toBe("BAD_INPUT seatedAlready");
    await needs(buyer).prepareDraw({ ...next, poolId });
    const second = (await needs(buyer).draws({ id: needId })).find((one) => one.drawId !== drawId);
    expect(second?.pool?.leftOut).toEqual({ seated: 3 });
    const seed = randomBytes(32).toString("hex");
    await needs(buyer).commitSeed({ drawId, commitment: sha256(JSON.stringify({ drawId, party: "buyer", seed })) });
    await needs(buyer).revealSeed({ drawId, seed });
    // Whoever the three are: each of them who sat there already made room for a reserve.
    const { panel } = await needs(buyer).evaluation({ id: needId });
    expect(panel.map(({ personId }) => personId).sort()).toEqual([...ids].sort());
  });

  it("before the opening leaves nobody out for a conflict: that would tell who proposed", async () => {
    const { needId, buyer, firms } = await proposed();
    await passDeadline(needId);
    const [one] = await institutes(1);
    const poolId = await poolOf([firms[0].owner.id, one?.owner.id ?? ""]);
    await needs(buyer).prepareDraw({ needId, poolId, places: 1, reserves: 1, idempotencyKey: key() });
    const [draw] = await needs(buyer).draws({ id: needId });
    expect(draw).toMatchObject({ leftOut: [], pool: { leftOut: {} } });
    expect(draw?.candidates).toHaveLength(2);
  });
});

describe("before the opening, an appointment", () => {
  it("answers alike for a proposer's own people and for strangers; the opening strikes them unread", async () => {
    const { needId, buyer, second, firms, proposals } = await proposed();
    const stranger = await organisation("research");
    await passDeadline(needId);
    for (const one of [firms[0], stranger]) {
      expect(await outcome(needs(buyer).appointPanel({ needId, emails: [one.owner.email] }))).toBe("ok");
      const declaration = { needId, hasConflict: false, note: "" };
      expect(await outcome(needs(one).declareConflict(declaration))).toBe("ok");
    }
    const before = (await needs(buyer).evaluation({ id: needId })).panel;
    expect(before.map(({ hasConflict, conflicts }) => [hasConflict, conflicts])).toEqual([
      [false, []],
      [false, []],
    ]);
    await needs(buyer).open({ id: needId });
    await as(second.ctx).needs.open({ id: needId });
    expect(await outcome(needs(firms[0]).openedProposals({ id: needId }))).toBe("FORBIDDEN conflicted");
    const scores = { needId, proposalId: proposals[0], scores: { quality: { score: 10, comment: "" } } };
    expect(await outcome(needs(firms[0]).saveScores(scores))).toBe("FORBIDDEN conflicted");
    const again = { needId, hasConflict: false, note: "Really none." };
    expect(await outcome(needs(firms[0]).declareConflict(again))).toBe("CONFLICT conflictFound");
    expect(await needs(stranger).openedProposals({ id: needId })).toHaveLength(2);
    const seen = (await needs(stranger).evaluation({ id: needId })).panel;
    expect(seen.flatMap(({ conflicts }) => conflicts)).toEqual([]);
    await settle();
    expect(await news(firms[0].owner.ctx)).toContain("panelStruck");
    expect(await news(buyer.owner.ctx)).toContain("panelStruck");
    expect(await news(stranger.owner.ctx)).not.toContain("panelStruck");
  });

  it("by a draw seats the next reserve for whom the opening strikes or who steps back", async () => {
    const { needId, buyer, second, firms } = await proposed();
    const institutes: Organisation[] = [];
    for (let index = 0; index < 3; index += 1) institutes.push(await organisation("research"));
    await passDeadline(needId);
    const everybody = [firms[0], ...institutes];
    const { id: drawId } = await needs(buyer).prepareDraw({
      needId,
      emails: everybody.map(({ owner }) => owner.email),
      places: 2,
      reserves: 2,
      idempotencyKey: key(),
    });
    const seed = randomBytes(32).toString("hex");
    await needs(buyer).commitSeed({ drawId, commitment: sha256(JSON.stringify({ drawId, party: "buyer", seed })) });
    const [forFirm] = await needs(firms[0]).draws({ id: needId });
    const party = forFirm?.party ?? "";
    await needs(firms[0]).commitSeed({ drawId, commitment: sha256(JSON.stringify({ drawId, party, seed })) });
    // Neither a name nor a hash that can be made of what is public says who proposed.
    const [forBuyer] = await needs(buyer).draws({ id: needId });
    expect(forBuyer?.partyNames).toEqual({});
    expect(forBuyer?.commitments.map((one) => one.party)).toContain(party);
    expect(party).not.toContain(sha256(`${drawId}:${firms[0].id}`).slice(0, 16));
    await needs(buyer).revealSeed({ drawId, seed });
    await needs(firms[0]).revealSeed({ drawId, seed });
    const seats = async () =>
      (await needs(buyer).evaluation({ id: needId })).panel
        .filter(({ hasConflict }) => !hasConflict)
        .map(({ personId }) => personId);
    expect(await seats()).toHaveLength(2);
    await needs(buyer).open({ id: needId });
    await as(second.ctx).needs.open({ id: needId });
    const after = await seats();
    expect(after).toHaveLength(2);
    expect(after).not.toContain(firms[0].owner.id);
    const leaving = institutes.find(({ owner }) => after.includes(owner.id));
    if (!leaving) throw new Error("two of three institutes sit on the panel");
    await needs(leaving).declareConflict({ needId, hasConflict: true, note: "We know each other." });
    const left = await seats();
    const expected = institutes.map(({ owner }) => owner.id).filter((id) => id !== leaving.owner.id);
    expect(new Set(left)).toEqual(new Set(expected));
  });
});
