import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { organisation } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { tablesWith } from "#tests/support/exits";
import { type FilePurpose, filePurposeNames, filePurposes } from "@/domain/shared/files";
import { downloadFile, uploadFile } from "@/server/modules/files/service";
import { sealOldNames } from "@/server/modules/files/service-old-names";
import { db } from "@/server/platform/db";

useDatabase();

const texts = filePurposeNames.filter((purpose) =>
  filePurposes[purpose].mediaTypes.some((type) => type === "text/csv"),
);

it.each(texts)("the name of a file for %s stands in a table only where its bytes may", async (purpose) => {
  const { owner } = await organisation("enterprise");
  const canary = `zxname${randomUUID().slice(0, 8)}`;
  const { id, name } = await uploadFile(
    owner.ctx,
    purpose,
    `${canary} 480,000.csv`,
    Buffer.from("asset,firmware\n1,2\n"),
  );
  expect(name).toContain(canary);
  expect((await downloadFile(owner.ctx, id)).name).toBe(name);
  expect(await tablesWith([canary])).toEqual(filePurposes[purpose].sealed ? [] : ["StoredFile"]);
});

it("seals at the next start what was uploaded before names were sealed, and nothing twice", async () => {
  const { owner } = await organisation("enterprise");
  const canary = `zxname${randomUUID().slice(0, 8)}`;
  const bytes = Buffer.from("asset,firmware\n1,2\n");
  const upload = (purpose: FilePurpose, name: string) => uploadFile(owner.ctx, purpose, name, bytes);
  const old: { id: string; name: string }[] = [];
  for (const purpose of texts.filter((one) => filePurposes[one].sealed)) {
    const name = `${canary}-${purpose} 报价.csv`;
    const { id } = await upload(purpose, name);
    await db().storedFile.update({ where: { id }, data: { name, sealedName: null } });
    old.push({ id, name });
  }
  const open = await upload("needAttachment", "open.csv");
  const since = await upload("proposalAttachment", "since.csv");
  const { sealedName } = await db().storedFile.findUniqueOrThrow({ where: { id: since.id } });
  expect(await tablesWith([canary])).toEqual(["StoredFile"]);
  // Two processes that start at once.
  const counts = await Promise.all([sealOldNames(), sealOldNames()]);
  expect(counts[0] + counts[1]).toBe(old.length);
  expect(await tablesWith([canary])).toEqual([]);
  for (const { id, name } of [...old, open, since]) {
    const file = await downloadFile(owner.ctx, id);
    expect([file.name, file.bytes]).toEqual([name, bytes]);
  }
  const after = await db().storedFile.findUniqueOrThrow({ where: { id: since.id } });
  expect(after.sealedName).toEqual(sealedName);
  expect((await db().storedFile.findUniqueOrThrow({ where: { id: open.id } })).sealedName).toBeNull();
  expect(await sealOldNames()).toBe(0);
});

it("covers what parties of an engagement and teams of a competition hand in", () => {
  expect(texts.filter((purpose) => filePurposes[purpose].sealed)).toEqual(
    expect.arrayContaining(["engagementFile", "competitionEntry", "proposalAttachment", "crowdEvidence"]),
  );
});
