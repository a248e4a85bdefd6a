import { allow, type Decision } from "../shared/actor";

/** Anybody may search; each kind of thing narrows what is found by its own visibility rule. */
export function maySearch(): Decision {
  return allow;
}
