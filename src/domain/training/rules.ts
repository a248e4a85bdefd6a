import type { OrganisationKind } from "../shared/actor";
import type { ProgrammeContent } from "./schema";

/** What holds of joint training, as functions from facts. */

export type Partner = { readonly kind: OrganisationKind; readonly verified: boolean; readonly confirmed: boolean };

/**
 * Why a programme cannot be published; null where it can. "Joint" means at least one research institute and one
 * enterprise or security firm, all verified, and each has confirmed its part.
 */
export function publishObstacle(
  partners: readonly Partner[],
  deadlinePassed: boolean,
): "partnerUnverified" | "partnerUnconfirmed" | "researchMissing" | "industryMissing" | "deadlinePast" | null {
  if (partners.some(({ verified }) => !verified)) return "partnerUnverified";
  if (partners.some(({ confirmed }) => !confirmed)) return "partnerUnconfirmed";
  if (!partners.some(({ kind }) => kind === "research")) return "researchMissing";
  if (!partners.some(({ kind }) => kind === "enterprise" || kind === "securityFirm")) return "industryMissing";
  return deadlinePassed ? "deadlinePast" : null;
}

/** Modules that a learner has not passed yet; empty means the training is finished. */
export function modulesLeft(
  content: Pick<ProgrammeContent, "modules">,
  records: readonly { readonly moduleId: string; readonly passed: boolean }[],
): string[] {
  const passed = new Set(records.filter((record) => record.passed).map(({ moduleId }) => moduleId));
  return content.modules.filter(({ id }) => !passed.has(id)).map(({ id }) => id);
}

const leastPeople = 5;

/** Outcomes as figures: none about fewer than five people, of whom it is told. */
export function figuresOf(
  applications: readonly {
    readonly state: string;
    readonly placedOn: Date | null;
    readonly retained: boolean | null;
  }[],
): { accepted: number | null; completed: number | null; placed: number | null; retained: number | null } {
  const accepted = applications.filter(({ state }) => state === "accepted" || state === "completed");
  const completed = applications.filter(({ state }) => state === "completed");
  const told = (people: readonly unknown[], count: number) => (people.length < leastPeople ? null : count);
  return {
    accepted: told(accepted, accepted.length),
    completed: told(completed, completed.length),
    placed: told(completed, completed.filter(({ placedOn }) => placedOn !== null).length),
    retained: told(completed, completed.filter(({ retained }) => retained === true).length),
  };
}
