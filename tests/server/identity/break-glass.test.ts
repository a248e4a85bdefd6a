import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { person } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { as, outcome } from "#tests/support/reader";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { db } from "@/server/platform/db";
import { proposed } from "../needs/stages";

useDatabase();

const withRole = async (role: "operator" | "securityAdmin") => as(await contextOfPerson((await person(role)).id, null));

it("opens a sealed proposal to one operator for an hour, with a second person's word, and tells its owner", async () => {
  const { proposals, firms } = await proposed([7_654_321, 40_000_000]);
  const operator = await withRole("operator");
  const { id } = await operator.identity.requestBreakGlass({
    entity: "proposal",
    entityId: proposals[0],
    reason: "a court order of today asks for it",
    idempotencyKey: randomUUID(),
  });
  expect(await outcome(operator.needs.readInEmergency({ id }))).toBe("FORBIDDEN breakGlassOver");
  expect(await outcome(operator.identity.decideBreakGlass({ id, granted: true }))).toBe("FORBIDDEN securityAdminOnly");

  const admins = await Promise.all(Array.from({ length: 5 }, () => withRole("securityAdmin")));
  const decisions = await Promise.all(
    admins.map((admin) => outcome(admin.identity.decideBreakGlass({ id, granted: true }))),
  );
  expect(decisions.filter((answer) => answer === "ok")).toHaveLength(1);
  expect(decisions.filter((answer) => answer === "FORBIDDEN breakGlassOver")).toHaveLength(4);

  const read = await operator.needs.readInEmergency({ id });
  expect(read.content.price.amount).toBe(7_654_321);
  expect(await outcome((await withRole("operator")).needs.readInEmergency({ id }))).toBe("FORBIDDEN notFound");
  // It stays sealed for everybody else, and in the database.
  expect(await db().proposalVersion.count({ where: { openedAt: { not: null } } })).toBe(0);

  await settle();
  const kinds = (await as(firms[0].owner.ctx).notifications.list({})).items.map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(["breakGlassGranted", "breakGlassUsed"]));
  expect((await as(firms[1].owner.ctx).notifications.list({})).items.map(({ kind }) => kind)).not.toContain(
    "breakGlassUsed",
  );
  const told = await db().auditEvent.findMany({ where: { act: { startsWith: "breakGlass." } }, select: { act: true } });
  expect(told.map(({ act }) => act).sort()).toEqual(["breakGlass.granted", "breakGlass.requested", "breakGlass.used"]);

  await db().breakGlass.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await outcome(operator.needs.readInEmergency({ id }))).toBe("FORBIDDEN breakGlassOver");
});
