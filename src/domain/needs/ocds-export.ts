import { toMajorUnits } from "../shared/money";
import type { Money } from "./ocds-fields";

/**
 * Writes a need and its award as an OCDS 1.1 release package: one release a publication, so that history stays
 * readable. There is no place here for a price that was not awarded: proposals are counted, never quoted, and an award
 * can only be given together with the instant at which the proposals were opened.
 */

export type OcdsParty = {
  readonly id: string;
  readonly name: string;
  /** A list of `org-id.guide` such as `CN-USCC` or `XI-LEI`, and the code in it. */
  readonly identifier?: { readonly scheme: string; readonly id: string; readonly legalName?: string };
  readonly region?: string;
  readonly countryName?: string;
};

/** What was published of the need at one time; the first is the tender, each further one an amendment. */
export type PublishedNeed = {
  readonly version: number;
  readonly at: Date;
  /** Why it was amended; empty for the first. */
  readonly reason: string;
  readonly title: string;
  readonly description: string;
  readonly language: "zh-CN" | "en";
  readonly budget: {
    readonly currency: Money["currency"];
    readonly min: number | null;
    readonly max: number | null;
  } | null;
  readonly opensAt: Date;
  readonly deadline: Date;
  readonly questionsDeadline: Date | null;
  readonly visibility: "public" | "members" | "verified" | "invited";
  readonly criteria: readonly { readonly title: string; readonly weight: number }[];
  /** Why the buyer needs it, in its own words; empty where it did not say. */
  readonly rationale?: string;
};

/** What may be told once the proposals were opened. */
export type AwardFacts = {
  readonly id: string;
  readonly openedAt: Date;
  readonly at: Date;
  readonly reason: string;
  /** The awarded price and no other. */
  readonly value: Money;
  /** The winner first, then the other members of its consortium. */
  readonly suppliers: readonly [OcdsParty, ...OcdsParty[]];
  readonly numberOfTenderers: number;
  /** Until then others may complain and the award is not yet in force. */
  readonly standstillUntil: Date;
  /** Where complaints were made: when the last was answered, null while one is open. The award waits for it too. */
  readonly answeredAt?: Date | null;
};

export type ContractFacts = {
  readonly id: string;
  readonly signedAt: Date;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly milestones: readonly {
    readonly id: string;
    readonly title: string;
    readonly dueAt: Date | null;
    readonly metAt: Date | null;
  }[];
  /** True once the whole delivery was accepted. */
  readonly accepted: boolean;
  /** When it was accepted, or ended before that. */
  readonly endedAt?: Date | null;
  /** What the parties agreed in the end, where a change moved the price. */
  readonly value?: Money;
  /** What the buyer noted as paid; empty before the first. */
  readonly payments?: readonly { readonly id: string; readonly on: Date; readonly amount: Money }[];
};

/** How far the process has come. A contract follows an award; an award follows the opening. */
export type OcdsStage =
  | { readonly at: "tender" }
  | { readonly at: "opened"; readonly openedAt: Date; readonly numberOfTenderers: number }
  | { readonly at: "ended"; readonly how: "cancelled" | "unsuccessful"; readonly on: Date; readonly reason: string }
  | { readonly at: "award"; readonly award: AwardFacts }
  | { readonly at: "contract"; readonly award: AwardFacts; readonly contract: ContractFacts };

export type OcdsExport = {
  /** The prefix registered with the Open Contracting Partnership, `ocds-` and six characters. */
  readonly prefix: string;
  /** Stable within the prefix. */
  readonly needId: string;
  readonly uri: string;
  readonly publishedAt: Date;
  readonly publisher: { readonly name: string; readonly uri?: string };
  readonly buyer: OcdsParty;
  readonly versions: readonly [PublishedNeed, ...PublishedNeed[]];
  readonly stage: OcdsStage;
};

type Json = Readonly<Record<string, unknown>>;

const method = {
  public: ["open", "Everyone can read the need and answer it."],
  members: ["open", "Everyone who is signed in can read the need and answer it."],
  verified: ["selective", "Verified organisations can read the need and answer it."],
  invited: ["limited", "Invited organisations can read the need and answer it."],
} as const;

/**
 * The package as a value ready for `JSON.stringify`.
 * @throws RangeError when the prefix is malformed, or an award is dated before the opening or the opening before the
 * deadline: then something upstream would leak, and no file is better than that one
 */
export function writeOcdsPackage(facts: OcdsExport): Json {
  if (!/^ocds-[a-z0-9]{6}$/u.test(facts.prefix)) throw new RangeError("the OCDS prefix is ocds- and six characters");
  const ocid = `${facts.prefix}-${facts.needId}`;
  const last = facts.versions.at(-1) ?? facts.versions[0];
  if ("award" in facts.stage) refuseEarlyAward(facts.stage.award, last);
  if (facts.stage.at === "opened") refuseEarlyOpening(facts.stage.openedAt, last);
  return {
    version: "1.1",
    uri: facts.uri,
    publishedDate: facts.publishedAt.toISOString(),
    publisher: without({ name: facts.publisher.name, uri: facts.publisher.uri }),
    releases: [
      planningRelease(ocid, facts),
      ...facts.versions.map((need, index) => tenderRelease(ocid, facts, need, facts.versions[index - 1])),
      ...stageReleases(ocid, facts, last),
    ],
  };
}

function refuseEarlyAward(award: AwardFacts, need: PublishedNeed): void {
  refuseEarlyOpening(award.openedAt, need);
  if (award.at < award.openedAt) throw new RangeError("an award stands after the opening");
}

function refuseEarlyOpening(openedAt: Date, need: PublishedNeed): void {
  if (openedAt < need.deadline) throw new RangeError("proposals opened before the deadline are not published");
}

function release(ocid: string, name: string, at: Date, tag: string, language: string, parties: readonly Json[]): Json {
  return {
    ocid,
    id: releaseId(ocid, name),
    date: at.toISOString(),
    language: language === "zh-CN" ? "zh" : language,
    tag: [tag],
    initiationType: "tender",
    parties,
  };
}

function releaseId(ocid: string, name: string): string {
  return `${ocid}-${name}`;
}

function nameOf(version: number): string {
  return `tender-${version}`;
}

/** What was needed and what it may cost, before anybody could answer: the first publication seen as a plan. */
function planningRelease(ocid: string, facts: OcdsExport): Json {
  const [need] = facts.versions;
  const amount = need.budget?.max ?? need.budget?.min ?? null;
  return without({
    ...release(ocid, "planning", need.at, "planning", need.language, [
      partyOf(facts.buyer, ["buyer", "procuringEntity"]),
    ]),
    buyer: referenceTo(facts.buyer),
    planning: without({
      rationale: need.rationale || need.description,
      budget:
        need.budget === null || amount === null
          ? undefined
          : { amount: moneyOf({ currency: need.budget.currency, amount }), description: need.title },
    }),
  });
}

function tenderRelease(ocid: string, facts: OcdsExport, need: PublishedNeed, before: PublishedNeed | undefined): Json {
  const tag = before === undefined ? "tender" : "tenderAmendment";
  const amendments =
    before === undefined
      ? undefined
      : [
          without({
            id: String(need.version),
            date: need.at.toISOString(),
            rationale: need.reason,
            amendsReleaseID: releaseId(ocid, nameOf(before.version)),
            releaseID: releaseId(ocid, nameOf(need.version)),
          }),
        ];
  return {
    ...release(ocid, nameOf(need.version), need.at, tag, need.language, [
      partyOf(facts.buyer, ["buyer", "procuringEntity"]),
    ]),
    buyer: referenceTo(facts.buyer),
    tender: without({ ...tenderOf(facts, need, "active"), amendments }),
  };
}

function tenderOf(facts: OcdsExport, need: PublishedNeed, status: string): Json {
  const [procurementMethod, procurementMethodDetails] = method[need.visibility];
  return without({
    id: facts.needId,
    title: need.title,
    description: need.description,
    status,
    procuringEntity: referenceTo(facts.buyer),
    minValue:
      need.budget?.min == null ? undefined : moneyOf({ currency: need.budget.currency, amount: need.budget.min }),
    value: need.budget?.max == null ? undefined : moneyOf({ currency: need.budget.currency, amount: need.budget.max }),
    procurementMethod,
    procurementMethodDetails,
    mainProcurementCategory: "services",
    awardCriteria: need.criteria.length === 0 ? undefined : "ratedCriteria",
    awardCriteriaDetails: need.criteria.map(({ title, weight }) => `${title}: ${weight} %`).join("; "),
    submissionMethod: ["electronicSubmission"],
    tenderPeriod: { startDate: need.opensAt.toISOString(), endDate: need.deadline.toISOString() },
    enquiryPeriod:
      need.questionsDeadline === null
        ? undefined
        : { startDate: need.opensAt.toISOString(), endDate: need.questionsDeadline.toISOString() },
  });
}

function stageReleases(ocid: string, facts: OcdsExport, need: PublishedNeed): Json[] {
  const { stage } = facts;
  const buyer = partyOf(facts.buyer, ["buyer", "procuringEntity"]);
  switch (stage.at) {
    case "tender":
      return [];
    case "opened":
      return [
        {
          ...release(ocid, "opened", stage.openedAt, "tenderUpdate", need.language, [buyer]),
          buyer: referenceTo(facts.buyer),
          tender: { ...tenderOf(facts, need, "active"), numberOfTenderers: stage.numberOfTenderers },
        },
      ];
    case "ended": {
      const tag = stage.how === "cancelled" ? "tenderCancellation" : "tenderUpdate";
      const amendment = without({ id: stage.how, date: stage.on.toISOString(), rationale: stage.reason });
      return [
        {
          ...release(ocid, stage.how, stage.on, tag, need.language, [buyer]),
          buyer: referenceTo(facts.buyer),
          tender: { ...tenderOf(facts, need, stage.how), amendments: [amendment] },
        },
      ];
    }
    case "award":
      return awardReleases(ocid, facts, need, stage.award);
    case "contract":
      return [
        ...awardReleases(ocid, facts, need, stage.award),
        contractRelease(ocid, facts, need, stage.award, stage.contract),
        ...implementationReleases(ocid, facts, need, stage.award, stage.contract),
      ];
  }
}

function withSuppliers(facts: OcdsExport, award: AwardFacts): Json[] {
  const suppliers = award.suppliers.map((supplier) => partyOf(supplier, ["supplier", "tenderer"]));
  return [partyOf(facts.buyer, ["buyer", "procuringEntity"]), ...suppliers];
}

/** The award as it was made, and once the standstill has passed and complaints are answered, as it came into force. */
function awardReleases(ocid: string, facts: OcdsExport, need: PublishedNeed, award: AwardFacts): Json[] {
  const { at, standstillUntil, answeredAt } = award;
  const asOf = (name: string, on: Date, tag: string, status: string): Json => ({
    ...release(ocid, name, on, tag, need.language, withSuppliers(facts, award)),
    buyer: referenceTo(facts.buyer),
    tender: { ...tenderOf(facts, need, "complete"), numberOfTenderers: award.numberOfTenderers },
    awards: [
      without({
        id: award.id,
        title: need.title,
        description: award.reason,
        status,
        date: at.toISOString(),
        value: moneyOf(award.value),
        suppliers: award.suppliers.map(referenceTo),
      }),
    ],
  });
  if (standstillUntil <= at) return [asOf("award", at, "award", "active")];
  const made = asOf("award", at, "award", "pending");
  const inForceAt = answeredAt && answeredAt > standstillUntil ? answeredAt : standstillUntil;
  if (answeredAt === null || facts.publishedAt < inForceAt) return [made];
  return [made, asOf("award-in-force", inForceAt, "awardUpdate", "active")];
}

function contractRelease(
  ocid: string,
  facts: OcdsExport,
  need: PublishedNeed,
  award: AwardFacts,
  contract: ContractFacts,
): Json {
  const milestones = milestonesOf(contract);
  const period = without({ startDate: contract.startsAt?.toISOString(), endDate: contract.endsAt?.toISOString() });
  return {
    ...release(ocid, "contract", contract.signedAt, "contract", need.language, withSuppliers(facts, award)),
    buyer: referenceTo(facts.buyer),
    contracts: [
      without({
        id: contract.id,
        awardID: award.id,
        title: need.title,
        status: "active",
        value: moneyOf(contract.value ?? award.value),
        dateSigned: contract.signedAt.toISOString(),
        period,
        milestones,
      }),
    ],
  };
}

function milestonesOf(contract: ContractFacts): Json[] {
  return contract.milestones.map(({ id, title, dueAt, metAt }) =>
    without({
      id,
      title,
      type: "delivery",
      dueDate: dueAt?.toISOString(),
      dateMet: metAt?.toISOString(),
      status: metAt === null ? "scheduled" : "met",
    }),
  );
}

/** Milestones met and payments noted, as of the last of them; and the end, where there is one. */
function implementationReleases(
  ocid: string,
  facts: OcdsExport,
  need: PublishedNeed,
  award: AwardFacts,
  contract: ContractFacts,
): Json[] {
  const payments = contract.payments ?? [];
  const times = [...contract.milestones.flatMap(({ metAt }) => metAt ?? []), ...payments.map(({ on }) => on)];
  if (times.length === 0 && !contract.endedAt) return [];
  const last = new Date(Math.max(contract.signedAt.getTime(), ...times.map((one) => one.getTime())));
  const supplier = award.suppliers[0];
  const asOf = (name: string, on: Date, tag: string, status: string): Json => ({
    ...release(ocid, name, on, tag, need.language, withSuppliers(facts, award)),
    buyer: referenceTo(facts.buyer),
    contracts: [
      without({
        id: contract.id,
        awardID: award.id,
        title: need.title,
        status,
        value: moneyOf(contract.value ?? award.value),
        dateSigned: contract.signedAt.toISOString(),
        implementation: without({
          milestones: milestonesOf(contract),
          transactions: payments.map(({ id, on: paidOn, amount }) => ({
            id,
            date: paidOn.toISOString(),
            value: moneyOf(amount),
            payer: referenceTo(facts.buyer),
            payee: referenceTo(supplier),
          })),
        }),
      }),
    ],
  });
  return [
    ...(times.length > 0 ? [asOf("implementation", last, "implementation", "active")] : []),
    // OCDS calls a contract that ran its course terminated, whether it was fulfilled or not.
    ...(contract.endedAt ? [asOf("contract-ended", contract.endedAt, "contractTermination", "terminated")] : []),
  ];
}

function partyOf(party: OcdsParty, roles: readonly string[]): Json {
  return without({
    id: party.id,
    name: party.name,
    roles,
    identifier: party.identifier && without({ ...party.identifier }),
    address: without({ region: party.region, countryName: party.countryName }),
  });
}

function referenceTo({ id, name }: OcdsParty): Json {
  return { id, name };
}

function moneyOf({ currency, amount }: Money): Json {
  return { amount: toMajorUnits(amount, currency), currency };
}

/** OCDS knows no empty values: what is not there is left out (schema: minLength 1, minProperties 1, minItems 1). */
function without(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
