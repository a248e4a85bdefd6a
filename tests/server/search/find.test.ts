import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { drafted, running } from "#tests/server/competitions/stages";
import { content, organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { as, stranger } from "#tests/support/reader";
import { createDraft, publishNeed } from "@/server/modules/needs/service-needs";

useDatabase();

const found = async (ctx: Parameters<typeof as>[0], query: string) =>
  (await as(ctx).search.find({ query })).map(({ kind, id }) => `${kind} ${id}`);

it("finds needs in either language, and only those that the reader may open", async () => {
  const buyer = await organisation();
  const publish = async (change: Parameters<typeof content>[0]) => {
    const draft = await createDraft(buyer.owner.ctx, { content: content(change), idempotencyKey: randomUUID() });
    await publishNeed(buyer.owner.ctx, draft);
    return draft.id;
  };
  const open = await publish({ title: "Zebrafish telemetry 斑马鱼遥测" });
  const verified = await publish({ title: "Zebrafish relay 斑马鱼中继", visibility: "verified" });
  const draft = await createDraft(buyer.owner.ctx, {
    content: content({ title: "Zebrafish draft 斑马鱼草稿" }),
    idempotencyKey: randomUUID(),
  });
  await settle();
  const firm = (await organisation("securityFirm")).owner.ctx;
  for (const query of ["zebrafish", "斑马鱼"]) {
    expect(await found(stranger(), query)).toEqual([`need ${open}`]);
    expect((await found(firm, query)).sort()).toEqual([`need ${open}`, `need ${verified}`].sort());
    expect(await found(firm, query)).not.toContain(`need ${draft.id}`);
  }
  expect(await found(stranger(), "")).toEqual([]);
  expect(await found(stranger(), "' OR 1=1 --")).toEqual([]);
});

it("finds verified organisations by part of a name, however it is typed", async () => {
  const { id, owner } = await organisation();
  const { nameEn } = await as(owner.ctx).identity.organisation({ id });
  expect(await found(stranger(), (nameEn ?? "").toUpperCase())).toContain(`organisation ${id}`);
  const hidden = await organisation("enterprise", { verified: false });
  const other = await as(hidden.owner.ctx).identity.organisation({ id: hidden.id });
  expect(await found(stranger(), other.nameEn ?? "")).not.toContain(`organisation ${hidden.id}`);
});

it("finds events by their words in either language, and a draft only for those who make it", async () => {
  const published = await running({ titleEn: "Quokka Cup", titleZh: "短尾矮袋鼠杯" });
  const draft = await drafted({ titleEn: "Quokka Draft", titleZh: "短尾矮袋鼠草稿" });
  for (const query of ["quokka", "短尾矮袋鼠"]) {
    expect(await found(stranger(), query)).toEqual([`competition ${published.id}`]);
    expect(await found(draft.organiser.ctx, query)).toContain(`competition ${draft.id}`);
  }
  expect(await found(stranger(), "quokka nothing")).toEqual([]);
});
