import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readZip, writeZip } from "@/server/platform/archives";

const at = new Date("2026-01-01T00:00:00Z");
const packed = (files: Record<string, string>) =>
  writeZip(new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])), at);
const refused = (reason: string) => expect.objectContaining({ code: "UNSUPPORTED_FILE", reason });

/** The same archive with another name in both of its headers; the length stays. */
function renamed(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString("latin1").replaceAll(from, to), "latin1");
}

describe("zip archives of strangers", () => {
  it("what was packed is unpacked", async () => {
    const files = await readZip(await packed({ "challenge.yml": "name: 一", "files/a.txt": "甲" }));
    expect([...files].map(([path, content]) => [path, content.toString()])).toEqual([
      ["challenge.yml", "name: 一"],
      ["files/a.txt", "甲"],
    ]);
  });

  it("the same files give the same octets", async () => {
    expect((await packed({ a: "1" })).equals(await packed({ a: "1" }))).toBe(true);
  });

  it.each([
    ["../../evil", "zipPath"],
    ["/etc/passwd", "zipPath"],
    ["a\\..\\..\\b ", "zipPath"],
  ])("a path such as %s is refused", async (path, reason) => {
    const harmless = "x".repeat(path.length);
    await expect(readZip(renamed(await packed({ [harmless]: "1" }), harmless, path))).rejects.toEqual(refused(reason));
  });

  it("a link is refused", async () => {
    const zip = await packed({ a: "/etc/passwd" });
    const central = zip.indexOf(Buffer.from("PK\u0001\u0002"));
    zip.writeUInt32LE((0xa1ff << 16) >>> 0, central + 38);
    await expect(readZip(zip)).rejects.toEqual(refused("zipLink"));
  });

  it("an archive that grows beyond the limit is refused, whatever it declares", async () => {
    const zip = await packed({ a: "0".repeat(100_000) });
    await expect(readZip(zip, { entries: 10, bytes: 99_999 })).rejects.toEqual(refused("zipSize"));
    const lying = Buffer.from(zip);
    const central = lying.indexOf(Buffer.from("PK\u0001\u0002"));
    lying.writeUInt32LE(10, central + 24);
    await expect(readZip(lying, { entries: 10, bytes: 99_999 })).rejects.toMatchObject({ code: "UNSUPPORTED_FILE" });
  });

  it("too many entries are refused", async () => {
    const many = await packed(Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`f${i}`, ""])));
    await expect(readZip(many, { entries: 10, bytes: 1_000 })).rejects.toEqual(refused("zipSize"));
  });

  it("what is no archive is refused", async () => {
    await expect(readZip(deflateRawSync("no zip"))).rejects.toEqual(refused("zip"));
  });
});
