import type { Actor } from "../shared/actor";
import type { NeedState, NeedVisibility } from "./schema";
import { publishedStates } from "./states";

/** What visibility depends on. `publishedAt` is null for what was never published, such as a cancelled draft. */
export type VisibilityFacts = {
  readonly buyerOrganisationId: string;
  readonly visibility: NeedVisibility;
  readonly state: NeedState;
  readonly published: boolean;
  readonly invitedOrganisationIds: readonly string[];
};

/**
 * The one rule of who sees a need, as data: lists, counts, search and feeds turn it into SQL, `maySee` evaluates it,
 * and a property test holds that both agree.
 */
export type ReadFilter = {
  /** Needs of this organisation in any state. */
  readonly ownOrganisationId: string | null;
  /** Published needs of these visibilities. */
  readonly visibilities: readonly NeedVisibility[];
  /** Published needs to which this organisation was invited. */
  readonly invitedOrganisationId: string | null;
  /** Everything, for the auditor and the platform itself. */
  readonly everything: boolean;
};

export function readFilter(actor: Actor): ReadFilter {
  const nobody = { ownOrganisationId: null, invitedOrganisationId: null, everything: false };
  if (actor.kind === "system") return { ...nobody, visibilities: [], everything: true };
  if (actor.kind === "visitor") return { ...nobody, visibilities: ["public"] };
  if (actor.scopes !== null && !actor.scopes.includes("needs:read")) return { ...nobody, visibilities: ["public"] };
  if (actor.platformRole === "auditor" && actor.secondFactor) return { ...nobody, visibilities: [], everything: true };
  return organisationFilter(actor.acting);
}

/** What those who act for an organisation see; null for people who act for none. */
function organisationFilter(organisation: { readonly id: string; readonly verified: boolean } | null): ReadFilter {
  const verified = organisation?.verified === true;
  return {
    everything: false,
    ownOrganisationId: organisation?.id ?? null,
    visibilities: verified ? ["public", "members", "verified"] : ["public"],
    invitedOrganisationId: verified ? organisation.id : null,
  };
}

export function maySee(actor: Actor, need: VisibilityFacts): boolean {
  return shows(readFilter(actor), need);
}

/** For news: whether an organisation's people may be told of the need. */
export function organisationSees(
  organisation: { readonly id: string; readonly verified: boolean },
  need: VisibilityFacts,
): boolean {
  return shows(organisationFilter(organisation), need);
}

function shows(filter: ReadFilter, need: VisibilityFacts): boolean {
  if (filter.everything) return true;
  if (filter.ownOrganisationId !== null && need.buyerOrganisationId === filter.ownOrganisationId) return true;
  if (!need.published || !publishedStates.includes(need.state)) return false;
  if (filter.visibilities.includes(need.visibility)) return true;
  return (
    need.visibility === "invited" &&
    filter.invitedOrganisationId !== null &&
    need.invitedOrganisationIds.includes(filter.invitedOrganisationId)
  );
}
