import { needsSecondFactor } from "@/domain/identity/second-factor";
import type { Person } from "@/domain/shared/actor";
import type { PersonStanding } from "./repo-sessions";

/**
 * The actor that policies see, made from rows read in this very request: a membership that ended or a verification
 * that expired counts from the next request on.
 * @param actingId the organisation chosen in the session; ignored when the person no longer belongs to it
 */
export function actorOf(
  person: Omit<PersonStanding, "disabledAt">,
  options: { actingId: string | null; secondFactor: boolean; scopes: readonly string[] | null; now: Date },
): Person {
  const chosen = person.memberships.find(({ organisationId }) => organisationId === options.actingId);
  const organisation = chosen?.organisation;
  return {
    kind: "person",
    id: person.id,
    email: person.email,
    platformRole: person.platformRole,
    acting:
      chosen && organisation
        ? {
            id: organisation.id,
            kind: organisation.kind,
            role: chosen.role,
            verified: organisation.verifiedUntil !== null && organisation.verifiedUntil > options.now,
            jurisdiction: organisation.country,
          }
        : null,
    organisationIds: person.memberships.map(({ organisationId }) => organisationId),
    secondFactor: options.secondFactor,
    secondFactorRequired: needsSecondFactor({
      platformRole: person.platformRole,
      organisationKinds: person.memberships.map(({ organisation: { kind } }) => kind),
    }),
    scopes: options.scopes,
  };
}
