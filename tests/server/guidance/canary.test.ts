import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { only } from "#tests/domain/guidance/cast";
import { organisation, person } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { visitor } from "@/domain/shared/actor";
import { handleGuidance } from "@/server/api/rest/guidance";
import { callerFactory } from "@/server/api/root";
import { uploadFile } from "@/server/modules/files/service";
import { exportItems } from "@/server/modules/guidance/service-lists";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { systemCtx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { readOutbox } from "@/server/platform/mail";
import { readXlsx } from "@/server/platform/xlsx";
import { as, bodies, describeAs, nextMinute, submitted } from "./stages";

useDatabase();

const canary = "金丝雀canary7f3e";

/** What an outsider can ask of a program: every reading door, every file door; the answers joined into one text. */
async function exits(id: string, reader: ReturnType<typeof as>): Promise<string> {
  const calls: (() => Promise<unknown>)[] = [
    () => reader.guidance.list({ status: "all" }),
    () => reader.guidance.list({ query: canary, status: "all" }),
    () => reader.guidance.list({ query: "canary7f3e" }),
    () => reader.guidance.get({ id }),
    () => reader.guidance.get({ id, edition: 1 }),
    () => reader.guidance.compare({ id, from: 1, to: 1 }),
    () => reader.guidance.legislation({ id }),
    () => reader.guidance.questions({ id }),
    () => reader.guidance.applies({}),
    () => reader.guidance.own({ id }),
    () => reader.guidance.consultations({}),
    () => reader.guidance.checkLists({ activity: "need", text: canary, conceptIds: [] }),
    () => reader.guidance.reach({ id }),
    () => reader.search.find({ query: canary }),
    () => reader.notifications.list({}),
    () => file("/api/guidance/feed.atom"),
    () => file("/api/guidance/feed.atom?topic=industrialControl"),
    ...["akn.xml", "legislation.jsonld", "items.json", "items.csv"].map(
      (name) => () => file(`/api/guidance/${id}/${name}`),
    ),
  ];
  const said = await Promise.all(
    calls.map((call) =>
      call().then(
        (answer) => JSON.stringify(answer),
        (error: Error & { cause?: unknown }) => `${error.message} ${JSON.stringify(error.cause ?? null)}`,
      ),
    ),
  );
  return said.join("\n");
}

/** A GET at the file doors, as a visitor. */
async function file(url: string): Promise<string> {
  let body = "";
  const response = { writeHead: () => response, end: (text: string) => (body = text) };
  const request = { url, method: "GET", headers: {}, socket: { remoteAddress: "" } };
  await handleGuidance(request as unknown as IncomingMessage, response as unknown as ServerResponse);
  return body;
}

describe("a document scheduled for a minute", () => {
  it("is on no exit before it, and on all of them from it on", async () => {
    const both = await bodies();
    const water = await organisation("enterprise");
    await describeAs(water.id, { country: "CN", region: "CN-33", sectors: ["water"], sizeBand: "small" });
    const attachment = await uploadFile(both.lead.owner.ctx, "guidanceAttachment", "a.txt", Buffer.from(canary));
    const { id, version } = await submitted(
      both,
      {
        titleZh: `${canary}标题`,
        titleEn: `${canary} title`,
        summaryZh: canary,
        bodyZh: `## ${canary}\n\n${canary}`,
        topics: ["industrialControl"],
        publishAt: nextMinute(3),
        rule: only({ kinds: ["enterprise"] }),
        listKind: "negative",
        fileIds: [attachment.id],
        items: [
          {
            code: "N-1",
            effect: "forbidden",
            textZh: canary,
            textEn: "",
            basis: "",
            body: "",
            subject: { kinds: [], sectors: [], regions: [], sizes: [], assets: [] },
            process: "",
            timeLimit: "",
            consequence: "",
            activities: ["need"],
            keywords: [canary],
            concepts: [],
          },
        ],
      },
      "list",
    );
    await as(both.second.owner).guidance.sign({ id, version, approve: true, reason: "" });
    await settle();
    const citizen = callerFactory(await contextOfPerson((await person()).id, null));
    const outsiders = [
      callerFactory({ ...systemCtx("canary"), actor: visitor }),
      citizen,
      as(water.owner),
      as((await organisation("government")).owner),
    ];
    for (const reader of outsiders) {
      const said = await exits(id, reader);
      // The question itself comes back in no answer either.
      expect(said).not.toContain("canary7f3e");
      expect(said).not.toContain(attachment.id);
      expect(said).not.toContain(id);
    }
    expect(JSON.stringify(await readOutbox())).not.toContain("canary7f3e");
    await expect(
      as(water.owner).guidance.ask({ id, text: "Is it?", language: "en", idempotencyKey: randomUUID() }),
    ).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });

    const workbook = () => exportItems({ ...systemCtx("canary"), actor: visitor }, id);
    await expect(workbook()).rejects.toMatchObject({ code: "NOT_FOUND" });

    // Time passes: the rows are as they would be in the minute itself.
    await db()
      .$executeRaw`UPDATE "GuidanceEdition" SET "publishAt" = date_trunc('minute', clock_timestamp()) WHERE "documentId" = ${id}::uuid`;
    for (const reader of outsiders) expect(await exits(id, reader)).toContain("canary7f3e");
    expect((await citizen.guidance.list({ query: canary })).items.map((one) => one.id)).toEqual([id]);
    expect(await file("/api/guidance/feed.atom?topic=industrialControl")).toContain("canary7f3e");
    expect(await file(`/api/guidance/${id}/akn.xml`)).toContain("canary7f3e");
    expect((await readXlsx(await (await workbook()).xlsx())).flat().join(" ")).toContain("canary7f3e");
    expect(
      await as(water.owner).guidance.checkLists({ activity: "need", text: `x${canary}`, conceptIds: [] }),
    ).toMatchObject([{ code: "N-1", effect: "forbidden", by: "keyword" }]);
  });

  it("keeps what it said for good: the database itself refuses a change of a public text", async () => {
    const both = await bodies();
    const { id, version } = await submitted(both);
    await as(both.second.owner).guidance.sign({ id, version, approve: true, reason: "" });
    await expect(
      db().$executeRaw`UPDATE "GuidanceEdition" SET "titleEn" = 'other' WHERE "documentId" = ${id}::uuid`,
    ).rejects.toThrow(/immutable/u);
    await expect(db().$executeRaw`DELETE FROM "GuidanceEdition" WHERE "documentId" = ${id}::uuid`).rejects.toThrow();
  });

  it("a next edition stays unseen while the one before is in force", async () => {
    const both = await bodies();
    const { id, version } = await submitted(both);
    await as(both.second.owner).guidance.sign({ id, version, approve: true, reason: "" });
    await as(both.lead.owner).guidance.amend({ id, reason: "New facts", idempotencyKey: randomUUID() });
    const draft = await as(both.lead.owner).guidance.get({ id, edition: 2 });
    const saved = await as(both.lead.owner).guidance.save({
      id,
      version: draft.version,
      content: { ...draft.content, bodyZh: "## 新 {#s1}\n\nnextedition9b2c", publishAt: nextMinute(5) },
    });
    const handed = await as(both.lead.owner).guidance.submit({ id, version: saved.version });
    await as(both.second.owner).guidance.sign({ id, version: handed.version, approve: true, reason: "" });
    await settle();
    const outside = callerFactory({ ...systemCtx("canary"), actor: visitor });
    expect(await exits(id, outside)).not.toContain("nextedition9b2c");
    expect(await outside.guidance.get({ id })).toMatchObject({ edition: 1, standing: "inForce", working: null });
    await expect(outside.guidance.compare({ id, from: 1, to: 2 })).rejects.toMatchObject({
      cause: { code: "NOT_FOUND" },
    });
  });
});
