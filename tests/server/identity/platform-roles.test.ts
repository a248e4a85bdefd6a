import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { person } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { as, linkTo, longPassword, outcome, requestWith, sessionOf, stranger } from "#tests/support/reader";
import { firstRunLink } from "@/server/modules/identity/service-operators";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { db } from "@/server/platform/db";

useDatabase();

it("begins with one link for one operator, who names the first security administrator and no other role", async () => {
  const token = (await firstRunLink())?.split("token=")[1] ?? "";
  const claims = await Promise.all(
    Array.from({ length: 5 }, (_, i) =>
      as(stranger())
        .identity.claimFirstRun({ token, email: `first${i}@people.example`, password: longPassword, locale: "en" })
        .catch(() => null),
    ),
  );
  const claimed = claims.filter((claim) => claim !== null);
  expect(claimed).toHaveLength(1);
  expect(await firstRunLink()).toBeNull();
  const { sid } = await sessionOf(claimed[0]?.ticket ?? "");
  const early = as(await requestWith(sid)).identity;
  const helper = await person();
  const name = { email: helper.email, role: "securityAdmin" as const };
  expect(await outcome(early.grantPlatformRole(name))).toBe("SECOND_FACTOR_REQUIRED secondFactor");
  await db().session.updateMany({ data: { secondFactorAt: new Date() } });
  const operator = as(await requestWith(sid)).identity;
  expect((await operator.platformRoles({})).can).toEqual({ grant: false, nameFirst: true });
  expect(await outcome(operator.grantPlatformRole({ ...name, role: "operator" as never }))).toBe(
    "FORBIDDEN securityAdminOnly",
  );
  expect(await outcome(operator.grantPlatformRole({ ...name, email: `${randomUUID()}@people.example` }))).toBe(
    "NOT_FOUND noSuchPerson",
  );
  expect(await outcome(operator.grantPlatformRole(name))).toBe("ok");
  expect(await outcome(operator.grantPlatformRole({ ...name, email: (await person()).email }))).toBe(
    "FORBIDDEN securityAdminOnly",
  );
  await expect(linkTo(helper.email)).rejects.toThrow("no letter with a link");

  const admin = as(await contextOfPerson(helper.id, null)).identity;
  const auditor = await person();
  expect(await outcome(admin.grantPlatformRole({ email: auditor.email, role: "auditor" }))).toBe("ok");
  expect(await outcome(admin.grantPlatformRole({ email: auditor.email, role: "operator" }))).toBe(
    "CONFLICT oneRoleOnly",
  );
  expect(await outcome(admin.grantPlatformRole({ email: helper.email, role: null }))).toBe("FORBIDDEN notYourself");
});

it("keeps a security administrator, also when two remove each other at the same moment", async () => {
  await db().person.updateMany({ where: { platformRole: "securityAdmin" }, data: { platformRole: null } });
  const [one, other] = [await person("securityAdmin"), await person("securityAdmin")];
  const take = async (by: { id: string }, from: { email: string }) =>
    outcome(as(await contextOfPerson(by.id, null)).identity.grantPlatformRole({ email: from.email, role: null }));
  const answers = await Promise.all([take(one, other), take(other, one)]);
  expect(answers.sort()).toEqual(["CONFLICT lastSecurityAdmin", "ok"]);
});
