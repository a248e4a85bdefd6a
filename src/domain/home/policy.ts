import { type Actor, type Decision, demand } from "@/domain/shared/actor";

/** One's own list; every part of it is narrowed by the policy of the act that waits. */
export function mayReadWaiting(actor: Actor): Decision {
  return demand([actor.kind === "person", "signIn"], [actor.kind === "person" && actor.scopes === null, "browserOnly"]);
}
