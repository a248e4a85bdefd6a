import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import * as Y from "yjs";
import { paragraphs } from "@/domain/standards/content";
import { liveField } from "@/domain/standards/editor-schema";
import { type LintClause, lint } from "@/domain/standards/linter";
import { redline } from "@/domain/standards/redline";
import { contentOf, docOf } from "@/server/modules/standards/live-text";
import { closeWriters, type LiveWriter, liveWriter, until } from "../server/standards/live-writers";
import { startLiveProcess } from "../support/live-process";
import { startServer } from "../support/server";
import { quantile } from "./load";

/** The text of a standard at the size people fear: 300 pages, 25 writers, a paper's every keystroke. */
export async function benchStandards(folder: string): Promise<void> {
  const large = checkLargeStandard();
  console.log(
    `standard of 300 pages: lint ${large.lint.toFixed(0)} ms (target 2000), redline ${large.redline.toFixed(0)} ms (target 3000)`,
  );
  replayTrace();

  const dataDir = join(folder, "data");
  const server = await startServer({ dataDir });
  const authorization = `Bearer ${await server.token("provider1@dunpai.example", "standards:write")}`;
  const database = new pg.Client({ connectionString: readFileSync(join(dataDir, "postgres.url"), "utf8").trim() });
  await database.connect();
  const id = await publishLarge(database);
  const empty = await firstText(`${server.origin}/zh-CN/sign-up`, "联防");
  const opened = await firstText(`${server.origin}/zh-CN/standards/${id}/text`, "系统应对第1类会话");
  console.log(
    `opening it: ${opened.toFixed(0)} ms to first text (target 1000), a page without data ${empty.toFixed(0)} ms`,
  );

  const { rows } = await database.query<{ id: string }>(
    `SELECT c."id" FROM "Clause" c JOIN "Standard" s ON s."id" = c."standardId" WHERE s."stage" = '20' AND c."kind" = 'body' LIMIT 1`,
  );
  await database.end();
  const bare = await startLiveProcess("tests/support/bare-child.ts");
  const without = await typing(bare.origin, rows[0]?.id ?? "", "Bearer none");
  await bare.kill();
  const ours = await typing(server.origin, rows[0]?.id ?? "", authorization);
  await server.stop();
  console.log(
    `25 writers in one clause, keystroke to peer: p95 ${ours.p95.toFixed(1)} ms, median ${ours.median.toFixed(1)} ms, stored durably (target 200 ms); bare Hocuspocus without storage p95 ${without.p95.toFixed(1)} ms, median ${without.median.toFixed(1)} ms — ${(ours.p95 / without.p95).toFixed(2)} × its time (target 1.5)`,
  );
}

/** A standard of some 300 printed pages (1,800 characters each), and how long its checks take, in milliseconds. */
function checkLargeStandard(): { lint: number; redline: number } {
  const before = largeStandard("应");
  const after = largeStandard("宜");
  const versions = [before, after].map((clauses) =>
    clauses.map((clause, index) => ({ ...clause, number: String(index), depth: 1 })),
  );
  const linted = timed(() => lint(before, { language: "zh-CN" }));
  const compared = timed(() => redline(versions[0] ?? [], versions[1] ?? []));
  return { lint: linted, redline: compared };
}

function largeStandard(verb: string): LintClause[] {
  const sentence = (at: number) =>
    `系统${at % 7 === 0 ? verb : "应"}对第${at}类会话进行记录并核对来源，记录的内容包括操作人员、时间和结果，见 ${(at % 300) + 1}。`;
  return Array.from({ length: 300 }, (_, page) => ({
    id: `clause-${page}`,
    parentId: null,
    kind: "body" as const,
    position: page,
    title: `要求${page}`,
    content: paragraphs(Array.from({ length: 36 }, (_, line) => sentence(page * 36 + line)).join("\n")),
  }));
}

async function publishLarge(database: pg.Client): Promise<string> {
  const clauses = largeStandard("应").map((clause, index) => ({
    id: clause.id,
    parentId: null,
    kind: clause.kind,
    number: String(index + 1),
    depth: 1,
    title: clause.title,
    content: clause.content,
  }));
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO "Standard" ("id", "profile", "stage", "substage", "language", "titleZh", "purpose", "proposerOrganisationId", "createdById", "publishedAt", "publishedVersion", "updatedAt")
     SELECT gen_random_uuid(), 'community', '60', '60', 'zh-CN', '三百页的标准', 'bench', "proposerOrganisationId", "createdById", now(), 1, now() FROM "Standard" LIMIT 1 RETURNING "id"`,
  );
  const id = rows[0]?.id ?? "";
  await database.query(
    `INSERT INTO "StandardVersion" ("standardId", "version", "stage", "clauses", "reason", "byId")
     SELECT $1::uuid, 1, '60.60', $2::jsonb, 'bench', "createdById" FROM "Standard" WHERE "id" = $1::uuid`,
    [id, JSON.stringify(clauses)],
  );
  return id;
}

/** Milliseconds until the answer holds these words; the median of five, after one that warms up. */
async function firstText(url: string, words: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const began = performance.now();
    const reader = (await fetch(url)).body?.getReader();
    const decoder = new TextDecoder();
    let text = "";
    let seen = 0;
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      text += decoder.decode(part.value, { stream: true });
      if (seen === 0 && text.includes(words)) seen = performance.now() - began;
    }
    if (seen === 0) throw new Error(`${url} never said ${words}`);
    if (round > 0) times.push(seen);
  }
  return quantile(times, 0.5);
}

/** 25 people who type four signs a second each; how long every sign takes to every peer. */
async function typing(
  origin: string,
  clauseId: string,
  authorization: string,
): Promise<{ p95: number; median: number }> {
  const writers = Array.from({ length: 25 }, () => liveWriter(origin, clauseId, authorization));
  await until(() => writers.every(({ provider }) => provider.isSynced), 20_000);
  const [first] = writers;
  if (first?.provider.document.getXmlFragment(liveField).length === 0) first.write("始");
  await until(() => writers.every((writer) => writer.text().length > 0));
  const sent = new Map<string, number>();
  const times: number[] = [];
  for (const writer of writers)
    writer.provider.document.getXmlFragment(liveField).observeDeep((events, { local }) => {
      if (local) return;
      const now = performance.now();
      for (const { changes } of events)
        for (const { insert } of changes.delta)
          for (const sign of typeof insert === "string" ? insert : "") {
            const at = sent.get(sign);
            if (at !== undefined) times.push(now - at);
          }
    });
  const strokes = 32;
  const type = async (writer: LiveWriter, index: number) => {
    for (let stroke = 0; stroke < strokes; stroke += 1) {
      await new Promise((resolve) => setTimeout(resolve, stroke === 0 ? index * 10 : 250));
      const sign = String.fromCodePoint(0xac00 + index * 400 + stroke);
      sent.set(sign, performance.now());
      writer.type(sign);
    }
  };
  await Promise.all(writers.map(type));
  await until(() => times.length >= 25 * strokes * 24 * 0.99, 20_000).catch(() => {});
  closeWriters();
  return { p95: quantile(times, 0.95), median: quantile(times, 0.5) };
}

type Trace = { txns: { patches: [number, number, string?][] }[]; endContent: string };

/** Every keystroke of a paper as an update of its own, folded as the server folds them, and the text opened anew. */
function replayTrace(): void {
  const path = join(process.env.LIANFANG_SHARED_DATA ?? "../shared/data", "standards/automerge-paper.json.gz");
  if (!existsSync(path)) {
    console.log("keystroke trace: skipped, its file is not here");
    return;
  }
  const trace = JSON.parse(gunzipSync(readFileSync(path)).toString()) as Trace;
  const edits = trace.txns.flatMap(({ patches }) => patches);
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement("paragraph");
  const text = new Y.XmlText();
  paragraph.insert(0, [text]);
  doc.getXmlFragment(liveField).push([paragraph]);
  let updates: Uint8Array[] = [];
  let state = Y.encodeStateAsUpdate(doc);
  doc.on("update", (update: Uint8Array) => updates.push(update));
  const foldEvery = 50_000;
  const replay = timed(() => {
    edits.forEach(([at, removed, inserted], index) => {
      if (removed > 0) text.delete(at, removed);
      if (inserted) text.insert(at, inserted);
      if (index % foldEvery === foldEvery - 1) {
        state = Y.encodeStateAsUpdate(docOf(state, updates));
        updates = [];
      }
    });
  });
  state = Y.encodeStateAsUpdate(docOf(state, updates));
  let content = "";
  const reopen = timed(() => {
    content = contentOf(docOf(state, []))?.[0]?.content?.[0]?.text ?? "";
  });
  const right = content === trace.endContent ? "the text is the paper's" : "THE TEXT DIFFERS";
  console.log(
    `trace of ${edits.length} keystrokes: replayed with an update each in ${replay.toFixed(0)} ms, reopened in ${reopen.toFixed(0)} ms (target 1000); ${(state.length / 1024).toFixed(0)} KB, ${right}`,
  );
}

function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
