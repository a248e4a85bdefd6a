import { type Actor, type Decision, demand } from "../shared/actor";

/** One's own news only; there is no door to anybody else's. */
export function mayReadOwnNews(actor: Actor): Decision {
  return demand([actor.kind === "person", "signIn"], [actor.kind === "person" && actor.scopes === null, "browserOnly"]);
}
