import { randomUUID } from "node:crypto";
import type { MemberCategory } from "@/domain/standards/balance";
import { type ContentNode, paragraphs } from "@/domain/standards/content";
import type { StageAct } from "@/domain/standards/profiles";
import { addClause, readClause, readText, saveClause, takeSnapshot } from "@/server/modules/standards/service-clauses";
import { addComment, resolveComment } from "@/server/modules/standards/service-comments";
import {
  addMember,
  declarePatents,
  moveStandard,
  proposeStandard,
  readStandard,
} from "@/server/modules/standards/service-standards";
import type { Ctx } from "@/server/platform/ctx";

export type DemoVoter = { ctx: Ctx; email: string; category: MemberCategory };

export type DemoStandardPeople = {
  secretary: Ctx;
  members: readonly DemoVoter[];
};

/** Two invented drafts: one that the group writes, one that is out for comments. */
export async function seedStandards({ secretary, members }: DemoStandardPeople): Promise<void> {
  await seedDraft(secretary, members, {
    titleZh: "工业控制系统远程运维安全要求（演示）",
    titleEn: "Security requirements for remote maintenance of industrial control systems (demo)",
    purpose: "远程运维是工业现场最常见的外部入口，各单位做法不一，缺少可检验的共同要求。",
    scope: "本文件规定了工业控制系统远程运维的账号、会话和记录要求，适用于运营单位和服务单位。",
    clauses: [
      ["会话控制", "远程会话必须经运营单位逐次批准。\n会话结束后，系统应在五分钟内断开连接。"],
      ["记录", "系统应记录会话的起止时间、操作人员和操作内容。\n记录宜保存不少于六个月。"],
    ],
    consult: false,
  });
  await seedDraft(secretary, members, {
    titleZh: "中小工厂网络分区实施指南（演示）",
    titleEn: "Guideline for network zoning in small factories (demo)",
    purpose: "帮助没有专职安全人员的工厂用现有设备完成最基本的分区。",
    scope: "本文件给出了中小工厂办公网与生产网分区的步骤，适用于三百人以下的工厂。",
    clauses: [
      ["分区", "生产网应与办公网分开。\n两网之间的通信应经防火墙，并只允许登记过的业务。"],
      ["检查", "工厂宜每半年检查一次分区是否仍然有效。"],
    ],
    consult: true,
  });
}

type Draft = {
  titleZh: string;
  titleEn: string;
  purpose: string;
  scope: string;
  clauses: readonly (readonly [string, string])[];
  consult: boolean;
};

async function seedDraft(secretary: Ctx, members: DemoStandardPeople["members"], draft: Draft): Promise<void> {
  const { titleZh, titleEn, purpose } = draft;
  const { id } = await proposeStandard(secretary, {
    profile: "community",
    language: "zh-CN",
    titleZh,
    titleEn,
    purpose,
    category: "vendor",
    idempotencyKey: randomUUID(),
  });
  for (const { email, category } of members)
    await addMember(secretary, { standardId: id, email, category, role: "member", clauseIds: [] });
  const group = [secretary, ...members.map(({ ctx }) => ctx)];
  await passStage(group, id);
  const { clauses } = await readText(secretary, id);
  const scope = clauses.find(({ kind }) => kind === "scope");
  if (scope) await write(secretary, scope.id, draft.scope);
  for (const [title, text] of draft.clauses) {
    const made = await addClause(secretary, {
      standardId: id,
      parentId: null,
      afterId: null,
      kind: "body",
      title,
      idempotencyKey: randomUUID(),
    });
    await write(secretary, made.id, text);
  }
  if (!draft.consult) {
    await furnish(secretary, id);
    return;
  }
  await passStage(group, id);
  const comment = { standardId: id, clauseId: scope?.id ?? null, line: "", element: "", idempotencyKey: randomUUID() };
  const made = await addComment(secretary, {
    ...comment,
    kind: "te",
    comment: "三百人的界限从何而来？",
    proposedChange: "改为“没有专职安全人员的工厂”。",
  });
  await resolveComment(secretary, { id: made.id, resolution: "noted", reason: "引言中说明界限的来由。" });
}

/** A kept version, then a term and a reference: enough that comparison, checks and outputs have something to show. */
async function furnish(secretary: Ctx, id: string): Promise<void> {
  await takeSnapshot(secretary, { standardId: id, reason: "第一稿（演示）" });
  const { clauses } = await readText(secretary, id);
  const elements: readonly (readonly [string, ContentNode])[] = [
    [
      "references",
      {
        type: "reference",
        attrs: { number: "GB/T 22239—2019", title: "信息安全技术 网络安全等级保护基本要求", relation: "normative" },
      },
    ],
    [
      "terms",
      {
        type: "term",
        attrs: { zh: "远程会话", en: "remote session" },
        content: [{ type: "text", text: "从现场以外到控制系统的一次连接" }],
      },
    ],
  ];
  for (const [kind, node] of elements) {
    const clause = clauses.find((one) => one.kind === kind);
    if (!clause) continue;
    const { version } = await readClause(secretary, clause.id);
    await saveClause(secretary, { id: clause.id, version, content: [node] });
  }
}

async function write(ctx: Ctx, clauseId: string, text: string): Promise<void> {
  const { version } = await readClause(ctx, clauseId);
  await saveClause(ctx, { id: clauseId, version, content: paragraphs(text) });
}

/** Every organisation answers the stage's patent call, then the secretary, who comes first, leads on. */
export async function passStage([secretary, ...others]: readonly Ctx[], id: string): Promise<void> {
  if (!secretary) return;
  for (const ctx of [secretary, ...others]) await declarePatents(ctx, { standardId: id, holds: false, details: "" });
  for (const act of ["close", "approve"] as const) await moveDemoStandard(secretary, id, act);
}

export async function moveDemoStandard(ctx: Ctx, id: string, act: StageAct): Promise<void> {
  const { version } = await readStandard(ctx, id);
  await moveStandard(ctx, { id, version, act, reason: "演示数据" });
}
