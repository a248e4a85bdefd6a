import { z } from "zod";
import * as input from "@/domain/identity/schema";
import * as view from "@/domain/identity/views";
import { door, router } from "@/server/api/trpc";
import * as account from "@/server/modules/identity/service-account";
import * as breakGlass from "@/server/modules/identity/service-break-glass";
import * as factors from "@/server/modules/identity/service-factors";
import * as operators from "@/server/modules/identity/service-operators";
import * as organisations from "@/server/modules/identity/service-organisations";
import * as tokens from "@/server/modules/identity/service-tokens";

export const identityRouter = router({
  signUp: door("mayUseFrontDoor", input.signUpInput, view.sent).mutation(({ ctx, input }) =>
    account.signUp(ctx, input),
  ),
  verifyEmail: door("mayUseFrontDoor", input.verifyEmailInput, view.signInStep).mutation(({ ctx, input }) =>
    account.verifyEmail(ctx, input),
  ),
  signIn: door("mayUseFrontDoor", input.signInInput, view.signInStep).mutation(({ ctx, input }) =>
    account.signIn(ctx, input),
  ),
  signInSecondFactor: door("mayUseFrontDoor", input.secondFactorInput, view.signInStep).mutation(({ ctx, input }) =>
    account.signInSecondFactor(ctx, input),
  ),
  requestMagicLink: door("mayUseFrontDoor", input.emailOnlyInput, view.sent).mutation(({ ctx, input }) =>
    account.requestMagicLink(ctx, input),
  ),
  signInByLink: door("mayUseFrontDoor", input.linkInput, view.signInStep).mutation(({ ctx, input }) =>
    account.signInByLink(ctx, input.token),
  ),
  requestPasswordReset: door("mayUseFrontDoor", input.emailOnlyInput, view.sent).mutation(({ ctx, input }) =>
    account.requestPasswordReset(ctx, input),
  ),
  resetPassword: door("mayUseFrontDoor", input.resetPasswordInput, view.done).mutation(({ ctx, input }) =>
    account.resetPassword(ctx, input),
  ),
  beginPasskeySignIn: door("mayUseFrontDoor", input.nothing, view.passkeyOptions).mutation(({ ctx }) =>
    factors.beginPasskeySignIn(ctx),
  ),
  finishPasskeySignIn: door("mayUseFrontDoor", input.passkeyAnswerInput, view.signInStep).mutation(({ ctx, input }) =>
    factors.finishPasskeySignIn(ctx, input),
  ),
  claimFirstRun: door("mayUseFrontDoor", input.firstRunInput, view.signInStep).mutation(({ ctx, input }) =>
    operators.claimFirstRun(ctx, input),
  ),

  me: door("mayReadOwnAccount", input.nothing, view.accountView, { method: "GET", path: "/me" }).query(({ ctx }) =>
    account.readOwnAccount(ctx),
  ),
  updateProfile: door("mayManageOwnAccount", input.profileInput, view.versionView).mutation(({ ctx, input }) =>
    account.updateProfile(ctx, input),
  ),
  changePassword: door("mayManageOwnAccount", input.changePasswordInput, view.done).mutation(({ ctx, input }) =>
    account.changePassword(ctx, input),
  ),
  sessions: door("mayReadOwnAccount", input.nothing, z.array(view.sessionView)).query(({ ctx }) =>
    account.readSessions(ctx),
  ),
  revokeSession: door("mayManageOwnAccount", input.idInput, z.strictObject({ ended: z.int() })).mutation(
    ({ ctx, input }) => account.revokeSessions(ctx, input.id),
  ),
  revokeOtherSessions: door("mayManageOwnAccount", input.nothing, z.strictObject({ ended: z.int() })).mutation(
    ({ ctx }) => account.revokeSessions(ctx, null),
  ),
  signOut: door("mayManageOwnAccount", input.nothing, z.strictObject({ ended: z.int() })).mutation(({ ctx }) =>
    account.signOut(ctx),
  ),
  actAs: door("mayActAs", input.actingInput, view.done).mutation(({ ctx, input }) =>
    account.actAs(ctx, input.organisationId),
  ),

  beginTotp: door("mayChangeFactors", input.nothing, z.strictObject({ secret: z.string(), qr: z.string() })).mutation(
    ({ ctx }) => factors.beginTotp(ctx),
  ),
  confirmTotp: door(
    "mayChangeFactors",
    input.codeInput,
    z.strictObject({ recoveryCodes: z.array(z.string()), ticket: z.string() }),
  ).mutation(({ ctx, input }) => factors.confirmTotp(ctx, input.code)),
  confirmSecondFactor: door("mayManageOwnAccount", input.codeInput, view.ticketView).mutation(({ ctx, input }) =>
    factors.confirmSecondFactor(ctx, input.code),
  ),
  removeTotp: door("mayManageOwnAccount", input.codeInput, view.done).mutation(({ ctx, input }) =>
    factors.removeTotpFactor(ctx, input.code),
  ),
  renewRecoveryCodes: door(
    "mayManageOwnAccount",
    input.codeInput,
    z.strictObject({ recoveryCodes: z.array(z.string()) }),
  ).mutation(({ ctx, input }) => factors.renewRecoveryCodes(ctx, input.code)),
  beginPasskey: door("mayChangeFactors", input.nothing, view.passkeyOptions).mutation(({ ctx }) =>
    factors.beginPasskey(ctx),
  ),
  finishPasskey: door("mayChangeFactors", input.passkeyRegistrationInput, view.ticketView).mutation(({ ctx, input }) =>
    factors.finishPasskey(ctx, input),
  ),
  removePasskey: door("mayChangeFactors", input.idInput, view.done).mutation(({ ctx, input }) =>
    factors.removePasskeyFactor(ctx, input.id),
  ),

  tokens: door("mayReadOwnAccount", input.nothing, z.array(view.tokenView)).query(({ ctx }) =>
    tokens.readApiTokens(ctx),
  ),
  createToken: door(
    "mayCreateToken",
    input.apiTokenInput,
    z.strictObject({ id: z.string(), token: z.string() }),
  ).mutation(({ ctx, input }) => tokens.createApiToken(ctx, input)),
  revokeToken: door("mayManageOwnAccount", input.idInput, view.done).mutation(({ ctx, input }) =>
    tokens.revokeToken(ctx, input.id),
  ),

  organisation: door("mayReadPublic", input.idInput, view.organisationView, {
    method: "GET",
    path: "/organisations/{id}",
  }).query(({ ctx, input }) => organisations.readOrganisation(ctx, input.id)),
  findOrganisations: door(
    "mayFindOrganisations",
    input.organisationSearchInput,
    z.array(view.organisationFoundView),
  ).query(({ ctx, input }) => organisations.findOrganisationsNamed(ctx, input.name)),
  createOrganisation: door("mayCreateOrganisation", input.organisationInput, view.idView).mutation(({ ctx, input }) =>
    organisations.createOrganisation(ctx, input),
  ),
  updateOrganisation: door("mayManageOrganisation", input.organisationUpdateInput, view.versionView).mutation(
    ({ ctx, input }) => organisations.updateOrganisation(ctx, input),
  ),
  organisationDesk: door("mayListMembers", input.idInput, view.deskView).query(({ ctx, input }) =>
    organisations.readOrganisationDesk(ctx, input.id),
  ),
  invite: door("mayGiveRole", input.invitationInput, view.idView).mutation(({ ctx, input }) =>
    organisations.invite(ctx, input),
  ),
  invitation: door("mayReadPublic", input.linkInput, view.invitationView).query(({ ctx, input }) =>
    organisations.readInvitation(ctx, input.token),
  ),
  acceptInvitation: door(
    "mayManageOwnAccount",
    input.linkInput,
    z.strictObject({ organisationId: z.string() }),
  ).mutation(({ ctx, input }) => organisations.acceptInvitation(ctx, input.token)),
  withdrawInvitation: door("mayManageOrganisation", input.idInput, view.done).mutation(({ ctx, input }) =>
    organisations.withdrawInvitation(ctx, input.id),
  ),
  changeMemberRole: door("mayChangeMember", input.membershipInput, view.done).mutation(({ ctx, input }) =>
    organisations.changeMemberRole(ctx, input),
  ),
  endMembership: door("mayLeaveOrganisation", input.memberRemovalInput, view.done).mutation(({ ctx, input }) =>
    organisations.endMembershipOf(ctx, input),
  ),
  submitVerification: door("maySubmitVerification", input.verificationInput, view.idView).mutation(({ ctx, input }) =>
    organisations.submitVerification(ctx, input),
  ),

  verifications: door(
    "mayReadVerifications",
    z.strictObject({ open: z.boolean() }),
    z.array(view.verificationView),
  ).query(({ ctx, input }) => operators.readVerifications(ctx, input.open)),
  decideVerification: door(
    "mayDecideVerification",
    input.verificationDecisionInput,
    z.strictObject({ state: z.string() }),
  ).mutation(({ ctx, input }) => operators.decideVerification(ctx, input)),
  grantPlatformRole: door("mayGrantPlatformRole", input.platformRoleInput, view.done).mutation(({ ctx, input }) =>
    operators.grantPlatformRole(ctx, input),
  ),
  platformRoles: door("mayEnterAdministration", input.nothing, view.platformRolesView).query(({ ctx }) =>
    operators.readPlatformRoles(ctx),
  ),
  breakGlass: door("mayListBreakGlass", input.nothing, z.array(view.breakGlassView)).query(({ ctx }) =>
    breakGlass.readBreakGlass(ctx),
  ),
  requestBreakGlass: door("mayRequestBreakGlass", input.breakGlassInput, view.idView).mutation(({ ctx, input }) =>
    breakGlass.requestBreakGlass(ctx, input),
  ),
  decideBreakGlass: door("mayDecideBreakGlass", input.breakGlassDecisionInput, view.done).mutation(({ ctx, input }) =>
    breakGlass.decideBreakGlass(ctx, input),
  ),
  outbox: door("mayReadOutbox", input.nothing, z.array(view.outboxView)).query(({ ctx }) =>
    operators.readMailOutbox(ctx),
  ),
  audit: door("mayReadAudit", input.pageInput, view.auditPageView).query(({ ctx, input }) =>
    operators.readAudit(ctx, input.page),
  ),
  auditCheck: door("mayReadAudit", input.nothing, view.auditCheckView).query(({ ctx }) => operators.checkAudit(ctx)),
});
