import { z } from "zod";

/** What can wait for a person; each has its sentence in `messages/<locale>/home.json`. */
export const waitingKinds = [
  "needReview",
  "openingCall",
  "openingConfirm",
  "questionsToAnswer",
  "panelDeclare",
  "panelScore",
  "awardDue",
  "reportsToTriage",
  "authorityToTell",
  "guidanceToSign",
  "guidanceToDo",
  "ballotDue",
  "judgeAnswer",
  "judgeScore",
  "agreementToSign",
  "milestoneToDeliver",
  "milestoneToAccept",
  "changeToDecide",
  "reviewToGive",
  "nominationToAnswer",
  "nominationToReview",
  "seatToAnswer",
  "invitationToAnswer",
  "openingToAnswer",
  "teamsToAdmit",
  "caseToAnswer",
  "caseToDecide",
  "trainingToConfirm",
  "applicationsToDecide",
] as const;

export const waitingView = z.strictObject({
  kind: z.enum(waitingKinds),
  /** Below the locale. */
  path: z.string(),
  nameZh: z.string().nullable(),
  nameEn: z.string().nullable(),
  /** Until when, as an instant; null where nothing sets a date. */
  due: z.iso.datetime().nullable(),
});
export type Waiting = z.output<typeof waitingView>;

export const waitingInput = z.strictObject({});
