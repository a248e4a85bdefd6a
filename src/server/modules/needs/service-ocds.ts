import {
  type AwardFacts,
  type ContractFacts,
  type OcdsParty,
  type OcdsStage,
  type PublishedNeed,
  writeOcdsPackage,
} from "@/domain/needs/ocds-export";
import { mayExportNeed } from "@/domain/needs/policy";
import { currencies, needContent, type SealedProposal } from "@/domain/needs/schema";
import { AppError } from "@/domain/shared/errors";
import { type Contract, contractOfNeed } from "@/server/modules/engagements/service-contract";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { publicUrl } from "@/server/platform/env";
import { type HeldNeed, holdNeed } from "./access";
import { listNeedVersions } from "./repo";
import { findAward, listComplaints } from "./repo-evaluation";
import { findProposal, proposerIds } from "./repo-proposals";

/** Not registered: whoever runs this for real gets six characters of their own from the Open Contracting Partnership. */
const prefix = "ocds-lianfg";

/** The need's OCDS 1.1 release package, for everybody who may see the need. @throws AppError NOT_FOUND before publication */
export async function exportOcds(ctx: Ctx, needId: string) {
  const held = await holdNeed(db(), ctx.actor, needId);
  permitOrThrow(mayExportNeed(ctx.actor, held.facts));
  const { row } = held;
  const [award, rows] = await Promise.all([findAward(db(), needId), listNeedVersions(db(), needId)]);
  const [first, ...later] = rows.map((version) => publishedNeed(row.publishedAt ?? version.at, version));
  if (row.publishedAt === null || first === undefined) throw new AppError("NOT_FOUND");
  const winners = award ? await winnersOf(award) : [];
  const organisations = await organisationsById([row.buyerOrganisationId, ...winners]);
  return writeOcdsPackage({
    prefix,
    needId,
    uri: `${publicUrl()}/api/needs/${needId}/ocds.json`,
    publishedAt: held.now,
    publisher: { name: "Lianfang 联防" },
    buyer: partyOf(organisations, row.buyerOrganisationId),
    versions: [first, ...later],
    stage: await stageOf(held, award, winners, organisations),
  });
}

type Version = Awaited<ReturnType<typeof listNeedVersions>>[number];
type Award = Awaited<ReturnType<typeof findAward>>;
type Organisations = Awaited<ReturnType<typeof organisationsById>>;
type Opened = { content: SealedProposal } | null | undefined;

function publishedNeed(opensAt: Date, { version, at, reason, content: stored }: Version): PublishedNeed {
  const content = needContent.parse(stored);
  return {
    version,
    at,
    reason,
    title: content.title,
    description: [content.summary, content.description].filter((text) => text !== "").join("\n\n"),
    language: content.language,
    budget: content.budget ?? null,
    opensAt,
    // A need is published only with a deadline.
    deadline: new Date(content.proposalDeadline ?? at),
    questionsDeadline: content.questionsDeadline ? new Date(content.questionsDeadline) : null,
    visibility: content.visibility,
    criteria: content.criteria,
    rationale: content.worry,
  };
}

/** The winner, then the other members of its consortium. */
async function winnersOf(award: NonNullable<Award>): Promise<string[]> {
  const opened = (await findProposal(db(), award.proposalId))?.versions[0]?.opened as Opened;
  const members = opened?.content.consortium?.map(({ organisationId }) => organisationId) ?? [];
  return [...new Set([award.proposal.organisationId, ...members])];
}

async function stageOf(
  held: HeldNeed,
  award: Award,
  winners: readonly string[],
  organisations: Organisations,
): Promise<OcdsStage> {
  const { row } = held;
  const openedAt = row.opening?.secondAt ?? null;
  if (row.state === "cancelled") return { at: "ended", how: "cancelled", on: row.updatedAt, reason: "" };
  const contract = award === null ? null : await contractOfNeed(row.id);
  // A contract that both sides ended early was awarded and signed all the same, and is told with its end.
  if (row.state === "failed" && contract === null)
    return { at: "ended", how: "unsuccessful", on: row.updatedAt, reason: "" };
  if (openedAt === null) return { at: "tender" };
  const numberOfTenderers = (await proposerIds(db(), row.id)).length;
  if (award === null) return { at: "opened", openedAt, numberOfTenderers };
  const suppliers = winners.map((id) => partyOf(organisations, id));
  const facts = awardFacts(award, openedAt, numberOfTenderers, suppliers, await listComplaints(db(), row.id));
  return contract
    ? { at: "contract", award: facts, contract: contractFacts(contract, facts) }
    : { at: "award", award: facts };
}

function contractFacts(contract: Contract, { value }: AwardFacts): ContractFacts {
  const day = (text: string | null) => (text === null ? null : new Date(`${text}T00:00:00Z`));
  const money = (amount: number) => ({ currency: value.currency, amount });
  return {
    id: contract.id,
    signedAt: contract.signedAt,
    startsAt: day(contract.startsOn),
    endsAt: day(contract.endsOn),
    milestones: contract.milestones,
    accepted: contract.accepted,
    endedAt: contract.endedAt,
    value: money(contract.amount),
    payments: contract.payments.map((one) => ({ ...one, amount: money(one.amount) })),
  };
}

function awardFacts(
  award: NonNullable<Award>,
  openedAt: Date,
  numberOfTenderers: number,
  [winner, ...partners]: readonly OcdsParty[],
  complaints: Awaited<ReturnType<typeof listComplaints>>,
): AwardFacts {
  const currency = currencies.find((one) => one === award.currency);
  if (currency === undefined) throw new Error(`award in an unknown currency: ${award.currency}`);
  if (winner === undefined) throw new Error("an award to nobody");
  const answers = complaints.map(({ repliedAt }) => repliedAt);
  return {
    id: `${award.needId}-award`,
    openedAt,
    at: award.at,
    reason: award.reason,
    value: { currency, amount: Number(award.amount) },
    suppliers: [winner, ...partners],
    numberOfTenderers,
    standstillUntil: award.standstillUntil,
    ...(answers.length > 0 ? { answeredAt: latest(answers) } : {}),
  };
}

/** Null where one of them is still to come. */
function latest(moments: readonly (Date | null)[]): Date | null {
  const times = moments.flatMap((at) => at?.getTime() ?? []);
  return times.length < moments.length ? null : new Date(Math.max(...times));
}

function partyOf(organisations: Organisations, id: string): OcdsParty {
  const row = organisations.get(id);
  const scheme = row?.creditCode ? "CN-USCC" : row?.lei ? "XI-LEI" : `${row?.country ?? "XX"}-REG`;
  return {
    id,
    name: row?.nameEn ?? row?.nameZh ?? id,
    identifier: { scheme, id: row?.creditCode ?? row?.lei ?? row?.registryNumber ?? id },
    ...(row?.country ? { countryName: row.country } : {}),
  };
}
