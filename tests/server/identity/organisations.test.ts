import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { organisation, person } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { as, linkTo, outcome } from "#tests/support/reader";
import { uploadFile } from "@/server/modules/files/service";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { db } from "@/server/platform/db";

useDatabase();

const fields = (change: Record<string, unknown> = {}) => ({
  kind: "enterprise" as const,
  nameEn: `Organisation ${randomUUID()}`,
  country: "SG",
  sectors: [],
  registryNumber: "REG-2026-77",
  idempotencyKey: randomUUID(),
  ...change,
});

const somebody = async () => as(await contextOfPerson((await person()).id, null)).identity;

describe("the name of an organisation", () => {
  it("is taken once, however its letters are dressed", async () => {
    const nameEn = `Harbour Grid ${randomUUID().slice(0, 8)}`;
    expect(await outcome((await somebody()).createOrganisation(fields({ nameEn })))).toBe("ok");
    for (const dressed of [nameEn.toUpperCase(), nameEn.replace(" ", "  "), nameEn.replace("H", "Ｈ")])
      expect(await outcome((await somebody()).createOrganisation(fields({ nameEn: dressed })))).toBe(
        "DUPLICATE nameTaken",
      );
  });

  it("that only looks like another is let in and sent to the operators", async () => {
    const tail = randomUUID().slice(0, 8);
    const original = await (await somebody()).createOrganisation(fields({ nameEn: `Apollo Works ${tail}` }));
    const alike = await (await somebody()).createOrganisation(fields({ nameEn: `Аpollo Works ${tail}` }));
    const row = await db().organisation.findUnique({ where: { id: alike.id } });
    expect(row?.lookAlikeOfId).toBe(original.id);
  });

  it("is taken by one of fifty who ask at once", async () => {
    const nameEn = `Race Works ${randomUUID().slice(0, 8)}`;
    const askers = await Promise.all(Array.from({ length: 50 }, somebody));
    const answers = await Promise.all(askers.map((asker) => outcome(asker.createOrganisation(fields({ nameEn })))));
    expect(answers.filter((answer) => answer === "ok")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "DUPLICATE nameTaken")).toHaveLength(49);
  });

  it("finds the verified ones for a form, by either name, and says which is the reader's own", async () => {
    const { id, owner } = await organisation();
    const row = await db().organisation.findUniqueOrThrow({ where: { id } });
    const nameEn = `${row.nameEn} unverified twin`;
    await (await somebody()).createOrganisation(fields({ nameEn }));
    const expected = { id, kind: row.kind, nameZh: row.nameZh, nameEn: row.nameEn };
    const own = await as(owner.ctx).identity.findOrganisations({ name: (row.nameEn ?? "").toUpperCase() });
    expect(own).toContainEqual({ ...expected, own: true });
    expect(own.map((one) => one.nameEn)).not.toContain(nameEn);
    const others = await (await somebody()).findOrganisations({ name: row.nameZh ?? "" });
    expect(others).toContainEqual({ ...expected, own: false });
  });

  it("or identifier that changes ends the verification", async () => {
    const { id, owner } = await organisation();
    const desk = as(owner.ctx).identity;
    const { organisation: before } = await desk.organisationDesk({ id });
    expect(before.verified).toBe(true);
    const kept = fields({ nameZh: before.nameZh, nameEn: before.nameEn, registryNumber: before.registryNumber });
    const { idempotencyKey: _, ...same } = kept;
    await desk.updateOrganisation({ ...same, id, version: before.version, sectors: ["water"] });
    expect((await desk.organisation({ id })).verified).toBe(true);
    await desk.updateOrganisation({ ...same, id, version: before.version + 1, nameEn: `New ${randomUUID()}` });
    expect((await desk.organisation({ id })).verified).toBe(false);
    expect(await outcome(desk.updateOrganisation({ ...same, id, version: before.version }))).toBe("VERSION_CONFLICT");
  });
});

describe("roles in an organisation", () => {
  it("are not touched by somebody below them", async () => {
    const { id, owner, join } = await organisation();
    const [admin, member] = [await join("admin"), await join("member")];
    const byAdmin = as(admin.ctx).identity;
    const demote = { organisationId: id, personId: owner.id, role: "viewer" as const };
    expect(await outcome(byAdmin.changeMemberRole(demote))).toBe("FORBIDDEN roleAboveOwn");
    expect(await outcome(byAdmin.endMembership({ organisationId: id, personId: owner.id }))).toBe(
      "FORBIDDEN roleAboveOwn",
    );
    expect(await outcome(byAdmin.changeMemberRole({ ...demote, personId: member.id, role: "owner" }))).toBe(
      "FORBIDDEN roleAboveOwn",
    );
    expect(await outcome(byAdmin.changeMemberRole({ ...demote, personId: member.id, role: "viewer" }))).toBe("ok");
    expect(await outcome(as(member.ctx).identity.changeMemberRole({ ...demote, personId: admin.id }))).toBe(
      "FORBIDDEN organisationAdmin",
    );
  });

  it("always leave an owner, also when two owners leave at the same moment", async () => {
    const { id, owner, join } = await organisation();
    expect(await outcome(as(owner.ctx).identity.endMembership({ organisationId: id, personId: owner.id }))).toBe(
      "STATE_REFUSED lastOwner",
    );
    const second = await join("owner");
    const leave = (who: { ctx: typeof owner.ctx; id: string }) =>
      outcome(as(who.ctx).identity.endMembership({ organisationId: id, personId: who.id }));
    const answers = await Promise.all([leave(owner), leave(second)]);
    expect(answers.sort()).toEqual(["STATE_REFUSED lastOwner", "ok"]);
  });

  it("end with the membership from the next request on", async () => {
    const { id, owner, join } = await organisation();
    const member = await join("member");
    await as(owner.ctx).identity.endMembership({ organisationId: id, personId: member.id });
    const { actor } = await contextOfPerson(member.id, id);
    expect(actor.kind === "person" && actor.acting).toBeNull();
  });
});

describe("an invitation", () => {
  it("is for one address, and can be withdrawn", async () => {
    const { id, owner } = await organisation();
    const guest = await person();
    const invite = { organisationId: id, email: guest.email, role: "member" as const };
    const { id: invitationId } = await as(owner.ctx).identity.invite({ ...invite, idempotencyKey: randomUUID() });
    const token = await linkTo(guest.email);
    expect(await outcome((await somebody()).acceptInvitation({ token }))).toBe("FORBIDDEN invitationOther");
    await as(owner.ctx).identity.withdrawInvitation({ id: invitationId });
    const asGuest = as(await contextOfPerson(guest.id, null)).identity;
    expect(await outcome(asGuest.acceptInvitation({ token }))).toBe("EXPIRED link");
    expect((await asGuest.invitation({ token })).state).toBe("revoked");
    await as(owner.ctx).identity.invite({ ...invite, idempotencyKey: randomUUID() });
    expect(await outcome(asGuest.acceptInvitation({ token: await linkTo(guest.email) }))).toBe("ok");
  });
});

describe("verification", () => {
  async function waiting() {
    const { id, owner } = await organisation("enterprise", { verified: false });
    const file = await uploadFile(owner.ctx, "verificationEvidence", "licence.txt", Buffer.from("invented"));
    const hand = { organisationId: id, note: "", fileIds: [file.id] };
    const { id: verificationId } = await as(owner.ctx).identity.submitVerification({
      ...hand,
      idempotencyKey: randomUUID(),
    });
    return { id, owner, verificationId, hand };
  }
  const operator = async () => as(await contextOfPerson((await person("operator")).id, null)).identity;
  const approval = (id: string) => ({ id, approved: true, reason: "seen" });

  it("takes two different operators, and one refusal ends it", async () => {
    const { id, verificationId, owner } = await waiting();
    const first = await operator();
    expect((await first.decideVerification(approval(verificationId))).state).toBe("firstApproval");
    expect(await outcome(first.decideVerification(approval(verificationId)))).toBe("FORBIDDEN twoOperators");
    expect((await as(owner.ctx).identity.organisation({ id })).verified).toBe(false);
    expect((await (await operator()).decideVerification(approval(verificationId))).state).toBe("verified");
    expect((await as(owner.ctx).identity.organisation({ id })).verified).toBe(true);
    const refused = await waiting();
    const refusal = { id: refused.verificationId, approved: false, reason: "the licence is of another" };
    expect((await (await operator()).decideVerification(refusal)).state).toBe("refused");
    const desk = await as(refused.owner.ctx).identity.organisationDesk({ id: refused.id });
    expect(desk.verification?.reasons).toEqual(["the licence is of another"]);
  });

  it("is verified once when many second operators decide at the same moment", async () => {
    const { id, verificationId } = await waiting();
    await (await operator()).decideVerification(approval(verificationId));
    const others = await Promise.all(Array.from({ length: 10 }, operator));
    const answers = await Promise.all(others.map((one) => outcome(one.decideVerification(approval(verificationId)))));
    expect(answers.filter((answer) => answer === "ok")).toHaveLength(1);
    expect(await db().auditEvent.count({ where: { entityId: id, act: "verification.approved" } })).toBe(2);
  });

  it("waits for its decision before it is asked for again, and holds until it is due", async () => {
    const { owner, hand, verificationId } = await waiting();
    const again = async () => {
      const file = await uploadFile(owner.ctx, "verificationEvidence", "licence.txt", Buffer.from("invented"));
      return outcome(
        as(owner.ctx).identity.submitVerification({ ...hand, fileIds: [file.id], idempotencyKey: randomUUID() }),
      );
    };
    expect(await again()).toBe("STATE_REFUSED verificationOpen");
    for (const one of [await operator(), await operator()]) await one.decideVerification(approval(verificationId));
    expect(await again()).toBe("STATE_REFUSED verificationHolds");
    await db().organisation.update({
      where: { id: hand.organisationId },
      data: { verifiedUntil: new Date(Date.now() + 20 * 86_400_000) },
    });
    expect(await again()).toBe("ok");
  });

  it("does not take a public mail provider for the organisation's domain", async () => {
    const { owner, hand } = await waiting();
    const asked = as(owner.ctx).identity.submitVerification({
      ...hand,
      emailDomain: "qq.com",
      idempotencyKey: randomUUID(),
    });
    await expect(asked).rejects.toThrow(/EMAIL_DOMAIN_SHARED/);
  });
});
