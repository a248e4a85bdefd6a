import { createHash, randomBytes } from "node:crypto";
import type { z } from "zod";
import { askedCurrency } from "@/domain/needs/asked-currency";
import { commitmentText } from "@/domain/needs/commitment";
import { fieldProblems, kindForms } from "@/domain/needs/kinds";
import {
  mayOpenProposals,
  mayReadNeed,
  mayReadOpenedProposals,
  mayReadOwnProposal,
  maySubmitProposal,
  proposersKnown,
  receivedListed,
} from "@/domain/needs/policy";
import { type NeedContent, needContent, type proposalInput, sealedProposal } from "@/domain/needs/schema";
import { follows, proposalActs } from "@/domain/needs/states";
import { AppError } from "@/domain/shared/errors";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { act, found, permitOrThrow, recordRead } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, isUniqueViolation } from "@/server/platform/db";
import { seal } from "@/server/platform/secrets";
import { listFilesOf } from "@/server/platform/stored-files";
import { holdNeed } from "./access";
import { strikeConflicted } from "./panel";
import { setNeedState } from "./repo";
import {
  callOpening,
  confirmOpening,
  findOpening,
  findProposalOf,
  insertProposal,
  insertProposalVersion,
  listForOpening,
  listProposalsOfOrganisation,
  listReceived,
  reviveProposal,
  withdrawProposalRow,
  writeOpened,
} from "./repo-proposals";
import { type Envelope, sealContext, unsealVersion } from "./sealed-version";
import { sealedContent } from "./service-consortia";
import { keepFiles } from "./service-files";
import { actingId, personId } from "./service-needs";
import { nameOf, summaryView } from "./view";

/**
 * Seals and submits, or replaces what was submitted before; until the deadline by the database's clock, read after
 * the need's row was locked. The receipt carries the commitment SHA-256(nonce ‖ content).
 */
export function submitProposal(ctx: Ctx, input: z.output<typeof proposalInput>) {
  return act(
    ctx,
    async ({ tx, permit, record, follow }) => {
      const held = await holdNeed(tx, ctx.actor, input.needId, { lock: true });
      permit(maySubmitProposal(ctx.actor, held.facts));
      const asked = needContent.parse(held.row.content);
      const currency = askedCurrency(asked);
      if (currency !== input.content.price.currency) {
        throw new AppError("BAD_INPUT", {
          reason: "currencyOther",
          field: "content.price.currency",
          facts: { currency },
        });
      }
      checkAnswers(asked, input.content.answers ?? {});
      const organisationId = actingId(ctx);
      const content = await sealedContent(tx, held, organisationId, input.content);
      const before = await findProposalOf(tx, input.needId, organisationId);
      const number = (before?.currentNumber ?? 0) + 1;
      const proposal = before
        ? await reviveProposal(tx, before.id, number)
        : await insertProposal(tx, { needId: input.needId, organisationId });
      const envelope: Envelope = { nonce: randomBytes(32).toString("hex"), content };
      const commitment = createHash("sha256").update(commitmentText(envelope.nonce, envelope.content)).digest("hex");
      const version = await insertProposalVersion(tx, {
        proposalId: proposal.id,
        number,
        ...seal(Buffer.from(JSON.stringify(envelope)), sealContext(proposal.id, number)),
        commitment,
        submittedById: personId(ctx),
        submittedAt: held.now,
      });
      await keepFiles(tx, input.content.fileIds, {
        uploadedById: personId(ctx),
        purpose: "proposalAttachment",
        entity: "proposal",
        entityId: proposal.id,
      });
      await record({
        act: before ? "proposal.replaced" : "proposal.submitted",
        entity: "need",
        entityId: input.needId,
        facts: { proposalId: proposal.id, number, commitment },
      });
      await follow("proposal.received", { needId: input.needId });
      return receipt(proposal.id, version, "submitted");
    },
    // The key's input is hashed, and only the hash is kept: the price stays in the seal alone.
    { idempotency: { key: input.idempotencyKey, procedure: "needs.propose", input } },
  ).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw new AppError("CONFLICT", { reason: "proposalParallel" });
    throw error;
  });
}

/** What the need's kind asks of those who answer it. @throws AppError BAD_INPUT at the first field */
function checkAnswers(asked: NeedContent, answers: Record<string, string>): void {
  const [problem] = fieldProblems(kindForms[asked.kind].proposal, answers, true);
  if (problem) throw new AppError("BAD_INPUT", { reason: problem.code, field: `content.answers.${problem.id}` });
}

export function withdrawProposal(ctx: Ctx, needId: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdNeed(tx, ctx.actor, needId, { lock: true });
    permit(maySubmitProposal(ctx.actor, held.facts));
    const proposal = found(await findProposalOf(tx, needId, actingId(ctx)));
    if (!follows(proposal.state, proposalActs.withdraw))
      throw new AppError("STATE_REFUSED", { reason: "withdrawnAlready" });
    await withdrawProposalRow(tx, proposal.id, held.now);
    await record({ act: "proposal.withdrawn", entity: "need", entityId: needId, facts: { proposalId: proposal.id } });
    return { done: true };
  });
}

/** The own proposal, unsealed for its own organisation; the reading is recorded. */
export async function readOwnProposal(ctx: Ctx, needId: string) {
  const organisationId = actingId(ctx);
  if (!organisationId) return null;
  const proposal = await findProposalOf(db(), needId, organisationId);
  permitOrThrow(mayReadOwnProposal(ctx.actor, { organisationId }));
  const version = proposal?.versions[0];
  if (!proposal || !version) return null;
  await recordRead(ctx, {
    act: "proposal.readOwn",
    entity: "need",
    entityId: needId,
    facts: { proposalId: proposal.id },
  });
  const { nonce, content } = unsealVersion(proposal);
  const files = carried(await listFilesOf(db(), "proposal", [proposal.id]), proposal.id, content.fileIds);
  return { receipt: receipt(proposal.id, version, proposal.state), content, files, nonce };
}

/** What was received: commitments for everybody who sees the need once it closed, names only where its rules say so. */
export async function listReceivedProposals(ctx: Ctx, needId: string) {
  const held = await holdNeed(db(), ctx.actor, needId);
  permitOrThrow(held.panel.appointed ? { allowed: true } : mayReadNeed(ctx.actor, held.facts));
  if (!receivedListed(held.facts)) return [];
  const rows = await listReceived(db(), needId);
  const names = proposersKnown(held.facts) && needContent.parse(held.row.content).showProposerNames;
  const organisations = names
    ? await organisationsById(rows.map(({ organisationId }) => organisationId))
    : new Map<string, never>();
  return rows.flatMap((row) => {
    const version = row.versions[0];
    if (!version) return [];
    return [
      {
        proposalId: row.id,
        commitment: version.commitment,
        submittedAt: version.submittedAt.toISOString(),
        organisation: names ? nameOf(organisations, row.organisationId) : null,
      },
    ];
  });
}

/**
 * First call names the need to be opened, second call by another person opens: every current version is unsealed,
 * its commitment recomputed, and from then on readable by the buyer and the panel. Panel members whom the rules then
 * find in a conflict are struck before they have read anything.
 */
export function openProposals(ctx: Ctx, needId: string): Promise<{ opened: boolean; count: number }> {
  return act(ctx, async (current) => {
    const { tx, permit, record, follow } = current;
    const held = await holdNeed(tx, ctx.actor, needId, { lock: true });
    const opening = await findOpening(tx, needId);
    permit(mayOpenProposals(ctx.actor, held.facts, { firstById: opening?.firstById ?? null }));
    if (!opening) {
      await callOpening(tx, needId, personId(ctx));
      await setNeedState(tx, needId, "closed");
      await record({ act: "opening.called", entity: "need", entityId: needId });
      await follow("need.openingCalled", { needId, firstById: personId(ctx) });
      return { opened: false, count: 0 };
    }
    await confirmOpening(tx, needId, personId(ctx), held.now);
    const proposals = await listForOpening(tx, needId);
    for (const proposal of proposals) {
      const envelope = unsealVersion(proposal);
      const version = proposal.versions[0];
      if (version)
        await writeOpened(
          tx,
          proposal.id,
          version.number,
          { nonce: envelope.nonce, content: JSON.parse(JSON.stringify(envelope.content)) },
          held.now,
        );
    }
    await setNeedState(tx, needId, "opened");
    await record({
      act: "opening.done",
      entity: "need",
      entityId: needId,
      facts: { proposals: proposals.length, firstById: opening.firstById },
    });
    await follow("need.opened", { needId });
    await strikeConflicted(current, needId, personId(ctx), held.now);
    return { opened: true, count: proposals.length };
  });
}

/** The opened proposals with the recomputed commitments. Each reading is recorded. */
export async function readOpenedProposals(ctx: Ctx, needId: string) {
  const held = await holdNeed(db(), ctx.actor, needId);
  permitOrThrow(mayReadOpenedProposals(ctx.actor, held.facts, held.panel));
  await recordRead(ctx, { act: "proposals.read", entity: "need", entityId: needId });
  const rows = await listReceived(db(), needId);
  const [organisations, files] = await Promise.all([
    organisationsById(rows.flatMap((row) => [row.organisationId, ...membersOf(row.versions[0]?.opened)])),
    listFilesOf(
      db(),
      "proposal",
      rows.map(({ id }) => id),
    ),
  ]);
  return rows.flatMap((row) => {
    const version = row.versions[0];
    if (!version?.opened) return [];
    const { nonce, content } = version.opened as unknown as Envelope;
    const parsed = sealedProposal.parse(content);
    return [
      {
        proposalId: row.id,
        organisation: nameOf(organisations, row.organisationId),
        commitment: version.commitment,
        nonce,
        commitmentHolds:
          createHash("sha256").update(commitmentText(nonce, parsed)).digest("hex") === version.commitment,
        submittedAt: version.submittedAt.toISOString(),
        content: parsed,
        members: membersOf(version.opened).map((id) => nameOf(organisations, id)),
        files: carried(files, row.id, parsed.fileIds),
      },
    ];
  });
}

/** The files of this version: what an earlier one carried and this one does not was taken back with it. */
function carried(files: Awaited<ReturnType<typeof listFilesOf>>, proposalId: string, fileIds: readonly string[]) {
  return files
    .filter(({ id, entityId }) => entityId === proposalId && fileIds.includes(id))
    .map(({ id, name, size }) => ({ id, name, size }));
}

/** The organisations of an opened proposal's consortium. */
function membersOf(opened: unknown): string[] {
  const { consortium = [] } = (opened as Envelope | null)?.content ?? {};
  return consortium.map(({ organisationId }) => organisationId);
}

/** The proposals of the organisation one acts as, with what became of them. */
export async function listMyProposals(ctx: Ctx) {
  const organisationId = actingId(ctx);
  permitOrThrow(mayReadOwnProposal(ctx.actor, { organisationId }));
  const rows = await listProposalsOfOrganisation(db(), organisationId, 100);
  const organisations = await organisationsById(rows.map(({ need }) => need.buyerOrganisationId));
  const now = new Date();
  return rows.flatMap((row) => {
    const version = row.versions[0];
    if (!version) return [];
    const award = row.need.awards.find(({ round }) => round === row.need.annulments.length + 1);
    const ended = row.need.state === "cancelled" || row.need.state === "failed" || row.state === "withdrawn";
    const result: "waiting" | "won" | "lost" | "none" = award
      ? award.proposalId === row.id
        ? "won"
        : "lost"
      : ended
        ? "none"
        : "waiting";
    return [{ need: summaryView(row.need, organisations, now), receipt: receipt(row.id, version, row.state), result }];
  });
}

function receipt(
  proposalId: string,
  version: { number: number; commitment: string; submittedAt: Date },
  state: "submitted" | "withdrawn",
) {
  return {
    proposalId,
    number: version.number,
    commitment: version.commitment,
    submittedAt: version.submittedAt.toISOString(),
    state,
  };
}
