import type { Actor } from "../shared/actor";
import { type EditionState, isPublic } from "./states";

/** What visibility of one edition depends on. */
export type EditionFacts = {
  readonly ownerOrganisationId: string;
  readonly issuerIds: readonly string[];
  readonly state: EditionState;
  readonly publishAt: Date | null;
};

/** The organisation whose unpublished work this reader may see, or null. The platform itself sees everything. */
export function worksFor(actor: Actor): string | null {
  if (actor.kind !== "person" || !actor.acting) return null;
  if (actor.scopes !== null && !actor.scopes.includes("guidance:read")) return null;
  return !actor.secondFactorRequired || actor.secondFactor ? actor.acting.id : null;
}

/** Other issuing bodies see an edition once they are asked to sign it. */
export const sharedStates: readonly EditionState[] = ["countersign", "consultation", "approved"];

/** Public from its minute on; before that for the people of the bodies that make it, and for nobody else. */
export function maySeeEdition(actor: Actor, edition: EditionFacts, now: Date): boolean {
  if (actor.kind === "system" || isPublic(edition, now)) return true;
  const own = worksFor(actor);
  if (own === null) return false;
  if (own === edition.ownerOrganisationId) return true;
  return edition.issuerIds.includes(own) && sharedStates.includes(edition.state);
}
