import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { as, outcome, stranger } from "#tests/support/reader";
import { paragraphs, plainText } from "@/domain/standards/content";
import { exportComments } from "@/server/modules/standards/service-outputs";
import { db } from "@/server/platform/db";
import { convened, drafting, move, passBallot } from "./stages";

useDatabase();

const soon = () => new Date(Date.now() + 3_600_000).toISOString();

describe("a standard, from proposal to publication", () => {
  it("is drafted, discussed, balloted and read by everybody in the end", async () => {
    const { id, secretary, others, scopeId } = await drafting();
    const chair = as(secretary);
    const [user, institute, ministry] = others.map(({ owner }) => as(owner.ctx));
    expect(await outcome(as(stranger()).standards.get({ id }))).toBe("NOT_FOUND");

    const { id: bodyId } = await chair.standards.addClause({
      standardId: id,
      parentId: null,
      afterId: null,
      kind: "body",
      title: "要求",
      idempotencyKey: randomUUID(),
    });
    const body = await chair.standards.clause({ id: bodyId });
    expect(body.number).toBe("4");
    await user?.standards.saveClause({ id: bodyId, version: 1, content: paragraphs("系统必须对远程会话进行记录。") });

    const finding = (await chair.standards.lint({ id })).find(({ rule }) => rule === "verbMust");
    expect(finding).toMatchObject({ number: "4", fix: { from: "必须", to: "应" } });
    if (!finding?.fix || !finding.clauseId || !finding.clauseVersion) throw new Error("no fix");
    await chair.standards.takeSnapshot({ standardId: id, reason: "before the fix" });
    await chair.standards.applyFix({
      clauseId: finding.clauseId,
      version: finding.clauseVersion,
      ...finding.fix,
      excerpt: finding.excerpt,
    });
    const changes = await chair.standards.redline({ standardId: id, from: 2, to: null });
    expect(changes).toMatchObject([
      {
        id: bodyId,
        change: "changed",
        blocks: [
          { kind: "line", type: "paragraph", pieces: [{ kind: "same" }, { kind: "removed", text: "必须" }, {}, {}] },
        ],
      },
    ]);

    await move(secretary, id, "close");
    await move(secretary, id, "approve");
    // From consultation on the text is frozen; the public reads and comments.
    expect(await outcome(chair.standards.saveClause({ id: bodyId, version: 3, content: [] }))).toBe(
      "FORBIDDEN textFrozen",
    );
    const outsider = await organisation("enterprise");
    const { id: commentId } = await as(outsider.owner.ctx).standards.comment({
      standardId: id,
      clauseId: bodyId,
      kind: "te",
      comment: "应说明保存期限。",
      proposedChange: "增加：记录应保存不少于六个月。",
      idempotencyKey: randomUUID(),
    });
    expect(await as(stranger()).standards.list({ scope: "consultations" })).toMatchObject({ total: 1 });

    await move(secretary, id, "close");
    const approve = () => outcome(chair.standards.move({ id, version: 6, act: "approve", reason: "x" }));
    expect(await approve()).toBe("STATE_REFUSED gate_consultationLasted");
    await db().$executeRaw`UPDATE "Standard" SET "stageSince" = now() - interval '14 days' WHERE "id" = ${id}::uuid`;
    expect(await approve()).toBe("STATE_REFUSED gate_commentsResolved");
    await chair.standards.resolveComment({ id: commentId, resolution: "accepted" });
    const text = paragraphs("系统应对远程会话进行记录。\n记录应保存不少于六个月。");
    const { version } = await chair.standards.clause({ id: bodyId });
    const { id: changeId } = (await user?.standardsLife.requestChange({
      standardId: id,
      clauseId: bodyId,
      clauseVersion: version,
      content: text,
      reason: "保存期限",
      commentIds: [commentId],
      idempotencyKey: randomUUID(),
    })) ?? { id: "" };
    await chair.standardsLife.decideChange({ id: changeId, accept: true });
    await chair.standardsLife.applyChange({ id: changeId });
    const table = await exportComments(secretary, id, "zh", "csv");
    expect(table.body.toString()).toContain("应说明保存期限");

    const ballot = await chair.standards.openBallot({
      standardId: id,
      rule: "oasisSpecial",
      closesAt: soon(),
      idempotencyKey: randomUUID(),
    });
    const { receipt } =
      (await user?.standards.vote({ ballotId: ballot.id, vote: "disapprove", reason: "期限过长" })) ?? {};
    await user?.standards.vote({ ballotId: ballot.id, vote: "approve" });
    const again = (await user?.standards.ballots({ id }))?.[0]?.mine;
    expect(again).toMatchObject({ vote: "approve" });
    expect(again?.receipt).not.toBe(receipt);
    await institute?.standards.vote({ ballotId: ballot.id, vote: "approve" });
    await chair.standards.vote({ ballotId: ballot.id, vote: "approve" });
    // Nobody sees how others voted, and the rows do not say it either.
    expect((await institute?.standards.ballots({ id }))?.[0]?.outcome).toBeNull();
    const rows = await db().vote.findMany({ where: { ballotId: ballot.id } });
    expect(JSON.stringify(rows.map(({ sealed }) => Buffer.from(sealed).toString()))).not.toContain("approve");
    await passBallot(ballot.id);
    expect(await outcome(Promise.resolve(ministry?.standards.vote({ ballotId: ballot.id, vote: "approve" })))).toBe(
      "FORBIDDEN ballotClosed",
    );
    await chair.standards.closeBallot({ id: ballot.id });
    const [counted] = await chair.standards.ballots({ id });
    expect(counted?.outcome).toMatchObject({ approved: true, tally: { approve: 3, roster: 4 } });
    expect(counted?.outcome?.rollCall.map((vote) => vote.receipt)).toContain(again?.receipt);

    await move(secretary, id, "approve");
    await move(secretary, id, "close");
    await settle();
    const reader = as(stranger()).standards;
    expect(await reader.list({})).toMatchObject({ total: 1, items: [{ id }] });
    const published = await as(stranger()).standardsText.read({ id });
    expect(plainText(published.clauses.find((clause) => clause.id === bodyId)?.content ?? [])).toContain("六个月");
    expect(published.clauses.map(({ id: one }) => one)).toContain(scopeId);
  });

  it("an unbalanced or unconvened group does not get past its gate", async () => {
    const { id, secretary } = await convened("gbt");
    const vendor = await organisation("securityFirm");
    const second = await organisation("securityFirm");
    const third = await organisation("securityFirm");
    for (const one of [vendor, second, third])
      await as(secretary).standards.addMember({
        standardId: id,
        email: one.owner.email,
        category: "vendor",
        role: "member",
      });
    await move(secretary, id, "close");
    expect(await outcome(move(secretary, id, "approve"))).toBe("STATE_REFUSED gate_balanced");
  });

  it("two parallel votes of one organisation count once; nobody outside the roster votes", async () => {
    const { id, secretary, others } = await drafting();
    const { id: ballotId } = await as(secretary).standards.openBallot({
      standardId: id,
      rule: "experts34",
      closesAt: soon(),
      idempotencyKey: randomUUID(),
    });
    const [first] = others;
    if (!first) throw new Error("no member");
    await Promise.all(
      Array.from({ length: 10 }, () => as(first.owner.ctx).standards.vote({ ballotId, vote: "approve" })),
    );
    expect(await db().vote.count({ where: { ballotId } })).toBe(1);
    const outsider = await organisation("enterprise");
    expect(await outcome(as(outsider.owner.ctx).standards.vote({ ballotId, vote: "approve" }))).toBe("NOT_FOUND");
    expect(
      await outcome(
        as(secretary).standards.openBallot({
          standardId: id,
          rule: "dis",
          closesAt: soon(),
          idempotencyKey: randomUUID(),
        }),
      ),
    ).toBe("CONFLICT ballotRunning");
  });

  it("two people who delete the same clause: one deletion, logged; without the log the database refuses", async () => {
    const { id, secretary, scopeId } = await drafting();
    const chair = as(secretary).standards;
    const results = await Promise.all(
      [1, 2].map(() => outcome(chair.deleteClause({ id: scopeId, version: 2, reason: "not needed" }))),
    );
    expect(results.toSorted()).toEqual(["NOT_FOUND", "ok"]);
    expect(await db().clauseDeletion.count({ where: { standardId: id } })).toBe(1);
    await expect(db().clause.deleteMany({ where: { standardId: id } })).rejects.toThrow(/no logged deletion/u);
  });
});
