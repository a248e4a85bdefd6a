import { type Actor, allow, type Decision, demand } from "../shared/actor";
import type { CompetitionFacts } from "./policy";

/** Who may do what with results over events: season, total of phases, certificates, challenge packs. */

const browser = (actor: Actor) => actor.kind === "person" && actor.scopes === null;

/** The season ranking is public; people stand in it under their name only where they agreed. */
export function mayReadSeason(): Decision {
  return allow;
}

export function maySetSeasonName(actor: Actor): Decision {
  return demand([actor.kind === "person", "signIn"], [browser(actor), "browserOnly"]);
}

/** The total of the phases is public as the board is. */
export function mayReadCombination(): Decision {
  return allow;
}

/** A member of a team that stands in the result takes the certificate, so that it is theirs to want it. */
export function mayTakeCertificate(actor: Actor, facts: CompetitionFacts): Decision {
  return demand(
    [actor.kind === "person", "signIn"],
    [browser(actor), "browserOnly"],
    [facts.team !== null, "noTeam"],
    [facts.team?.state === "accepted", "teamNotAccepted"],
    [facts.state === "finalised", "resultNotFinal"],
  );
}

/** Packs hold answers: they are for those who manage challenges, signed in, with their second factor. */
export function mayMovePacks(actor: Actor, facts: CompetitionFacts): Decision {
  return demand(
    [actor.kind === "person", "signIn"],
    [browser(actor), "browserOnly"],
    [facts.role !== null, "organiserOnly"],
    [actor.kind === "person" && (!actor.secondFactorRequired || actor.secondFactor), "secondFactor"],
  );
}
