import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { content, organisation, passDeadline, person, proposal } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { as, outcome, stranger } from "#tests/support/reader";
import { downloadFile, uploadFile } from "@/server/modules/files/service";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import type { Ctx } from "@/server/platform/ctx";
import { proposed } from "./stages";

useDatabase();

const draft = (ctx: Ctx, change: Parameters<typeof content>[0]) =>
  as(ctx).needs.createDraft({ content: content(change), idempotencyKey: randomUUID() });

it("whoever sees a need sees its attachments by name and may load them; what an amendment takes out is gone", async () => {
  const { owner } = await organisation("enterprise");
  const attach = (name: string) => uploadFile(owner.ctx, "needAttachment", name, Buffer.from(name));
  const files = [await attach("网络图 network.txt"), await attach("assets.csv")];
  const { id, version } = await draft(owner.ctx, {
    fileIds: files.map((file) => file.id),
    proposalDeadline: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  });
  const seen = async (ctx: Ctx) => (await as(ctx).needs.get({ id })).files.map(({ name, size }) => [name, size]);
  const reader = await contextOfPerson((await person()).id, null);
  expect(await outcome(seen(reader))).toBe("NOT_FOUND");
  await as(owner.ctx).needs.publish({ id, version });
  const all = files.map(({ name, size }) => [name, size]);
  expect(await seen(owner.ctx)).toEqual(all);
  expect(await seen(reader)).toEqual(all);
  expect(await seen(stranger())).toEqual(all);
  expect((await downloadFile(reader, files[0]?.id ?? "")).bytes.toString()).toBe("网络图 network.txt");
  const before = await as(owner.ctx).needs.get({ id });
  await as(owner.ctx).needs.amend({
    id,
    version: before.version,
    reason: "One attachment is enough.",
    content: { ...before.content, fileIds: files.slice(1).map((file) => file.id) },
  });
  expect(await seen(reader)).toEqual(all.slice(1));
  const load = (ctx: Ctx, at: number) => outcome(downloadFile(ctx, files[at]?.id ?? ""));
  expect(await Promise.all([load(reader, 0), load(reader, 1), load(owner.ctx, 0)])).toEqual(["NOT_FOUND", "ok", "ok"]);
});

it("who replaces a sealed proposal keeps its attachments, and takes back what the new one leaves out", async () => {
  const stage = await proposed();
  const [firm] = stage.firms;
  const attach = (name: string) => uploadFile(firm.owner.ctx, "proposalAttachment", name, Buffer.from(name));
  const files = [await attach("plan 方案.txt"), await attach("offer 480,000.csv")];
  const propose = (fileIds: string[]) =>
    as(firm.owner.ctx).needs.propose({
      needId: stage.needId,
      content: proposal(41_000_000, { fileIds }),
      idempotencyKey: randomUUID(),
    });
  const own = async () => (await as(firm.owner.ctx).needs.ownProposal({ id: stage.needId }))?.files ?? [];
  expect(await own()).toEqual([]);
  await propose(files.map(({ id }) => id));
  const all = files.map(({ id, name, size }) => ({ id, name, size }));
  expect(await own()).toEqual(all);
  await propose((await own()).slice(0, 1).map(({ id }) => id));
  expect(await own()).toEqual(all.slice(0, 1));
  await passDeadline(stage.needId);
  for (const { ctx } of [stage.buyer.owner, stage.second]) await as(ctx).needs.open({ id: stage.needId });
  const opened = await as(stage.second.ctx).needs.openedProposals({ id: stage.needId });
  expect(opened.find(({ proposalId }) => proposalId === stage.proposals[0])?.files).toEqual(all.slice(0, 1));
  const load = (ctx: Ctx, at: number) => outcome(downloadFile(ctx, files[at]?.id ?? ""));
  expect(await Promise.all([load(stage.second.ctx, 0), load(stage.second.ctx, 1), load(firm.owner.ctx, 1)])).toEqual([
    "ok",
    "NOT_FOUND",
    "ok",
  ]);
});

it("whom a buyer invited stands there by name for the buyer alone; who is not there cannot be invited", async () => {
  const { owner } = await organisation("enterprise");
  const firm = await organisation("securityFirm");
  const invitedOrganisationIds = [firm.id];
  const { id, version } = await draft(owner.ctx, { visibility: "invited", invitedOrganisationIds });
  await as(owner.ctx).needs.publish({ id, version });
  const { invited, content: kept } = await as(owner.ctx).needs.get({ id });
  expect(invited).toEqual([expect.objectContaining({ id: firm.id, nameEn: expect.stringContaining("Organisation") })]);
  expect(kept.invitedOrganisationIds).toEqual(invitedOrganisationIds);
  const forFirm = await as(firm.owner.ctx).needs.get({ id });
  expect([forFirm.invited, forFirm.content.invitedOrganisationIds]).toEqual([[], []]);
  const nobody = { visibility: "invited" as const, invitedOrganisationIds: [firm.id, randomUUID()] };
  expect(await outcome(draft(owner.ctx, nobody))).toBe("BAD_INPUT organisationUnknown");
});
