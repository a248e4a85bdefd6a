import { createHash, randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { paragraphs } from "@/domain/standards/content";
import { castVote, closeBallot, openBallot } from "@/server/modules/standards/service-ballots";
import { linkSignal } from "@/server/modules/standards/service-catalogue";
import { addClause, readClause, readText, saveClause } from "@/server/modules/standards/service-clauses";
import { addDocument, mapClause } from "@/server/modules/standards/service-mappings";
import { addMember, proposeStandard } from "@/server/modules/standards/service-standards";
import { recordTrial } from "@/server/modules/standards/service-trials";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { type DemoVoter, moveDemoStandard, passStage } from "./demo-standards";

/** Long enough to vote, short enough to wait for: a ballot is counted only after its time has passed. */
const ballotSeconds = 8;

/** One invented guideline that went the whole way: tried, mapped, balloted, published, and now due for its review. */
export async function seedPublishedStandard(secretary: Ctx, voters: readonly DemoVoter[]): Promise<void> {
  const { id } = await proposeStandard(secretary, {
    profile: "community",
    language: "zh-CN",
    titleZh: "工控主机移动介质使用指南（演示）",
    titleEn: "Guideline for removable media on industrial hosts (demo)",
    purpose: "移动介质仍是生产网最常见的感染途径，本指南给出可检验的做法。",
    category: "vendor",
    idempotencyKey: randomUUID(),
  });
  for (const { email, category } of voters)
    await addMember(secretary, { standardId: id, email, category, role: "member", clauseIds: [] });
  const group = [secretary, ...voters.map(({ ctx }) => ctx)];
  await passStage(group, id);
  const scope = (await readText(secretary, id)).clauses.find(({ kind }) => kind === "scope");
  if (scope) await write(secretary, scope.id, "本文件给出了工控主机使用移动介质的要求，适用于运营单位和服务单位。");
  const clauses = [];
  for (const [title, text] of [
    ["介质登记", "移动介质应登记编号、用途和责任人。\n未登记的介质不应接入工控主机。"],
    ["病毒查杀", "介质接入前应在隔离的主机上查杀。\n查杀记录宜保存不少于六个月。"],
  ] as const) {
    const place = { standardId: id, parentId: null, afterId: null, kind: "body" as const };
    const { id: clauseId } = await addClause(secretary, { ...place, title, idempotencyKey: randomUUID() });
    await write(secretary, clauseId, text);
    clauses.push(clauseId);
  }
  await passStage(group, id);
  const { id: ballotId } = await openBallot(secretary, {
    standardId: id,
    rule: "oasisSpecial",
    closesAt: new Date(Date.now() + ballotSeconds * 1_000).toISOString(),
    idempotencyKey: randomUUID(),
  });
  const closes = Date.now() + ballotSeconds * 1_000;
  await castVote(secretary, { ballotId, vote: "approve", reason: "" });
  for (const [index, { ctx }] of voters.entries())
    await castVote(ctx, {
      ballotId,
      ...(index === 0
        ? { vote: "approveWithComments", reason: "建议下一版补充介质销毁的要求。" }
        : { vote: index === 1 ? "approve" : "abstain", reason: "" }),
    });
  await mapAndTry(secretary, id, clauses);
  await setTimeout(Math.max(0, closes + 500 - Date.now()));
  await closeBallot(secretary, ballotId);
  // The fourteen days of its consultation have passed in the story.
  await db()
    .$executeRaw`UPDATE "Standard" SET "stageSince" = "stageSince" - interval '14 days' WHERE "id" = ${id}::uuid`;
  await passStage(group, id);
  await moveDemoStandard(secretary, id, "close");
  await linkSignal(secretary, {
    standardId: id,
    kind: "advisory",
    title: "演示通告：介质固件可伪装为键盘",
    link: "",
    idempotencyKey: randomUUID(),
  });
}

async function mapAndTry(ctx: Ctx, standardId: string, [register = "", scan = ""]: readonly string[]): Promise<void> {
  const documents: Record<string, string> = {};
  for (const reference of ["IEC 62443-3-3:2013", "ISO/IEC 27001:2022", "NIST SP 800-53 Rev. 5"])
    documents[reference] = (
      await addDocument(ctx, { standardId, reference, targetStandardId: null, idempotencyKey: randomUUID() })
    ).id;
  for (const [clauseId, reference, target, relation, rationale] of [
    [register, "IEC 62443-3-3:2013", "SR 2.3", "subset-of", "同为便携设备的使用控制，本条只涉及登记。"],
    [register, "ISO/IEC 27001:2022", "A.7.10", "intersects-with", "都要求管理存储介质，本条不涉及运输和处置。"],
    [scan, "IEC 62443-3-3:2013", "SR 3.2", "subset-of", "同为恶意代码防护，本条只涉及介质接入。"],
    [scan, "NIST SP 800-53 Rev. 5", "SI-3", "subset-of", "恶意代码防护在介质接入环节的做法。"],
    [scan, "NIST SP 800-53 Rev. 5", "MP-7", "intersects-with", "都限制介质使用，侧重点不同。"],
  ] as const)
    await mapClause(ctx, { clauseId, documentId: documents[reference] ?? "", target, relation, rationale });
  await recordTrial(ctx, {
    standardId,
    clauseId: scan,
    provision: "介质接入前应在隔离的主机上查杀。",
    method: "用含测试样本的介质走一遍接入流程，检查是否被拦截并留有记录。",
    site: "示例水厂取水泵站",
    result: "passed",
    note: "",
    evidenceName: "scan-log.csv",
    evidenceHash: createHash("sha256").update("invented evidence").digest("hex"),
    idempotencyKey: randomUUID(),
  });
}

async function write(ctx: Ctx, clauseId: string, text: string): Promise<void> {
  const { version } = await readClause(ctx, clauseId);
  await saveClause(ctx, { id: clauseId, version, content: paragraphs(text) });
}
