import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { organisation } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { as, outcome } from "#tests/support/reader";
import { sharedFile } from "#tests/support/shared-data";
import type { FilePurpose } from "@/domain/shared/files";
import { type ContentNode, paragraphs, plainText } from "@/domain/standards/content";
import { provisionsOf } from "@/domain/standards/provisions";
import { downloadFile, uploadFile } from "@/server/modules/files/service";
import { exportComments, exportRedline, exportStandard } from "@/server/modules/standards/service-outputs";
import { addMember } from "@/server/modules/standards/service-standards";
import { readZip } from "@/server/platform/archives";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { isoComments } from "./iso-comments";
import { drafting, move } from "./stages";

useDatabase();

const key = () => randomUUID();

async function add(ctx: Ctx, standardId: string, title: string, text: string, parentId: string | null = null) {
  const { id } = await as(ctx).standards.addClause({
    standardId,
    parentId,
    afterId: null,
    kind: "body",
    title,
    idempotencyKey: key(),
  });
  await as(ctx).standards.saveClause({ id, version: 1, content: paragraphs(text) });
  return id;
}

async function upload(ctx: Ctx, purpose: FilePurpose, name: string, bytes: Buffer | string): Promise<string> {
  return (await uploadFile(ctx, purpose, name, Buffer.from(bytes))).id;
}

const text = async (ctx: Ctx, id: string) => plainText((await as(ctx).standards.clause({ id })).content);

describe("the clause tree", () => {
  it("a clause moves with what is below it, is split and merged, and every provision keeps its id", async () => {
    const { id, secretary } = await drafting();
    const chair = as(secretary);
    const first = await add(secretary, id, "会话", "会话应经批准。\n会话应有记录。\n会话宜限时。");
    const second = await add(secretary, id, "账号", "账号应唯一。");
    const below = await add(secretary, id, "批准", "批准应逐次。", first);
    const order = async () =>
      (await chair.standards.get({ id })).clauses
        .filter(({ kind }) => kind === "body")
        .map(({ number, title }) => `${number} ${title}`);
    expect(await order()).toEqual(["4 会话", "4.1 批准", "5 账号"]);
    await chair.standardsText.moveClause({ id: first, version: 2, parentId: null, afterId: second });
    expect(await order()).toEqual(["4 账号", "5 会话", "5.1 批准"]);
    expect(
      await outcome(chair.standardsText.moveClause({ id: first, version: 3, parentId: below, afterId: null })),
    ).toBe("CONFLICT intoItself");
    const before = provisionsOf((await chair.standards.clause({ id: first })).content, "zh-CN");
    const split = await chair.standardsText.splitClause({
      id: first,
      version: 3,
      before: 1,
      title: "记录",
      idempotencyKey: key(),
    });
    expect(await text(secretary, first)).toBe("会话应经批准。");
    const after = provisionsOf((await chair.standards.clause({ id: split.id })).content, "zh-CN");
    expect(after.map((one) => one.id)).toEqual(before.slice(1).map((one) => one.id));
    await chair.standardsText.mergeClauses({ id: first, version: 4, intoId: second, intoVersion: 2, reason: "同一事" });
    expect(await text(secretary, second)).toBe("账号应唯一。\n会话应经批准。");
    expect(await order()).toEqual(["4 账号", "4.1 批准", "5 记录"]);
    const [deleted] = await chair.standardsText.deletedClauses({ standardId: id });
    expect(deleted).toMatchObject({ clauseId: first, title: "会话", reason: "同一事" });
    const back = await chair.standardsText.restoreClause({ standardId: id, clauseId: first, idempotencyKey: key() });
    expect(await text(secretary, back.id)).toBe("会话应经批准。");
  });

  it("two who merge the same pair crosswise: one does, the other hears of it, nothing is lost", async () => {
    const { id, secretary } = await drafting();
    const [a, b] = [await add(secretary, id, "甲", "甲应有。"), await add(secretary, id, "乙", "乙应有。")];
    const merge = (from: string, into: string) =>
      outcome(
        as(secretary).standardsText.mergeClauses({
          id: from,
          version: 2,
          intoId: into,
          intoVersion: 2,
          reason: "合并",
        }),
      );
    const answers = await Promise.all([merge(a, b), merge(b, a)]);
    expect(answers.filter((answer) => answer === "ok")).toHaveLength(1);
    expect(answers.filter((answer) => answer !== "ok")[0]).toMatch(/NOT_FOUND|VERSION_CONFLICT/u);
    const { clauses } = await as(secretary).standardsText.read({ id });
    const whole = clauses.map(({ content }) => plainText(content)).join("\n");
    expect(whole).toContain("甲应有");
    expect(whole).toContain("乙应有");
  });

  it("two moves that are each allowed do not close a circle together", async () => {
    const { id, secretary } = await drafting();
    const [a, b] = [await add(secretary, id, "甲", "甲。"), await add(secretary, id, "乙", "乙。")];
    const under = (clause: string, parentId: string) =>
      outcome(as(secretary).standardsText.moveClause({ id: clause, version: 2, parentId, afterId: null }));
    const answers = await Promise.all([under(a, b), under(b, a)]);
    expect(answers.toSorted()).toEqual(["CONFLICT intoItself", "ok"]);
  });
});

const markdown = `# 范围

本文件规定了远程运维的要求。

# 规范性引用文件

GB/T 22239—2019 信息安全技术 网络安全等级保护基本要求

# 术语和定义

## 3.1 安全域 zone

具有相同安全要求的资产的集合

# 4 要求

## 4.1 会话

会话**应**经批准。

注1：批准可以是口头的。

表 1 期限

| 对象 | 期限 |
| --- | --- |
| 记录 | 六个月 |

$$t = n \\times 30$$

![图片](x.png)

<div style="color:red">样式</div>

# 附录 A（资料性）示例

示例：先申请再连接。
`;

describe("a draft from elsewhere", () => {
  it("markdown: clauses, terms, references, tables, formulas and notes are recognised; what was left out is named", async () => {
    const { id, secretary, scopeId } = await drafting();
    await as(secretary).standards.saveClause({ id: scopeId, version: 2, content: [] });
    const fileId = await upload(secretary, "standardDraft", "draft.md", markdown);
    const told = await as(secretary).standardsText.importDraft({ standardId: id, fileId, idempotencyKey: key() });
    expect(told.clauses).toBe(6);
    expect(told.notes.map(({ code }) => code)).toEqual(["PICTURE_LEFT", "HTML_LEFT"]);
    const { clauses } = await as(secretary).standardsText.read({ id });
    expect(clauses.map(({ number, title }) => `${number} ${title}`.trim())).toEqual([
      "前言",
      "1 范围",
      "2 规范性引用文件",
      "3 术语和定义",
      "4 要求",
      "4.1 会话",
      "A 示例",
    ]);
    expect(plainText(clauses.find(({ kind }) => kind === "scope")?.content ?? [])).toContain("远程运维的要求");
    const blocks = (number: string) => clauses.find((one) => one.number === number)?.content ?? [];
    expect(blocks("2")[0]).toMatchObject({
      type: "reference",
      attrs: { number: "GB/T 22239—2019", relation: "normative" },
    });
    expect(blocks("3")[0]).toMatchObject({ type: "term", attrs: { zh: "安全域", en: "zone" } });
    expect(blocks("4.1").map(({ type }) => type)).toEqual(["paragraph", "note", "table", "formula"]);
    expect(blocks("4.1")[2]?.attrs).toMatchObject({ label: "表 1", caption: "期限" });
    expect(JSON.stringify(clauses)).not.toContain("color:red");
  });

  it("Word: what this platform wrote comes back with its clauses, and something that is no document is refused", async () => {
    const source = await drafting();
    await add(source.secretary, source.id, "会话", "会话应经批准。\n会话宜限时。");
    const { body } = await exportStandard(source.secretary, source.id, "standard.docx");
    const target = await drafting();
    await as(target.secretary).standards.saveClause({ id: target.scopeId, version: 2, content: [] });
    const fileId = await upload(target.secretary, "standardDraft", "draft.docx", Buffer.from(body));
    await as(target.secretary).standardsText.importDraft({ standardId: target.id, fileId, idempotencyKey: key() });
    const { clauses } = await as(target.secretary).standardsText.read({ id: target.id });
    const session = clauses.find(({ title }) => title === "会话");
    expect(plainText(session?.content ?? [])).toBe("会话应经批准。\n会话宜限时。");
    expect(plainText(clauses.find(({ kind }) => kind === "scope")?.content ?? [])).toContain("远程运维的安全要求");
    await expect(upload(target.secretary, "standardDraft", "x.docx", "no zip at all")).rejects.toThrow();
  });

  it("an upload of somebody else is not taken, and a table of five megabytes is refused in words", async () => {
    const { id, secretary, others } = await drafting();
    const other = others[0]?.owner.ctx ?? secretary;
    const fileId = await upload(other, "standardDraft", "draft.md", markdown);
    const draft = { standardId: id, idempotencyKey: key() };
    expect(await outcome(as(secretary).standardsText.importDraft({ ...draft, fileId }))).toBe("BAD_INPUT fileGone");
    const row = `| ${"很长的单元格内容".repeat(20)} | 值 |\n`;
    const table = `# 4 要求\n\n| 项 | 值 |\n| --- | --- |\n${row.repeat(11_000)}`;
    expect(Buffer.byteLength(table)).toBeGreaterThan(5_000_000);
    const large = await upload(secretary, "standardDraft", "large.md", table);
    const key2 = { standardId: id, idempotencyKey: key(), fileId: large };
    expect(await outcome(as(secretary).standardsText.importDraft(key2))).toBe("BAD_INPUT clauseTooLarge");
    expect(await as(secretary).standardsText.read({ id })).toMatchObject({ clauses: { length: 4 } });
  });
});

describe("comment forms", () => {
  it("a missing column refuses the file; an unknown clause and an unknown type are told by row", async () => {
    const { id, secretary } = await drafting();
    const send = async (csv: string) => {
      const fileId = await upload(secretary, "standardComments", "form.csv", csv);
      return as(secretary).standardsText.importComments({ standardId: id, fileId, idempotencyKey: key() });
    };
    expect(
      await send("Clause/Subclause,Type of comment,Comments\n1,te,fine\n9.9,ge,where?\n1,zz,bad type\n1,ed,\n"),
    ).toEqual({
      imported: 2,
      problems: [
        { row: 4, code: "TYPE_UNKNOWN", name: "zz" },
        { row: 5, code: "CELL_EMPTY", name: "Comments" },
        { row: 3, code: "CLAUSE_UNKNOWN", name: "9.9" },
      ],
    });
    expect(await send("MB/NC,Line number,Comments,Proposed change\nDE-1,,x,")).toEqual({
      imported: 0,
      problems: [{ row: 1, code: "COLUMN_MISSING", name: "Clause/Subclause" }],
    });
    expect(await send("序号,意见内容,提出单位,处理意见\n1,好,甲,")).toMatchObject({
      imported: 0,
      problems: [{ code: "COLUMN_MISSING", name: "章条编号" }],
    });
  });

  const real = sharedFile("standards/iso80000-2-comments.yaml");
  it.skipIf(real.missing)(
    "55 real comments go out and come in through both forms and three formats; nothing is lost",
    async () => {
      const originals = isoComments(readFileSync(real.path, "utf8"));
      expect(originals).toHaveLength(55);
      const { id, secretary } = await drafting();
      await db().standardComment.createMany({
        data: originals.map(({ body, number, clause, kind, observation, ...one }, index) => ({
          ...one,
          standardId: id,
          number: index + 1,
          stage: "20",
          body,
          bodyNumber: number,
          clauseNumber: clause,
          kind,
          observation,
          byId: secretary.actor.kind === "person" ? secretary.actor.id : "",
        })),
      });
      for (const template of ["iso", "zh"] as const)
        for (const format of ["csv", "xlsx", "docx"] as const) {
          const { body } = await exportComments(secretary, id, template, format);
          const target = await drafting();
          const fileId = await upload(target.secretary, "standardComments", `form.${format}`, Buffer.from(body));
          const told = await as(target.secretary).standardsText.importComments({
            standardId: target.id,
            fileId,
            idempotencyKey: key(),
          });
          expect([template, format, told.imported]).toEqual([template, format, 55]);
          const rows = await db().standardComment.findMany({
            where: { standardId: target.id },
            orderBy: { number: "asc" },
          });
          expect(
            rows.map((row) => ({
              body: row.body,
              number: row.bodyNumber,
              line: row.line,
              clause: row.clauseNumber,
              element: row.element,
              kind: row.kind,
              comment: row.comment,
              proposedChange: row.proposedChange,
              observation: row.observation,
            })),
          ).toEqual(originals);
        }
    },
    120_000,
  );

  it("the disposition report is a PDF as well", async () => {
    const { id, secretary } = await drafting();
    const { body, type } = await exportComments(secretary, id, "zh", "pdf");
    expect(type).toBe("application/pdf");
    expect(Buffer.from(body).subarray(0, 5).toString()).toBe("%PDF-");
  });
});

describe("an organisation's own collection", () => {
  it("collects, pauses, edits and sends; until then nobody outside sees a word", async () => {
    const { id, secretary, others } = await drafting();
    await move(secretary, id, "close");
    await move(secretary, id, "approve");
    const firm = others[0];
    if (!firm) throw new Error("the group has others");
    const voter = firm.owner.ctx;
    const colleague = (await firm.join("member")).ctx;
    const comment = (ctx: Ctx, words: string) =>
      as(ctx).standards.comment({ standardId: id, clauseId: null, kind: "te", comment: words, idempotencyKey: key() });
    await as(voter).standardsText.setCollection({ standardId: id, state: "collecting" });
    const canary = "金丝雀意见";
    const made = await comment(colleague, canary);
    const outside = async () =>
      JSON.stringify([
        await as(secretary).standards.comments({ id }),
        (await exportComments(secretary, id, "zh", "csv")).body.toString(),
        await as(secretary).standardsText.collection({ standardId: id }),
      ]);
    expect(await outside()).not.toContain(canary);
    expect(await outcome(as(secretary).standards.resolveComment({ id: made.id, resolution: "noted" }))).toBe(
      "NOT_FOUND",
    );
    expect((await as(voter).standardsText.collection({ standardId: id })).comments).toMatchObject([
      { comment: canary },
    ]);
    // What comes in from a file waits with the rest, and a pause holds it as well.
    const form = async (ctx: Ctx) => {
      const rows = `MB/NC,Clause/Subclause,Type of comment,Comments\nCN,1,te,${canary}（表）\n`;
      const fileId = await upload(ctx, "standardComments", "comments.csv", rows);
      return as(ctx).standardsText.importComments({ standardId: id, fileId, idempotencyKey: key() });
    };
    expect(await form(colleague)).toMatchObject({ imported: 1 });
    expect(await outside()).not.toContain(canary);
    await as(voter).standardsText.setCollection({ standardId: id, state: "paused" });
    expect(await outcome(form(colleague))).toBe("STATE_REFUSED collectionPaused");
    expect(await outcome(comment(colleague, "迟到"))).toBe("STATE_REFUSED collectionPaused");
    const change = { commentId: made.id, kind: "ed" as const, comment: `${canary}（改）` };
    expect(await outcome(as(colleague).standardsText.changeCollected(change))).toBe("STATE_REFUSED collectionPaused");
    await as(voter).standardsText.changeCollected(change);
    expect(await as(voter).standardsText.sendCollection({ standardId: id })).toEqual({ sent: 2 });
    expect(await outside()).toContain(`${canary}（改）`);
    expect(await outcome(as(voter).standardsText.dropCollected({ commentId: made.id }))).toBe("NOT_FOUND");
  });

  it("a stranger comments in a consultation, hears the answer, and the group sees that it was read", async () => {
    const { id, secretary } = await drafting();
    await move(secretary, id, "close");
    await move(secretary, id, "approve");
    const visitor = (await organisation("research")).owner.ctx;
    const { id: commentId } = await as(visitor).standards.comment({
      standardId: id,
      clauseId: null,
      kind: "ge",
      comment: "请说明适用范围。",
      idempotencyKey: key(),
    });
    const twin = await as(secretary).standards.comment({
      standardId: id,
      clauseId: null,
      kind: "ge",
      comment: "范围不清。",
      idempotencyKey: key(),
    });
    await as(secretary).standards.markDuplicate({ id: commentId, ofId: twin.id });
    await as(secretary).standards.resolveComment({ id: twin.id, resolution: "rejected", reason: "范围一章已说明。" });
    const [mine] = await as(visitor).standards.comments({ id });
    expect(mine).toMatchObject({ resolution: "rejected", observation: "范围一章已说明。", mine: true });
    await as(secretary).standardsText.markRepliesSeen({ standardId: id });
    const seen = await db().standardComment.findMany({ where: { standardId: id }, orderBy: { number: "asc" } });
    expect(seen.map(({ replySeenAt }) => replySeenAt !== null)).toEqual([false, true]);
  });
});

describe("comments that say the same", () => {
  it("are grouped, also a group with another, and each commenter reads the one answer", async () => {
    const { id, secretary } = await drafting();
    await move(secretary, id, "close");
    await move(secretary, id, "approve");
    const chair = as(secretary).standards;
    const people = [
      await organisation("enterprise"),
      await organisation("research"),
      await organisation("securityFirm"),
    ];
    const said: string[] = [];
    for (const { owner } of people) {
      const words = { kind: "te" as const, comment: "期限应写明。", proposedChange: "", line: "", element: "" };
      const made = await as(owner.ctx).standards.comment({
        standardId: id,
        clauseId: null,
        ...words,
        idempotencyKey: key(),
      });
      said.push(made.id);
    }
    const [first = "", second = "", third = ""] = said;
    await chair.markDuplicate({ id: second, ofId: first });
    expect(await outcome(chair.markDuplicate({ id: first, ofId: second }))).toBe("CONFLICT duplicateChain");
    expect(await outcome(chair.markDuplicate({ id: third, ofId: second }))).toBe("CONFLICT duplicateChain");
    // The group goes under the third comment as a whole.
    await chair.markDuplicate({ id: first, ofId: third });
    const gate = async () => (await chair.get({ id })).gates.find((one) => one.gate === "commentsResolved");
    expect(await gate()).toMatchObject({ holds: false, have: 1 });
    await chair.resolveComment({ id: third, resolution: "rejected", reason: "期限见表1。" });
    expect(await gate()).toMatchObject({ holds: true, have: 0 });
    for (const { owner } of people) {
      const own = (await as(owner.ctx).standards.comments({ id })).filter(({ mine }) => mine);
      expect(own).toMatchObject([{ resolution: "rejected", observation: "期限见表1。" }]);
    }
    const { body } = await exportComments(secretary, id, "zh", "csv");
    expect(String(body).split("期限见表1。")).toHaveLength(4);
  });
});

describe("outputs", () => {
  it("a redline in Word holds true tracked changes, in runs and in paragraph marks", async () => {
    const { id, secretary } = await drafting();
    const clause = await add(secretary, id, "会话", "会话应经批准。\n会话应有记录。\n旧的一段。");
    const kept = await as(secretary).standards.takeSnapshot({ standardId: id, reason: "改前" });
    const { version } = await as(secretary).standards.clause({ id: clause });
    const changed = paragraphs("会话宜经批准。\n会话应有记录。\n新的一段。\n再加一段。");
    await as(secretary).standards.saveClause({ id: clause, version, content: changed });
    const { body } = await exportRedline(secretary, id, kept.version, null);
    const xml = (await readZip(Buffer.from(body))).get("word/document.xml")?.toString() ?? "";
    const pieces = (tag: string, text: string) =>
      [...xml.matchAll(new RegExp(`<w:${tag} [^>]*[^/]>.*?<w:${text}[^>]*>([^<]*)<`, "gu"))].map(([, words]) => words);
    expect(pieces("ins", "t")).toEqual(expect.arrayContaining(["宜", "再加一段。"]));
    expect(pieces("del", "delText")).toEqual(expect.arrayContaining(["应"]));
    expect(xml).toMatch(/<w:rPr><w:ins w:id="\d+" w:author="[^"]+" w:date="[^"]+"\/>/u);
    // Accepting everything gives the later text, rejecting everything the earlier one.
    const words = (without: RegExp, keep: RegExp) =>
      [...xml.replaceAll(without, "").matchAll(keep)].map(([, word]) => word).join("");
    expect(words(/<w:del [^>]*[^/]>.*?<\/w:del>/gu, /<w:t[^>]*>([^<]*)</gu)).toContain(
      "会话宜经批准。会话应有记录。新的一段。再加一段。",
    );
    expect(words(/<w:ins [^>]*[^/]>.*?<\/w:ins>/gu, /<w:(?:t|delText)[^>]*>([^<]*)</gu)).toContain(
      "会话应经批准。会话应有记录。旧的一段。",
    );
  });

  it("a changed table stays a table in Word: its new row and its changed cell are tracked, the rest is not", async () => {
    const { id, secretary } = await drafting();
    const clause = await add(secretary, id, "期限", "见表 1。");
    const cell = (text: string): ContentNode => ({ type: "tableCell", content: paragraphs(text) });
    const row = (...cells: string[]): ContentNode => ({ type: "tableRow", content: cells.map(cell) });
    const write = async (...rows: ContentNode[]) => {
      const { version } = await as(secretary).standards.clause({ id: clause });
      const content: ContentNode[] = [...paragraphs("见表 1。"), { type: "table", content: rows }];
      await as(secretary).standards.saveClause({ id: clause, version, content });
    };
    await write(row("对象", "期限"), row("日志", "三个月"));
    const kept = await as(secretary).standards.takeSnapshot({ standardId: id, reason: "改前" });
    await write(row("对象", "期限"), row("日志", "六个月"), row("告警", "一年"));
    const { body } = await exportRedline(secretary, id, kept.version, null);
    const xml = (await readZip(Buffer.from(body))).get("word/document.xml")?.toString() ?? "";
    const rows = [...xml.matchAll(/<w:tr>.*?<\/w:tr>/gu)].map(([one]) => one);
    expect(rows.map((one) => /<w:trPr>.*?<w:ins /u.test(one))).toEqual([false, false, true]);
    expect(rows[0]).not.toMatch(/<w:(?:ins|del) /u);
    expect(rows[1]).toMatch(/<w:del .*三.*<w:ins .*六/u);
  });

  it("PDF, Word and HTML come from one text; a figure is read by whoever reads the text and by nobody else", async () => {
    const { id, secretary, others } = await drafting();
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    const fileId = await upload(secretary, "standardFigure", "figure.png", png);
    await as(secretary).standardsText.keepFigure({ standardId: id, fileId });
    const clause = await add(secretary, id, "会话", "会话应经批准，见图 1。");
    await as(secretary).standards.saveClause({
      id: clause,
      version: 2,
      content: [
        ...paragraphs("会话应经批准，见图 1。"),
        { type: "figure", attrs: { label: "图 1", caption: "会话", fileId } },
        { type: "formula", attrs: { tex: "R = \\sum_{i=1}^{n} \\frac{p_i}{\\sqrt{q_i}} \\text{次}", label: "1" } },
        { type: "formula", attrs: { tex: "\\frac{", label: "2" } },
      ],
    });
    for (const format of ["standard.pdf", "standard.docx", "standard.html", "sts.xml", "oscal.json"] as const) {
      const { body } = await exportStandard(secretary, id, format);
      expect([format, Buffer.from(body).length > 500]).toEqual([format, true]);
    }
    const { body } = await exportStandard(secretary, id, "standard.docx");
    const files = await readZip(Buffer.from(body));
    expect([...files.keys()].some((name) => name.startsWith("word/media/"))).toBe(true);
    // Word's own mathematics; what TeX does not understand stays as it was written, everywhere.
    const word = files.get("word/document.xml")?.toString() ?? "";
    expect(word).toMatch(/<m:oMath>.*<m:limLow>.*<m:f>.*<m:rad>/u);
    expect(word).toContain("\\frac{");
    // The picture keeps its proportions: one pixel is a square, in Word's units of 1/914400 inch.
    expect(word).toContain('cx="9525" cy="9525"');
    const html = String((await exportStandard(secretary, id, "standard.html")).body);
    expect(html).toContain("<mfrac>");
    expect(html).toContain(`src="data:image/png;base64,${png.toString("base64")}"`);
    const sts = String((await exportStandard(secretary, id, "sts.xml")).body);
    expect(sts).toMatch(/<alternatives><tex-math>.*<\/tex-math><mml:math .*<mml:mfrac>.*<\/alternatives>/u);
    expect((await downloadFile(others[0]?.owner.ctx ?? secretary, fileId)).size).toBe(png.length);
    await expect(downloadFile((await organisation("research")).owner.ctx, fileId)).rejects.toThrow("NOT_FOUND");
  });

  it("a reference says its target's present number on the page and in every output, a version its own, a gone one is found", async () => {
    const { id, secretary } = await drafting();
    const chair = as(secretary);
    const cited = await add(secretary, id, "期限", "期限应写明。");
    const citing = await add(secretary, id, "记录", "记录应保存。");
    const table: ContentNode = { type: "table", attrs: { label: "表1", caption: "期限" }, content: [] };
    await chair.standards.saveClause({ id: cited, version: 2, content: [...paragraphs("期限应写明。"), table] });
    const { elements } = await chair.standards.clause({ id: cited });
    expect(elements).toEqual([{ id: expect.any(String), type: "table", label: "表1" }]);
    const to = (elementId: string | null): ContentNode => ({
      type: "crossReference",
      attrs: { clauseId: cited, elementId, text: "旧" },
    });
    const content: ContentNode[] = [
      {
        type: "paragraph",
        content: [
          { type: "text", text: "记录应按" },
          to(null),
          { type: "text", text: "和" },
          to(elements[0]?.id ?? ""),
        ],
      },
    ];
    await chair.standards.saveClause({ id: citing, version: 2, content });
    const { id: documentId } = await chair.standardsLife.addDocument({
      standardId: id,
      reference: "IEC 62443-3-3:2013",
      idempotencyKey: key(),
    });
    const pair = { target: "SR 1.1", relation: "subset-of" as const, rationale: "同一事" };
    await chair.standardsLife.mapClause({ clauseId: citing, documentId, ...pair });
    const kept = await chair.standards.takeSnapshot({ standardId: id, reason: "移动前" });
    const { version } = await chair.standards.clause({ id: citing });
    await chair.standardsText.moveClause({ id: cited, version: 3, parentId: null, afterId: citing });
    const read = async () =>
      (await chair.standardsText.read({ id })).clauses.flatMap((one) =>
        one.id === citing ? plainText(one.content) : [],
      );
    expect(await read()).toEqual(["记录应按第5章和表1"]);
    for (const [format, said] of [
      ["standard.html", `<a href="#c-${cited}">第5章</a>`],
      ["sts.xml", `rid="sec_${cited}">第5章</xref>`],
      ["oscal.json", "记录应按第5章和表1"],
    ] as const)
      expect(String((await exportStandard(secretary, id, format)).body)).toContain(said);
    const { body } = await exportStandard(secretary, id, "standard.docx");
    const xml = (await readZip(Buffer.from(body))).get("word/document.xml")?.toString() ?? "";
    const anchor = `c_${cited.replaceAll("-", "_")}`;
    expect(xml).toMatch(new RegExp(`<w:hyperlink [^>]*w:anchor="${anchor}"[^>]*>.*?第5章.*?</w:hyperlink>`, "u"));
    expect(xml).toContain(`w:name="${anchor}"`);
    // What was kept before the move says what was true then, and the redline shows the difference.
    const changes = await chair.standards.redline({ standardId: id, from: kept.version, to: null });
    expect(changes.find((one) => one.id === citing)?.blocks).toMatchObject([
      { pieces: [{ kind: "same" }, { kind: "removed", text: "4" }, { kind: "added", text: "5" }, { kind: "same" }] },
    ]);
    // The mapped clause itself did not change.
    expect((await chair.standardsLife.matrix({ id })).mappings[0]?.stale).toBeNull();
    expect((await chair.standards.clause({ id: citing })).version).toBe(version);

    await chair.standards.deleteClause({ id: cited, version: 4, reason: "并入他处" });
    expect(await read()).toEqual(["记录应按旧和旧"]);
    expect((await chair.standards.lint({ id })).filter(({ rule }) => rule === "danglingReference")).toMatchObject([
      { clauseId: citing, excerpt: "旧" },
      { clauseId: citing, excerpt: "旧" },
    ]);
  });

  it("an observer's organisation drafts nothing: figures and imports are the editors'", async () => {
    const { id, secretary } = await drafting();
    const watcher = (await organisation("research")).owner;
    await addMember(secretary, {
      standardId: id,
      email: watcher.email,
      category: "research",
      role: "observer",
      clauseIds: [],
    });
    const fileId = await upload(watcher.ctx, "standardDraft", "draft.md", markdown);
    const draft = { standardId: id, fileId, idempotencyKey: key() };
    expect(await outcome(as(watcher.ctx).standardsText.importDraft(draft))).toBe("FORBIDDEN groupEditors");
  });
});
