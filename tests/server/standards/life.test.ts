import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { as, outcome, stranger } from "#tests/support/reader";
import { ballotList, recount } from "@/domain/standards/ballot-list";
import type { BallotRuleId, VoteKind } from "@/domain/standards/ballot-rules";
import { type ContentNode, paragraphs, plainText } from "@/domain/standards/content";
import { standardsScheduledJobs } from "@/server/modules/standards/jobs";
import { exportRedline, exportStandard } from "@/server/modules/standards/service-outputs";
import { readZip } from "@/server/platform/archives";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { sha256 } from "@/server/platform/secrets";
import { convened, drafting, move, passBallot } from "./stages";

useDatabase();

const key = () => randomUUID();
const soon = () => new Date(Date.now() + 3_600_000).toISOString();
type Stage = Awaited<ReturnType<typeof drafting>>;

async function ballot(stage: Stage, rule: BallotRuleId, votes: readonly VoteKind[]): Promise<string> {
  const { id } = await as(stage.secretary).standards.openBallot({
    standardId: stage.id,
    rule,
    closesAt: soon(),
    idempotencyKey: key(),
  });
  const voters: Ctx[] = [stage.secretary, ...stage.others.map(({ owner }) => owner.ctx)];
  for (const [index, vote] of votes.entries()) {
    const voter = voters[index];
    if (voter) await as(voter).standards.vote({ ballotId: id, vote, reason: "a reason" });
  }
  await passBallot(id);
  await as(stage.secretary).standards.closeBallot({ id });
  return id;
}

/** Out for comments, the text frozen. */
async function frozen(): Promise<Stage> {
  const stage = await drafting();
  await move(stage.secretary, stage.id, "close");
  await move(stage.secretary, stage.id, "approve");
  return stage;
}

async function publish(stage: Stage): Promise<void> {
  await ballot(stage, "oasisSpecial", ["approve", "approve", "approve"]);
  await move(stage.secretary, stage.id, "close");
  await move(stage.secretary, stage.id, "approve");
  await move(stage.secretary, stage.id, "close");
  await settle();
}

async function request(stage: Stage, ctx: Ctx, text: string) {
  const { version } = await as(ctx).standards.clause({ id: stage.scopeId });
  return as(ctx).standardsLife.requestChange({
    standardId: stage.id,
    clauseId: stage.scopeId,
    clauseVersion: version,
    content: paragraphs(text),
    reason: "an accepted comment asks for it",
    idempotencyKey: key(),
  });
}

describe("after the freeze", () => {
  it("the text changes only through requests: asked for, decided by somebody else, applied as a new version", async () => {
    const stage = await frozen();
    const { id, secretary, scopeId } = stage;
    const [member] = stage.others;
    if (!member) throw new Error("no member");
    const { version } = await as(secretary).standards.clause({ id: scopeId });
    const direct = as(secretary).standards.saveClause({ id: scopeId, version, content: [] });
    expect(await outcome(direct)).toBe("FORBIDDEN textFrozen");

    const { id: commentId } = await as(member.owner.ctx).standards.comment({
      standardId: id,
      clauseId: scopeId,
      kind: "te",
      comment: "应写明适用对象。",
      idempotencyKey: key(),
    });
    const asked = {
      standardId: id,
      clauseId: scopeId,
      clauseVersion: version,
      content: paragraphs("本文件规定了远程运维的安全要求，适用于运营单位。"),
      reason: "写明适用对象",
      commentIds: [commentId],
    };
    const ask = () => as(member.owner.ctx).standardsLife.requestChange({ ...asked, idempotencyKey: key() });
    expect(await outcome(ask())).toBe("BAD_INPUT commentsNotAccepted");
    await as(secretary).standards.resolveComment({ id: commentId, resolution: "accepted" });
    const { id: changeId } = await ask();
    const own = await request(stage, secretary, "another text");
    expect(await outcome(as(secretary).standardsLife.decideChange({ id: own.id, accept: true }))).toBe(
      "FORBIDDEN ownChange",
    );
    expect(await outcome(as(secretary).standardsLife.applyChange({ id: changeId }))).toBe(
      "STATE_REFUSED changeNotAccepted",
    );
    // A request that waits holds the gate.
    const gate = (await as(secretary).standards.get({ id })).gates.find((one) => one.gate === "changesApplied");
    expect(gate).toMatchObject({ holds: false, have: 2 });

    await as(secretary).standardsLife.decideChange({ id: changeId, accept: true });
    const results = await Promise.all(
      [1, 2, 3].map(() => outcome(as(secretary).standardsLife.applyChange({ id: changeId }))),
    );
    expect(results.filter((one) => one === "ok")).toHaveLength(1);
    const { requests } = await as(secretary).standardsLife.changes({ id });
    const applied = requests.find((one) => one.id === changeId);
    expect(applied).toMatchObject({ state: "applied", comments: [1] });
    const kept = await db().standardVersion.findFirstOrThrow({
      where: { standardId: id, version: applied?.appliedVersion ?? 0 },
    });
    expect(JSON.stringify(kept.clauses)).toContain("适用于运营单位");
    expect((await db().standardComment.findUniqueOrThrow({ where: { id: commentId } })).changedVersion).toBe(
      version + 1,
    );
    // The other was written against a text that is no more; and what is settled stays.
    expect(requests.find((one) => one.id === own.id)?.outdated).toBe(true);
    await expect(db().standardChange.update({ where: { id: changeId }, data: { reason: "x" } })).rejects.toThrow(
      /is settled/u,
    );
    expect(await outcome(as(stranger()).standardsLife.changes({ id }))).toBe("UNAUTHENTICATED signIn");
  });

  it("while a clause is drafted it is edited directly, and a request says so", async () => {
    const stage = await drafting();
    expect(await outcome(request(stage, stage.secretary, "text"))).toBe("FORBIDDEN textNotFrozen");
  });

  it("a foreign expert who is limited to a clause reads no word of another, by no door, until the text is public", async () => {
    const stage = await drafting();
    const { id, secretary, scopeId } = stage;
    const chair = as(secretary);
    const place = { standardId: id, parentId: null, afterId: null, kind: "body" as const };
    const hidden = (await chair.standards.addClause({ ...place, title: "CANARY title", idempotencyKey: key() })).id;
    const gone = (await chair.standards.addClause({ ...place, title: "CANARY gone", idempotencyKey: key() })).id;
    await chair.standards.deleteClause({ id: gone, version: 1, reason: "CANARY reason" });
    const { version: kept } = await chair.standards.takeSnapshot({ standardId: id, reason: "before" });
    await chair.standards.saveClause({ id: hidden, version: 1, content: paragraphs("系统必须 CANARY。") });
    const { id: documentId } = await chair.standardsLife.addDocument({
      standardId: id,
      reference: "IEC 62443-3-3:2013",
      idempotencyKey: key(),
    });
    const pair = { documentId, target: "SR 1.1", relation: "subset-of" as const, rationale: "CANARY rationale" };
    await chair.standardsLife.mapClause({ clauseId: hidden, ...pair });
    const guest = await organisation("research");
    await chair.standards.addMember({
      standardId: id,
      email: guest.owner.email,
      category: "research",
      role: "foreignExpert",
      clauseIds: [scopeId],
    });
    const { standards, standardsText, standardsLife } = as(guest.owner.ctx);
    const seen = async () => [
      await standards.get({ id }),
      await standardsText.read({ id }),
      await standards.lint({ id }),
      await standards.redline({ standardId: id, from: kept, to: null }),
      await standards.comments({ id }),
      await standardsText.deletedClauses({ standardId: id }),
      await standardsLife.matrix({ id }),
      await standardsLife.trials({ id }),
      await standardsLife.changes({ id }),
      String((await exportStandard(guest.owner.ctx, id, "standard.html")).body),
      String((await exportStandard(guest.owner.ctx, id, "oscal.json")).body),
      (await readZip(Buffer.from((await exportRedline(guest.owner.ctx, id, kept, null)).body)))
        .get("word/document.xml")
        ?.toString(),
    ];
    expect(JSON.stringify(await seen())).not.toContain("CANARY");
    expect(await outcome(standards.clause({ id: hidden }))).toBe("FORBIDDEN otherClauses");
    expect(JSON.stringify(await chair.standards.lint({ id }))).toContain("CANARY");
    await move(secretary, id, "close");
    await move(secretary, id, "approve");
    expect(JSON.stringify(await standardsText.read({ id }))).toContain("CANARY");
    expect(JSON.stringify(await standards.redline({ standardId: id, from: kept, to: null }))).not.toContain("CANARY");
  });

  it("a foreign expert asks for changes only in the given clauses", async () => {
    const stage = await frozen();
    const guest = await organisation("research");
    const { clauses } = await as(stage.secretary).standardsText.read({ id: stage.id });
    const other = clauses.find(({ id }) => id !== stage.scopeId)?.id ?? "";
    await as(stage.secretary).standards.addMember({
      standardId: stage.id,
      email: guest.owner.email,
      category: "research",
      role: "foreignExpert",
      clauseIds: [other],
    });
    expect(await outcome(request(stage, guest.owner.ctx, "text"))).toBe("FORBIDDEN otherClauses");
  });
});

describe("ballots", () => {
  it("anybody counts the published list again; a receipt is the commitment to one vote", async () => {
    const stage = await frozen();
    const id = await ballot(stage, "oasisSpecial", ["approve", "approve", "approve", "disapprove"]);
    const list = ballotList.parse(await as(stage.secretary).standardsLife.ballotList({ id }));
    expect(recount(list, sha256)).toMatchObject({ faults: [], outcome: { approved: true } });
    const [first, ...rest] = list.votes;
    if (!first) throw new Error("no vote");
    const turned = { ...list, votes: [{ ...first, vote: "abstain" as const }, ...rest] };
    expect(recount(turned, sha256).faults.map(({ code }) => code)).toContain("receipt");
    await expect(db().ballot.update({ where: { id }, data: { outcome: {} } })).rejects.toThrow(/is counted/u);
  });

  it("before the close there is no list, and votes that race with each other and the close count once or not at all", async () => {
    const stage = await frozen();
    const [member] = stage.others;
    if (!member) throw new Error("no member");
    const open = { standardId: stage.id, rule: "experts34" as const, closesAt: soon(), idempotencyKey: key() };
    const { id } = await as(stage.secretary).standards.openBallot(open);
    expect(await outcome(as(stage.secretary).standardsLife.ballotList({ id }))).toBe("STATE_REFUSED ballotRunning");
    // The drafter's organisation stands aside under this rule.
    expect(await outcome(as(stage.secretary).standards.vote({ ballotId: id, vote: "approve" }))).toBe(
      "FORBIDDEN notEntitled",
    );
    const wrong = as(member.owner.ctx).standards.vote({ ballotId: id, vote: "confirm" });
    expect(await outcome(wrong)).toBe("BAD_INPUT voteNotHere");
    await as(member.owner.ctx).standards.vote({ ballotId: id, vote: "disapprove", reason: "too strict" });
    await passBallot(id);
    const late = () => outcome(as(member.owner.ctx).standards.vote({ ballotId: id, vote: "approve" }));
    const [count, ...votes] = await Promise.all([
      outcome(as(stage.secretary).standards.closeBallot({ id })),
      late(),
      late(),
      late(),
    ]);
    expect(count).toBe("ok");
    expect(votes).toEqual(Array.from({ length: 3 }, () => "FORBIDDEN ballotClosed"));
    const [counted] = await as(stage.secretary).standards.ballots({ id: stage.id });
    expect(counted?.outcome?.rollCall).toMatchObject([{ vote: "disapprove", reason: "too strict" }]);
  });

  it("a rule that the process does not know is refused; GB/T counts with the cap, also where the rule has none", async () => {
    const stage = await drafting();
    const open = { standardId: stage.id, closesAt: soon() };
    const ask = (rule: BallotRuleId) =>
      outcome(as(stage.secretary).standards.openBallot({ ...open, rule, idempotencyKey: key() }));
    expect(await ask("gbCommittee")).toBe("BAD_INPUT ruleNotHere");
    expect(await ask("systematicReview")).toBe("BAD_INPUT ruleNotHere");
  });
});

describe("mappings", () => {
  async function mapped(stage: Stage) {
    const chair = as(stage.secretary).standardsLife;
    const document = await chair.addDocument({
      standardId: stage.id,
      reference: "IEC 62443-3-3:2013",
      idempotencyKey: key(),
    });
    const mapping = await chair.mapClause({
      clauseId: stage.scopeId,
      documentId: document.id,
      target: "SR 1.13",
      relation: "intersects-with",
      rationale: "both are about remote access",
    });
    return { chair, documentId: document.id, mappingId: mapping.id };
  }

  it("turn stale when either side changes, and hold again once somebody has looked", async () => {
    const stage = await drafting();
    const { chair, documentId } = await mapped(stage);
    const only = async () => (await chair.matrix({ id: stage.id })).mappings[0];
    expect(await only()).toMatchObject({ target: "SR 1.13", stale: null });

    const { version } = await as(stage.secretary).standards.clause({ id: stage.scopeId });
    await as(stage.secretary).standards.lockClause({ id: stage.scopeId, locked: true });
    expect((await only())?.stale).toBeNull();
    await as(stage.secretary).standards.saveClause({ id: stage.scopeId, version, content: paragraphs("另一范围。") });
    const changed = await only();
    expect(changed?.stale).toBe("clauseChanged");
    await chair.confirmMapping({ id: changed?.id ?? "", version: changed?.version ?? 0 });
    expect((await only())?.stale).toBeNull();

    await chair.noteEdition({ id: documentId, reference: "IEC 62443-3-3:2027" });
    expect((await chair.matrix({ id: stage.id, stale: true })).mappings).toMatchObject([{ stale: "newEdition" }]);
    const again = { id: changed?.id ?? "", version: changed?.version ?? 0 };
    expect(await outcome(chair.confirmMapping(again))).toBe("VERSION_CONFLICT");
    expect((await chair.matrix({ id: stage.id, relation: "equal-to" })).mappings).toEqual([]);
  });

  it("belong to the text: who may not read the draft does not see them; every format says the same", async () => {
    const stage = await drafting();
    const { chair } = await mapped(stage);
    expect(await outcome(as(stranger()).standardsLife.matrix({ id: stage.id }))).toBe("NOT_FOUND");
    // OSCAL relates controls, and a clause that only states something is none.
    expect(await outcome(chair.exportMappings({ id: stage.id, format: "oscal" }))).toBe("STATE_REFUSED nothingMapped");
    const { version } = await as(stage.secretary).standards.clause({ id: stage.scopeId });
    const content = paragraphs("系统应记录会话。\n本条说明背景。\n会话宜有时限。");
    await as(stage.secretary).standards.saveClause({ id: stage.scopeId, version, content });
    const { base64: collection } = await chair.exportMappings({ id: stage.id, format: "oscal" });
    const { body: catalogue } = await exportStandard(stage.secretary, stage.id, "oscal.json");
    const sources = [
      ...Buffer.from(collection, "base64")
        .toString()
        .matchAll(/"id-ref": "(p-[^"]+)"/gu),
    ];
    expect(sources).toHaveLength(2);
    for (const [, control = ""] of sources) expect(String(catalogue)).toContain(`"id": "${control}"`);
    for (const format of ["oscal", "csv", "xlsx"] as const) {
      const { base64 } = await chair.exportMappings({ id: stage.id, format });
      const bytes = Buffer.from(base64, "base64");
      if (format === "xlsx") expect(bytes.subarray(0, 2).toString()).toBe("PK");
      else expect(bytes.toString()).toContain("both are about remote access");
    }
    const twice = chair.addDocument({ standardId: stage.id, reference: "IEC 62443-3-3:2013", idempotencyKey: key() });
    expect(await outcome(twice)).toBe("DUPLICATE documentMapped");
  });

  it("to a standard of this platform turn stale when that one is withdrawn", async () => {
    const target = await drafting();
    const stage = await drafting();
    const chair = as(stage.secretary).standardsLife;
    await db()
      .$executeRaw`UPDATE "Standard" SET "stage" = '60', "substage" = '60', "publishedAt" = now(), "publishedVersion" = 1
      WHERE "id" = ${target.id}::uuid`;
    const { id: documentId } = await chair.addDocument({
      standardId: stage.id,
      reference: "LF 1",
      targetStandardId: target.id,
      idempotencyKey: key(),
    });
    const rationale = "the same subject";
    await chair.mapClause({ clauseId: stage.scopeId, documentId, target: "1", relation: "subset-of", rationale });
    await db().$executeRaw`UPDATE "Standard" SET "withdrawnAt" = now() WHERE "id" = ${target.id}::uuid`;
    expect((await chair.matrix({ id: stage.id })).mappings[0]?.stale).toBe("targetWithdrawn");
    const missing = chair.addDocument({
      standardId: stage.id,
      reference: "LF 2",
      targetStandardId: stage.id,
      idempotencyKey: key(),
    });
    expect(await outcome(missing)).toBe("NOT_FOUND");
  });
});

describe("trials", () => {
  const evidence = { evidenceName: "log.pcap", evidenceHash: sha256("packets") };
  it("can be a condition: a failure holds the gate until a change that answers it was applied", async () => {
    const stage = await frozen();
    const { id, secretary, scopeId } = stage;
    const [member] = stage.others;
    if (!member) throw new Error("no member");
    const chair = as(secretary).standardsLife;
    await chair.requireTrials({ id, required: true });
    const gate = async () =>
      (await as(secretary).standards.get({ id })).gates.find((one) => one.gate === "trialEvidence");
    expect(await gate()).toEqual({ gate: "trialEvidence", holds: false, have: 0, need: 1 });
    const { id: trialId } = await as(member.owner.ctx).standardsLife.recordTrial({
      standardId: id,
      clauseId: scopeId,
      provision: "会话应逐次批准",
      method: "现场演练",
      site: "示例水厂",
      result: "failed",
      ...evidence,
      idempotencyKey: key(),
    });
    const change = await request(stage, member.owner.ctx, "本文件规定了远程运维的安全要求和例外。");
    await as(member.owner.ctx).standardsLife.answerTrial({ id: trialId, changeRequestId: change.id });
    expect((await gate())?.holds).toBe(false);
    await chair.decideChange({ id: change.id, accept: true });
    await chair.applyChange({ id: change.id });
    expect(await gate()).toEqual({ gate: "trialEvidence", holds: true, have: 1, need: 1 });
    await expect(db().standardTrial.update({ where: { id: trialId }, data: { result: "passed" } })).rejects.toThrow(
      /stays as it was recorded/u,
    );
    expect(await outcome(as(stranger()).standardsLife.trials({ id }))).toBe("UNAUTHENTICATED signIn");
  });
});

describe("after publication", () => {
  it("is found in both languages, cited, followed, reviewed early after an incident, revised, and withdrawn in the end", async () => {
    const stage = await frozen();
    const { id, secretary, scopeId } = stage;
    const reader = await organisation("enterprise");
    await publish(stage);
    const everybody = as(stranger()).standardsLife;

    for (const search of ["远程运维", "remote maintenance", "LF"])
      expect((await everybody.catalogue({ search })).items.map((one) => one.id)).toContain(id);
    expect((await everybody.catalogue({ search: "nothing like it" })).total).toBe(0);
    const withdrawn = async () => (await everybody.catalogue({ standing: "withdrawn" })).items.map((one) => one.id);
    expect(await withdrawn()).not.toContain(id);
    const { facets, items } = await everybody.catalogue({ standing: "inForce" });
    expect(items.map((one) => one.id)).toEqual([id]);
    // A facet counts with the other filters, not with its own.
    const elsewhere = await everybody.catalogue({ year: 1990, standing: "inForce" });
    expect(elsewhere.total).toBe(0);
    expect(elsewhere.facets.year).toEqual([{ value: String(new Date().getUTCFullYear()), count: 1 }]);
    expect(facets.language).toEqual([{ value: "zh-CN", count: 1 }]);
    const hits = await as(stranger()).search.find({ query: "remote maintenance" });
    expect(hits.filter(({ kind }) => kind === "standard").map((hit) => hit.id)).toContain(id);

    const life = await everybody.get({ id });
    expect(life.standing).toBe("inForce");
    expect(life.citations.find(({ style }) => style === "gbt7714")?.text).toContain("[S/OL]");
    expect(JSON.parse(life.linkedData ?? "")).toMatchObject({ identifier: life.designation });
    const years = new Date(life.reviewDueAt ?? 0).getUTCFullYear() - new Date().getUTCFullYear();
    expect(years).toBe(5);
    const editors = await db().credential.findMany({ where: { sourceKind: "standard", sourceId: `${id}:1` } });
    expect(editors.map(({ personId }) => personId)).toEqual([stage.firm.owner.id]);

    await as(reader.owner.ctx).standardsLife.subscribe({ id, on: true });
    await as(reader.owner.ctx).standardsLife.linkSignal({
      standardId: id,
      kind: "incident",
      title: "演示事件：远程通道被滥用",
      idempotencyKey: key(),
    });
    expect((await everybody.get({ id })).standing).toBe("reviewDue");

    await move(secretary, id, "review");
    expect((await everybody.get({ id })).standing).toBe("underReview");
    expect(await outcome(move(secretary, id, "confirm"))).toBe("STATE_REFUSED stageMove");
    await ballot(stage, "systematicReview", ["revise", "revise", "confirm", "revise"]);
    await move(secretary, id, "close");
    expect(await outcome(move(secretary, id, "withdraw"))).toBe("STATE_REFUSED reviewDecidedOtherwise");
    await move(secretary, id, "revise");

    // During the revision the public reads on in what was published; the draft is the group's.
    const draft = await as(secretary).standards.clause({ id: scopeId });
    expect(draft.can.edit).toBe(true);
    const secret: ContentNode[] = paragraphs("修订稿的秘密内容。");
    await as(secretary).standards.saveClause({ id: scopeId, version: draft.version, content: secret });
    const seen = await as(stranger()).standardsText.read({ id });
    expect(plainText(seen.clauses.flatMap(({ content }) => content))).not.toContain("秘密");
    expect(await outcome(as(stranger()).standards.clause({ id: scopeId }))).toBe("FORBIDDEN notFound");
    expect((await everybody.get({ id })).standing).toBe("underRevision");
    expect((await as(secretary).standardsText.read({ id })).version).toBeNull();
    const { acts, revision } = await as(secretary).standards.get({ id });
    expect([revision, acts]).toEqual([2, ["close", "drop"]]);
    await settle();
    const news = await db().notification.findMany({ where: { personId: reader.owner.id } });
    expect(news.map(({ kind }) => kind)).toContain("standardReviewed");

    for (const act of ["close", "approve"] as const) await move(secretary, id, act);
    await publish(stage);
    expect(
      (await as(stranger()).standardsText.read({ id })).clauses.flatMap(({ content }) => plainText(content)),
    ).toContain("修订稿的秘密内容。");
    await move(secretary, id, "review");
    await ballot(stage, "systematicReview", ["withdraw", "withdraw", "withdraw"]);
    for (const act of ["close", "withdraw", "close", "approve"] as const) await move(secretary, id, act);
    await settle();
    expect(await everybody.get({ id })).toMatchObject({ standing: "withdrawn", withdrawalReason: "test" });
    expect(await withdrawn()).toContain(id);
    const told = await db().notification.findMany({ where: { personId: reader.owner.id } });
    expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["standardNewEdition", "standardWithdrawn"]));
  }, 240_000);

  it("a consultation has to last as long as its own profile says", async () => {
    const { id, secretary } = await frozen();
    const gate = async () =>
      (await as(secretary).standards.get({ id })).gates.find((one) => one.gate === "consultationLasted");
    expect(await gate()).toEqual({ gate: "consultationLasted", holds: false, have: 0, need: 14 });
    for (const [profile, stage, days] of [
      ["community", "30", 14],
      ["iso", "40", 60],
      ["gbt", "30", 60],
    ] as const) {
      await db().$executeRaw`UPDATE "Standard" SET "profile" = ${profile}, "stage" = ${stage},
        "stageSince" = now() - ${days - 1} * interval '1 day' WHERE "id" = ${id}::uuid`;
      expect(await gate()).toMatchObject({ holds: false, have: days - 1, need: days });
      await db()
        .$executeRaw`UPDATE "Standard" SET "stageSince" = "stageSince" - interval '1 day' WHERE "id" = ${id}::uuid`;
      expect(await gate()).toMatchObject({ holds: true, have: days, need: days });
    }
  });

  it("an objection and an appeal hold the gate until somebody else has answered them", async () => {
    const stage = await frozen();
    const { id, secretary, others } = stage;
    const chair = as(secretary).standards;
    const gate = async () => (await chair.get({ id })).gates.find((one) => one.gate === "objectionsAnswered");
    expect(await gate()).toMatchObject({ holds: true });
    const member = as(others[0]?.owner.ctx ?? secretary).standards;
    const words = { standardId: id, text: "表决期过短。" };
    const objection = await member.object({ ...words, kind: "objection", idempotencyKey: key() });
    const appeal = await chair.object({ ...words, kind: "appeal", idempotencyKey: key() });
    expect(await gate()).toEqual({ gate: "objectionsAnswered", holds: false, have: 2, need: 0 });
    expect(await outcome(member.answerObjection({ id: objection.id, answer: "自答" }))).toMatch(/^FORBIDDEN/u);
    // The chair presses twice: one answer stands.
    const answers = await Promise.all(
      ["已延长。", "不延长。"].map((answer) => outcome(chair.answerObjection({ id: objection.id, answer }))),
    );
    expect(answers.toSorted()).toEqual(["CONFLICT objectionAnswered", "ok"]);
    expect(await outcome(chair.answerObjection({ id: appeal.id, answer: "自答" }))).toBe("CONFLICT ownObjection");
    expect(await gate()).toMatchObject({ holds: false, have: 1 });
    expect(await member.objections({ id })).toMatchObject([
      { kind: "objection", text: "表决期过短。", answer: answers[0] === "ok" ? "已延长。" : "不延长。" },
      { kind: "appeal", answer: null },
    ]);
    expect(
      await outcome(as(stranger()).standards.object({ ...words, kind: "objection", idempotencyKey: key() })),
    ).toMatch(/^(?:UNAUTHENTICATED|FORBIDDEN|NOT_FOUND|SIGN_IN)/u);
  });

  it("a patent declaration holds for one stage of one revision: the next one asks again, and silence holds the gate", async () => {
    const { id, secretary, others } = await convened("gbt");
    const gate = async () =>
      (await as(secretary).standards.get({ id })).gates.find((one) => one.gate === "patentCallAnswered");
    for (const ctx of [secretary, ...others.slice(1).map(({ owner }) => owner.ctx)])
      await as(ctx).standards.declarePatents({ standardId: id, holds: false });
    expect(await gate()).toEqual({ gate: "patentCallAnswered", holds: false, have: 3, need: 4 });
    await move(secretary, id, "close");
    const { version } = await as(secretary).standards.get({ id });
    const approve = as(secretary).standards.move({ id, version, act: "approve", reason: "test" });
    expect(await outcome(approve)).toBe("STATE_REFUSED gate_patentCallAnswered");
    const last = others[0]?.owner.ctx ?? secretary;
    await as(last).standards.declarePatents({ standardId: id, holds: true, details: "CN 1, free of charge" });
    expect((await gate())?.holds).toBe(true);
    await db().$executeRaw`UPDATE "Standard" SET "revision" = 2 WHERE "id" = ${id}::uuid`;
    expect(await gate()).toMatchObject({ holds: false, have: 0 });
    await as(last).standards.declarePatents({ standardId: id, holds: false });
    expect(await db().patentDeclaration.count({ where: { standardId: id } })).toBe(5);
  });

  it("GB/T: the votes that count are capped at one half a category, also where the ballot's own rule has no cap", async () => {
    const { id, secretary } = await convened("gbt");
    const open = { standardId: id, rule: "gbCommittee" as const, closesAt: soon(), idempotencyKey: key() };
    const { id: ballotId } = await as(secretary).standards.openBallot(open);
    expect((await db().ballot.findUniqueOrThrow({ where: { id: ballotId } })).capsCategories).toBe(true);
  });
});

describe("reminders", () => {
  it("come two weeks before a stage is due and once it is past, each once; a review that is due is told to its readers", async () => {
    const stage = await drafting();
    const remind = standardsScheduledJobs.find(({ queue }) => queue === "standards.remind");
    const told = async () =>
      (await db().notification.findMany({ where: { personId: stage.firm.owner.id }, orderBy: { createdAt: "asc" } }))
        .map(({ kind }) => kind)
        .filter((kind) => ["standardDueSoon", "standardOverdue", "standardConsulted"].includes(kind));
    const age = (days: number) =>
      db()
        .$executeRaw`UPDATE "Standard" SET "stageSince" = now() - ${days} * interval '1 day' WHERE "id" = ${stage.id}::uuid`;
    await remind?.handle();
    expect(await told()).toEqual([]);
    await age(170);
    await remind?.handle();
    await remind?.handle();
    expect(await told()).toEqual(["standardDueSoon"]);
    await age(200);
    await remind?.handle();
    expect(await told()).toEqual(["standardDueSoon", "standardOverdue"]);
    await move(stage.secretary, stage.id, "close");
    await move(stage.secretary, stage.id, "approve");
    await age(14);
    await remind?.handle();
    await remind?.handle();
    expect(await told()).toEqual(["standardDueSoon", "standardOverdue", "standardConsulted"]);
  });
});

describe("an edition", () => {
  it("holds again, clause by clause under its ids, when the revision of it is dropped", async () => {
    const stage = await frozen();
    const { id, secretary, scopeId } = stage;
    await publish(stage);
    const chair = as(secretary).standards;
    const published = await as(stranger()).standardsText.read({ id });
    await move(secretary, id, "review");
    await ballot(stage, "systematicReview", ["revise", "revise", "revise"]);
    for (const act of ["close", "revise"] as const) await move(secretary, id, act);
    expect(await chair.get({ id })).toMatchObject({ edition: 2, revision: 2 });

    const place = { standardId: id, parentId: null, afterId: null, kind: "body" as const };
    const { id: addedId } = await chair.addClause({ ...place, title: "新条款", idempotencyKey: key() });
    const { version } = await chair.clause({ id: scopeId });
    await chair.deleteClause({ id: scopeId, version, reason: "to be rewritten" });
    expect(await as(secretary).standardsText.deletedClauses({ standardId: id })).toMatchObject([{ clauseId: scopeId }]);
    await move(secretary, id, "drop");

    const { clauses, ...after } = await chair.get({ id });
    expect(after).toMatchObject({ stage: "60", substage: "60", edition: 1, acts: ["review"] });
    expect(clauses.map((one) => one.id)).toEqual(published.clauses.map((one) => one.id));
    const { content } = await chair.clause({ id: scopeId });
    expect(plainText(content)).toBe(plainText(published.clauses.find((one) => one.id === scopeId)?.content ?? []));
    expect((await as(stranger()).standardsLife.get({ id })).standing).toBe("inForce");
    // What the revision added is in the log, what it deleted is back; the dropped draft stays as a version.
    expect(await as(secretary).standardsText.deletedClauses({ standardId: id })).toMatchObject([{ clauseId: addedId }]);
    const { versions } = await chair.get({ id });
    const kept = await db().standardVersion.findFirstOrThrow({
      where: { standardId: id, version: versions.at(-1)?.version ?? 0 },
    });
    expect(JSON.stringify(kept.clauses)).toContain("新条款");
  }, 120_000);

  it("is cited by the number of the body in charge, which no other standard bears, and found by it", async () => {
    const [first, second] = [await frozen(), await frozen()];
    const number = `GB/T ${String(Math.floor(Math.random() * 90_000) + 10_000)}—2026`;
    await publish(first);
    await as(first.secretary).standards.setNumber({ id: first.id, number });
    await settle();
    const taken = as(second.secretary).standards.setNumber({ id: second.id, number });
    expect(await outcome(taken)).toBe("DUPLICATE officialNumber");
    const life = await as(stranger()).standardsLife.get({ id: first.id });
    expect(life.designation).toBe(number);
    expect(life.citations.find(({ style }) => style === "ris")?.text).toContain(`SN  - ${number}`);
    const { items } = await as(stranger()).standardsLife.catalogue({ search: number.slice(5, 10) });
    expect(items.map((one) => one.designation)).toContain(number);
    const { body } = await exportStandard(first.secretary, first.id, "sts.xml");
    expect(String(body)).toContain("<originator>GB/T</originator>");
  }, 120_000);

  it("names what takes its place when it is withdrawn, and drafts that cite it are told", async () => {
    const [old, other] = [await frozen(), await frozen()];
    for (const stage of [old, other]) await publish(stage);
    await move(old.secretary, old.id, "review");
    await ballot(old, "systematicReview", ["withdraw", "withdraw", "withdraw"]);
    for (const act of ["close", "withdraw", "close"] as const) await move(old.secretary, old.id, act);
    const chair = as(old.secretary).standards;
    const { version } = await chair.get({ id: old.id });
    const approve = (replacedById: string) =>
      chair.move({ id: old.id, version, act: "approve", reason: "replaced", replacedById });
    expect(await outcome(approve(old.id))).toBe("BAD_INPUT replacement");
    expect(await outcome(approve((await drafting()).id))).toBe("BAD_INPUT replacement");
    await approve(other.id);
    const reader = as(stranger()).standardsLife;
    expect((await reader.get({ id: old.id })).replacedBy).toMatchObject({ id: other.id });
    expect((await reader.get({ id: other.id })).replaces).toMatchObject([{ id: old.id }]);
    expect((await reader.inForce({})).map(({ id }) => id)).not.toContain(old.id);

    const draft = await drafting();
    const { number } = await chair.get({ id: old.id });
    const { number: newer } = await chair.get({ id: other.id });
    const { version: written } = await as(draft.secretary).standards.clause({ id: draft.scopeId });
    await as(draft.secretary).standards.saveClause({
      id: draft.scopeId,
      version: written,
      content: paragraphs(`见 LF ${number}。`),
    });
    const finding = (await as(draft.secretary).standards.lint({ id: draft.id })).find(
      ({ rule }) => rule === "withdrawnReference",
    );
    expect(finding?.fix?.to).toMatch(new RegExp(`^LF ${newer}—`, "u"));
  }, 120_000);
});
