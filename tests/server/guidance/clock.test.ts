import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { only } from "#tests/domain/guidance/cast";
import { organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { addDays } from "@/domain/guidance/due";
import type { ListItem } from "@/domain/guidance/schema";
import { lawDay } from "@/domain/guidance/states";
import { visitor } from "@/domain/shared/actor";
import { isAppError } from "@/domain/shared/errors";
import { callerFactory } from "@/server/api/root";
import { downloadFile, uploadFile } from "@/server/modules/files/service";
import { remindAll, sendDigests } from "@/server/modules/guidance/jobs-clock";
import { exportItems } from "@/server/modules/guidance/service-lists";
import { act } from "@/server/platform/act";
import { systemCtx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { readOutbox } from "@/server/platform/mail";
import { writeXlsx } from "@/server/platform/xlsx";
import { approved, as, bodies, describeAs, nextMinute, submitted } from "./stages";

useDatabase();

const kinds = async (reader: ReturnType<typeof as>) =>
  (await reader.notifications.list({})).items.map(({ kind }) => kind);

describe("what the clock does", () => {
  it("reminds whoever is in charge, tells owners when it is overdue, and is silent about what is done", async () => {
    const both = await bodies();
    const today = lawDay(new Date());
    const firm = await organisation("enterprise");
    const worker = await firm.join("member");
    await describeAs(firm.id, { sectors: ["nuclear"] });
    const id = await approved(both, {
      rule: only({ sectors: ["sector:nuclear"] }),
      obligations: [
        { key: "soon", textZh: "甲", textEn: "", due: { from: "date", date: addDays(today, 7) } },
        { key: "late", textZh: "乙", textEn: "", due: { from: "date", date: addDays(today, -1) } },
      ],
    });
    await as(firm.owner).guidance.saveLine({ id, key: "soon", version: 0, state: "inProgress", ownerId: worker.id });
    await settle();
    await remindAll();
    await remindAll();
    await settle();
    expect((await kinds(as(worker))).filter((kind) => kind === "guidanceDue")).toHaveLength(1);
    expect(await kinds(as(worker))).not.toContain("guidanceOverdue");
    expect(await kinds(as(firm.owner))).toContain("guidanceOverdue");
    expect(await kinds(as(firm.owner))).not.toContain("guidanceDue");

    const other = await organisation("enterprise");
    await describeAs(other.id, { sectors: ["nuclear"] });
    for (const key of ["soon", "late"])
      await as(other.owner).guidance.saveLine({
        id,
        key,
        version: 0,
        state: "notApplicable",
        ownerId: null,
        reason: "No plant",
      });
    await remindAll();
    await settle();
    expect(await kinds(as(other.owner))).not.toContain("guidanceOverdue");
  });

  it("sends one digest that counts and tells nothing", async () => {
    const both = await bodies();
    const reader = (await organisation("enterprise")).owner;
    await as(reader).guidance.saveSubscriptions({ topics: ["talent"], sectors: [], regions: [], digest: "daily" });
    await approved(both, { topics: ["talent"], titleZh: "摘要秘密标题" });
    const tomorrow = new Date(Date.now() + 25 * 3_600_000);
    await sendDigests(tomorrow);
    await sendDigests(tomorrow);
    await settle();
    const letters = (await readOutbox()).filter(
      ({ to, subject }) => to === reader.email && /订阅|subscribed/u.test(subject),
    );
    expect(letters).toHaveLength(1);
    expect(letters[0]?.text).not.toContain("摘要秘密标题");
  });

  it("holds work back until its moment", async () => {
    const both = await bodies();
    const before = await settle();
    await act({ ...systemCtx("test"), actor: both.lead.owner.ctx.actor }, async ({ permit, record, follow }) => {
      permit({ allowed: true });
      await follow("guidance.published", { editionId: randomUUID() }, { at: new Date(Date.now() + 60_000) });
      await record({ act: "test", entity: "test", entityId: "x" });
      return null;
    });
    expect(before).toBeGreaterThanOrEqual(0);
    expect(await settle()).toBe(0);
    const [waiting] = await db().$queryRaw<{ n: bigint }[]>`
      SELECT count(*) AS n FROM pgboss.job WHERE name = 'guidance.fan-out' AND state = 'created' AND start_after > now()`;
    expect(Number(waiting?.n)).toBe(1);
  });
});

describe("files", () => {
  it("evidence is read by its own organisation and by no regulator", async () => {
    const both = await bodies();
    const firm = await organisation("enterprise");
    const colleague = await firm.join("viewer");
    const id = await approved(both, { obligations: [{ key: "a", textZh: "甲", textEn: "", due: { from: "none" } }] });
    const file = await uploadFile(firm.owner.ctx, "guidanceEvidence", "proof.txt", Buffer.from("our evidence"));
    await as(firm.owner).guidance.saveLine({
      id,
      key: "a",
      version: 0,
      state: "done",
      ownerId: null,
      fileIds: [file.id],
    });
    expect((await downloadFile(colleague.ctx, file.id)).bytes.toString()).toBe("our evidence");
    for (const outsider of [both.lead.owner, both.second.owner, (await organisation()).owner])
      expect(await downloadFile(outsider.ctx, file.id).catch((error) => isAppError(error) && error.code)).toBe(
        "NOT_FOUND",
      );
    const reach = JSON.stringify(await as(both.lead.owner).guidance.reach({ id }));
    expect(reach).not.toContain(firm.id);
  });

  it("forms of the plain view are for everybody to take from the document's minute on, and for its makers before", async () => {
    const both = await bodies();
    const form = await uploadFile(both.lead.owner.ctx, "guidanceAttachment", "form.txt", Buffer.from("Name: ____"));
    const change = { plainZh: "1. 填表\n2. 交表", formIds: [form.id] };
    const { id, version } = await submitted(both, { ...change, publishAt: nextMinute(5) });
    await as(both.second.owner).guidance.sign({ id, version, approve: true, reason: "" });
    const reader = { ...systemCtx("test"), actor: visitor };
    const taken = () => downloadFile(reader, form.id).catch((error) => isAppError(error) && error.code);
    expect(await taken()).toBe("NOT_FOUND");
    expect((await downloadFile(both.second.owner.ctx, form.id)).bytes.toString()).toBe("Name: ____");
    await db()
      .$executeRaw`UPDATE "GuidanceEdition" SET "publishAt" = date_trunc('minute', clock_timestamp()) WHERE "documentId" = ${id}::uuid`;
    expect(await taken()).toMatchObject({ name: "form.txt" });
    expect(await callerFactory(reader).guidance.get({ id })).toMatchObject({
      content: { plainZh: "1. 填表\n2. 交表" },
      files: [{ id: form.id, form: true }],
    });
  });

  it("a list comes in from a spreadsheet, and a broken one is refused", async () => {
    const { lead } = await bodies();
    const rows = [
      ["code", "effect", "textZh"],
      ["N-1", "禁止", "甲 & 乙"],
    ];
    const book = await writeXlsx([{ name: "清单", rows }]);
    const read = await as(lead.owner).guidance.readItems({ name: "list.xlsx", base64: book.toString("base64") });
    expect(read.items).toMatchObject([{ code: "N-1", effect: "forbidden", textZh: "甲 & 乙" }]);
    // What goes out as a workbook comes in again as it was.
    const both = await bodies();
    const change = { listKind: "negative" as const, items: [{ ...(read.items[0] as ListItem), basisSection: "s1" }] };
    const id = await approved(both, change, "list");
    const out = await (await exportItems({ ...systemCtx("test"), actor: visitor }, id)).xlsx();
    const again = await as(lead.owner).guidance.readItems({ name: "out.xlsx", base64: out.toString("base64") });
    expect(again).toEqual({ items: change.items, problems: [] });
    await expect(
      as(lead.owner).guidance.readItems({ name: "list.xlsx", base64: Buffer.from("no zip").toString("base64") }),
    ).rejects.toMatchObject({ cause: { code: "UNSUPPORTED_FILE", reason: "xlsx" } });
    const csv = Buffer.from("code,effect,textZh\nN-1,禁止,甲\nn 2,?,乙\n").toString("base64");
    const refused = await as(lead.owner).guidance.readItems({ name: "list.csv", base64: csv });
    expect(refused.items).toEqual([]);
    expect(refused.problems.map(({ row, column }) => [row, column])).toEqual([
      [3, "code"],
      [3, "effect"],
    ]);
  });
});
