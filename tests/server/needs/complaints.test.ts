import { execFileSync } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { ocdsFaults } from "#tests/domain/needs/ocds-rules";
import { content, type Organisation, organisation, passDeadline, proposal } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { as, outcome, stranger } from "#tests/support/reader";
import { exportDraw } from "@/server/modules/needs/service-draws";
import {
  exportAwardRecord,
  exportEvaluationCsv,
  exportEvaluationXlsx,
  exportNeedFeed,
} from "@/server/modules/needs/service-exports";
import { exportOcds } from "@/server/modules/needs/service-ocds";
import { submitProposal } from "@/server/modules/needs/service-proposals";
import { exportNeedList } from "@/server/modules/needs/service-views";
import { db } from "@/server/platform/db";
import { readXlsx } from "@/server/platform/xlsx";
import { accepted, active, awarded, passStandstill, publishedDeadlinePassed } from "../engagements/stages";
import { evaluated, opened, proposed, published } from "./stages";

useDatabase();
// Each story is brought through every stage before it, from the need on.
vi.setConfig({ testTimeout: 90_000 });

const key = () => randomUUID();

describe("a complaint", () => {
  it("holds the award up until it is answered; upheld, it annuls it and the next one stands beside it", async () => {
    const { needId, buyer, firms, proposals } = await awarded();
    const [loser, winner] = firms.map(({ owner }) => as(owner.ctx).needs);
    const outsider = as((await organisation("securityFirm")).owner.ctx).needs;
    const complaint = { needId, text: "The winner's references are not there.", idempotencyKey: key() };
    expect(await outcome(winner?.complain(complaint) ?? Promise.reject(new Error()))).toBe("FORBIDDEN complaintWinner");
    expect(await outcome(outsider.complain(complaint))).toBe("FORBIDDEN notFound");
    await loser?.complain(complaint);
    expect(await outcome(loser?.complain({ ...complaint, idempotencyKey: key() }) ?? Promise.reject(new Error()))).toBe(
      "DUPLICATE complaintAlready",
    );
    await passStandstill(needId);
    const begin = () => as(buyer.owner.ctx).engagements.begin({ needId, idempotencyKey: key() });
    expect(await outcome(begin())).toBe("STATE_REFUSED complaintOpen");
    const b = as(buyer.owner.ctx).needs;
    const [row] = (await b.complaints({ id: needId })).complaints;
    expect((await outsider.complaints({ id: needId })).complaints).toEqual([]);
    await b.replyComplaint({ complaintId: row?.id ?? "", upheld: true, reply: "You are right; we look again." });
    expect(await b.awardOf({ id: needId })).toBeNull();
    expect((await b.get({ id: needId })).state).toBe("evaluating");
    await b.award({
      needId,
      proposalId: proposals[0],
      reason: "After looking again.",
      feedback: proposals.map((proposalId) => ({ proposalId, text: "Second round." })),
      idempotencyKey: key(),
    });
    expect(await db().award.count({ where: { needId } })).toBe(2);
    expect((await b.awardOf({ id: needId }))?.proposalId).toBe(proposals[0]);
    expect(await loser?.awardOf({ id: needId })).toMatchObject({ mine: true, feedback: "Second round." });
    expect((await winner?.myProposals({}))?.[0]?.result).toBe("lost");
    await settle();
    const told = (await as(firms[0].owner.ctx).notifications.list({})).items.map(({ kind }) => kind);
    expect(told).toEqual(expect.arrayContaining(["complaintReplied", "awardAnnulled", "awardWon"]));
    await passStandstill(needId);
    expect(await outcome(begin())).toBe("ok");
  });

  it("about an award that was annulled for another is still answered, and annuls no later award", async () => {
    const stage = await proposed();
    const third = await organisation("securityFirm");
    await submitProposal(third.owner.ctx, {
      needId: stage.needId,
      content: proposal(45_000_000),
      idempotencyKey: key(),
    });
    const { needId, buyer, firms, proposals } = await awarded(stage);
    const text = "The winner's references are not there.";
    const complain = (one: Organisation) => as(one.owner.ctx).needs.complain({ needId, text, idempotencyKey: key() });
    const [first, other] = [await complain(firms[0]), await complain(third)];
    const b = as(buyer.owner.ctx).needs;
    const uphold = (complaintId: string) =>
      b.replyComplaint({ complaintId, upheld: true, reply: "You are right; we look again." });
    await uphold(first.id);
    const received = await b.openedProposals({ id: needId });
    await b.award({
      needId,
      proposalId: proposals[0],
      reason: "After looking again.",
      feedback: received.map(({ proposalId }) => ({ proposalId, text: "Second round." })),
      idempotencyKey: key(),
    });
    await uphold(other.id);
    expect((await b.awardOf({ id: needId }))?.proposalId).toBe(proposals[0]);
    expect((await b.get({ id: needId })).state).toBe("awarded");
    expect((await as(third.owner.ctx).needs.complaints({ id: needId })).complaints[0]?.upheld).toBe(true);
  });

  it("comes too late once the standstill is over, and dismissed it lets the award go on", async () => {
    const late = await awarded();
    await passStandstill(late.needId);
    const text = "Something was wrong here.";
    expect(
      await outcome(as(late.firms[0].owner.ctx).needs.complain({ needId: late.needId, text, idempotencyKey: key() })),
    ).toBe("FORBIDDEN standstillOver");
    const { needId, firms, buyer } = await awarded();
    const { id } = await as(firms[0].owner.ctx).needs.complain({ needId, text, idempotencyKey: key() });
    const b = as(buyer.owner.ctx);
    await b.needs.replyComplaint({ complaintId: id, upheld: false, reply: "Nothing was wrong." });
    expect(await outcome(b.needs.replyComplaint({ complaintId: id, upheld: true, reply: "Or was it?" }))).toBe(
      "FORBIDDEN complaintReplied",
    );
    await passStandstill(needId);
    expect(await outcome(b.engagements.begin({ needId, idempotencyKey: key() }))).toBe("ok");
  });
});

describe("a draw of panel experts", () => {
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const commitment = (drawId: string, party: string, seed: string) => sha256(JSON.stringify({ drawId, party, seed }));

  it("is recomputed by a program that knows nothing of the platform, and notices what was changed", async () => {
    const { needId, buyer, firms } = await opened();
    const experts: Organisation[] = [];
    for (let index = 0; index < 6; index += 1) experts.push(await organisation("research"));
    const emails = experts.map(({ owner }) => owner.email);
    const b = as(buyer.owner.ctx).needs;
    const prepare = (list: string[]) =>
      b.prepareDraw({ needId, emails: list, places: 2, reserves: 1, idempotencyKey: key() });
    expect(await outcome(prepare([...emails, firms[0].owner.email]))).toBe("CONFLICT panelConflict_sameOrganisation");
    expect(await outcome(prepare(emails.slice(0, 2)))).toBe("BAD_INPUT drawTooFew");
    const { id: drawId } = await prepare(emails);
    const p = as(firms[0].owner.ctx).needs;
    const [mine] = await p.draws({ id: needId });
    const [seed, firmSeed] = [randomBytes(32).toString("hex"), randomBytes(32).toString("hex")];
    await p.commitSeed({ drawId, commitment: commitment(drawId, mine?.party ?? "", firmSeed) });
    expect(await outcome(p.revealSeed({ drawId, seed: firmSeed }))).toBe("STATE_REFUSED buyerSeedMissing");
    await b.commitSeed({ drawId, commitment: commitment(drawId, "buyer", seed) });
    expect(await outcome(b.commitSeed({ drawId, commitment: commitment(drawId, "buyer", seed) }))).toBe(
      "STATE_REFUSED seedCommitted",
    );
    expect(await outcome(b.revealSeed({ drawId, seed: firmSeed }))).toBe("BAD_INPUT seedDiffers");
    expect(await b.revealSeed({ drawId, seed })).toEqual({ drawn: false });
    const other = as(firms[1].owner.ctx).needs;
    expect(await outcome(other.commitSeed({ drawId, commitment: sha256("x") }))).toBe("FORBIDDEN drawRevealing");
    const raced = await Promise.all(
      Array.from({ length: 10 }, () => outcome(p.revealSeed({ drawId, seed: firmSeed }))),
    );
    expect(raced.filter((one) => one === "ok")).toHaveLength(1);

    const record = await exportDraw(stranger(), needId, drawId);
    expect(JSON.stringify(record)).not.toContain(firms[0].id);
    const folder = mkdtempSync(join(tmpdir(), "lianfang-draw-"));
    const verdict = (draw: object) => {
      const file = join(folder, "record.json");
      writeFileSync(file, JSON.stringify(draw));
      try {
        return execFileSync(process.execPath, ["--import", "tsx", "scripts/verify-draw.ts", file], {
          encoding: "utf8",
          stdio: "pipe",
        }).trim();
      } catch (error) {
        return (error as { stdout: string }).stdout.trim();
      }
    };
    expect(verdict(record)).toBe("the draw holds");
    const { result } = record;
    const swapped = { ...record, result: { ...result, chosen: [...(result?.chosen ?? [])].reverse() } };
    expect(verdict(swapped)).toContain("others would have been drawn");
    expect(verdict({ ...record, candidates: record.candidates.slice(1) })).toContain("frozen list");
    expect(verdict({ ...record, candidates: record.candidates.slice(0, 2) })).toContain(
      "nothing could have been drawn",
    );
    expect(verdict({ ...record, seeds: record.seeds.map((one) => ({ ...one, seed: "0".repeat(64) })) })).toContain(
      "another seed",
    );
    rmSync(folder, { recursive: true });
    expect(readFileSync("scripts/verify-draw.ts", "utf8")).not.toMatch(/from "(?!node:)/u);

    const evaluation = await b.evaluation({ id: needId });
    const drawn = record.candidates.filter((ref) => result?.chosen.includes(ref));
    expect(evaluation.panel).toHaveLength(2);
    for (const { personId } of evaluation.panel) expect(drawn).toContain(sha256(`${drawId}:${personId}`));
    expect(Object.keys((await p.draws({ id: needId }))[0]?.names ?? { x: 1 })).toEqual([]);
  });
});

describe("what leaves the board", () => {
  it("the feed and the list hold what the reader's list holds", async () => {
    const { needId } = await published();
    const feed = await exportNeedFeed(stranger());
    expect(feed).toContain(`urn:uuid:${needId}`);
    const csv = await exportNeedList(stranger(), {});
    expect(csv).toContain(needId);
    expect(csv.split("\r\n")[0]?.split(",")).toHaveLength(9);
  });

  it("the list as a file does not end before the list does", async () => {
    const { needId } = await published();
    const sector = `zx${randomUUID().slice(0, 8)}`;
    await db().$executeRaw`
      INSERT INTO "Need" SELECT (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(),
        'number', 1000000 + row, 'sector', ${sector}::text))).*
      FROM "Need" n, generate_series(1, 1003) row WHERE n."id" = ${needId}::uuid`;
    const rows = (await exportNeedList(stranger(), { sector, page: 2 })).trimEnd().split("\r\n");
    await db().need.deleteMany({ where: { sector } });
    expect(new Set(rows).size).toBe(1 + 1003);
  });

  it("an amended need is updated in the feed, and the feed with it", async () => {
    const { needId, buyer } = await published();
    const b = as(buyer.owner.ctx).needs;
    await published();
    const before = await b.get({ id: needId });
    const later = { ...before.content, proposalDeadline: new Date(Date.now() + 9 * 86_400_000).toISOString() };
    await b.amend({ id: needId, version: before.version, content: later, reason: "More time." });
    const amendedAt = (await b.get({ id: needId })).history.at(-1)?.at ?? "";
    const feed = await exportNeedFeed(buyer.owner.ctx);
    const entry = feed.split("<entry>").find((text) => text.includes(needId)) ?? "";
    expect(entry).toContain(`<published>${before.publishedAt}</published>`);
    expect(entry).toContain(`<updated>${amendedAt}</updated>`);
    expect(feed.split("<entry>")[0]).toContain(`<updated>${amendedAt}</updated>`);
  });

  it("the evaluation is for those who read all scores, with the page's figures", async () => {
    const { needId, buyer, firms } = await evaluated();
    const csv = await exportEvaluationCsv(buyer.owner.ctx, needId);
    const rows = csv.split("\r\n").map((line) => line.split(","));
    const { standings } = await as(buyer.owner.ctx).needs.evaluation({ id: needId });
    expect(rows.slice(1).map((row) => Number(row[3]))).toEqual(standings?.map(({ total }) => total / 100));
    const cells = await readXlsx(await exportEvaluationXlsx(buyer.owner.ctx, needId));
    expect(cells[1]?.[3]).toBe(String((standings?.[0]?.total ?? 0) / 100));
    for (const ctx of [firms[0].owner.ctx, stranger()])
      for (const file of [exportEvaluationCsv, exportEvaluationXlsx])
        expect(await outcome(file(ctx, needId))).toMatch(/^(FORBIDDEN notFound|UNAUTHENTICATED)/u);
  });

  it("the award record is a PDF for whoever sees the need, once there is an award", async () => {
    const { needId } = await awarded();
    const pdf = await exportAwardRecord(stranger(), needId);
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    const other = await published();
    expect(await outcome(exportAwardRecord(stranger(), other.needId))).toBe("NOT_FOUND");
  });

  it("OCDS releases tell every stage, from the plan to the end of the contract", async () => {
    const { needId, buyer, engagementId } = await accepted();
    await as(buyer.owner.ctx).engagements.notePayment({
      id: engagementId,
      milestoneId: null,
      kind: "paid",
      amount: 40_000_000,
      on: "2027-01-20",
      reference: "",
      idempotencyKey: key(),
    });
    await publishedDeadlinePassed(needId);
    const pack = (await exportOcds(stranger(), needId)) as { releases: { tag: string[]; contracts?: unknown[] }[] };
    expect(ocdsFaults(JSON.parse(JSON.stringify(pack)))).toEqual([]);
    expect(pack.releases.map(({ tag }) => tag[0])).toEqual([
      "planning",
      "tender",
      "award",
      "awardUpdate",
      "contract",
      "implementation",
      "contractTermination",
    ]);
    expect(JSON.stringify(pack.releases.at(-1))).toContain('"amount":400000');
  });

  const tagsOf = async (needId: string) => {
    await publishedDeadlinePassed(needId);
    const pack = JSON.parse(JSON.stringify(await exportOcds(stranger(), needId))) as {
      releases: { tag: string[]; tender?: { status: string }; parties: { id: string; roles: string[] }[] }[];
    };
    expect(ocdsFaults(pack)).toEqual([]);
    return pack.releases;
  };

  it("an OCDS award comes into force with the answer to the last complaint, not before", async () => {
    const { needId, buyer, firms } = await awarded();
    const text = "The winner's references are not there.";
    const { id } = await as(firms[0].owner.ctx).needs.complain({ needId, text, idempotencyKey: key() });
    await passStandstill(needId);
    expect((await tagsOf(needId)).at(-1)?.tag).toEqual(["award"]);
    await as(buyer.owner.ctx).needs.replyComplaint({ complaintId: id, upheld: false, reply: "Nothing was wrong." });
    expect((await tagsOf(needId)).at(-1)?.tag).toEqual(["awardUpdate"]);
  });

  it("an OCDS contract that both sides ended early stays with its award, and is no tender without a winner", async () => {
    const { needId, buyer, firms, engagementId: id } = await active();
    const { id: changeId } = await as(buyer.owner.ctx).engagements.requestChange({
      id,
      kind: "termination",
      title: "The plant closes",
      reason: "The plant is shut down.",
      milestones: [],
      idempotencyKey: key(),
    });
    await as(firms[1].owner.ctx).engagements.decideChange({ changeId, agreed: true, answer: "" });
    const releases = await tagsOf(needId);
    expect(releases.slice(2).map(({ tag }) => tag[0])).toEqual([
      "award",
      "awardUpdate",
      "contract",
      "contractTermination",
    ]);
    expect(JSON.stringify(releases)).not.toContain("unsuccessful");
  });

  it("an OCDS award names every member of the consortium that won", async () => {
    const [buyer, lead, partner] = [
      await organisation("enterprise"),
      await organisation("securityFirm"),
      await organisation("research"),
    ];
    const judge = (await organisation("research")).owner;
    const second = await buyer.join("admin");
    const [b, l] = [as(buyer.owner.ctx).needs, as(lead.owner.ctx).needs];
    const draft = await b.createDraft({ content: content({ consortia: true }), idempotencyKey: key() });
    await b.publish(draft);
    const needId = draft.id;
    const { id: consortiumId } = await l.formConsortium({
      needId,
      version: 0,
      agreement: "We answer together and share as stated.",
      leadRole: "lead",
      leadShare: 60,
      members: [{ organisationId: partner.id, role: "research", share: 40 }],
    });
    await as(partner.owner.ctx).needs.answerConsortium({ consortiumId, version: 1, confirmed: true });
    const { proposalId } = await l.propose({ needId, content: proposal(1_000), idempotencyKey: key() });
    await passDeadline(needId);
    await b.open({ id: needId });
    await as(second.ctx).needs.open({ id: needId });
    await b.appointPanel({ needId, emails: [judge.email] });
    const j = as(judge.ctx).needs;
    await j.declareConflict({ needId, hasConflict: false, note: "" });
    await j.saveScores({ needId, proposalId, scores: { quality: { score: 8, comment: "" } } });
    await j.submitScores({ id: needId });
    const feedback = [{ proposalId, text: "Thank you." }];
    await b.award({ needId, proposalId, reason: "The best plan.", feedback, idempotencyKey: key() });
    const made = (await tagsOf(needId)).find(({ tag }) => tag[0] === "award");
    expect(made?.parties.filter(({ roles }) => roles.includes("supplier")).map(({ id }) => id)).toEqual([
      lead.id,
      partner.id,
    ]);
  });
});
