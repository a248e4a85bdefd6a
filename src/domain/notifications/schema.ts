import { z } from "zod";

/** Every kind of news; each has a sentence in both languages, held by a test. */
export const newsKinds = [
  "verificationSubmitted",
  "verificationGranted",
  "verificationRefused",
  "needReview",
  "needMatched",
  "needInvited",
  "needAmended",
  "needCancelled",
  "questionAsked",
  "questionAnswered",
  "needClosed",
  "openingCalled",
  "proposalsOpened",
  "panelAppointed",
  "scoresComplete",
  "awardWon",
  "awardLost",
  "guidanceApplies",
  "guidanceAmended",
  "guidanceToSign",
  "guidanceRefused",
  "guidanceDue",
  "guidanceOverdue",
  "guidanceAsked",
  "guidanceAnswered",
  "guidanceWithdrawn",
  "crowdReportReceived",
  "crowdReportChanged",
  "crowdTesterRequested",
  "crowdTesterAdmitted",
  "crowdAuthorityDue",
  "breakGlassGranted",
  "breakGlassUsed",
  "standardMoved",
  "standardBallotOpened",
  "standardBallotClosed",
  "standardOverdue",
  "credentialIssued",
  "credentialRevoked",
] as const;

export const readInput = z.strictObject({ ids: z.array(z.uuid()).max(100) });
export const preferenceInput = z.strictObject({ kind: z.enum(newsKinds), inApp: z.boolean(), mail: z.boolean() });

export const newsView = z.strictObject({
  id: z.string(),
  kind: z.string(),
  text: z.string(),
  href: z.string(),
  createdAt: z.iso.datetime(),
  read: z.boolean(),
});
