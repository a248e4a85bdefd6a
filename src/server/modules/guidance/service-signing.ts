import type { z } from "zod";
import { missingApprovals } from "@/domain/guidance/approvals";
import { mayRecallEdition, maySignEdition, maySubmitEdition, mayTakeUpEdition } from "@/domain/guidance/policy";
import { type actInput, type DocumentContent, type decisionInput, documentContent } from "@/domain/guidance/schema";
import { submissionProblems } from "@/domain/guidance/submission";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { AppError } from "@/domain/shared/errors";
import { type Act, act } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { sha256 } from "@/server/platform/secrets";
import { factsOf, type HeldDocument, holdDocument } from "./access";
import { issuesOf } from "./issues";
import {
  clearEditionParts,
  endEarlierEditions,
  insertDecision,
  lockDocuments,
  publicTitles,
  readEditionContent,
  setRepeal,
  updateEditionAtVersion,
  voidDecisions,
  writeEditionParts,
} from "./repo";
import { deleteUnopened, insertConsultation, isConsulting } from "./repo-consultations";
import { actingOf } from "./service-documents";
import { approvalFacts, faultOf, standingDecisions } from "./view";

/** Hands the edition in: from now on its text stands still until every issuing body has signed, or one refuses. */
export function submitEdition(ctx: Ctx, { id, version }: z.output<typeof actInput>): Promise<{ version: number }> {
  return act(ctx, async (current) => {
    const { tx, permit, record, follow } = current;
    const held = await holdDocument(tx, ctx.actor, id, { lock: true });
    const { document, working, now } = held;
    permit(maySubmitEdition(ctx.actor, factsOf(document, working)));
    const content = documentContent.parse(await readEditionContent(tx, working.id));
    refuseProblems(held, content, now);
    await checkRelations(current, held, content);
    const signed = {
      state: "countersign" as const,
      submittedById: actingOf(ctx).personId,
      submittedAt: now,
      contentHash: sha256(Buffer.from(canonicalJson(content))),
    };
    if (!(await updateEditionAtVersion(tx, working.id, version, signed))) throw new AppError("VERSION_CONFLICT");
    await record({ act: "guidance.submitted", entity: "guidance", entityId: id, facts: { hash: signed.contentHash } });
    await follow("guidance.submitted", { documentId: id, editionId: working.id, version });
    return { version: version + 1 };
  });
}

/**
 * One body signs or refuses. A refusal sends the text back with its reason and voids the other signatures; the last
 * approval publishes at the minute that was signed, or opens the consultation.
 */
export function signEdition(
  ctx: Ctx,
  { id, version, approve, reason }: z.output<typeof decisionInput>,
): Promise<{ version: number; state: "draft" | "countersign" | "approved" | "consultation" }> {
  return act(ctx, async (current) => {
    const { tx, permit, record, follow } = current;
    const held = await holdDocument(tx, ctx.actor, id, { lock: true });
    const { document, working, now } = held;
    permit(maySignEdition(ctx.actor, factsOf(document, working), faultOf(ctx, held)));
    if (working.version !== version) throw new AppError("VERSION_CONFLICT");
    if (!approve && reason.length < 3) throw new AppError("BAD_INPUT", { reason: "REASON_MISSING", field: "reason" });
    const { personId, organisationId } = actingOf(ctx);
    const contentHash = working.contentHash ?? "";
    await insertDecision(tx, {
      editionId: working.id,
      organisationId,
      personId,
      approved: approve,
      reason,
      contentHash,
    });
    await record({
      act: approve ? "guidance.signed" : "guidance.refused",
      entity: "guidance",
      entityId: id,
      facts: { hash: contentHash, ...(approve ? {} : { reason }) },
    });
    if (!approve) {
      await voidDecisions(tx, working.id, now);
      await updateEditionAtVersion(tx, working.id, version, { state: "draft", submittedById: null, submittedAt: null });
      await follow("guidance.refused", { documentId: id, editionId: working.id, version });
      return { version: version + 1, state: "draft" };
    }
    const missing = missingApprovals(approvalFacts(held), [
      ...standingDecisions(working),
      { organisationId, personId, approved: true },
    ]);
    if (missing.length > 0) {
      await updateEditionAtVersion(tx, working.id, version, {});
      return { version: version + 1, state: "countersign" };
    }
    const content = documentContent.parse(await readEditionContent(tx, working.id));
    const state = content.consultation
      ? await openConsultation(current, held, content)
      : await approveFor(current, held, content);
    return { version: version + 1, state };
  });
}

/** Back to the desk, as long as nobody outside has seen it. Signatures are void from then on. */
export function recallEdition(ctx: Ctx, { id, version }: z.output<typeof actInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdDocument(tx, ctx.actor, id, { lock: true });
    const { document, working, now } = held;
    permit(mayRecallEdition(ctx.actor, factsOf(document, working), now));
    await voidDecisions(tx, working.id, now);
    if (working.state === "approved") {
      const content = documentContent.parse(await readEditionContent(tx, working.id));
      await clearEditionParts(tx, working.id);
      await endEarlierEditions(tx, id, working.edition, null, now);
      for (const documentId of repealsOf(content)) await setRepeal(tx, documentId, null, null);
    }
    const back = { state: "draft" as const, submittedById: null, submittedAt: null, approvedAt: null, publishAt: null };
    if (!(await updateEditionAtVersion(tx, working.id, version, back))) throw new AppError("VERSION_CONFLICT");
    await record({ act: "guidance.recalled", entity: "guidance", entityId: id });
    return { version: version + 1 };
  });
}

/** After a consultation: the text becomes a draft again, to be finished with what was said. */
export function takeUpEdition(ctx: Ctx, { id, version }: z.output<typeof actInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { document, working, now } = await holdDocument(tx, ctx.actor, id, { lock: true });
    permit(mayTakeUpEdition(ctx.actor, factsOf(document, working)));
    if (await isConsulting(tx, id, now)) throw new AppError("STATE_REFUSED", { reason: "stillOpen" });
    await deleteUnopened(tx, id, now);
    await voidDecisions(tx, working.id, now);
    const content = documentContent.parse(await readEditionContent(tx, working.id));
    const next = { ...content, consultation: undefined };
    const back = {
      state: "draft" as const,
      submittedById: null,
      submittedAt: null,
      content: JSON.parse(JSON.stringify(next)) as object,
    };
    if (!(await updateEditionAtVersion(tx, working.id, version, back))) throw new AppError("VERSION_CONFLICT");
    await record({ act: "guidance.takenUp", entity: "guidance", entityId: id });
    return { version: version + 1 };
  });
}

async function approveFor(current: Act, held: HeldDocument, content: DocumentContent): Promise<"approved"> {
  const { tx, record, follow } = current;
  const { document, working, now } = held;
  if (content.publishAt && Date.parse(content.publishAt) <= now.getTime())
    throw new AppError("CONFLICT", { reason: "publishMinutePassed" });
  await checkRelations(current, held, content);
  const publishAt = content.publishAt ? new Date(content.publishAt) : now;
  await clearEditionParts(tx, working.id);
  await writeEditionParts(tx, working.id, content);
  await endEarlierEditions(tx, document.id, working.edition, publishAt, now);
  for (const documentId of repealsOf(content)) await setRepeal(tx, documentId, publishAt, document.id);
  await updateEditionAtVersion(tx, working.id, working.version, { state: "approved", approvedAt: now, publishAt });
  await record({
    act: "guidance.approved",
    entity: "guidance",
    entityId: document.id,
    facts: { publishAt: publishAt.toISOString() },
  });
  // The index is written at once, because search asks the clock itself; people are told when the minute has come.
  await follow("guidance.approved", { editionId: working.id });
  await follow("guidance.published", { editionId: working.id }, { at: publishAt });
  return "approved";
}

async function openConsultation(current: Act, held: HeldDocument, content: DocumentContent): Promise<"consultation"> {
  const { tx, record, follow } = current;
  const { document, working, now } = held;
  const plan = content.consultation;
  if (!plan || Date.parse(plan.closesAt) <= now.getTime())
    throw new AppError("CONFLICT", { reason: "consultationOver" });
  const opensAt = new Date(Math.max(Date.parse(plan.opensAt), now.getTime()));
  const consultation = await insertConsultation(tx, {
    documentId: document.id,
    edition: working.edition,
    opensAt,
    closesAt: new Date(plan.closesAt),
    content,
    issuerIds: working.issuerIds,
    ownerOrganisationId: document.ownerOrganisationId,
  });
  await updateEditionAtVersion(tx, working.id, working.version, { state: "consultation" });
  await record({
    act: "consultation.opened",
    entity: "guidance",
    entityId: document.id,
    facts: { id: consultation.id },
  });
  await follow("consultation.opened", { consultationId: consultation.id }, { at: opensAt });
  return "consultation";
}

function refuseProblems({ document }: HeldDocument, content: DocumentContent, now: Date): void {
  const problems = submissionProblems(document.kind, content, now);
  if (problems.length > 0) throw issuesOf(problems, "content");
}

function repealsOf(content: DocumentContent): string[] {
  return content.relations.flatMap(({ kind, documentId }) => (kind === "repeals" && documentId ? [documentId] : []));
}

/**
 * Related documents must be public; what is repealed must still stand and be the body's own work. Asked when the text
 * is handed in and once more, under lock, when it is approved: another body may have repealed it in between.
 */
async function checkRelations({ tx }: Act, held: HeldDocument, content: DocumentContent): Promise<void> {
  const named = content.relations.flatMap(({ documentId }) => documentId ?? []);
  const rows = new Map((await lockDocuments(tx, [...new Set(named)])).map((row) => [row.id, row]));
  const makers = [held.document.ownerOrganisationId, ...held.working.issuerIds];
  const problems = content.relations.flatMap(({ kind, documentId }, index) => {
    if (!documentId) return [];
    const path = ["relations", index];
    const row = rows.get(documentId);
    const open = row?.editions.filter(({ publishAt }) => publishAt !== null && publishAt <= held.now) ?? [];
    if (!row || open.length === 0) return [{ path, code: "RELATION_UNKNOWN", facts: {} }];
    if (kind !== "repeals") return [];
    if (documentId === held.document.id) return [{ path, code: "REPEAL_ITSELF", facts: {} }];
    if (row.withdrawnAt) return [{ path, code: "REPEAL_WITHDRAWN", facts: { number: row.number } }];
    if (row.repealedAt && row.repealedById !== held.document.id)
      return [{ path, code: "REPEAL_TWICE", facts: { number: row.number } }];
    const issuers = [row.ownerOrganisationId, ...open.flatMap(({ issuerIds }) => issuerIds)];
    return issuers.some((id) => makers.includes(id))
      ? []
      : [{ path, code: "REPEAL_FOREIGN", facts: { number: row.number } }];
  });
  const bases = content.items.flatMap(({ basisDocumentId }) => basisDocumentId ?? []);
  const open = new Set((await publicTitles(tx, bases, held.now)).map(({ documentId }) => documentId));
  const groundless = content.items.flatMap(({ basisDocumentId }, index) =>
    basisDocumentId && !open.has(basisDocumentId)
      ? [{ path: ["items", index, "basisDocumentId"], code: "RELATION_UNKNOWN", facts: {} }]
      : [],
  );
  if (problems.length + groundless.length > 0) throw issuesOf([...problems, ...groundless], "content");
}
