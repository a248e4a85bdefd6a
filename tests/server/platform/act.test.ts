import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { useDatabase } from "#tests/support/database";
import { allow, deny, type Person } from "@/domain/shared/actor";
import { act } from "@/server/platform/act";
import { linkAudit, verifyAudit } from "@/server/platform/audit";
import { type Ctx, systemCtx } from "@/server/platform/ctx";
import { db, pool } from "@/server/platform/db";

useDatabase();

const person: Person = {
  kind: "person",
  id: randomUUID(),
  email: "a@example.org",
  platformRole: null,
  acting: null,
  organisationIds: [],
  secondFactor: false,
  secondFactorRequired: false,
  scopes: null,
};
const ctx: Ctx = { ...systemCtx("test"), actor: person };
const story = (entityId: string) => ({ act: "setting.write", entity: "setting", entityId });

describe("an act", () => {
  it("refuses to record before a policy was asked, and leaves nothing behind", async () => {
    const key = randomUUID();
    const attempt = act(ctx, async ({ tx, record }) => {
      await tx.setting.create({ data: { key, value: 1 } });
      await record(story(key));
    });
    await expect(attempt).rejects.toThrow("before any policy was asked");
    expect(await db().setting.findUnique({ where: { key } })).toBeNull();
  });

  it("refuses to change rows without a story", async () => {
    const key = randomUUID();
    const attempt = act(ctx, async ({ tx, permit }) => {
      permit(allow);
      await tx.setting.create({ data: { key, value: 1 } });
    });
    await expect(attempt).rejects.toThrow("without recording");
    expect(await db().setting.findUnique({ where: { key } })).toBeNull();
  });

  it("rolls the story back with the change", async () => {
    const key = randomUUID();
    const attempt = act(ctx, async ({ permit, record }) => {
      permit(allow);
      await record(story(key));
      permit(deny("noOrganisation"));
    });
    await expect(attempt).rejects.toMatchObject({ code: "FORBIDDEN", reason: "noOrganisation" });
    expect(await db().auditEvent.count({ where: { entityId: key } })).toBe(0);
  });

  it("acts once for one idempotency key, however often and however parallel it is called", async () => {
    const key = randomUUID();
    const call = () =>
      act(
        ctx,
        async ({ tx, permit, record }) => {
          permit(allow);
          const row = await tx.setting.create({ data: { key: randomUUID(), value: "once" } });
          await record(story(row.key));
          return { key: row.key };
        },
        { idempotency: { key, procedure: "test", input: { a: 1 } } },
      );
    const answers = await Promise.all(Array.from({ length: 20 }, call));
    expect(new Set(answers.map((answer) => answer.key)).size).toBe(1);
    expect(await db().setting.count({ where: { value: { equals: "once" } } })).toBe(1);
    const other = act(ctx, async () => ({}), { idempotency: { key, procedure: "test", input: { a: 2 } } });
    await expect(other).rejects.toMatchObject({ code: "CONFLICT", reason: "keyReused" });
  });
});

describe("the audit trail", () => {
  it("cannot be changed or deleted by the application, and verifies from end to end", async () => {
    await act(ctx, async ({ permit, record }) => {
      permit(allow);
      await record(story("chain"));
    });
    await linkAudit();
    expect(await verifyAudit()).toMatchObject({ unlinked: 0, brokenAt: null });
    await expect(pool().query(`UPDATE "AuditEvent" SET act = 'x'`)).rejects.toThrow(/permission denied/);
    await expect(pool().query(`DELETE FROM "AuditEvent"`)).rejects.toThrow(/permission denied/);
  });

  it("shows where somebody with the owner's rights changed it", async () => {
    const owner = await pool().connect();
    try {
      await owner.query(`SET ROLE NONE`);
      await owner.query(`ALTER TABLE "AuditEvent" DISABLE TRIGGER audit_event_insert_only`);
      await owner.query(`UPDATE "AuditEvent" SET act = 'forged' WHERE "entityId" = 'chain'`);
    } finally {
      owner.release(true);
    }
    expect((await verifyAudit()).brokenAt).not.toBeNull();
  });
});
