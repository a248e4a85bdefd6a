import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { organisation } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { tablesWith } from "#tests/support/exits";
import { filePurposeNames, filePurposes } from "@/domain/shared/files";
import { downloadFile, uploadFile } from "@/server/modules/files/service";

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

it("covers what parties of an engagement and teams of a competition hand in", () => {
  expect(texts.filter((purpose) => filePurposes[purpose].sealed)).toEqual(
    expect.arrayContaining(["engagementFile", "competitionEntry", "proposalAttachment", "crowdEvidence"]),
  );
});
