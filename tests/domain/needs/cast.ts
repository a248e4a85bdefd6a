import type { NeedFacts, PanelFacts } from "@/domain/needs/policy";
import type { ActingOrganisation, Person } from "@/domain/shared/actor";

/** Invented people around one need of the organisation "buyer". */

export function somebody(facts: Partial<Person> = {}): Person {
  return {
    kind: "person",
    id: "me",
    email: "me@example.com",
    platformRole: null,
    acting: null,
    organisationIds: [],
    secondFactor: false,
    secondFactorRequired: false,
    scopes: null,
    ...facts,
  };
}

export function acting(id: string, facts: Partial<ActingOrganisation> = {}, person: Partial<Person> = {}): Person {
  const organisation: ActingOrganisation = {
    id,
    kind: id === "buyer" ? "enterprise" : "securityFirm",
    role: "owner",
    verified: true,
    jurisdiction: "CN",
    ...facts,
  };
  return somebody({ acting: organisation, organisationIds: [id], ...person });
}

export function need(facts: Partial<NeedFacts> = {}): NeedFacts {
  return {
    buyerOrganisationId: "buyer",
    createdById: "author",
    visibility: "public",
    state: "open",
    published: true,
    invitedOrganisationIds: [],
    admittedCountries: [],
    ...facts,
  };
}

export function panel(facts: Partial<PanelFacts> = {}): PanelFacts {
  return { appointed: false, declared: false, conflicted: false, submitted: false, ...facts };
}
