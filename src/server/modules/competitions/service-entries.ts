import type { z } from "zod";
import { namesGivenAway } from "@/domain/competitions/blindness";
import { type EvidenceFault, evidenceFault } from "@/domain/competitions/evidence-files";
import { mayEnter, mayReadEntry } from "@/domain/competitions/policy-judged";
import { type EntryContent, entryContent, type entryInput } from "@/domain/competitions/schema-judged";
import type { entryView } from "@/domain/competitions/views-judged";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { AppError, isAppError } from "@/domain/shared/errors";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { act, found } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, isUniqueViolation, type Tx } from "@/server/platform/db";
import { getFile } from "@/server/platform/files";
import { seal, sha256, unseal } from "@/server/platform/secrets";
import { attachFiles, listFilesOf } from "@/server/platform/stored-files";
import { personOf } from "./access";
import { holdJudged, prepared, seeOrNotFound } from "./access-judged";
import {
  findAssignmentOf,
  findEntry,
  findTeamEntry,
  insertEntry,
  releaseFiles,
  teamWithMembers,
  updateEntryAtVersion,
} from "./repo-judged";

type EntryRow = NonNullable<Awaited<ReturnType<typeof findEntry>>>;
const sealName = (phaseId: string, teamId: string) => `entry:${phaseId}:${teamId}`;

/**
 * Hands an entry in, or changes it until the phase's last moment by the database's clock. Its content is sealed; the
 * answer is the receipt: SHA-256 over the canonical text of what was handed in.
 * @throws AppError CONFLICT with reason `entryNamesMakers` until the sender has seen which names the text gives away
 */
export async function saveEntry(
  ctx: Ctx,
  { phaseId, version, content, namesSeen }: z.output<typeof entryInput>,
): Promise<{ id: string; version: number; receipt: string }> {
  try {
    return await act(ctx, async ({ tx, permit, record, now }) => {
      const held = await holdJudged(tx, ctx.actor, phaseId, "share");
      permit(mayEnter(ctx.actor, held.facts));
      const { settings } = prepared(held);
      const teamId = held.team?.id ?? "";
      if (!namesSeen) await refuseNames(tx, teamId, content);
      if (content.fileIds.length < settings.leastFiles)
        throw new AppError("BAD_INPUT", {
          reason: "filesMissing",
          field: "content.fileIds",
          facts: { least: settings.leastFiles },
        });
      const earlier = await findTeamEntry(tx, phaseId, teamId);
      const sealed = seal(Buffer.from(JSON.stringify(content)), sealName(phaseId, teamId));
      const receipt = sha256(canonicalJson(content));
      const personId = personOf(ctx.actor);
      // The clock once more, after everything slow: the last moment counts, not the moment the request began.
      const submittedAt = await now();
      if (held.clock.endsAt && submittedAt >= held.clock.endsAt)
        throw new AppError("FORBIDDEN", { reason: "entriesClosed" });
      const columns = {
        ...sealed,
        contentHash: receipt,
        assistance: content.assistance,
        fileIds: content.fileIds,
        submittedById: personId,
        submittedAt,
        withdrawnAt: null,
      };
      const id = earlier?.id ?? (await insertEntry(tx, { phaseId, teamId, ...columns })).id;
      if (earlier && !(await updateEntryAtVersion(tx, id, version, columns))) throw new AppError("VERSION_CONFLICT");
      await takeFiles(tx, { id, personId, before: earlier?.fileIds ?? [], now: content.fileIds });
      await checkEvidence(tx, id, settings.accepts);
      await record({ act: "entry.handedIn", entity: "competitionEntry", entityId: id, facts: { receipt } });
      return { id, version: earlier ? version + 1 : 1, receipt };
    });
  } catch (error) {
    // Two members handed in the first entry at once: the second sees the first's.
    if (isUniqueViolation(error)) throw new AppError("VERSION_CONFLICT");
    throw error;
  }
}

/** Takes an entry back until the last moment; it can be handed in again. */
export function withdrawEntry(ctx: Ctx, entryId: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const row = found(await findEntry(tx, entryId));
    const held = await holdJudged(tx, ctx.actor, row.phaseId, "share");
    if (held.team?.id !== row.teamId) throw new AppError("NOT_FOUND");
    permit(mayEnter(ctx.actor, held.facts));
    await updateEntryAtVersion(tx, entryId, row.version, { withdrawnAt: held.now });
    await record({ act: "entry.withdrawn", entity: "competitionEntry", entityId: entryId });
    return { done: true };
  });
}

/** One's own team's entry in a phase, or null before the first hand-in. */
export async function readOwnEntry(ctx: Ctx, phaseId: string): Promise<z.output<typeof entryView> | null> {
  const held = await holdJudged(db(), ctx.actor, phaseId);
  const row = held.team ? await findTeamEntry(db(), phaseId, held.team.id) : null;
  return row ? viewEntry(row) : null;
}

/** Content and files of an entry, for those who already hold it. */
export async function viewEntry(row: EntryRow): Promise<z.output<typeof entryView>> {
  const content = openEntry(row);
  const files = await listFilesOf(db(), "competitionEntry", [row.id]);
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    content,
    receipt: row.contentHash,
    submittedAt: row.submittedAt.toISOString(),
    withdrawn: row.withdrawnAt !== null,
    files: content.fileIds.flatMap((id) => {
      const file = files.find((one) => one.id === id);
      return file ? [{ id, name: file.name, size: file.size, mediaType: file.mediaType }] : [];
    }),
    appeal: row.appeal
      ? {
          id: row.appeal.id,
          text: row.appeal.text,
          state: row.appeal.state,
          reply: row.appeal.reply,
          at: row.appeal.at.toISOString(),
        }
      : null,
  };
}

export function openEntry(row: Pick<EntryRow, "sealed" | "wrappedKey" | "phaseId" | "teamId">): EntryContent {
  return entryContent.parse(JSON.parse(unseal(row, sealName(row.phaseId, row.teamId)).toString("utf8")));
}

/** For the file door: an entry's files follow the entry. */
export async function mayReadEntryFile(ctx: Ctx, entryId: string): Promise<boolean> {
  try {
    const row = await findEntry(db(), entryId);
    if (!row) return false;
    const { facts } = await holdJudged(db(), ctx.actor, row.phaseId);
    const assigned = (await findAssignmentOf(db(), entryId, personOf(ctx.actor))) !== null;
    const decision = mayReadEntry(ctx.actor, facts, {
      teamId: row.teamId,
      withdrawn: row.withdrawnAt !== null,
      assigned,
    });
    seeOrNotFound(decision);
    return decision.allowed;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}

async function refuseNames(tx: Tx, teamId: string, content: EntryContent): Promise<void> {
  const team = await teamWithMembers(tx, teamId);
  const [people, organisations] = await Promise.all([
    peopleById(team.members.map(({ personId }) => personId)),
    organisationsById(team.organisationId ? [team.organisationId] : []),
  ]);
  const names = [
    team.name,
    ...[...people.values(), ...organisations.values()].flatMap((one) => [one.nameZh, one.nameEn]),
  ];
  const text = [content.title, content.summary, content.body].join("\n");
  const given = namesGivenAway(
    text,
    names.flatMap((name) => name ?? []),
  );
  if (given.length > 0)
    throw new AppError("CONFLICT", {
      reason: "entryNamesMakers",
      field: "namesSeen",
      facts: { names: given.join("、") },
    });
}

async function takeFiles(
  tx: Tx,
  { id, personId, before, now }: { id: string; personId: string; before: readonly string[]; now: readonly string[] },
): Promise<void> {
  await releaseFiles(
    tx,
    before.filter((one) => !now.includes(one)),
    id,
  );
  const added = now.filter((one) => !before.includes(one));
  const to = { uploadedById: personId, purpose: "competitionEntry", entity: "competitionEntry", entityId: id } as const;
  if ((await attachFiles(tx, added, to)) !== added.length)
    throw new AppError("BAD_INPUT", { reason: "fileNotYours", field: "content.fileIds" });
}

async function checkEvidence(tx: Tx, entryId: string, accepts: Parameters<typeof evidenceFault>[1]): Promise<void> {
  for (const file of await listFilesOf(tx, "competitionEntry", [entryId])) {
    const bytes = await getFile(file.id, file);
    const fault = evidenceFault({ name: file.name, mediaType: file.mediaType, bytes }, accepts);
    if (fault) throw evidenceError(fault);
  }
}

function evidenceError(fault: EvidenceFault): AppError {
  const { code, file } = fault;
  return new AppError("BAD_INPUT", {
    reason: code === "evidenceKind" ? `evidence_${fault.found}` : code,
    field: "content.fileIds",
    facts: { name: file, row: fault.code === "evidenceKind" ? 0 : fault.row },
  });
}
