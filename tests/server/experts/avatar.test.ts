import { readdirSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { audiences } from "@/domain/experts/profile";
import { downloadFile, uploadFile } from "@/server/modules/files/service";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { as, listed, portrait, somebody, stranger, strangerCtx } from "./stages";

useDatabase();

const read = (ctx: Ctx, id: string) =>
  downloadFile(ctx, id).then(
    () => "read",
    (error: { code?: string }) => error.code,
  );
const refused = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error: { code?: string; reason?: string; cause?: { reason?: string } }) => error.cause?.reason ?? error.reason,
  );
const png = (width: number, height = width) => PNG.sync.write(new PNG({ width, height }));
const onDisk = () =>
  readdirSync(join(env().LIANFANG_DATA_DIR, "files"), { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  ).length;

describe("a portrait", () => {
  it("is read by those who may see that part of the profile, by the same rule as its words", async () => {
    const firm = await organisation("securityFirm");
    const readers = [strangerCtx, (await somebody()).ctx, firm.owner.ctx];
    for (const [least, avatar] of audiences.entries()) {
      const expert = await somebody();
      const avatarId = await portrait(expert);
      expect(await read(firm.owner.ctx, avatarId)).toBe("NOT_FOUND");
      await listed(expert, { avatarId }, { audiences: { avatar } });
      for (const [rank, ctx] of readers.entries())
        expect([avatar, rank, await read(ctx, avatarId)]).toEqual([avatar, rank, rank >= least ? "read" : "NOT_FOUND"]);
      expect(await read(expert.ctx, avatarId)).toBe("read");
      expect((await stranger.experts.profile({ personId: expert.id })).content.avatarId).toBe(
        least === 0 ? avatarId : null,
      );
    }
  });

  it("is drawn anew: what else the file held is gone", async () => {
    const expert = await somebody();
    const drawn = png(40);
    // A text chunk, where cameras leave what they know.
    const note = Buffer.from("tEXtComment\0Plot 7, Canary Street");
    const chunk = Buffer.alloc(note.length + 8);
    chunk.writeUInt32BE(note.length - 4, 0);
    note.copy(chunk, 4);
    chunk.writeUInt32BE(crc32(note), note.length + 4);
    const [head, end] = [drawn.subarray(0, -12), drawn.subarray(-12)];
    const loaded = Buffer.concat([head, chunk, end]);
    const { id } = await uploadFile(expert.ctx, "avatar", "me.png", loaded);
    const { bytes, mediaType } = await downloadFile(expert.ctx, id);
    expect(mediaType).toBe("image/png");
    expect(bytes.toString("latin1")).not.toMatch(/canary/iu);
    expect(PNG.sync.read(bytes).data.equals(PNG.sync.read(drawn).data)).toBe(true);
  });

  it.each([
    ["something that is no picture", Buffer.from("hello"), "me.png", "type"],
    ["a page that calls itself one", Buffer.from("<svg onload='x()'/>"), "me.svg", "type"],
    ["a picture cut off", png(40).subarray(0, 60), "me.png", "pictureBroken"],
    ["a picture with something behind it", Buffer.concat([png(8), Buffer.from("<script>")]), "me.png", "pictureBroken"],
    ["more pixels than a portrait has", png(513, 8), "me.png", "pictureSize"],
    ["a small file that would become a huge one", hugeHeader(), "me.png", "pictureSize"],
  ])("is not %s", async (_what, bytes, name, reason) => {
    expect(await refused(uploadFile((await somebody()).ctx, "avatar", name, bytes))).toBe(reason);
  });

  it("is one's own upload and no other file", async () => {
    const [expert, other] = [await somebody(), await somebody()];
    const foreign = await portrait(other);
    const document = await uploadFile(expert.ctx, "needAttachment", "me.png", png(8));
    for (const avatarId of [foreign, document.id, crypto.randomUUID()])
      expect(await refused(listed(expert, { avatarId }))).toBe("avatarUnknown");
  });

  it("goes with its bytes when it is replaced, taken away, or its owner erased", async () => {
    const expert = await somebody();
    await settle();
    const before = onDisk();
    const first = await portrait(expert);
    await listed(expert, { avatarId: first });
    const second = await portrait(expert);
    await listed(expert, { avatarId: second });
    await settle();
    expect([await read(expert.ctx, first), await read(expert.ctx, second), onDisk() - before]).toEqual([
      "NOT_FOUND",
      "read",
      1,
    ]);
    await as(expert).experts.eraseMe({ confirm: expert.email });
    await settle();
    expect(onDisk()).toBe(before);
    expect(await db().storedFile.count({ where: { uploadedById: expert.id } })).toBe(0);
  });
});

function hugeHeader(): Buffer {
  const bytes = png(8);
  bytes.writeUInt32BE(60_000, 16);
  bytes.writeUInt32BE(60_000, 20);
  return bytes;
}
