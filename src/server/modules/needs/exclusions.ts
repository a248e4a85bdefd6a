import { type Exclusion, findExclusions, type Party } from "@/domain/matching/exclusions";
import { type NeedContent, needContent } from "@/domain/needs/schema";
import { type ConflictFacts, type ConflictKind, noConflictFacts } from "@/domain/shared/conflicts";
import { AppError } from "@/domain/shared/errors";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { type CheckRow, findStandings, saveExclusionChecks } from "./repo-exclusions";
import { listExcludedFrom, listTiesAmong } from "./repo-matching";

/** What exclusion has to know of an organisation. */
export type ProviderStanding = {
  readonly id: string;
  readonly country: string;
  readonly emailDomain: string | null;
  readonly verified: boolean;
};

export type ExclusionStep = "ranking" | "invitation" | "opening" | "award";

/**
 * Whoever delivered to a buyer before may of course be chosen again, so shared work is no conflict between a provider
 * and its buyer. Between a panel member and a proposer it is.
 */
const waived: readonly ConflictKind[] = ["sharedWork"];

/** Ties as conflict rules take them: what was declared by either side, about owners, supply, money and competition. */
export async function tieFacts(
  tx: Pick<Tx, "organisationTie">,
  organisationIds: readonly string[],
  now: Date,
): Promise<ConflictFacts> {
  const ties = await listTiesAmong(tx, organisationIds);
  const of = (kind: string) => ties.filter((tie) => tie.kind === kind);
  const pair = (tie: (typeof ties)[number]): [string, string] => [tie.declaredById, tie.otherId];
  return {
    ...noConflictFacts,
    now,
    owners: of("owner").map(({ declaredById, otherId, until }) => ({ owner: otherId, owned: declaredById, until })),
    ties: [
      ...of("supplier").map((tie) => ({ kind: "supplier" as const, parties: pair(tie), until: tie.until })),
      ...of("financial").map((tie) => ({ kind: "financial" as const, parties: pair(tie), until: tie.until })),
    ],
    competitors: of("competitor")
      .filter(({ until }) => until === null)
      .map(({ declaredById, otherId }) => ({ by: declaredById, competitor: otherId })),
  };
}

type Reading = Pick<Tx, "organisationTie" | "matchFeedback" | "organisation">;
type NeedSide = {
  readonly id: string;
  readonly buyer: ProviderStanding;
  readonly content: Pick<NeedContent, "admittedCountries">;
};
type NeedRow = { readonly id: string; readonly buyerOrganisationId: string; readonly content: unknown };

const admitted = needContent.pick({ admittedCountries: true }).loose();

/** Countries that a stored need admits; an empty list admits all. */
export function admittedBy(content: unknown): string[] {
  return admitted.parse(content).admittedCountries;
}

/** Why each of the providers must not be offered for the need; an empty list where nothing stands against it. */
export async function exclusionsOf(
  tx: Reading,
  need: NeedSide,
  providers: readonly ProviderStanding[],
  now: Date,
): Promise<Map<string, Exclusion[]>> {
  // One after the other: a transaction has one connection.
  const facts = await tieFacts(tx, [need.buyer.id, ...providers.map(({ id }) => id)], now);
  const feedback = await listExcludedFrom(tx, { needId: need.id });
  const excludedIds = feedback.map(({ organisationId }) => organisationId);
  return new Map(providers.map((provider) => [provider.id, decide(provider, need, { ...facts, excludedIds })]));
}

/** The same for one provider and several needs, by the needs' ids. */
export async function exclusionsFrom(
  tx: Reading,
  provider: ProviderStanding,
  needs: readonly NeedSide[],
  now: Date,
): Promise<Map<string, Exclusion[]>> {
  const facts = await tieFacts(tx, [provider.id, ...needs.map(({ buyer }) => buyer.id)], now);
  const feedback = await listExcludedFrom(tx, { organisationId: provider.id });
  const excludedFrom = new Set(feedback.map(({ needId }) => needId));
  return new Map(
    needs.map((need) => {
      const excludedIds = excludedFrom.has(need.id) ? [provider.id] : [];
      return [need.id, decide(provider, need, { ...facts, excludedIds })];
    }),
  );
}

function decide(provider: ProviderStanding, { buyer, content }: NeedSide, facts: ConflictFacts): Exclusion[] {
  const sides = { subject: [partyOf(provider)], counterparts: [partyOf(buyer)] };
  const { admittedCountries } = content;
  const jurisdictions = admittedCountries.length === 0 ? null : admittedCountries;
  return findExclusions({ ...facts, ...sides, jurisdictions }, waived);
}

type CheckedStep = Exclude<ExclusionStep, "ranking">;
type Checked = { readonly excluded: ReadonlyMap<string, Exclusion[]>; readonly rows: readonly CheckRow[] };

/** Asks the rules again at a later step. @returns the excluded with their reasons, and what is to be stored of it all */
async function check(
  tx: Reading,
  step: CheckedStep,
  need: NeedRow,
  organisationIds: readonly string[],
  now: Date,
  byId: string | null,
): Promise<Checked> {
  const rows = await findStandings(tx, [need.buyerOrganisationId, ...organisationIds]);
  const standing = (id: string): ProviderStanding => {
    const row = rows.find((one) => one.id === id);
    const verified = row?.verifiedUntil != null && row.verifiedUntil > now;
    return { id, country: row?.country ?? "", emailDomain: row?.emailDomain ?? null, verified };
  };
  const buyer = standing(need.buyerOrganisationId);
  const content = { admittedCountries: admittedBy(need.content) };
  const found = await exclusionsOf(tx, { id: need.id, buyer, content }, organisationIds.map(standing), now);
  return {
    excluded: new Map([...found].filter(([, reasons]) => reasons.length > 0)),
    rows: [...found].map(([organisationId, reasons]) => ({
      needId: need.id,
      step,
      organisationId,
      reasons: JSON.parse(JSON.stringify(reasons)),
      waived: [...waived],
      refused: reasons.length > 0 && step !== "opening",
      byId,
    })),
  };
}

/** Opening shows what was proposed, also by somebody who has come into a conflict since; the reasons are kept. */
export async function checkAtOpening(need: NeedRow, organisationIds: readonly string[], now: Date): Promise<void> {
  const { rows } = await check(db(), "opening", need, organisationIds, now, null);
  await saveExclusionChecks(db(), rows);
}

const refusals = new WeakMap<object, readonly CheckRow[]>();

/**
 * Within an act: refuses when one of the organisations (a winner with its consortium) is excluded. The answer is stored with the act or, where it is a refusal
 * that rolls the act back, by `keepingRefusals` around it.
 * @throws AppError CONFLICT excluded_<kind>
 */
export async function refuseExcluded(
  { tx, ctx }: { tx: Tx; ctx: Ctx },
  step: "invitation" | "award",
  need: NeedRow,
  organisationIds: readonly string[],
  now: Date,
): Promise<void> {
  const byId = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const { excluded, rows } = await check(tx, step, need, organisationIds, now, byId);
  const [first] = [...excluded.values()].flat();
  if (first === undefined) {
    await saveExclusionChecks(tx, rows);
    return;
  }
  const error = new AppError("CONFLICT", { reason: `excluded_${first.kind}`, field: "organisationId" });
  refusals.set(error, rows);
  throw error;
}

/** Stores the reasons of a refusal after its act was rolled back, and lets the refusal rise. */
export async function keepingRefusals<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const rows = typeof error === "object" && error !== null ? refusals.get(error) : undefined;
    if (rows) await saveExclusionChecks(db(), rows);
    throw error;
  }
}

/** Two operators looked at the organisation before it counts as verified; sanctions are part of what they check. */
function partyOf({ id, country, emailDomain, verified }: ProviderStanding): Party {
  return {
    id,
    identityConfirmed: verified,
    verified,
    sanctions: verified ? "clear" : null,
    jurisdiction: country === "" ? null : country,
    affiliations: [],
    mail: emailDomain ? [emailDomain] : [],
  };
}
