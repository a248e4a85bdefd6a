import { canonicalJson } from "../shared/canonical-json";
import { day } from "../shared/time";
import { askedCurrency } from "./asked-currency";
import type { NeedContent, NeedVisibility } from "./schema";

/** From the widest circle to the narrowest. */
const circles: readonly NeedVisibility[] = ["public", "members", "verified", "invited"];

/** A refusal of an amendment: the field it belongs to and the key of the sentence. */
export type AmendmentProblem = {
  readonly field: keyof NeedContent;
  readonly reason:
    | "deadlineInPast"
    | "deadlineEarlier"
    | "deadlineNotice"
    | "currencyFixed"
    | "visibilityNarrower"
    | "invitationWithdrawn"
    | "countryWithdrawn";
};

/**
 * How long those who answer have at least, once what they answer has changed; a later deadline is part of such an
 * amendment where less is left (the idea of article 27 of Order 87 of the Ministry of Finance, 2017, which asks fifteen
 * days of public tenders).
 */
export const amendmentNotice = 3 * day;

/** Dates, wider circles and another language change nothing of what is asked for. */
function changesTheWork(before: NeedContent, after: NeedContent): boolean {
  const asked = ({
    proposalDeadline: _deadline,
    questionsDeadline: _questions,
    translation: _translation,
    visibility: _visibility,
    invitedOrganisationIds: _invited,
    admittedCountries: _countries,
    showProposerNames: _names,
    ...work
  }: NeedContent) => canonicalJson(work);
  return asked(before) !== asked(after);
}

/**
 * What an amendment may not change once others rely on the need: whoever could see it and propose still can, for at
 * least as long, and offers stay comparable.
 * @param before the content as published last
 * @param now the database's clock
 * @returns the first problem, or null
 */
export function amendmentProblem(before: NeedContent, after: NeedContent, now: Date): AmendmentProblem | null {
  const until = (content: NeedContent) => (content.proposalDeadline ? Date.parse(content.proposalDeadline) : 0);
  if (until(after) <= now.getTime()) return { field: "proposalDeadline", reason: "deadlineInPast" };
  if (until(after) < until(before)) return { field: "proposalDeadline", reason: "deadlineEarlier" };
  if (changesTheWork(before, after) && until(after) < now.getTime() + amendmentNotice)
    return { field: "proposalDeadline", reason: "deadlineNotice" };
  if (askedCurrency(after) !== askedCurrency(before)) return { field: "budget", reason: "currencyFixed" };
  if (circles.indexOf(after.visibility) > circles.indexOf(before.visibility))
    return { field: "visibility", reason: "visibilityNarrower" };
  if (
    after.visibility === "invited" &&
    before.invitedOrganisationIds.some((id) => !after.invitedOrganisationIds.includes(id))
  )
    return { field: "invitedOrganisationIds", reason: "invitationWithdrawn" };
  if (narrower(before.admittedCountries, after.admittedCountries))
    return { field: "admittedCountries", reason: "countryWithdrawn" };
  return null;
}

/** An empty list admits every country. */
function narrower(before: readonly string[], after: readonly string[]): boolean {
  if (after.length === 0) return false;
  return before.length === 0 || before.some((code) => !after.includes(code));
}
