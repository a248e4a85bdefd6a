import { type Actor, actsWithRole, allow, type Decision, demand } from "../shared/actor";

/** Who may do what with joint training. */
export type ProgrammeFacts = { readonly partnerIds: readonly string[]; readonly mentorIds: readonly string[] };

const signedIn = (actor: Actor) => [actor.kind === "person", "signIn"] as const;
const inBrowser = (actor: Actor) => [actor.kind === "person" && actor.scopes === null, "browserOnly"] as const;
const actingVerified = (actor: Actor) =>
  [
    [actor.kind === "person" && actor.acting !== null, "noOrganisation"],
    [actor.kind === "person" && actor.acting?.verified === true, "notVerified"],
  ] as const;

export function mayReadTraining(): Decision {
  return allow;
}

export function mayPlanTraining(actor: Actor): Decision {
  return demand(signedIn(actor), inBrowser(actor), ...actingVerified(actor), [
    actsWithRole(actor, "member"),
    "memberRole",
  ]);
}

/** Members of a partner run it: decide on applications, keep the learning record, move it on. */
export function mayRunTraining(actor: Actor, programme: ProgrammeFacts): Decision {
  return demand(
    signedIn(actor),
    inBrowser(actor),
    [
      actor.kind === "person" && actor.acting !== null && programme.partnerIds.includes(actor.acting.id),
      "trainingPartnerOnly",
    ],
    [actsWithRole(actor, "member"), "memberRole"],
  );
}

/** Mentors write into the learning record as well. */
export function mayRecordLearning(actor: Actor, programme: ProgrammeFacts): Decision {
  if (actor.kind === "person" && actor.scopes === null && programme.mentorIds.includes(actor.id)) return allow;
  return mayRunTraining(actor, programme);
}

/** Nobody decides on themselves, also where they belong to a partner or mentor others. */
export function mayJudgeLearner(actor: Actor, learner: { readonly personId: string }): Decision {
  return demand([actor.kind !== "person" || actor.id !== learner.personId, "ownRecord"]);
}

/** For oneself: applying, withdrawing, telling an outcome. */
export function mayLearn(actor: Actor): Decision {
  return demand(signedIn(actor), inBrowser(actor));
}
