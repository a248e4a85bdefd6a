import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { content, organisation, person } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { needStates, needVisibilities } from "@/domain/needs/schema";
import { maySee } from "@/domain/needs/visibility";
import { type Actor, visitor } from "@/domain/shared/actor";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { visibleTo } from "@/server/modules/needs/access";
import { createDraft } from "@/server/modules/needs/service-needs";
import { db } from "@/server/platform/db";

useDatabase();

const actors = new Map<string, Actor>();

beforeAll(async () => {
  const buyer = await organisation();
  const invited = await organisation("securityFirm");
  for (const visibility of needVisibilities)
    for (const state of needStates)
      for (const published of [true, false]) {
        const { id } = await createDraft(buyer.owner.ctx, { content: content(), idempotencyKey: randomUUID() });
        await db().need.update({
          where: { id },
          data: { visibility, state, publishedAt: published ? new Date() : null },
        });
        if (visibility === "invited" && state !== "failed")
          await db().needInvitation.create({ data: { needId: id, organisationId: invited.id } });
      }
  const viewer = (await buyer.join("viewer")).ctx.actor;
  const scoped = { ...buyer.owner.ctx.actor, scopes: ["identity:read"] } as Actor;
  for (const [name, actor] of Object.entries({
    visitor,
    buyer: buyer.owner.ctx.actor,
    viewer,
    scoped,
    invited: invited.owner.ctx.actor,
    stranger: (await organisation("research")).owner.ctx.actor,
    unverified: (await organisation("securityFirm", { verified: false })).owner.ctx.actor,
    nobody: (await contextOfPerson((await person()).id, null)).actor,
    operator: (await contextOfPerson((await person("operator")).id, null)).actor,
    auditor: (await contextOfPerson((await person("auditor")).id, null)).actor,
  } satisfies Record<string, Actor>))
    actors.set(name, actor);
}, 120_000);

describe("the filter of lists and the rule for one need", () => {
  it.each([
    "visitor",
    "buyer",
    "viewer",
    "scoped",
    "invited",
    "stranger",
    "unverified",
    "nobody",
    "operator",
    "auditor",
  ])("agree for %s", async (name) => {
    const actor = actors.get(name);
    if (!actor) throw new Error(name);
    const all = await db().need.findMany({ include: { invitations: true } });
    const bySql = (await db().need.findMany({ where: visibleTo(actor), select: { id: true } })).map(({ id }) => id);
    const byRule = all
      .filter((row) =>
        maySee(actor, {
          buyerOrganisationId: row.buyerOrganisationId,
          visibility: row.visibility,
          state: row.state,
          published: row.publishedAt !== null,
          invitedOrganisationIds: row.invitations.map(({ organisationId }) => organisationId),
        }),
      )
      .map(({ id }) => id);
    expect(all.length).toBe(needVisibilities.length * needStates.length * 2);
    expect(new Set(bySql)).toEqual(new Set(byRule));
  });
});
