import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { organisation } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { outcome } from "#tests/support/reader";
import { uploadFile } from "@/server/modules/files/service";
import { db } from "@/server/platform/db";

useDatabase();

/** Speaks ClamAV's INSTREAM: a command, chunks with their lengths before them, and an empty one at the end. */
function daemon(): Server {
  return createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on("data", (bytes) => {
      received = Buffer.concat([received, bytes]);
      const command = "zINSTREAM\0";
      if (!received.subarray(0, command.length).equals(Buffer.from(command))) return socket.destroy();
      let at = command.length;
      let content = Buffer.alloc(0);
      while (at + 4 <= received.length) {
        const size = received.readUInt32BE(at);
        if (size === 0)
          return socket.end(content.includes("invented-virus") ? "stream: Invented.Virus FOUND\0" : "stream: OK\0");
        if (at + 4 + size > received.length) return undefined;
        content = Buffer.concat([content, received.subarray(at + 4, at + 4 + size)]);
        at += 4 + size;
      }
      return undefined;
    });
  });
}

let server: Server;
beforeAll(async () => {
  server = daemon();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  process.env.CLAMAV_HOST = "127.0.0.1";
  process.env.CLAMAV_PORT = String(typeof address === "object" ? address?.port : 0);
});
afterAll(async () => {
  delete process.env.CLAMAV_HOST;
  delete process.env.CLAMAV_PORT;
  await new Promise((resolve) => server.close(resolve));
});

describe("with a virus scanner", () => {
  it.each([
    "needAttachment",
    "proposalAttachment",
    "engagementFile",
    "confidentialAttachment",
    "crowdEvidence",
  ] as const)("an infected %s is refused and nothing is kept of it", async (purpose) => {
    const { owner } = await organisation();
    const before = await db().storedFile.count();
    const infected = Buffer.from("this carries the invented-virus in it");
    expect(await outcome(uploadFile(owner.ctx, purpose, "plan.txt", infected))).toBe("UNSUPPORTED_FILE infected");
    expect(await db().storedFile.count()).toBe(before);
    expect(await outcome(uploadFile(owner.ctx, purpose, "plan.txt", Buffer.from("clean")))).toBe("ok");
  });

  it("that does not answer, no file is let through", async () => {
    const { owner } = await organisation();
    const port = process.env.CLAMAV_PORT;
    process.env.CLAMAV_PORT = "1";
    expect(await outcome(uploadFile(owner.ctx, "needAttachment", "plan.txt", Buffer.from("clean")))).toBe(
      "UNAVAILABLE scanner",
    );
    process.env.CLAMAV_PORT = port;
  });
});
