import { randomUUID } from "node:crypto";
import { mayDownload, mayUpload } from "@/domain/files/policy";
import { AppError } from "@/domain/shared/errors";
import { type FilePurpose, type FileRule, filePurposes } from "@/domain/shared/files";
import { mayReadChallengeFile } from "@/server/modules/competitions/service-challenges";
import { mayReadEntryFile } from "@/server/modules/competitions/service-entries";
import { mayReadReportFile } from "@/server/modules/crowdtests/service-files";
import { mayReadEngagementFile } from "@/server/modules/engagements/service-files";
import { mayReadAvatar } from "@/server/modules/experts/service-avatar";
import { mayReadGuidanceFile } from "@/server/modules/guidance/service-files";
import { mayReadVerificationFile } from "@/server/modules/identity/service-operators";
import { mayReadConfidentialFile } from "@/server/modules/needs/service-confidential";
import { mayReadNeedFile } from "@/server/modules/needs/service-files";
import { mayReadStandardFigure } from "@/server/modules/standards/service-files";
import { act, found, permitOrThrow, recordRead } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { checkFile, getFile, putFile } from "@/server/platform/files";
import { named, sealName } from "@/server/platform/stored-files";
import { findFile, insertFile } from "./repo";

export type FileView = { id: string; name: string; size: number; mediaType: string };

/** Stores checked bytes; the file belongs to its uploader until something takes it. */
export async function uploadFile(ctx: Ctx, purpose: FilePurpose, name: string, bytes: Buffer): Promise<FileView> {
  permitOrThrow(mayUpload(ctx.actor));
  const file = await checkFile(purpose, name, bytes);
  const id = randomUUID();
  const stored = await putFile(purpose, id, file);
  const rule: FileRule = filePurposes[purpose];
  const kept = rule.sealed ? sealName(id, name) : { name, sealedName: null };
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayUpload(ctx.actor));
    const actor = ctx.actor.kind === "person" ? ctx.actor : null;
    await insertFile(tx, {
      id,
      purpose,
      ...kept,
      mediaType: file.mediaType,
      size: file.bytes.length,
      sha256: file.sha256,
      storageKey: stored.storageKey,
      wrappedKey: stored.wrappedKey,
      uploadedById: actor?.id ?? "",
      organisationId: actor?.acting?.id ?? null,
    });
    // Of what is sealed, the auditor need not know how much it was.
    const facts = rule.sealed ? { purpose } : { purpose, size: file.bytes.length };
    await record({ act: "file.uploaded", entity: "file", entityId: id, facts });
    return { id, name, size: file.bytes.length, mediaType: file.mediaType };
  });
}

/** The bytes for somebody who may read them; reads of sealed files are recorded. */
export async function downloadFile(ctx: Ctx, id: string): Promise<FileView & { bytes: Buffer }> {
  const file = found(await findFile(db(), id));
  const decision = mayDownload(
    ctx.actor,
    { uploadedById: file.uploadedById, attached: file.entity !== null },
    await ownerSays(ctx, file.entity, file.entityId, id),
  );
  if (!decision.allowed) throw new AppError("NOT_FOUND");
  if (filePurposes[file.purpose as FilePurpose]?.sealed)
    await recordRead(ctx, { act: "file.read", entity: "file", entityId: id });
  return { id, name: named(file).name, size: file.size, mediaType: file.mediaType, bytes: await getFile(id, file) };
}

async function ownerSays(ctx: Ctx, entity: string | null, entityId: string | null, fileId: string): Promise<boolean> {
  if (entity === "verification" && entityId) return mayReadVerificationFile(ctx, entityId);
  if ((entity === "need" || entity === "proposal") && entityId) return mayReadNeedFile(ctx, entity, entityId, fileId);
  if ((entity === "guidance" || entity === "guidanceEvidence") && entityId)
    return mayReadGuidanceFile(ctx, entity, entityId, fileId);
  if (entity === "competitionEntry" && entityId) return mayReadEntryFile(ctx, entityId);
  if (entity === "needConfidential" && entityId) return mayReadConfidentialFile(ctx, entityId);
  if ((entity === "milestoneDelivery" || entity === "engagementMessage") && entityId)
    return mayReadEngagementFile(ctx, entity, entityId);
  if (entity === "crowdReport" && entityId) return mayReadReportFile(ctx, entityId);
  if (entity === "avatar" && entityId) return mayReadAvatar(ctx, entityId);
  if (entity === "challenge") return mayReadChallengeFile(ctx, fileId);
  if (entity === "standardFigure" && entityId) return mayReadStandardFigure(ctx, entityId);
  return false;
}
