import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { organisation, passDeadline, person, proposal } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import {
  acceptInvitation,
  changeMemberRole,
  endMembershipOf,
  invite,
  readOrganisationDesk,
} from "@/server/modules/identity/service-organisations";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { closeOverdue } from "@/server/modules/needs/jobs";
import { award, readAward } from "@/server/modules/needs/service-evaluation";
import { openProposals, readOwnProposal, submitProposal } from "@/server/modules/needs/service-proposals";
import { db } from "@/server/platform/db";
import { readOutbox } from "@/server/platform/mail";
import { evaluated, proposed } from "./stages";

useDatabase();

const fifty = Array.from({ length: 50 }, (_, index) => index);

function outcomes<T>(results: PromiseSettledResult<T>[]) {
  return {
    won: results.filter(({ status }) => status === "fulfilled").length,
    lost: results.filter(({ status }) => status === "rejected").length,
  };
}

describe("races on real PostgreSQL", () => {
  it("50 parallel awards of two proposals make one award", async () => {
    const { needId, buyer, second, firms, proposals } = await evaluated();
    const feedback = proposals.map((proposalId) => ({ proposalId, text: "thank you" }));
    const results = await Promise.allSettled(
      fifty.map((index) =>
        award(index % 2 === 0 ? buyer.owner.ctx : second.ctx, {
          needId,
          proposalId: proposals[index % 2 === 0 ? 0 : 1],
          reason: "race",
          feedback,
          idempotencyKey: randomUUID(),
        }),
      ),
    );
    expect(outcomes(results)).toEqual({ won: 1, lost: 49 });
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ reason: "state_award" });
    expect(await db().award.count({ where: { needId } })).toBe(1);
    expect(await db().auditEvent.count({ where: { entityId: needId, act: "need.awarded" } })).toBe(1);
    const seen = await Promise.all(firms.map(({ owner }) => readAward(owner.ctx, needId)));
    expect(seen.filter((one) => one?.mine)).toHaveLength(1);
  });

  it("50 uses of one invitation make one member", async () => {
    const { id, owner } = await organisation();
    const newcomer = await person();
    await invite(owner.ctx, {
      organisationId: id,
      email: newcomer.email,
      role: "member",
      idempotencyKey: randomUUID(),
    });
    await settle();
    const letter = (await readOutbox()).find(({ to }) => to === newcomer.email);
    const token = /invitations\/([\w-]+)/.exec(letter?.text ?? "")?.[1] ?? "";
    const ctx = await contextOfPerson(newcomer.id, null);
    const results = await Promise.allSettled(fifty.map(() => acceptInvitation(ctx, token)));
    expect(outcomes(results)).toEqual({ won: 1, lost: 49 });
    expect((await readOrganisationDesk(owner.ctx, id)).members).toHaveLength(2);
  });

  it("50 second calls of an opening open once", async () => {
    const { needId, buyer, second } = await proposed();
    await passDeadline(needId);
    await openProposals(buyer.owner.ctx, needId);
    const results = await Promise.allSettled(fifty.map(() => openProposals(second.ctx, needId)));
    expect(outcomes(results)).toEqual({ won: 1, lost: 49 });
    expect(await db().auditEvent.count({ where: { entityId: needId, act: "opening.done" } })).toBe(1);
  });

  it("the clerk who closes what is overdue undoes no opening that was quicker", async () => {
    const { needId, buyer, second } = await proposed();
    expect(await closeOverdue(needId)).toBe(false);
    await passDeadline(needId);
    expect(await Promise.all([closeOverdue(needId), closeOverdue(needId)])).toContain(true);
    await openProposals(buyer.owner.ctx, needId);
    const [, ...closed] = await Promise.all([
      openProposals(second.ctx, needId),
      ...fifty.slice(0, 10).map(() => closeOverdue(needId)),
    ]);
    expect(new Set(closed)).toEqual(new Set([false]));
    expect(await db().need.findUnique({ where: { id: needId } })).toMatchObject({ state: "opened" });
    expect(await db().auditEvent.count({ where: { entityId: needId, act: "need.closed" } })).toBe(1);
  });

  it("20 parallel submissions of one organisation are one proposal with versions in order", async () => {
    const { needId, firms } = await proposed();
    const { ctx } = firms[0].owner;
    const results = await Promise.allSettled(
      fifty
        .slice(0, 20)
        .map((index) =>
          submitProposal(ctx, { needId, content: proposal(1_000 + index), idempotencyKey: randomUUID() }),
        ),
    );
    expect(outcomes(results).won).toBe(20);
    expect(await db().proposal.count({ where: { needId, organisationId: firms[0].id } })).toBe(1);
    expect((await readOwnProposal(ctx, needId))?.receipt.number).toBe(21);
  });

  it("owners who leave at the same time leave one behind", async () => {
    const { id, owner, join } = await organisation();
    const others = [await join("owner"), await join("owner")];
    const all = [owner, ...others];
    const results = await Promise.allSettled([
      ...all.map(({ ctx, id: personId }) => endMembershipOf(ctx, { organisationId: id, personId })),
      ...all.map(({ ctx, id: personId }) => changeMemberRole(ctx, { organisationId: id, personId, role: "viewer" })),
    ]);
    expect(outcomes(results).lost).toBeGreaterThan(0);
    expect(
      await db().membership.count({ where: { organisationId: id, role: "owner", until: null } }),
    ).toBeGreaterThanOrEqual(1);
  });
});
