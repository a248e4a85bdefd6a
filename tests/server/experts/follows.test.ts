import { createHash, randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { only } from "#tests/domain/guidance/cast";
import { content, type Member, organisation, passDeadline } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { expertIndex } from "@/server/modules/experts/searcher";
import { peopleById } from "@/server/modules/identity/service-people";
import { appoint, declareConflict, saveScores, submitScores } from "@/server/modules/needs/service-evaluation";
import { createDraft, publishNeed } from "@/server/modules/needs/service-needs";
import { openProposals } from "@/server/modules/needs/service-proposals";
import { db, pool as pg } from "@/server/platform/db";
import { notify } from "@/server/platform/notify";
import { forget } from "@/server/platform/once";
import { joined, running, team } from "../competitions/stages";
import { foreign } from "../credentials/foreign";
import { issued } from "../credentials/stages";
import { approved, bodies, submitted } from "../guidance/stages";
import { opened, proposed } from "../needs/stages";
import { as, evidence, foundedPool, listed, operator, poolWith, somebody, stranger } from "./stages";

useDatabase();

const soon = { timeout: 8_000, interval: 100 };
const total = async (filter: object) => (await stranger.experts.search(filter)).total;
const becomes = (filter: object, count: number) =>
  vi.waitFor(async () => expect(await total(filter)).toBe(count), soon);

const known = async (who: Member) =>
  as(who).experts.saveClaims({
    claims: [{ conceptId: "skill:segmentation", level: 4 }],
  });

describe("while people are still being read", () => {
  it("nobody waits for it: answers say how many have been, and figures are held back until all have", async () => {
    const expert = await somebody();
    await listed(expert);
    const others = await pg().connect();
    await others.query("BEGIN");
    // Nothing can be read of the table, as if it were very large.
    await others.query('LOCK TABLE "ExpertProfile" IN ACCESS EXCLUSIVE MODE');
    forget("experts.index");
    expect(await stranger.experts.skillsGap({ by: "region" })).toEqual({ prepared: 0, places: [], rows: [] });
    expect((await expertIndex()).prepared).toBe(0);
    await others.query("ROLLBACK");
    others.release();
    await vi.waitFor(async () => expect((await stranger.experts.search({})).prepared).toBe(100), soon);
    expect((await stranger.experts.skillsGap({ by: "region" })).prepared).toBe(100);
    expect(await total({})).toBeGreaterThan(0);
  });
});

describe("guidance in force", () => {
  it("counts as demand where it applies, and no longer when it is withdrawn; a draft never does", async () => {
    const demand = async (by: "region" | "sector", place: string) => {
      const { rows } = await stranger.experts.skillsGap({ by });
      const row = rows.find(({ conceptId }) => conceptId === "skill:exercise");
      return [row?.total.demand ?? 0, row?.cells.find((cell) => cell.place === place)?.demand ?? 0];
    };
    const before = [await demand("region", "CN-54"), await demand("sector", "space")];
    const more = (by: number) => before.map((pair) => pair.map((count) => count + by));
    const both = await bodies();
    const asks = {
      obligations: [{ key: "drill", textZh: "每年开展一次应急演练。", textEn: "", due: { from: "none" as const } }],
      rule: only({ regions: ["CN-54"], sectors: ["sector:space"] }),
    };
    await submitted(both, asks);
    expect([await demand("region", "CN-54"), await demand("sector", "space")]).toEqual(more(0));
    const id = await approved(both, asks);
    expect([await demand("region", "CN-54"), await demand("sector", "space")]).toEqual(more(1));
    await as(both.lead.owner).guidance.withdraw({ id, reason: "Issued in error" });
    expect([await demand("region", "CN-54"), await demand("sector", "space")]).toEqual(more(0));
  });
});

describe("a term that ends by the clock", () => {
  it("leaves the search at once, although nothing is written", async () => {
    const keeper = await organisation("alliance");
    const expert = await somebody();
    await listed(expert);
    const id = await poolWith(keeper.owner, [expert]);
    await known(expert);
    await becomes({ pools: [id] }, 1);
    const { names } = await stranger.experts.search({ pools: [id] });
    expect(names[id]).toEqual({ nameZh: "测试专家库", nameEn: "Pool of a test" });
    await db().poolTerm.updateMany({ where: { poolId: id }, data: { until: new Date(Date.now() + 50) } });
    await becomes({ pools: [id] }, 0);
    expect((await stranger.experts.search({ query: "Plant networks" })).total).toBeGreaterThan(0);
  });
});

describe("a local tag", () => {
  it("is found by its names and under its parent, and never shown by its id", async () => {
    const expert = await somebody();
    await listed(expert);
    const mark = randomUUID().slice(0, 8);
    const tag = { nameZh: `梯级水电站防护${mark}`, nameEn: `Cascade hydropower protection ${mark}` };
    const { id } = await as(expert).experts.proposeTag(tag);
    expect(await stranger.experts.tags({})).toContainEqual(expect.objectContaining({ id, ...tag, curated: false }));
    await as(expert).experts.saveClaims({ claims: [{ conceptId: id, level: 2 }] });
    await becomes({ query: `Cascade ${mark}` }, 1);
    expect(await total({ query: `梯级水电站防护${mark}` })).toBe(1);
    expect(await total({ query: mark, skills: ["skill:segmentation"] })).toBe(0);
    await as(await operator()).experts.curateTag({
      id,
      ...tag,
      aliases: [],
      parentId: "skill:segmentation",
      mergeInto: null,
    });
    await becomes({ query: mark, skills: ["skill:segmentation"] }, 1);
    const { names, people } = await stranger.experts.search({ query: mark });
    expect(names[id]).toEqual(tag);
    expect(people[0]?.skills[0]).toMatchObject({ conceptId: id, ...tag });
  });
});

describe("a tree of local tags", () => {
  const proposed = async (names: string) => {
    const tag = { nameZh: `${names}标签`, nameEn: names };
    return { id: (await as(await somebody()).experts.proposeTag(tag)).id, ...tag, aliases: [] };
  };
  const plain = { parentId: null, mergeInto: null };

  it("is never bent into a circle, however many tags it would pass through", async () => {
    const mark = randomUUID().slice(0, 8);
    const api = as(await operator());
    const [top, middle, low] = [
      await proposed(`Top ${mark}`),
      await proposed(`Middle ${mark}`),
      await proposed(`Low ${mark}`),
    ];
    await api.experts.curateTag({ ...middle, ...plain, parentId: top.id });
    await api.experts.curateTag({ ...low, ...plain, parentId: middle.id });
    const circle = { code: "CONFLICT", cause: { reason: "tagCircle" } };
    await expect(api.experts.curateTag({ ...top, ...plain, parentId: low.id })).rejects.toMatchObject(circle);
    await expect(api.experts.curateTag({ ...top, ...plain, mergeInto: low.id })).rejects.toMatchObject(circle);
  });

  it("keeps what hangs on a tag when it is merged: endorsements and the tags below", async () => {
    const mark = randomUUID().slice(0, 8);
    const api = as(await operator());
    const [old, kept, below, lowest] = [
      await proposed(`Old ${mark}`),
      await proposed(`Kept ${mark}`),
      await proposed(`Below ${mark}`),
      await proposed(`Lowest ${mark}`),
    ];
    await api.experts.curateTag({ ...below, ...plain, parentId: old.id });
    await api.experts.curateTag({ ...lowest, ...plain, parentId: below.id });
    const [one, other] = [await somebody(), await somebody()];
    await listed(one, { headlineEn: mark }, { claims: { [old.id]: 3 } });
    await listed(other, { headlineEn: mark }, { claims: { [lowest.id]: 2 } });
    const endorsement = { personId: one.id, conceptId: old.id, level: 3, note: "" };
    await as(await somebody()).experts.endorse(endorsement);
    await api.experts.curateTag({ ...old, ...plain, mergeInto: kept.id });
    expect((await stranger.experts.profile({ personId: one.id })).skills).toMatchObject([
      { conceptId: kept.id, level: 3, backing: "endorsed", endorsements: 1 },
    ]);
    await becomes({ query: mark, skills: [kept.id] }, 2);
  });
});

describe("a credential from elsewhere", () => {
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const subject = (email: string, salt: string) => ({
    credentialSubject: {
      type: ["AchievementSubject"],
      identifier: [
        {
          type: "IdentityObject",
          identityType: "emailAddress",
          hashed: true,
          salt,
          identityHash: `sha256$${hash(email + salt)}`,
        },
      ],
      achievement: {
        id: "https://academy.example/badges/1",
        type: ["Achievement"],
        name: "Plant security",
        description: "Secures a plant network",
        criteria: { narrative: "An examination" },
      },
    },
  });
  const attach = (who: Member, document: object | undefined) =>
    as(who).experts.attachCredential({
      credential: { text: JSON.stringify(document) },
      conceptIds: ["skill:segmentation"],
      audience: "everyone",
    });

  it("stands as verified where its issuer is known and it names the person, else as stated", async () => {
    const [expert, other] = [await somebody(), await somebody()];
    for (const who of [expert, other]) await listed(who);
    const unknown = await foreign("eddsa-jcs-2022", subject(expert.email, "s1"));
    expect(await attach(expert, unknown.document)).toEqual({ title: "Plant security", standing: "stated" });
    await expect(attach(expert, unknown.document)).rejects.toMatchObject({ cause: { reason: "evidenceKnown" } });
    const badge = await foreign("eddsa-jcs-2022", subject(expert.email, "s2"));
    await as(await operator()).credentials.addIssuer({ id: badge.issuerId, name: "Academy", reason: "visited" });
    // The same badge in somebody else's hands says nothing about them.
    expect(await attach(other, badge.document)).toMatchObject({ standing: "stated" });
    expect(await attach(expert, badge.document)).toMatchObject({ standing: "verified" });
    const { skills, evidence: kept } = await stranger.experts.profile({ personId: expert.id });
    expect(skills[0]).toMatchObject({ conceptId: "skill:segmentation", backing: "verified", level: 3 });
    expect(kept.map(({ source, standing }) => [source, standing]).sort()).toEqual([
      ["foreign", "stated"],
      ["foreign", "verified"],
    ]);
  });

  it.each([
    ["has expired", { validFrom: "2019-01-01T00:00:00Z", validUntil: "2020-01-01T00:00:00Z" }, /已过期/u],
    ["does not hold yet", { validFrom: "2999-01-01T00:00:00Z" }, /尚未生效/u],
    ["cannot be asked for", { credentialStatus: { type: "SomethingElse" } }, /无法核验其状态/u],
  ])("that %s is refused with the reason and leaves the profile as it was", async (_what, change, words) => {
    const expert = await somebody();
    await listed(expert);
    const { document } = await foreign("eddsa-jcs-2022", change);
    const refused = (await attach(expert, document).catch((error: unknown) => error)) as {
      cause?: { reason?: string; facts?: { outcome?: string } };
    };
    expect(refused.cause?.reason).toBe("credentialRefused");
    expect(refused.cause?.facts?.outcome).toMatch(words);
    expect((await as(expert).experts.me({})).evidence).toEqual([]);
  });

  it("is refused when a byte was changed, and when it was issued here", async () => {
    const expert = await somebody();
    await listed(expert);
    const { document } = await foreign("eddsa-jcs-2022");
    await expect(attach(expert, { ...document, name: "Everything" })).rejects.toMatchObject({
      cause: { reason: "credentialRefused" },
    });
    const id = await issued(expert.id);
    const page = await stranger.credentials.get({ id });
    await expect(
      as(expert).experts.attachCredential({
        credential: { text: page.document },
        conceptIds: [],
        audience: "everyone",
      }),
    ).rejects.toMatchObject({ cause: { reason: "credentialOwn" } });
  });
});

describe("a competing proposal", () => {
  it("keeps the people behind it off a panel about the need; only the need's buyer can ask", async () => {
    const stage = await proposed();
    const [rival, free] = [await somebody(), await somebody()];
    for (const who of [rival, free]) {
      await listed(who);
      await known(who);
    }
    await db().membership.create({
      data: { organisationId: stage.firms[0].id, personId: rival.id, role: "member" },
    });
    const id = await poolWith(stage.buyer.owner, [rival, free]);
    const call = (needId: string) => ({
      poolId: id,
      title: "Evaluation",
      seats: 1,
      concerns: { organisationIds: [], emails: [], needId },
    });
    // Before the opening nobody is told who proposes.
    await expect(as(stage.buyer.owner).experts.prepareDraw(call(stage.needId))).rejects.toMatchObject({
      cause: { reason: "state_panel" },
    });
    await passDeadline(stage.needId);
    await expect(as(stage.buyer.owner).experts.prepareDraw(call(stage.needId))).rejects.toMatchObject({
      cause: { reason: "stillSealed" },
    });
    await openProposals(stage.buyer.owner.ctx, stage.needId);
    await openProposals(stage.second.ctx, stage.needId);
    const use = await as(stage.buyer.owner).experts.prepareDraw(call(stage.needId));
    await as(stage.buyer.owner).experts.drawPanel({ id: use.id, seed: "ab".repeat(32) });
    const panel = await as(stage.buyer.owner).experts.panel({ id: use.id });
    expect(panel.excluded).toMatchObject([{ person: { id: rival.id }, reason: "conflict", kinds: ["needList"] }]);
    expect(panel.seats.map(({ person }) => person.id)).toEqual([free.id]);
    expect(JSON.stringify(panel)).not.toContain(stage.firms[0].id);
    const other = await proposed();
    await passDeadline(other.needId);
    await expect(as(stage.buyer.owner).experts.prepareDraw(call(other.needId))).rejects.toMatchObject({
      cause: { reason: "buyerOnly" },
    });
  });
});

describe("what was earned here", () => {
  it("reaches what matching knows of the holder's organisation", async () => {
    const firm = await organisation("securityFirm");
    await as(firm.owner).experts.saveCapability({
      organisationId: firm.id,
      version: 0,
      summaryZh: "",
      summaryEn: "We look after plants.",
      conceptIds: [],
      regions: [],
      capacity: 2,
    });
    await issued(firm.owner.id, { titleEn: "Segmentation of plant networks", conceptIds: ["skill:segmentation"] });
    await settle();
    const buyer = await organisation("enterprise");
    const draft = await createDraft(buyer.owner.ctx, { content: content(), idempotencyKey: randomUUID() });
    await publishNeed(buyer.owner.ctx, draft);
    await settle();
    const { matches } = await as(buyer.owner).needs.matches({ id: draft.id });
    const own = matches.find(({ organisation: { id } }) => id === firm.id);
    expect(JSON.stringify(own)).toContain("Segmentation of plant networks");
  }, 90_000);
});

describe("who had their account erased", () => {
  it("leaves search and counts, is told nothing, and stands on panels under a pseudonym", async () => {
    const keeper = await organisation("alliance");
    const expert = await somebody();
    const mark = `Story${randomUUID().slice(0, 8)}`;
    await listed(expert, { headlineEn: mark });
    await as(expert).experts.addOwnEvidence(evidence());
    const id = await poolWith(keeper.owner, [expert]);
    await becomes({ query: mark }, 1);
    const use = await as(keeper.owner).experts.prepareDraw({
      poolId: id,
      title: "Panel",
      seats: 1,
      concerns: { organisationIds: [], emails: [], needId: null },
    });
    await as(keeper.owner).experts.drawPanel({ id: use.id, seed: "ab".repeat(32) });
    const before = (await as(keeper.owner).experts.panel({ id: use.id })).seats[0]?.person.nameEn ?? "";
    await as(expert).experts.eraseMe({ confirm: expert.email });
    await becomes({ query: mark }, 0);
    const pseudonym = (await peopleById([expert.id])).get(expert.id);
    expect(pseudonym?.nameEn).toMatch(/^Former member [0-9A-F]{6}$/u);
    const { seats } = await as(keeper.owner).experts.panel({ id: use.id });
    expect(seats[0]?.person).toEqual({ id: expert.id, nameZh: pseudonym?.nameZh, nameEn: pseudonym?.nameEn });
    expect(JSON.stringify(seats)).not.toContain(before);
    const row = await db().expertProfile.findUniqueOrThrow({ where: { personId: expert.id } });
    expect(row).toMatchObject({ content: {}, listed: false, tokens0: [], tokens1: [], tokens2: [], folded: [] });
    const told = await db().notification.count({ where: { personId: expert.id } });
    await notify([{ personId: expert.id, email: pseudonym?.email ?? "", locale: "en" }], {
      kind: "panelSeat",
      facts: {},
      href: "/",
      cause: randomUUID(),
    });
    expect(await db().notification.count({ where: { personId: expert.id } })).toBe(told);
  });

  it("backs nobody's skill any more, and is asked of no reviewer", async () => {
    const keeper = await organisation("alliance");
    const [expert, endorser, reviewer] = [await somebody(), await somebody(), await somebody()];
    const mark = `Word${randomUUID().slice(0, 8)}`;
    await listed(expert, { headlineEn: mark });
    await listed(endorser);
    const endorsement = { personId: expert.id, conceptId: "skill:segmentation", level: 3, note: "" };
    await as(endorser).experts.endorse(endorsement);
    await becomes({ query: mark, backing: "endorsed" }, 1);
    const poolId = await foundedPool(keeper.owner, [reviewer, await somebody()]);
    const call = { poolId, personId: endorser.id, statement: "Knows plant networks" };
    const { id } = await as(endorser).experts.nominate(call);
    await as(endorser).experts.answerNomination({ id, agree: true });
    await as(endorser).experts.eraseMe({ confirm: endorser.email });
    await becomes({ query: mark, backing: "endorsed" }, 0);
    await becomes({ query: mark }, 1);
    await expect(
      as(reviewer).experts.reviewNomination({ id, favour: true, reason: "Fits the field" }),
    ).rejects.toMatchObject({ cause: { reason: "nominationState" } });
  });

  it("leaves no hash of the address in any credential, and takes everything along before", async () => {
    const holder = await somebody();
    await listed(holder);
    const id = await issued(holder.id);
    const { statusIndex: _, ...row } = await db().credential.findUniqueOrThrow({ where: { id } });
    const copies = Array.from({ length: 205 }, () => ({ ...row, id: randomUUID(), sourceId: randomUUID() }));
    await db().credential.createMany({ data: copies as never });
    const peer = await somebody();
    await as(peer).experts.declareRelation({ email: holder.email, kind: "friendship", above: false, until: null });
    const reads = Array.from({ length: 501 }, () => ({ personId: holder.id, readerId: peer.id }));
    await db().contactRead.createMany({ data: reads });
    const taken = JSON.parse((await as(holder).experts.exportMyData({})).json) as Record<string, unknown[]> & {
      registry: { relationsToldByOthers: unknown[] };
    };
    expect([taken.credentials?.length, taken.reads?.length]).toEqual([206, 501]);
    expect(taken.registry.relationsToldByOthers).toMatchObject([{ byId: peer.id, kind: "friendship" }]);
    await as(holder).experts.eraseMe({ confirm: holder.email });
    const left = await db().credential.findMany({ where: { personId: holder.id }, select: { document: true } });
    expect(left.filter(({ document }) => JSON.stringify(document).includes("identityHash"))).toEqual([]);
  }, 60_000);

  it("leaves results and awards standing, with the pseudonym where the name was", async () => {
    const event = await running();
    const own = await team(event);
    const mate = await joined(own);
    const stage = await opened();
    const institute = await organisation("research");
    const judge = await institute.join("member");
    await appoint(stage.buyer.owner.ctx, { needId: stage.needId, emails: [judge.email] });
    await declareConflict(judge.ctx, { needId: stage.needId, hasConflict: false, note: "" });
    for (const proposalId of stage.proposals)
      await saveScores(judge.ctx, {
        needId: stage.needId,
        proposalId,
        scores: { quality: { score: 8, comment: "" } },
      });
    await submitScores(judge.ctx, stage.needId);
    const before = {
      team: await as(own.captain).competitions.myTeam({ slug: event.slug }),
      evaluation: await as(stage.buyer.owner).needs.evaluation({ id: stage.needId }),
    };
    for (const who of [mate, judge]) await as(who).experts.eraseMe({ confirm: who.email });
    const after = {
      team: await as(own.captain).competitions.myTeam({ slug: event.slug }),
      evaluation: await as(stage.buyer.owner).needs.evaluation({ id: stage.needId }),
    };
    const renamed = async (id: string) => (await peopleById([id])).get(id)?.nameEn ?? "";
    expect(after.team.people.find(({ personId }) => personId === mate.id)?.nameEn).toBe(await renamed(mate.id));
    expect(after.team.people.map(({ personId }) => personId)).toEqual(
      before.team.people.map(({ personId }) => personId),
    );
    expect(after.evaluation.panel[0]?.nameEn).toBe(await renamed(judge.id));
    expect(after.evaluation.standings).toEqual(before.evaluation.standings);
    for (const id of [mate.id, judge.id]) expect(await renamed(id)).toMatch(/^Former member/u);
  }, 90_000);
});
