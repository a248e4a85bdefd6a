import { type Actor, allow, type Decision, demand } from "../shared/actor";

/** A credential is read by whoever was given its address. */
export function mayReadCredential(): Decision {
  return allow;
}

/** Anybody may have a credential checked; how often is a matter of limits. */
export function mayVerifyCredential(): Decision {
  return allow;
}

export function mayReadOwnCredentials(actor: Actor): Decision {
  return demand(
    [actor.kind === "person", "signIn"],
    [actor.kind === "person" && (actor.scopes === null || actor.scopes.includes("experts:read")), "scope"],
  );
}

/** Operators withdraw what was issued in error and say which foreign issuers are known; both with a second factor. */
export function mayKeepCredentials(actor: Actor): Decision {
  return demand(
    [actor.kind === "person", "signIn"],
    [actor.kind === "person" && actor.scopes === null, "browserOnly"],
    [actor.kind === "person" && actor.platformRole === "operator", "operatorOnly"],
    [actor.kind === "person" && actor.secondFactor, "secondFactor"],
  );
}
