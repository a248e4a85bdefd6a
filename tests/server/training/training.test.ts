import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { content, organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { createDraft, publishNeed } from "@/server/modules/needs/service-needs";
import { db } from "@/server/platform/db";
import { as, listed, somebody, stranger } from "../experts/stages";

useDatabase();

const plan = [
  { id: "basics", title: "Basics", hours: 40, practice: false, conceptIds: ["skill:segmentation"] },
  { id: "practice", title: "Practice", hours: 80, practice: true, conceptIds: ["skill:segmentation"] },
];

async function planned(places = 2, roles = ["nice:PD-WRL-007"], modules = plan) {
  const institute = await organisation("research");
  const works = await organisation("enterprise");
  const mentor = await somebody();
  const { id } = await as(institute.owner).training.create({
    titleZh: "工控安全联合培养",
    titleEn: "Joint training in OT security",
    summaryZh: "十二周",
    summaryEn: "Twelve weeks",
    content: {
      roles,
      modules,
      site: "Linhe",
      stipend: "3000 CNY a month",
    },
    places,
    mentorEmails: [mentor.email],
    partnerIds: [works.id],
    applyUntil: new Date(Date.now() + 86_400_000).toISOString(),
    startsOn: "2027-03-01",
    endsOn: "2027-06-01",
    idempotencyKey: randomUUID(),
  });
  return { id, institute, works, mentor };
}
type Planned = Awaited<ReturnType<typeof planned>>;

async function open(places = 2, modules = plan): Promise<Planned> {
  const made = await planned(places, undefined, modules);
  await as(made.works.owner).training.confirm({ id: made.id });
  await as(made.institute.owner).training.move({ id: made.id, version: 1, act: "publish" });
  return made;
}

const statement = "I want to learn how plants are protected.";
const applicationOf = async ({ id, institute }: Planned, personId: string) =>
  (await as(institute.owner).training.get({ id })).learners.find(({ person }) => person.id === personId)
    ?.applicationId ?? "";

describe("a programme", () => {
  it("aims at work roles of the tables only", async () => {
    await expect(planned(2, ["nice:wizard"])).rejects.toMatchObject({ cause: { reason: "conceptUnknown" } });
  });

  it("is joint: every partner confirms, one is a research institute and one an enterprise or firm", async () => {
    const { id, institute, works } = await planned();
    const publish = () => as(institute.owner).training.move({ id, version: 1, act: "publish" });
    await expect(publish()).rejects.toMatchObject({ cause: { reason: "partnerUnconfirmed" } });
    await expect(as((await organisation("enterprise")).owner).training.confirm({ id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(stranger.training.get({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await as(works.owner).training.confirm({ id });
    await publish();
    expect((await stranger.training.get({ id })).state).toBe("open");
  });
});

describe("a learner", () => {
  it("applies, is accepted, learns on a real need, finishes, and a stranger verifies the credential", async () => {
    const made = await open();
    const student = await somebody();
    await listed(student, { talent: "student" }, { birthDate: "2003-01-01", claims: {} });
    await as(student).training.applyFor({ id: made.id, statement });
    const applicationId = await applicationOf(made, student.id);
    await as(made.institute.owner).training.decide({
      applicationId,
      accept: true,
      reason: "A clear statement",
      mentorId: made.mentor.id,
    });
    const record = (moduleId: string, needId: string | null) =>
      as(made.mentor).training.record({ applicationId, moduleId, passed: true, note: "well done", needId });
    await record("basics", null);
    await expect(record("practice", null)).rejects.toMatchObject({ cause: { reason: "practiceNeed" } });
    await expect(
      as(student).training.record({ applicationId, moduleId: "practice", passed: true, note: "", needId: null }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(as(made.institute.owner).training.complete({ applicationId })).rejects.toMatchObject({
      cause: { reason: "modulesLeft" },
    });
    const draft = await createDraft(made.works.owner.ctx, { content: content(), idempotencyKey: randomUUID() });
    await publishNeed(made.works.owner.ctx, draft);
    await record("practice", draft.id);
    const { credentialId } = await as(made.institute.owner).training.complete({ applicationId });
    const page = await stranger.credentials.get({ id: credentialId });
    expect(page).toMatchObject({ outcome: "valid", kind: "training", titleEn: "Joint training in OT security" });
    expect(page.evidence).toMatchObject([{ url: `/needs/${draft.id}` }]);
    expect((await stranger.credentials.verify({ text: page.document })).outcome).toBe("valid");
    await settle();
    const skill = (await stranger.experts.profile({ personId: student.id })).skills[0];
    expect(skill).toMatchObject({ conceptId: "skill:segmentation", backing: "earned", level: 3 });
    await as(student).training.outcome({ applicationId, placedOn: "2027-07-01", retained: true });
    // One person is no figure.
    expect((await stranger.training.get({ id: made.id })).outcomes).toEqual({
      accepted: null,
      completed: null,
      placed: null,
      retained: null,
    });
  });

  it("who belongs to a partner is decided on by others", async () => {
    const made = await open(1, plan.slice(0, 1));
    const { owner } = made.works;
    await as(owner).training.applyFor({ id: made.id, statement });
    const applicationId = await applicationOf(made, owner.id);
    const decision = { applicationId, accept: true, reason: "fits", mentorId: null };
    const own = { cause: { reason: "ownRecord" } };
    await expect(as(owner).training.decide(decision)).rejects.toMatchObject(own);
    await as(made.institute.owner).training.decide(decision);
    await as(made.mentor).training.record({ applicationId, moduleId: "basics", passed: true, note: "", needId: null });
    await expect(as(owner).training.complete({ applicationId })).rejects.toMatchObject(own);
    await as(made.institute.owner).training.complete({ applicationId });
  });

  it("is completed however many modules it has and however long their titles are", async () => {
    const modules = Array.from({ length: 40 }, (_, n) => ({
      id: `m${n}`,
      title: `\u{1f512}${"x".repeat(197)}`,
      hours: 1,
      practice: n < 25,
      conceptIds: [],
    }));
    const made = await open(1, modules);
    const student = await somebody();
    await as(student).training.applyFor({ id: made.id, statement });
    const applicationId = await applicationOf(made, student.id);
    const api = as(made.institute.owner).training;
    await api.decide({ applicationId, accept: true, reason: "fits", mentorId: null });
    const draft = await createDraft(made.works.owner.ctx, { content: content(), idempotencyKey: randomUUID() });
    await publishNeed(made.works.owner.ctx, draft);
    for (const { id: moduleId, practice } of modules)
      await api.record({ applicationId, moduleId, passed: true, note: "", needId: practice ? draft.id : null });
    const { credentialId } = await api.complete({ applicationId });
    expect(await stranger.credentials.get({ id: credentialId })).toMatchObject({ outcome: "valid" });
  });

  it("gets a place only while there is one, whoever decides at the same time", async () => {
    const made = await open(1);
    const students = [await somebody(), await somebody(), await somebody()];
    for (const one of students) await as(one).training.applyFor({ id: made.id, statement });
    await expect(
      as(students[0] as (typeof students)[number]).training.applyFor({ id: made.id, statement }),
    ).rejects.toMatchObject({ cause: { reason: "appliedAlready" } });
    const ids = await Promise.all(students.map(({ id }) => applicationOf(made, id)));
    const decided = await Promise.allSettled(
      ids.map((applicationId) =>
        as(made.institute.owner).training.decide({ applicationId, accept: true, reason: "good", mentorId: null }),
      ),
    );
    expect(decided.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db().trainingApplication.count({ where: { programmeId: made.id, state: "accepted" } })).toBe(1);
  });

  it("is seen with statement and record by partners and mentors, and by nobody else", async () => {
    const made = await open();
    const student = await somebody();
    await as(student).training.applyFor({ id: made.id, statement: `${statement} canary-7731` });
    const seen = async (api: typeof stranger) =>
      JSON.stringify(await api.training.get({ id: made.id })).includes("canary-7731");
    const other = await somebody();
    await as(other).training.applyFor({ id: made.id, statement });
    expect([await seen(as(made.works.owner)), await seen(as(made.mentor)), await seen(as(student))]).toEqual([
      true,
      true,
      true,
    ]);
    expect([
      await seen(stranger),
      await seen(as(other)),
      await seen(as((await organisation("research")).owner)),
    ]).toEqual([false, false, false]);
    const applicationId = await applicationOf(made, student.id);
    await as(student).training.withdraw({ applicationId });
    await expect(as(other).training.withdraw({ applicationId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
