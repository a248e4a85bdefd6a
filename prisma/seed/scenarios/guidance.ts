import { randomUUID } from "node:crypto";
import { acknowledge, markRead, saveAssetProfile, saveChecklistLine } from "@/server/modules/guidance/service-applies";
import { supportComment, writeComment } from "@/server/modules/guidance/service-comments";
import { readConsultations } from "@/server/modules/guidance/service-consultations";
import { amendDocument, createDocument, readDocument, saveDocument } from "@/server/modules/guidance/service-documents";
import { answerQuestion, askQuestion } from "@/server/modules/guidance/service-questions";
import { signEdition, submitEdition } from "@/server/modules/guidance/service-signing";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import type { Ctx } from "@/server/platform/ctx";
import { demoComments, demoDocuments, demoUtilities } from "./guidance-data";

type Made = ReadonlyMap<string, { organisationId: string; ownerId: string; peopleIds: readonly string[] }>;

/** Published, scheduled and consulted documents, with readers at different points of their checklists. */
export async function seedGuidance(made: Made): Promise<void> {
  const ctxOf = async (key: string, person = 0): Promise<Ctx> => {
    const organisation = made.get(key);
    const personId = organisation?.peopleIds[person];
    if (!organisation || !personId) throw new Error(`no demo organisation ${key}`);
    return contextOfPerson(personId, organisation.organisationId);
  };
  const [lead, reviewer, second] = [await ctxOf("regulator"), await ctxOf("regulator", 1), await ctxOf("province")];
  const issuers = {
    lead: made.get("regulator")?.organisationId ?? "",
    second: made.get("province")?.organisationId ?? "",
  };
  const ids: Partial<Record<keyof ReturnType<typeof demoDocuments>, string>> = {};
  for (const key of ["notice", "list", "guide", "scheduled", "consultation"] as const) {
    // Each is dated when it is its turn: on a slow machine the minutes of the first are past when the last is handed in.
    const document = demoDocuments(new Date(), issuers)[key];
    const draft = await createDocument(lead, { ...document, idempotencyKey: randomUUID() });
    const { version } = await submitEdition(lead, draft);
    await signEdition(key === "list" ? reviewer : second, { id: draft.id, version, approve: true, reason: "" });
    ids[key] = draft.id;
  }
  await amendNotice(lead, second, ids.notice ?? "");
  const guide = ids.guide ?? "";
  for (const [index, { key }] of [{ key: "water" }, ...demoUtilities].entries()) {
    const ctx = await ctxOf(key);
    if (index % 4 === 3) continue;
    await markRead(ctx, guide);
    if (index % 2 === 0) await acknowledge(ctx, { id: guide, edition: 1 });
    for (const line of ["inventory", "accounts", "jump-host", "records"].slice(0, index === 0 ? 1 : (index * 2) % 5))
      await saveChecklistLine(ctx, {
        id: guide,
        key: line,
        version: 0,
        state: "done",
        ownerId: null,
        evidence: "演示",
        reason: "",
        fileIds: [],
      });
  }
  await saveAssetProfile(await ctxOf("water"), { assets: ["asset:plc", "asset:scada"] });
  const { id: questionId } = await askQuestion(await ctxOf("water"), {
    id: guide,
    text: "供应商的工程师在现场用笔记本接入，算远程运维吗？",
    language: "zh-CN",
    idempotencyKey: randomUUID(),
  });
  await answerQuestion(lead, { questionId, text: "不算。现场接入按第三方人员管理，但笔记本须先经病毒查杀。" });
  await seedComments(ctxOf);
}

async function amendNotice(lead: Ctx, second: Ctx, id: string): Promise<void> {
  await amendDocument(lead, { id, reason: "按各地反馈放宽时限", idempotencyKey: randomUUID() });
  const draft = await readDocument(lead, id, 2);
  const { version } = await saveDocument(lead, {
    id,
    version: draft.version,
    content: {
      ...draft.content,
      bodyZh: draft.content.bodyZh.replace("48 小时", "72 小时"),
      bodyEn: draft.content.bodyEn.replace("48 hours", "72 hours"),
    },
  });
  const handed = await submitEdition(lead, { id, version });
  await signEdition(second, { id, version: handed.version, approve: true, reason: "" });
}

async function seedComments(ctxOf: (key: string) => Promise<Ctx>): Promise<void> {
  const visitor = await ctxOf("province");
  const { items } = await readConsultations(visitor, { open: "yes" });
  const [consultation] = items;
  if (!consultation) throw new Error("the demo consultation did not open");
  for (const [index, { by, section, language, text, confidential }] of demoComments.entries()) {
    const { id } = await writeComment(await ctxOf(by), {
      id: consultation.id,
      section,
      text,
      language,
      confidential: confidential ?? false,
      forOrganisation: true,
      idempotencyKey: randomUUID(),
    });
    if (confidential) continue;
    for (const supporter of ["utility0", "utility3", "utility5"].slice(0, 3 - (index % 3)))
      await supportComment(await ctxOf(supporter), { commentId: id, version: 1, support: true });
  }
}
