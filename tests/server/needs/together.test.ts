import { createHash, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { content, type Organisation, organisation, passDeadline, proposal } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { as, outcome } from "#tests/support/reader";
import { commitmentText } from "@/domain/needs/commitment";
import { uploadFile } from "@/server/modules/files/service";
import { db } from "@/server/platform/db";

useDatabase();

const key = () => randomUUID();
const needs = (one: Organisation) => as(one.owner.ctx).needs;

async function open(change: Parameters<typeof content>[0] = {}) {
  const buyer = await organisation("enterprise");
  const second = await buyer.join("admin");
  const draft = await needs(buyer).createDraft({ content: content(change), idempotencyKey: key() });
  await needs(buyer).publish(draft);
  return { buyer, second, id: draft.id };
}

const nda = "The recipient keeps what it reads here secret.";
const sign = (version: number, needId: string) => ({
  needId,
  version,
  signedName: "A. Signer",
  authorised: true as const,
});

describe("a confidential part", () => {
  it("opens to who signed its present version, and has to be signed anew when the agreement changes", async () => {
    const { buyer, id } = await open();
    const firm = await organisation("securityFirm");
    const member = await firm.join("member");
    expect(await needs(firm).confidential({ id })).toBeNull();
    await needs(buyer).writeConfidential({ needId: id, ndaText: nda, body: "The plant map", fileIds: [] });
    const before = await needs(firm).confidential({ id });
    expect(before).toMatchObject({ version: 1, text: nda, covered: null, can: { sign: true } });
    expect(before?.hash).toBe(createHash("sha256").update(nda).digest("hex"));
    expect(await outcome(as(member.ctx).needs.signNda(sign(1, id)))).toBe("FORBIDDEN memberRole");
    expect(await outcome(needs(firm).signNda(sign(2, id)))).toBe("VERSION_CONFLICT");
    const signed = await Promise.all(Array.from({ length: 10 }, () => outcome(needs(firm).signNda(sign(1, id)))));
    expect(signed.filter((one) => one === "ok")).toHaveLength(1);
    expect(new Set(signed)).toEqual(new Set(["ok", "STATE_REFUSED signedAlready"]));
    expect((await as(member.ctx).needs.confidential({ id }))?.covered?.body).toBe("The plant map");
    const row = await db().ndaSignature.findFirstOrThrow({ where: { needId: id } });
    expect(row).toMatchObject({ text: nda, textHash: before?.hash, signedName: "A. Signer", organisationId: firm.id });
    await expect(db().$executeRaw`UPDATE "NdaSignature" SET "text" = 'x'`).rejects.toThrow(/insert-only/);

    await needs(buyer).writeConfidential({ needId: id, ndaText: nda, body: "A better map", fileIds: [] });
    expect((await needs(firm).confidential({ id }))?.covered?.body).toBe("A better map");
    await settle();
    const kinds = (await as(firm.owner.ctx).notifications.list({})).items.map(({ kind }) => kind);
    expect(kinds).toContain("confidentialChanged");
    await needs(buyer).writeConfidential({
      needId: id,
      ndaText: `${nda} For good.`,
      body: "A better map",
      fileIds: [],
    });
    expect(await needs(firm).confidential({ id })).toMatchObject({ version: 2, covered: null, signedBefore: true });
    await needs(firm).signNda(sign(2, id));
    const seen = await needs(buyer).confidential({ id });
    expect(seen?.signatures.map(({ version }) => version)).toEqual([1, 2]);
    await passDeadline(id);
    const late = await organisation("securityFirm");
    expect(await outcome(needs(late).signNda(sign(2, id)))).toBe("FORBIDDEN deadlinePassed");
  });
});

describe("a consortium", () => {
  const form = (needId: string, partner: string, version = 0, share = 40) => ({
    needId,
    version,
    agreement: "We answer together and share as stated.",
    leadRole: "lead",
    leadShare: 100 - share,
    members: [{ organisationId: partner, role: "research", share }],
  });
  const propose = (one: Organisation, needId: string) =>
    needs(one).propose({ needId, content: proposal(30_000_000), idempotencyKey: key() });

  it("seals its answer only once every member confirmed, and the seal names them", async () => {
    const { buyer, second, id } = await open({ consortia: true });
    const [lead, partner] = [await organisation("securityFirm"), await organisation("research")];
    const made = await needs(lead).formConsortium(form(id, partner.id));
    expect(await outcome(propose(lead, id))).toBe("STATE_REFUSED membersUnconfirmed");
    await settle();
    expect((await needs(partner).together({})).consortia).toMatchObject([{ needId: id, role: "research", share: 40 }]);
    await needs(partner).answerConsortium({ consortiumId: made.id, version: 1, confirmed: true });
    expect(await outcome(propose(partner, id))).toBe("STATE_REFUSED answersTwice");
    await propose(lead, id);

    const changed = await needs(lead).formConsortium(form(id, partner.id, 1, 50));
    expect((await needs(lead).ownProposal({ id }))?.receipt.state).toBe("withdrawn");
    expect(await outcome(needs(partner).answerConsortium({ consortiumId: made.id, version: 1, confirmed: true }))).toBe(
      "VERSION_CONFLICT",
    );
    await needs(partner).answerConsortium({ consortiumId: made.id, version: changed.version, confirmed: true });
    await propose(lead, id);
    expect((await needs(lead).consortia({ id })).led?.complete).toBe(true);

    await passDeadline(id);
    await needs(buyer).open({ id });
    await as(second.ctx).needs.open({ id });
    const [opened] = await needs(buyer).openedProposals({ id });
    expect(opened?.content.consortium?.map(({ organisationId, share }) => [organisationId, share])).toEqual([
      [lead.id, 50],
      [partner.id, 50],
    ]);
    expect(opened?.commitmentHolds).toBe(true);
    const recomputed = createHash("sha256")
      .update(commitmentText(opened?.nonce ?? "", opened?.content))
      .digest("hex");
    expect(recomputed).toBe(opened?.commitment);
    expect(await outcome(needs(buyer).appointPanel({ needId: id, emails: [partner.owner.email] }))).toBe(
      "CONFLICT panelConflict_sameOrganisation",
    );
  });

  it("is refused where the need takes none, and to members who answer already", async () => {
    const alone = await open();
    const [lead, partner] = [await organisation("securityFirm"), await organisation("research")];
    expect(await outcome(needs(lead).formConsortium(form(alone.id, partner.id)))).toBe("FORBIDDEN noConsortia");
    const { id, buyer } = await open({ consortia: true });
    expect(await outcome(needs(lead).formConsortium(form(id, buyer.id)))).toBe("BAD_INPUT memberUnfit");
    await needs(partner).propose({ needId: id, content: proposal(1), idempotencyKey: key() });
    const made = await needs(lead).formConsortium(form(id, partner.id));
    const answer = { consortiumId: made.id, version: 1, confirmed: true };
    expect(await outcome(needs(partner).answerConsortium(answer))).toBe("STATE_REFUSED answersTwice");
    await needs(partner).withdraw({ id });
    await needs(partner).answerConsortium(answer);
    await propose(lead, id);
    expect(await outcome(needs(partner).answerConsortium(answer))).toBe("STATE_REFUSED memberAnswered");
    await needs(partner).answerConsortium({ ...answer, confirmed: false });
    expect(await outcome(needs(partner).answerConsortium({ ...answer, confirmed: false }))).toBe(
      "STATE_REFUSED memberAnswered",
    );
    expect((await needs(lead).ownProposal({ id }))?.receipt.state).toBe("withdrawn");
    const others = await needs(await organisation("securityFirm")).consortia({ id });
    expect(others).toMatchObject({ led: null, asked: [] });
  });

  it("tells an organisation that the need is not shown to nothing of it, and the lead no more than that", async () => {
    const [lead, guest, outsider] = [
      await organisation("securityFirm"),
      await organisation("research"),
      await organisation("research"),
    ];
    const title = `zxconsortium${randomUUID().slice(0, 8)}`;
    const { id } = await open({
      title,
      consortia: true,
      visibility: "invited",
      invitedOrganisationIds: [lead.id, guest.id],
    });
    const members = [guest, outsider].map(({ id: organisationId }) => ({
      organisationId,
      role: "research",
      share: 20,
    }));
    await needs(lead).formConsortium({ ...form(id, guest.id), members });
    await settle();
    const told = async (one: Organisation) =>
      JSON.stringify([await needs(one).together({}), await as(one.owner.ctx).notifications.list({})]);
    expect(await told(guest)).toContain(title);
    expect(await told(outsider)).not.toContain(title);
    expect((await needs(lead).consortia({ id })).led?.members.map(({ state }) => state)).toEqual(["asked", "asked"]);
  });

  it("or its team names people of the registry only with their own consent", async () => {
    const { id } = await open();
    const firm = await organisation("securityFirm");
    const expert = (await organisation("research")).owner;
    const { id: requestId } = await needs(firm).askTeam({ needId: id, email: expert.email, role: "analyst" });
    const team = [{ name: "An Expert", role: "analyst", consents: true as const, personId: expert.id }];
    const send = () => needs(firm).propose({ needId: id, content: proposal(1_000, { team }), idempotencyKey: key() });
    expect(await outcome(send())).toBe("BAD_INPUT teamConsentMissing");
    expect(await outcome(needs(firm).answerTeam({ requestId, consents: true }))).toBe("FORBIDDEN notFound");
    await settle();
    expect((await as(expert.ctx).notifications.list({})).items.map(({ kind }) => kind)).toContain("teamAsked");
    await as(expert.ctx).needs.answerTeam({ requestId, consents: true });
    expect(await outcome(send())).toBe("ok");
    await as(expert.ctx).needs.answerTeam({ requestId, consents: false });
    expect(await outcome(send())).toBe("BAD_INPUT teamConsentMissing");
  });
});

describe("each kind of need", () => {
  it.each([
    [
      "jointResearch",
      { challenge: "c", targets: "t", resultRights: "shared", publication: "open" },
      { novelty: "n", resultPlan: "r" },
    ],
    ["pilot", { site: "s", weeks: "8", success: "s" }, { rollback: "r" }],
    ["crowdTest", { assets: "a", testRules: "r", safeHarbour: "s" }, { testers: "t", triage: "t" }],
    ["training", { participants: "9", outcome: "o", level: "expert", format: "mixed" }, { outline: "o" }],
    ["expertAdvice", { question: "q", format: "online" }, { experience: "e", availability: "a" }],
  ] as const)("%s is published with what it asks and answered with what it wants", async (kind, details, answers) => {
    const workPackages = kind === "jointResearch" ? [{ title: "One", goal: "" }] : [];
    const { id } = await open({ kind, details, workPackages });
    const firm = await organisation("securityFirm");
    const send = (given: Record<string, string> | undefined) =>
      needs(firm).propose({
        needId: id,
        content: { ...proposal(5_000), ...(given ? { answers: given } : {}) },
        idempotencyKey: key(),
      });
    expect(await outcome(send(undefined))).toBe("BAD_INPUT FIELD_MISSING");
    expect(await outcome(send(answers))).toBe("ok");
    expect((await needs(firm).list({ kind })).items.map((one) => one.id)).toContain(id);
  });
});

describe("bad input", () => {
  it("is refused with the reason and loses nothing", async () => {
    const { id, buyer } = await open();
    const firm = await organisation("securityFirm");
    const good = proposal(30_000_000);
    await needs(firm).propose({ needId: id, content: good, idempotencyKey: key() });
    const send = (change: object) =>
      needs(firm).propose({ needId: id, content: { ...good, ...change }, idempotencyKey: key() });
    await expect(send({ price: { ...good.price, amount: -1 } })).rejects.toThrow(/NEGATIVE_AMOUNT/);
    expect(await outcome(send({ price: { ...good.price, currency: "USD" } }))).toBe("BAD_INPUT currencyOther");
    await expect(send({ approach: "x".repeat(50_001) })).rejects.toThrow();
    // Sealed it would be no row's text, and stop the opening of everybody's proposals where it becomes one.
    await expect(send({ approach: "Zones and conduits.\u0000" })).rejects.toThrow(/TEXT_INVISIBLE/);
    for (const change of [{ title: "A plant\u0000" }, { proposalDeadline: "0000-01-01T00:00:00Z" }])
      await expect(needs(buyer).createDraft({ content: content(change), idempotencyKey: key() })).rejects.toMatchObject(
        { code: "BAD_REQUEST" },
      );
    await expect(
      needs(firm).ask({ needId: id, text: "Which plant?\u0000", language: "en", idempotencyKey: key() }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const big = Buffer.alloc(20 * 1_048_576 + 1, 97);
    expect(await outcome(uploadFile(firm.owner.ctx, "proposalAttachment", "big.txt", big))).toBe("TOO_LARGE file");
    const png = Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de", "hex");
    expect(await outcome(uploadFile(firm.owner.ctx, "proposalAttachment", "plan.pdf", png))).toBe(
      "UNSUPPORTED_FILE disguised",
    );
    await passDeadline(id);
    expect(await outcome(send({}))).toBe("FORBIDDEN deadlinePassed");
    const { version } = await needs(buyer).get({ id });
    expect(await outcome(needs(buyer).amend({ id, version, content: content(), reason: "late" }))).toBe(
      "FORBIDDEN state_amend",
    );
    const kept = await needs(firm).ownProposal({ id });
    expect(kept?.content.price.amount).toBe(30_000_000);
    expect(kept?.receipt).toMatchObject({ number: 1, state: "submitted" });
  });
});

describe("saved views", () => {
  it("are one's own, by name", async () => {
    const [one, other] = [await organisation(), await organisation()];
    await needs(one).keepView({ name: "Water, open", query: { sector: "water", state: "open" } });
    await needs(one).keepView({ name: "Water, open", query: { sector: "water" } });
    expect(await needs(one).savedViews({})).toEqual([{ name: "Water, open", query: { sector: "water" } }]);
    expect(await needs(other).savedViews({})).toEqual([]);
    expect(await outcome(needs(other).dropView({ name: "Water, open" }))).toBe("NOT_FOUND");
    await needs(one).dropView({ name: "Water, open" });
    expect(await needs(one).savedViews({})).toEqual([]);
  });
});
