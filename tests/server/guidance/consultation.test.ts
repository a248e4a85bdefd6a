import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { only, text } from "#tests/domain/guidance/cast";
import { organisation, person } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { visitor } from "@/domain/shared/actor";
import { callerFactory } from "@/server/api/root";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { systemCtx } from "@/server/platform/ctx";
import { as, bodies, consulting, nextMinute, passConsultation, problems } from "./stages";

useDatabase();

const outside = () => callerFactory({ ...systemCtx("test"), actor: visitor });
const say = (id: string, words: string, more: object = {}) => ({
  id,
  section: "s2",
  text: words,
  language: "en" as const,
  idempotencyKey: randomUUID(),
  ...more,
});

describe("a consultation", () => {
  it("hears a citizen and an enterprise, groups what says the same, answers with reasons, and ends in the final text", async () => {
    const both = await bodies();
    const firm = await organisation("enterprise");
    const citizen = callerFactory(await contextOfPerson((await person()).id, null));
    const second = callerFactory(await contextOfPerson((await person()).id, null));
    const id = await consulting(both);
    const { documentId } = await outside().guidance.consultation({ id });

    const letter = "Thirty days are too short for small utilities: give ninety days and a template for the inventory.";
    const first = await citizen.guidance.comment(say(id, letter));
    await second.guidance.comment(say(id, `${letter} Thank you.`));
    await as(firm.owner).guidance.comment(say(id, "The port list is missing DNP3.", { forOrganisation: true }));
    const secret = await as(firm.owner).guidance.comment(
      say(id, "Our own plant could not comply: secretdetail.", { confidential: true, forOrganisation: true }),
    );

    for (const act of [
      as(both.second.owner).guidance.comment(say(id, "We like our own text.")),
      as(both.lead.owner).guidance.support({ commentId: first.id, version: 1, support: true }),
    ])
      await expect(act).rejects.toMatchObject({ cause: { reason: "ownConsultation" } });
    await second.guidance.support({ commentId: first.id, version: 1, support: true });
    await second.guidance.support({ commentId: first.id, version: 1, support: true });
    await citizen.guidance.editComment({ commentId: first.id, version: 1, text: letter.replace("ninety", "sixty") });
    await expect(
      as(firm.owner).guidance.support({ commentId: first.id, version: 1, support: true }),
    ).rejects.toMatchObject({ cause: { code: "VERSION_CONFLICT" } });
    const history = await outside().guidance.commentHistory({ commentId: first.id });
    expect(history.map(({ version, supportersThen }) => [version, supportersThen])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    expect(history[1]?.pieces).toContainEqual({ kind: "removed", text: "ninety" });

    const seen = await outside().guidance.comments({ id });
    expect(seen.total).toBe(3);
    expect(JSON.stringify(seen)).not.toContain("secretdetail");
    await expect(outside().guidance.commentHistory({ commentId: secret.id })).rejects.toMatchObject({
      cause: { code: "NOT_FOUND" },
    });
    expect((await as(both.lead.owner).guidance.comments({ id })).total).toBe(4);
    // Totals and numbers tell the public of three, the makers of four.
    const [publicly, within] = [
      await outside().guidance.consultation({ id }),
      await as(both.lead.owner).guidance.consultation({ id }),
    ];
    expect([publicly.comments, publicly.sections]).toEqual([3, [{ anchor: "s2", comments: 3 }]]);
    expect([within.comments, within.sections]).toEqual([4, [{ anchor: "s2", comments: 4 }]]);
    expect((await outside().guidance.consultations({})).items.find((one) => one.id === id)?.comments).toBe(3);
    expect(seen.items.map(({ number }) => number).sort()).toEqual([1, 2, 3]);
    expect(secret.number).toBe(1);
    expect(
      (await outside().guidance.comments({ id, query: "DNP3" })).items.map(({ organisation }) => organisation?.id),
    ).toEqual([firm.id]);

    const [group] = await as(both.lead.owner).guidance.suggestClusters({ id });
    expect(group?.commentIds).toHaveLength(2);
    const cluster = await as(both.lead.owner).guidance.cluster({
      id,
      title: "More time for small utilities",
      commentIds: [...(group?.commentIds ?? []), secret.id],
      idempotencyKey: randomUUID(),
    });
    expect((await outside().guidance.consultation({ id })).clusters).toEqual([]);
    // A single comment finds its group too, and only a group of this consultation.
    const lead = as(both.lead.owner);
    const alone = (await lead.guidance.comments({ id, query: "DNP3" })).items.map((one) => one.id);
    expect(await lead.guidance.moveComments({ id, clusterId: cluster.id, commentIds: alone })).toEqual({ moved: 1 });
    expect((await lead.guidance.consultation({ id })).clusters[0]?.comments).toBe(4);
    expect(await lead.guidance.moveComments({ id, clusterId: null, commentIds: alone })).toEqual({ moved: 1 });
    const elsewhere = await consulting(await bodies());
    await expect(
      lead.guidance.moveComments({ id, clusterId: cluster.id.replace(/^./u, "f"), commentIds: alone }),
    ).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
    await expect(
      lead.guidance.moveComments({ id: elsewhere, clusterId: null, commentIds: alone }),
    ).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } });
    await as(both.lead.owner).guidance.reply({
      clusterId: cluster.id,
      version: 1,
      title: "More time for small utilities",
      decision: "partly",
      reply: "Sixty days for small firms.",
    });
    expect((await outside().guidance.consultation({ id })).clusters).toMatchObject([{ comments: 2, support: 1 }]);
    expect((await as(both.lead.owner).guidance.consultation({ id })).clusters).toMatchObject([{ comments: 3 }]);
    await expect(outside().guidance.outcome({ id })).rejects.toMatchObject({ cause: { reason: "stillOpen" } });
    const working = await as(both.lead.owner).guidance.get({ id: documentId });
    await expect(
      as(both.lead.owner).guidance.takeUp({ id: documentId, version: working.version }),
    ).rejects.toMatchObject({ cause: { reason: "stillOpen" } });

    await passConsultation(id);
    await expect(citizen.guidance.comment(say(id, "Too late."))).rejects.toMatchObject({
      cause: { reason: "consultationClosed" },
    });
    const { markdown } = await outside().guidance.outcome({ id });
    expect(markdown).toContain("Sixty days for small firms.");
    expect(markdown).not.toContain("secretdetail");
    // One report for everybody: three public comments by three people, one more in confidence and in no other count.
    expect(markdown).toContain("公开意见 3 条，来自 3 人、1 个单位；共获 1 次支持。");
    expect(markdown).toContain("另有 1 条意见应提出者要求保密");
    expect(await as(both.lead.owner).guidance.outcome({ id })).toEqual({ markdown });
    const content = text();
    await as(both.lead.owner).guidance.annotate({
      id,
      bodyZh: content.bodyZh.replace("关闭", "六十日内关闭"),
      bodyEn: content.bodyEn.replace("Close", "Within sixty days close"),
    });
    const annotated = (await outside().guidance.consultation({ id })).annotated;
    expect(annotated?.en.find(({ anchor }) => anchor === "s2")?.kind).toBe("changed");

    await as(both.lead.owner).guidance.closeOutcome({ id });
    await settle();
    const heard = (await citizen.notifications.list({})).items.map(({ kind }) => kind);
    expect(heard).toEqual(expect.arrayContaining(["consultationAnnotated", "consultationOutcome"]));
    const back = await as(both.lead.owner).guidance.takeUp({ id: documentId, version: working.version });
    const handed = await as(both.lead.owner).guidance.submit({ id: documentId, version: back.version });
    await as(both.second.owner).guidance.sign({ id: documentId, version: handed.version, approve: true, reason: "" });
    await settle();
    expect(await outside().guidance.consultation({ id })).toMatchObject({ stage: "final", finalPublic: true });
    expect((await outside().guidance.get({ id: documentId })).consultationId).toBe(id);
  });

  it("refuses 200,000 characters, a section that is not there, and a second support by fifty clicks at once", async () => {
    const id = await consulting(await bodies());
    const citizen = callerFactory(await contextOfPerson((await person()).id, null));
    const supporter = callerFactory(await contextOfPerson((await person()).id, null));
    expect(await problems(citizen.guidance.comment(say(id, "长".repeat(200_000))))).toEqual(["text COMMENT_TOO_LONG"]);
    await expect(citizen.guidance.comment(say(id, "Hello there", { section: "s99" }))).rejects.toMatchObject({
      cause: { code: "BAD_INPUT", reason: "SECTION_UNKNOWN" },
    });
    const { id: commentId } = await citizen.guidance.comment(say(id, "Support this, please."));
    await Promise.allSettled(
      Array.from({ length: 50 }, () => supporter.guidance.support({ commentId, version: 1, support: true })),
    );
    expect((await outside().guidance.comments({ id })).items[0]?.support).toBe(1);
    await expect(citizen.guidance.support({ commentId, version: 1, support: true })).rejects.toMatchObject({
      cause: { reason: "ownComment" },
    });
  });

  it("is found by nobody outside before it opens", async () => {
    const both = await bodies();
    const opensAt = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 600_000).toISOString();
    const closesAt = new Date(Date.parse(opensAt) + 600_000).toISOString();
    const id = await consulting(both, { consultation: { opensAt, closesAt, questions: [] } });
    await expect(outside().guidance.consultation({ id })).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
    expect((await outside().guidance.consultations({})).items.map((one) => one.id)).not.toContain(id);
    await expect(outside().guidance.comments({ id })).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
    expect((await as(both.lead.owner).guidance.consultation({ id })).open).toBe(false);
  });

  it("is announced to whoever follows its topic, sector or region, in its minute and not before", async () => {
    const both = await bodies();
    const follower = (await organisation("enterprise")).owner;
    await as(follower).guidance.saveSubscriptions({ topics: [], sectors: ["water"], regions: [], digest: "never" });
    const other = (await organisation("enterprise")).owner;
    await as(other).guidance.saveSubscriptions({ topics: ["procurement"], sectors: [], regions: [], digest: "never" });
    const rule = only({ sectors: ["sector:water"] });
    const opensAt = nextMinute(5);
    const closesAt = new Date(Date.parse(opensAt) + 600_000).toISOString();
    const later = await consulting(both, { rule, consultation: { opensAt, closesAt, questions: [] } });
    await settle();
    const news = async (member: typeof follower) =>
      (await as(member).notifications.list({})).items.filter(({ kind }) => kind === "consultationOpened");
    expect(await news(follower)).toEqual([]);
    const now = await consulting(both, { rule });
    await settle();
    expect((await news(follower)).map(({ href }) => href)).toEqual([`/guidance/consultations/${now}`]);
    expect(JSON.stringify(await news(follower))).not.toContain(later);
    expect(await news(other)).toEqual([]);
  });
});
