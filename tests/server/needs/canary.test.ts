import { randomUUID } from "node:crypto";
import { beforeEach, expect, it, vi } from "vitest";
import { content, organisation, passDeadline, proposal } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { documentText } from "#tests/support/document-text";
import { askedDoors, everyAnswer, filesWith, loggedBy, tablesWith } from "#tests/support/exits";
import { as, outcome, stranger } from "#tests/support/reader";
import { downloadFile, uploadFile } from "@/server/modules/files/service";
import {
  exportAwardRecord,
  exportEvaluationCsv,
  exportEvaluationXlsx,
  exportNeedFeed,
} from "@/server/modules/needs/service-exports";
import { exportOcds } from "@/server/modules/needs/service-ocds";
import { exportNeedList } from "@/server/modules/needs/service-views";
import type { Ctx } from "@/server/platform/ctx";
import { proposed } from "./stages";

useDatabase();
vi.setConfig({ testTimeout: 120_000 });
// The test organisations register in Singapore; the deployment is theirs.
beforeEach(() => {
  process.env.LIANFANG_JURISDICTION = "SG";
});

const key = () => randomUUID();
/** A name that says what it holds, a size and a type that nothing else here has. */
const evidence = (canary: string) => ({
  name: `${canary}.csv`,
  bytes: Buffer.from(`${canary},${"x".repeat(54_000)}\n`),
});
const ofFile = ({ bytes }: { bytes: Buffer }) => [`"size":${bytes.length}`, '"mediaType":"text/csv"'];

/** What is exported of a need, refusals as their codes. */
async function exportsOf(ctx: Ctx, needId: string): Promise<string> {
  const taken = [
    exportOcds(ctx, needId),
    exportNeedFeed(ctx),
    exportNeedList(ctx, {}),
    exportEvaluationCsv(ctx, needId),
    exportEvaluationXlsx(ctx, needId),
    exportAwardRecord(ctx, needId),
  ];
  const answers = await Promise.allSettled(taken);
  const texts = answers.map(async (one) => {
    if (one.status === "rejected") return String(one.reason);
    return Buffer.isBuffer(one.value) ? documentText(one.value) : JSON.stringify(one.value);
  });
  return (await Promise.all(texts)).join("\n");
}

it("what an agreement keeps confidential is on no exit for who did not sign, files included", async () => {
  const canary = `zxnda${randomUUID().slice(0, 8)}`;
  const file = evidence(canary);
  const [buyer, signer, other] = [
    await organisation("enterprise"),
    await organisation("securityFirm"),
    await organisation("securityFirm"),
  ];
  const b = as(buyer.owner.ctx).needs;
  const logged = await loggedBy(async () => {
    const draft = await b.createDraft({ content: content(), idempotencyKey: key() });
    await b.publish(draft);
    const { id } = await uploadFile(buyer.owner.ctx, "confidentialAttachment", file.name, file.bytes);
    const ndaText = "The recipient keeps what it reads here secret.";
    await b.writeConfidential({ needId: draft.id, ndaText, body: `Body ${canary}`, fileIds: [id] });
    const signature = { needId: draft.id, version: 1, signedName: "A. Signer", authorised: true as const };
    await as(signer.owner.ctx).needs.signNda(signature);
    await b.writeConfidential({ needId: draft.id, ndaText, body: `Body ${canary}, once more`, fileIds: [id] });
    await settle();
    await settle();
    const seen = (await as(signer.owner.ctx).needs.confidential({ id: draft.id }))?.covered;
    expect(seen?.files).toMatchObject([{ name: file.name, size: file.bytes.length }]);
    expect((await downloadFile(signer.owner.ctx, id)).bytes.toString()).toContain(canary);
    expect(await tablesWith([canary])).toEqual([]);
    expect(filesWith([canary])).toEqual([]);
    const ids = [{ id: draft.id }, { needId: draft.id }, { id }, { organisationId: buyer.id }, { id: buyer.id }];
    const inputs = [{}, ...ids, { query: canary }, { page: 1 }];
    expect(askedDoors).toBeGreaterThan(80);
    expect(await everyAnswer(signer.owner.ctx, inputs)).toContain(canary);
    for (const ctx of [stranger(), other.owner.ctx]) {
      const answers = (await everyAnswer(ctx, inputs)) + (await exportsOf(ctx, draft.id));
      for (const word of [canary, ...ofFile(file)]) expect(answers).not.toContain(word);
      expect(await outcome(downloadFile(ctx, id))).toBe("NOT_FOUND");
    }
  });
  expect(logged).not.toContain(canary);
});

it("documents of an award hold neither what an agreement covers nor what the others offered", async () => {
  const canary = `zxaward${randomUUID().slice(0, 8)}`;
  const { needId, buyer, second, firms, proposals } = await proposed([51_234_567, 40_000_000]);
  await as(buyer.owner.ctx).needs.writeConfidential({
    needId,
    ndaText: "The recipient keeps what it reads here secret.",
    body: `Body ${canary}`,
    fileIds: [],
  });
  await passDeadline(needId);
  for (const ctx of [buyer.owner.ctx, second.ctx]) await as(ctx).needs.open({ id: needId });
  const { owner: expert } = await organisation("research");
  await as(buyer.owner.ctx).needs.appointPanel({ needId, emails: [expert.email] });
  await as(expert.ctx).needs.declareConflict({ needId, hasConflict: false, note: "" });
  for (const proposalId of proposals)
    await as(expert.ctx).needs.saveScores({
      needId,
      proposalId,
      scores: { quality: { score: 8, comment: `Comment ${canary}` } },
    });
  await as(expert.ctx).needs.submitScores({ id: needId });
  await as(buyer.owner.ctx).needs.award({
    needId,
    proposalId: proposals[1],
    reason: "The best plan.",
    feedback: proposals.map((proposalId) => ({ proposalId, text: `Feedback ${canary}` })),
    idempotencyKey: key(),
  });
  const record = await documentText(await exportAwardRecord(buyer.owner.ctx, needId));
  expect(record).toContain("The best plan.");
  expect(record).toContain("400,000");
  expect(await documentText(await exportEvaluationXlsx(buyer.owner.ctx, needId))).toContain("512345.67");
  for (const ctx of [stranger(), firms[1].owner.ctx, (await organisation("securityFirm")).owner.ctx, buyer.owner.ctx])
    expect(await exportsOf(ctx, needId)).not.toContain(canary);
  for (const ctx of [stranger(), firms[1].owner.ctx]) {
    const taken = await exportsOf(ctx, needId);
    expect(taken).toContain("The best plan.");
    for (const price of ["512345.67", "512,345.67", "51234567"]) expect(taken).not.toContain(price);
  }
  expect(await documentText(await exportAwardRecord(buyer.owner.ctx, needId))).not.toContain("512,345.67");
});

it("a weakness under embargo is on no exit but its finder's and its provider's, evidence included", async () => {
  const canary = `zxembargo${randomUUID().slice(0, 8)}`;
  const file = evidence(canary);
  const [provider, finder, other] = [
    await organisation("enterprise"),
    await organisation("securityFirm"),
    await organisation("securityFirm"),
  ];
  const logged = await loggedBy(async () => {
    const programme = await as(provider.owner.ctx).crowdtests.createProgramme({
      language: "en",
      title: "Gateways of an invented waterworks",
      summary: "Find what we overlooked.",
      access: "public",
      accounts: "",
      content: {
        assets: [{ id: "gateway", name: "Remote gateway", kind: "firmware", inScope: true, note: "" }],
        rules: "No tests against the running plant.",
        safeHarbour: "Nobody who keeps to the rules is pursued.",
        hours: "",
        rewards: null,
      },
      idempotencyKey: key(),
    });
    await as(provider.owner.ctx).crowdtests.setProgrammeState({ id: programme.id, version: 1, state: "open" });
    const { id: fileId } = await uploadFile(finder.owner.ctx, "crowdEvidence", file.name, file.bytes);
    const sent = await as(finder.owner.ctx).crowdtests.sendReport({
      programmeId: programme.id,
      content: {
        title: canary,
        assetId: "gateway",
        steps: `Do ${canary} twice and wait for the answer.`,
        impact: "",
        vector: "CVSS:4.0/AV:A/AC:H/AT:P/PR:L/UI:P/VC:L/VI:H/VA:L/SC:L/SI:N/SA:L",
        fileIds: [fileId],
      },
      idempotencyKey: key(),
    });
    const p = as(provider.owner.ctx).crowdtests;
    for (const step of ["triage", "accept", "beginFix", "finishFix", "verifyFix"] as const)
      await p.takeStep({ id: sent.id, version: (await p.report({ id: sent.id })).version, step } as never);
    await settle();
    await settle();
    expect((await p.report({ id: sent.id })).files).toMatchObject([{ name: file.name }]);
    expect(await tablesWith([canary])).toEqual([]);
    expect(filesWith([canary])).toEqual([]);
    const ids = [{ id: sent.id }, { id: programme.id }, { id: fileId }, { programmeId: programme.id }];
    const inputs = [{}, ...ids, { number: sent.number }, { query: canary }, { id: finder.owner.id }, { page: 1 }];
    for (const ctx of [provider.owner.ctx, finder.owner.ctx]) expect(await everyAnswer(ctx, inputs)).toContain(canary);
    for (const ctx of [stranger(), other.owner.ctx]) {
      const answers = (await everyAnswer(ctx, inputs)) + (await exportNeedFeed(ctx));
      for (const word of [canary, ...ofFile(file)]) expect(answers).not.toContain(word);
      expect(await outcome(downloadFile(ctx, fileId))).toBe("NOT_FOUND");
    }
  });
  expect(logged).not.toContain(canary);
});

it("a sealed proposal's attachments are sealed with their names, and a file that was taken back stays back", async () => {
  const canary = `zxprice${randomUUID().slice(0, 8)}`;
  const file = evidence(canary);
  const [buyer, firm, rival] = [
    await organisation("enterprise"),
    await organisation("securityFirm"),
    await organisation("securityFirm"),
  ];
  const second = await buyer.join("admin");
  const b = as(buyer.owner.ctx).needs;
  const draft = await b.createDraft({ content: content(), idempotencyKey: key() });
  await b.publish(draft);
  const needId = draft.id;
  const [{ id: kept }, { id: dropped }] = [
    await uploadFile(firm.owner.ctx, "proposalAttachment", file.name, file.bytes),
    await uploadFile(firm.owner.ctx, "proposalAttachment", "draft.csv", Buffer.from("not for anybody\n")),
  ];
  const send = (one: typeof firm, fileIds: string[]) =>
    as(one.owner.ctx).needs.propose({ needId, content: proposal(1_000, { fileIds }), idempotencyKey: key() });
  await send(firm, [kept, dropped]);
  await send(firm, [kept]);
  // Somebody else's file, or one that was never uploaded, is refused and nothing is sealed.
  expect(await outcome(send(rival, [kept]))).toBe("BAD_INPUT fileNotYours");
  expect(await outcome(send(rival, [randomUUID()]))).toBe("BAD_INPUT fileNotYours");
  expect(await as(rival.owner.ctx).needs.ownProposal({ id: needId })).toBeNull();
  await settle();
  expect(await tablesWith([canary])).toEqual([]);
  expect(filesWith([canary])).toEqual([]);
  const inputs = [{}, { id: needId }, { needId }, { id: kept }, { query: canary }];
  for (const ctx of [stranger(), buyer.owner.ctx, second.ctx, rival.owner.ctx]) {
    const answers = (await everyAnswer(ctx, inputs)) + (await exportsOf(ctx, needId));
    for (const word of [canary, ...ofFile(file)]) expect(answers).not.toContain(word);
    expect(await outcome(downloadFile(ctx, kept))).toBe("NOT_FOUND");
  }
  await passDeadline(needId);
  await b.open({ id: needId });
  await as(second.ctx).needs.open({ id: needId });
  const [opened] = await b.openedProposals({ id: needId });
  expect(opened?.files.map(({ name }) => name)).toEqual([file.name]);
  expect((await downloadFile(buyer.owner.ctx, kept)).name).toBe(file.name);
});
