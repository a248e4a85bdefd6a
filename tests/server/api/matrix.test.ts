import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { content, organisation, person } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { visitor } from "@/domain/shared/actor";
import { isAppError } from "@/domain/shared/errors";
import { competitionDoors } from "@/server/api/rest/competitions";
import { credentialDoors } from "@/server/api/rest/credentials";
import { exportDoors } from "@/server/api/rest/exports";
import { fileDoors } from "@/server/api/rest/files";
import { guidanceDoors } from "@/server/api/rest/guidance";
import { needDoors } from "@/server/api/rest/needs";
import { appRouter, callerFactory } from "@/server/api/root";
import { createProgramme, setProgrammeState } from "@/server/modules/crowdtests/service-programmes";
import { sendReport } from "@/server/modules/crowdtests/service-reports";
import { uploadFile } from "@/server/modules/files/service";
import { requestBreakGlass } from "@/server/modules/identity/service-break-glass";
import { invite, submitVerification } from "@/server/modules/identity/service-organisations";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { createDraft, publishNeed } from "@/server/modules/needs/service-needs";
import { askQuestion } from "@/server/modules/needs/service-questions";
import { type Ctx, systemCtx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { competitionsInputs, competitionsStated, competitionsWorld } from "../competitions/doors";
import {
  competitionsJudgedInputs,
  competitionsJudgedStated,
  competitionsJudgedWorld,
} from "../competitions/doors-judged";
import { credentialsInputs, credentialsStated, credentialsWorld } from "../credentials/doors";
import { engagementsInputs, engagementsStated, engagementsWorld } from "../engagements/doors";
import { expertsInputs, expertsStated, expertsWorld } from "../experts/doors";
import { guidanceInputs, guidanceStated, guidanceWorld } from "../guidance/doors";
import { matchingInputs, matchingStated } from "../matching/doors";
import { boardInputs, boardStated } from "../needs/doors";
import { opened } from "../needs/stages";
import { standardsTextInputs, standardsTextStated } from "../standards/doors";
import { standardsLifeInputs, standardsLifeStated } from "../standards/doors-life";
import { consulting } from "../standards/stages";

useDatabase();

/**
 * Every door × every kind of reader. `ok` means that the policy let the reader in: the act may still fail on its
 * input or state. Anything else is the refusal's code and reason. A door that is not in this table fails the test.
 */
const readers = [
  "visitor",
  "person",
  "stranger",
  "unverified",
  "viewer",
  "buyer",
  "proposer",
  "expert",
  "operator",
  "oneFactor",
  "auditor",
  "securityAdmin",
  "token",
] as const;
type Reader = (typeof readers)[number];
type Answer = "ok" | string;

const signIn = "UNAUTHENTICATED signIn";
const browserOnly = "FORBIDDEN browserOnly";
const all = (answer: Answer): Record<Reader, Answer> =>
  Object.fromEntries(readers.map((reader) => [reader, answer])) as Record<Reader, Answer>;
const except = (base: Record<Reader, Answer>, change: Partial<Record<Reader, Answer>>) => ({ ...base, ...change });

const everybody = all("ok");
const signedIn = except(everybody, { visitor: signIn });
const own = except(signedIn, { token: browserOnly });
const readOwn = except(signedIn, { token: "FORBIDDEN scope" });
const seesNeed = everybody;
const buyers = (others: Answer) => except(all(others), { visitor: signIn, buyer: "ok", token: "FORBIDDEN scope" });

const world = {
  needId: "",
  organisationId: "",
  spareNeedIds: ["", ""] as [string, string],
  questionId: "",
  invitationId: "",
  verificationId: "",
  breakGlassId: "",
  standard: { id: "", clauseId: "", commentId: "", ballotId: "", objectionId: "" },
  programmeId: "",
  reportId: "",
};
const contexts = {} as Record<Reader, Ctx>;

const longPassword = "violet anchor seventeen kites";
const assertion = { id: "AAAA", rawId: "AAAA", type: "public-key", clientExtensionResults: {} };
const programme = {
  language: "en" as const,
  title: "A programme",
  summary: "A test",
  access: "public" as const,
  accounts: "",
  content: {
    assets: [{ id: "a", name: "Asset", kind: "web" as const, inScope: true, note: "" }],
    rules: "Be careful",
    safeHarbour: "Nobody is pursued",
    hours: "",
    rewards: null,
  },
};
const weakness = {
  title: "A weakness",
  assetId: "a",
  steps: "Do this and then do that.",
  impact: "",
  vector: "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N",
};
const organisationFields = { kind: "enterprise", country: "SG", sectors: [], registryNumber: "REG-2026-1" };

/** Well-formed input for every door, so that what answers is the policy and not the parser. */
function inputs(): Record<string, unknown> {
  const id = randomUUID();
  const key = randomUUID();
  const {
    needId,
    organisationId,
    spareNeedIds,
    questionId,
    invitationId,
    verificationId,
    breakGlassId,
    programmeId,
    reportId,
  } = world;
  const { standard } = world;
  const ofStandard = { standardId: standard.id };
  const token = "t".repeat(40);
  const need = { language: "en", title: "A need" };
  return {
    "platform.ping": {},
    "needs.list": {},
    "needs.get": { id: needId },
    "needs.questions": { id: needId },
    "needs.received": { id: needId },
    "needs.awardOf": { id: needId },
    "needs.openedProposals": { id: needId },
    "needs.evaluation": { id: needId },
    "needs.matches": { id: needId },
    "needs.expertMatches": { id: needId },
    "needs.suggest": { text: "Modbus between the plant and the offices" },
    "needs.createDraft": { content: need, idempotencyKey: key },
    "needs.saveDraft": { id: needId, version: 1, content: need },
    "needs.submitForReview": { id: needId, version: 1 },
    "needs.returnToDraft": { id: needId, version: 1 },
    "needs.publish": { id: needId, version: 1 },
    "needs.amend": { id: needId, version: 1, content: need, reason: "because" },
    "needs.cancel": { id: spareNeedIds[0], reason: "because" },
    "needs.fail": { id: spareNeedIds[1], reason: "because" },
    "needs.ask": { needId, text: "A question", language: "en", idempotencyKey: key },
    "needs.answer": { questionId, text: "An answer" },
    "needs.propose": {
      needId,
      idempotencyKey: key,
      content: {
        approach: "a plan of ten",
        team: [],
        milestones: [{ title: "m", weeks: 1, amount: 1 }],
        price: { currency: "CNY", amount: 1, taxIncluded: true },
        validDays: 1,
        noConflict: true,
        fileIds: [],
      },
    },
    "needs.withdraw": { id: needId },
    "needs.ownProposal": { id: needId },
    "needs.myProposals": {},
    "needs.open": { id: needId },
    "needs.appointPanel": { needId, emails: ["nobody@people.example"] },
    "needs.waive": { needId, personId: id, reason: "because" },
    "needs.declareConflict": { needId, hasConflict: false, note: "" },
    "needs.saveScores": { needId, proposalId: id, scores: {} },
    "needs.submitScores": { id: needId },
    "needs.moderate": { needId, proposalId: id, criterionId: "quality", adjustment: 1, reason: "because" },
    "needs.award": { needId, proposalId: id, reason: "because", feedback: [], idempotencyKey: key },
    "needs.myPanels": {},
    "needs.matchedNeeds": {},
    "needs.matchFeedback": { needId, act: "dismissed" },
    ...boardInputs(needId),
    ...engagementsInputs(),
    ...guidanceInputs(),
    ...matchingInputs(organisationId),
    ...credentialsInputs(),
    ...standardsLifeInputs(standard),
    ...competitionsInputs(),
    ...competitionsJudgedInputs(),
    ...expertsInputs(),
    "experts.capability": { organisationId },
    "experts.saveCapability": {
      organisationId,
      version: 0,
      summaryZh: "",
      summaryEn: "",
      conceptIds: [],
      regions: [],
      capacity: 1,
    },
    "experts.addEvidence": {
      organisationId,
      kind: "project",
      title: "t",
      body: "",
      language: "en",
      date: "2026-01-01",
      visibility: "everyone",
      conceptIds: [],
      idempotencyKey: key,
    },
    "experts.deleteEvidence": { organisationId, id },
    "standards.list": {},
    "standards.get": { id: standard.id },
    "standards.propose": {
      profile: "community",
      language: "en",
      titleEn: "Matrix",
      purpose: "a table of every door",
      category: "vendor",
      idempotencyKey: key,
    },
    "standards.move": { id: standard.id, version: 999, act: "close", reason: "because" },
    "standards.addMember": { ...ofStandard, email: "nobody@people.example", category: "vendor", role: "member" },
    "standards.setNumber": { id: standard.id, number: "" },
    "standards.removeMember": { ...ofStandard, personId: id },
    "standards.declarePatents": { ...ofStandard, holds: false },
    "standards.clause": { id: standard.clauseId },
    "standards.addClause": {
      ...ofStandard,
      parentId: null,
      afterId: null,
      kind: "body",
      title: "t",
      idempotencyKey: key,
    },
    "standards.renameClause": { id: standard.clauseId, version: 1, title: "t" },
    "standards.saveClause": { id: standard.clauseId, version: 1, content: [] },
    "standards.deleteClause": { id: standard.clauseId, version: 1, reason: "because" },
    "standards.lockClause": { id: standard.clauseId, locked: false },
    "standards.lint": { id: standard.id },
    "standards.applyFix": { clauseId: standard.clauseId, version: 1, from: "a", to: "b", excerpt: "a" },
    "standards.takeSnapshot": { ...ofStandard, reason: "because" },
    "standards.redline": { ...ofStandard, from: 1, to: null },
    "standards.comments": { id: standard.id },
    ...standardsTextInputs(standard),
    "standards.comment": { ...ofStandard, clauseId: null, kind: "ge", comment: "c", idempotencyKey: key },
    "standards.resolveComment": { id: standard.commentId, resolution: "noted" },
    "standards.markDuplicate": { id: standard.commentId, ofId: id },
    "standards.ballots": { id: standard.id },
    "standards.openBallot": { ...ofStandard, rule: "dis", closesAt: "2099-01-01T00:00:00Z", idempotencyKey: key },
    "standards.vote": { ballotId: standard.ballotId, vote: "approve" },
    "standards.closeBallot": { id: standard.ballotId },
    "standards.objections": { id: standard.id },
    "standards.object": { ...ofStandard, kind: "objection", text: "t", idempotencyKey: key },
    "standards.answerObjection": { id: standard.objectionId, answer: "a" },
    "search.find": { query: "plant" },
    "home.waiting": {},
    "crowdtests.programmes": {},
    "crowdtests.programme": { id: programmeId },
    "crowdtests.hallOfFame": { id: programmeId },
    "crowdtests.createProgramme": { ...programme, idempotencyKey: key },
    "crowdtests.updateProgramme": { ...programme, id: programmeId, version: 999 },
    "crowdtests.setProgrammeState": { id: programmeId, version: 999, state: "paused" },
    "crowdtests.askToTest": { id: programmeId },
    "crowdtests.inviteTester": { programmeId, email: "nobody@people.example" },
    "crowdtests.decideTester": { programmeId, personId: id, admitted: true },
    "crowdtests.sendReport": { programmeId, content: weakness, idempotencyKey: key },
    "crowdtests.myReports": {},
    "crowdtests.receivedReports": {},
    "crowdtests.report": { id: reportId },
    "crowdtests.takeStep": { id: reportId, version: 999, step: "triage" },
    "crowdtests.addNote": { id: reportId, note: "a note", idempotencyKey: key },
    "crowdtests.tellAuthority": { id: reportId, version: 999, number: "1" },
    "crowdtests.disclosure": { number: 1 },
    "notifications.list": {},
    "notifications.markRead": { ids: [] },
    "notifications.preferences": {},
    "notifications.savePreference": { kind: "needMatched", inApp: true, mail: false },
    "identity.organisation": { id: organisationId },
    "identity.findOrganisations": { name: "Organisation" },
    "identity.organisationDesk": { id: organisationId },
    "identity.invitation": { token },
    "identity.me": {},
    "identity.sessions": {},
    "identity.tokens": {},
    "identity.updateProfile": { locale: "en", timeZone: "Asia/Shanghai", version: 999 },
    "identity.revokeSession": { id },
    "identity.actAs": { organisationId },
    "identity.beginPasskeySignIn": {},
    "identity.withdrawInvitation": { id: invitationId },
    "identity.verifications": { open: true },
    "identity.decideVerification": { id: verificationId, approved: true, reason: "because" },
    "identity.signUp": { email: `${id}@people.example`, password: longPassword, locale: "en" },
    "identity.verifyEmail": { token, password: longPassword },
    "identity.signIn": { email: `${id}@people.example`, password: longPassword },
    "identity.signInSecondFactor": { ticket: token, code: "123456" },
    "identity.requestMagicLink": { email: `${id}@people.example`, locale: "en" },
    "identity.signInByLink": { token },
    "identity.requestPasswordReset": { email: `${id}@people.example`, locale: "en" },
    "identity.resetPassword": { token, password: longPassword },
    "identity.finishPasskeySignIn": {
      ticket: token,
      response: { ...assertion, response: { clientDataJSON: "", authenticatorData: "", signature: "" } },
    },
    "identity.claimFirstRun": { token, email: `${id}@people.example`, password: longPassword, locale: "en" },
    "identity.changePassword": { current: longPassword, next: longPassword },
    "identity.revokeOtherSessions": {},
    "identity.signOut": {},
    "identity.beginTotp": {},
    "identity.confirmTotp": { code: "wrong!" },
    "identity.confirmSecondFactor": { code: "wrong!" },
    "identity.removeTotp": { code: "wrong!" },
    "identity.renewRecoveryCodes": { code: "wrong!" },
    "identity.beginPasskey": {},
    "identity.finishPasskey": {
      ticket: token,
      name: "key",
      response: { ...assertion, response: { clientDataJSON: "", attestationObject: "" } },
    },
    "identity.removePasskey": { id },
    "identity.createToken": { name: "t", scopes: ["needs:read"], days: 1, idempotencyKey: key },
    "identity.revokeToken": { id },
    "identity.createOrganisation": { ...organisationFields, nameEn: `Matrix ${id}`, idempotencyKey: key },
    "identity.updateOrganisation": { ...organisationFields, nameEn: `Matrix ${id}`, id: organisationId, version: 999 },
    "identity.acceptInvitation": { token },
    "identity.grantPlatformRole": { email: "nobody@people.example", role: "auditor" },
    "identity.platformRoles": {},
    "identity.breakGlass": {},
    "identity.requestBreakGlass": {
      entity: "proposal",
      entityId: id,
      reason: "a test of the emergency door",
      idempotencyKey: key,
    },
    "identity.decideBreakGlass": { id: breakGlassId, granted: true },
    "needs.readInEmergency": { id: breakGlassId },
    "identity.outbox": {},
    "identity.audit": { page: 1 },
    "identity.auditCheck": {},
    "identity.changeMemberRole": { organisationId, personId: id, role: "viewer" },
    "identity.endMembership": { organisationId, personId: id },
    "identity.submitVerification": { organisationId, note: "", fileIds: [id], idempotencyKey: key },
    "identity.invite": { organisationId, email: "guest@people.example", role: "viewer", idempotencyKey: key },
  };
}

const notBuyer = "FORBIDDEN buyerOnly";

/** The stated answer of every door that can be asked without a fresh token or password of somebody's. */
function stated(): Record<string, Record<Reader, Answer>> {
  const earnest = (buyer: Answer, others: Answer = notBuyer) =>
    except(all(others), {
      visitor: signIn,
      person: "FORBIDDEN noOrganisation",
      unverified: "FORBIDDEN notVerified",
      viewer: "FORBIDDEN memberRole",
      operator: "FORBIDDEN noOrganisation",
      oneFactor: "FORBIDDEN noOrganisation",
      auditor: "FORBIDDEN noOrganisation",
      securityAdmin: "FORBIDDEN noOrganisation",
      buyer,
      token: "FORBIDDEN scope",
    });
  const draft = (buyer: Answer, others: Answer) => except(earnest(buyer, others), { unverified: others });
  const sealed = except(all("FORBIDDEN notFound"), {
    visitor: signIn,
    buyer: "ok",
    expert: "ok",
    oneFactor: "SECOND_FACTOR_REQUIRED secondFactor",
    token: "FORBIDDEN scope",
  });
  const panel = except(all("FORBIDDEN notFound"), { visitor: signIn, expert: "ok", token: "FORBIDDEN scope" });
  const desk = except(all("FORBIDDEN membersOnly"), {
    visitor: signIn,
    oneFactor: "SECOND_FACTOR_REQUIRED secondFactor",
    buyer: "ok",
    viewer: "ok",
    operator: "ok",
    auditor: "ok",
    token: "FORBIDDEN scope",
  });
  const manages = except(all("FORBIDDEN organisationAdmin"), { visitor: signIn, buyer: "ok", token: browserOnly });
  const edits = except(all("FORBIDDEN organisationMember"), { visitor: signIn, buyer: "ok", token: "FORBIDDEN scope" });
  const state = (name: string) => `FORBIDDEN state_${name}`;
  const wrongCode = except(all("UNAUTHENTICATED wrongCode"), { visitor: signIn, token: browserOnly });
  const onDuty: Partial<Record<Reader, Answer>> = {
    visitor: signIn,
    operator: "ok",
    oneFactor: "SECOND_FACTOR_REQUIRED secondFactor",
    auditor: "ok",
    securityAdmin: "ok",
  };
  // A standard in consultation whose working group is the buyer's owner alone: everybody reads, the group works.
  const secretary = earnest("ok", "FORBIDDEN secretaryOnly");
  const frozen = earnest("FORBIDDEN textFrozen", "FORBIDDEN groupEditors");
  const ofGroup = except(all("FORBIDDEN notFound"), { visitor: signIn, buyer: "ok" });
  const ownReports = except(everybody, {
    visitor: signIn,
    oneFactor: "SECOND_FACTOR_REQUIRED secondFactor",
    token: "FORBIDDEN scope",
  });
  const guarded = except(own, { oneFactor: "SECOND_FACTOR_REQUIRED secondFactor" });
  return {
    "platform.ping": everybody,
    "needs.list": everybody,
    "needs.get": seesNeed,
    "needs.questions": seesNeed,
    "needs.received": seesNeed,
    "needs.awardOf": seesNeed,
    "needs.openedProposals": sealed,
    "needs.evaluation": sealed,
    "needs.matches": except(buyers("FORBIDDEN notFound"), { viewer: "ok" }),
    "needs.expertMatches": except(buyers("FORBIDDEN notFound"), { viewer: "ok" }),
    "needs.suggest": draft("ok", "ok"),
    "needs.createDraft": draft("ok", "ok"),
    "needs.saveDraft": draft(state("edit"), notBuyer),
    "needs.submitForReview": draft(state("submitForReview"), notBuyer),
    "needs.returnToDraft": draft(state("returnToDraft"), notBuyer),
    "needs.publish": earnest(state("publish")),
    "needs.amend": earnest(state("amend")),
    "needs.ask": earnest("FORBIDDEN ownNeed", state("ask")),
    "needs.propose": earnest("FORBIDDEN ownNeed", "FORBIDDEN deadlinePassed"),
    "needs.withdraw": earnest("FORBIDDEN ownNeed", "FORBIDDEN deadlinePassed"),
    "needs.ownProposal": except(all("ok"), { token: "FORBIDDEN scope" }),
    "needs.myProposals": except(all("ok"), {
      visitor: signIn,
      person: "FORBIDDEN notFound",
      operator: "FORBIDDEN notFound",
      oneFactor: "FORBIDDEN notFound",
      auditor: "FORBIDDEN notFound",
      securityAdmin: "FORBIDDEN notFound",
      token: "FORBIDDEN scope",
    }),
    "needs.open": earnest(state("open")),
    "needs.appointPanel": earnest("ok"),
    "needs.waive": earnest("ok"),
    "needs.declareConflict": panel,
    "needs.saveScores": except(panel, { expert: "ok" }),
    "needs.submitScores": panel,
    "needs.moderate": earnest(state("award")),
    "needs.award": earnest(state("award")),
    "needs.myPanels": except(all("ok"), { visitor: signIn }),
    "needs.matchedNeeds": except(all("ok"), {
      visitor: signIn,
      person: "FORBIDDEN noOrganisation",
      operator: "FORBIDDEN noOrganisation",
      oneFactor: "FORBIDDEN noOrganisation",
      auditor: "FORBIDDEN noOrganisation",
      securityAdmin: "FORBIDDEN noOrganisation",
      token: "FORBIDDEN scope",
    }),
    "needs.matchFeedback": earnest("ok", "ok"),
    ...boardStated({ all, except, earnest }),
    ...engagementsStated({ all, except }),
    ...guidanceStated({ all, except }),
    ...matchingStated({ all, except }),
    ...credentialsStated({ all, except }),
    ...standardsLifeStated({ all, except, earnest }),
    ...competitionsStated({ all, except }),
    ...competitionsJudgedStated({ all, except }),
    ...expertsStated({ all, except }),
    "needs.cancel": earnest("ok"),
    "needs.fail": earnest(state("fail")),
    "needs.answer": earnest("ok"),
    "experts.capability": everybody,
    "experts.saveCapability": edits,
    "experts.addEvidence": edits,
    "experts.deleteEvidence": edits,
    "standards.list": everybody,
    "standards.get": everybody,
    "standards.clause": everybody,
    "standards.comments": everybody,
    ...standardsTextStated({
      all,
      except,
      frozen,
      ofGroup,
      readOwn,
      signedIn,
      worked: earnest("ok", "FORBIDDEN groupEditors"),
    }),
    "standards.propose": earnest("ok", "ok"),
    "standards.move": secretary,
    "standards.addMember": secretary,
    "standards.setNumber": secretary,
    "standards.removeMember": secretary,
    "standards.lockClause": secretary,
    "standards.takeSnapshot": secretary,
    "standards.openBallot": secretary,
    "standards.closeBallot": secretary,
    "standards.answerObjection": secretary,
    "standards.declarePatents": earnest("ok", "FORBIDDEN notFound"),
    "standards.object": earnest("ok", "FORBIDDEN notFound"),
    "standards.vote": earnest("ok", "FORBIDDEN notFound"),
    "standards.addClause": frozen,
    "standards.renameClause": frozen,
    "standards.saveClause": frozen,
    "standards.deleteClause": frozen,
    "standards.applyFix": frozen,
    "standards.resolveComment": earnest("ok", "FORBIDDEN groupEditors"),
    "standards.markDuplicate": earnest("ok", "FORBIDDEN groupEditors"),
    "standards.comment": readOwn,
    "standards.lint": ofGroup,
    "standards.redline": ofGroup,
    "standards.ballots": ofGroup,
    "standards.objections": ofGroup,
    "search.find": everybody,
    "home.waiting": own,
    "crowdtests.programmes": everybody,
    "crowdtests.programme": everybody,
    "crowdtests.hallOfFame": everybody,
    "crowdtests.createProgramme": earnest("ok", "ok"),
    "crowdtests.updateProgramme": earnest("ok", "FORBIDDEN programmeOwnerOnly"),
    "crowdtests.setProgrammeState": earnest("ok", "FORBIDDEN programmeOwnerOnly"),
    "crowdtests.askToTest": earnest("FORBIDDEN ownProgramme", "FORBIDDEN programmeNoRequest"),
    "crowdtests.inviteTester": earnest("ok", "FORBIDDEN programmeOwnerOnly"),
    "crowdtests.decideTester": earnest("ok", "FORBIDDEN programmeOwnerOnly"),
    "crowdtests.sendReport": earnest("FORBIDDEN ownProgramme", "ok"),
    // A report that is neither one's own nor one's organisation's is not found, which counts as "ok" here.
    "crowdtests.myReports": ownReports,
    "crowdtests.receivedReports": ownReports,
    "crowdtests.report": ownReports,
    "crowdtests.addNote": ownReports,
    "crowdtests.takeStep": except(ownReports, { proposer: "FORBIDDEN notFound", viewer: "FORBIDDEN memberRole" }),
    "crowdtests.tellAuthority": except(ownReports, {
      proposer: "FORBIDDEN notFound",
      viewer: "FORBIDDEN memberRole",
      buyer: "FORBIDDEN reportState",
    }),
    "crowdtests.disclosure": everybody,
    "notifications.list": own,
    "notifications.markRead": own,
    "notifications.preferences": own,
    "notifications.savePreference": own,
    "identity.organisation": everybody,
    "identity.findOrganisations": readOwn,
    "identity.organisationDesk": desk,
    "identity.me": readOwn,
    "identity.sessions": readOwn,
    "identity.tokens": readOwn,
    "identity.updateProfile": own,
    "identity.revokeSession": own,
    "identity.beginPasskeySignIn": everybody,
    // Strangers' doors let everybody in; what they answer to a wrong link or password is the same for all.
    "identity.signUp": everybody,
    "identity.verifyEmail": everybody,
    "identity.signIn": all("UNAUTHENTICATED wrongCredentials"),
    "identity.signInSecondFactor": everybody,
    "identity.requestMagicLink": everybody,
    "identity.signInByLink": everybody,
    "identity.requestPasswordReset": everybody,
    "identity.resetPassword": everybody,
    "identity.finishPasskeySignIn": everybody,
    "identity.claimFirstRun": everybody,
    "identity.changePassword": except(all("UNAUTHENTICATED wrongPassword"), { visitor: signIn, token: browserOnly }),
    "identity.revokeOtherSessions": own,
    "identity.signOut": own,
    // These readers have no browser session behind them, so members get as far as that.
    "identity.actAs": except(all("FORBIDDEN notFound"), {
      visitor: signIn,
      buyer: browserOnly,
      viewer: browserOnly,
      token: browserOnly,
    }),
    "identity.beginTotp": own,
    "identity.confirmTotp": wrongCode,
    "identity.confirmSecondFactor": wrongCode,
    "identity.removeTotp": wrongCode,
    "identity.renewRecoveryCodes": wrongCode,
    "identity.beginPasskey": own,
    "identity.finishPasskey": own,
    "identity.removePasskey": own,
    "identity.createToken": guarded,
    "identity.revokeToken": own,
    "identity.createOrganisation": guarded,
    "identity.updateOrganisation": manages,
    "identity.invitation": everybody,
    "identity.acceptInvitation": own,
    "identity.withdrawInvitation": manages,
    "identity.changeMemberRole": manages,
    "identity.endMembership": manages,
    "identity.decideVerification": except(all("FORBIDDEN operatorOnly"), {
      visitor: signIn,
      operator: "ok",
      oneFactor: "SECOND_FACTOR_REQUIRED secondFactor",
    }),
    "identity.grantPlatformRole": except(all("FORBIDDEN securityAdminOnly"), { visitor: signIn, securityAdmin: "ok" }),
    "identity.breakGlass": except(all("FORBIDDEN platformRoleOnly"), onDuty),
    "identity.requestBreakGlass": except(all("FORBIDDEN operatorOnly"), {
      visitor: signIn,
      operator: "ok",
      oneFactor: "SECOND_FACTOR_REQUIRED secondFactor",
    }),
    "identity.decideBreakGlass": except(all("FORBIDDEN securityAdminOnly"), { visitor: signIn, securityAdmin: "ok" }),
    "needs.readInEmergency": except(all("FORBIDDEN operatorOnly"), {
      visitor: signIn,
      operator: "ok",
      oneFactor: "FORBIDDEN notFound",
    }),
    "identity.platformRoles": except(all("FORBIDDEN platformRoleOnly"), onDuty),
    "identity.verifications": except(all("FORBIDDEN operatorOnly"), {
      visitor: signIn,
      operator: "ok",
      oneFactor: "SECOND_FACTOR_REQUIRED secondFactor",
      auditor: "ok",
    }),
    "identity.outbox": except(all("FORBIDDEN operatorOnly"), {
      visitor: signIn,
      operator: "ok",
      oneFactor: "SECOND_FACTOR_REQUIRED secondFactor",
    }),
    "identity.audit": except(all("FORBIDDEN auditorOnly"), { visitor: signIn, auditor: "ok" }),
    "identity.auditCheck": except(all("FORBIDDEN auditorOnly"), { visitor: signIn, auditor: "ok" }),
    "identity.invite": manages,
    "identity.submitVerification": manages,
  };
}

/** A stream that never ends by itself: tests/server/notifications holds it. */
const heldElsewhere = new Set(["notifications.watch"]);

const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { meta?: { policy?: string } } }>,
);

beforeAll(async () => {
  const stage = await opened();
  const viewer = await stage.buyer.join("viewer");
  const expert = (await organisation("research")).owner;
  await callerFactory(stage.buyer.owner.ctx).needs.appointPanel({ needId: stage.needId, emails: [expert.email] });
  await callerFactory(expert.ctx).needs.declareConflict({ needId: stage.needId, hasConflict: false, note: "" });
  await guidanceWorld();
  await engagementsWorld();
  await competitionsWorld();
  await credentialsWorld();
  await competitionsWorld();
  await competitionsJudgedWorld();
  await expertsWorld();
  const operator = await contextOfPerson((await person("operator")).id, null);
  const withActor = (ctx: Ctx, change: object): Ctx =>
    ctx.actor.kind === "person" ? { ...ctx, actor: { ...ctx.actor, ...change } } : ctx;
  const spare = await Promise.all(
    [1, 2, 3].map(async () => {
      const draft = await createDraft(stage.buyer.owner.ctx, { content: content(), idempotencyKey: randomUUID() });
      await publishNeed(stage.buyer.owner.ctx, draft);
      return draft.id;
    }),
  );
  const question = await askQuestion(stage.firms[0].owner.ctx, {
    needId: spare[2] ?? "",
    text: "A question",
    language: "en",
    idempotencyKey: randomUUID(),
  });
  const invitation = await invite(stage.buyer.owner.ctx, {
    organisationId: stage.buyer.id,
    email: "guest@people.example",
    role: "viewer",
    idempotencyKey: randomUUID(),
  });
  process.env.LIANFANG_JURISDICTION = "SG";
  const crowd = await createProgramme(stage.buyer.owner.ctx, { ...programme, idempotencyKey: randomUUID() });
  await setProgrammeState(stage.buyer.owner.ctx, { id: crowd.id, version: 1, state: "open" });
  const report = await sendReport(stage.firms[0].owner.ctx, {
    programmeId: crowd.id,
    content: weakness,
    idempotencyKey: randomUUID(),
  });
  const breakGlass = await requestBreakGlass(operator, {
    entity: "proposal",
    entityId: stage.proposals[0],
    reason: "a test of the emergency door",
    idempotencyKey: randomUUID(),
  });
  Object.assign(world, {
    needId: stage.needId,
    organisationId: stage.buyer.id,
    spareNeedIds: spare,
    questionId: question.id,
    invitationId: invitation.id,
    verificationId: await waitingVerification(),
    breakGlassId: breakGlass.id,
    standard: await consulting(stage.buyer.owner.ctx),
    programmeId: crowd.id,
    reportId: report.id,
  });
  Object.assign(contexts, {
    visitor: { ...systemCtx("matrix"), actor: visitor },
    person: await contextOfPerson((await person()).id, null),
    stranger: (await organisation("securityFirm")).owner.ctx,
    unverified: (await organisation("securityFirm", { verified: false })).owner.ctx,
    viewer: viewer.ctx,
    buyer: stage.buyer.owner.ctx,
    proposer: stage.firms[0].owner.ctx,
    expert: expert.ctx,
    operator,
    oneFactor: withActor(await contextOfPerson((await person("operator")).id, null), { secondFactor: false }),
    auditor: await contextOfPerson((await person("auditor")).id, null),
    securityAdmin: await contextOfPerson((await person("securityAdmin")).id, null),
    token: withActor(stage.second.ctx, { scopes: [] }),
  } satisfies Record<Reader, Ctx>);
});

async function waitingVerification(): Promise<string> {
  const newcomer = await organisation("enterprise", { verified: false });
  const file = await uploadFile(newcomer.owner.ctx, "verificationEvidence", "evidence.txt", Buffer.from("invented"));
  const { id } = await submitVerification(newcomer.owner.ctx, {
    organisationId: newcomer.id,
    note: "test",
    fileIds: [file.id],
    idempotencyKey: randomUUID(),
  });
  return id;
}

async function answerOf(path: string, reader: Reader): Promise<Answer> {
  const caller = callerFactory(contexts[reader]) as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >;
  const [module = "", name = ""] = path.split(".");
  const call = caller[module]?.[name];
  if (!call) throw new Error(`no door ${path}`);
  try {
    await call(inputs()[path]);
    return "ok";
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (!isAppError(cause)) throw error;
    const refusal = ["FORBIDDEN", "UNAUTHENTICATED", "SECOND_FACTOR_REQUIRED"].includes(cause.code);
    return refusal ? `${cause.code} ${cause.reason}` : "ok";
  }
}

describe("every door", () => {
  it("stands in this table or in the list of those that their own tests hold", () => {
    const table = stated();
    const unknown = procedures.map(([path]) => path).filter((path) => !(path in table) && !heldElsewhere.has(path));
    expect(unknown).toEqual([]);
    expect(Object.keys(table).filter((path) => !procedures.some(([known]) => known === path))).toEqual([]);
  });

  it("names a policy that exists", () => {
    const files = readdirSync("src/domain", { recursive: true, encoding: "utf8" }).filter((name) =>
      /policy(-[a-z]+)?\.ts$/u.test(name),
    );
    const policies = new Set(
      files.flatMap((name) =>
        [...readFileSync(`src/domain/${name}`, "utf8").matchAll(/export function (\w+)/gu)].map(([, policy]) => policy),
      ),
    );
    policies.add("everyone");
    const doors = [
      ...procedures.map(([path, { _def }]) => ({ path, policy: _def.meta?.policy })),
      ...fileDoors,
      ...exportDoors,
      ...guidanceDoors,
      ...needDoors,
      ...competitionDoors,
      ...credentialDoors,
      ...competitionDoors,
    ];
    expect(doors.filter(({ policy }) => policy === undefined || !policies.has(policy))).toEqual([]);
  });

  it("lets in whom the table says, and tells the others why not", async () => {
    const wrong: string[] = [];
    for (const [path, row] of Object.entries(stated())) {
      // One person asks at every door here: what is looked at is the right, not how often it is used.
      await db().rateLimit.deleteMany({ where: { key: { startsWith: "writes" } } });
      for (const reader of readers) {
        const answer = await answerOf(path, reader);
        if (answer !== row[reader]) wrong.push(`${path} × ${reader}: ${answer} instead of ${row[reader]}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 240_000);
});
