import { type OcdsParty, ocdsPackage } from "@/domain/needs/ocds-export";
import { mayExportNeed } from "@/domain/needs/policy";
import { needContent } from "@/domain/needs/schema";
import { openedStates } from "@/domain/needs/states";
import { AppError } from "@/domain/shared/errors";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { publicUrl } from "@/server/platform/env";
import { holdNeed } from "./access";
import { listNeedVersions } from "./repo";
import { findAward } from "./repo-evaluation";
import { proposerIds } from "./repo-proposals";

/** Prefix of contracting process ids; a deployment that registers one with the Open Contracting Partnership sets it here. */
const prefix = "ocds-lianfang";

/** The need's OCDS 1.1 release package, for everybody who may see the need. @throws AppError NOT_FOUND before publication */
export async function exportOcds(ctx: Ctx, needId: string) {
  const held = await holdNeed(db(), ctx.actor, needId);
  permitOrThrow(mayExportNeed(ctx.actor, held.facts));
  const { row, facts } = held;
  if (row.publishedAt === null) throw new AppError("NOT_FOUND");
  const award = await findAward(db(), needId);
  const organisations = await organisationsById([
    row.buyerOrganisationId,
    ...(award ? [award.proposal.organisationId] : []),
  ]);
  const tenderers = openedStates.includes(facts.state) ? (await proposerIds(db(), needId)).length : null;
  return ocdsPackage(
    {
      prefix,
      need: {
        id: row.id,
        state: facts.state,
        content: needContent.parse(row.content),
        publishedAt: row.publishedAt,
        updatedAt: row.updatedAt,
        versions: await listNeedVersions(db(), needId),
      },
      buyer: partyOf(organisations, row.buyerOrganisationId),
      tenderers,
      award: award
        ? {
            at: award.at,
            supplier: partyOf(organisations, award.proposal.organisationId),
            currency: award.currency,
            amount: Number(award.amount),
            reason: award.reason,
            standstillUntil: award.standstillUntil,
          }
        : null,
    },
    `${publicUrl()}/api/needs/${needId}/ocds.json`,
  );
}

function partyOf(organisations: Awaited<ReturnType<typeof organisationsById>>, id: string): OcdsParty {
  const row = organisations.get(id);
  const scheme = row?.creditCode ? "CN-USCC" : row?.lei ? "XI-LEI" : `${row?.country ?? "XX"}-REG`;
  return {
    id,
    name: row?.nameEn ?? row?.nameZh ?? id,
    scheme,
    identifier: row?.creditCode ?? row?.lei ?? row?.registryNumber ?? id,
    country: row?.country ?? "",
  };
}
