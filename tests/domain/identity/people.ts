import type { ActingOrganisation, Actor, Person } from "@/domain/shared/actor";
import { visitor } from "@/domain/shared/actor";

/** Invented people for the tables of who may do what. Org "own" is theirs, org "other" is somebody else's. */

const organisation: ActingOrganisation = {
  id: "own",
  kind: "enterprise",
  role: "member",
  verified: true,
  jurisdiction: "CN",
};

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

function acting(facts: Partial<ActingOrganisation>, person: Partial<Person> = {}): Person {
  return somebody({ acting: { ...organisation, ...facts }, organisationIds: ["own"], ...person });
}

function onDuty(platformRole: Person["platformRole"], person: Partial<Person> = {}): Person {
  return somebody({ platformRole, secondFactor: true, secondFactorRequired: true, ...person });
}

export const cast = {
  visitor,
  alone: somebody(),
  viewer: acting({ role: "viewer" }),
  member: acting({ role: "member" }),
  admin: acting({ role: "admin" }),
  owner: acting({ role: "owner" }),
  unverifiedOwner: acting({ role: "owner", verified: false }),
  /** Owner in a government body who has not shown the second factor in this session. */
  officialNoFactor: acting({ role: "owner", kind: "government" }, { secondFactorRequired: true }),
  /** Owner, by a token that may read needs and nothing else. */
  token: acting({ role: "owner" }, { scopes: ["needs:read"] }),
  operator: onDuty("operator"),
  operatorNoFactor: onDuty("operator", { secondFactor: false }),
  operatorToken: onDuty("operator", { scopes: ["identity:read"] }),
  securityAdmin: onDuty("securityAdmin"),
  auditor: onDuty("auditor"),
  system: { kind: "system", job: "seed" },
} as const satisfies Record<string, Actor>;

export type Cast = keyof typeof cast;
