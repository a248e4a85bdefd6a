import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { content, type Organisation, organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { as, outcome } from "#tests/support/reader";
import { recompute, type ShownMatch } from "@/domain/matching/shown";
import type { NeedContent } from "@/domain/needs/schema";
import { matchingScheduledJobs } from "@/server/modules/needs/jobs-matching";
import { matchingIndex } from "@/server/modules/needs/matching-index";
import { award } from "@/server/modules/needs/service-evaluation";
import { computeMatches, placeProvider } from "@/server/modules/needs/service-matching";
import { createDraft, publishNeed } from "@/server/modules/needs/service-needs";
import { db } from "@/server/platform/db";
import { evaluated, opened } from "../needs/stages";

useDatabase();

type Profile = {
  summary?: string;
  skills?: string[];
  evidence?: { title: string; body: string; visibility?: "everyone" | "onlyUs" }[];
  capacity?: number;
};

async function firm(profile: Profile = {}): Promise<Organisation> {
  const made = await organisation("securityFirm");
  await as(made.owner.ctx).experts.saveCapability({
    organisationId: made.id,
    version: 0,
    summaryZh: "",
    summaryEn: profile.summary ?? "We segment plant networks and place industrial firewalls.",
    conceptIds: profile.skills ?? ["skill:segmentation"],
    regions: [],
    capacity: profile.capacity ?? 2,
  });
  for (const { title, body, visibility = "everyone" } of profile.evidence ?? [])
    await as(made.owner.ctx).experts.addEvidence({
      organisationId: made.id,
      kind: "project",
      title,
      body,
      language: "en",
      date: "2026-01-05",
      visibility,
      conceptIds: [],
      idempotencyKey: randomUUID(),
    });
  return made;
}

async function publish(change: Partial<NeedContent> = {}): Promise<{ needId: string; buyer: Organisation }> {
  const buyer = await organisation("enterprise");
  const draft = await createDraft(buyer.owner.ctx, { content: content(change), idempotencyKey: randomUUID() });
  await publishNeed(buyer.owner.ctx, draft);
  await settle();
  return { needId: draft.id, buyer };
}

async function matched(needId: string, buyer: Organisation) {
  const { matches } = await as(buyer.owner.ctx).needs.matches({ id: needId });
  return matches.map(({ organisation: { id } }) => id);
}

/** The minute's work, once every change so far is settled: transactions of other databases hold the horizon back too. */
const follow = async () => {
  await vi.waitFor(
    async () => {
      const [settled] = await db().$queryRaw<{ all: boolean }[]>`
        SELECT max("changedIn") < pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS "all" FROM "MatchingChange"`;
      expect(settled?.all).toBe(true);
    },
    { timeout: 20_000, interval: 50 },
  );
  for (const job of matchingScheduledJobs) await job.handle();
};

let near: Organisation;
let far: Organisation;
beforeAll(async () => {
  near = await firm({
    evidence: [
      { title: "Zones for a plant", body: "Separated the plant network from the offices with firewalls and rules." },
    ],
  });
  far = await firm({ summary: "Training of operators in awareness of phishing mail.", skills: [] });
});

describe("both directions", () => {
  it("the buyer is shown the nearer first, and the figures add up from what is shown", async () => {
    const { needId, buyer } = await publish();
    const { run, matches } = await as(buyer.owner.ctx).needs.matches({ id: needId });
    const ids = matches.map(({ organisation: { id } }) => id);
    expect(ids.indexOf(near.id)).toBeLessThan(ids.includes(far.id) ? ids.indexOf(far.id) : Number.POSITIVE_INFINITY);
    expect(run).toMatchObject({ seed: `${needId}:2`, eligible: matches.length });
    for (const match of matches) {
      const again = recompute(match as unknown as ShownMatch);
      expect(again.score).toBeCloseTo(match.score, 6);
      expect(match.text.points + match.parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(match.score, 6);
      for (const [at, points] of again.points.entries())
        expect(points).toBeCloseTo(at === 0 ? match.text.points : (match.parts[at - 1]?.points ?? 0), 6);
    }
    expect(matches[0]?.text.items.map(({ title }) => title)).toContain("Zones for a plant");
  });

  it("a provider that comes later sees the need at once, and takes its place in the buyer's list", async () => {
    const { needId, buyer } = await publish();
    const late = await firm({
      evidence: [{ title: "Segmentation", body: "Segmentation of a plant network, firewall, rules, training." }],
    });
    const fits = await as(late.owner.ctx).needs.matchedNeeds({});
    expect(fits.map(({ need }) => need.id)).toContain(needId);
    expect(await matched(needId, buyer)).not.toContain(late.id);
    await follow();
    expect(await matched(needId, buyer)).toContain(late.id);
    const ranks = await db().needMatch.findMany({ where: { needId }, orderBy: { rank: "asc" } });
    expect(ranks.map(({ rank }) => rank)).toEqual(ranks.map((_, at) => at + 1));
  });

  it("a question keeps the texts as they were fitted when it began, also when a profile changes meanwhile", async () => {
    const asked = { body: "Segmentation of a plant network with firewalls and rules." };
    const { texts } = await matchingIndex();
    const before = texts.vectorOf(asked);
    await firm({ summary: "Firewalls, radio links and rules for pumping stations by the sea." });
    const anew = (await matchingIndex()).texts;
    expect(texts.vectorOf({ ...asked, title: "" })).toEqual(before);
    expect(texts.vectorOfItem("", { document: asked }).latent).toEqual(before.latent);
    expect(anew.model).not.toBe(texts.model);
    expect(anew.vectorOf(asked).words).not.toEqual(before.words);
  });

  it("a need that lacks only a skill is shown with how to qualify; the buyer is not shown the provider", async () => {
    const { needId, buyer } = await publish({ requiredSkills: ["skill:incident-response"] });
    expect(await matched(needId, buyer)).not.toContain(near.id);
    const mine = (await as(near.owner.ctx).needs.matchedNeeds({})).find(({ need }) => need.id === needId);
    expect(mine?.qualified).toBe(false);
    expect(mine?.missing).toContainEqual({
      kind: "skill",
      step: "addSkill",
      demand: "must",
      concepts: ["skill:incident-response"],
    });
  });

  it("evidence that its owner shows to nobody finds nothing and is told to nobody", async () => {
    const hidden = await firm({
      summary: "Consulting.",
      skills: [],
      evidence: [{ title: "CANARYTITLE", body: "Zirconium quench furnace hardening.", visibility: "onlyUs" }],
    });
    const { needId, buyer } = await publish({
      title: "Zirconium quench furnace",
      summary: "Zirconium quench furnace hardening",
      description: "Zirconium quench furnace.",
    });
    expect(await matched(needId, buyer)).not.toContain(hidden.id);
    const everywhere = JSON.stringify([
      await as(buyer.owner.ctx).needs.matches({ id: needId }),
      await as(hidden.owner.ctx).needs.matchedNeeds({}),
    ]);
    expect(everywhere).not.toContain("CANARYTITLE");
  });

  it("an invited-only need is ranked among the invited alone", async () => {
    const { needId, buyer } = await publish({ visibility: "invited", invitedOrganisationIds: [near.id] });
    expect(await matched(needId, buyer)).toEqual([near.id]);
    expect((await as(far.owner.ctx).needs.matchedNeeds({})).map(({ need }) => need.id)).not.toContain(needId);
  });
});

describe("exclusions", () => {
  it("a declared tie keeps a provider out of lists and from being invited, and the reason is stored", async () => {
    const tied = await firm();
    const buyer = await organisation("enterprise");
    const tie = {
      organisationId: tied.id,
      otherId: buyer.id,
      kind: "supplier" as const,
      note: "",
      idempotencyKey: randomUUID(),
    };
    await as(tied.owner.ctx).matching.declareTie(tie);
    const again = { ...tie, idempotencyKey: randomUUID() };
    expect(await outcome(as(tied.owner.ctx).matching.declareTie(again))).toBe("DUPLICATE tieOpen");
    expect(await outcome(as(tied.owner.ctx).matching.declareTie({ ...again, otherId: tied.id }))).toBe(
      "BAD_INPUT tieToItself",
    );
    const draft = await createDraft(buyer.owner.ctx, { content: content(), idempotencyKey: randomUUID() });
    await publishNeed(buyer.owner.ctx, draft);
    await settle();
    expect(await matched(draft.id, buyer)).not.toContain(tied.id);
    expect((await as(tied.owner.ctx).needs.matchedNeeds({})).map(({ need }) => need.id)).not.toContain(draft.id);
    const invite = as(buyer.owner.ctx).needs.matchFeedback({
      needId: draft.id,
      organisationId: tied.id,
      act: "invited",
    });
    expect(await outcome(invite)).toBe("CONFLICT excluded_supplierTie");
    const [kept] = await db().exclusionCheck.findMany({ where: { needId: draft.id, organisationId: tied.id } });
    expect(kept).toMatchObject({ step: "invitation", refused: true, byId: buyer.owner.id });
    expect(JSON.stringify(kept?.reasons)).toContain("supplierTie");
    const [declared] = await as(tied.owner.ctx).matching.ties({ organisationId: tied.id });
    await as(tied.owner.ctx).matching.endTie({ organisationId: tied.id, id: declared?.id ?? "" });
    expect(
      await outcome(
        as(buyer.owner.ctx).needs.matchFeedback({ needId: draft.id, organisationId: tied.id, act: "invited" }),
      ),
    ).toBe("CONFLICT excluded_supplierTie");
    expect(await outcome(as(buyer.owner.ctx).matching.ties({ organisationId: tied.id }))).toBe("FORBIDDEN notFound");
  });

  it("a firm of a country that is not admitted is neither offered nor invited, and cannot propose", async () => {
    const abroad = await firm();
    await db().organisation.update({ where: { id: abroad.id }, data: { country: "DE", region: null } });
    const { needId, buyer } = await publish({ admittedCountries: ["SG"] });
    const found = await matched(needId, buyer);
    expect(found).toContain(near.id);
    expect(found).not.toContain(abroad.id);
    expect((await as(abroad.owner.ctx).needs.matchedNeeds({})).map(({ need }) => need.id)).not.toContain(needId);
    const invite = as(buyer.owner.ctx).needs.matchFeedback({ needId, organisationId: abroad.id, act: "invited" });
    expect(await outcome(invite)).toBe("CONFLICT excluded_jurisdiction");
    const { content: read } = await as(abroad.owner.ctx).needs.get({ id: needId });
    expect(read.admittedCountries).toEqual(["SG"]);
  });

  it("the buyer's own list counts, with a reason, and frees the place", async () => {
    const { needId, buyer } = await publish();
    const give = (reason?: string) =>
      as(buyer.owner.ctx).needs.matchFeedback({
        needId,
        organisationId: near.id,
        act: "excluded",
        ...(reason ? { reason } : {}),
      });
    expect(await outcome(give())).toBe("BAD_INPUT reasonMissing");
    expect(await matched(needId, buyer)).toContain(near.id);
    await give("a lawsuit between us");
    await settle();
    expect(await matched(needId, buyer)).not.toContain(near.id);
    expect((await as(near.owner.ctx).needs.matchedNeeds({})).map(({ need }) => need.id)).not.toContain(needId);
  });

  it("an ended verification is out from the next question on", async () => {
    const ended = await firm();
    const { needId } = await publish();
    expect((await as(ended.owner.ctx).needs.matchedNeeds({})).map(({ need }) => need.id)).toContain(needId);
    await db().organisation.update({ where: { id: ended.id }, data: { verifiedUntil: new Date(Date.now() - 1) } });
    expect(await as(ended.owner.ctx).needs.matchedNeeds({})).toEqual([]);
  });

  it("is asked again at opening, where it only tells, and at award, where it refuses", async () => {
    const stage = await evaluated();
    const { needId, buyer, firms, proposals } = stage;
    await settle();
    const checked = await db().exclusionCheck.findMany({ where: { needId, step: "opening" } });
    expect(checked.map(({ organisationId }) => organisationId).sort()).toEqual(firms.map(({ id }) => id).sort());
    expect(checked.every(({ refused }) => !refused)).toBe(true);
    await as(buyer.owner.ctx).matching.declareTie({
      organisationId: buyer.id,
      otherId: firms[0].id,
      kind: "financial",
      note: "",
      idempotencyKey: randomUUID(),
    });
    const to = (proposalId: string) =>
      award(buyer.owner.ctx, {
        needId,
        proposalId,
        reason: "the best",
        feedback: proposals.map((id) => ({ proposalId: id, text: "Thank you." })),
        idempotencyKey: randomUUID(),
      });
    expect(await outcome(to(proposals[0]))).toBe("CONFLICT excluded_financialTie");
    await to(proposals[1]);
    await settle();
    const told = await db().matchFeedback.findMany({ where: { needId }, orderBy: { act: "asc" } });
    expect(told.map(({ act, organisationId }) => `${act} ${organisationId}`).sort()).toEqual(
      [`awarded ${firms[1].id}`, `proposed ${firms[0].id}`, `proposed ${firms[1].id}`].sort(),
    );
  });
});

describe("fair exposure", () => {
  it("is kept in a ledger that follows the newest ranking, and told in figures that add up", async () => {
    const { needId } = await publish();
    const entries = () => db().exposureEntry.findMany({ where: { needId }, orderBy: { place: "asc" } });
    const before = await entries();
    await Promise.all([computeMatches(needId), computeMatches(needId), computeMatches(needId)]);
    const after = await entries();
    expect(after.map(({ place, organisationId }) => [place, organisationId])).toEqual(
      before.map(({ place, organisationId }) => [place, organisationId]),
    );
    const figures = await as(near.owner.ctx).matching.exposure({});
    expect(figures.rankings).toBeGreaterThan(0);
    for (const rows of [figures.bySize, figures.byRegion]) {
      expect(rows.reduce((sum, { exposure }) => sum + exposure, 0)).toBeCloseTo(1, 6);
      expect(rows.reduce((sum, { pool }) => sum + pool, 0)).toBeCloseTo(1, 6);
    }
    expect(JSON.stringify(figures)).not.toContain(near.id);
  });

  it("stays true when a profile changes: what was shown keeps its size, what is shown from then on has the new one", async () => {
    const changing = await firm({ summary: "We segment plant networks, and nothing else." });
    await db().organisation.update({ where: { id: changing.id }, data: { sizeBand: "micro", region: "CN-65" } });
    const { needId } = await publish();
    const entries = () =>
      db().exposureEntry.findMany({ where: { needId }, orderBy: [{ place: "asc" }, { at: "asc" }] });
    const before = await entries();
    const own = before.find(({ organisationId }) => organisationId === changing.id);
    expect(own).toMatchObject({ sizeBand: "micro", region: "CN-65", until: null });
    await db().organisation.update({ where: { id: changing.id }, data: { sizeBand: "large", region: "CN-11" } });
    await Promise.all([placeProvider(changing.id), placeProvider(changing.id)]);
    const after = await entries();
    const kept = after.find(({ id }) => id === own?.id);
    expect(kept).toMatchObject({ sizeBand: "micro", region: "CN-65", place: own?.place });
    expect(kept?.until).not.toBeNull();
    const standing = after.filter(({ until }) => until === null);
    expect(standing.filter(({ organisationId }) => organisationId === changing.id)).toMatchObject([
      { sizeBand: "large", region: "CN-11" },
    ]);
    // One page stands, place by place, and it is the page that the buyer reads.
    const rows = await db().needMatch.findMany({ where: { needId }, orderBy: { rank: "asc" }, take: standing.length });
    expect(standing.map(({ organisationId }) => organisationId)).toEqual(rows.map((row) => row.organisationId));
    expect(standing.map(({ place }) => place)).toEqual(rows.map(({ rank }) => rank));
  });

  it("counts every ranking once: who stood at a place for three quarters of the time counts three quarters", async () => {
    const { needId } = await publish();
    const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
    await db().exposureEntry.deleteMany({});
    await db().exposureEntry.createMany({
      data: [
        { needId, needVersion: 1, place: 1, organisationId: near.id, sizeBand: "micro", at: hours(8), until: hours(2) },
        { needId, needVersion: 1, place: 1, organisationId: near.id, sizeBand: "large", at: hours(2), until: hours(0) },
      ].map((row) => ({ ...row, region: "CN-65", lifted: row.sizeBand === "micro" })),
    });
    const { bySize, lifted } = await as(near.owner.ctx).matching.exposure({});
    const exposure = (band: string) => bySize.find(({ key }) => key === band)?.exposure;
    expect(exposure("micro")).toBeCloseTo(0.75, 3);
    expect(exposure("large")).toBeCloseTo(0.25, 3);
    expect(lifted).toBe(1);
  });
});

describe("track record", () => {
  it("what is being delivered is load, so that the next need finds less capacity free", async () => {
    const busy = await firm({ capacity: 1 });
    const { needId } = await publish();
    const capacity = async () =>
      (await as(busy.owner.ctx).needs.matchedNeeds({}))
        .find(({ need }) => need.id === needId)
        ?.parts.find(({ kind }) => kind === "capacity")?.share;
    expect(await capacity()).toBe(1);
    const stage = await opened();
    await db()
      .$executeRaw`UPDATE "Proposal" SET "organisationId" = ${busy.id}::uuid WHERE "id" = ${stage.proposals[0]}::uuid`;
    await db().award.create({
      data: {
        needId: stage.needId,
        proposalId: stage.proposals[0],
        reason: "test",
        evaluation: [],
        currency: "CNY",
        amount: 1n,
        byId: stage.buyer.owner.id,
        standstillUntil: new Date(),
      },
    });
    await db().need.update({ where: { id: stage.needId }, data: { state: "delivering" } });
    expect(await capacity()).toBe(0);
  });
});
