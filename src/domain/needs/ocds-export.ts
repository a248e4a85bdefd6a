import type { NeedContent, NeedState } from "./schema";

/**
 * A need as an OCDS 1.1 release package (standard.open-contracting.org/1.1). Its input has no place for a proposal's
 * content: a price can appear only as the value of an award that was made.
 */
export type OcdsFacts = {
  readonly prefix: string;
  readonly need: {
    readonly id: string;
    readonly state: NeedState;
    readonly content: NeedContent;
    readonly publishedAt: Date;
    readonly updatedAt: Date;
    readonly versions: readonly { readonly version: number; readonly at: Date; readonly reason: string }[];
  };
  readonly buyer: OcdsParty;
  /** Null until the proposals were opened: before that not even their number is told. */
  readonly tenderers: number | null;
  readonly award: {
    readonly at: Date;
    readonly supplier: OcdsParty;
    readonly currency: string;
    readonly amount: number;
    readonly reason: string;
    readonly standstillUntil: Date;
  } | null;
};
export type OcdsParty = {
  readonly id: string;
  readonly name: string;
  readonly scheme: string;
  readonly identifier: string;
  readonly country: string;
};

const statuses: Partial<Record<NeedState, string>> = {
  cancelled: "cancelled",
  failed: "unsuccessful",
  awarded: "complete",
  delivering: "complete",
  accepted: "complete",
  archived: "complete",
};
const methods = { public: "open", members: "selective", verified: "selective", invited: "limited" } as const;
const hundred = 100;

export function ocdsPackage(facts: OcdsFacts, uri: string) {
  const { need, award } = facts;
  const ocid = `${facts.prefix}-${need.id}`;
  const newest = award?.at ?? need.updatedAt;
  const release = (tag: "tender" | "award", at: Date) => ({
    ocid,
    id: `${ocid}-${tag}-${at.getTime()}`,
    date: at.toISOString(),
    tag: [tag],
    initiationType: "tender",
    language: need.content.language === "en" ? "en" : "zh",
    parties: [
      party(facts.buyer, ["buyer", "procuringEntity"]),
      ...(tag === "award" && award ? [party(award.supplier, ["supplier", "tenderer"])] : []),
    ],
    buyer: { id: facts.buyer.id, name: facts.buyer.name },
    tender: tender(facts),
  });
  return {
    version: "1.1",
    uri,
    publishedDate: newest.toISOString(),
    publisher: { name: "Lianfang 联防" },
    license: "https://creativecommons.org/publicdomain/zero/1.0/",
    releases: [
      release("tender", need.publishedAt),
      ...(award ? [{ ...release("award", award.at), awards: [awardOf(need.id, award)] }] : []),
    ],
  };
}

function party({ id, name, scheme, identifier, country }: OcdsParty, roles: string[]) {
  return {
    id,
    name,
    identifier: { scheme, id: identifier, legalName: name },
    address: { countryName: country },
    roles,
  };
}

function tender({ need, buyer, tenderers }: OcdsFacts) {
  const { content } = need;
  const amendments = need.versions
    .filter(({ reason }) => reason !== "")
    .map(({ version, at, reason }) => ({ id: `v${version}`, date: at.toISOString(), rationale: reason }));
  return {
    id: need.id,
    title: content.title,
    description: content.summary,
    status: statuses[need.state] ?? "active",
    procuringEntity: { id: buyer.id, name: buyer.name },
    procurementMethod: methods[content.visibility],
    mainProcurementCategory: "services",
    awardCriteria: content.criteria.some(({ kind }) => kind === "price") ? "ratedCriteria" : "qualityOnly",
    awardCriteriaDetails: content.criteria.map(({ title, weight }) => `${title} ${weight} %`).join("; "),
    submissionMethod: ["electronicSubmission"],
    ...(content.budget?.max == null
      ? {}
      : { value: { amount: content.budget.max / hundred, currency: content.budget.currency } }),
    ...(content.budget?.min == null
      ? {}
      : { minValue: { amount: content.budget.min / hundred, currency: content.budget.currency } }),
    tenderPeriod: {
      startDate: need.publishedAt.toISOString(),
      ...(content.proposalDeadline ? { endDate: content.proposalDeadline } : {}),
    },
    ...(content.questionsDeadline
      ? { enquiryPeriod: { startDate: need.publishedAt.toISOString(), endDate: content.questionsDeadline } }
      : {}),
    ...(amendments.length > 0 ? { amendments } : {}),
    ...(tenderers === null ? {} : { numberOfTenderers: tenderers }),
  };
}

function awardOf(needId: string, award: NonNullable<OcdsFacts["award"]>) {
  return {
    id: `${needId}-award`,
    title: award.reason.slice(0, 200),
    description: award.reason,
    status: "pending",
    date: award.at.toISOString(),
    value: { amount: award.amount / hundred, currency: award.currency },
    suppliers: [{ id: award.supplier.id, name: award.supplier.name }],
  };
}
