import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { command } from "#tests/support/command";
import { sharedFile } from "#tests/support/shared-data";
import { inventedSet } from "../../scripts/eval/invented-set";

const folder = mkdtempSync(join(tmpdir(), "lianfang-eval-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const figure = (out: string, name: string): number =>
  Number(new RegExp(`^${name}.*?\\s(\\d\\.\\d{3})`, "m").exec(out)?.[1]);

describe("the invented set", () => {
  it("is as large as it says, in both languages, with a grade for every pair", () => {
    const { subjects, needs, judgements } = inventedSet();
    expect(needs).toHaveLength(64);
    expect(subjects).toHaveLength(160);
    expect(judgements).toHaveLength(64 * 160);
    expect(new Set(judgements.map(({ grade }) => grade))).toEqual(new Set([0, 1, 2, 3, 4]));
    const han = needs.filter(({ title }) => /\p{Script=Han}/u.test(title));
    expect(han).toHaveLength(32);
    expect(new Set([...subjects, ...needs].map(({ id }) => id)).size).toBe(224);
  });
});

/** Each starts a process of its own, which a busy machine may take long to do. */
const patience = 60_000;

describe("npm run eval:matching", { timeout: patience }, () => {
  it("does not get worse", async () => {
    const { code, out } = await command("eval-matching", "--write", folder);
    expect(code).toBe(0);
    expect(figure(out, "nDCG@10")).toBeGreaterThanOrEqual(0.42);
    expect(figure(out, "recall@20")).toBeGreaterThanOrEqual(0.38);
    expect(figure(out, "mean reciprocal rank")).toBeGreaterThanOrEqual(0.7);
    expect(figure(out, "gap-weighted pair loss")).toBeLessThanOrEqual(0.37);
    const again = await command("eval-matching", "--judgements", join(folder, "judgements.jsonl"));
    expect(again.out).toBe(out);
  });

  const topics = sharedFile("needs/sbir-topics.json");
  it.skipIf(topics.missing)("holds its own beside BM25 on real research needs", async () => {
    const { code, out } = await command("eval-matching", "--topics", topics.path);
    expect(code).toBe(0);
    const loss = (name: string) => Number(new RegExp(`^${name}.*pair loss\\s+(\\d\\.\\d{3})`, "m").exec(out)?.[1]);
    expect(figure(out, "nDCG@10")).toBeGreaterThanOrEqual(0.87);
    expect(loss("gap-weighted")).toBeLessThanOrEqual(loss("BM25") + 0.01);
  });

  it("takes finished scores, and says which line it cannot read", async () => {
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const judged = file("j.jsonl", '{"need":"n","subject":"a","grade":1}\n{"need":"n","subject":"b","grade":0}\n');
    const scores = file("s.jsonl", '{"need":"n","subject":"a","score":2}\n{"need":"n","subject":"b","score":1}\n');
    expect(figure((await command("eval-matching", "--judgements", judged, "--scores", scores)).out, "nDCG@10")).toBe(1);
    const broken = file("b.jsonl", '{"need":"n","subject":"a","grade":1}\n{"need":"n"}\n');
    const ended = await command("eval-matching", "--judgements", broken, "--scores", scores);
    expect(ended).toMatchObject({ code: 2 });
    expect(ended.err).toContain("b.jsonl, line 2: subject");
  });
});
