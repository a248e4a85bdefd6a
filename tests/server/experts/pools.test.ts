import { createHash, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Member, organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { carryOutDraw, seedCommitmentText } from "@/domain/shared/draw";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { db } from "@/server/platform/db";
import { as, evidence, listed, somebody } from "./stages";

useDatabase();

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const seed = "ab".repeat(32);

async function pool(workloadCap = 2) {
  const keeper = await organisation("alliance");
  const reviewers = [await somebody(), await somebody()];
  const { id } = await as(keeper.owner).experts.foundPool({
    nameZh: "工控安全专家库",
    nameEn: "OT security experts",
    purpose: "Reviews of plant security projects",
    criteria: [{ conceptId: "skill:segmentation", level: 3, backing: "evidenced" }],
    termMonths: 24,
    workloadCap,
    codeOfConduct: "Be fair, be on time, keep what you read to yourself.",
    reviewerEmails: reviewers.map(({ email }) => email),
  });
  return { id, keeper: keeper.owner, reviewers, organisationId: keeper.id };
}
type Pool = Awaited<ReturnType<typeof pool>>;

async function expert(content: object = {}): Promise<Member> {
  const made = await somebody();
  await listed(made, content, { claims: { "skill:segmentation": 4 } });
  await as(made).experts.addOwnEvidence(evidence());
  return made;
}

const nominated = async (where: Pool, who: Member) =>
  (await as(who).experts.nominate({ poolId: where.id, personId: who.id, statement: "Twenty years of plant networks" }))
    .id;

async function appointed(where: Pool, who: Member): Promise<void> {
  const id = await nominated(where, who);
  await as(who).experts.answerNomination({ id, agree: true });
  for (const reviewer of where.reviewers)
    await as(reviewer).experts.reviewNomination({ id, favour: true, reason: "Fits the field well" });
  await as(where.keeper).experts.decideNomination({ id, appoint: true, reason: "Both reviews are in favour" });
}

const emptied = { organisationIds: [] as string[], emails: [] as string[] };
const draw = async (where: Pool, seats: number, concerns = emptied) => {
  const { id, commitment } = await as(where.keeper).experts.prepareDraw({
    poolId: where.id,
    title: "Panel",
    seats,
    concerns,
  });
  await as(where.keeper).experts.drawPanel({ id, seed });
  return { id, commitment, panel: await as(where.keeper).experts.panel({ id }) };
};

describe("a nomination", () => {
  it("becomes a term by consent, two reviews, criteria and a decision with reasons, and is found as such", async () => {
    const where = await pool();
    const who = await expert();
    const id = await nominated(where, who);
    const review = (reviewer: Member, favour = true) =>
      as(reviewer).experts.reviewNomination({ id, favour, reason: "Fits the field well" });
    const decide = () => as(where.keeper).experts.decideNomination({ id, appoint: true, reason: "Because it fits" });
    const [first, second] = where.reviewers as [Member, Member];
    await expect(review(first)).rejects.toMatchObject({ cause: { reason: "nominationState" } });
    await as(who).experts.answerNomination({ id, agree: true });
    await review(first);
    await expect(review(first)).rejects.toMatchObject({ cause: { reason: "reviewedAlready" } });
    await expect(decide()).rejects.toMatchObject({ cause: { reason: "reviewsMissing" } });
    await review(second);
    await expect(
      as(await somebody()).experts.reviewNomination({ id, favour: true, reason: "A stranger's word" }),
    ).rejects.toMatchObject({ cause: { reason: "poolReviewerOnly" } });
    await decide();
    await expect(decide()).rejects.toMatchObject({ cause: { reason: "nominationState" } });
    const seen = await as(who).experts.pool({ id: where.id });
    expect(seen.terms).toMatchObject([{ mine: true, renewals: 0 }]);
    await new Promise((resolve) => setTimeout(resolve, 220));
    expect((await as(who).experts.search({ pools: [where.id] })).total).toBe(1);
    await settle();
    expect(await db().notification.count({ where: { personId: who.id, kind: "poolNomination" } })).toBeGreaterThan(0);
  });

  it("is not granted below the criteria, nor against the majority", async () => {
    const where = await pool();
    const weak = await somebody();
    await listed(weak, {}, { claims: { "skill:segmentation": 5 } });
    const id = await nominated(where, weak);
    await as(weak).experts.answerNomination({ id, agree: true });
    const [first, second] = where.reviewers as [Member, Member];
    await as(first).experts.reviewNomination({ id, favour: true, reason: "Sounds plausible" });
    await as(second).experts.reviewNomination({ id, favour: false, reason: "Nothing backs the claim" });
    const decide = () => as(where.keeper).experts.decideNomination({ id, appoint: true, reason: "Because I like it" });
    await expect(decide()).rejects.toMatchObject({ cause: { reason: "criteriaUnmet" } });
    await as(weak).experts.addOwnEvidence(evidence());
    await expect(decide()).rejects.toMatchObject({ cause: { reason: "majorityAgainst" } });
    await as(where.keeper).experts.decideNomination({ id, appoint: false, reason: "The reviews are divided" });
    expect((await as(weak).experts.pool({ id: where.id })).nominations).toMatchObject([
      { state: "refused", reason: "The reviews are divided" },
    ]);
  });

  it("is not reviewed by who has a conflict, and the keeper sees who is barred and why", async () => {
    const where = await pool();
    const who = await expert();
    const [first] = where.reviewers as [Member, Member];
    await as(who).experts.declareRelation({ email: first.email, kind: "supervision", above: false, until: null });
    const id = await nominated(where, who);
    await as(who).experts.answerNomination({ id, agree: true });
    await expect(
      as(first).experts.reviewNomination({ id, favour: true, reason: "A good pupil of mine" }),
    ).rejects.toMatchObject({ cause: { reason: "reviewerConflict" } });
    const [shown] = (await as(where.keeper).experts.pool({ id: where.id })).nominations;
    expect(shown?.barred).toMatchObject([{ kinds: ["declaredRelation"] }]);
  });

  it("by others, like an invitation, tells no name that a profile keeps back before the person agrees", async () => {
    const where = await pool();
    const hidden = await somebody();
    await listed(hidden, {}, { audiences: { name: "onlyMe" } });
    const { personId, nameEn } = { personId: hidden.id, nameEn: expect.stringMatching(/^Person/u) };
    const { id } = await as(where.keeper).experts.nominate({ poolId: where.id, personId, statement: "Known to us" });
    const call = { personId, work: "review" as const, text: "Please review it.", idempotencyKey: randomUUID() };
    await as(where.keeper).experts.invite(call);
    const nominee = async () => (await as(where.keeper).experts.pool({ id: where.id })).nominations[0]?.person;
    const invited = async () => (await as(where.keeper).experts.invitations({}))[0]?.person;
    expect([await nominee(), await invited()]).toEqual([
      { id: personId, nameZh: null, nameEn: null },
      { id: personId, nameZh: "", nameEn: "" },
    ]);
    expect((await as(hidden).experts.invitations({}))[0]?.person).toMatchObject({ nameEn });
    await as(hidden).experts.answerNomination({ id, agree: true });
    const [invitation] = await as(hidden).experts.invitations({});
    await as(hidden).experts.answerInvitation({ id: invitation?.id ?? "", accept: true });
    expect([await nominee(), await invited()]).toMatchObject([{ nameEn }, { nameEn }]);
  });

  it("is open once, whoever is quicker", async () => {
    const where = await pool();
    const who = await expert();
    const tries = await Promise.allSettled([1, 2, 3].map(() => nominated(where, who)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("a draw", () => {
  it("leaves out conflicts, leave and full loads with the reason, and can be recomputed by anybody", async () => {
    const where = await pool(1);
    const buyer = await organisation("enterprise");
    const [free, other, insider, away, author] = [
      await expert(),
      await expert(),
      await expert({
        affiliations: [
          { organisation: "Buyer", organisationId: buyer.id, role: "engineer", from: "2020-01", until: "2026-01" },
        ],
      }),
      await expert(),
      await expert(),
    ];
    for (const one of [free, other, insider, away, author]) await appointed(where, one);
    const me = (await as(away).experts.pool({ id: where.id })).terms.find(({ mine }) => mine);
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    await as(away).experts.takeLeave({ id: me?.id ?? "", from: day(-1), until: day(1) });
    // The same paper in two profiles makes co-authors.
    const buyerExpert = await expert();
    for (const one of [author, buyerExpert])
      await as(one).experts.addOwnEvidence(evidence({ kind: "paper", title: "A paper of two", doi: "10.1234/two" }));
    const concerns = { organisationIds: [buyer.id], emails: [buyerExpert.email] };
    await expect(
      as(where.keeper).experts.prepareDraw({ poolId: where.id, title: "Panel", seats: 3, concerns }),
    ).rejects.toMatchObject({ cause: { reason: "tooFewToDraw" } });
    const { id, commitment, panel } = await draw(where, 1, concerns);
    const why = new Map(panel.excluded.map(({ person, reason, kinds }) => [person.id, [reason, ...kinds]]));
    expect(why.get(insider.id)).toEqual(["conflict", "sameOrganisation"]);
    expect(why.get(author.id)).toEqual(["conflict", "sharedWork"]);
    expect(why.get(away.id)).toEqual(["onLeave"]);
    const record = JSON.parse(panel.record ?? "{}") as {
      frozen: never;
      seeds: { party: string; seed: string }[];
      result: { chosen: string[] };
    };
    expect(carryOutDraw(record.frozen, record.seeds, sha256)).toEqual(record.result);
    const platform = record.seeds.find(({ party }) => party === "platform");
    expect(sha256(seedCommitmentText(id, { party: "platform", seed: platform?.seed ?? "" }))).toBe(commitment);
    expect(panel.seats.map(({ person }) => person.id)).toEqual(record.result.chosen);
    await expect(as(where.keeper).experts.drawPanel({ id, seed: "cd".repeat(32) })).rejects.toMatchObject({
      cause: { reason: "drawnAlready" },
    });
    // Whoever sits on a panel is at the cap of one; the next draw takes the other.
    const again = await draw(where, 1, concerns);
    expect(again.panel.excluded.map(({ reason }) => reason)).toContain("atCapacity");
    expect(again.panel.seats[0]?.person.id).not.toBe(panel.seats[0]?.person.id);
    // Once the work is done its seats weigh on nobody, and are nobody's to answer for.
    const first = [free, other].find((one) => one.id === panel.seats[0]?.person.id) as Member;
    await expect(as(first).experts.endPanel({ id })).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } });
    await as(where.keeper).experts.endPanel({ id });
    await expect(as(where.keeper).experts.endPanel({ id })).rejects.toMatchObject({ cause: { reason: "panelEnded" } });
    await expect(
      as(first).experts.answerSeat({ id: panel.seats[0]?.id ?? "", accept: true, reason: "" }),
    ).rejects.toMatchObject({ cause: { reason: "panelEnded" } });
    expect((await draw(where, 1, concerns)).panel.seats.map(({ person }) => person.id)).toEqual([first.id]);
  });

  it("seats nobody beyond the cap, however many draws were prepared before", async () => {
    const where = await pool(1);
    for (const who of [await expert(), await expert(), await expert()]) await appointed(where, who);
    const prepared = async (seats: number) =>
      (await as(where.keeper).experts.prepareDraw({ poolId: where.id, title: "Panel", seats, concerns: emptied })).id;
    const [first, second, third] = [await prepared(2), await prepared(1), await prepared(1)];
    await Promise.all([first, second].map((id) => as(where.keeper).experts.drawPanel({ id, seed })));
    const panels = await Promise.all([first, second].map((id) => as(where.keeper).experts.panel({ id })));
    const seated = panels.flatMap(({ seats }) => seats.map(({ person }) => person.id));
    expect([seated.length, new Set(seated).size]).toEqual([3, 3]);
    await expect(as(where.keeper).experts.drawPanel({ id: third, seed })).rejects.toMatchObject({
      cause: { reason: "tooFewToDraw" },
    });
    // A reserve who sits elsewhere by now does not step in.
    const [seat] = panels[1]?.seats ?? [];
    const recused = await contextOfPerson(seat?.person.id ?? "", null);
    await as({ ctx: recused }).experts.answerSeat({ id: seat?.id ?? "", accept: false, reason: "I know them" });
    const left = await as(where.keeper).experts.panel({ id: second });
    expect(left.seats).toHaveLength(1);
    expect(left.excluded.map(({ person, reason }) => [person.id, reason]).sort()).toEqual(
      (panels[0]?.seats ?? []).map(({ person }) => [person.id, "atCapacity"]).sort(),
    );
  });

  it("goes on with the next reserve when a member recuses themselves, and the recusal stays on record", async () => {
    const where = await pool();
    const members = [await expert(), await expert(), await expert()];
    for (const one of members) await appointed(where, one);
    const { id, panel } = await draw(where, 1);
    const drawn = members.find((one) => one.id === panel.seats[0]?.person.id) as Member;
    const seatId = panel.seats[0]?.id ?? "";
    await expect(as(drawn).experts.answerSeat({ id: seatId, accept: false, reason: "" })).rejects.toMatchObject({
      cause: { reason: "recusalReason" },
    });
    await as(drawn).experts.answerSeat({ id: seatId, accept: false, reason: "I advised the applicant" });
    const after = await as(where.keeper).experts.panel({ id });
    expect(after.seats.map(({ state, instead, reason }) => [state, instead, reason])).toEqual([
      ["recused", false, "I advised the applicant"],
      ["drawn", true, null],
    ]);
    const next = members.find((one) => one.id === after.seats[1]?.person.id) as Member;
    await as(next).experts.answerSeat({ id: after.seats[1]?.id ?? "", accept: true, reason: "" });
    // A member of the panel does not read why others recused themselves; a stranger finds no panel.
    expect(JSON.stringify(await as(next).experts.panel({ id }))).not.toContain("I advised");
    await expect(as(await somebody()).experts.panel({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const terms = (await as(where.keeper).experts.pool({ id: where.id })).terms;
    expect(terms.find(({ person }) => person.id === drawn.id)).toMatchObject({ recusals: 1, load: 0 });
  });

  it("is made by the keeper alone", async () => {
    const where = await pool();
    await expect(
      as((await organisation("enterprise")).owner).experts.prepareDraw({
        poolId: where.id,
        title: "Panel",
        seats: 1,
        concerns: emptied,
      }),
    ).rejects.toMatchObject({ cause: { reason: "poolKeeperOnly" } });
  });
});

describe("a term", () => {
  it("is renewed for as long again, and ends with a credential for the service", async () => {
    const where = await pool();
    const who = await expert();
    await appointed(where, who);
    const term = async () => (await as(where.keeper).experts.pool({ id: where.id })).terms[0];
    const before = await term();
    await as(where.keeper).experts.renewTerm({ id: before?.id ?? "", renew: true, reason: "served well" });
    const after = await term();
    expect(after?.renewals).toBe(1);
    expect(new Date(after?.until ?? "").getUTCFullYear()).toBe(new Date(before?.until ?? "").getUTCFullYear() + 2);
    await as(where.keeper).experts.renewTerm({ id: before?.id ?? "", renew: false, reason: "at their own wish" });
    expect(await term()).toBeUndefined();
    const [credential] = await as(who).credentials.mine({});
    expect(credential).toMatchObject({ kind: "service", outcome: "valid" });
  });
});

describe("an assignment", () => {
  it("fills many items within loads and conflicts, is explained and the same for the same seed", async () => {
    const where = await pool(2);
    const buyer = await organisation("enterprise");
    const members = [
      await expert(),
      await expert(),
      await expert({
        affiliations: [
          { organisation: "Buyer", organisationId: buyer.id, role: "engineer", from: "2020-01", until: null },
        ],
      }),
    ];
    for (const one of members) await appointed(where, one);
    const item = (title: string, organisationIds: string[] = []) => ({
      title,
      conceptIds: ["skill:segmentation"],
      demand: 1,
      organisationIds,
    });
    const call = (seedOf: number) =>
      as(where.keeper).experts.assignPanel({
        poolId: where.id,
        title: "Round",
        seed: seedOf,
        organisationKindMost: null,
        regionMost: null,
        atLeast: [],
        items: [item("one", [buyer.id]), item("two"), item("three")],
      });
    const { id, obstacles } = await call(7);
    expect(obstacles).toBe(0);
    const first = await as(where.keeper).experts.panel({ id });
    expect(first.seats.map(({ item: title }) => title).sort()).toEqual(["one", "three", "two"]);
    expect(first.seats.find(({ item: title }) => title === "one")?.person.id).not.toBe(members[2]?.id);
    expect(first.excluded).toMatchObject([
      { person: { id: members[2]?.id }, reason: "conflict", kinds: ["sameOrganisation"] },
    ]);
    await db().poolUse.update({ where: { id }, data: { endedAt: new Date() } });
    const again = await as(where.keeper).experts.panel({ id: (await call(7)).id });
    const pairs = (panel: typeof first) => panel.seats.map(({ person, item: title }) => `${title}:${person.id}`).sort();
    expect(pairs(again)).toEqual(pairs(first));
    // Six places of load are there in all, three are taken: four more items cannot be filled, and it says what stops it.
    const more = await as(where.keeper).experts.assignPanel({
      poolId: where.id,
      title: "Too much",
      seed: 1,
      organisationKindMost: null,
      regionMost: null,
      atLeast: [],
      items: [1, 2, 3, 4].map((n) => item(String(n))),
    });
    expect(more.obstacles).toBeGreaterThan(0);
    const stopped = await as(where.keeper).experts.panel({ id: more.id });
    expect(stopped.obstacles).toMatchObject([{ kind: "limit", wanted: 1 }]);
    expect(stopped.obstacles[0]?.people).not.toEqual([]);
    expect(stopped.relaxation).toMatchObject([{ kind: "raiseLimit", by: 1 }]);
    expect(stopped.record).toContain("raiseLimit");
    // Whoever sits on it reads nothing of others' loads, in the record neither.
    const seated = members.find((one) => stopped.seats.some(({ person }) => person.id === one.id));
    const read = await as(seated as Member).experts.panel({ id: more.id });
    expect(read).toMatchObject({ obstacles: [], relaxation: [], excluded: [] });
    expect(read.record).toContain("pairs");
    expect(read.record).not.toMatch(/raiseLimit|obstacles|personIds/u);
  });

  it("keeps overlapping rules together, and names the one that stops it with the smallest way out", async () => {
    const where = await pool(1);
    const [south, coast, inland] = [
      await expert({ region: "CN-44" }),
      await expert({ region: "CN-44" }),
      await expert({ region: "CN-51" }),
    ];
    for (const one of [south, coast, inland]) await appointed(where, one);
    const call = async (rules: { regionMost: number | null; least: number }) => {
      const { id } = await as(where.keeper).experts.assignPanel({
        poolId: where.id,
        title: "Balanced",
        seed: 3,
        organisationKindMost: 3,
        regionMost: rules.regionMost,
        atLeast: [{ of: "region", value: "CN-51", least: rules.least }],
        items: [{ title: "Review", conceptIds: ["skill:segmentation"], demand: 2, organisationIds: [] }],
      });
      const panel = await as(where.keeper).experts.panel({ id });
      await db().poolUse.update({ where: { id }, data: { endedAt: new Date() } });
      return panel;
    };
    const kept = await call({ regionMost: 1, least: 1 });
    expect(kept.seats.map(({ person }) => person.id)).toContain(inland?.id);
    expect(kept).toMatchObject({ obstacles: [], relaxation: [] });
    const stopped = await call({ regionMost: null, least: 2 });
    const trait = { of: "region", value: "CN-51" };
    expect(stopped.obstacles).toMatchObject([{ kind: "least", items: ["Review"], trait, wanted: 2, available: 1 }]);
    expect(stopped.relaxation).toMatchObject([{ kind: "lowerLeast", items: ["Review"], trait, by: 1 }]);
    expect(stopped.seats).toHaveLength(2);
    const twice = { of: "region" as const, value: "CN-51", least: 1 };
    await expect(
      as(where.keeper).experts.assignPanel({
        poolId: where.id,
        title: "Balanced",
        seed: 3,
        organisationKindMost: null,
        regionMost: null,
        atLeast: [twice, twice],
        items: [{ title: "Review", conceptIds: [], demand: 1, organisationIds: [] }],
      }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("an opening", () => {
  const place = (places: number) => ({
    kind: "internship" as const,
    title: "Plant security",
    text: "Twelve weeks in our laboratory",
    language: "en" as const,
    conceptIds: [],
    sector: null,
    region: null,
    places,
    closesAt: new Date(Date.now() + 86_400_000).toISOString(),
  });

  it("is applied for and answered; applicants are seen by its organisation alone", async () => {
    const firm = await organisation("securityFirm");
    const { id } = await as(firm.owner).experts.createOpening({
      kind: "internship",
      title: "Plant security",
      text: "Twelve weeks in our laboratory",
      language: "en",
      conceptIds: ["skill:segmentation"],
      sector: null,
      region: "CN-33",
      places: 2,
      closesAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    const student = await somebody();
    await as(student).experts.applyForOpening({ id, note: "I study control engineering" });
    await expect(
      as(student).experts.applyForOpening({ id, note: "I study control engineering" }),
    ).rejects.toMatchObject({ cause: { reason: "appliedAlready" } });
    expect((await as(await somebody()).experts.opening({ id })).applications).toEqual([]);
    expect((await as(firm.owner).experts.opening({ id })).applications).toHaveLength(1);
    await expect(
      as((await organisation("securityFirm")).owner).experts.answerOpening({
        id,
        personId: student.id,
        accept: true,
        reason: "",
      }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await as(firm.owner).experts.answerOpening({ id, personId: student.id, accept: true, reason: "Welcome" });
    expect((await as(student).experts.opening({ id })).own).toEqual({ accepted: true, reason: "Welcome" });
    await settle();
    const told = (personId: string, kind: string) => db().notification.count({ where: { personId, kind } });
    expect(await told(firm.owner.id, "openingApplied")).toBe(1);
    expect(await told(student.id, "openingAnswered")).toBe(1);
  });

  it("waits at home for its organisation, is withdrawn by its applicant, and closed before its time", async () => {
    const firm = await organisation("securityFirm");
    const api = as(firm.owner);
    const { id } = await api.experts.createOpening(place(2));
    const [first, second] = [await somebody(), await somebody()];
    const waiting = async () => (await api.home.waiting({})).filter(({ kind }) => kind === "openingToAnswer");
    await as(first).experts.applyForOpening({ id, note: "I study control engineering" });
    expect(await waiting()).toMatchObject([{ path: `/openings/${id}` }]);
    await as(first).experts.withdrawFromOpening({ id });
    expect((await api.experts.opening({ id })).applications).toEqual([]);
    expect(await waiting()).toEqual([]);
    await as(first).experts.applyForOpening({ id, note: "I have thought it over" });
    await expect(as((await organisation("enterprise")).owner).experts.closeOpening({ id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await api.experts.closeOpening({ id });
    await expect(api.experts.closeOpening({ id })).rejects.toMatchObject({ cause: { reason: "openingClosed" } });
    await expect(as(second).experts.applyForOpening({ id, note: "I come too late for it" })).rejects.toMatchObject({
      cause: { code: "DEADLINE_PASSED" },
    });
    const seen = await as(second).experts.opening({ id });
    expect([seen.closed, seen.can.apply]).toEqual([true, false]);
    const ids = async (who: typeof second) => (await as(who).experts.openings({})).map((one) => one.id);
    expect(await ids(second)).not.toContain(id);
    expect(await ids(firm.owner)).toContain(id);
    // What came in before is still answered; an answer is not taken back.
    await api.experts.answerOpening({ id, personId: first.id, accept: false, reason: "Filled" });
    await expect(as(first).experts.withdrawFromOpening({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("gives its last place once, whoever decides at the same time", async () => {
    const firm = await organisation("securityFirm");
    const { id } = await as(firm.owner).experts.createOpening(place(1));
    const applicants = [await somebody(), await somebody(), await somebody()];
    for (const one of applicants) await as(one).experts.applyForOpening({ id, note: "I study control engineering" });
    const answers = await Promise.allSettled(
      applicants.map((one) => as(firm.owner).experts.answerOpening({ id, personId: one.id, accept: true, reason: "" })),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await as(firm.owner).experts.opening({ id })).toMatchObject({ taken: 1, places: 1 });
  });
});
