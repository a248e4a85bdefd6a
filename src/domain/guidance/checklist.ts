import type { checklistStates } from "./views";

/** Nothing is left to do about a line: it is done, or it does not apply for a reason that is on record. */
export function isFinished({ state }: { readonly state: (typeof checklistStates)[number] }): boolean {
  return state === "done" || state === "notApplicable";
}
